"""What the report offers to the window, loaded when the first record is asked for."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case
    from b12calc.report.document import ReportDocument


class Paper(NamedTuple):
    """Hold what the report offers."""

    build: "Callable[[Case, Assessment, tuple[str, ...]], ReportDocument]"
    pdf: "Callable[[ReportDocument, str], bytes]"
    note: "Callable[..., str]"
    lock: "Callable[[bytes, str], bytes]"
    heading: "Callable[[Iterable[str]], tuple[str, ...]]"


@cache
def paper() -> Paper:
    """Load the report when the first record is asked for, once."""
    from b12calc.report import build, lock, note, pdf, read_heading

    return Paper(build, pdf, note, lock, read_heading)
