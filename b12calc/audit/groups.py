"""Age band and sex of every row of a batch, each different cell looked at once: what a summary counts by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from b12calc.audit.cells import Unclear, understood
from b12calc.audit.coding import CODE
from b12calc.audit.columns import Column
from b12calc.audit.layout import Layout
from b12calc.audit.summary import AGES, OPEN, OTHER, SEXES, age_band, age_on, sex_of

_AGES = (OPEN, *AGES)


@dataclass(frozen=True, slots=True)
class Groups:
    """Hold for each row the number of its group, and what the groups are: age band and sex."""

    codes: pl.Series
    names: tuple[tuple[str, str], ...]


def groups_of(frame: pl.DataFrame, layout: Layout, today: date) -> Groups:
    """Return the groups of the rows of a batch; of a row that is read alone they say nothing."""
    columns = {one.known.code: one for one in layout.of("patient")}

    def aged(text: str) -> int:
        return _AGES.index(age_band(int(text) if text.isascii() and text.isdigit() else None))

    def born(text: str) -> int:
        return _AGES.index(age_band(age_on(date.fromisoformat(text), today)))

    ages = _numbers(frame, columns.get("age_years"), aged, 0)
    births = _numbers(frame, columns.get("date_of_birth"), born, 0)
    sexes = _numbers(frame, columns.get("sex"), lambda text: SEXES.index(sex_of(text)), SEXES.index(OTHER))
    codes = births.zip_with(births > 0, ages) * len(SEXES) + sexes
    return Groups(codes, tuple((age, sex) for age in _AGES for sex in SEXES))


def _numbers(frame: pl.DataFrame, column: Column | None, number: Callable[[str], int], nothing: int) -> pl.Series:
    """Return the number of each cell of a column; one that says nothing or cannot be read has that of ``nothing``."""
    if column is None:
        return pl.repeat(nothing, len(frame), dtype=CODE, eager=True)
    texts = frame.to_series(column.place)
    found = {text: _number(column, text, number, nothing) for text in texts.unique().to_list()}
    return texts.replace_strict(found, return_dtype=CODE)


def _number(column: Column, text: str, number: Callable[[str], int], nothing: int) -> int:
    try:
        said = understood(column, text)
    except Unclear:
        return nothing
    return number(said) if said else nothing
