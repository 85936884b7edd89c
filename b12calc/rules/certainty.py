"""How likely it is that the true B12 lies in the band of the figure, given how precisely it was measured.

The true value is taken as normally distributed about the figure. The stated uncertainty is read as an expanded one with
coverage factor 2, so that one standard deviation is half of it; no laboratory in the reference says its factor (NAT-25
prints "uncertainty 10 %"), so the factor is the program's own choice (DESIGN), and so are the 10 % where the laboratory
states nothing. It is shown near a limit and decides nothing.
"""

from decimal import Decimal
from math import erf, sqrt
from typing import Final

from b12calc.models.case import Reported
from b12calc.rules.lab_check import B12
from b12calc.rules.limits import DecisionLimits, doubt
from b12calc.rules.side_by_side import printed_low
from b12calc.units import Quantity, shown

COVERAGE: Final = 2
# Shares as they are said; the nearest one is taken.
_SHARES: Final = (
    (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20),
)  # fmt: skip


def same_band_probability(value: Decimal, low: Decimal | None, high: Decimal | None, percent: int) -> float:
    """Return the probability, 0 to 1, that the true value lies in the band of the figure; both limits in the middle.

    ``value``, ``low`` and ``high`` are in one unit, ``percent`` is the expanded uncertainty in percent of the figure.
    Closed form by math.erf. Raises ValueError for a figure or an uncertainty that is not above zero.
    """
    if value <= 0 or percent <= 0:
        raise ValueError("a figure and an uncertainty above zero were expected")
    deviation = float(value) * percent / 100 / COVERAGE
    floor, ceiling = _band(value, low, high)
    below = 0.0 if floor is None else _normal((float(floor) - float(value)) / deviation)
    upto = 1.0 if ceiling is None else _normal((float(ceiling) - float(value)) / deviation)
    return upto - below


def likelihood(result: Reported, quantity: Quantity, limits: DecisionLimits) -> tuple[int | None, str]:
    """Return the probability in percent and, near a limit only, its words; None for other than a plain B12 figure."""
    if result.analyte not in B12 or quantity.comparator or not quantity.value:
        return None, ""
    cuts = limits.of(result.analyte, quantity)
    low, high = cuts.get("low") or printed_low(result, quantity, limits), cuts.get("high")
    if low is None:
        return None, ""
    percent = limits.intervals["doubt_percent"]
    share = same_band_probability(quantity.value, low, high, percent)
    least, most = doubt(quantity, percent)
    near = any(least <= cut <= most for cut in (low, high) if cut is not None)
    return round(share * 100), _words(share, quantity, (low, high), limits) if near else ""


def _normal(z: float) -> float:
    """Return the standard normal distribution function."""
    return (1 + erf(z / sqrt(2))) / 2


def _band(value: Decimal, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    if low is not None and value < low:
        return None, low
    return (high, None) if high is not None and value > high else (low, high)


def _words(
    share: float, quantity: Quantity, ends: tuple[Decimal | None, Decimal | None], limits: DecisionLimits
) -> str:
    """Say the share, the band, and whose uncertainty it is."""
    floor, ceiling = _band(quantity.value, *ends)
    part, whole = min(_SHARES, key=lambda one: abs(one[0] / one[1] - share))
    if floor is not None and ceiling is not None:
        band = f"from {shown(floor)} to {shown(ceiling)}"
    else:
        band = f"below {shown(ceiling)}" if ceiling is not None else f"above {shown(floor or Decimal(0))}"
    laboratory = limits.laboratory
    percent = limits.intervals["doubt_percent"]
    stated = laboratory is not None and laboratory.uncertainty_percent is not None
    whose = f"stated by {laboratory.title}" if stated and laboratory else "this program's own assumption"
    return (
        f"Near a limit: about {part} in {whole} that it is truly {band} {quantity.unit} "
        f"(uncertainty {percent} %, {whose}, taken as two standard deviations)."
    )
