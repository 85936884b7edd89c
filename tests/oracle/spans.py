"""Laboratory figures as ranges: a comparator widens a figure to every value it may stand for."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Final

INFINITY: Final = Decimal("Infinity")
ZERO: Final = Decimal(0)
ABOUT: Final = Decimal("0.1")  # "~ x" may be ten per cent lower or higher

# Factor from a unit to the canonical one. Units that are the same number in another spelling have no entry.
TO_CANONICAL: Final[dict[tuple[str, str], Decimal]] = {
    ("mma", "umol/L"): Decimal(1000),
    ("mma", "ng/mL"): 1 / Decimal("0.11809"),
    ("mma", "ug/L"): 1 / Decimal("0.11809"),
    ("homocysteine", "mg/L"): 1 / Decimal("0.13518"),
    ("haemoglobin", "g/dL"): Decimal(10),
    ("haemoglobin", "mmol/L"): Decimal("16.114"),
    ("creatinine", "mg/dL"): Decimal("88.4"),
    ("haptoglobin", "mg/dL"): Decimal("0.01"),
}


@dataclass(frozen=True)
class Span:
    """All values a printed figure may stand for."""

    low: Decimal
    high: Decimal
    low_included: bool = True
    high_included: bool = True

    def scaled(self, factor: Decimal) -> "Span":
        """The same span in another unit."""
        return Span(self.low * factor, self.high * factor, self.low_included, self.high_included)

    def below(self, limit: Decimal) -> bool:
        """Every value is lower than the limit."""
        return self.high < limit or (self.high == limit and not self.high_included)

    def above(self, limit: Decimal) -> bool:
        """Every value is higher than the limit."""
        return self.low > limit or (self.low == limit and not self.low_included)

    def can_be_below(self, limit: Decimal) -> bool:
        """Some value is lower than the limit."""
        return self.low < limit

    def can_be_above(self, limit: Decimal) -> bool:
        """Some value is higher than the limit."""
        return self.high > limit

    @property
    def bounded(self) -> bool:
        """A figure known at both ends."""
        return self.high != INFINITY and self.low != ZERO


def span_of(result: dict[str, Any]) -> Span | None:
    """The span of a result as printed, in its own unit; none for a word."""
    if result.get("value") is None:
        return None
    return _span(str(result["value"]), result.get("comparator"))


@cache
def _span(value: str, comparator: str | None) -> Span:
    number = Decimal(value)
    if comparator in ("<", "<="):
        return Span(ZERO, number, True, comparator == "<=")
    if comparator in (">", ">="):
        return Span(number, INFINITY, comparator == ">=", False)
    if comparator == "~":
        return Span(number * (1 - ABOUT), number * (1 + ABOUT))
    return Span(number, number)


def canonical(analyte: str, result: dict[str, Any]) -> Span | None:
    """The span in the canonical unit of the analyte."""
    span = span_of(result)
    if span is None:
        return None
    return span.scaled(TO_CANONICAL.get((analyte, str(result.get("unit"))), Decimal(1)))


def printed(result: dict[str, Any], end: str) -> Decimal | None:
    """One end of the printed reference range (`reference_low` or `reference_high`), in the unit of the result."""
    text = result.get(end)
    return None if text in (None, "") else Decimal(str(text))


def possible_bands(span: Span, low: Decimal, high: Decimal) -> frozenset[str]:
    """Which of low (below), middle (edges included) and high (above) the span may lie in."""
    bands: set[str] = set()
    if span.can_be_below(low):
        bands.add("low")
    if not span.below(low) and not span.above(high):
        bands.add("middle")
    if span.can_be_above(high):
        bands.add("high")
    return frozenset(bands)
