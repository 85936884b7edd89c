"""Facts that come from B12, its metabolites, the kidney and the antibody: bands, usability, doubt."""

from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache

from b12calc.analytes import analytes, convert
from b12calc.models.case import Reported
from b12calc.rules.chart import Chart
from b12calc.rules.formulas import ADULT, ckd_epi_2021
from b12calc.rules.limits import B12_WORDS, DecisionLimits, above_band, b12_band, doubt, three
from b12calc.rules.side_by_side import bands_differ, printed_low, too_early
from b12calc.units import APPROXIMATE_SHARE, Quantity

_CONCERN = ("low", "low_or_middle", "unresolved", "middle", "middle_or_high", "high", "missing")
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_METABOLITE_WORDS = {"normal": "normal", "low": "normal", "undetectable": "normal", "raised": "raised"}


def b12_facts(chart: Chart, limits: DecisionLimits) -> dict[str, str]:
    """Return the bands of total and active B12, their common band and every doubt about them."""
    total, active = chart.reported("total_b12"), chart.reported("active_b12")
    return {
        **_b12_bands(total, active, limits),
        "unit_doubt": _unit_doubt(total, active, chart, limits),
        "repeat_too_early": "yes" if too_early(chart, limits) else "no",
    }


@lru_cache(maxsize=1024)
def _b12_bands(total: Reported | None, active: Reported | None, limits: DecisionLimits) -> Mapping[str, str]:
    total_band, active_band = _b12_band(total, limits), _b12_band(active, limits)
    plain_total = "high" if total_band == "very_high" else total_band
    if active_band == "very_high":
        active_band = "high"
    both = total is not None and active is not None
    return {
        "total_b12_band": total_band,
        "active_b12_band": active_band,
        "b12_band": min(plain_total, active_band, key=_CONCERN.index),
        "b12_discordant": three(both and plain_total != active_band and not _open(plain_total, active_band)),
        "total_b12_near_limit": _near(total, limits),
        "limits_conflict": "yes" if _conflict(total, limits) or _conflict(active, limits) else "no",
    }


def _open(*bands: str) -> bool:
    return any(band not in ("low", "middle", "high") for band in bands)


def _b12_band(result: Reported | None, limits: DecisionLimits) -> str:
    if result is None:
        return "missing"
    quantity = result.quantity
    if quantity is None:
        return B12_WORDS.get(result.finding or "", "unresolved")
    cuts = limits.of(result.analyte, quantity)
    return b12_band(quantity, cuts) if cuts else _printed_band(quantity, result, limits)


def _printed_band(quantity: Quantity, result: Reported, limits: DecisionLimits) -> str:
    """Return low by the laboratory's printed lower end where the pack has no limit; else nothing can be told."""
    low = printed_low(result, quantity, limits)
    return "low" if low is not None and quantity.definitely_below(low) else "unresolved"


def _near(result: Reported | None, limits: DecisionLimits) -> str:
    quantity = None if result is None else result.quantity
    if quantity is None or quantity.comparator in ("<", "<=", ">", ">="):
        return "no"
    cuts = limits.of("total_b12", quantity)
    low, high = doubt(quantity, limits.intervals["doubt_percent"])
    return three(any(low <= cuts[name] <= high for name in ("low", "high") if name in cuts))


def _conflict(result: Reported | None, limits: DecisionLimits) -> bool:
    """Tell whether profile and pack put the figure in different bands, or the printed range disagrees with the pack.

    It disagrees on low, or where a figure above its upper end is not high here.
    """
    quantity = None if result is None else result.quantity
    if result is None or quantity is None:
        return False
    if bands_differ(result, quantity, limits):
        return True
    low = printed_low(result, quantity, limits)
    cuts = limits.of_guideline(result.analyte, quantity) or limits.of(result.analyte, quantity)
    if not cuts:
        return False
    pack, high = b12_band(quantity, cuts), result.high
    if high is not None and quantity.definitely_above(high) and pack in ("low", "low_or_middle", "middle"):
        return True
    printed = None if low is None else quantity.definitely_below(low)
    return (printed is True and pack in ("middle", "middle_or_high", "high", "very_high")) or (
        printed is False and pack == "low"
    )


