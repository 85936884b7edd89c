"""Total B12 over a fine grid in both units: placed by the limit printed for its unit, never by one converted."""

from decimal import Decimal
from fractions import Fraction

import pytest

from b12calc.rules.limits import b12_band
from b12calc.units import Quantity
from tests.rules.making import pack

LIMITS = pack().limits
# Written down by hand, in hundredths: the printed limits and the weight of a mole (1355.37 g).
PRINTED = {"ng/L": (18_000, 35_000), "pmol/L": (13_300, 25_800)}
PICOGRAMS = Fraction(135_537, 100_000)  # in a picomole, times a thousand


def by_hand(hundredths: int, unit: str) -> str:
    low, high = PRINTED[unit]
    return "low" if hundredths < low else "high" if hundredths > high else "middle"


def placed(hundredths: int, unit: str) -> str:
    quantity = Quantity(Decimal(hundredths) / 100, unit)
    return b12_band(quantity, LIMITS.of("total_b12", quantity)).removeprefix("very_")


@pytest.mark.parametrize("unit", PRINTED)
def test_every_hundredth_up_to_2000_lies_in_the_band_its_own_unit_prints(unit: str) -> None:
    printed = LIMITS.of("total_b12", Quantity(Decimal(1), unit))
    wrong = []
    for hundredths in range(200_001):
        quantity = Quantity(Decimal(hundredths) / 100, unit)
        if b12_band(quantity, printed).removeprefix("very_") != by_hand(hundredths, unit):
            wrong.append(quantity)
    assert wrong == []


def test_where_a_conversion_would_decide_otherwise_the_printed_limit_decides() -> None:
    # 132.81 to 132.99 and 258.01 to 258.23 pmol/L: converted, each would fall on the other side of 180 or 350 ng/L.
    dead = [
        hundredths
        for hundredths in range(200_001)
        if by_hand(hundredths, "pmol/L") != by_hand_of(Fraction(hundredths) * PICOGRAMS)
    ]
    assert dead == [*range(13_281, 13_300), *range(25_801, 25_824)]
    assert len(dead) == 42
    assert {placed(one, "pmol/L") for one in dead[:19]} == {"low"}
    assert {placed(one, "pmol/L") for one in dead[19:]} == {"high"}


def by_hand_of(hundredths: Fraction) -> str:
    low, high = PRINTED["ng/L"]
    return "low" if hundredths < low else "high" if hundredths > high else "middle"


@pytest.mark.parametrize(("whole", "molar"), [(180, "low"), (350, "high")])
def test_the_two_whole_numbers_that_conversion_would_turn_stay_in_between(whole: int, molar: str) -> None:
    assert placed(whole * 100, "ng/L") == "middle"
    converted = Fraction(whole * 100) / PICOGRAMS
    low, high = PRINTED["pmol/L"]
    assert molar == ("low" if converted < low else "high" if converted > high else "middle"), "so it would be"
