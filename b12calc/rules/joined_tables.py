"""Several collecting tables as one: all their rows that hold are found in one pass."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from b12calc.rules.table import DecisionTable, Hit, Row

Tables = tuple[DecisionTable, ...]


def hits_by_table(tables: Tables, facts: Mapping[str, str]) -> Mapping[str, tuple[Hit, ...]]:
    """Return by table the rows that hold of several collecting tables, of which none reads what another says."""
    return _by_table(tables, _joined(tables)[0].fitting(facts))


@lru_cache(maxsize=32)
def _joined(tables: Tables) -> tuple[DecisionTable, Mapping[Row, str]]:
    """Return the rows of several tables as one, and which table each is from."""
    rows = {row: table.id for table in tables for row in table.rows}
    return DecisionTable("", "", "collect", {}, tuple(rows), "", tables[0].space), rows


@lru_cache(maxsize=1024)
def _by_table(tables: Tables, fitting: int) -> Mapping[str, tuple[Hit, ...]]:
    """Return by table the rows of a set of boxes of the joined tables."""
    table, table_of = _joined(tables)
    found: dict[str, list[Hit]] = {one.id: [] for one in tables}
    for hit in table.hits_of(fitting):
        found[table_of[hit.row]].append(hit)
    return MappingProxyType({name: tuple(hits) for name, hits in found.items()})