def _unit_doubt(total: Reported | None, active: Reported | None, chart: Chart, limits: DecisionLimits) -> str:
    """Return yes when the same number in the other unit changes the band and nothing speaks for the unit given.

    The clinician's look at the report speaks for it, a printed range, a laboratory that prints this unit, active B12 in
    the same band, or a raised metabolite beside a low level (decisions, section 1). A normal metabolite does not: it
    cannot tell middle from high.
    """
    band = None if total is None else _doubtful_band(total, active, limits)
    if band is None:
        return "no"
    metabolites = {metabolite_band(chart.reported(analyte), limits) for analyte in ("mma", "homocysteine")}
    return three(not (band == "low" and metabolites & {"raised", "markedly_raised"}))


@lru_cache(maxsize=1024)
def _doubtful_band(total: Reported, active: Reported | None, limits: DecisionLimits) -> str | None:
    """Return the band that hangs on the unit alone, None where it does not or something speaks for the unit."""
    quantity = total.quantity
    if quantity is None or total.unit_confirmed or total.low is not None or total.high is not None:
        return None
    laboratory = limits.laboratory
    confirmed = (
        laboratory is not None and not laboratory.unit_inferred and laboratory.prints("total_b12", quantity.unit)
    )
    if confirmed or not limits.of("total_b12", quantity):
        return None
    other = "pmol/L" if quantity.unit != "pmol/L" else "ng/L"
    swapped = Quantity(quantity.value, other, quantity.comparator)
    band, if_swapped = (_plain_band(one, limits) for one in (quantity, swapped))
    # Two bands that both stay open say nothing of each other.
    second = _b12_band(active, limits)
    return None if band == if_swapped or (band == second and not _open(band)) else band


def _plain_band(quantity: Quantity, limits: DecisionLimits) -> str:
    return b12_band(quantity, limits.of("total_b12", quantity)).replace("very_high", "high")


def metabolite_facts(chart: Chart, limits: DecisionLimits, kidney: str, folate: str) -> dict[str, str]:
    """Return the bands of MMA and homocysteine and whether each may raise the conclusion."""
    by_kidney = {"normal": "yes", "reduced": "no", "poor": "no"}.get(kidney, "unknown")
    homocysteine = by_kidney
    if folate in ("low", "missing", "unresolved") or chart.answer("thyroid_disease") == "yes":
        homocysteine = "no"
    elif by_kidney == "yes" and (folate == "borderline" or chart.answer("thyroid_disease") == "unknown"):
        homocysteine = "unknown"
    return {
        "mma_band": metabolite_band(chart.reported("mma"), limits),
        "homocysteine_band": metabolite_band(chart.reported("homocysteine"), limits),
        "mma_usable": by_kidney,
        "homocysteine_usable": homocysteine,
    }


@lru_cache(maxsize=1024)
def metabolite_band(result: Reported | None, limits: DecisionLimits) -> str:
    """Return the band by the laboratory's own upper limit, else by the pack's fallback limit."""
    if result is None:
        return "missing"
    quantity = result.quantity
    if quantity is None:
        return _METABOLITE_WORDS.get(result.finding or "", "unresolved")
    cuts = limits.of(result.analyte, quantity)
    raised = result.high or cuts["raised"]
    marked = max(cuts["markedly_raised"], raised)
    return above_band(quantity, (("raised", raised), ("markedly_raised", marked)))


