"""Read results sent as FHIR R4 or STU3, in JSON, lines of JSON or XML: one report for each patient of the file.

Plain members are walked, no resource is validated: official samples break the strict models. A resource that cannot be
read is left aside with a sentence; nothing in the file is looked up elsewhere.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from typing import Any, Final

from b12calc.exchange.incoming.fhir_json import NoJson, parsed
from b12calc.exchange.incoming.fhir_observation import Around, results_of
from b12calc.exchange.incoming.fhir_tree import File, Item, Unreadable, many, names_of, one, text
from b12calc.exchange.incoming.fhir_who import identity_of
from b12calc.exchange.incoming.found import Found, Identity, Leftover, Report
from b12calc.exchange.incoming.guard import MAX_LINES, MAX_RESULTS, Watch, refuse, visible, within_size
from b12calc.exchange.pasted import text_of as decoded

_USED: Final = frozenset({
    "Observation", "DiagnosticReport", "Patient", "Specimen", "Practitioner", "PractitionerRole", "Organization",
    "MessageHeader", "Composition", "Device", "Location", "Encounter", "OperationOutcome", "Provenance",
})  # fmt: skip
_NOBODY: Final = ""


@dataclass(slots=True)
class _Person:
    """Gather what the file says of one patient."""

    identity: Identity
    found: list[Found] = field(default_factory=list)
    left: list[Leftover] = field(default_factory=list)


def read(data: bytes, watch: Watch) -> tuple[Report, ...]:
    """Return what a FHIR file says of each patient, in the order of the file, at least one report.

    Raises ProblemsFound with one sentence for what is no FHIR at all, too large, too deep or takes too long.
    """
    within_size(data)
    file = _file(decoded(data).strip("\ufeff \t\r\n\x00"), watch)
    if not file.items:
        why = f": {file.bad[0][1]}" if file.bad else ""
        raise refuse(f"no FHIR resource was found; expected a Bundle, Observation or DiagnosticReport{why}")
    observations = [item for item in file.items if item.kind == "Observation"]
    if len(observations) > MAX_RESULTS:
        raise refuse(f"the file holds more than {MAX_RESULTS:,} results; a report of one patient has some dozens")
    people: dict[Any, _Person] = {}
    around = _groups(file)
    for at, item in enumerate(observations):
        watch.step(at / len(observations))
        _observation(file, item, around.get(item, Around()), people)
    _leave(file, people)
    return tuple(Report(who.identity, tuple(who.found), tuple(who.left)) for who in people.values())


def _file(sent: str, watch: Watch) -> File:
    file = File(watch)
    if sent.startswith("<"):
        from b12calc.exchange.incoming.fhir_xml import tree_of

        root = tree_of(sent, watch)
        file.take(root, str(root.get("resourceType")))
        return file
    try:
        root = parsed(sent, watch)
    except NoJson as error:
        if not error.further:
            raise refuse(f"the JSON breaks off or is not well formed at {error}") from None
        _lines(file, sent)
        return file
    for at, resource in enumerate(root) if isinstance(root, list) else ((None, root),):
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        name = visible(kind)[:40] if isinstance(kind, str) else "resource"
        file.take(resource, name if at is None else f"[{at}]")
    return file


def _lines(file: File, sent: str) -> None:
    """Read one resource a line; a line that cannot be read is left aside."""
    lines = sent.split("\n")
    if len(lines) > MAX_LINES:
        raise refuse(f"the file has more than {MAX_LINES:,} lines; a report of one patient is far smaller")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            file.take(parsed(line, file.watch), f"line {number}")
        except NoJson as error:
            file.bad.append((f"line {number}", f"the line is no JSON: {error}"))


def _groups(file: File) -> dict[Item, Around]:
    """Say of each observation in which panels and reports it stands, through panels inside panels."""
    holders: dict[Item, list[Item]] = {}
    for item in file.items:
        try:
            for member in _members(file, item):
                holders.setdefault(member, []).append(item)
        except Unreadable as error:
            file.bad.append((item.path, str(error)))
    around: dict[Item, Around] = {}
    for item, first in holders.items():
        seen, waiting = {item}, deque(first)
        groups = Around()
        while waiting:
            file.watch.step()
            holder = waiting.popleft()
            if holder in seen:
                continue
            seen.add(holder)
            (groups.reports if holder.kind == "DiagnosticReport" else groups.panels).append(holder)
            waiting += holders.get(holder, ())
        around[item] = groups
    return around


def _members(file: File, item: Item) -> list[Item]:
    if item.kind == "DiagnosticReport":
        return list(file.referred(item, "result"))
    if item.kind != "Observation":
        return []
    file.replaced.update(_related(file, item, "replaces"))
    return [*file.referred(item, "hasMember"), *_related(file, item, "has-member")]


def _related(file: File, item: Item, kind: str) -> list[Item]:
    """Return the observations an STU3 one is related to in one way."""
    targets = (one(member, "target") for member in many(item.node, "related") if text(member, "type") == kind)
    return [found for target in targets if (found := file.resolved(text(target, "reference") or "", item))]


def _observation(file: File, item: Item, around: Around, people: dict[Any, _Person]) -> None:
    """Read one observation into the report of its patient; what is said of no patient is left aside."""
    try:
        person, doubt = _subject(file, item, around, people)
        for piece in results_of(file, item, around):
            if isinstance(piece, Leftover):
                person.left.append(piece)
            else:
                person.found.append(_with_doubt(piece, doubt) if doubt else piece)
    except Unreadable as error:
        file.bad.append((item.path, str(error)))


def _with_doubt(found: Found, doubt: str) -> Found:
    return replace(found, doubts=(*found.doubts, doubt))


def _subject(file: File, item: Item, around: Around, people: dict[Any, _Person]) -> tuple[_Person, str]:
    """Return the person an observation is about, and a doubt where its report names another one."""
    key, identity = _who(file, item)
    doubt = ""
    for report in (*around.reports, *around.panels):
        other, named = _who(file, report)
        if key == _NOBODY:
            key, identity = other, named
        elif other not in (_NOBODY, key):
            doubt = "the report or group it stands in names another patient"
    return people.setdefault(key, _Person(identity)), doubt


def _who(file: File, item: Item) -> tuple[Any, Identity]:
    """Return by what a subject is told apart, and who it is as far as the file says."""
    subject = one(item.node, "subject") or one(item.node, "patient")
    reference = (text(subject, "reference") or "").strip()
    patient = file.resolved(reference, item) if reference else None
    kind = patient.kind if patient else reference.split("/")[-2] if reference.count("/") else text(subject, "type")
    if kind in ("Group", "Device", "Location", "Substance", "Medication", "Organization", "Procedure", "Practitioner"):
        raise Unreadable(f"it is said of a {kind}, not of a patient")
    if patient is not None and patient.kind == "Patient":
        who = file.people.get(patient) or file.people.setdefault(patient, _safely(patient))
        return (who if who.identifier and who.birth_date else patient), who
    number = text(one(subject, "identifier"), "value")
    name = text(subject, "display")
    return reference or number or name or _NOBODY, Identity(name=name, identifier=number or reference or None)


def _leave(file: File, people: dict[Any, _Person]) -> None:
    """Put aside what is no result: documents, absent results, other kinds of resources, what cannot be read."""
    for item in file.items:
        if item.kind != "DiagnosticReport":
            continue
        try:
            if rest := _rest_of_report(file, item):
                key, identity = _who(file, item)
                person = next(iter(people.values())) if people and key == _NOBODY else None
                (person or people.setdefault(key, _Person(identity))).left.extend(rest)
        except Unreadable as error:
            file.bad.append((item.path, str(error)))
    if not people:
        patient = next((item for item in file.items if item.kind == "Patient"), None)
        people[_NOBODY] = _Person(_safely(patient) if patient else Identity())
    left = next(iter(people.values())).left
    left += [Leftover("", path, visible(why)) for path, why in dict.fromkeys(file.bad)]
    others = Counter(item.kind for item in file.items if item.kind not in _USED)
    said = "only Observation and DiagnosticReport hold results"
    left += [Leftover(kind, "file", visible(f"{kind} ({number}): {said}")) for kind, number in sorted(others.items())]


def _safely(patient: Item) -> Identity:
    try:
        return identity_of(patient)
    except Unreadable:
        return Identity()


def _rest_of_report(file: File, item: Item) -> list[Leftover]:
    left: list[Leftover] = []
    for at, reference in enumerate(many(item.node, "result")):
        name = text(reference, "reference") or ""
        if file.resolved(name, item) is None:
            shown = text(reference, "display") or name
            left.append(
                Leftover(shown, f"{item.path}.result[{at}]", "the report names a result the file does not hold")
            )
    for at, form in enumerate(many(item.node, "presentedForm")):
        titled = text(form, "title") or text(form, "contentType") or ""
        left.append(Leftover(titled, f"{item.path}.presentedForm[{at}]", "an attached document; its text is not read"))
    if conclusion := text(item.node, "conclusion"):
        left.append(Leftover(conclusion, f"{item.path}.conclusion", "the report's conclusion, in words"))
    if not left and not many(item.node, "result"):
        left.append(Leftover("; ".join(names_of(one(item.node, "code"))), item.path, "a report without results"))
    return left
