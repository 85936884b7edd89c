"""What was said of the columns of a practice list: as TOML for the audit and for a file, and kept by its headings."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from b12calc.audit import AuditMap

_FORMAT: Final = "b12calc-columns/1"
_MOST: Final = 50  # sets of headings; the one not used for longest goes first
_LONGEST_WORD: Final = 24
_DATA: Final = re.compile(r"[0-9]{5}|[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}|@")


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what was said of one column; ``column`` is a word of the audit table, or ``ignore``.

    ``words`` turn cells into words of the audit table, ``day`` is how days are written.
    """

    column: str
    unit: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    others: str = ""
    day: str = ""
    point: str = ""
    replaces: bool = False

    def told(self) -> dict[str, object]:
        """Return what there is of it, by the keys of the mapping file."""
        return {key: value for key, value in asdict(self).items() if value}


def to_toml(said: Mapping[str, Said]) -> bytes:
    """Return what was said of columns, by their headings, as the file that ``b12calc audit --map`` takes."""
    lines = [f"format = {_quoted(_FORMAT)}", "", "[audit]"]
    for heading, one in said.items():
        told = one.told()
        lines.append(f"{_quoted(heading)} = {_quoted(one.column) if len(told) == 1 else _value(told)}")
    return "".join(f"{line}\n" for line in lines).encode()


def as_mapping(said: Mapping[str, Said], name: str = "") -> "AuditMap | None":
    """Return the same as the audit takes it, None where nothing was said. Raises ProblemsFound."""
    from b12calc.audit import read_audit_map

    return read_audit_map(to_toml(said), name) if said else None


def said_in(mapping: "AuditMap") -> dict[str, Said]:
    """Return what a mapping says of its headings."""
    said = {heading: Said("ignore") for heading in mapping.ignored}
    for heading, one in mapping.columns.items():
        name = "_".join(filter(None, (one.known.code or "id", one.known.part if one.known.kind != "long" else "")))
        day = one.day if one.known.is_day else ""
        others, point = "empty" * one.others_empty, "decimal" * one.point
        said[heading] = Said(name, one.unit or "", dict(one.words), others, day, point, one.replaces)
    return said


def may_be_kept(headings: Sequence[str], said: Mapping[str, Said]) -> bool:
    """Tell whether neither a heading nor a word of a cell looks like a patient's."""
    from b12calc.exchange.incoming import column_memory

    words = [word for one in said.values() for word in one.words]
    unlike = not any(len(word) > _LONGEST_WORD or _DATA.search(word) for word in words)
    return unlike and column_memory.may_be_kept(headings)


def kept_with(kept: str, headings: Sequence[str], said: Mapping[str, Said] | None) -> str:
    """Return what is kept with this said of these headings; None forgets it. No heading stands in it."""
    own = _fingerprint(headings)
    lines = [line for line in kept.splitlines() if line.strip() and line.partition(" ")[0] != own]
    if said and may_be_kept(headings, said):
        told = [said[heading].told() if heading in said else None for heading in _order(headings)]
        lines.append(f"{own} {json.dumps(told)}")
    return "\n".join(lines[-_MOST:])


def recalled(kept: str, headings: Sequence[str]) -> dict[str, Said]:
    """Return what was said of a table with these headings, whatever their order; empty where nothing was."""
    from b12calc.problems import ProblemsFound

    wanted = _fingerprint(headings)
    line = next((line for line in kept.splitlines() if line.partition(" ")[0] == wanted), "")
    try:
        told = json.loads(line.partition(" ")[2] or "[]")
        said = {heading: Said(**one) for heading, one in zip(_order(headings), told, strict=True) if one}
        as_mapping(said)
    except (ValueError, TypeError, KeyError, AttributeError, ProblemsFound):
        return {}
    return said


def _fingerprint(headings: Sequence[str]) -> str:
    from b12calc.exchange.incoming.mapping import plain_heading

    plain = "\x1f".join(sorted(map(plain_heading, headings)))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]


def _order(headings: Sequence[str]) -> list[str]:
    from b12calc.exchange.incoming.mapping import plain_heading

    return sorted(headings, key=plain_heading)


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_quoted(key)} = {_value(one)}' for key, one in value.items())} }}"
    return str(value).lower() if isinstance(value, bool) else _quoted(str(value))


def _quoted(text: str) -> str:
    """Write a text as a TOML string: its escapes are those of JSON, and the sign DEL is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
