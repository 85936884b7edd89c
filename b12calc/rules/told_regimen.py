"""What the packs say of a regimen that a case names by its id: an id is for programs, its words are for people."""

from b12calc.models.vocabulary import PACKS
from b12calc.rules.knowledge import load_pack


def regimen_words(told: str) -> str:
    """Return the words of the regimen of that id, without their full stop; any other text as it was told."""
    pack = told.partition("-")[0]
    held = load_pack(pack).regimens.get(told) if pack in PACKS else None
    return told if held is None else str(held["text"]).rstrip(".")
