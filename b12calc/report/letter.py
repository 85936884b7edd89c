"""The referral letter: who, how urgent, why, what is asked, what is known and not known, what is asked back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import REFERRALS
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import document as content
from b12calc.report import letter_parts as parts
from b12calc.report.content import foot_edition, foot_statement, patient_identity
from b12calc.report.entered import entered_texts
from b12calc.report.leaflet import NO_NAME
from b12calc.report.letter_parts import FILE, lead
from b12calc.report.sentences import Facts, facts_of, wording
from b12calc.report.words import day, listed, say

_PLACE: Final = "referral letter"


def letter_of(
    case: Case, assessment: Assessment, heading: tuple[str, ...], service: str | None
) -> content.ReportDocument:
    """Return the letter; see ``b12calc.report.handout.referral_letter``."""
    chosen = _chosen(assessment, service)
    visit, words = case.visits[-1], wording(FILE).words
    facts = letter_facts(case, assessment, chosen)
    identity = patient_identity(case.patient, visit.date)
    return content.ReportDocument(
        title=words["title"][chosen],
        identity=identity or (NO_NAME,),
        subtitle=f"Visit of {day(visit.date)} · written on {day(assessment.today)}",
        statement=" ".join((foot_statement(assessment.review), *_sentences("about", facts))),
        edition=foot_edition(assessment),
        author=f"b12calc {assessment.program}",
        sections=tuple(_sections(case, assessment, facts, named=bool(identity))),
        heading=heading,
        day=assessment.today,
        entered=entered_texts(case, assessment, heading),
    )


def letter_facts(case: Case, assessment: Assessment, service: str) -> Facts:
    """Return what the sentences of a letter may ask about: words of the assessment, and to whom the letter goes."""
    return {
        **facts_of(assessment),
        "service": frozenset((service,)),
        "row": frozenset(line.id for line in assessment.recommendations),
        "tests": frozenset(("open" if assessment.next_tests else "none",)),
        "running": frozenset(("no" if case.visits[-1].treatment is None else "yes",)),
        "reviewed": frozenset(("no" if wording(FILE).review.startswith("Not yet") else "yes",)),
    }


def _chosen(assessment: Assessment, service: str | None) -> str:
    """Return to whom the letter goes. Raises ProblemsFound where the plan does not name it, or more than one."""
    named = assessment.referrals
    every = ", ".join(named)
    if service is not None and service not in REFERRALS:
        why = f"{service[:40]!r} is no service of this program; expected {', '.join(REFERRALS)}"
    elif not named:
        why = "the plan names no referral, so there is no letter"
    elif service is None and len(named) > 1:
        why = f"the plan names {len(named)} referrals; one of {every} was expected"
    elif service is not None and service not in named:
        why = f"the plan names no referral to {say('referral', service).lower()}; it names {every}"
    else:
        return service or named[0]
    raise ProblemsFound((Problem(_PLACE, why),))


def _sections(case: Case, assessment: Assessment, facts: Facts, *, named: bool) -> Iterator[content.Section]:
    """Yield the letter from top to bottom; what has nothing to say is left out."""
    visit, write_in = case.visits[-1], wording(FILE).words["write_in"]
    yield content.Section("", tuple(_opening(assessment, named=named)))
    for name, blocks in (
        ("why", _facts(_why(assessment, facts))),
        ("ask", _asked(facts)),
        ("symptoms", _facts(parts.symptoms(visit))),
        ("results", parts.results(case, assessment)),
        ("history", _facts(parts.history(case, assessment))),
        ("treatment", _facts((*parts.treatment(case, assessment), *_back(facts)))),
    ):
        if found := (*blocks, *(_said(name, facts) if name != "ask" else ())):
            yield content.Section("" if name == "ask" else wording(FILE).sections[name], found)
    begins = assessment.regimen is not None and visit.treatment is None
    labels = tuple(write_in[name] for name in (("given",) * begins + ("clinician", "signature", "date")))
    yield content.Section("", (content.WriteIn(labels),))


def _facts(rows: Iterable[tuple[str, str]]) -> Iterator[content.KeyValues]:
    if found := tuple(rows):
        yield content.KeyValues(found, below=True)


def _opening(assessment: Assessment, *, named: bool) -> Iterator[content.Block]:
    if not named:
        yield content.WriteIn(("Name", "Date of birth", "Number"))
    word = f"{lead('urgency')} – {say('urgency', assessment.urgency)}"
    yield content.UrgentLine(assessment.urgency, word, assessment.headline)


def _why(assessment: Assessment, facts: Facts) -> parts.Facts:
    """Yield the line of the plan for this service with its strength, what it read, the conclusion, other referrals."""
    (service,) = facts["service"]
    yield lead("to"), wording(FILE).words["to"][service]
    lines = [one for one in assessment.recommendations if one.kind == "referral" and one.code == service]
    for line in lines:
        strength = "" if line.strength == "offer" else f"{say('strength', line.strength)}: "
        yield lead("line"), f"{strength}{line.text}"
    if because := dict.fromkeys(read for line in lines for read in line.because):
        yield lead("because"), listed(because)
    yield lead("conclusion"), f"{say('status', assessment.status)}. {assessment.status_text}"
    if others := [say("referral", one) for one in assessment.referrals if one != service]:
        yield lead("also"), listed(others)


def _sentences(section: str, facts: Facts) -> list[str]:
    """Return the fixed sentences of one section that hold."""
    return [one.text for one in wording(FILE).sentences if one.section == section and one.holds(facts)]


def _said(section: str, facts: Facts) -> Iterator[content.Block]:
    if texts := _sentences(section, facts):
        yield content.Paragraph(" ".join(texts), "quiet")


def _back(facts: Facts) -> parts.Facts:
    if texts := _sentences("back", facts):
        yield lead("back"), " ".join(texts)


def _asked(facts: Facts) -> Iterator[content.Block]:
    """Yield what is asked of the service, numbered under its lead."""
    if texts := _sentences("ask", facts):
        items = tuple(content.Action(str(number), "", text) for number, text in enumerate(texts, 1))
        yield content.ActionList(wording(FILE).sections["ask"], items)
