"""Page 1 of the record: who, how urgent, what was found, what to do and when. Sentences come from the assessment."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Final, TypeAlias

from b12calc.models.assessment import Assessment, Phase, Recommendation
from b12calc.models.case import Case, Patient
from b12calc.models.reading import write_case
from b12calc.report import document as content
from b12calc.report import here
from b12calc.report.course import TITLE as COURSE
from b12calc.report.course import course_blocks, treatment_facts
from b12calc.report.entered import entered_texts
from b12calc.report.evidence import evidence_sections, question_word
from b12calc.report.results import result_blocks
from b12calc.report.words import NOT_GIVEN, capital, day, days, listed, say, tied

TITLE: Final = "Vitamin B12 assessment"
STATEMENT: Final = "Decision support for registered clinicians; not CE or UKCA marked; check the reasons before acting."
_Groups: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
_PLAN: Final[_Groups] = (
    ("Do now", ("urgent", "status", "course", "start")),
    ("Treatment", ("treatment",)),
    ("Ask for", ("test",)),
    ("Refer", ("referral",)),
)
_CAUTIONS: Final[_Groups] = (("Caution", ("warning",)), ("Advise", ("advice",)))


def document_of(case: Case, assessment: Assessment, heading: tuple[str, ...] = ()) -> content.ReportDocument:
    """Return the whole record; see ``b12calc.report.build``."""
    lines = number_lines(assessment)
    visit = case.visits[-1]
    return content.ReportDocument(
        title=TITLE,
        identity=patient_identity(case.patient, visit.date) or ("Patient not named on this sheet",),
        subtitle=f"Visit of {day(visit.date)} · assessed on {day(assessment.today)}",
        statement=foot_statement(assessment.review),
        edition=foot_edition(assessment),
        author=f"b12calc {assessment.program}",
        sections=(*_page_one(case, assessment, lines), *evidence_sections(case, assessment, lines)),
        heading=heading,
        day=assessment.today,
        entered=entered_texts(case, assessment, heading),
        attached=_attached(case, assessment),
    )


def _attached(case: Case, assessment: Assessment) -> tuple[content.Attached, ...]:
    """Return the case and its assessment as files; the order in which questions were answered changes nothing."""
    visits = tuple(
        visit.model_copy(update={part: dict(sorted(getattr(visit, part).items())) for part in ("answers", "details")})
        for visit in case.visits
    )
    entered = write_case(case.model_copy(update={"visits": visits}))
    answer = json.dumps(assessment.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    return (
        content.Attached("case.json", "The case as it was entered, for b12calc", "Source", entered),
        content.Attached("assessment.json", "The assessment of the case, for machines", "Data", answer),
    )


def foot_statement(review: str) -> str:
    """Return the statement at the foot of every page, with who reviewed the rules."""
    return f"{STATEMENT} Rules: {review[:1].lower()}{review[1:]}." if review else STATEMENT


def number_lines(assessment: Assessment) -> dict[str, str]:
    """Return the printed number of every line of page 1, by its id and in printed order.

    What the urgent line or the conclusion already says is not said again; notes stand with the evidence, unnumbered.
    """
    numbers = count(1)
    said = (assessment.headline, assessment.status_text)
    kinds = [kind for _, group in _PLAN + _CAUTIONS for kind in group]
    lines = [line for kind in kinds for line in assessment.recommendations if line.kind == kind]
    return {line.id: str(next(numbers)) for line in lines if line.text not in said}


def patient_identity(patient: Patient, visit: date) -> tuple[str, ...]:
    """Return who the sheet is about, empty when neither name, birth date nor number is known."""
    name = patient.name or ""
    birth = patient.date_of_birth
    born = f"born {day(birth)} ({_age(birth, visit)} years)" if birth else ""
    number = " ".join(filter(None, (patient.identifier_kind, patient.identifier))) if patient.identifier else ""
    if not (name or born or number):
        return ()
    age = f"{patient.age_years} years" if patient.age_years is not None and not born else ""
    sex = "" if patient.sex == "unknown" else say("sex", patient.sex)
    return tuple(filter(None, (name or "No name given", born or age, sex, number)))


def _age(born: date, visit: date) -> int:
    return visit.year - born.year - int((visit.month, visit.day) < (born.month, born.day))


def foot_edition(assessment: Assessment) -> str:
    """Return the line at the foot that says by which rules the paper was made."""
    laboratory = assessment.laboratory or "none chosen"
    return (
        f"b12calc {assessment.program} · guideline pack {assessment.pack}"
        f" · edition {assessment.edition} · laboratory: {laboratory}"
    )


def _page_one(case: Case, assessment: Assessment, lines: dict[str, str]) -> Iterator[content.Section]:
    identity = patient_identity(case.patient, case.visits[-1].date)
    urgent = content.UrgentLine(assessment.urgency, _urgency_word(assessment), assessment.headline)
    blanks = () if identity else (content.WriteIn(("Name", "Date of birth", "Number")),)
    yield content.Section("", (*blanks, urgent))
    yield content.Section(say("status", assessment.status), _conclusion(assessment))
    for title, blocks in (
        ("Results", result_blocks(case, assessment)),
        (COURSE, course_blocks(assessment)),
        ("Plan", _plan(assessment, lines)),
        ("Treatment dates", _regimen(assessment)),
        (here.TITLE, here.here_blocks(assessment)),
        ("Follow-up", _follow_up(assessment)),
        ("Cautions, advice and open questions", tuple(_cautions(assessment, lines))),
    ):
        if blocks:
            yield content.Section(title, blocks)
    yield content.Section("", (content.WriteIn(("Clinician, name and role", "Signature", "Date")),))


def _urgency_word(assessment: Assessment) -> str:
    """Return the word of the level, empty where the headline itself begins with it."""
    word = say("urgency", assessment.urgency)
    opening = assessment.headline.partition(":")[0].casefold()
    return "" if opening == word.partition(":")[0].casefold() else word


def _conclusion(assessment: Assessment) -> tuple[content.Block, ...]:
    facts = (
        *treatment_facts(assessment),
        ("Lifelong", capital(say("other", assessment.lifelong))),
        ("Nerves involved", capital(say("other", assessment.neurological_involvement))),
        ("Cause", listed(say("cause", cause) for cause in assessment.causes)),
    )
    return content.Paragraph(assessment.status_text), content.KeyValues(facts, strip=True)


def _plan(assessment: Assessment, lines: dict[str, str]) -> tuple[content.Block, ...]:
    return tuple(_actions(assessment, _PLAN, lines))


def _actions(assessment: Assessment, groups: _Groups, lines: dict[str, str]) -> Iterator[content.ActionList]:
    """Yield the lines of page 1 in their groups; a code that no line speaks of is named by its label."""
    bare = {"test": assessment.next_tests, "referral": assessment.referrals, "warning": assessment.warnings}
    for lead, kinds in groups:
        of_kind = [line for kind in kinds for line in assessment.recommendations if line.kind == kind]
        items = [content.Action(lines[line.id], _strength(line), _line(line)) for line in of_kind if line.id in lines]
        spoken = {line.code for line in of_kind}
        for kind in kinds:
            rest = [say(kind, code) for code in bare.get(kind, ()) if code not in spoken]
            if rest:
                items.append(content.Action("", "", listed(rest)))
        if assessment.regimen is not None and "treatment" in kinds:
            items.append(content.Action("", "", assessment.regimen.text))
        if items:
            yield content.ActionList(lead, tuple(items))


def _strength(line: Recommendation) -> str:
    """Return the word in front of a line; "do not" is left to the line itself, or it would deny what it says.

    Every strength, that one too, stands beside the reasons.
    """
    return "" if line.strength in ("offer", "do_not") else f"{say('strength', line.strength)}:"


def _line(line: Recommendation) -> str:
    return " ".join((line.text, *line.notes))


def _regimen(assessment: Assessment) -> tuple[content.Block, ...]:
    regimen = assessment.regimen
    if regimen is None:
        return ()
    header = ("Medicine, dose and route", "How often", "Doses", "Dates")
    rows = tuple(_phase(phase) for phase in regimen.phases)
    others = tuple(f"Alternative: {text}" for text in regimen.alternatives)
    notes = tuple(content.Paragraph(text, "quiet") for text in (*others, *regimen.notes))
    return content.Table(header, rows, (25, 32, 7, 36), (3,)), *notes


def _phase(phase: Phase) -> tuple[str, ...]:
    bounds = [f"not before {day(phase.earliest)}" if phase.earliest else ""]
    bounds.append(f"at the latest {day(phase.latest)}" if phase.latest else "")
    doses = NOT_GIVEN if phase.doses is None else str(phase.doses)
    dates = listed((days(phase.dates), *bounds)) if phase.dates else listed(bounds)
    note = f". {phase.note}" if phase.note else ""
    medicine = f"{capital(phase.medicine)} {tied(phase.dose)}, {say('route', phase.route).lower()}"
    return medicine, capital(phase.every) + note, doses, dates


def _follow_up(assessment: Assessment) -> tuple[content.Block, ...]:
    first = min(entry.due for entry in assessment.follow_up) if assessment.follow_up else None
    rows = tuple(
        (day(entry.due), f"Next review: {entry.text}" if entry.due == first else entry.text)
        for entry in assessment.follow_up
    )
    return (content.Table(("Due", "What"), rows, (14, 86), (0,)),) if rows else ()


def _cautions(assessment: Assessment, lines: dict[str, str]) -> Iterator[content.Block]:
    yield from _actions(assessment, _CAUTIONS, lines)
    flags = [question_word(code) for code in assessment.unanswered_red_flags]
    others = [question_word(code) for code in assessment.open_questions if code not in assessment.unanswered_red_flags]
    remarks = {f"{entry.name}: {remark}" for entry in assessment.measurements for remark in entry.remarks}
    problems = [problem for problem in assessment.problems if problem not in remarks]
    for lead, words in (("Red flags not asked", flags), ("Still to ask", others), ("To check", problems)):
        if words:
            yield content.ActionList(lead, (content.Action("", "", capital(listed(words))),))
