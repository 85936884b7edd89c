"""Facts that come from the blood count, the film, folate and iron."""

from b12calc.analytes import analytes, convert
from b12calc.models.case import LabResult
from b12calc.rules.chart import Chart
from b12calc.rules.formulas import anaemia_degrees
from b12calc.rules.haemoglobin_adjustment import adjusted
from b12calc.rules.limits import DecisionLimits, above_band, is_low, is_raised, three

_ANAEMIA_OPEN = ("missing", "none_or_mild", "unresolved")


def folate_fact(chart: Chart, limits: DecisionLimits) -> str:
    """Return the folate band from serum, else red cell folate: laboratory's range first, else the pack's limit."""
    result = chart.results.get("folate") or chart.results.get("red_cell_folate")
    if result is None:
        return "missing"
    quantity = result.quantity()
    if quantity is None:
        words = {"low": "low", "undetectable": "low", "normal": "normal", "raised": "high", "equivocal": "borderline"}
        return words.get(result.finding or "", "unresolved")
    low, high = result.reference_limits()
    if low is None:
        low = limits.of(result.analyte, quantity)["low"]
    below = quantity.definitely_below(low)
    if below is not False:
        return "low" if below else "unresolved"
    return "high" if high is not None and quantity.definitely_above(high) else "normal"


def blood_facts(chart: Chart, limits: DecisionLimits, pregnant: str) -> dict[str, str]:
    """Return anaemia, cell size, cytopenia and what the film shows."""
    anaemia = _anaemia(chart, limits, pregnant)
    low_haemoglobin = {"none": "no"}.get(anaemia, "unknown" if anaemia in _ANAEMIA_OPEN else "yes")
    white, neutrophils, platelets = (chart.results.get(a) for a in ("white_cells", "neutrophils", "platelets"))
    few_neutrophils = _below(neutrophils, "neutrophils", limits)
    few_platelets = _below(platelets, "platelets", limits)
    low_white = _either(is_low(white), is_low(neutrophils, limits.cuts["neutrophils"]["10*9/L"]))
    low_platelets = is_low(platelets, limits.cuts["platelets"]["10*9/L"])
    lines = (low_haemoglobin, low_white, low_platelets)
    ferritin = chart.results.get("ferritin")
    burst = (low_platelets, is_raised(chart.results.get("ldh")), is_low(chart.results.get("haptoglobin")))
    return {
        "anaemia": anaemia,
        "mcv_band": _mcv(chart, limits),
        "cytopenia": _cytopenia(lines),
        "neutrophils_below_1": few_neutrophils,
        "platelets_below_50": few_platelets,
        "thrombotic_picture": _or(_film(chart, "blood_film", "schistocytes"), _and(burst)),
        "blasts": _film(chart, "blood_film", "blasts"),
        "hypersegmentation": _film(chart, "blood_film", "hypersegmented_neutrophils"),
        "megaloblastic_marrow": _film(chart, "bone_marrow", "megaloblastic"),
        "cord_compression": _film(chart, "mri_spine", "cord_compression"),
        "iron_deficiency": _either(is_low(ferritin), _below(ferritin, "ferritin", limits)),
    }


def _below(result: LabResult | None, analyte: str, limits: DecisionLimits) -> str:
    quantity = None if result is None else result.quantity()
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


def _mcv(chart: Chart, limits: DecisionLimits) -> str:
    result = chart.results.get("mcv")
    if result is None:
        return "missing"
    quantity = result.quantity()
    if quantity is None:
        return {"raised": "raised", "normal": "normal", "low": "low"}.get(result.finding or "", "unresolved")
    low = result.reference_limits()[0]
    if low is not None and quantity.definitely_below(low):
        return "low"
    cuts = limits.of("mcv", quantity)
    return above_band(quantity, (("raised", cuts["raised"]), ("very_raised", cuts["very_raised"])))


def _anaemia(chart: Chart, limits: DecisionLimits, pregnant: str) -> str:
    """Return the degree of anaemia; where sex or trimester is open, only what both ends agree on."""
    result = chart.results.get("haemoglobin")
    if result is None:
        return "missing"
    quantity = result.quantity()
    if quantity is None:
        # A low haemoglobin in words is anaemia of unknown degree: treated as mild, never as none.
        words = {"low": "mild", "undetectable": "mild", "normal": "none", "raised": "none"}
        return words.get(result.finding or "", "none_or_mild")
    grams = adjusted(convert(analytes()["haemoglobin"], quantity, "g/L"), chart, limits.adjustment)
    groups = _groups(chart, pregnant)
    return _joined(frozenset().union(*(anaemia_degrees(grams, limits.haemoglobin[group]) for group in groups)))


def _joined(degrees: frozenset[str]) -> str:
    """Return one word for the degrees that are possible."""
    if len(degrees) == 1:
        return next(iter(degrees))
    if "none" in degrees:
        return "none_or_mild" if degrees == {"none", "mild"} else "unresolved"
    return "mild_or_worse" if "mild" in degrees else "moderate_or_worse"


def _groups(chart: Chart, pregnant: str) -> tuple[str, ...]:
    if pregnant == "yes":
        trimester = chart.patient.trimester
        return (f"pregnant_{trimester}",) if trimester else ("pregnant_1", "pregnant_2", "pregnant_3")
    return (chart.patient.sex,) if chart.patient.sex in ("female", "male") else ("female", "male")
