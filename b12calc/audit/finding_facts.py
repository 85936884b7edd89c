"""The facts on which findings stand, each yes, no or unknown by what one row tells: not asked is never no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from b12calc.audit.beside import Beside
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case, LabResult
from b12calc.plan.schedule import add_months

_B12: Final = ("total_b12", "active_b12")
_DEFICIENT: Final = ("deficient", "functional_deficiency", "probable")
# The tests for a cause that the rules ask for, and the results by which they, or one in their place, are done.
_CAUSE: Final = {
    "intrinsic_factor_antibody": "intrinsic_factor_antibody",
    "coeliac_serology": "ttg_iga",
    "h_pylori": "h_pylori",
    "parietal_cell_antibody": "parietal_cell_antibody",
}
_CAUSE_DONE: Final = (*_CAUSE.values(), "gastrin", "gastric_biopsy")
_MALABSORPTION: Final = frozenset(("gastric_surgery", "ileal", "malabsorption_other"))
_ACID_BLOCKERS: Final = ("proton_pump_inhibitor", "h2_blocker")
_MOTHERHOOD: Final = ("pregnant", "breastfeeding")
_PART: Final = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def facts(
    case: Case, assessment: Assessment, today: date, beside: Beside, figures: Mapping[str, Any]
) -> dict[str, str]:
    """Return every fact by its name; ``figures`` are those of findings.toml."""
    visit = case.visits[-1]
    told = visit.told()
    measured = {one.analyte for one in visit.results}
    running = visit.treatment
    asked = set(assessment.next_tests)
    causes = {result for test, result in _CAUSE.items() if test in asked}
    held = measured.union(_CAUSE_DONE, _B12) if beside.held is None else beside.held
    return {
        "deficient_or_treated": _yes(assessment.status in _DEFICIENT or running is not None),
        "cause_tests_held": _yes(not held.isdisjoint(causes or _CAUSE_DONE)),
        "cause_test_asked": _yes(not held.isdisjoint(causes)),
        "cause_test_done": _yes(not measured.isdisjoint(_CAUSE_DONE)),
        "treatment_running": _yes(running is not None),
        "review": _review(case, today, beside, figures),
        "dose": _dose(case, assessment, today, beside, figures),
        "metformin": told.get("metformin", "unknown"),
        "acid_blocker_a_year": _acid_blocker(case, today, figures["interval"]["acid_blocker_months"]),
        "b12_held": _yes(not held.isdisjoint(_B12)),
        "b12_measured": _yes(not measured.isdisjoint(_B12)),
        "b12_asked": _yes(not asked.isdisjoint(_B12)),
        "folic_acid_alone": told.get("folic_acid_alone", "unknown"),
        "warned_of_folate_alone": _yes("no_folate_alone" in assessment.warnings),
        "warned_of_repeat": _yes("do_not_repeat_b12_on_treatment" in assessment.warnings),
        "b12_taken": _taken(case),
        "injections": _injections(case),
        "b12_after_injection": _after_injection(case),
    }


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _taken(case: Case) -> str:
    """Return whether B12 is or was taken."""
    visit = case.visits[-1]
    if visit.treatment is not None:
        return "yes"
    before = visit.b12_before_test
    if before is None or before.kind == "unknown":
        return "unknown"
    return _yes(before.kind != "none")


def _injections(case: Case) -> str:
    """Return whether injections run, or were given before the sample."""
    visit = case.visits[-1]
    before = visit.b12_before_test
    if (visit.treatment is not None and visit.treatment.route == "im") or (before and before.kind == "injection"):
        return "yes"
    return "unknown" if visit.treatment is None and (before is None or before.kind in ("some", "unknown")) else "no"


def _after_injection(case: Case) -> str:
    """Return whether a B12 level was taken after an injection; without a day of both that cannot be told."""
    visit = case.visits[-1]
    results = [one for one in visit.results if one.analyte in _B12]
    if not results:
        return "no"
    before = visit.b12_before_test
    if before is not None and before.kind == "injection":
        return "yes"
    running = visit.treatment
    if running is None or running.route != "im" or running.started is None:
        return "unknown"
    return _any_after(results, running.started)


def _any_after(results: Iterable[LabResult], started: date) -> str:
    days = [one.collected for one in results]
    if any(day is not None and day > started for day in days):
        return "yes"
    return "unknown" if None in days else "no"


def _acid_blocker(case: Case, today: date, months: int) -> str:
    """Return whether an acid blocker has been taken for so many months; a time not told is unknown."""
    visit = case.visits[-1]
    told = visit.told()
    found = []
    for code in _ACID_BLOCKERS:
        detail = visit.details.get(code)
        since = detail.since if detail is not None else None
        answer = told.get(code, "unknown")
        if answer == "yes":
            answer = _yes(add_months(_latest(since), months) <= today) if since else "unknown"
        found.append(answer)
    return "yes" if "yes" in found else "unknown" if "unknown" in found else "no"


def _latest(since: str) -> date:
    """Return the last day that a year, a month or a day can mean."""
    year, month, day = (int(part) if part else 0 for part in _PART.fullmatch(since).groups())  # type: ignore[union-attr]
    if day:
        return date(year, month, day)
    first = date(year, month, 1) if month else date(year, 12, 1)
    return add_months(first, 1) - timedelta(days=1)


def _review(case: Case, today: date, beside: Beside, figures: Mapping[str, Any]) -> str:
    """Return whether the review of a running treatment is overdue, in_time or unknown."""
    running, last = case.visits[-1].treatment, beside.last_review
    if running is None or last is None:
        return "unknown"
    months = figures["review"]
    if last != "none" and (running.started is None or last >= running.started):
        due = add_months(last, months["again_months"])
    elif running.started is None:
        return "unknown"
    else:
        mother = case.patient.pregnancy in _MOTHERHOOD
        due = add_months(running.started, months["first_months_motherhood" if mother else "first_months"])
    return "overdue" if due + timedelta(days=figures["interval"]["days_late"]) < today else "in_time"


def _dose(case: Case, assessment: Assessment, today: date, beside: Beside, figures: Mapping[str, Any]) -> str:
    """Return whether what is given lies below the rule that fits, as_the_rule, or unknown."""
    running = case.visits[-1].treatment
    rule = None if running is None else _rule(running.route, assessment, figures["dose"])
    if running is None or rule is None:
        return "unknown"
    late = figures["interval"]["days_late"]
    below: list[bool] = []
    if beside.micrograms is not None and "micrograms" in rule:
        below.append(beside.micrograms < rule["micrograms"])
    if "months" in rule and beside.every_days is not None:
        below.append(beside.every_days > rule["months"] * figures["interval"]["days_of_a_month"] + late)
    if "months" in rule and running.last_given is not None:
        below.append(add_months(running.last_given, rule["months"]) + timedelta(days=late) < today)
    return "unknown" if not below else "below" if any(below) else "as_the_rule"


def _rule(route: str, assessment: Assessment, rules: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the first rule of the pack and route that fits what the assessment says."""
    rows = {one.row for one in assessment.reasons if one.decision == "regimen"}
    malabsorption = assessment.lifelong == "yes" or not _MALABSORPTION.isdisjoint(assessment.causes)
    for rule in rules:
        if rule["pack"] != assessment.pack or rule["route"] != route:
            continue
        fits = malabsorption or "malabsorption" not in rule
        if fits and ("rows" not in rule or not rows.isdisjoint(rule["rows"])):
            return rule
    return None
