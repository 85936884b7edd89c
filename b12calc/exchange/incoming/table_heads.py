"""What the columns of a table of results are: by what a person said of their heads, else by lists of known heads."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final, Literal

from b12calc.analytes import analytes
from b12calc.exchange.incoming.mapping import FIELDS, IGNORE, PARTS, ColumnMap, Use, plain_heading
from b12calc.exchange.incoming.names import analyte_named, folded, is_unit
from b12calc.exchange.incoming.paste_days import Printed, day_at
from b12calc.exchange.incoming.table_cells import DELIMITERS, Record, first_records

Form = Literal["long", "wide", "by_day", "unknown"]
_PART_OF: Final = {"reference_low": "low", "reference_high": "high"}
_UNIT: Final = re.compile(r"^(?P<name>.*?)[ ,_]*[\[({](?P<unit>[^\[\](){}]+)[\])}]\s*$")
_BEHIND: Final = re.compile(r"^(?P<name>.*\S)[ ,_]+(?P<unit>\S+/\S+|%|fl)$", re.I)
_FIGURE: Final = re.compile(r"[<>=~≤≥]* *[0-9]+([.,][0-9]+)?[ *%]*")
_MEASURED: Final = re.compile(r"[*!↑↓ (\[]*[<>=~≤≥]* *[0-9]+(?:[.,][0-9]+)?(?: *[-–] *[0-9]+(?:[.,][0-9]+)?)?")
_FLAGS: Final = frozenset({"l", "h", "ll", "hh", "low", "high"})
_LONGEST: Final = 200
HEAD_ROWS: Final = 4  # titles that may stand above the heads


@dataclass(frozen=True, slots=True)
class Head:
    """Hold one column: its head as printed, and what it is.

    ``role`` is a word of table_heads.toml, an analyte's code, one of its fields (``total_b12_unit``), ``day`` or
    ``ignore``; None where the head is not known. ``unit`` is a unit printed in the head. ``mapped`` tells a column
    that a person named, ``told`` the unit they gave it.
    """

    text: str
    role: str | None
    analyte: str | None = None
    part: str = ""
    unit: str | None = None
    day: Printed | None = None
    told: str | None = None
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """Hold the heads of a table: their form, what stands between two cells, and the line they stand in."""

    form: Form
    columns: tuple[Head, ...]
    delimiter: str
    row: int


@cache
def roles() -> Mapping[str, str]:
    """Return the role of every known head, by its folded text."""
    with Path(__file__).with_name("table_heads.toml").open("rb") as file:
        return {folded(text): role for role, texts in tomllib.load(file)["heads"].items() for text in texts}


def heads_of(text: str, mapping: ColumnMap | None = None) -> tuple[Heads, int] | None:
    """Return the heads of a table and how many of them are known; by the best delimiter."""
    said = mapping.uses() if mapping else {}
    best: tuple[Heads, int] | None = None
    for delimiter in DELIMITERS:
        for record in first_records(text, delimiter)[:HEAD_ROWS]:
            if not may_be_heads(record):
                continue
            columns = columns_of([cell.text.strip() for cell in record.cells], said)
            known = sum(head.role is not None for head in columns)
            if best is None or (known, len(columns)) > (best[1], len(best[0].columns) if not known else len(columns)):
                best = Heads(_form(columns), columns, delimiter, record.line), known
    return best


def columns_of(headings: Sequence[str], said: Mapping[str, Sequence[Use]]) -> tuple[Head, ...]:
    """Return what each column is, by what a person said of its heading (``ColumnMap.uses``), else by the lists."""
    count: dict[str, int] = {}
    heads: list[Head] = []
    for text in headings:
        plain = plain_heading(text[:_LONGEST])
        uses = said.get(plain, ())
        nth = count[plain] = count.get(plain, -1) + 1
        if not uses:
            heads.append(_head(text))
        else:
            use = uses[0] if len(uses) == 1 else uses[nth] if nth < len(uses) else Use(IGNORE)
            heads.append(_mapped(text[:_LONGEST], use))
    return _named_test(_gave_way(tuple(heads)))


def _gave_way(columns: tuple[Head, ...]) -> tuple[Head, ...]:
    """Let what a person named stand before what the lists guess of another column."""
    named = {head.role for head in columns if head.mapped}
    wide = any(head.mapped and head.analyte for head in columns)
    single = {role for role in named if role in FIELDS and role not in {IGNORE, "comment"}}
    single |= {"analyte", "value", "finding"} if wide else set()
    long = bool(named & {"analyte", "value"})
    return tuple(
        replace(head, role=None, analyte=None, part="")
        if not head.mapped and (head.role in single or (long and head.analyte))
        else head
        for head in columns
    )


def may_be_heads(record: Record) -> bool:
    """Tell whether a row can be one of heads: more than one cell, and no figure among them."""
    said = [cell.text.strip() for cell in record.cells if cell.text.strip()]
    return len(said) > 1 and not any(_is_figure(text) for text in said)


def _is_figure(text: str) -> bool:
    """Tell whether a cell is one of a figure or a range, alone or with its flag or unit."""
    if _FIGURE.fullmatch(text):
        return True
    match = _MEASURED.match(text)
    rest = text[match.end() :].strip(" *!()[]↑↓") if match else "?"
    return not rest or rest.casefold() in _FLAGS or is_unit(rest)


def _named_test(columns: tuple[Head, ...]) -> tuple[Head, ...]:
    """Read the head "Name" as that of the test where no other head is and figures stand beside it."""
    said = [head.role for head in columns]
    if "analyte" in said or "name" not in said or "value" not in said:
        return columns
    return tuple(replace(head, role="analyte") if head.role == "name" and not head.mapped else head for head in columns)


def _head(text: str) -> Head:
    if len(text) > _LONGEST:
        return Head(text[:_LONGEST], None)
    plain = folded(text)
    known = _coded(text, text.casefold().replace(" ", "_"))
    if known:
        return known
    return Head(text, roles()[plain]) if plain in roles() else _measured(text)


def _mapped(text: str, use: Use) -> Head:
    """Return a column as a person named it; a unit printed in its head still counts beside the one they gave."""
    known = _coded(text, use.holds) or Head(text, use.holds)
    printed = with_unit(text) if use.test or use.holds == "value" else None
    return replace(known, unit=printed[1] if printed else None, told=use.unit, mapped=True)


def _coded(text: str, code: str) -> Head | None:
    """Read the heads of the case format: an analyte's code, alone or with one of its fields."""
    if code in analytes():
        return Head(text, code, code)
    for part in PARTS:
        analyte = code.removesuffix(f"_{part}")
        if analyte != code and analyte in analytes():
            return Head(text, code, analyte, _PART_OF.get(part, part))
    return None


def _measured(text: str) -> Head:
    """Read a head that names a test, with its unit or without, or a day; else one that nobody knows."""
    day = day_at(text, 0)
    if day and day.end == len(text):
        return Head(text, "day", day=day)
    parted = with_unit(text)
    if parted:
        name, unit = parted
        if code := analyte_named(name):
            return Head(text, code, code, unit=unit)
        if roles().get(folded(name)) == "value":
            return Head(text, "value", unit=unit)
    code = analyte_named(text)
    return Head(text, code, code) if code else Head(text, None)


def with_unit(text: str) -> tuple[str, str] | None:
    """Part a name from the unit that stands behind it, in brackets or bare; None where none does."""
    for shape in (_UNIT, _BEHIND):
        match = shape.match(text)
        if match and is_unit(match["unit"]):
            return match["name"], match["unit"].strip()
    return None


def _form(columns: Sequence[Head]) -> Form:
    said = {head.role for head in columns}
    if "analyte" in said:
        return "long" if said & {"value", "finding"} else "by_day" if "day" in said else "unknown"
    return "wide" if any(head.analyte and not head.part for head in columns) else "unknown"
