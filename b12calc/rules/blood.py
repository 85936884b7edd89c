"""Facts that come from the blood count, the film, folate and iron."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from b12calc.analytes import analytes, convert
from b12calc.models.case import Reported
from b12calc.rules.chart import Chart
from b12calc.rules.formulas import anaemia_degrees
from b12calc.rules.haemoglobin_adjustment import adjustments, lessened
from b12calc.rules.limits import DecisionLimits, above_band, is_low, is_raised, three

_ANAEMIA_OPEN = ("missing", "none_or_mild", "unresolved")


def folate_fact(chart: Chart, limits: DecisionLimits) -> str:
    """Return the folate band from serum, else red cell folate: laboratory's range first, else the pack's limit."""
    return folate_band(chart.reported("folate") or chart.reported("red_cell_folate"), limits)


@lru_cache(maxsize=1024)
def folate_band(result: Reported | None, limits: DecisionLimits) -> str:
    """Return the band of one folate figure or word."""
    if result is None:
        return "missing"
    quantity = result.quantity
    if quantity is None:
        words = {"low": "low", "undetectable": "low", "normal": "normal", "raised": "high", "equivocal": "borderline"}
        return words.get(result.finding or "", "unresolved")
    low, high = result.low, result.high
    if low is None:
        low = limits.of(result.analyte, quantity)["low"]
    below = quantity.definitely_below(low)
    if below is not False:
        return "low" if below else "unresolved"
    return "high" if high is not None and quantity.definitely_above(high) else "normal"


def blood_facts(chart: Chart, limits: DecisionLimits, pregnant: str) -> dict[str, str]:
    """Return anaemia, cell size, cytopenia and what the film shows."""
    told = chart.reported
    anaemia = anaemia_degree(told("haemoglobin"), *graded_by(chart, limits, pregnant), limits)
    counts = (told("white_cells"), told("neutrophils"), told("platelets"), told("ferritin"))
    burst = _burst(told("platelets"), told("ldh"), told("haptoglobin"), limits)
    return {
        "anaemia": anaemia,
        "mcv_band": _mcv(told("mcv"), limits),
        **_counts(anaemia, *counts, limits),
        "thrombotic_picture": _or(_film(chart, "blood_film", "schistocytes"), burst),
        "blasts": _film(chart, "blood_film", "blasts"),
        "hypersegmentation": _film(chart, "blood_film", "hypersegmented_neutrophils"),
        "megaloblastic_marrow": _film(chart, "bone_marrow", "megaloblastic"),
        "cord_compression": _film(chart, "mri_spine", "cord_compression"),
    }


@lru_cache(maxsize=1024)
def _counts(
    anaemia: str,
    white: Reported | None,
    neutrophils: Reported | None,
    platelets: Reported | None,
    ferritin: Reported | None,
    limits: DecisionLimits,
) -> Mapping[str, str]:
    low_haemoglobin = {"none": "no"}.get(anaemia, "unknown" if anaemia in _ANAEMIA_OPEN else "yes")
    low_white = _either(is_low(white), is_low(neutrophils, limits.cuts["neutrophils"]["10*9/L"]))
    return {
        "cytopenia": _cytopenia((low_haemoglobin, low_white, _few(platelets, limits))),
        "neutrophils_below_1": _below(neutrophils, "neutrophils", limits),
        "platelets_below_50": _below(platelets, "platelets", limits),
        "iron_deficiency": _either(is_low(ferritin), _below(ferritin, "ferritin", limits)),
    }


def _few(platelets: Reported | None, limits: DecisionLimits) -> str:
    return is_low(platelets, limits.cuts["platelets"]["10*9/L"])


@lru_cache(maxsize=1024)
def _burst(
    platelets: Reported | None, ldh: Reported | None, haptoglobin: Reported | None, limits: DecisionLimits
) -> str:
    """Tell whether red cells burst: few platelets, LDH raised and haptoglobin low."""
    return _and((_few(platelets, limits), is_raised(ldh), is_low(haptoglobin)))


def _below(result: Reported | None, analyte: str, limits: DecisionLimits) -> str:
    quantity = None if result is None else result.quantity
    if quantity is None:
        return "unknown"
    return three(quantity.definitely_below(limits.of(analyte, quantity)["low"]))


def _either(*answers: str) -> str:
    """Join two ways to measure one thing: the one that tells is believed."""
    if "yes" in answers:
        return "yes"
    return "no" if "no" in answers else "unknown"


def _or(*answers: str) -> str:
    if "yes" in answers:
        return "yes"
    return "unknown" if "unknown" in answers else "no"


def _and(answers: tuple[str, ...]) -> str:
    if "no" in answers:
        return "no"
    return "unknown" if "unknown" in answers else "yes"


def _film(chart: Chart, analyte: str, word: str) -> str:
    if analyte not in chart.results:
        return "unknown"
    return "yes" if chart.film(analyte, word) else "no"


def _cytopenia(lines: tuple[str, str, str]) -> str:
    if lines.count("yes") == len(lines):
        return "pancytopenia"
    if "yes" in lines:
        return "one_or_two_lines"
    return "missing" if "unknown" in lines else "none"


@lru_cache(maxsize=1024)
def _mcv(result: Reported | None, limits: DecisionLimits) -> str:
    if result is None:
        return "missing"
    quantity, low = result.quantity, result.low
    if quantity is None:
        return {"raised": "raised", "normal": "normal", "low": "low"}.get(result.finding or "", "unresolved")
    if low is not None and quantity.definitely_below(low):
        return "low"
    cuts = limits.of("mcv", quantity)
    return above_band(quantity, (("raised", cuts["raised"]), ("very_raised", cuts["very_raised"])))


@lru_cache(maxsize=1024)
def anaemia_degree(
    result: Reported | None, groups: tuple[str, ...], less: Decimal | None, limits: DecisionLimits
) -> str:
    """Return the degree of anaemia; where sex or trimester is open, only what all groups agree on.

    ``less`` in g/L is subtracted first.
    """
    if result is None:
        return "missing"
    quantity = result.quantity
    if quantity is None:
        # A low haemoglobin in words is anaemia of unknown degree: treated as mild, never as none.
        words = {"low": "mild", "undetectable": "mild", "normal": "none", "raised": "none"}
        return words.get(result.finding or "", "none_or_mild")
    grams = lessened(convert(analytes()["haemoglobin"], quantity, "g/L"), less)
    return _joined(frozenset().union(*(anaemia_degrees(grams, limits.haemoglobin[group]) for group in groups)))


def _joined(degrees: frozenset[str]) -> str:
    """Return one word for the degrees that are possible."""
    if len(degrees) == 1:
        return next(iter(degrees))
    if "none" in degrees:
        return "none_or_mild" if degrees == {"none", "mild"} else "unresolved"
    return "mild_or_worse" if "mild" in degrees else "moderate_or_worse"


def graded_by(chart: Chart, limits: DecisionLimits, pregnant: str) -> tuple[tuple[str, ...], Decimal | None]:
    """Return the groups a haemoglobin is graded in, and the g/L to subtract before, if any."""
    used = adjustments(chart, limits.adjustment)
    less = used[0].grams if used else None
    patient = chart.patient
    if pregnant == "yes":
        open_groups = ("pregnant_1", "pregnant_2", "pregnant_3")
        return (f"pregnant_{patient.trimester}",) if patient.trimester else open_groups, less
    return (patient.sex,) if patient.sex in ("female", "male") else ("female", "male"), less
