"""Make results of the rows of a table; a row that cannot be read is left aside with the reason, the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from b12calc.analytes import analytes
from b12calc.exchange.incoming.found import Found, Leftover
from b12calc.exchange.incoming.guard import visible
from b12calc.exchange.incoming.names import analyte_named, denied, folded, is_unit
from b12calc.exchange.incoming.paste_days import Printed
from b12calc.exchange.incoming.table_cells import Record
from b12calc.exchange.incoming.table_heads import Head, Heads, with_unit
from b12calc.exchange.incoming.table_values import (
    Value,
    codes_of,
    parted_range,
    status_of,
    units_differ,
    value_of,
    whole_day,
)
from b12calc.models.vocabulary import COMPARATORS

_TOLD: Final = "the unit was named for this column by a person; it does not stand in the table"
_SAME: Final = {"≤": "<=", "≥": ">=", "=<": "<=", "=>": ">=", "=": "", "eq": "", "lt": "<", "gt": ">"}


@dataclass(slots=True)
class Sheet:
    """Hold what is the same for every row: the text, the heads, the order of days, and a row of units."""

    text: str
    heads: Heads
    day_first: bool | None
    units: dict[int, str] = field(default_factory=dict)
    alone: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell whether one column alone holds results of a test: what stands beside it is said of it."""
        self.alone = sum(head.analyte is not None and head.part in {"", "finding"} for head in self.heads.columns) == 1

    def results(self, record: Record) -> Iterator[Found | Leftover]:
        """Give the results of one row, and what of it could not be read."""
        row = _Row(self, record)
        if row.misfit:
            yield Leftover(visible(row.shown), row.where, row.misfit)
        elif self.heads.form == "wide":
            yield from row.wide()
        elif self.heads.form == "by_day":
            yield from row.by_day()
        else:
            yield row.long()

    def is_units_row(self, record: Record) -> bool:
        """Tell whether a row holds units alone, and keep them."""
        said = {place: cell.text.strip() for place, cell in enumerate(record.cells) if cell.text.strip()}
        units = {place: text for place, text in said.items() if is_unit(text)}
        rest = [text for place, text in said.items() if place not in units]
        if (
            not units
            or len(rest) > 1
            or any(folded(text) not in {"unit", "units", "einheit", "unite", "unidad"} for text in rest)
        ):
            return False
        self.units = units
        return True


