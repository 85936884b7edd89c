"""One B12 result under the laboratory's limits and under the guideline's: where they part, in words."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.case import Reported
from b12calc.rules.chart import Chart
from b12calc.rules.lab_check import B12
from b12calc.rules.lab_profile import Ends, Laboratory
from b12calc.rules.limits import DecisionLimits, b12_band
from b12calc.units import Quantity, shown

OPEN_BANDS: Mapping[str, str] = {
    "low_or_middle": "low or indeterminate, cannot tell which",
    "middle_or_high": "not low; indeterminate or higher",
    "unresolved": "band cannot be told",
}


def bands_differ(result: Reported, quantity: Quantity, limits: DecisionLimits) -> bool:
    """Tell whether profile and pack put a B12 figure in different bands; one left open by one of them counts too."""
    guideline = limits.of_guideline(result.analyte, quantity)
    if result.analyte not in B12 or limits.from_laboratory(result.analyte) is None or not guideline:
        return False
    return _band(quantity, limits.of(result.analyte, quantity)) != _band(quantity, guideline)


def printed_low(result: Reported, quantity: Quantity, limits: DecisionLimits) -> Decimal | None:
    """Return the lower end of the report's printed range, else of the interval of a profile without decision limits."""
    low = result.low
    laboratory = limits.laboratory
    if low is not None or laboratory is None or limits.from_laboratory(result.analyte) is not None:
        return low
    return laboratory.interval(result.analyte, quantity.unit).get("low")


def too_early(chart: Chart, limits: DecisionLimits) -> str | None:
    """Return what to wait for when the visit lies inside the laboratory's repeat interval after the newest B12."""
    laboratory = limits.laboratory
    if laboratory is None:
        return None
    days = [chart.days[analyte] for analyte in B12 if analyte in chart.days]
    first = laboratory.repeat_from(max(days)) if days else None
    if first is None or chart.day >= first:
        return None
    return waiting_words(laboratory, first)


def waiting_words(laboratory: Laboratory, first: date) -> str:
    """Say until which day B12 is not to be taken again."""
    return (
        f"do not repeat B12 before {day_text(first)} ({laboratory.title}: {laboratory.repeat_text} after the last one)"
    )


def notes(chart: Chart, limits: DecisionLimits) -> dict[str, str]:
    """Return for the facts a profile bears on what their reason lines say, with names and figures."""
    found = {"total_b12_near_limit": f"within {limits.intervals['doubt_percent']} % of a limit"}
    waiting = too_early(chart, limits)
    if waiting:
        found["repeat_too_early"] = waiting
    if limits.laboratory is not None:
        parted = [text for analyte in B12 for text in _parted(chart.reported(analyte), limits)]
        if parted:
            found["limits_conflict"] = "; ".join(parted)
    return found


def remarks(result: Reported, quantity: Quantity, waiting: str | None, limits: DecisionLimits) -> Iterator[str]:
    """Yield in sentences what a profile adds to one result: conversion, both bands, the interval, the wait."""
    for text in _remarks(result, quantity, waiting, limits):
        yield f"{text[:1].upper()}{text[1:]}."


def _remarks(result: Reported, quantity: Quantity, waiting: str | None, limits: DecisionLimits) -> Iterator[str]:
    laboratory = limits.laboratory
    if laboratory is None:
        return
    analyte, unit = result.analyte, quantity.unit
    if analyte in laboratory.limits or analyte in laboratory.intervals:
        if not laboratory.prints(analyte, unit):
            yield f"{laboratory.title} prints no figure in {unit}: its figures were converted (calculated, not printed)"
        if laboratory.unit_inferred:
            yield f"{laboratory.title} prints no unit with its limits: {_units(analyte, laboratory)} is taken"
    yield from _parted(result, limits)
    yield from _interval(result, quantity, laboratory)
    if waiting:
        yield waiting


def _units(analyte: str, laboratory: Laboratory) -> str:
    return " or ".join({**laboratory.limits.get(analyte, {}), **laboratory.intervals.get(analyte, {})})


def _parted(result: Reported | None, limits: DecisionLimits) -> Iterator[str]:
    quantity = None if result is None else result.quantity
    laboratory = limits.laboratory
    if result is None or quantity is None or laboratory is None or not bands_differ(result, quantity, limits):
        return
    own, guideline = limits.of(result.analyte, quantity), limits.of_guideline(result.analyte, quantity)
    said = " · ".join((_under(laboratory.title, quantity, own), _under("guideline", quantity, guideline)))
    yield f"limits differ: {said}"


def _under(name: str, quantity: Quantity, cuts: Mapping[str, Decimal]) -> str:
    band = _band(quantity, cuts)
    word = OPEN_BANDS.get(band) or wording.label("band", band).lower()
    return f"{name}: {word} (limits {_span(cuts, quantity.unit)})"


def _interval(result: Reported, quantity: Quantity, laboratory: Laboratory) -> Iterator[str]:
    """Yield the interval of a profile without decision limits, and where the report prints another range."""
    interval = laboratory.interval(result.analyte, quantity.unit)
    if not interval:
        return
    text = _span(interval, quantity.unit)
    if result.analyte not in laboratory.limits:
        yield f"{laboratory.title}: reference interval {text}, no decision limits; those of the guideline count"
    if not laboratory.prints(result.analyte, quantity.unit):
        return
    printed = dict(zip(("low", "high"), (result.low, result.high), strict=True))
    if any(cut is not None and end in interval and cut != interval[end] for end, cut in printed.items()):
        given: Ends = {end: cut for end, cut in printed.items() if cut is not None}
        yield (
            f"the report prints {_span(given, quantity.unit)}, {laboratory.title} {text}: "
            "check that laboratory and method are the same"
        )


def _band(quantity: Quantity, cuts: Mapping[str, Decimal]) -> str:
    return b12_band(quantity, cuts).replace("very_high", "high")


def _span(ends: Mapping[str, Decimal], unit: str) -> str:
    """Write limits for the eye: 145 to 180 ng/L, from 200 ng/L, up to 900 ng/L."""
    low, high = ends.get("low"), ends.get("high")
    if low is None or high is None:
        return f"from {shown(low)} {unit}" if low is not None else f"up to {shown(high or Decimal(0))} {unit}"
    return f"{shown(low)} to {shown(high)} {unit}"
