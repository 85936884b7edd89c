"""Doubt a figure whose printed range cannot be one of its unit."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from b12calc.analytes import analytes, convert
from b12calc.units import NumberTrouble, Quantity, read_number


def range_of_another_unit(analyte: str, unit: str, high: str | None) -> bool:
    """Tell whether the upper end of a printed range lies where no range of this test and unit can end.

    A haemoglobin of 8.6 g/dL with the range 8.7 to 11.2 is one in mmol/L. Source: WHO-14.
    """
    row = _rows().get(analyte)
    if row is None or high is None:
        return False
    try:
        end = convert(analytes()[analyte], Quantity(read_number(high), unit), row["unit"])
    except NumberTrouble:
        return False
    return end.definitely_below(read_number(row["reaches"])) is True


@cache
def _rows() -> dict[str, dict[str, Any]]:
    with Path(__file__).with_name("range_guard.toml").open("rb") as file:
        return tomllib.load(file)
