"""Page 2 of the record: what was answered and what was not asked, why each line stands there, and by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case, Detail, Visit
from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.models.wording import group_title, question
from b12calc.report import document as content
from b12calc.report.results import earlier_results
from b12calc.report.words import NOT_GIVEN, capital, day, listed, say, since

_FEW: Final = 3  # up to so many questions are named one by one even when none of them was asked
_ANSWERS: Final = ("Questions", "Yes", "No", "Not asked")


def evidence_sections(case: Case, assessment: Assessment, lines: dict[str, str]) -> tuple[content.Section, ...]:
    """Return the sections of the evidence, the first on a new page; ``lines`` are the numbers used on page 1."""
    sections = [content.Section("Answers given and not asked", _answers(case), new_page=True)]
    if assessment.reasons:
        sections.append(content.Section("Why", (_reasons(assessment),)))
    if assessment.recommendations:
        sections.append(content.Section("Why each line of the plan", (_lines(assessment, lines),)))
    for title, words in (
        ("Why not otherwise", assessment.why_not),
        ("What would change this", assessment.would_change),
        ("Notes", tuple(line.text for line in assessment.recommendations if line.kind == "note")),
    ):
        if words:
            sections.append(content.Section(title, tuple(content.Paragraph(word) for word in words)))
    if assessment.citations:
        sections.append(content.Section("Sources", (_sources(assessment),)))
    if len(case.visits) > 1:
        sections.append(content.Section("Earlier visits", (_earlier(case),)))
    return (*sections, content.Section("Made under", (_made_under(assessment),)))


def _made_under(assessment: Assessment) -> content.KeyValues:
    return content.KeyValues(
        (
            ("Program", f"b12calc {assessment.program}"),
            ("Guideline pack", f"{say('pack', assessment.pack)}, edition {assessment.edition}"),
            ("Laboratory", assessment.laboratory or "none chosen"),
            ("Stamp of the rules", assessment.stamp),
        )
    )


def question_word(code: str) -> str:
    """Return the short words of a question, or of a fact that is open (the age, a test)."""
    try:
        return question(code).short
    except KeyError:
        return say("test", code)


def _answers(case: Case) -> tuple[content.Block, ...]:
    visit = case.visits[-1]
    rows = tuple(_group(visit, group, codes) for group, codes in ANSWER_GROUPS.items())
    table = content.Table(_ANSWERS, rows, (19, 28, 19, 34), (1,))
    return content.KeyValues(tuple(_circumstances(case))), table


def _group(visit: Visit, group: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return one row; every question stands in exactly one of the three columns."""
    given = {code: visit.answers.get(code) for code in codes}
    asked_yes = [_with_detail(code, visit.details.get(code)) for code in codes if given[code] == "yes"]
    asked_no = [question(code).short for code in codes if given[code] == "no"]
    open_ones = [question(code).short for code in codes if given[code] is None]
    if len(open_ones) == len(codes) > _FEW:
        open_ones = [f"all {len(codes)} questions"]
    return group_title(group), listed(asked_yes), listed(asked_no), listed(open_ones)


def _with_detail(code: str, detail: Detail | None) -> str:
    if detail is None:
        return question(code).short
    parts = [f"since {since(detail.since)}" if detail.since else ""]
    parts.append(say("severity", detail.severity).lower() if detail.severity else "")
    parts.append(say("course", detail.course).lower() if detail.course else "")
    parts += [f"daily dose {detail.daily_dose}" if detail.daily_dose else "", detail.note or ""]
    known = listed(parts, ", ")
    return question(code).short if known == NOT_GIVEN else f"{question(code).short} ({known})"


def _circumstances(case: Case) -> Iterator[tuple[str, str]]:
    patient, visit = case.patient, case.visits[-1]
    yield "B12 before the test", _b12_before(visit)
    if patient.sex != "male":
        trimester = f", trimester {patient.trimester}" if patient.trimester else ""
        yield "Pregnancy", say("pregnancy", patient.pregnancy) + trimester
    if patient.age_years is not None and patient.date_of_birth is None:
        yield "Age", f"{patient.age_years} years"
    elif patient.date_of_birth is None:
        yield "Age", say("age_group", patient.age_group) if patient.age_group else capital(say("other", "unknown"))
    if visit.treatment is not None:
        yield "Treatment running", _treatment(visit)


def _b12_before(visit: Visit) -> str:
    before = visit.b12_before_test
    if before is None:
        return capital(say("other", "not_asked"))
    dose = f"{before.dose_micrograms} micrograms" if before.dose_micrograms else ""
    last = f"last taken {day(before.last_taken)}" if before.last_taken else ""
    return listed((say("b12_before", before.kind), dose, last), ", ")


def _treatment(visit: Visit) -> str:
    now = visit.treatment
    if now is None:
        return NOT_GIVEN
    started = f"started {day(now.started)}" if now.started else ""
    missed = f"missed doses: {now.missed_doses}" if now.missed_doses is not None else ""
    return listed((say("treatment_route", now.route), now.regimen or "", started, missed), ", ")


def _reasons(assessment: Assessment) -> content.Table:
    rows = tuple(
        (
            capital(reason.decision.replace("_", " ")),
            f"{reason.text}{_facts(reason.because)}",
            reason.row,
            listed(reason.sources, ", "),
        )
        for reason in assessment.reasons
    )
    return content.Table(("Decided", "Because", "Rule", "Sources"), rows, (14, 50, 18, 18), (0,))


def _facts(because: tuple[str, ...]) -> str:
    return f" Facts read: {listed(because)}." if because else ""


def _lines(assessment: Assessment, lines: dict[str, str]) -> content.Table:
    said = sorted(assessment.recommendations, key=lambda line: int(lines.get(line.id, "999")))
    rows = tuple(
        (lines.get(line.id, NOT_GIVEN), listed(line.because), line.id, listed(line.sources, ", ")) for line in said
    )
    return content.Table(("Line", "Facts read", "Rule", "Sources"), rows, (7, 53, 22, 18), (0,))


def _sources(assessment: Assessment) -> content.Table:
    rows = tuple(
        (entry.id, entry.title, entry.says, _evidence(entry.evidence, entry.unconfirmed))
        for entry in assessment.citations
    )
    return content.Table(("Id", "Source", "What it says", "Evidence"), rows, (10, 28, 42, 20), (0,))


def _evidence(tag: str, unconfirmed: bool) -> str:
    words = f"{tag}: {say('evidence', tag)}"
    return f"UNCONFIRMED. {words}" if unconfirmed else words


def _earlier(case: Case) -> content.Table:
    rows = tuple((day(visit.date), earlier_results(visit), listed(_yes(visit))) for visit in case.visits[:-1])
    return content.Table(("Visit", "Results", "Answered yes"), rows, (14, 50, 36), (0,))


def _yes(visit: Visit) -> list[str]:
    return [_with_detail(code, visit.details.get(code)) for code, answer in visit.answers.items() if answer == "yes"]
