"""A practice list as it is seen before it is audited: its headings, and what stands in the first rows."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from b12calc.audit.layout import Layout

_ROWS: Final = 1_000
_DIFFERENT: Final = 8
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold a table: its headings, and of each column the first cells that differ."""

    path: Path
    headings: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def known(self) -> tuple[bool, ...]:
        """Tell of each column whether its heading is one of the audit table."""
        from b12calc.audit.columns import known_columns

        return tuple(heading.strip().lower() in known_columns() for heading in self.headings)


def look_at(path: Path) -> Seen:
    """Return what the beginning of a table holds. Raises ProblemsFound where it is none, and OSError."""
    from b12calc.audit.tables import open_source

    table = open_source(path)
    found: list[dict[str, None]] = [{} for _heading in table.headings]
    for _line, cells, wrong, _share in islice(table.rows(), _ROWS):
        for held, cell in zip(found, () if wrong else cells, strict=False):
            if cell.strip() and len(held) < _DIFFERENT:
                held[cell.strip()[:_LONGEST]] = None
    return Seen(path, tuple(heading.strip() for heading in table.headings), tuple(map(tuple, found)))


def layout(seen: Seen, mapping: object) -> "Layout":
    """Return how the table is read by a mapping. Raises ProblemsFound with what stands in the way."""
    from b12calc.audit import AuditMap
    from b12calc.audit.layout import layout_of

    return layout_of(seen.headings, mapping if isinstance(mapping, AuditMap) else None)
