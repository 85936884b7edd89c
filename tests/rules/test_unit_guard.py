"""The unit guard asks where the other unit would change the class and nothing speaks for the unit, and only there."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import pytest

from b12calc.analytes import analytes, zone
from b12calc.models.case import LabResult
from b12calc.models.vocabulary import ANSWER_CODES
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from b12calc.rules.facts import read_facts
from b12calc.rules.formulas import ckd_epi_2021
from b12calc.rules.unit_guard import doubtful_unit
from b12calc.units import Quantity
from tests.rules.making import TODAY, Raw, active, assessed, bare, case, chart, figure, pack, read

EMPTY: Final = chart(case())
LIMITS: Final = pack().limits
# Written down by hand: the printed limits of total B12 in each unit.
LOW_HIGH: Final = {"ng/L": (180, 350), "pg/mL": (180, 350), "pmol/L": (133, 258)}


def asked(analyte: str, value: str, unit: str, **more: Any) -> str | None:
    """The unit the guard asks about, for one result alone."""
    result = LabResult(analyte=analyte, value=value, unit=unit, **more)
    seen = replace(EMPTY, results={analyte: result}, days={analyte: EMPTY.day})
    return doubtful_unit(analytes()[analyte], seen, read_facts(seen, LIMITS).words, LIMITS)


def b12_class(n: int, unit: str) -> str:
    low, high = LOW_HIGH[unit]
    return "low" if n < low else "high" if n > high else "middle"


@pytest.mark.parametrize(("unit", "other"), [("ng/L", "pmol/L"), ("pg/mL", "pmol/L"), ("pmol/L", "ng/L")])
def test_every_b12_from_1_to_2000_is_asked_about_exactly_where_the_class_differs(unit: str, other: str) -> None:
    missed, needless, fired = [], [], 0
    for n in range(1, 2001):
        got, differs = asked("total_b12", str(n), unit), b12_class(n, unit) != b12_class(n, other)
        missed += [n] if differs and got != other else []
        needless += [n] if not differs and got is not None else []
        fired += got is not None
    assert (missed, needless) == ([], [])
    assert fired == (180 - 133) + (350 - 258)


@pytest.mark.parametrize("unit", LOW_HIGH)
def test_a_confirmed_unit_or_a_printed_range_is_never_asked_about(unit: str) -> None:
    for n in range(1, 2001):
        assert asked("total_b12", str(n), unit, unit_confirmed=True) is None
        assert asked("total_b12", str(n), unit, reference_low="133" if unit == "pmol/L" else "180") is None


# ── the others: over a grid, the class told by hand ──────────────────────────────────────────────────────────────────
def by_limits(*cuts: str) -> Callable[[Decimal], int]:
    """Count the limits a figure is above."""
    return lambda value: sum(value > Decimal(cut) for cut in cuts)


def below(*cuts: str) -> Callable[[Decimal], int]:
    """Count the limits a figure is below."""
    return lambda value: sum(value < Decimal(cut) for cut in cuts)


def kidney(factor: str) -> Callable[[Decimal], int]:
    """Grade the eGFR of a woman of 40 from creatinine, given the factor to mg/dL."""

    def grade(value: Decimal) -> int:
        egfr = ckd_epi_2021(value / Decimal(factor), 40, "female")
        return (egfr < 60) + (egfr < 30)

    return grade


CLASSES: Final[dict[str, dict[str, Callable[[Decimal], int]]]] = {
    "mma": {
        "nmol/L": by_limits("280", "750"),
        "umol/L": by_limits("0.28", "0.75"),
    },
    "folate": {"ug/L": below("3"), "nmol/L": below("7")},
    "haemoglobin": {
        "g/L": below("120", "110", "80"),
        "g/dL": below("12.0", "11.0", "8.0"),
        "mmol/L": lambda value: below("120", "110", "80")(value * Decimal("16.114")),
    },
    "creatinine": {"umol/L": kidney("88.4"), "mg/dL": kidney("1")},
}
GRID: Final = [
    *(f"0.{n:02d}" for n in range(1, 100)),
    *(f"{n / 10:.1f}" for n in range(10, 400)),
    *(str(n) for n in range(40, 2001)),
]
PLACES: Final = {"impossible": 0, "unusual": 1, "fine": 2}


def expected(analyte: str, value: str, unit: str) -> Iterator[str]:
    """Yield every unit in which the number is at least as plausible and means another class."""
    measured, number = analytes()[analyte], Decimal(value)
    here = PLACES[zone(measured, Quantity(number, unit))]
    for other, grade in CLASSES[analyte].items():
        place = PLACES[zone(measured, Quantity(number, other))]
        if other != unit and place >= max(here, 1) and grade(number) != CLASSES[analyte][unit](number):
            yield other


@pytest.mark.parametrize(("analyte", "unit"), [(a, u) for a, units in CLASSES.items() for u in units])
def test_over_a_grid_no_slip_of_another_analyte_is_missed_and_none_is_asked_needlessly(analyte: str, unit: str) -> None:
    measured, wrong = analytes()[analyte], []
    for value in GRID:
        if zone(measured, Quantity(Decimal(value), unit)) != "impossible":
            got, wanted = asked(analyte, value, unit), list(expected(analyte, value, unit))
            wrong += [(value, got, wanted)] if (got not in wanted if wanted else got is not None) else []
    assert wrong == []


@pytest.mark.parametrize(
    ("analyte", "value", "unit", "other"),
    [
        ("folate", "5", "ug/L", "nmol/L"),
        ("folate", "5", "nmol/L", "ug/L"),
        ("mma", "150", "umol/L", "nmol/L"),
        ("mma", "150", "nmol/L", None),
        ("homocysteine", "12", "umol/L", None),
        ("haemoglobin", "9.5", "g/dL", "mmol/L"),
        ("creatinine", "20", "umol/L", "mg/dL"),
        ("haemoglobin", "95", "g/L", None),
        ("creatinine", "80", "umol/L", None),
        ("folate", "2.5", "ug/L", None),
    ],
)
def test_a_unit_is_asked_about_by_its_name(analyte: str, value: str, unit: str, other: str | None) -> None:
    assert asked(analyte, value, unit) == other
    assert asked(analyte, value, unit, unit_confirmed=True) is None
    assert asked(analyte, value, unit, reference_high=f"{Decimal(value) * 2}") is None


# ── what the answer says ─────────────────────────────────────────────────────────────────────────────────────────────
def test_the_clinicians_look_at_the_report_settles_the_unit_of_b12() -> None:
    doubtful, sure = assessed(case(bare("142"))), assessed(case({**bare("142"), "unit_confirmed": True}))
    assert "assay_units_check" in doubtful.warnings
    assert "assay_units_check" not in sure.warnings
    assert doubtful.measurements[0].unit_asked == "pmol/L"
    assert sure.measurements[0].unit_asked is None
    assert "Unit checked on the report." in sure.measurements[0].remarks


def test_a_confirmed_unit_lets_a_reassuring_conclusion_stand() -> None:
    assert assessed(case(bare("355", "pmol/L"), no=ANSWER_CODES)).status == "unlikely"
    assert assessed(case(bare("300", "pmol/L"), no=ANSWER_CODES)).status == "indeterminate"
    assert assessed(case({**bare("300", "pmol/L"), "unit_confirmed": True}, no=ANSWER_CODES)).status == "unlikely"


@pytest.mark.parametrize(
    "result",
    [
        figure("folate", "5", "ug/L"),
        figure("mma", "150", "umol/L"),
        figure("haemoglobin", "9.5", "g/dL"),
        figure("creatinine", "20", "umol/L"),
    ],
)
def test_beside_another_analyte_the_question_changes_nothing_but_the_remark(result: Raw) -> None:
    doubtful, sure = assessed(case(result)), assessed(case({**result, "unit_confirmed": True}))
    one, two = doubtful.measurements[0], sure.measurements[0]
    assert one.unit_asked is not None and two.unit_asked is None
    assert any("Check the unit on the report" in remark for remark in one.remarks)
    plain = {"measurements": (), "problems": ()}
    assert doubtful.model_copy(update=plain) == sure.model_copy(update=plain)


def test_a_second_marker_or_a_laboratory_that_prints_the_unit_speaks_for_b12() -> None:
    assert assessed(case(bare("142"), active("20"))).measurements[0].unit_asked is None
    for name, unit in (("york", None), ("auckland", "pmol/L")):
        got = assess(read(case(bare("200"))), today=TODAY, laboratory=name).measurements[0].unit_asked
        assert got == unit


def test_a_confirmed_unit_without_a_figure_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="a unit was confirmed without a value"):
        assessed(case({"analyte": "total_b12", "finding": "low", "unit_confirmed": True}))
