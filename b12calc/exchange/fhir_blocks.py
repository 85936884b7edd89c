"""What every FHIR resource that is written is made of: addresses, texts, references, and JSON with exact figures."""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid5

Node = dict[str, Any]
# This program's own lists: the words of a finding, and the codes of the case format for what is measured.
FINDING_WORDS: Final = "urn:uuid:5c1d8f0e-6f0a-5f6e-9d7b-0b12ca1c0002"
ANALYTE_CODES: Final = "urn:uuid:5c1d8f0e-6f0a-5f6e-9d7b-0b12ca1c0003"
_OURS: Final = UUID("5c1d8f0e-6f0a-5f6e-9d7b-0b12ca1c0001")  # fixed once: the same content gives the same address


def address(*content: str) -> str:
    """Return the address of a resource, made of its content alone: no clock, no chance."""
    return str(uuid5(_OURS, "\x1f".join(content).encode("utf-8", "surrogatepass").hex()))


def resource(kind: str, name: str, /, **members: Any) -> Node:
    """Return a resource with its id; members without content are left out."""
    return {"resourceType": kind, "id": name, **filled(members)}


def filled(members: Node) -> Node:
    """Return members without those that say nothing: FHIR knows no null and no empty list."""
    return {key: value for key, value in members.items() if value not in (None, "", [], {}, ())}


def entry(node: Node) -> Node:
    """Return a resource as an entry of a bundle."""
    return {"fullUrl": f"urn:uuid:{node['id']}", "resource": node}


def reference(node: Node) -> Node:
    """Refer to another resource of the same bundle."""
    return {"reference": f"urn:uuid:{node['id']}"}


def plain(text: str | None) -> str | None:
    """Return a text without control signs, which no FHIR string may hold; None where nothing is left."""
    if text is None:
        return None
    kept = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return kept.strip() or None


def concept(text: str | None, *codings: Node) -> Node | None:
    """Return words as a CodeableConcept with its codings."""
    return filled({"coding": list(codings), "text": plain(text)}) or None


def note(text: str | None) -> list[Node]:
    """Return a text as an annotation, no annotation where it is empty."""
    words = plain(text)
    return [{"text": words}] if words else []


def written(value: Any, depth: int = 0) -> str:
    """Write nested members as JSON text, one member a line; a Decimal keeps its digits."""
    inner, end = "\n" + " " * (depth + 1), "\n" + " " * depth
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}: {written(one, depth + 1)}" for key, one in value.items())
        return "{" + inner + f",{inner}".join(pairs) + end + "}"
    if isinstance(value, list):
        return "[" + inner + f",{inner}".join(written(one, depth + 1) for one in value) + end + "]"
    return f"{value:f}" if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
