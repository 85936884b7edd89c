"""Read tables of results (CSV, TSV): one result a row, one patient a row, or one day a column."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from b12calc.exchange.incoming.found import Found, Identity, Leftover, Report
from b12calc.exchange.incoming.guard import MAX_RESULTS, Watch, refuse, visible
from b12calc.exchange.incoming.mapping import ColumnMap, from_words
from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_days import Printed, order_of
from b12calc.exchange.incoming.paste_people import birth_date
from b12calc.exchange.incoming.paste_words import phrases
from b12calc.exchange.incoming.table_cells import Record, first_records, records, text_of
from b12calc.exchange.incoming.table_heads import Heads, heads_of
from b12calc.exchange.incoming.table_rows import Sheet, left_over
from b12calc.exchange.incoming.table_values import whole_day

_LOOKED_AT: Final = 400_000  # characters that are looked at to tell a table from other text
_LEAST_HEADS: Final = 2
_WHO: Final = ("id", "name", "first_name", "birth")


def read(
    data: bytes, watch: Watch, day_first: bool | None, mapping: Mapping[str, str] | None = None
) -> tuple[Report, ...]:
    """Return what a table says, one report for each patient in it.

    ``mapping`` is what a person said of its heads (``mapping.ColumnMap.words``). Raises ProblemsFound where the heads
    do not say which column is what, or the mapping names a heading that is not there.
    """
    text = text_of(data)
    said = from_words(mapping) if mapping else None
    found = heads_of(text, said)
    if said and found:
        _refuse_missing(said, found[0])
    if found is None or found[0].form == "unknown":
        raise refuse("the heads of the table are not known; expected columns for the test, its value and its unit")
    rows = [row for row in records(text, found[0].delimiter, watch) if not row.empty and row.line > found[0].row]
    sheet = Sheet(text, found[0], order_of(_days(found[0], rows), day_first))
    if rows and sheet.is_units_row(rows[0]):
        rows = rows[1:]
    return _Patients(sheet).read(rows, watch)


def _refuse_missing(said: ColumnMap, heads: Heads) -> None:
    missing = said.missing(tuple(head.text for head in heads.columns))
    if missing:
        heading = visible(missing[0])
        raise refuse(f"no column is headed {heading!r}; expected the headings of the table", f'columns."{heading}"')


def seems_table(text: str) -> bool:
    """Tell whether a text is a table: a first line of known heads, and lines below with as many cells."""
    found = heads_of(text[:_LOOKED_AT])
    if found is None or found[0].form == "unknown" or found[1] < _LEAST_HEADS:
        return False
    rows = first_records(text[:_LOOKED_AT], found[0].delimiter)
    if not rows or rows[0].line != found[0].row:
        return False
    wide = len(found[0].columns)
    return len(rows) > 1 and all(len(row.cells) == wide for row in rows[1:])


def _days(heads: Heads, rows: list[Record]) -> list[Printed]:
    """Return the days of the columns that hold days, of which some may say whether the day comes first."""
    places = [
        place
        for place, head in enumerate(heads.columns)
        if head.role in {"collected", "birth"} or head.part == "collected"
    ]
    given = [head.day for head in heads.columns if head.day]
    cells = (row.cells[place].text for row in rows for place in places if place < len(row.cells))
    return [*given, *(day for text in cells if (day := whole_day(text)))]


class _Patients:
    """Gather the rows of each patient, in the order in which patients first appear."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._given: dict[tuple[str, ...], tuple[Identity, list[Found], list[Leftover]]] = {}
        self._asked = any(head.role in _WHO for head in sheet.heads.columns)
        self._count = 0

    def read(self, rows: list[Record], watch: Watch) -> tuple[Report, ...]:
        """Read all rows."""
        for row in rows:
            watch.step()
            key, identity = self._who(row)
            _, found, left = self._given.setdefault(key, (identity, [], []))
            if self._asked and not any(key):
                left.append(left_over(row, self._sheet.text, "the row does not say whose result it is"))
                continue
            for one in self._sheet.results(row):
                self._counted()
                found.append(one) if isinstance(one, Found) else left.append(one)
        return tuple(Report(who, tuple(found), tuple(left)) for who, found, left in self._given.values())

    def _counted(self) -> None:
        self._count += 1
        if self._count > MAX_RESULTS:
            raise refuse(f"the table holds more than {MAX_RESULTS:,} results; use the audit for a whole practice")

    def _who(self, row: Record) -> tuple[tuple[str, ...], Identity]:
        said: dict[str, str] = {}
        for head, cell in zip(self._sheet.heads.columns, row.cells, strict=False):
            if head.role in {*_WHO, "sex"} and cell.text.strip():
                said.setdefault(head.role, cell.text.strip())
        name = " ".join(said[part] for part in ("first_name", "name") if part in said)
        if not name and "id" in said and not any(sign.isdigit() for sign in said["id"]):
            return tuple(folded(said.get(part, "")) for part in _WHO), Identity(
                said["id"], self._born(said.get("birth", "")), _sex(said.get("sex", ""))
            )
        identity = Identity(name or None, self._born(said.get("birth", "")), _sex(said.get("sex", "")), said.get("id"))
        return tuple(folded(said.get(part, "")) for part in _WHO), identity

    def _born(self, text: str) -> date | None:
        return birth_date(whole_day(text), self._sheet.day_first)


def _sex(text: str) -> Literal["female", "male", "other"] | None:
    plain = folded(text)
    if plain in phrases().female or plain in phrases().male:
        return "female" if plain in phrases().female else "male"
    return "other" if plain in {"other", "divers", "d", "x", "autre", "otro", "diverse"} else None
