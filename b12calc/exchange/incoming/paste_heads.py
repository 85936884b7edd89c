"""Read the head of a pasted table: what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal

from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_days import Printed
from b12calc.exchange.incoming.paste_head_words import Role, parted, role_by_words, states
from b12calc.exchange.incoming.paste_leads import of_blood
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token

Layout = Literal["tab", "pipe", "fixed", "order"]

_ROLE_OF_LABEL: Final[dict[str, Role]] = {
    "name": "name", "value": "value", "unit": "unit", "range": "range", "flag_label": "flag", "taken": "date",
    "day": "date", "other_day": "other_date", "comment": "comment", "specimen": "specimen",
}  # fmt: skip
FIGURES: Final = frozenset({"value", "previous", "day", "low", "high", "analyte"})
_SET_IN: Final = 12  # signs before the first head of a table that is set in
_FAR_IN: Final = 30  # signs; a head of earlier results that stands alone heads a column from here on
_NOT_IN_HEADS: Final = frozenset({"number", "range", "finding", "odd", "titre", "stop"})
_BESIDE_EARLIER: Final = frozenset({"value", "unit", "range", "flag", "previous"})
_LEAST_KNOWN: Final = 2  # heads beside which another can be told by its single words
_LEAST_HEADS: Final = 3  # of a head whose columns are parted by single spaces
_TESTS: Final = frozenset({"analyte", "unknown"})
_LEAST_TESTS: Final = 4  # of a head in which others stand that are not known
_STATUS: Final = frozenset({"status", "result status", "report status", "statut", "estado"})
_IN_OR_OUT: Final = frozenset(  # several columns for one figure
    {"in range", "out of range", "outside range", "bajo lr", "dentro lr", "sobre lr", "within range", "below range"}
)
_AGO: Final = re.compile(r"\d+ (?:min|h|hr|d|day|wk|week|mo|month|y|yr|year)s? ago ", re.I)  # "11 mo ago (5/14/25)"
_ZONES: Final = frozenset({"PDT", "PST", "MDT", "MST", "CDT", "CST", "EDT", "EST", "GMT", "BST", "AEST", "AEDT", "UTC"})
LOW: Final = frozenset(
    {"low", "lower", "bas", "bajo", "untergrenze", "lower limit", "low limit", "ref low", "range low", "minimum", "min",
     "limite inferior", "limite inferieure", "borne inf", "lim inf", "von", "low ref", "minimo"}
)  # fmt: skip
HIGH: Final = frozenset(
    {"high", "upper", "alto", "obergrenze", "upper limit", "high limit", "ref high", "range high", "maximum", "max",
     "limite superior", "limite superieure", "borne sup", "lim sup", "bis", "high ref", "maximo"}
)  # fmt: skip
_ROLE_OF_WORD: Final[dict[str, Role]] = {
    **dict.fromkeys(_IN_OR_OUT, "value"),
    **dict.fromkeys(LOW, "low"),
    **dict.fromkeys(HIGH, "high"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one column: its role, where its head stands, and the day, test and unit the head names."""

    role: Role
    start: int
    end: int
    cell: int
    day: Printed | None = None
    name: Token | None = None
    unit: Token | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Hold the columns of a table and how its lines are parted."""

    layout: Layout
    columns: tuple[Column, ...]

    @property
    def several(self) -> bool:
        """Tell whether more than one column holds figures, so that a line out of order cannot be read."""
        return sum(column.role in FIGURES for column in self.columns) > 1 or not self.has("value")

    def has(self, role: Role) -> bool:
        """Tell whether a column has the role."""
        return any(column.role == role for column in self.columns)


def table_of(tokens: Sequence[Token], line: Line) -> Table | None:
    """Return the table a line is the head of, or None."""
    if parted(tokens):
        tokens = [tokens[0], *tokens[2:]]  # "Date:   14/08/25   03/03/26"
    if (
        not tokens
        or (len(tokens) <= 1 and tokens[0].kind != "not_now")
        or (any(token.kind in _NOT_IN_HEADS for token in tokens) and not _numbered(tokens))
    ):
        return None
    layout: Layout = "tab" if "\t" in line.text else "pipe" if line.text.count("|") > 1 else "fixed"
    cells = _cells(tokens, line, layout)
    if states(tokens, cells) or (len(cells) <= _LEAST_KNOWN and any(token.kind == "status" for token in tokens)):
        return None
    if len(cells) <= 1 and len(tokens) > 1 and not _numbered(tokens):
        layout = "order"
        cells = [[token] for token in tokens if token.kind not in {"join", "clock"}]
    columns = tuple(column for cell in cells if (column := _column(cell, line, layout)))
    columns = _worded(columns, line) if layout != "order" else columns
    table = Table(layout, _with_names(_rejoined(columns) if layout == "fixed" else columns, line))
    return table if _is_head(table) else None


def _rejoined(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Join neighbours that say the same: "Ref.   range" is the head of one column."""
    out: list[Column] = []
    for column in columns:
        if out and column.role == out[-1].role and column.role in {"range", "unit"}:
            out[-1] = replace(out[-1], end=column.end)
        else:
            out.append(column)
    return tuple(out)


def _with_names(columns: tuple[Column, ...], line: Line) -> tuple[Column, ...]:
    """Take a first column for that of the names where none is called so: "Result   Value   Range"."""
    roles = [column.role for column in columns]
    if "name" in roles or len(columns) < _LEAST_HEADS or columns[0].start > (_SET_IN if roles[0] == "value" else 0):
        return columns
    apart = {"unknown", "unit", "range", "day", "code"}
    known = bool({"unit", "range"} & set(roles)) or (set(roles) <= apart and of_blood(line.text[: columns[0].end]))
    unnamed = roles[0] == "unknown" and roles.count("day") > 1 and known
    unnamed = unnamed or (roles[0] == "unknown" and "previous" in roles and set(roles[1:]) <= _BESIDE_EARLIER)
    if roles[:2] != ["value", "value"] and not unnamed:
        return columns
    return (replace(columns[0], role="name"), *columns[1:])


