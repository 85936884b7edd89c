"""How likely it is that the true B12 lies in the band of the figure, given how precisely it was measured.

The true value is taken as normally distributed about the figure. The stated uncertainty is read as an expanded one with
coverage factor 2, so that one standard deviation is half of it; no laboratory in the reference says its factor (NAT-25
prints "uncertainty 10 %"), so the factor is the program's own choice (DESIGN), and so are the 10 % where the laboratory
states nothing. It is shown near a limit and decides nothing. Of two figures that count as one result their mean is
taken, with the standard deviation of a mean of two independent errors.
"""

from decimal import Decimal
from math import erf, hypot, sqrt
from typing import Final

from b12calc.models.case import Reported
from b12calc.rules.lab_check import B12
from b12calc.rules.limits import DecisionLimits, doubt
from b12calc.rules.side_by_side import printed_low
from b12calc.units import Quantity, shown

COVERAGE: Final = 2
# Shares as they are said; the nearest one is taken.
_SHARES: Final = (
    (1, 20), (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20),
)  # fmt: skip


def same_band_probability(value: Decimal, low: Decimal | None, high: Decimal | None, percent: int) -> float:
    """Return the probability, 0 to 1, that the true value lies in the band of the figure; both limits in the middle.

    ``value``, ``low`` and ``high`` are in one unit, ``percent`` is the expanded uncertainty in percent of the figure.
    Closed form by math.erf. Raises ValueError for a figure or an uncertainty that is not above zero.
    """
    if value <= 0 or percent <= 0:
        raise ValueError("a figure and an uncertainty above zero were expected")
    return _share(float(value), float(value) * percent / 100 / COVERAGE, _band(value, low, high))


def likelihood(result: Reported, quantity: Quantity, limits: DecisionLimits) -> tuple[int | None, str]:
    """Return the probability in percent and, near a limit only, its words; None for other than a plain B12 figure."""
    ends = _ends(result, quantity, limits)
    if ends is None:
        return None, ""
    share = same_band_probability(quantity.value, *ends, limits.intervals["doubt_percent"])
    return round(share * 100), _words(share, quantity, ends, limits) if _near(quantity, ends, limits) else ""


def together(
    result: Reported, quantity: Quantity, earlier: Decimal, limits: DecisionLimits
) -> tuple[int, str, str] | None:
    """Return how likely the true value lies in the band of the newest figure, counted from it and an earlier one.

    ``earlier`` is in the unit of ``quantity``. In percent, as a share ("3 in 4") and with the band in words; None where
    one figure alone gets no such words.
    """
    ends = _ends(result, quantity, limits)
    if ends is None or not _near(quantity, ends, limits):
        return None
    first, second = float(quantity.value), float(earlier)
    deviation = hypot(first, second) / 2 * limits.intervals["doubt_percent"] / 100 / COVERAGE
    share = _share((first + second) / 2, deviation, _band(quantity.value, *ends))
    return round(share * 100), _in_words(share), f"{_band_words(quantity, ends)} {quantity.unit}"


def _ends(result: Reported, quantity: Quantity, limits: DecisionLimits) -> tuple[Decimal, Decimal | None] | None:
    """Return the limits a plain B12 figure is held against; None for any other result, or where there is none."""
    if result.analyte not in B12 or quantity.comparator or not quantity.value:
        return None
    cuts = limits.of(result.analyte, quantity)
    low = cuts.get("low") or printed_low(result, quantity, limits)
    return None if low is None else (low, cuts.get("high"))


def _near(quantity: Quantity, ends: tuple[Decimal | None, Decimal | None], limits: DecisionLimits) -> bool:
    least, most = doubt(quantity, limits.intervals["doubt_percent"])
    return any(least <= cut <= most for cut in ends if cut is not None)


def _share(mean: float, deviation: float, band: tuple[Decimal | None, Decimal | None]) -> float:
    """Return how much of a normal distribution lies in a band."""
    floor, ceiling = band
    below = 0.0 if floor is None else _normal((float(floor) - mean) / deviation)
    upto = 1.0 if ceiling is None else _normal((float(ceiling) - mean) / deviation)
    return upto - below


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
    laboratory = limits.laboratory
    percent = limits.intervals["doubt_percent"]
    stated = laboratory is not None and laboratory.uncertainty_percent is not None
    whose = f"stated by {laboratory.title}" if stated and laboratory else "this program's own assumption"
    return (
        f"Near a limit: about {_in_words(share)} that it is truly {_band_words(quantity, ends)} {quantity.unit} "
        f"(uncertainty {percent} %, {whose}, taken as two standard deviations)."
    )


def _in_words(share: float) -> str:
    part, whole = min(_SHARES, key=lambda one: abs(one[0] / one[1] - share))
    return f"{part} in {whole}"


def _band_words(quantity: Quantity, ends: tuple[Decimal | None, Decimal | None]) -> str:
    floor, ceiling = _band(quantity.value, *ends)
    if floor is not None and ceiling is not None:
        return f"from {shown(floor)} to {shown(ceiling)}"
    return f"below {shown(ceiling)}" if ceiling is not None else f"above {shown(floor or Decimal(0))}"
