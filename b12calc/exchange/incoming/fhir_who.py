"""Who a FHIR file says its results belong to, and of which day they are."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from b12calc.exchange.incoming.fhir_tree import Item, Node, Unreadable, many, text, texts
from b12calc.exchange.incoming.found import Identity
from b12calc.exchange.incoming.guard import visible

_PART: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_WHOLE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt ]|\Z)")


def day_of(sent: str) -> date | None:
    """Return the day of a FHIR date or time, as written at its place; None for a month or a year alone.

    Raises Unreadable for what is no date.
    """
    bare = sent.strip()
    if _PART.fullmatch(bare):
        return None
    whole = _WHOLE.match(bare)
    try:
        if whole:
            return date.fromisoformat(whole[1])
    except ValueError:
        pass
    raise Unreadable(f"{visible(sent)[:40]} is no day")


def identity_of(patient: Item) -> Identity:
    """Return who a Patient resource says it is; the current name and the national number first."""
    node = patient.node
    names = sorted(many(node, "name"), key=lambda name: text(name, "use") in ("old", "maiden", "temp", "nickname"))
    known = [number for number in many(node, "identifier") if text(number, "value")]
    known.sort(key=lambda number: not (text(number, "system") or "").endswith("nhs-number"))
    sex = text(node, "gender")
    try:
        born = day_of(text(node, "birthDate") or "0000")
    except Unreadable:
        born = None
    return Identity(
        name=_name(names[0]) if names else None,
        birth_date=born,
        sex=sex if sex in ("female", "male", "other") else None,  # type: ignore[arg-type]
        identifier=text(known[0], "value") if known else None,
    )


def _name(name: Node) -> str | None:
    family, given = " ".join(texts(name, "family")), " ".join(texts(name, "given"))
    return text(name, "text") or ", ".join(filter(None, (family, given))) or None
