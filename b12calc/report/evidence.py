"""Page 2 of the record: what was answered and what was not asked, why each line stands there, and by whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from b12calc.models.assessment import Assessment, Reason, Recommendation
from b12calc.models.case import Case, Detail, Visit
from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.models.wording import group_title, question
from b12calc.report import document as content
from b12calc.report.here import here_reasons
from b12calc.report.results import earlier_results
from b12calc.report.words import NOT_GIVEN, capital, day, listed, say, since
from b12calc.rules import regimen_words

_FEW: Final = 3  # up to so many questions are named one by one even when none of them was asked
_WHY: Final = ("Line", "Decided", "Facts read", "Rule and sources")
_FOLLOW_UP: Final = "Follow-up"
_ANSWERS: Final = ("Questions", "Yes", "No", "Not asked")


def evidence_sections(case: Case, assessment: Assessment, lines: dict[str, str]) -> tuple[content.Section, ...]:
    """Return the sections of the evidence, the first on a new page; ``lines`` are the numbers used on page 1."""
    sections = [content.Section("Answers given and not asked", _answers(case), new_page=True)]
    for title, blocks in (
        ("Why", _reasons(assessment, lines)),
        ("Why not otherwise", _why_not(assessment)),
        ("What would change this", _changes(assessment)),
        ("Why the open questions matter", _questions(assessment)),
        ("Notes", _notes(assessment)),
        ("Experimental, for information only", _experimental(assessment)),
        ("Earlier visits", _earlier(case)),
        ("Sources", (*_sources(assessment), _made_under(assessment))),
    ):
        if blocks:
            sections.append(content.Section(title, blocks))
    return tuple(sections)


def _why_not(assessment: Assessment) -> tuple[content.Block, ...]:
    lines = (f"{say(one.decision, one.value)}: {one.text}" for one in assessment.why_not)
    return tuple(content.Paragraph(line, "small") for line in lines)


def _changes(assessment: Assessment) -> tuple[content.Block, ...]:
    lines = (f"{say(one.decision, one.then)}, if {one.text}" for one in assessment.would_change)
    return tuple(content.Paragraph(line, "small") for line in lines)


def _made_under(assessment: Assessment) -> content.Paragraph:
    pack = f"guideline pack {say('pack', assessment.pack)}, edition {assessment.edition}"
    laboratory = f"laboratory: {assessment.laboratory or 'none chosen'}"
    clinic = f"clinic: {assessment.clinic}" if assessment.clinic else ""
    parts = (f"b12calc {assessment.program}", pack, laboratory, clinic, f"rules {assessment.stamp}", assessment.review)
    return content.Paragraph(listed(parts), "small", "Made under:")


def question_word(code: str) -> str:
    """Return the short words of a question, or of a fact that is open (the age, a test)."""
    try:
        return question(code).short
    except KeyError:
        return say("test", code)


def _answers(case: Case) -> tuple[content.Block, ...]:
    visit = case.visits[-1]
    rows = tuple(_group(visit, group, codes) for group, codes in ANSWER_GROUPS.items())
    table = content.Table(_ANSWERS, rows, (19, *_answer_shares(rows)), (1,), small=True)
    return content.KeyValues(tuple(_circumstances(case))), table


def _answer_shares(rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Return the shares of the yes, no and not-asked columns by how much each has to hold."""
    letters = [sum(len(row[column]) for row in rows) for column in (1, 2, 3)]
    return [14 + 39 * count / sum(letters) for count in letters]


