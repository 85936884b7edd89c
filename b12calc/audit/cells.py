"""What a cell says, in the words of the case format; what it cannot mean is a problem, never a guess."""

from __future__ import annotations

from typing import Final

from b12calc.audit.columns import Column
from b12calc.audit.days import iso_day

_SIGNS: Final = {"<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "<": "<", ">": ">", "~": "~"}
_FIGURES: Final = ("value", "reference_low", "reference_high")
_THOUSANDTHS: Final = 3  # decimals that could be read as thousands
LOST: Final = "\ufffd"
"""What stands in place of bytes that are no text."""


class Unclear(ValueError):
    """Say in one sentence why a cell was refused."""


def understood(column: Column, text: str) -> str:
    """Return what a cell says, an empty text where it says nothing: not asked, never no.

    Raises Unclear with what was expected.
    """
    bare = text.strip()
    if not bare:
        return ""
    if not bare.isascii() and (LOST in bare or any("\ud800" <= sign <= "\udfff" for sign in bare)):
        raise Unclear("the cell is not UTF-8 text; save the table as UTF-8")
    if column.words or column.others_empty:
        if bare in column.words:
            return column.words[bare]
        if column.others_empty:
            return ""
    if column.known.is_day:
        day = iso_day(bare, column.day)
        if day is None:
            raise Unclear(f"expected a day written {column.day}; {bare[:20]!r} was given")
        return day
    if column.point and _is_figure(column):
        return _with_point(bare)
    return bare.lower() if column.known.kind in ("answer", "patient") else bare


def _is_figure(column: Column) -> bool:
    return column.known.kind == "value" or column.known.part in _FIGURES


def _with_point(text: str) -> str:
    """Return a figure so that its point cannot be taken for one of thousands: 1.158 as 1.1580."""
    part = text.replace(",", ".").rpartition(".")[2] if "." in text or "," in text else ""
    return f"{text}0" if len(part) == _THOUSANDTHS and part.isascii() and part.isdigit() else text


def parted(text: str) -> tuple[str | None, str]:
    """Return the comparator written before a figure, and the figure: "<150" is "<" and "150"."""
    if text[:1].isdigit():  # as nearly every figure begins
        return None, text
    for sign, mean in _SIGNS.items():
        if text.startswith(sign):
            return mean, text[len(sign) :].strip()
    return None, text
