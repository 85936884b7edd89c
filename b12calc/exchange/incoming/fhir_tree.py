"""FHIR resources as plain members: what stands where, and which resource a reference means inside the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from b12calc.exchange.incoming.found import Identity
from b12calc.exchange.incoming.guard import MAX_RESULTS, Watch, refuse

Node = dict[str, Any]
_SPARE: Final = 10  # resources of other kinds there may be for each result


class Unreadable(ValueError):
    """Say in one sentence why a resource cannot be read."""


def many(node: Node, key: str) -> list[Node]:
    """Return the members that repeat under a key, whether one or a list was sent; raises Unreadable for texts."""
    value = node.get(key)
    if value is None:
        return []
    listed = value if isinstance(value, list) else [value]
    for one in listed:
        if not isinstance(one, dict):
            raise Unreadable(f"{key} is not written as FHIR writes it")
    return listed


def one(node: Node, key: str) -> Node:
    """Return the one member under a key, empty where there is none; raises Unreadable for several."""
    found = many(node, key)
    if len(found) > 1:
        raise Unreadable(f"{key} stands there {len(found)} times; FHIR has it once")
    return found[0] if found else {}


def text(node: Node, key: str) -> str | None:
    """Return the text or figure under a key, None where there is none; raises Unreadable for a list."""
    value = node.get(key)
    if isinstance(value, str):
        return value if value.isascii() else _plain(value)
    if isinstance(value, list):
        raise Unreadable(f"{key} stands there {len(value)} times; FHIR has it once")
    return str(value).lower() if isinstance(value, bool) else None


def texts(node: Node, key: str) -> list[str]:
    """Return the texts that repeat under a key."""
    value = node.get(key)
    return [_plain(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _plain(value: str) -> str:
    """Return a text as UTF-8 can hold it: half a pair of surrogates is no sign."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode()
    return value


def names_of(concept: Node) -> tuple[str, ...]:
    """Return what a CodeableConcept is called, its text first, then the displays of its codings."""
    called = [text(concept, "text"), *(text(coding, "display") for coding in many(concept, "coding"))]
    return tuple(dict.fromkeys(name.strip() for name in called if name and name.strip()))


@dataclass(slots=True, eq=False)
class Item:
    """Hold one resource of the file: its place, its address there, what is contained in it or beside it."""

    path: str
    node: Node
    url: str | None = None
    local: dict[str, Item] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Name the type of the resource."""
        return text(self.node, "resourceType") or ""


@dataclass(slots=True)
class File:
    """Hold every resource of a file in its order, and by what each is referred to."""

    watch: Watch
    items: list[Item] = field(default_factory=list)
    bad: list[tuple[str, str]] = field(default_factory=list)  # path, why
    deleted: set[str] = field(default_factory=set)
    replaced: set[Item] = field(default_factory=set)
    people: dict[Item, Identity] = field(default_factory=dict)  # who each Patient is, read once
    _known: dict[str, list[Item]] = field(default_factory=dict)
    _unlike: dict[str, bool] = field(default_factory=dict)

    def take(self, value: Any, path: str, url: str | None = None) -> None:
        """Take a resource with all that stands inside it."""
        self.watch.step()
        if not isinstance(value, dict) or not _is_kind(value.get("resourceType")):
            self.bad.append((path, "no FHIR resource stands here"))
            return
        if len(self.items) > MAX_RESULTS * _SPARE:
            raise refuse(f"the file holds more than {MAX_RESULTS * _SPARE:,} resources; no usual report does")
        try:
            self._inside(value, path, url)
        except Unreadable as error:
            self.bad.append((path, str(error)))

    def _inside(self, node: Node, path: str, url: str | None) -> None:
        kind = node["resourceType"]
        if kind == "Bundle":
            for at, entry in enumerate(many(node, "entry")):
                place = f"{path}.entry[{at}]"
                self._deletion(entry)
                if "resource" in entry:
                    self.take(entry["resource"], f"{place}.resource", text(entry, "fullUrl"))
        elif kind == "Parameters":
            self._parameters(many(node, "parameter"), f"{path}.parameter")
        else:
            self._add(Item(path, node, url))

    def _parameters(self, listed: list[Node], path: str) -> None:
        for at, parameter in enumerate(listed):
            if "resource" in parameter:
                self.take(parameter["resource"], f"{path}[{at}].resource")
            self._parameters(many(parameter, "part"), f"{path}[{at}].part")

    def _add(self, item: Item) -> None:
        self.items.append(item)
        key = text(item.node, "id")
        for name in filter(None, (item.url, f"{item.kind}/{key}" if key else None)):
            self._known.setdefault(_bare(name), []).append(item)
        for at, node in enumerate(many(item.node, "contained")):
            inner = Item(f"{item.path}.contained[{at}]", node, None, item.local)
            if _is_kind(node.get("resourceType")):
                self.items.append(inner)
                if own := text(node, "id"):
                    item.local.setdefault(own, inner)

    def _deletion(self, entry: Node) -> None:
        request = one(entry, "request")
        if (text(request, "method") or "").upper() == "DELETE" and (url := text(request, "url")):
            self.deleted.add(_bare(url))

    def resolved(self, reference: str, seen_from: Item) -> Item | None:
        """Return the resource a reference means: contained, by address, or by type and id; None where it is absent."""
        if reference.startswith("#"):
            return seen_from.local.get(reference[1:])
        bare = _bare(reference)
        found = self._known.get(bare) or self._known.get("/".join(bare.split("/")[-2:]))
        return found[0] if found else None

    def referred(self, item: Item, key: str) -> Iterator[Item]:
        """Yield the resources of the file that an element of references means."""
        for reference in many(item.node, key):
            if (name := text(reference, "reference")) and (found := self.resolved(name, item)):
                yield found

    def twice(self, item: Item) -> bool:
        """Tell whether the file holds another, different resource under the same address."""
        key = _bare(item.url or f"{item.kind}/{text(item.node, 'id')}")
        if key not in self._unlike:
            same = self._known.get(key, [])
            self._unlike[key] = any(other.node != same[0].node for other in same)
        return self._unlike[key]

    def withdrawn(self, item: Item) -> bool:
        """Tell whether the file itself deletes the resource, or holds another one that replaces it."""
        return (
            item in self.replaced
            or f"{item.kind}/{text(item.node, 'id')}" in self.deleted
            or _bare(item.url or "-") in self.deleted
        )


def _is_kind(value: object) -> bool:
    return isinstance(value, str) and value.isalpha() and value.isascii()


def _bare(url: str) -> str:
    """Return an address without the version of the resource."""
    return url.strip().split("/_history/")[0]
