"""Ten digits are an NHS number only with the right last digit; every slip of one digit and every swap is found."""

from random import Random

import pytest

from b12calc.nhs_number import fits, is_mistyped


def drawn(seed: int, number: int) -> list[str]:
    """Return so many numbers that fit, the last digit worked out here in another way."""
    chance, found = Random(seed), list[str]()
    while len(found) < number:
        nine = [chance.randrange(10) for _ in range(9)]
        for last in range(10):
            if (sum(digit * weight for digit, weight in zip(nine, range(10, 1, -1), strict=True)) + last) % 11 == 0:
                found.append("".join(map(str, [*nine, last])))
    return found


@pytest.mark.parametrize("number", ["9434765919", "943 476 5919", "943-476-5919", " 9434765919 ", "1000000060"])
def test_a_number_that_fits_is_not_told(number: str) -> None:
    assert not is_mistyped(number)


@pytest.mark.parametrize("number", ["9434765918", "943 476 5991", "943-476-5929", "0000000001", "1234567890"])
def test_ten_digits_with_a_wrong_check_are_told(number: str) -> None:
    assert is_mistyped(number)


@pytest.mark.parametrize(
    "number",
    ["", "943476591", "94347659199", "H9434765918", "94 34 76 59 18", "9434765918/2", "٩٤٣٤٧٦٥٩١٨", "010190-1234", "x"],
)
def test_what_is_not_written_like_one_is_none_of_its_business(number: str) -> None:
    assert not is_mistyped(number)


def test_nine_digits_that_have_no_check_digit_fit_with_none() -> None:
    assert not any(fits(f"100000001{last}") for last in range(10))


def test_every_wrong_digit_and_every_swap_of_neighbours_is_found() -> None:
    wrong = swapped = 0
    for number in drawn(29, 3000):
        assert fits(number)
        for at, sign in enumerate(number):
            for other in "0123456789".replace(sign, ""):
                wrong += 1
                assert is_mistyped(number[:at] + other + number[at + 1 :])
        for at in range(9):
            if number[at] != number[at + 1]:
                swapped += 1
                assert is_mistyped(number[:at] + number[at + 1] + number[at] + number[at + 2 :])
    assert wrong == 270_000 and swapped > 20_000
