"""Haemoglobin adjusted for altitude and smoking before anaemia is graded; only when the clinician asked for it.

The adjustment is subtracted from the measured figure, so it can only find more anaemia, never less. An altitude that
is not given, and smoking that is not switched on, adjust nothing. Source: WHO-20, WHO-22 (tables, CON-22).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from b12calc.analytes import analytes, convert
from b12calc.rules.chart import Chart
from b12calc.units import Quantity, shown

UNIT = "g/L"
_COUNT = re.compile(r"\s*([0-9]{1,3})\s*(cigarettes?)?\s*(/|a|per)?\s*(day)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Steps:
    """Hold the tables: the lower end of each step with its figure in g/L, and what each was taken from."""

    altitude: tuple[tuple[int, Decimal], ...] = ()
    smoking: tuple[tuple[int, Decimal], ...] = ()
    altitude_highest: int = 0
    smoking_unknown: Decimal = Decimal(0)
    altitude_source: str = ""
    smoking_source: str = ""


NO_STEPS = Steps()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Hold one adjustment: the figure subtracted in g/L, why, and by whose word."""

    grams: Decimal
    why: str
    source: str


def read_steps(data: Mapping[str, Any]) -> Steps:
    """Return the tables held in a pack's limits; without them nothing is ever adjusted."""
    if not data:
        return NO_STEPS
    return Steps(
        altitude=tuple((one["from"], Decimal(one["subtract"])) for one in data["altitude"]),
        smoking=tuple((one["from"], Decimal(one["subtract"])) for one in data["smoking"]),
        altitude_highest=data["altitude_highest"],
        smoking_unknown=Decimal(data["smoking_unknown"]),
        altitude_source=data["altitude_source"],
        smoking_source=data["smoking_source"],
    )


def adjustments(chart: Chart, steps: Steps) -> tuple[Adjustment, ...]:
    """Return every adjustment that was asked for and is not nothing, the largest first."""
    found: list[Adjustment] = []
    metres = chart.patient.altitude_metres
    if metres is not None:
        why = f"{metres:,} m above sea level"
        found.append(Adjustment(_step(steps.altitude, metres), why, steps.altitude_source))
    if chart.patient.adjust_haemoglobin_for_smoking and chart.answer("smoking") == "yes":
        found.append(_smoking(chart, steps))
    if not found:
        return ()
    return tuple(sorted((one for one in found if one.grams), key=lambda one: -one.grams))


def adjusted(grams_per_litre: Quantity, chart: Chart, steps: Steps) -> Quantity:
    """Return the haemoglobin that is graded, in g/L, its comparator kept.

    Where altitude and smoking both count, the larger adjustment is used: that they add up is unconfirmed.
    """
    found = adjustments(chart, steps)
    return lessened(grams_per_litre, found[0].grams if found else None)


def lessened(grams_per_litre: Quantity, less: Decimal | None) -> Quantity:
    """Return a haemoglobin less a figure, both in g/L, its comparator kept; None subtracts nothing."""
    if less is None:
        return grams_per_litre
    return Quantity(max(grams_per_litre.value - less, Decimal(0)), UNIT, grams_per_litre.comparator)


def adjustment_words(chart: Chart, steps: Steps) -> str:
    """Return both figures in the unit reported, what was subtracted, why and by whose word; empty without any."""
    found = adjustments(chart, steps)
    result = chart.results.get("haemoglobin") if found else None
    quantity = None if result is None else result.quantity()
    if quantity is None:
        return ""
    used = found[0]
    after = adjusted(_in(quantity, UNIT), chart, steps)
    less = f"less {_shown(used.grams, quantity.unit)} for {used.why}; {used.source}"
    words = f"graded as {_text(after, quantity.unit)} ({less})"
    if len(found) > 1:
        both = sum((one.grams for one in found), Decimal(0))
        words += (
            f"; unconfirmed: with {found[1].why} added ({found[1].source}), "
            f"{_shown(both, quantity.unit)} would be subtracted"
        )
    return words


def sources_of(chart: Chart, steps: Steps) -> tuple[str, ...]:
    """Return the sources of the adjustments made to a haemoglobin figure, none where nothing was adjusted."""
    return tuple(one.source for one in adjustments(chart, steps)) if adjustment_words(chart, steps) else ()


def _smoking(chart: Chart, steps: Steps) -> Adjustment:
    detail = chart.details.get("smoking")
    count = _COUNT.fullmatch((detail.daily_dose if detail is not None else None) or "")
    if count is None:
        return Adjustment(steps.smoking_unknown, "smoking, amount not known", steps.smoking_source)
    number = int(count[1])
    return Adjustment(_step(steps.smoking, number), f"smoking {number} cigarettes a day", steps.smoking_source)


def _step(steps: tuple[tuple[int, Decimal], ...], figure: int) -> Decimal:
    return next((grams for start, grams in reversed(steps) if figure >= start), Decimal(0))


def _in(quantity: Quantity, unit: str) -> Quantity:
    return convert(analytes()["haemoglobin"], quantity, unit)


def _text(grams: Quantity, unit: str) -> str:
    other = _in(grams, unit)
    return " ".join(filter(None, (other.comparator, shown(other.value), unit)))


def _shown(grams: Decimal, unit: str) -> str:
    return _text(Quantity(grams, UNIT), unit)