def _worded(columns: tuple[Column, ...], line: Line) -> tuple[Column, ...]:
    """Give columns whose heads are not known the role their words say, where no other column has it."""
    held = {column.role for column in columns}
    if len(columns) < _LEAST_HEADS or len(held - {"unknown"}) < _LEAST_KNOWN or not held & {"name", "value", "unit"}:
        return columns
    out = []
    for column in columns:
        role = role_by_words(line.text[column.start : column.end]) if column.role == "unknown" else None
        fits = role not in held and not (column.day or column.name or column.unit)
        out.append(replace(column, role=role) if role and fits else column)
        held.add(out[-1].role)
    return tuple(out)


def _numbered(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is one of heads, of which some are years, days without a year, or numbered."""
    labels = {token.mean for token in tokens if token.kind == "label"}
    kinds = {token.kind for token in tokens}
    apart = len({token.cell for token in tokens}) >= _LEAST_HEADS
    return apart and bool(labels & {"name", "unit"}) and not kinds & {"name", "unit", "range", "finding", "stop"}


def _cells(tokens: Sequence[Token], line: Line, layout: Layout) -> list[list[Token]]:
    return [list(group) for _, group in groupby(tokens, key=lambda token: cell_of(token, line, layout))]


def cell_of(token: Token, line: Line, layout: Layout) -> int:
    """Return the number of the cell a token stands in; empty cells count where signs part them."""
    if layout in {"tab", "pipe"}:
        return line.text.count("\t" if layout == "tab" else "|", 0, token.start)
    return token.cell


def _column(cell: Sequence[Token], line: Line, layout: Layout) -> Column | None:
    told = [token for token in cell if token.kind not in {"join", "clock"}]
    if not told:
        return None
    first, last = told[0], told[-1]
    days = [token.day for token in told if token.day]
    names = [token for token in told if token.kind == "name"]
    return Column(
        role=_role(told, days, names),
        start=first.start,
        end=last.end,
        cell=cell_of(first, line, layout),
        day=days[0] if days else None,
        name=names[0] if names else None,
        unit=next((token for token in told if token.kind == "unit"), None),
    )


def _role(told: Sequence[Token], days: Sequence[Printed], names: Sequence[Token]) -> Role:
    word = folded(_text(told))
    kinds = {token.kind for token in told}
    labels = [token.mean for token in told if token.kind == "label"]
    if word in _ROLE_OF_WORD:
        return _ROLE_OF_WORD[word]
    if len(days) == 1 and (_AGO.match(_text(told)) or kinds <= {"date", "not_now", "number"} or _zoned(told)):
        return "day"
    if "not_now" in kinds:
        return "previous"
    many = len(days) > 1 or len(names) > 1 or (days and set(labels) - {"value"})
    if many or kinds & {"unknown", "number", "odd", "titre"}:
        return "unknown"
    if days or names:
        return "day" if days else "analyte"
    return _said_role(told, "flag" in kinds, labels)


def _text(told: Sequence[Token]) -> str:
    return " ".join(token.text for token in told)


def _zoned(told: Sequence[Token]) -> bool:
    """Tell whether a day stands with nothing but the letters of its time zone: "09/02/26 07:40 PDT"."""
    others = [token.text for token in told if token.kind != "date"]
    return len(others) == 1 and others[0] in _ZONES


def _said_role(told: Sequence[Token], flag: bool, labels: Sequence[str]) -> Role:
    if all(token.kind == "plain" for token in told) and told[0].start == 0:
        return "name"  # "HAEMATOLOGY   Result   Units": the panel heads the names
    if flag or "range" in labels:
        return "flag" if flag else "range"
    if labels:
        by_words = role_by_words(_text(told)) if len(set(labels)) > 1 else None
        return by_words if by_words in {"date", "other_date", "unit"} else _ROLE_OF_LABEL[labels[0]]
    return "status" if folded(_text(told)) in _STATUS else "unknown"


def _earlier_last(roles: Sequence[Role]) -> bool:
    """Tell whether earlier results stand behind the value with its unit or range: these show which of two is which."""
    if not {"value", "previous"} <= set(roles):
        return False
    return bool({"unit", "range"} & set(roles[roles.index("value") : roles.index("previous")]))


def _is_head(table: Table) -> bool:
    roles = [column.role for column in table.columns]
    strange = roles.count("unknown")
    days, analytes = roles.count("day"), roles.count("analyte")
    if table.layout == "order":
        plain = {"name", "value", "day"} & set(roles) and len(roles) >= _LEAST_HEADS and not strange and not analytes
        return bool(plain) and "other_date" not in roles and (days > 1 or "name" in roles) and not _earlier_last(roles)
    if table.layout == "fixed" and analytes >= _LEAST_TESTS and strange < analytes and set(roles) <= _TESTS:
        return True  # RBC and MCH among them
    if analytes:
        apart = {"analyte", "date", "other_date", "name", "unit", "comment"}
        return analytes > 1 and (not strange or "date" in roles) and set(roles) <= apart | {"unknown"}
    if days > 1 and not {"name", "value"} & set(roles):
        return "other_date" not in roles and not strange
    if "previous" in roles and not strange and (len(roles) > 1 or table.columns[0].start >= _FAR_IN):
        return True
    return bool({"name", "value"} & set(roles)) and len(roles) - strange > 1
