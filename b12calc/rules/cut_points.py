"""Where a figure changes what the rules read of it: every limit it is held against, in its own unit."""

from collections.abc import Iterator
from decimal import Decimal

from b12calc.analytes import analytes, convert, zone
from b12calc.models.case import LabResult
from b12calc.rules.chart import Chart
from b12calc.rules.facts import age_at
from b12calc.rules.formulas import ADULT, ckd_epi_2021
from b12calc.rules.haemoglobin_adjustment import adjustments
from b12calc.rules.limits import DecisionLimits
from b12calc.units import NumberTrouble, Quantity, read_number

_EGFR_UNIT = "mL/min/1.73m2"


def printable_figures(chart: Chart, result: LabResult, quantity: Quantity, limits: DecisionLimits) -> list[Decimal]:
    """Return the figures just below, at and just above each limit, with the decimals of the one printed.

    Figures that cannot be, or that nobody could enter, are left out.
    """
    exponent = quantity.value.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    near = {cut.quantize(step) + move for cut in _cuts(chart, result, quantity, limits) for move in (-step, 0, step)}
    return sorted(
        value for value in near if value > 0 and value != quantity.value and _enterable(value, quantity, result)
    )


def _enterable(value: Decimal, quantity: Quantity, result: LabResult) -> bool:
    try:
        read_number(f"{value:f}")
    except NumberTrouble:
        return False
    return zone(analytes()[result.analyte], Quantity(value, quantity.unit)) != "impossible"


def _cuts(chart: Chart, result: LabResult, quantity: Quantity, limits: DecisionLimits) -> set[Decimal]:
    analyte = result.analyte
    found = {*limits.of(analyte, quantity).values(), *limits.of_guideline(analyte, quantity).values()}
    found |= {limit for limit in result.reference_limits() if limit is not None}
    if limits.laboratory is not None:
        found |= set(limits.laboratory.interval(analyte, quantity.unit).values())
    if analyte == "total_b12":
        # The unit is in doubt where the same number falls in another band in the other unit.
        other = "pmol/L" if quantity.unit != "pmol/L" else "ng/L"
        found |= set(limits.of(analyte, Quantity(quantity.value, other)).values())
    elif analyte == "haemoglobin":
        found |= set(_haemoglobin(chart, quantity, limits))
    elif analyte == "creatinine":
        found |= set(_creatinine(chart, quantity, limits))
    return found


def _haemoglobin(chart: Chart, quantity: Quantity, limits: DecisionLimits) -> Iterator[Decimal]:
    """Yield the measured figures that are graded at a limit, once altitude or smoking is subtracted."""
    used = adjustments(chart, limits.adjustment)
    less = used[0].grams if used else Decimal(0)
    pregnant = chart.patient.pregnancy == "pregnant"
    for group, steps in limits.haemoglobin.items():
        if group.startswith("pregnant") == pregnant:
            for limit in steps.values():
                yield convert(analytes()["haemoglobin"], Quantity(limit + less, "g/L"), quantity.unit).value


def _creatinine(chart: Chart, quantity: Quantity, limits: DecisionLimits) -> Iterator[Decimal]:
    """Yield the highest printable creatinine that does not fall below each limit of the eGFR, by bisection."""
    age, reported = age_at(chart), chart.results.get("egfr")
    if age is None or age < ADULT or not quantity.value or (reported is not None and reported.quantity() is not None):
        return
    sexes = (chart.patient.sex,) if chart.patient.sex in ("female", "male") else ("female", "male")
    for sex in sexes:
        for limit in limits.of("egfr", Quantity(Decimal(1), _EGFR_UNIT)).values():
            yield _highest_from(limit, quantity, age, sex)


def _highest_from(limit: Decimal, quantity: Quantity, age: int, sex: str) -> Decimal:
    """Return the highest figure with the decimals of ``quantity`` whose eGFR is at or above a limit."""
    exponent = quantity.value.as_tuple().exponent
    place = exponent if isinstance(exponent, int) else 0

    def reaches(count: int) -> bool:
        figure = Quantity(Decimal(count).scaleb(place), quantity.unit)
        return ckd_epi_2021(convert(analytes()["creatinine"], figure, "mg/dL").value, age, sex) >= limit

    low, high = 0, 1
    while reaches(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if reaches(middle) else (low, middle)
    return Decimal(low).scaleb(place)
