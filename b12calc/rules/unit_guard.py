"""The unit guard: where the same number in another unit of its analyte would mean another class, it is asked for.

For total B12 it is the fact ``unit_doubt``, which blocks a reassuring conclusion (decisions, section 1). For the others
it is a question and a remark and decides nothing. Nothing is asked where the report's printed range, a laboratory that
prints this unit, or the clinician's own look at the report speaks for the unit.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from b12calc.analytes import Analyte, analytes, zone
from b12calc.models.case import Reported
from b12calc.rules.blood import anaemia_degree, folate_band, graded_by
from b12calc.rules.chart import Chart
from b12calc.rules.facts import age_at
from b12calc.rules.limits import DecisionLimits
from b12calc.rules.numbers import filtration_band, metabolite_band
from b12calc.units import Quantity

_MOLAR: Final = "pmol/L"
# MMA slips by a thousand; its mass units are so rare that to ask of each normal figure would only tire (D1).
_SLIPS: Final[Mapping[str, tuple[str, ...]]] = {"mma": ("nmol/L", "umol/L")}
# The analytes whose unit is asked for at all.
_ASKED: Final = frozenset({"total_b12", "mma", "folate", "red_cell_folate", "haemoglobin", "creatinine"})
_PLACES: Final = ("impossible", "unusual", "fine")


def doubtful_unit(analyte: Analyte, chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> str | None:
    """Return the other unit in which the number would fall in another class, None where there is no such doubt.

    ``words`` are the facts of this chart. Of several such units the first in the order of the analyte is named.
    """
    code = analyte.code
    result = chart.figures[code]
    if code not in _ASKED or result.value is None:
        return None
    if code == "total_b12":
        if result.quantity is None or words["unit_doubt"] != "yes":
            return None
        return _MOLAR if result.quantity.unit != _MOLAR else analyte.canonical_unit
    if code == "creatinine":
        return _other_class(result, limits, chart.reported("egfr"), age_at(chart), chart.patient.sex)
    if code == "haemoglobin":
        return _other_class(result, limits, *graded_by(chart, limits, words["pregnant"]))
    # Where serum folate was measured too, nothing is read of red cell folate.
    return None if code == "red_cell_folate" and "folate" in chart.results else _other_class(result, limits)


@lru_cache(maxsize=1024)
def _other_class(result: Reported, limits: DecisionLimits, *person: Any) -> str | None:
    """Return the first unit in which the figure would be classed otherwise; ``person`` is what else its class needs."""
    quantity = result.quantity
    if quantity is None or _corroborated(result, quantity, limits):
        return None
    now = _class_of(result, limits, *person)
    for unit in _other_units(analytes()[result.analyte], quantity):
        swapped = replace(result, quantity=Quantity(quantity.value, unit, quantity.comparator))
        if _class_of(swapped, limits, *person) != now:
            return unit
    return None


def _class_of(result: Reported, limits: DecisionLimits, *person: Any) -> str | None:
    if result.analyte == "mma":
        return metabolite_band(result, limits)
    if result.analyte == "haemoglobin":
        return anaemia_degree(result, *person, limits)
    if result.analyte == "creatinine":
        egfr, age, sex = person
        return filtration_band(egfr, result, age, sex, limits)
    return folate_band(result, limits)


def unit_remark(analyte: Analyte, result: Reported, other: str | None) -> str:
    """Return what paper and screen say of the unit: in doubt, checked, or nothing; B12 has its own warning."""
    if result.unit_confirmed:
        return "Unit checked on the report."
    if other is None or analyte.code == "total_b12":
        return ""
    return f"Check the unit on the report: in {other} the same number would fall in another class."


def _corroborated(result: Reported, quantity: Quantity, limits: DecisionLimits) -> bool:
    """Tell whether anything speaks for the unit given."""
    if result.unit_confirmed or result.low is not None or result.high is not None:
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
