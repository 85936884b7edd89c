"""One FHIR Observation with its report, panel and sample as results found; nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from b12calc.exchange.incoming.fhir_json import compact
from b12calc.exchange.incoming.fhir_parts import code_of, extension_text, read_value
from b12calc.exchange.incoming.fhir_tree import File, Item, Node, Unreadable, many, names_of, one, text
from b12calc.exchange.incoming.fhir_who import day_of
from b12calc.exchange.incoming.found import Found, Leftover, Status
from b12calc.exchange.incoming.guard import visible

_STATUS: Final[dict[str, Status]] = {
    "final": "final", "amended": "corrected", "corrected": "corrected", "appended": "corrected",
    "registered": "preliminary", "preliminary": "preliminary", "unknown": "preliminary", "partial": "preliminary",
    "cancelled": "cancelled", "entered-in-error": "cancelled",
}  # fmt: skip
_DECIDING: Final = ("status", "code", "value", "dataAbsentReason", "effective", "issued", "interpretation", "reference")
# Interpretations of HL7 by which the figure is not the value.
_NO_VALUE: Final = {
    "<": "below what can be measured", ">": "above what can be measured", "QCF": "quality control failed",
    "AC": "disturbed by antibodies", "TOX": "disturbed by a toxic substance",
}  # fmt: skip
_SUBSET: Final = "SUBSETTED"
_TEST_DATA: Final = "HTEST"


@dataclass(slots=True)
class Around:
    """Hold what stands around an observation: the panels and reports it is a result of, nearest first."""

    panels: list[Item] = field(default_factory=list)
    reports: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Shared:
    """Hold what all components of one observation have in common."""

    status: Status
    collected: date | None
    specimen: str | None
    headings: tuple[str, ...]
    notes: list[str]
    doubts: list[str]


def results_of(file: File, item: Item, around: Around) -> Iterator[Found | Leftover]:
    """Yield what an observation holds, its components one by one; raises Unreadable where it cannot be read."""
    node = item.node
    shared = _shared(file, item, around)
    parts = many(node, "component")
    members = many(node, "hasMember") or many(node, "related")
    if _has_value(node) or not (parts or members):
        yield _found(node, node, item.path, shared)
    elif not parts:
        why = "a group of results without a value of its own"
        yield Leftover(_source(node, node), item.path, why)
    for at, part in enumerate(parts):
        yield _found(node, part, f"{item.path}.component[{at}]", shared)


def _has_value(node: Node) -> bool:
    return any(key.startswith("value") and node[key] not in (None, {}, []) for key in node)


def _found(node: Node, part: Node, where: str, shared: _Shared) -> Found:
    """Make one result of an observation or of one of its components."""
    code = one(part, "code")
    value = read_value(part)
    notes, doubts = [*shared.notes, *value.notes], [*shared.doubts, *value.doubts]
    headings = shared.headings if part is node else shared.headings + names_of(one(node, "code"))
    if part is not node:
        _modifiers(part, "result", doubts)
    flags = [flag for concept in many(part, "interpretation") if (flag := _flag(concept))]
    doubts += [f"its flag says: {_NO_VALUE[flag]}" for flag in flags if flag in _NO_VALUE]
    return Found(
        names=names_of(code),
        codes=tuple(known for coding in many(code, "coding") if (known := code_of(coding))),
        value=value.value,
        comparator=value.comparator,
        finding=value.finding,
        unit=value.unit,
        unit_code=value.unit_code,
        low=value.low,
        high=value.high,
        range_text=value.range_text,
        flag=", ".join(flags) or None,
        status=shared.status,
        collected=shared.collected,
        specimen=shared.specimen,
        headings=headings,
        notes=tuple(dict.fromkeys(notes)),
        doubts=tuple(dict.fromkeys(doubts)),
        text=_source(node, part),
        where=where,
    )


def _shared(file: File, item: Item, around: Around) -> _Shared:
    node = item.node
    doubts: list[str] = []
    notes = [note for one_ in many(node, "note") if (note := text(one_, "text"))]
    notes += [comment for key in ("comment", "comments") if (comment := text(node, key))]
    samples = _samples(file, item, around, notes, doubts)
    status = _status(node, doubts)
    _said_of(item, doubts, notes)
    for report in around.reports:
        _report(report, notes, doubts)
    for panel in around.panels:
        _modifiers(panel.node, "group of results", doubts)
    if file.twice(item):
        doubts.append("the file holds this result twice and differently")
    if file.withdrawn(item):
        doubts.append("the file deletes or replaces this result in another place")
    if any(text(one_, "type") in ("interfered-by", "qualified-by") for one_ in many(node, "related")):
        doubts.append("another result is said to disturb or qualify it")
    if focus := many(node, "focus"):
        doubts.append(
            f"the result is about something else than the patient: {text(focus[0], 'display') or 'not named'}"
        )
    specimen = (*samples, *names_of(one(node, "bodySite")))
    collected = _collected(file, item, around, notes, doubts)
    return _Shared(status, collected, "; ".join(specimen) or None, _headings(node, around), notes, doubts)


def _status(node: Node, doubts: list[str]) -> Status:
    sent = text(node, "status")
    if sent in _STATUS:
        return _STATUS[sent]
    doubts.append(f"its status is {visible(sent)}, which FHIR does not know" if sent else "it has no status")
    return "not_told"


def _said_of(item: Item, doubts: list[str], notes: list[str]) -> None:
    """Gather what FHIR forbids to ignore: modifiers, special rules, and that only a part was sent."""
    _modifiers(item.node, "result", doubts)
    meta = one(item.node, "meta")
    marks = [text(mark, "code") for key in ("tag", "security") for mark in many(meta, key)]
    if _SUBSET in marks:
        doubts.append("the result was sent only in part (SUBSETTED)")
    if _TEST_DATA in marks:
        notes.append("marked as test data by the sender")


def _modifiers(node: Node, whose: str, doubts: list[str]) -> None:
    doubts += [f"said of the {whose}: {extension_text(extension)}" for extension in many(node, "modifierExtension")]
    if rules := text(node, "implicitRules"):
        doubts.append(f"the {whose} is to be read by rules of its own: {visible(rules)}")


def _report(report: Item, notes: list[str], doubts: list[str]) -> None:
    _modifiers(report.node, "report", doubts)
    status = text(report.node, "status") or ""
    if _STATUS.get(status) == "cancelled":
        doubts.append(f"the report it stands in is withdrawn ({status})")
    elif _STATUS.get(status) == "preliminary":
        notes.append(f"the report it stands in is {status}")


def _samples(file: File, item: Item, around: Around, notes: list[str], doubts: list[str]) -> list[str]:
    """Return what the samples are, from the observation, else from its report, with what is said of them."""
    holder = item
    if not many(item.node, "specimen"):
        holder = next((report for report in around.reports if many(report.node, "specimen")), item)
    kinds = [name for reference in many(holder.node, "specimen") if (name := text(reference, "display"))]
    for sample in file.referred(holder, "specimen"):
        kinds += names_of(one(sample.node, "type"))
        _modifiers(sample.node, "sample", doubts)
        doubts += [f"said of the sample: {name}" for mark in many(sample.node, "condition") for name in _called(mark)]
        if (status := text(sample.node, "status")) in ("unsatisfactory", "entered-in-error"):
            doubts.append(f"the sample is {status}")
        notes += [f"of the sample: {note}" for one_ in many(sample.node, "note") if (note := text(one_, "text"))]
    return kinds


def _called(concept: Node) -> tuple[str, ...]:
    return names_of(concept)[:1] or tuple(code for one_ in many(concept, "coding")[:1] if (code := text(one_, "code")))


def _flag(concept: Node) -> str | None:
    codes = [code for coding in many(concept, "coding") if (code := text(coding, "code"))]
    return codes[0] if codes else text(concept, "text")


def _headings(node: Node, around: Around) -> tuple[str, ...]:
    concepts = many(node, "category")
    for group in (*around.panels, *around.reports):
        concepts = [*concepts, *many(group.node, "category"), one(group.node, "code")]
    return tuple(dict.fromkeys(name for concept in concepts for name in names_of(concept)))


def _collected(file: File, item: Item, around: Around, notes: list[str], doubts: list[str]) -> date | None:
    """Return the day of the sample: the result's own, else the sample's, else the day of issue, which is said."""
    for sent, said in _days(file, item, around):
        try:
            day = day_of(sent)
        except Unreadable as error:
            doubts.append(str(error))
            continue
        if day is None:
            notes.append(f"the day is given as {sent} only")
            continue
        if said:
            notes.append(said)
        return day
    return None


def _days(file: File, item: Item, around: Around) -> Iterator[tuple[str, str]]:
    node = item.node
    holders = [item, *around.panels, *around.reports]
    for holder in holders:
        period = one(holder.node, "effectivePeriod")
        whose = "" if holder is item else "the day is that of the whole report"
        for sent, said in (
            (text(holder.node, "effectiveDateTime") or text(holder.node, "effectiveInstant"), whose),
            (text(period, "start"), "the day is the first of a period"),
            (text(period, "end"), "the day is the last of a period"),
        ):
            if sent:
                yield sent, said
    for holder in holders:
        for sample in file.referred(holder, "specimen"):
            taken = one(sample.node, "collection")
            sent = text(taken, "collectedDateTime") or text(one(taken, "collectedPeriod"), "start")
            if sent:
                yield sent, ""
    for issuer in (node, *(report.node for report in around.reports)):
        if sent := text(issuer, "issued"):
            yield sent, "the day is that of issue; when the sample was taken is not told"


def _source(node: Node, part: Node) -> str:
    kept: dict[str, Any] = {key: one_ for key, one_ in node.items() if key.lstrip("_").startswith(_DECIDING)}
    if part is not node:
        own = {key: one_ for key, one_ in part.items() if key.lstrip("_").startswith(_DECIDING)}
        kept = {"status": kept.get("status"), "component": own}
    return compact(kept)
