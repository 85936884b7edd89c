"""Place numbers in bands, in the unit the laboratory reported; unclear stays unclear.

A censored figure is placed only when its whole range lies in one band. Source: decisions, ground rules 2 and 3.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from b12calc.analytes import analytes, convert, same_unit_family
from b12calc.models.case import Reported
from b12calc.rules.haemoglobin_adjustment import NO_STEPS, Steps, read_steps
from b12calc.rules.lab_profile import Laboratory
from b12calc.units import Quantity

B12_WORDS = {
    "low": "low",
    "undetectable": "low",
    "equivocal": "middle",
    "normal": "middle_or_high",
    "raised": "high",
    "abnormal": "unresolved",
}
_SPANS = {
    frozenset({"low"}): "low",
    frozenset({"middle"}): "middle",
    frozenset({"high"}): "high",
    frozenset({"low", "middle"}): "low_or_middle",
    frozenset({"middle", "high"}): "middle_or_high",
}


@dataclass(frozen=True, slots=True, eq=False)
class DecisionLimits:
    """Hold the printed decision limits that count: analyte, then unit, then name of the cut, as Decimal.

    Under a laboratory profile ``laboratory`` is that profile and ``guideline`` the limits of the pack as they were.
    Limits are made once for a pack and a profile; what was told by them is found again by the object itself.
    """

    cuts: Mapping[str, Mapping[str, Mapping[str, Decimal]]]
    sources: Mapping[str, tuple[str, ...]]
    haemoglobin: Mapping[str, Mapping[str, Decimal]]
    intervals: Mapping[str, int]
    laboratory: Laboratory | None = None
    guideline: "DecisionLimits | None" = None
    adjustment: Steps = NO_STEPS

    def of(self, analyte: str, quantity: Quantity) -> Mapping[str, Decimal]:
        """Return the cuts in the unit reported.

        A limit printed for this unit, or one of the same size, is taken as printed; only where none is printed is the
        limit converted (MMA in ng/mL, homocysteine in mg/L). Empty when the analyte has no limit in this pack.
        """
        printed = self.cuts.get(analyte, {})
        if quantity.unit in printed:
            return printed[quantity.unit]
        measured = analytes()[analyte]
        for unit, cuts in printed.items():
            if same_unit_family(measured, unit, quantity.unit):
                return cuts
        for unit, cuts in printed.items():
            return {name: convert(measured, Quantity(cut, unit), quantity.unit).value for name, cut in cuts.items()}
        return {}

    def from_laboratory(self, analyte: str) -> Laboratory | None:
        """Return the profile whose decision limits count for this analyte, None where those of the pack do."""
        laboratory = self.laboratory
        return laboratory if laboratory is not None and analyte in laboratory.limits else None

    def of_guideline(self, analyte: str, quantity: Quantity) -> Mapping[str, Decimal]:
        """Return the pack's own cuts in the unit reported, whatever the laboratory."""
        return (self.guideline or self).of(analyte, quantity)


def read_limits(data: Mapping[str, Any]) -> DecisionLimits:
    """Return the limits held in a pack's limits.toml."""
    cuts = {
        analyte: {unit: {n: Decimal(v) for n, v in row.items()} for unit, row in part["cuts"].items()}
        for analyte, part in data.items()
        if isinstance(part, dict) and "cuts" in part
    }
    sources = {a: tuple(part["sources"]) for a, part in data.items() if isinstance(part, dict) and "sources" in part}
    groups = {
        group: {name: Decimal(value) for name, value in row.items()}
        for group, row in data["haemoglobin"]["groups"].items()
    }
    steps = read_steps(data["haemoglobin"].get("adjustment", {}))
    return DecisionLimits(cuts, sources, groups, dict(data["intervals"]), adjustment=steps)


def b12_band(quantity: Quantity, cuts: Mapping[str, Decimal]) -> str:
    """Return the band of a B12 figure; both edges belong to the middle (N-081).

    Without an upper limit what is not low may be middle or high, and nobody can tell which.
    """
    below = quantity.definitely_below(cuts["low"])
    above = quantity.definitely_above(cuts["high"]) if "high" in cuts else False if below else None
    possible = set()
    if below is not False:
        possible.add("low")
    if below is not True and above is not True:
        possible.add("middle")
    if above is not False:
        possible.add("high")
    if possible == {"high"} and "very_high" in cuts and quantity.definitely_above(cuts["very_high"]):
        return "very_high"
    return _SPANS.get(frozenset(possible), "unresolved")


def above_band(quantity: Quantity, steps: tuple[tuple[str, Decimal], ...], normal: str = "normal") -> str:
    """Return the highest named step the figure is definitely above, or unresolved where the comparator leaves it open.

    ``steps`` run from the lowest limit to the highest; a figure on a limit is not above it.
    """
    found = normal
    for name, limit in steps:
        above = quantity.definitely_above(limit)
        if above is None:
            return "unresolved" if found == normal else found
        if not above:
            break
        found = name
    return found


def is_low(result: Reported | None, cuts: Mapping[str, Decimal] | None = None) -> str:
    """Return yes, no or unknown: below the laboratory's printed range, else below the pack's limit, else its word."""
    if result is None:
        return "unknown"
    quantity, limit = result.quantity, result.low
    if quantity is None:
        return {"low": "yes", "undetectable": "yes", "normal": "no", "raised": "no"}.get(
            result.finding or "", "unknown"
        )
    if limit is not None:
        return three(quantity.definitely_below(limit))
    if cuts and "low" in cuts and quantity.definitely_below(cuts["low"]):
        return "yes"
    return "unknown"


def is_raised(result: Reported | None) -> str:
    """Return yes, no or unknown: above the laboratory's printed range, else its word."""
    if result is None:
        return "unknown"
    quantity, limit = result.quantity, result.high
    if quantity is None:
        return {"raised": "yes", "normal": "no", "low": "no", "undetectable": "no"}.get(result.finding or "", "unknown")
    return "unknown" if limit is None else three(quantity.definitely_above(limit))


def three(truth: bool | None) -> str:
    """Return yes, no or unknown for True, False or None."""
    if truth is None:
        return "unknown"
    return "yes" if truth else "no"


def doubt(quantity: Quantity, percent: int) -> tuple[Decimal, Decimal]:
    """Return the figure less and plus its uncertainty, in the unit reported. Default 10 % (NAT-25)."""
    share = quantity.value * percent / 100
    return quantity.value - share, quantity.value + share
