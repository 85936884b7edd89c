"""What was said of the columns of a table, kept without a word of it: a fingerprint of the headings and choices.

One line for each set of headings: the fingerprint, then what each column holds, in the alphabetic order of headings.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from b12calc.exchange.incoming.mapping import Use, clash, from_words, plain_heading
from b12calc.exchange.incoming.names import finding_named, folded, is_unit
from b12calc.exchange.incoming.paste_days import day_at
from b12calc.exchange.incoming.paste_shapes import is_loinc
from b12calc.exchange.incoming.paste_words import phrases
from b12calc.problems import ProblemsFound

MOST: Final = 50  # sets of headings; the one not used for longest goes first
_FIGURE: Final = re.compile(r"[<>=~≤≥ ]*[0-9]+(?:[.,][0-9]+)?(?P<rest>.*)", re.S)
_CODE: Final = re.compile(r"[0-9]{1,7}-[0-9]")
_MOST_DIGITS: Final = 4  # a number of a patient has more; "B12" and "25-OH" have fewer
_SEX: Final = frozenset({"f", "m", "w", "d", "x"})


def may_be_kept(headings: Sequence[str]) -> bool:
    """Tell whether headings are no patient's: none holds a day, a figure, a number, a sex or a finding."""
    return not any(_looks_like_data(heading.strip()) for heading in headings)


def recalled(kept: str, headings: Sequence[str]) -> tuple[Use, ...] | None:
    """Return what was said of a table with these headings, whatever their order; None where nothing was."""
    wanted = _fingerprint(headings)
    line = next((line for line in kept.splitlines() if line.partition(" ")[0] == wanted), "")
    try:
        said = from_words({"": line.partition(" ")[2]}).columns[""] if line else ()
    except ProblemsFound:
        return None
    if len(said) != len(headings) or clash(said):
        return None
    uses = dict(zip(_order(headings), said, strict=True))
    return tuple(uses[place] for place in range(len(headings)))


def kept_with(kept: str, headings: Sequence[str], uses: Sequence[Use] | None) -> str:
    """Return what is kept with this said of these headings, the last of MOST; None forgets what was said of them.

    Headings that may not be kept are never added.
    """
    own = _fingerprint(headings)
    lines = [line for line in kept.splitlines() if line.strip() and line.partition(" ")[0] != own]
    if uses is not None and may_be_kept(headings):
        lines.append(f"{own} {'|'.join(str(uses[place]) for place in _order(headings))}")
    return "\n".join(lines[-MOST:])


def _fingerprint(headings: Sequence[str]) -> str:
    plain = "\x1f".join(sorted(map(plain_heading, headings)))
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]


def _order(headings: Sequence[str]) -> list[int]:
    """Return the places of the columns in the alphabetic order of their headings, equal ones as they stand."""
    return sorted(range(len(headings)), key=lambda place: plain_heading(headings[place]))


def _looks_like_data(text: str) -> bool:
    plain = folded(text)
    if plain in phrases().female or plain in phrases().male or plain in _SEX or finding_named(text) is not None:
        return True
    if "@" in text or any(day_at(text, place) for place in range(len(text))):
        return True
    bare = _CODE.sub(lambda match: "" if is_loinc(match[0]) else match[0], text)
    if sum(sign.isdigit() for sign in bare) > _MOST_DIGITS:
        return True
    figure = _FIGURE.fullmatch(text)
    return figure is not None and (not figure["rest"].strip(" *%+-") or is_unit(figure["rest"].strip()))
