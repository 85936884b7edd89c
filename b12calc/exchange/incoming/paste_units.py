"""Find where a unit ends that stands in a pasted line."""

from __future__ import annotations

from typing import Final

from b12calc.exchange.incoming import paste_shapes as shapes
from b12calc.exchange.incoming.names import is_unit

_OPTICAL_FL: Final = "fI"  # femtolitres, a small l read as a capital I


def unit_end(text: str, place: int) -> int | None:
    """Return where the unit ends that stands at a place, known or of the shape of one, else None."""
    if spaced := shapes.SPACED_UNIT.match(text, place) or shapes.IN_FULL.match(text, place):
        return spaced.end()
    match = shapes.UNIT.match(text, place)
    short = match[0][:8].rstrip(shapes.TRAILING).casefold() if match else ""
    if not match or not ("/" in match[0] or match[0][0] == "%" or short in shapes.BARE_UNITS):
        return _first_piece(text, place)
    bare = match[0].rstrip(shapes.TRAILING)
    if is_unit(bare) or shapes.LIKE_UNIT.fullmatch(bare):
        end = place + len(bare)
        of_what = shapes.PER_CREATININE.match(text, end) if bare.casefold().endswith("/mol") else None
        return of_what.end() if of_what else end
    return _first_piece(text, place)


def _first_piece(text: str, place: int) -> int | None:
    """Look for a unit in the first piece alone."""
    match = shapes.FIRST_UNIT.match(text, place)
    bare = match[0].rstrip(shapes.TRAILING) if match else ""
    if bare[:1] == "%":
        return place + 1
    if bare == _OPTICAL_FL or bare.casefold() in shapes.BARE_UNITS:
        return place + len(bare)
    if "/" in bare and (is_unit(bare) or shapes.LIKE_UNIT.fullmatch(bare)):
        return place + len(bare)
    return None
