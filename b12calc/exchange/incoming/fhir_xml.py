"""FHIR in XML turned into the shape it has in JSON; document types and entities are refused, nothing is looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import DefusedXMLParser, ParseError  # type: ignore[import-untyped]

from b12calc.exchange.incoming.guard import MAX_DEPTH, Watch, refuse

MAX_ELEMENTS: Final = 1_000_000
_FHIR: Final = "{http://hl7.org/fhir}"
_CHUNK: Final = 65_536


def tree_of(text: str, watch: Watch) -> dict[str, Any]:
    """Return the one resource of an XML text as nested members; what repeats is a list, every value a text.

    Raises ProblemsFound for what is no FHIR in XML, for any document type or entity, and for what nests too deep.
    """
    builder = _Builder(watch)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
            watch.step()
        parser.close()
    except DefusedXmlException:
        raise refuse("the XML brings a document type or entities of its own; such files are not read") from None
    except ParseError as error:
        line, column = error.position
        raise refuse(f"the XML breaks off or is not well formed at line {line}, character {column + 1}") from None
    except UnicodeError:
        raise refuse("the XML holds half a character, which no text does") from None
    return builder.root


@dataclass(slots=True)
class _Open:
    """Hold one element while it is read."""

    name: str
    value: str | None
    members: dict[str, Any]


@dataclass(slots=True)
class _Builder:
    """Take what the parser meets and build members of it; no tree of elements is ever made."""

    watch: Watch
    root: dict[str, Any] = field(default_factory=dict)
    _stack: list[_Open] = field(default_factory=list)
    _elements: int = 0
    _foreign: int = 0  # depth inside an element of another namespace: the narrative, which is not read

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.watch.step()
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self._stack) + self._foreign >= 2 * MAX_DEPTH:
            raise refuse(f"the file nests too deep or holds more than {MAX_ELEMENTS:,} elements; no usual report does")
        if self._foreign or not tag.startswith(_FHIR):
            if not self._stack:
                raise refuse("the file is XML but not FHIR; expected a FHIR Bundle, Observation or DiagnosticReport")
            self._foreign += 1
            return
        name = tag.removeprefix(_FHIR)
        members: dict[str, Any] = {key: text for key, text in attributes.items() if key in {"url", "id"}}
        if name[:1].isupper():
            members["resourceType"] = name
        self._stack.append(_Open(name, attributes.get("value"), members))

    def end(self, tag: str) -> None:
        """Close an element and put it into the one around it."""
        if self._foreign:
            self._foreign -= 1
            return
        done = self._stack.pop()
        if not self._stack:
            self.root = done.members
        elif done.name[:1].isupper():
            # <resource><Observation>…: in JSON the wrapper and the resource are one.
            around = self._stack[-1].members
            if "resourceType" in around:
                raise refuse("two resources stand where FHIR has one; it cannot be told which one counts")
            around.update(done.members)
        else:
            self._put(done)

    def _put(self, done: _Open) -> None:
        around = self._stack[-1].members
        if done.value is None:
            _add(around, done.name, done.members)
            if done.members and done.members.keys() <= {"extension", "id"}:
                _add(around, f"_{done.name}", done.members)
            return
        _add(around, done.name, done.value)
        if done.members:
            _add(around, f"_{done.name}", done.members)

    def data(self, text: str) -> None:
        """Leave text between elements: FHIR has none outside the narrative."""

    def close(self) -> None:
        """End the reading."""


def _add(members: dict[str, Any], name: str, value: Any) -> None:
    if name not in members:
        members[name] = value
    elif isinstance(members[name], list):
        members[name].append(value)
    else:
        members[name] = [members[name], value]
