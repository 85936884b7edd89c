"""A printed range that cannot be one of its unit puts the figure in question."""

import pytest

from b12calc.exchange.incoming.range_guard import range_of_another_unit


@pytest.mark.parametrize(
    ("unit", "high", "doubted"),
    [
        ("g/dL", "11.2", True),  # 8.7 to 11.2 is a range in mmol/L
        ("g/dL", "11,9", True),
        ("g/dL", "12.0", False),
        ("g/dL", "16.0", False),
        ("g/L", "16.0", True),
        ("g/L", "165", False),
        ("mmol/L", "11.2", False),
        ("g/dL", None, False),
        ("g/dL", "1,200", False),  # can be read as two numbers: nothing is known of it
    ],
)
def test_a_haemoglobin_range_that_ends_in_anaemia_is_of_another_unit(
    unit: str, high: str | None, doubted: bool
) -> None:
    assert range_of_another_unit("haemoglobin", unit, high) is doubted


def test_of_other_tests_nothing_is_said() -> None:
    assert not range_of_another_unit("ferritin", "ug/L", "5")
