"""The visits of a case read together: what counts now, and on which day.

The last visit counts. A *yes* of an earlier visit stays until it is answered again; an earlier *no* must be asked
again. A symptom with a course and no answer is answered by it: resolved is a no, any other course a yes. What is known
beside a yes stands field by field until it is told anew or denied. The newest result of each analyte counts, whichever
visit it came with. What was last told of treatment stands: silence is not a stop.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter

from b12calc.models.answers import RESOLVED, SYMPTOM_CODES
from b12calc.models.case import B12BeforeTest, Case, Detail, LabResult, Patient, Reported, Treatment, Visit

UNKNOWN = "unknown"
_NOT_TOLD = B12BeforeTest()
_reported = LabResult.reported
WORSE = ("worsening", "worse", "new")
_SYMPTOMS = frozenset(SYMPTOM_CODES)
_MOVED = ("improving", "improved", "worsening", "worse")


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one patient as the rules see them on the day of the last visit.

    ``fresh`` are the codes answered yes that were answered no, or had resolved, before: new until a course is told.
    ``denied`` are the codes that a yes at this visit makes, or would make, new. ``beside_yes`` are details as they
    stand, or would stand, beside a yes, ``told_last`` as the last visit told them. ``figures`` are the results as the
    rules read them.
    """

    patient: Patient
    day: date
    answers: Mapping[str, str]
    details: Mapping[str, Detail]
    results: Mapping[str, LabResult]
    days: Mapping[str, date]
    b12_before: B12BeforeTest
    treatment: Treatment | None
    fresh: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    denied: frozenset[str] = frozenset()
    beside_yes: Mapping[str, Detail] = field(default_factory=dict, repr=False, compare=False)
    told_last: Mapping[str, Detail] = field(default_factory=dict, repr=False, compare=False)
    figures: Mapping[str, Reported] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Read every result once: many rules ask for the same one."""
        object.__setattr__(self, "figures", dict(zip(self.results, map(_reported, self.results.values()), strict=True)))

    def answer(self, code: str) -> str:
        """Return yes, no or unknown."""
        return self.answers.get(code, UNKNOWN)

    def any_of(self, codes: Collection[str]) -> str:
        """Return yes when any is yes, no when all are no, else unknown."""
        if not self.yes.isdisjoint(codes):
            return "yes"
        return "no" if self.no.issuperset(codes) else UNKNOWN

    def any_yes(self, codes: Collection[str]) -> bool:
        """Tell whether any of the codes is answered yes."""
        return not self.yes.isdisjoint(codes)

    def saying_yes(self, codes: Collection[str]) -> tuple[str, ...]:
        """Return the codes answered yes, in the order given."""
        found = self.yes.intersection(codes)
        # Mostly there is none or one, and that is told in one call.
        return tuple([code for code in codes if code in found]) if len(found) > 1 else tuple(found)

    def course(self, code: str) -> str | None:
        """Return the course recorded beside a yes, if any."""
        detail = self.details.get(code)
        return None if detail is None else detail.course

    def beside(self, code: str, answer: str) -> Detail | None:
        """Return what stands, or would stand, beside a yes or a no, if anything is known of it."""
        if answer == "yes":
            return self.beside_yes.get(code)
        detail = self.told_last.get(code)
        return None if detail is None else _denied(code, detail)

    def worse(self, codes: Collection[str]) -> bool:
        """Tell whether any of the codes answered yes is new, worse or worsening."""
        said = self.yes.intersection(codes)
        return bool(said) and any([self.course(code) in WORSE or code in self.fresh for code in said])

    def reported(self, analyte: str) -> Reported | None:
        """Return what the rules read of a result, if there is one."""
        return self.figures.get(analyte)

    def finding(self, analyte: str) -> str | None:
        """Return the word a result was reported in, if it was."""
        result = self.results.get(analyte)
        return None if result is None else result.finding

    def film(self, analyte: str, word: str) -> bool:
        """Tell whether a film, scan or biopsy names a finding."""
        result = self.results.get(analyte)
        return result is not None and word in result.findings


def read_chart(case: Case) -> Chart:
    """Return the chart of a case as of its last visit."""
    story = _Story()
    for visit in case.visits:
        story.hear(visit)
    answers = story.answers
    results, days = newest_results(case)
    last = case.visits[-1]
    no = frozenset([code for code, word in answers.items() if word == "no"])
    return Chart(
        patient=case.patient,
        day=last.date,
        answers=answers,
        details={code: detail for code, detail in story.details.items() if code not in no}
        | {code: _denied(code, detail) for code, detail in last.details.items() if code in no},
        results=results,
        days=days,
        b12_before=_before_test(case),
        treatment=next((v.treatment for v in reversed(case.visits) if v.treatment is not None), None),
        fresh=frozenset(story.fresh),
        yes=frozenset([code for code, word in answers.items() if word == "yes"]),
        no=no,
        denied=frozenset(story.denied),
        beside_yes=story.details,
        told_last=last.details,
    )


class _Story:
    """Hear one visit after the other; ``denied`` are the codes that a yes at the visit last heard makes new.

    ``details`` are what stands beside a yes: the story of a code ends once the visit after its no is heard.
    """

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.details: dict[str, Detail] = {}
        self.fresh: set[str] = set()
        self.denied: set[str] = set()
        self._told: dict[str, str] = {}

    def hear(self, visit: Visit) -> None:
        """Take in what one visit told: answers, what is new, and what is known beside them."""
        answers = visit.told()
        if self._told:
            self._go_on(answers, visit.details)
        else:
            self.answers = answers
        self._told.update(answers)
        for code, detail in visit.details.items():
            self.details[code] = _joined(code, self.details.get(code), detail)

    def _go_on(self, answers: dict[str, str], details: Mapping[str, Detail]) -> None:
        """Part what an earlier visit told into what stands beside these answers and what they end."""
        gone = {code for code, word in self._told.items() if word == "no"}
        self.denied = self.fresh | gone
        self.fresh = {c for c in self.fresh if answers.get(c) != "no" and not _goes_on(details.get(c))}
        self.fresh |= {code for code in gone if answers.get(code) == "yes"}
        self.answers = {code: "yes" for code, word in self.answers.items() if word == "yes"} | answers
        for code in gone:
            self.details.pop(code, None)


def _goes_on(detail: Detail | None) -> bool:
    """Tell whether a course was told of something that is there."""
    return detail is not None and detail.course not in (None, RESOLVED)


def _denied(code: str, detail: Detail) -> Detail:
    """Return what a visit tells beside a no: all but a course of something that is there."""
    return detail.but(course=None) if code in _SYMPTOMS and _goes_on(detail) else detail


def _joined(code: str, before: Detail | None, detail: Detail) -> Detail:
    """Return what stands beside a yes once a visit tells more: each field told now, the others as told before.

    Nothing of before stands that is denied now: a new symptom has no earlier story, one that moved is no longer as bad
    as it was, and a use that may have begun after the last use told before goes on.
    """
    course = detail.course if code in _SYMPTOMS else None
    if before is None and course != RESOLVED:
        return detail
    told = {name: value for name, value in detail if value is not None}
    if course == RESOLVED:
        del told["course"]
    if before is None or course == "new":
        return Detail().but(**told)
    if course in _MOVED:
        told.setdefault("severity", None)
    if detail.since is not None and before.last is not None and _may_follow(detail.since, before.last):
        told.setdefault("last", None)
    return before.but(**told)


def _may_follow(since: str, last: str) -> bool:
    """Tell whether a day, month or year can lie after another."""
    return since + "-12-31"[len(since) - 4 :] > last + "-01-01"[len(last) - 4 :]


def newest_results(case: Case) -> tuple[dict[str, LabResult], dict[str, date]]:
    """Return the newest result of each analyte with its day; a result without a day has that of its visit."""
    results: dict[str, LabResult] = {}
    days: dict[str, date] = {}
    for visit in case.visits:
        of_visit = visit.date
        for result in visit.results:
            code, collected = _TAKEN(result.__dict__)
            day = collected or of_visit
            if code not in days or day >= days[code]:
                results[code] = result
                days[code] = day
    return results, days


_TAKEN = itemgetter("analyte", "collected")


def _before_test(case: Case) -> B12BeforeTest:
    """Return the newest word on B12 before the sample; silence at a later visit is not a stop."""
    told = (visit.b12_before_test for visit in reversed(case.visits))
    return next((one for one in told if one is not None and one.kind != "unknown"), _NOT_TOLD)
