"""Every printed limit in every unit it is printed for: the last figure on one side and the first on the other.

The figures were typed from the reference (LAB, AFP, NAT, WHO, N and FRM rows), not read from the tables. A figure on a
limit belongs to the milder side.
"""

import tomllib

import pytest

from b12calc.rules import knowledge
from b12calc.rules.haemoglobin_adjustment import UNIT
from tests.rules.making import Raw, case, decided, figure

MASS = [("179", "low"), ("180", "middle"), ("350", "middle"), ("351", "high"), ("1000", "high"), ("1001", "very_high")]
UK_MOLES = [
    ("132", "low"), ("133", "middle"), ("258", "middle"), ("259", "high"), ("737.8", "high"), ("737.9", "very_high"),
]  # fmt: skip
US_MOLES = [
    ("132.7", "low"), ("132.8", "middle"), ("258.2", "middle"), ("258.3", "high"),
    ("737.8", "high"), ("737.9", "very_high"),
]  # fmt: skip
# analyte, unit, the fact that reads it, and the figures with the word they are read as
EDGES = [
    ("active_b12", "pmol/L", "active_b12_band", [("24", "low"), ("25", "middle"), ("70", "middle"), ("71", "high")]),
    ("mma", "nmol/L", "mma_band",
     [("280", "normal"), ("281", "raised"), ("750", "raised"), ("751", "markedly_raised")]),
    ("mma", "umol/L", "mma_band",
     [("0.28", "normal"), ("0.29", "raised"), ("0.75", "raised"), ("0.76", "markedly_raised")]),
    ("homocysteine", "umol/L", "homocysteine_band",
     [("15", "normal"), ("16", "raised"), ("50", "raised"), ("51", "markedly_raised")]),
    ("folate", "ug/L", "folate_band", [("2", "low"), ("3", "normal")]),
    ("folate", "ng/mL", "folate_band", [("2", "low"), ("3", "normal")]),
    ("folate", "nmol/L", "folate_band", [("6", "low"), ("7", "normal")]),
    ("red_cell_folate", "ug/L", "folate_band", [("99", "low"), ("100", "normal")]),
    ("red_cell_folate", "ng/mL", "folate_band", [("99", "low"), ("100", "normal")]),
    ("red_cell_folate", "nmol/L", "folate_band", [("226.4", "low"), ("226.5", "normal")]),
    ("mcv", "fL", "mcv_band", [("100", "normal"), ("101", "raised"), ("115", "raised"), ("116", "very_raised")]),
    ("egfr", "mL/min/1.73m2", "kidney", [("29", "poor"), ("30", "reduced"), ("59", "reduced"), ("60", "normal")]),
    ("neutrophils", "10*9/L", "neutrophils_below_1", [("0.9", "yes"), ("1.0", "no")]),
    ("platelets", "10*9/L", "platelets_below_50", [("49", "yes"), ("50", "no")]),
    ("ferritin", "ug/L", "iron_deficiency", [("29", "yes"), ("30", "no")]),
    ("ferritin", "ng/mL", "iron_deficiency", [("29", "yes"), ("30", "no")]),
]  # fmt: skip


def word(fact: str, result: Raw, edition: str = "uk") -> str:
    return decided(case(result), edition).words[fact]


@pytest.mark.parametrize("edition", ["uk", "us"])
@pytest.mark.parametrize("unit", ["ng/L", "pg/mL"])
@pytest.mark.parametrize(("value", "said"), MASS)
def test_total_b12_by_mass_turns_at_180_350_and_1000_in_both_packs(
    edition: str, unit: str, value: str, said: str
) -> None:
    assert word("total_b12_band", figure("total_b12", value, unit), edition) == said


@pytest.mark.parametrize(
    ("edition", "value", "said"), [("uk", *one) for one in UK_MOLES] + [("us", *one) for one in US_MOLES]
)
def test_total_b12_in_moles_turns_at_the_figures_its_own_pack_prints(edition: str, value: str, said: str) -> None:
    assert word("total_b12_band", figure("total_b12", value, "pmol/L"), edition) == said


@pytest.mark.parametrize(
    ("analyte", "unit", "fact", "value", "said"),
    [(analyte, unit, fact, value, said) for analyte, unit, fact, figures in EDGES for value, said in figures],
)
def test_a_figure_on_a_limit_belongs_to_the_milder_side(
    analyte: str, unit: str, fact: str, value: str, said: str
) -> None:
    assert word(fact, figure(analyte, value, unit)) == said


def test_the_limits_of_haemoglobin_say_the_unit_they_are_read_in() -> None:
    said = tomllib.loads((knowledge.CLINICAL / "shared" / "fallback_limits.toml").read_text(encoding="utf-8"))
    assert said["haemoglobin"]["unit"] == UNIT
