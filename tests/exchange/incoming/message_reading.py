"""What the tests of HL7 v2, EDIFACT and GDT share: how a message is read and what is looked at."""

from collections.abc import Sequence
from datetime import date
from types import ModuleType

from b12calc.exchange.incoming.found import Found, Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.exchange.incoming.judge import judged

TODAY = date(2026, 11, 22)


def read(reader: ModuleType, data: bytes | str) -> tuple[Report, ...]:
    """The reports of a file, one for each patient."""
    reports: tuple[Report, ...] = reader.read(data.encode() if isinstance(data, str) else data, Watch())
    return reports


def sole(reports: Sequence[Report]) -> Found:
    """The one result of the one patient."""
    (report,) = reports
    (found,) = report.found
    return found


def who(report: Report) -> tuple[str | None, str | None, date | None, str | None]:
    """Name, number, day of birth and sex of the patient."""
    one = report.identity
    return one.name, one.identifier, one.birth_date, one.sex


def left(report: Report) -> list[str]:
    """Why each piece that is no result was left aside."""
    return [piece.why for piece in report.left]


def results(report: Report) -> tuple[ImportedResult, ...]:
    """What the judge makes of a report."""
    return judged(report, TODAY).results


def figures(report: Report, text: str) -> list[tuple[str | None, str | None, str]]:
    """Comparator and figure of each result, with what stands in the text at the place it tells."""
    return [(one.comparator, one.value, text[one.source.start : one.source.end]) for one in results(report)]
