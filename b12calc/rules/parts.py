"""A pack taken apart into the rules it is made of, so that single ones can be put back as they were.

A part is a row, a limit, an interval, a regimen, a source or the words of a fact. Facts, sources, regimens and answers
of a table that only one of two editions holds are kept in both: alone they decide nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from b12calc.rules.knowledge import TABLES, rows_of

Key = tuple[str, ...]
Data = Mapping[str, Mapping[str, Any]]
# What may lie idle: without a row that names it, it is never read.
_IDLE = frozenset({"fact", "output", "regimen", "source", "title", "file"})
# Never put back by itself: the name of the edition, and what a table may answer, which is kept whole.
_FRAME = frozenset({"pack", "output"})


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold every part of a pack by its key, and the order of the rows of each table."""

    held: Mapping[Key, Any]
    orders: Mapping[str, tuple[str, ...]]


def take_apart(pack: str, data: Data) -> Parts:
    """Return the parts of a pack from its parsed files."""
    tables = {name: rows_of(data[name], pack, data["pack"]["leave_out"]) for name in TABLES}
    orders = {name: tuple(row["id"] for row in table["row"]) for name, table in tables.items()}
    return Parts(dict(_parts(tables, data)), orders)


def _parts(tables: Data, data: Data) -> Iterator[tuple[Key, Any]]:
    for name, table in tables.items():
        yield from ((("row", name, row["id"]), row) for row in table["row"])
        head = dict(table["table"])
        yield from ((("output", name, output), words) for output, words in head.pop("outputs").items())
        yield ("table", name), head
    yield from _limits({**data["fallback_limits"], **data["limits"]})
    for kind, file in (("regimen", "regimens"), ("source", "sources")):
        yield from (((kind, name), value) for name, value in data[file].items())
    for kind, file in (("fact", "facts"), ("title", "fact_titles")):
        yield from (((kind, part, name), value) for part in data[file] for name, value in _named(data[file][part]))
    yield from ((("pack", name), value) for name, value in data["pack"].items())
    if "course" in data:
        # Judged after everything else, by facts of its own: it is one part, there or not there.
        yield ("course", "course"), data["course"]
    known = {*TABLES, "course", "fallback_limits", "limits", "regimens", "sources", "facts", "fact_titles", "pack"}
    yield from ((("file", name), value) for name, value in data.items() if name not in known)


def _named(part: Any) -> Iterator[tuple[str, Any]]:
    yield from part.items() if isinstance(part, Mapping) else (("", part),)


def _limits(limits: Mapping[str, Any]) -> Iterator[tuple[Key, Any]]:
    for name, part in limits.items():
        if name == "intervals":
            yield from ((("interval", one), value) for one, value in part.items())
        elif name == "haemoglobin":
            groups = part["groups"].items()
            yield from ((("haemoglobin", group, cut), value) for group, cuts in groups for cut, value in cuts.items())
            yield ("limits of", name), {key: value for key, value in part.items() if key != "groups"}
        elif isinstance(part, Mapping) and "cuts" in part:
            cuts = part["cuts"].items()
            yield from ((("limit", name, unit, cut), value) for unit, row in cuts for cut, value in row.items())
            yield ("limits of", name), {key: value for key, value in part.items() if key != "cuts"}
        else:
            yield ("limits of", name), part


def differing(old: Parts, new: Parts) -> tuple[Key, ...]:
    """Return the keys of all parts that two editions do not share, the order of a table's common rows among them."""
    keys = dict.fromkeys((*new.held, *old.held))
    found = [key for key in keys if key[0] not in _FRAME and old.held.get(key) != new.held.get(key)]
    found = [key for key in found if not (key[0] in _IDLE and (key not in old.held or key not in new.held))]
    for table, order in new.orders.items():
        common = set(order) & set(old.orders[table])
        if [row for row in order if row in common] != [row for row in old.orders[table] if row in common]:
            found.append(("order", table))
    return tuple(found)


def put_back(old: Parts, new: Parts, keys: frozenset[Key]) -> dict[str, dict[str, Any]]:
    """Return the parsed files of the new edition with these parts as they were in the old one."""
    held: dict[Key, Any] = {}
    for key in dict.fromkeys((*new.held, *old.held)):
        first, second = (old, new) if key in keys else (new, old)
        if key in first.held:
            held[key] = first.held[key]
        elif key[0] in _IDLE:
            held[key] = second.held[key]
        if key[0] in ("fact", "output") and key in old.held and key in new.held:
            held[key] = list(dict.fromkeys((*new.held[key], *old.held[key])))
    data: dict[str, dict[str, Any]] = {
        name: {"table": {**held["table", name], "outputs": {}}, "row": []} for name in TABLES
    }
    for table in TABLES:
        first, second = (old, new) if ("order", table) in keys else (new, old)
        order = merged(first.orders[table], second.orders[table])
        data[table]["row"] = [held["row", table, row] for row in order if ("row", table, row) in held]
    return _joined(held, data)


def merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the rows of both in the order of the first; what only the second holds stands after its neighbour."""
    order = list(first)
    place = 0
    for row in second:
        if row in order:
            place = order.index(row) + 1
        else:
            order.insert(place, row)
            place += 1
    return order


def _joined(held: Mapping[Key, Any], data: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return parsed files from parts; the tables are there already."""
    limits: dict[str, Any] = {"intervals": {}}
    files: dict[str, dict[str, Any]] = {"regimens": {}, "sources": {}, "facts": {}, "fact_titles": {}, "pack": {}}
    for key, value in held.items():
        kind, name = key[0], key[1]
        if kind == "output":
            data[name]["table"]["outputs"][key[2]] = value
        elif kind == "limits of":
            limits[name] = {**value, **limits.get(name, {})} if isinstance(value, Mapping) else value
        elif kind in ("limit", "haemoglobin"):
            where = (name, "cuts", key[2]) if kind == "limit" else ("haemoglobin", "groups", name)
            part = limits.setdefault(where[0], {}).setdefault(where[1], {}).setdefault(where[2], {})
            part[key[-1]] = value
        elif kind == "interval":
            limits["intervals"][name] = value
        elif kind in ("fact", "title"):
            file = files["facts" if kind == "fact" else "fact_titles"]
            file.update({name: value} if key[2] == "" else {name: {**file.get(name, {}), key[2]: value}})
        elif kind in ("regimen", "source", "pack"):
            files["pack" if kind == "pack" else f"{kind}s"][name] = value
        elif kind in ("course", "file"):
            files[name] = value
    return {**data, **files, "fallback_limits": {}, "limits": limits}