def _group(visit: Visit, group: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return one row; every question stands in exactly one of the three columns."""
    told = visit.told()
    given = {code: told.get(code) for code in codes}
    asked_yes = [with_detail(code, visit.details.get(code)) for code in codes if given[code] == "yes"]
    asked_no = [question(code).short for code in codes if given[code] == "no"]
    open_ones = [question(code).short for code in codes if given[code] is None]
    if len(open_ones) == len(codes) > _FEW:
        open_ones = [f"all {len(codes)} questions"]
    return group_title(group), listed(asked_yes), listed(asked_no), listed(open_ones)


def with_detail(code: str, detail: Detail | None) -> str:
    """Return the short words of a question answered with yes, and in brackets what is known beside it."""
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
    yield "B12 before the test", b12_before(visit)
    if patient.sex != "male":
        trimester = f", trimester {patient.trimester}" if patient.trimester else ""
        yield "Pregnancy", say("pregnancy", patient.pregnancy) + trimester
    if patient.age_years is not None and patient.date_of_birth is None:
        yield "Age", f"{patient.age_years} years"
    elif patient.date_of_birth is None:
        yield "Age", say("age_group", patient.age_group) if patient.age_group else capital(say("other", "unknown"))
    if patient.altitude_metres is not None:
        yield "Altitude", f"{patient.altitude_metres:,} m above sea level"
    if patient.adjust_haemoglobin_for_smoking:
        yield "Haemoglobin", "adjustment for smoking asked for"
    if visit.treatment is not None:
        yield "Treatment running", treatment_running(visit)


def b12_before(visit: Visit) -> str:
    """Say which vitamin B12 was taken before the test, or that it was not asked."""
    before = visit.b12_before_test
    if before is None:
        return capital(say("other", "not_asked"))
    dose = f"{before.dose_micrograms} micrograms" if before.dose_micrograms else ""
    last = f"last taken {day(before.last_taken)}" if before.last_taken else ""
    return listed((say("b12_before", before.kind), dose, last), ", ")


def treatment_running(visit: Visit) -> str:
    """Say which B12 treatment is running; a dash where none was entered."""
    now = visit.treatment
    if now is None:
        return NOT_GIVEN
    started = f"started {day(now.started)}" if now.started else ""
    last = f"last given {day(now.last_given)}" if now.last_given else ""
    missed = f"missed doses: {now.missed_doses}" if now.missed_doses is not None else ""
    limits = f"limits daily life: {now.limits_daily_life}" if now.limits_daily_life else ""
    how, regimen = say("treatment_route", now.route), regimen_words(now.regimen or "")
    named = f"{how}: {regimen}" if regimen != (now.regimen or "") else listed((how, regimen), ", ")
    return listed((named, started, last, missed, limits), ", ")


def _reasons(assessment: Assessment, lines: dict[str, str]) -> tuple[content.Block, ...]:
    """Return one row for each field decided, each numbered line and each date; a rule that did two is named once."""
    rows = [
        (lines.get(one.row, NOT_GIVEN), _said(one, assessment), listed(one.because), _by(one.row, one.sources))
        for one in assessment.reasons
    ]
    decided = {reason.row for reason in assessment.reasons}
    said = {line.id: line for line in assessment.recommendations}
    for name, number in lines.items():
        line = said[name]
        if name not in decided:
            rows.append((number, _kind(line), listed(line.because), _by(name, line.sources)))
    for entry in assessment.follow_up:
        rows.append((day(entry.due), _FOLLOW_UP, entry.why or NOT_GIVEN, listed(entry.sources, ", ")))
    rows += here_reasons(assessment)
    if not rows:
        return ()
    return (content.Table(_WHY, tuple(rows), (6, 25, 39, 30), (0,), small=True),)


def _kind(line: Recommendation) -> str:
    return f"{say('kind', line.kind)}: {say('strength', line.strength).lower()}"


def _by(rule: str, sources: tuple[str, ...]) -> str:
    return listed((rule, ", ".join(sources)), ": ")


def _said(reason: Reason, assessment: Assessment) -> str:
    """Name the field decided, with the sentence of the row where page 1 does not print it."""
    printed = {assessment.headline, assessment.status_text, *(line.text for line in assessment.recommendations)}
    name = capital(reason.decision.replace("_", " "))
    line = next((line for line in assessment.recommendations if line.id == reason.row), None)
    if line is not None and line.kind not in ("urgent", "status"):
        name = f"{name}: {say('strength', line.strength).lower()}"
    return name if reason.text in printed or not reason.text else f"{name}. {reason.text}"


def _questions(assessment: Assessment) -> tuple[content.Block, ...]:
    """Return why each open question is asked; questions asked for the same reason stand together."""
    grouped: dict[str, list[str]] = {}
    for line in assessment.recommendations:
        if line.kind == "note" and line.code in assessment.open_questions:
            grouped.setdefault(line.text, []).append(question_word(line.code))
    rows = tuple((reason, listed(words)) for reason, words in grouped.items())
    return (content.Table(("Reason", "Questions"), rows, (42, 58), small=True),) if rows else ()


def _experimental(assessment: Assessment) -> tuple[content.Block, ...]:
    found = assessment.combined_indicator
    if found is None:
        return ()
    why = content.Paragraph(f"{capital(listed(found.refused))}.") if found.refused else None
    blocks = (content.Paragraph(f"{found.text}."), why, content.Paragraph(found.statement, "quiet"))
    return tuple(block for block in blocks if block is not None)


def _notes(assessment: Assessment) -> tuple[content.Block, ...]:
    notes = [
        line.text
        for line in assessment.recommendations
        if line.kind == "note" and line.code not in assessment.open_questions
    ]
    return tuple(content.Paragraph(note) for note in dict.fromkeys(notes))


def _sources(assessment: Assessment) -> tuple[content.Block, ...]:
    """Return the sources, those of one publication together, each with its evidence tag, and the key to the tags."""
    grouped: dict[str, list[str]] = {}
    for entry in assessment.citations:
        tag = f"{entry.evidence}, UNCONFIRMED" if entry.unconfirmed else entry.evidence
        grouped.setdefault(entry.title, []).append(f"{entry.id} [{tag}] {entry.says}")
    if not grouped:
        return ()
    tags = dict.fromkeys(entry.evidence for entry in assessment.citations)
    key = listed(f"{tag} = {say('evidence', tag)}" for tag in tags)
    listing = (content.Paragraph(listed(words), "small", f"{title}:") for title, words in grouped.items())
    return content.Paragraph(f"Evidence tags: {key}.", "quiet"), *listing


def _earlier(case: Case) -> tuple[content.Block, ...]:
    rows = tuple((day(visit.date), earlier_results(visit), listed(_yes(visit))) for visit in case.visits[:-1])
    return (content.Table(("Visit", "Results", "Answered yes"), rows, (14, 50, 36), (0,)),) if rows else ()


def _yes(visit: Visit) -> list[str]:
    return [with_detail(code, visit.details.get(code)) for code, answer in visit.told().items() if answer == "yes"]
