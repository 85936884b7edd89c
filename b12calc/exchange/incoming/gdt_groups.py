"""The results of a case as test groups of a GDT answer.

The fields 8410, 8411, 8420, 8421, 8461 and 8462 are confirmed by the reference; 8432 and 8480 stand in its example and
are unconfirmed. Flag (8422) and range in words (8460) are not written: a case holds none.
"""

from __future__ import annotations

from typing import Final

from b12calc.analytes import analytes
from b12calc.exchange.incoming.gdt_own import ident_of
from b12calc.exchange.incoming.gdt_writer import GdtResult
from b12calc.models.case import Case, LabResult
from b12calc.units import NumberTrouble, normal_unit, read_number

NO_DAY: Final = "The day of the sample is not known."


def results_of(case: Case) -> tuple[GdtResult, ...]:
    """Return every result of a case in its order, figures with their digits and their comparator before them."""
    return tuple(_group(result) for visit in case.visits for result in visit.results)


def _group(result: LabResult) -> GdtResult:
    analyte = analytes()[result.analyte]
    words = ", ".join(" ".join(word.replace("_", " ").split()) for word in result.findings)
    said = (result.finding, words, None if result.collected else NO_DAY)
    figure = f"{result.comparator or ''}{_plain(result.value)}" if result.value else ""
    return GdtResult(
        code=ident_of(analyte.code),
        name=analyte.name,
        value=figure,
        unit=" ".join(normal_unit(result.unit).split()) if result.unit and figure else "",
        collected=result.collected,
        low=_plain(result.reference_low),
        high=_plain(result.reference_high),
        texts=tuple(text for text in said if text),
    )


def _plain(figure: str | None) -> str:
    """Return a figure with its digits and a decimal point, as printed where it is no single number."""
    try:
        return f"{read_number(figure):f}" if figure else ""
    except NumberTrouble:
        return figure or ""
