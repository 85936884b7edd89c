"""The visits of a case read together: what counts now, and on which day.

The last visit counts. A *yes* of an earlier visit stays until it is answered again or its course says resolved; an
earlier *no* must be asked again. The newest result of each analyte counts, whichever visit it came with. What was
last told of treatment stands: silence is not a stop.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from b12calc.models.case import B12BeforeTest, Case, Detail, LabResult, Patient, Treatment
from b12calc.models.vocabulary import ANSWER_CODES

UNKNOWN = "unknown"
_RANK = {code: place for place, code in enumerate(ANSWER_CODES)}
WORSE = ("worsening", "worse", "new")


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one patient as the rules see them on the day of the last visit.

    ``fresh`` are the codes answered yes now that were last answered no: new since then.
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

    def answer(self, code: str) -> str:
        """Return yes, no or unknown."""
        return self.answers.get(code, UNKNOWN)

    def any_of(self, codes: Collection[str]) -> str:
        """Return yes when any is yes, no when all are no, else unknown."""
        if not self.yes.isdisjoint(codes):
            return "yes"
        return "no" if self.no.issuperset(codes) else UNKNOWN

    def saying_yes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the codes answered yes, in the order given."""
        yes = self.yes
        return tuple([code for code in codes if code in yes])

    def course(self, code: str) -> str | None:
        """Return the course recorded beside a yes, if any."""
        detail = self.details.get(code)
        return None if detail is None else detail.course

    def worse(self, codes: Iterable[str]) -> bool:
        """Tell whether any of the codes answered yes is new, worse or worsening."""
        return any(self.course(code) in WORSE or code in self.fresh for code in self.saying_yes(codes))

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
    answers: dict[str, str] = {}
    details: dict[str, Detail] = {}
    told: dict[str, str] = {}
    fresh: set[str] = set()
    for visit in case.visits:
        fresh = {code for code in fresh if visit.answers.get(code) is None}
        fresh |= {code for code, word in visit.answers.items() if word == "yes" and told.get(code) == "no"}
        told.update(visit.answers)
        answers = {code: "yes" for code in answers if answers[code] == "yes"}
        answers.update(visit.answers)
        for code, detail in visit.details.items():
            details[code] = detail
            if detail.course == "resolved" and visit.answers.get(code) is None:
                answers.pop(code, None)
    last = case.visits[-1]
    results, days = _newest_results(case)
    return Chart(
        patient=case.patient,
        day=last.date,
        answers={code: answers[code] for code in sorted(answers, key=_RANK.__getitem__)},
        details=details,
        results=results,
        days=days,
        b12_before=_before_test(case),
        treatment=next((v.treatment for v in reversed(case.visits) if v.treatment is not None), None),
        fresh=frozenset(fresh),
        yes=frozenset([code for code, word in answers.items() if word == "yes"]),
        no=frozenset([code for code, word in answers.items() if word == "no"]),
    )


def _newest_results(case: Case) -> tuple[dict[str, LabResult], dict[str, date]]:
    """Return the newest result of each analyte with its day; a result without a day has that of its visit."""
    results: dict[str, LabResult] = {}
    days: dict[str, date] = {}
    for visit in case.visits:
        for result in visit.results:
            day = result.collected or visit.date
            if result.analyte not in days or day >= days[result.analyte]:
                results[result.analyte] = result
                days[result.analyte] = day
    return results, days


def _before_test(case: Case) -> B12BeforeTest:
    """Return the newest word on B12 before the sample; silence at a later visit is not a stop."""
    told = (visit.b12_before_test for visit in reversed(case.visits))
    return next((one for one in told if one is not None and one.kind != "unknown"), B12BeforeTest())
