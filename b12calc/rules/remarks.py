"""What is remarked on a figure beside its band: its unit, whether it can be, what is missing, what a profile adds."""

from collections.abc import Iterator

from b12calc.analytes import Analyte, analytes, zone
from b12calc.models.case import Reported
from b12calc.rules.lab_check import B12
from b12calc.rules.limits import DecisionLimits
from b12calc.rules.side_by_side import remarks
from b12calc.rules.unit_guard import unit_remark
from b12calc.units import Quantity

# No source gives a figure for these: only the laboratory's own range tells (white cells, platelets, haemolysis).
NEED_RANGE = frozenset({"white_cells", "neutrophils", "platelets", "ldh", "haptoglobin"})


def remarks_on(
    one: Reported, asked: str | None, waiting: str | None, near: str, limits: DecisionLimits
) -> tuple[str, ...]:
    """Return every remark on a figure: its unit, what is unusual, what a profile adds, and ``near``, its likelihood."""
    analyte, quantity = analytes()[one.analyte], one.quantity
    if quantity is None:
        return ()
    said = (*_remarks(analyte, one, quantity, limits), *remarks(one, quantity, waiting, limits))
    return tuple(filter(None, (unit_remark(analyte, one, asked), *said, near)))


def _remarks(analyte: Analyte, result: Reported, quantity: Quantity, limits: DecisionLimits) -> Iterator[str]:
    if zone(analyte, quantity) == "unusual":
        yield "unusual figure: check value and unit"
    if analyte.code in NEED_RANGE and result.low is None and result.high is None:
        yield "no printed range: low, normal or raised cannot be told; enter the laboratory's range"
    if analyte.code in B12 and not limits.of(analyte.code, quantity):
        yield "this pack has no limits for it: choose a laboratory profile or enter the laboratory's printed range"