def kidney_fact(chart: Chart, limits: DecisionLimits, age: int | None) -> str:
    """Return the kidney band from the reported eGFR, else from creatinine by CKD-EPI 2021, else from the history."""
    band = filtration_band(chart.reported("egfr"), chart.reported("creatinine"), age, chart.patient.sex, limits)
    if band is not None:
        return band
    if chart.answer("kidney_disease") == "yes":
        return "reduced"
    words = {chart.finding("egfr"), chart.finding("creatinine")}
    if words & {"raised", "low", "abnormal", "equivocal", "undetectable"}:
        return "unresolved"
    if "normal" in words:
        return "normal"
    return "unresolved" if "creatinine" in chart.results else "missing"


@lru_cache(maxsize=1024)
def filtration_band(
    egfr: Reported | None, creatinine: Reported | None, age: int | None, sex: str, limits: DecisionLimits
) -> str | None:
    """Return the kidney band by the reported eGFR, else by creatinine; None where neither gives a figure."""
    told = None if egfr is None else egfr.quantity
    figures = [told] if told is not None else _egfr_from_creatinine(creatinine, age, sex)
    bands = {_kidney_band(figure, limits) for figure in figures}
    if len(bands) > 1:
        return "poor" if bands == {"reduced", "poor"} else "unresolved"
    return bands.pop() if bands else None


def _kidney_band(figure: Quantity, limits: DecisionLimits) -> str:
    cuts = limits.of("egfr", figure)
    below = figure.definitely_below(cuts["normal"])
    if below is not True:
        return "unresolved" if below is None else "normal"
    poor = figure.definitely_below(cuts["poor"])
    return "poor" if poor else "reduced"


def _egfr_from_creatinine(result: Reported | None, age: int | None, sex: str) -> list[Quantity]:
    """Return the eGFR, for both sexes where not known, at both ends of an approximate figure; none for a child."""
    quantity = None if result is None else result.quantity
    if quantity is None or age is None or age < ADULT or not quantity.value:
        return []
    mass = convert(analytes()["creatinine"], quantity, "mg/dL").value
    sexes = (sex,) if sex in ("female", "male") else ("female", "male")
    about = quantity.comparator == "~"
    masses = (mass * (1 - APPROXIMATE_SHARE), mass * (1 + APPROXIMATE_SHARE)) if about else (mass,)
    # More creatinine, less filtration: the comparator turns round.
    turned = _TURNED.get(quantity.comparator or "")
    return [Quantity(ckd_epi_2021(one, age, which), "mL/min/1.73m2", turned) for which in sexes for one in masses]


def antibody_fact(chart: Chart, limits: DecisionLimits) -> str:
    """Return the intrinsic factor antibody; a positive sample within two weeks after an injection is not trusted.

    A figure without the laboratory's own limit is equivocal. Source: M-040.
    """
    result = chart.reported("intrinsic_factor_antibody")
    if result is None:
        return "missing"
    quantity = result.quantity
    word = result.finding or "equivocal"
    if quantity is not None:
        above = None if result.high is None else quantity.definitely_above(result.high)
        word = {True: "positive", False: "negative", None: "equivocal"}[above]
    if word != "positive":
        return word if word == "negative" else "equivocal"
    treatment = chart.treatment
    injections = (
        chart.b12_before.last_taken if chart.b12_before.kind == "injection" else None,
        treatment.started if treatment is not None and treatment.route == "im" else None,
    )
    window = timedelta(days=limits.intervals["antibody_after_injection_days"])
    sampled = chart.days["intrinsic_factor_antibody"]
    near = any(day is not None and timedelta(0) <= sampled - day <= window for day in injections)
    return "untrusted" if near else "positive"


def out_of_date(chart: Chart, limits: DecisionLimits) -> str:
    """Return yes when a B12 or metabolite sample is older than the pack allows, or from before the treatment."""
    days = [chart.days[code] for code in ("total_b12", "active_b12", "mma", "homocysteine") if code in chart.days]
    oldest = chart.day - timedelta(days=limits.intervals["out_of_date_days"])
    started = None if chart.treatment is None else chart.treatment.started
    return three(bool(days) and min(days) < (oldest if started is None else max(oldest, started)))
