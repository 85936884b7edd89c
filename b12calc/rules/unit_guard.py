"""The unit guard: where the same number in another unit of its analyte would mean another class, it is asked for.

For total B12 it is the fact ``unit_doubt``, which blocks a reassuring conclusion (decisions, section 1). For the others
it is a question and a remark and decides nothing. Nothing is asked where the report's printed range, a laboratory that
prints this unit, or the clinician's own look at the report speaks for the unit.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from b12calc.analytes import Analyte, zone
from b12calc.models.case import LabResult
from b12calc.rules.blood import blood_facts, folate_fact
from b12calc.rules.chart import Chart
from b12calc.rules.facts import age_at
from b12calc.rules.limits import DecisionLimits
from b12calc.rules.numbers import kidney_fact, metabolite_facts
from b12calc.units import Quantity

_Class = Callable[[Chart, DecisionLimits, Mapping[str, str]], str]
_MOLAR: Final = "pmol/L"
# MMA slips by a thousand; its mass units are so rare that to ask of each normal figure would only tire (D1).
_SLIPS: Final[Mapping[str, tuple[str, ...]]] = {"mma": ("nmol/L", "umol/L")}
_PLACES: Final = ("impossible", "unusual", "fine")
# Which fact holds the class, and how the class is told anew from another chart.
_CLASS_OF: Final[Mapping[str, tuple[str, _Class]]] = {
    "mma": ("mma_band", lambda chart, limits, words: _metabolite("mma_band", chart, limits, words)),
    "folate": ("folate_band", lambda chart, limits, _words: folate_fact(chart, limits)),
    "red_cell_folate": ("folate_band", lambda chart, limits, _words: folate_fact(chart, limits)),
    "haemoglobin": ("anaemia", lambda chart, limits, words: blood_facts(chart, limits, words["pregnant"])["anaemia"]),
    "creatinine": ("kidney", lambda chart, limits, _words: kidney_fact(chart, limits, age_at(chart))),
}


def doubtful_unit(analyte: Analyte, chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> str | None:
    """Return the other unit in which the number would fall in another class, None where there is no such doubt.

    ``words`` are the facts of this chart. Of several such units the first in the order of the analyte is named.
    """
    result = chart.results[analyte.code]
    quantity = result.quantity()
    if quantity is None:
        return None
    if analyte.code == "total_b12":
        other = _MOLAR if quantity.unit != _MOLAR else analyte.canonical_unit
        return other if words["unit_doubt"] == "yes" else None
    if analyte.code not in _CLASS_OF or _corroborated(result, quantity, limits):
        return None
    fact, judge = _CLASS_OF[analyte.code]
    for unit in _other_units(analyte, quantity):
        swapped = result.model_copy(update={"unit": unit})
        if judge(replace(chart, results={**chart.results, analyte.code: swapped}), limits, words) != words[fact]:
            return unit
    return None


def unit_remark(analyte: Analyte, result: LabResult, other: str | None) -> str:
    """Return what paper and screen say of the unit: in doubt, checked, or nothing; B12 has its own warning."""
    if result.unit_confirmed:
        return "Unit checked on the report."
    if other is None or analyte.code == "total_b12":
        return ""
    return f"Check the unit on the report: in {other} the same number would fall in another class."


def _corroborated(result: LabResult, quantity: Quantity, limits: DecisionLimits) -> bool:
    """Tell whether anything speaks for the unit given."""
    if result.unit_confirmed or any(limit is not None for limit in result.reference_limits()):
        return True
    laboratory = limits.laboratory
    if laboratory is None or laboratory.unit_inferred:
        return False
    return laboratory.prints(result.analyte, quantity.unit)


@lru_cache(maxsize=1024)
def _other_units(analyte: Analyte, quantity: Quantity) -> tuple[str, ...]:
    """Return the units of another size in which the number is at least as plausible as in the unit given.

    A number that is less plausible there was hardly meant so; the slip the other way round is asked for, since then
    the unit given is the less plausible one.
    """
    own = analyte.units[quantity.unit]
    here = _PLACES.index(zone(analyte, quantity))
    found: list[str] = []
    slips = _SLIPS.get(analyte.code, tuple(analyte.units))
    for unit in slips if quantity.unit in slips else ():
        rule = analyte.units[unit]
        if own.same_size_as(rule) or any(analyte.units[one].same_size_as(rule) for one in found):
            continue
        place = _PLACES.index(zone(analyte, Quantity(quantity.value, unit, quantity.comparator)))
        if place and place >= here:
            found.append(unit)
    return tuple(found)


def _metabolite(name: str, chart: Chart, limits: DecisionLimits, words: Mapping[str, str]) -> str:
    return metabolite_facts(chart, limits, words["kidney"], words["folate_band"])[name]
