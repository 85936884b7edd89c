"""What a referral letter holds of case and assessment: results, answers, causes, treatment, what was not done yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from b12calc.models.assessment import Assessment, Phase
from b12calc.models.case import Case, Visit
from b12calc.models.vocabulary import HISTORY_GROUPS, SYMPTOM_GROUPS
from b12calc.models.wording import question
from b12calc.report import document as content
from b12calc.report.evidence import b12_before, treatment_running, with_detail
from b12calc.report.results import short_rows
from b12calc.report.sentences import wording
from b12calc.report.words import NOT_GIVEN, capital, day, days, listed, say, tied

FILE: Final = "letter.toml"
RED_FLAGS: Final = "red_flags"
_EXAMINATION: Final = "examination"
_MEDICINES: Final = "medicines"
_MOST_ROWS: Final = 7  # results in the table; one more stands in a line below it
_RESULTS: Final = ("Test", "Result", "Printed range", "Sample", "Reading")


Facts = Iterator[tuple[str, str]]


def lead(name: str) -> str:
    """Return the words in front of one fact of the letter."""
    return wording(FILE).words["lead"][name]


def results(case: Case, assessment: Assessment) -> Iterator[content.Block]:
    """Yield the results as printed, with range, day and reading; then what was remarked on them."""
    rows = short_rows(case, assessment)
    if rows:
        yield content.Table(_RESULTS, tuple(rows[:_MOST_ROWS]), (26, 27, 17, 13, 17), (1,))
    remarks = dict.fromkeys(f"{one.name}: {remark}" for one in assessment.measurements for remark in one.remarks)
    found = ((lead("results_more"), listed(map(_in_line, rows[_MOST_ROWS:]))), (lead("remarks"), listed(remarks)))
    if beside := tuple((name, text) for name, text in found if text != NOT_GIVEN):
        yield content.KeyValues(beside, below=True)


def _in_line(row: tuple[str, ...]) -> str:
    name, result, printed, taken, reading = row
    known = [f"range {printed}" if printed != NOT_GIVEN else "", taken if taken != NOT_GIVEN else ""]
    known.append(reading if reading != NOT_GIVEN else "")
    beside = ", ".join(filter(None, known))
    return f"{name} {result} ({beside})" if beside else f"{name} {result}"


def symptoms(visit: Visit) -> Facts:
    """Yield red flags, then symptoms and signs: answered yes with since when, how bad and which way, not asked, no."""
    flags = SYMPTOM_GROUPS[RED_FLAGS]
    others = [code for group, codes in SYMPTOM_GROUPS.items() if group != RED_FLAGS for code in codes]
    yield from _answered(visit, flags, "flags_yes", "yes")
    asked = visit.told()
    open_flags = [question(code).short for code in flags if code not in asked]
    if open_flags:
        yield lead("flags_not_asked"), listed(open_flags)
    yield from _answered(visit, flags, "flags_no", "no")
    yield from _answered(visit, others, "symptoms_yes", "yes")
    yield from _answered(visit, others, "symptoms_no", "no")


def history(case: Case, assessment: Assessment) -> Facts:
    """Yield causes as the plan has them, then medicines, history, what was answered no, B12 taken, pregnancy."""
    visit = case.visits[-1]
    medicines = HISTORY_GROUPS[_MEDICINES]
    others = [code for group, codes in HISTORY_GROUPS.items() if group != _MEDICINES for code in codes]
    if assessment.causes:
        yield lead("causes"), listed(say("cause", cause) for cause in assessment.causes)
    yield from _answered(visit, medicines, "medicines_yes", "yes")
    yield from _answered(visit, others, "history_yes", "yes")
    yield from _answered(visit, [*medicines, *others], "no", "no")
    yield lead("before"), b12_before(visit)
    if case.patient.sex != "male" and case.patient.pregnancy != "unknown":
        yield lead("pregnancy"), say("pregnancy", case.patient.pregnancy)


def _answered(visit: Visit, codes: Sequence[str], name: str, answer: str) -> Facts:
    """Yield the questions that have this answer, under the words of this name; a yes with what is known beside it."""
    told = visit.told()
    found = [code for code in codes if told.get(code) == answer]
    if found and answer == "yes":
        yield lead(name), listed(with_detail(code, visit.details.get(code)) for code in found)
    elif found:
        yield lead(name), listed(question(code).short for code in found)


def treatment(case: Case, assessment: Assessment) -> Facts:
    """Yield what is running, what is planned with its dates, then the tests and signs that are still open."""
    visit, regimen = case.visits[-1], assessment.regimen
    if visit.treatment is not None:
        yield lead("running"), treatment_running(visit)
    for place, phase in enumerate(() if regimen is None else regimen.phases):
        yield lead("then" if place else "planned"), _phase(phase)
    if assessment.next_tests:
        yield lead("tests"), listed(say("test", test) for test in assessment.next_tests)
    asked = visit.told()
    open_signs = [code for code in SYMPTOM_GROUPS[_EXAMINATION] if code not in asked]
    if open_signs:
        yield lead("examination"), listed(question(code).short for code in open_signs)


def _phase(phase: Phase) -> str:
    """Write one part of the regimen; why a practice moved a day is nothing for a letter."""
    medicine = f"{capital(phase.medicine)} {tied(phase.dose)}, {say('route', phase.route).lower()}"
    every = phase.every + (tied(f" ({phase.doses} doses)") if phase.doses else "")
    bounds = [days(phase.dates) if phase.dates else ""]
    bounds.append(f"not before {day(phase.earliest)}" if phase.earliest else "")
    bounds.append(f"at the latest {day(phase.latest)}" if phase.latest else "")
    planned = listed(bounds)
    return f"{medicine}, {every}" + (f": {planned}" if planned != NOT_GIVEN else "")
