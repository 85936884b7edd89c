"""Columns as codes: each different text once, each different combination once; exact, by no hash that may collide."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

_MOST: Final = 1 << 62  # what a word of 64 bits holds for certain
CODE: Final = pl.UInt32


@dataclass(frozen=True, slots=True)
class Coded:
    """Hold for each row the place of what it has among all that occur."""

    codes: pl.Series
    size: int

    def spread(self, values: Sequence[int]) -> pl.Series:
        """Return for each row the number that belongs to its code."""
        return pl.Series(values, dtype=CODE).gather(self.codes)


class Coder:
    """Give each different text of a column a code that stays the same from batch to batch."""

    def __init__(self) -> None:
        self._kinds = pl.Categories.random()
        self._kept: pl.Series | None = None
        self.texts: list[str] = []

    @property
    def kind(self) -> pl.Categorical:
        """Return the kind of a column that is to be coded."""
        return pl.Categorical(self._kinds)

    def coded(self, made: pl.Series) -> Coded:
        """Return a column of that kind as codes; ``texts`` then holds each text met so far, by its code."""
        self.texts += self._kinds.to_series().slice(len(self.texts)).to_list()
        self._kept = made.clear()  # the texts are forgotten with the last column that has them
        return Coded(made.to_physical(), max(len(self.texts), 1))


def constant(rows: int) -> Coded:
    """Return a column in which every row has the same."""
    return Coded(pl.zeros(rows, dtype=CODE, eager=True), 1)


def joint(parts: Sequence[Coded], rows: int) -> tuple[Coded, pl.Series]:
    """Return one code for each combination that occurs, and for each the first row that shows it."""
    live = [one for one in parts if one.size > 1]
    if not live:
        return constant(rows), pl.Series([0] if rows else [], dtype=CODE)
    frame = pl.DataFrame([word.alias(str(place)) for place, word in enumerate(_words(live))])
    keys = frame.columns
    first = frame.with_row_index("row").group_by(keys, maintain_order=True).agg(pl.col("row").first())
    places = first.select(keys).with_row_index("code")
    codes = frame.join(places, on=keys, how="left", maintain_order="left")["code"]
    return Coded(codes, len(first)), first["row"]


def _words(parts: Sequence[Coded]) -> list[pl.Series]:
    """Return as few whole numbers as hold all codes, each packed by its own size."""
    found: list[pl.Series] = []
    room = 1
    for one in parts:
        if found and room * one.size < _MOST:
            found[-1] = found[-1] * one.size + one.codes.cast(pl.UInt64)
            room *= one.size
        else:
            found.append(one.codes.cast(pl.UInt64))
            room = one.size
    return found


def combinations(parts: Sequence[Coded], first: pl.Series) -> list[tuple[int, ...]]:
    """Return the codes of every combination, by its first row."""
    if not parts:
        return [()] * len(first)
    return list(zip(*(one.codes.gather(first).to_list() for one in parts), strict=True))


def met(parts: Sequence[Coded], rows: int) -> tuple[Coded, list[tuple[int, ...]]]:
    """Return one code for each combination that may occur, and the codes it is made of."""
    live = [place for place, one in enumerate(parts) if one.size > 1]
    if len(live) == 1:
        one = live[0]
        return parts[one], [(*(0,) * one, code, *(0,) * (len(parts) - one - 1)) for code in range(parts[one].size)]
    codes, first = joint(parts, rows)
    return codes, combinations(parts, first)


class Numbers:
    """Give every different thing a number of its own, in the order of meeting."""

    def __init__(self) -> None:
        self._met: dict[Hashable, int] = {}

    def of(self, thing: Hashable) -> int:
        """Return the number of a thing."""
        return self._met.setdefault(thing, len(self._met))

    def __len__(self) -> int:
        """Return how many have been met."""
        return len(self._met)


class Pool:
    """Hold every text that is printed once, and give it by its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._texts = [""]
        self._made = self._quoted = pl.Series(self._texts)

    def of(self, text: str) -> int:
        """Return the number of a text; that of the empty text is 0."""
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self._texts)
            self._texts.append(text)
        return found

    def text(self, number: int) -> str:
        """Return a text by its number."""
        return self._texts[number]

    def texts(self, numbers: pl.Series) -> pl.Series:
        """Return the texts of a column of numbers."""
        self._make()
        return self._made.gather(numbers)

    def quoted(self, numbers: pl.Series) -> pl.Series:
        """Return the texts of a column of numbers as they stand inside a quoted cell of CSV."""
        self._make()
        return self._quoted.gather(numbers)

    def _make(self) -> None:
        if len(self._made) < len(self._texts):
            self._made = pl.Series(self._texts)
            self._quoted = self._made.str.replace_all('"', '""', literal=True)

    def __len__(self) -> int:
        """Return how many texts are held."""
        return len(self._texts)