class _Row:
    """Read one record by the heads."""

    def __init__(self, sheet: Sheet, record: Record) -> None:
        self._sheet = sheet
        self._cells = record.cells
        self._columns = sheet.heads.columns
        self.where = f"line {record.line}"
        self.shown = sheet.text[record.start : record.end]
        self.misfit = self._misfit()

    def _misfit(self) -> str:
        extra = [cell for cell in self._cells[len(self._columns) :] if cell.text.strip()]
        short = len(self._cells) < len(self._columns) and self._sheet.heads.delimiter == ","
        if extra or short:
            return f"the row has {len(self._cells)} cells, the heads {len(self._columns)}; its columns cannot be told"
        return ""

    def _of(self, role: str) -> str:
        """Return the text under the first column of a role that holds any."""
        texts = (cell.text.strip() for head, cell in zip(self._columns, self._cells, strict=False) if head.role == role)
        return next((text for text in texts if text), "")

    def _alone(self, role: str) -> str:
        """Return the text under a role that is said of one result, where the row can have but one."""
        return self._of(role) if self._sheet.alone else ""

    def _ranged(self) -> tuple[str, str]:
        """Return the range of a row that holds one test, and the unit printed behind it in the same cell."""
        return parted_range(self._of("range"))

    def _named(self, role: str) -> str:
        """Return the text under a role that a person named, which is said of every result of the row."""
        return self._of(role) if any(head.mapped and head.role == role for head in self._columns) else ""

    def long(self) -> Found | Leftover:
        """Return the result of a row that holds one."""
        value = None
        for place, head in enumerate(self._columns[: len(self._cells)]):
            if head.role in {"value", "finding"} and self._cells[place].text.strip():
                if value is not None:
                    return self._left("two columns hold a value in this row")
                value = place
        if value is None:
            return self._left("no value stands in the row")
        return self._result(value, self._of("analyte"), self._columns[value], self._of("comparator"))

    def by_day(self) -> Iterator[Found | Leftover]:
        """Give the results of a row with a column for each day."""
        for place, head in enumerate(self._columns[: len(self._cells)]):
            if head.role == "day" and self._cells[place].text.strip():
                yield self._result(place, self._of("analyte"), head, "")

    def wide(self) -> Iterator[Found | Leftover]:
        """Give the results of a row with a column for each test."""
        nothing = True
        for place, head in enumerate(self._columns[: len(self._cells)]):
            if head.analyte and head.part in {"", "finding"} and self._cells[place].text.strip():
                nothing = False
                yield self._result(
                    place, head.analyte, head, self._part(head, "comparator") or self._alone("comparator")
                )
        if nothing:
            yield self._left("no value stands in the row")

    def _part(self, head: Head, part: str) -> str:
        pairs = zip(self._columns, self._cells, strict=False)
        return next((cell.text.strip() for one, cell in pairs if one.analyte == head.analyte and one.part == part), "")

    def _result(self, place: int, name: str, head: Head, comparator: str) -> Found | Leftover:
        if not name:
            return self._left("no test is named in the row")
        bare, unit = _named(name, head)
        code = analyte_named(bare)
        if code is None:
            return self._left(f"{visible(name)!r} is not a test this program uses")
        value = value_of(self._cells[place], self._sheet.text)
        if isinstance(value, str):
            return self._left(value)
        own = self._part(head, "unit") or self._alone("unit") if head.analyte else self._of("unit")
        beside = "" if head.analyte else self._ranged()[1]
        given = (value.unit, own, beside, head.unit, unit, self._sheet.units.get(place), head.told)
        units = [one for one in given if one]
        sign, doubt = _sign(comparator, value.comparator)
        doubts = [*_against(head, code), *value.doubts, *units_differ(code, units), *doubt]
        found = self._found(value, bare, head)
        return replace(
            found,
            comparator=sign,
            unit=units[0] if units else None,
            notes=(*found.notes, *([_TOLD] if units == [head.told] else [])),
            doubts=tuple(doubts),
        )

    def _found(self, value: Value, name: str, head: Head) -> Found:
        """Return the result with what stands in the columns of its row, or of its test."""
        day, note = self._day(head)
        of_row = self._alone if head.analyte else self._of
        return Found(
            names=(name,),
            value=value.text,
            text=self.shown,
            where=self.where,
            span=value.span,
            codes=codes_of(of_row("code")),
            low=(self._part(head, "low") if head.analyte else "") or of_row("low") or None,
            high=(self._part(head, "high") if head.analyte else "") or of_row("high") or None,
            range_text=(of_row("range") if head.analyte else self._ranged()[0]) or value.range_text,
            flag=value.flag or of_row("flag") or None,
            status=status_of(value.status or of_row("status") or self._named("status")),
            collected=day,
            specimen=self._of("specimen") or None,
            notes=tuple(text for text in (note, self._of("comment")) if text),
        )

    def _day(self, head: Head) -> tuple[date | None, str]:
        printed: Printed | None = head.day
        text = ""
        if printed is None:
            text = (self._part(head, "collected") if head.analyte else "") or self._of("collected")
            printed = whole_day(text)
        if printed is None:
            return None, f"the day {visible(text)} was not read" if text else ""
        day = printed.settled(self._sheet.day_first)
        return day, "" if day else printed.question()

    def _left(self, why: str) -> Leftover:
        return Leftover(visible(self.shown), self.where, why)


def _against(head: Head, code: str) -> list[str]:
    """Return a doubt where the heading of a column speaks against the test that a person named for it."""
    if not (head.mapped and head.analyte):
        return []
    parted = with_unit(head.text)
    other = analyte_named(parted[0] if parted else head.text)
    if other not in (None, code):
        return [f"the heading {visible(head.text)!r} names another test: {analytes()[other].name}"]
    word = denied([head.text])
    known = other == code or denied([analytes()[code].name])  # "urine" is a word of its own name
    return [f"the heading says {word!r}"] if word and not known else []


def _sign(said: str, printed: str | None) -> tuple[str | None, list[str]]:
    """Return the comparator of a figure, by its column or beside it, with a doubt where they are at odds."""
    sign = _SAME.get(said.casefold(), said) or None
    if sign is not None and sign not in COMPARATORS:
        return printed, [f"{visible(sign)!r} stands where a comparator is expected"]
    if sign and printed and sign != printed:
        return printed, [f"{sign!r} and {printed!r} stand before one figure"]
    return printed or sign, []


def _named(name: str, head: Head) -> tuple[str, str | None]:
    """Return the name of a test as printed, and the unit printed with it."""
    if name in analytes():
        printed = with_unit(head.text)
        shown = printed[0] if printed else head.text
        return (shown if analyte_named(shown) == name else analytes()[name].name), None
    parted = with_unit(name) if analyte_named(name) is None else None
    return parted or (name, None)


def left_over(record: Record, text: str, why: str) -> Leftover:
    """Return a row as one that is left aside."""
    return Leftover(visible(text[record.start : record.end]), f"line {record.line}", why)
