"""The case as it stands at the last visit: what carries forward and which result counts."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .codes import SYMPTOM_LIKE

WORSE = frozenset({"worsening", "worse", "new"})


@dataclass(frozen=True)
class Record:
    """Everything the decisions read, folded over the visits."""

    visit: date
    patient: dict[str, Any]
    answers: dict[str, str]
    courses: dict[str, str]
    details: dict[str, dict[str, Any]]
    results: dict[str, dict[str, Any]]
    before: dict[str, Any]
    treatment: dict[str, Any] | None
    affirmed: frozenset[str]
    denied: frozenset[str]

    def yes(self, *codes: str) -> bool:
        """Any of the codes was answered yes."""
        return not self.affirmed.isdisjoint(codes)

    def all_no(self, codes: tuple[str, ...]) -> bool:
        """Every one of the codes was answered no."""
        return self.denied.issuperset(codes)

    def any_of(self, codes: tuple[str, ...]) -> str:
        """Three-valued `or` over the codes."""
        if self.yes(*codes):
            return "yes"
        return "no" if self.all_no(codes) else "unknown"

    def has(self, *analytes: str) -> bool:
        """Any of the analytes has a result."""
        return not self.results.keys().isdisjoint(analytes)

    def word(self, analyte: str) -> str | None:
        """The word a laboratory reported instead of a figure."""
        result = self.results.get(analyte)
        if result is None or result.get("value") is not None:
            return None
        return result.get("finding")

    def seen(self, analyte: str, finding: str) -> bool:
        """A film, marrow or scan shows the finding."""
        return finding in (self.results.get(analyte, {}).get("findings") or ())

    def worse(self, codes: tuple[str, ...]) -> bool:
        """One of the codes is present and new or getting worse."""
        return any(self.yes(code) and self.courses.get(code) in WORSE for code in codes)


def parse_day(text: str, latest: bool) -> date:
    """A date, a month or a year; the earliest or the latest day it may mean."""
    parts = [int(part) for part in text.split("-")]
    year = parts[0]
    month = parts[1] if len(parts) > 1 else (12 if latest else 1)
    day = parts[2] if len(parts) > 2 else (monthrange(year, month)[1] if latest else 1)
    return date(year, month, day)


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def collected(result: dict[str, Any]) -> date:
    """When the sample was taken; `read_record` has put the visit's date where none was given."""
    return date.fromisoformat(str(result["collected"]))


def _newest_results(visits: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    newest: dict[str, dict[str, Any]] = {}
    for visit in visits:
        for raw in visit.get("results") or ():
            result = {**raw, "collected": raw.get("collected") or visit["date"]}
            kept = newest.get(raw["analyte"])
            if kept is None or collected(result) >= collected(kept):
                newest[raw["analyte"]] = result
    return newest


def _heard(visit: dict[str, Any]) -> dict[str, str]:
    """What a visit answers: in words, or by the course of a symptom that has no answer of its own."""
    heard: dict[str, str] = {}
    for code, detail in (visit.get("details") or {}).items():
        if code in SYMPTOM_LIKE and detail.get("course"):
            heard[code] = "no" if detail["course"] == "resolved" else "yes"
    return {**heard, **(visit.get("answers") or {})}


def _fold_answers(visits: list[dict[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """Answers and courses at the last visit: a yes carries, a no does not, resolved is a no."""
    answers: dict[str, str] = {}
    courses: dict[str, str] = {}
    denied: set[str] = set()  # last heard of as no
    for visit in visits:
        now = _heard(visit)
        details: dict[str, dict[str, Any]] = visit.get("details") or {}
        told = {code: str(detail["course"]) for code, detail in details.items() if detail.get("course")}
        kept = {c: "yes" for c, a in answers.items() if a == "yes"}
        fresh = {c: "new" for c in denied if c in SYMPTOM_LIKE and now.get(c) == "yes"}
        courses = {**{c: w for c, w in courses.items() if c in kept}, **told, **fresh}
        answers = {**kept, **now}
        denied = (denied | {c for c, a in now.items() if a == "no"}) - {c for c, a in now.items() if a == "yes"}
    return answers, courses


def _fold_details(visits: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is known beside the answers: the newest word on each field since the thing was last denied or called new."""
    stories: dict[str, list[dict[str, Any]]] = {}
    closed: set[str] = set()
    for visit in visits:
        for code in closed:
            stories[code] = []
        for code, detail in (visit.get("details") or {}).items():
            if code in SYMPTOM_LIKE and detail.get("course") == "new":
                stories[code] = []
            stories.setdefault(code, []).append({name: word for name, word in detail.items() if word is not None})
        heard = _heard(visit)
        closed = {c for c in closed if heard.get(c) != "yes"} | {c for c, a in heard.items() if a == "no"}
    return {code: _retold(story) for code, story in stories.items()}


def _retold(story: list[dict[str, Any]]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for told in story:
        begun, last = told.get("since"), known.get("last")
        if begun and last and parse_day(str(begun), latest=True) > parse_day(str(last), latest=False):
            del known["last"]  # begun again, perhaps, after what was called the last time
        known |= told
    return known


def read_record(case: dict[str, Any]) -> Record:
    """Fold the visits of a case, oldest first."""
    visits = sorted(case["visits"], key=lambda visit: str(visit["date"]))
    answers, courses = _fold_answers(visits)
    before: dict[str, Any] = {}
    treatment: dict[str, Any] | None = None
    for visit in visits:
        told = visit.get("b12_before_test") or {}
        before = told if told.get("kind", "unknown") != "unknown" or not before else before
        treatment = visit.get("treatment") or treatment
    return Record(
        visit=date.fromisoformat(str(visits[-1]["date"])),
        patient=case.get("patient") or {},
        answers=answers,
        courses=courses,
        details=_fold_details(visits),
        results=_newest_results(visits),
        before=before,
        treatment=treatment,
        affirmed=frozenset(code for code, answer in answers.items() if answer == "yes"),
        denied=frozenset(code for code, answer in answers.items() if answer == "no"),
    )


def days_between(earlier: date, later: date) -> int:
    """Whole days, negative when the order is the other way round."""
    return (later - earlier) // timedelta(days=1)
