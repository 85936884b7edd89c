"""Tables as comma-separated text that a spreadsheet opens and never takes for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Final

# What a spreadsheet begins a formula with, full-width signs among them, and what hides such a sign from the eye.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")


def table(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows under their columns, UTF-8 with its mark, lines ended as RFC 4180 says; a cell not given is empty.

    Spaces and line ends inside a cell become one space; an apostrophe stands before what would be a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns := list(columns))
    writer.writerows([safe(row.get(column, "")) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def safe(text: str) -> str:
    """Return one cell on one line, with an apostrophe before what a spreadsheet would take for a formula."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
