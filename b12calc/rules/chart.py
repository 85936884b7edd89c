"""The visits of a case read together: what counts now, and on which day.

The last visit counts. A *yes* of an earlier visit stays until it is answered again or its course says resolved; an
earlier *no* must be asked again. The newest result of each analyte counts, whichever visit it came with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from b12calc.models.case import B12BeforeTest, Case, Detail, LabResult, Patient, Treatment
from b12calc.models.vocabulary import ANSWER_CODES

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Chart:
    """Hold one patient as the rules see them on the day of the last visit."""

    patient: Patient
    day: date
    answers: Mapping[str, str]
    details: Mapping[str, Detail]
    results: Mapping[str, LabResult]
    days: Mapping[str, date]
    b12_before: B12BeforeTest
    treatment: Treatment | None
    visits: int

    def answer(self, code: str) -> str:
        """Return yes, no or unknown."""
        return self.answers.get(code, UNKNOWN)

    def any_of(self, codes: Iterable[str]) -> str:
        """Return yes when any is yes, no when all are no, else unknown."""
        answers = [self.answers.get(code, UNKNOWN) for code in codes]
        if "yes" in answers:
            return "yes"
        return UNKNOWN if UNKNOWN in answers else "no"

    def saying_yes(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Return the codes answered yes, in the order given."""
        return tuple(code for code in codes if self.answers.get(code) == "yes")

    def course(self, code: str) -> str | None:
        """Return the course recorded beside a yes, if any."""
        detail = self.details.get(code)
        return None if detail is None else detail.course

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
    for visit in case.visits:
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
        answers={code: answers[code] for code in ANSWER_CODES if code in answers},
        details=details,
        results=results,
        days=days,
        b12_before=last.b12_before_test or B12BeforeTest(),
        treatment=_treatment(case),
        visits=len(case.visits),
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


def _treatment(case: Case) -> Treatment | None:
    """Return the treatment named at the last visit; one named earlier is not assumed to run on."""
    return case.visits[-1].treatment
