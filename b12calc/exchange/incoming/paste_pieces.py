"""Part a line into pieces: a name with what belongs to it and nothing that belongs to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import Final

from b12calc.exchange.incoming.names import folded, unit_of
from b12calc.exchange.incoming.paste_days import Printed, yearless
from b12calc.exchange.incoming.paste_judging import answers_flag, judges
from b12calc.exchange.incoming.paste_leads import diagnosed, leading, owned
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_MOST_OF_A_SIGNER: Final = 3  # words
_MOST_OF_A_TEST: Final = 4  # words
_LEAST_LISTED: Final = 2  # names
_AFTER: Final = frozenset(
    {"after", "apres", "despues", "nach", "post", "dopo", "efter", "na", "then", "puis", "luego", "dann"}
)
_IS: Final = frozenset({"is", "ist", "est", "es", "die", "der", "the", "das", "le", "la", "el"})
_SEPARATORS: Final = frozenset(",;.")


@dataclass(slots=True)
class Piece:
    """Gather a name and the tokens that belong to it, from one line or from several.

    ``tail`` are unknown words behind the figure, ``tail_measured`` tells that a figure follows them, ``blocked`` are
    unknown words between name and figure, ``before`` words in front of the name, ``past`` what follows a
    word that says that it is earlier, ``day`` the day its column is headed with.
    """

    name: Token
    lines: list[Line]
    tokens: list[Token] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    tail: str = ""
    tail_apart: bool = True
    tail_measured: bool = False
    blocked: str = ""
    earlier: bool = False
    past: list[Token] = field(default_factory=list)
    day: Printed | None = None
    doubts: list[str] = field(default_factory=list)
    low: str | None = None
    high: str | None = None

    @property
    def figures(self) -> list[Token]:
        """Return the figures that may be the value."""
        return [token for token in ranged(self.tokens) if token.kind == "number"]

    @property
    def answered(self) -> bool:
        """Tell whether anything stands with the name that could be its value."""
        said = {"number", "finding", "status", "odd", "titre"}
        return bool(self.blocked) or any(token.kind in said for token in ranged(self.tokens))

    @property
    def wrapped(self) -> bool:
        """Tell whether lines below were taken in."""
        return len(self.lines) > 1


def pieces_of(tokens: Sequence[Token], line: Line) -> list[Piece]:
    """Return the pieces of a line, one for each name in it."""
    at = next((place for place, token in enumerate(tokens) if token.kind == "name"), None)
    if at is None:
        return []
    before = leading(_dated(tokens[:at]), tokens[at])
    pieces: list[Piece] = []
    if any(token.kind == "not_now" for token in before):
        return [Piece(tokens[at], [line], earlier=True)]
    dated = [token for token in before if token.kind == "date"]
    fronts: list[list[Token]] = []
    for place, token in enumerate(tokens[at:], at):
        if token.kind == "name":
            pieces.append(Piece(token, [line]))
            fronts.append(dated)
        elif dated and _heads_others(tokens, place):
            dated = [token]
        elif _was_then(token, pieces[-1], before) and not _at_another_time(tokens):
            continue
        elif token.mean == "then" and not (pieces[-1].earlier or pieces[-1].answered):
            pieces[-1].doubts.append("it is told of the past, and of what day is not said")
        elif token.kind == "not_now" or pieces[-1].earlier:
            _pass(pieces[-1], token, tokens[place - 1])
        else:
            _add(pieces[-1], token, tokens)
    _in_front(pieces, before, fronts)
    _crowded(pieces)
    return pieces


def _pass(piece: Piece, token: Token, last: Token) -> None:
    """Add what is earlier, a limit or a dose; "145 ng/L is the threshold" says it of the figure itself."""
    if token.kind == "not_now" and piece.answered and set(folded(last.text).split()) & _IS:
        piece.doubts.append(f"the figure itself may be called {token.text!r}")
    piece.earlier = True
    piece.past.append(token)


def _dated(before: Sequence[Token]) -> list[Token]:
    """Read a day without its year as one where it stands before the colon in front of the names: "Bio 17/08 : Hb"."""
    told = [token for token in before if token.kind not in {"join", "stop"}]
    if not told or before[-1].text != ":" or (day := yearless(told[-1].text)) is None:
        return list(before)
    return [replace(token, kind="date", day=day) if token is told[-1] else token for token in before]


def _at_another_time(tokens: Sequence[Token]) -> bool:
    """Tell whether a line speaks of a time that the day in it need not be: "at diagnosis"."""
    return any(token.kind == "label" and token.mean == "comment" for token in tokens)


def _was_then(token: Token, piece: Piece, before: Sequence[Token]) -> bool:
    """Tell whether "was" stands behind the day of the figure, which then is not an earlier one but that of the day."""
    said = [one for one in (*before, *piece.tokens) if one.kind not in {"join", "clock", "plain", "stop", "label"}]
    return token.mean == "then" and not piece.earlier and [one.kind for one in said] == ["date"]


def _add(piece: Piece, token: Token, tokens: Sequence[Token]) -> None:
    """Add a token; unknown words end the piece, and what follows them is not its own."""
    if piece.tail or piece.blocked:
        return
    plain = piece.answered and not any(figure.comparator for figure in piece.figures)
    if token.kind == "unknown" and plain and (judges(token.text) or answers_flag(piece.tokens, token.text)):
        return
    if token.kind != "unknown":
        piece.tokens.append(token)
    elif piece.answered:
        piece.tail = token.text
        piece.tail_measured = any(one.kind == "number" for one in tokens[tokens.index(token) + 1 :][:1])
        piece.tail_apart = token.cell != piece.tokens[-1].cell or _signed(token.text) or _parted(token, tokens)
    else:
        piece.blocked = token.text


def _signed(text: str) -> bool:
    """Tell whether words are the name of who looked at the result: "Dr Hale"."""
    words = folded(text).split()
    return 1 < len(words) <= _MOST_OF_A_SIGNER and words[0] in phrases().speaker


def _parted(token: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether unknown words in the same cell begin something new: a full stop, or the name of another test."""
    place = tokens.index(token)
    if any(word in phrases().again for word in folded(token.text).split()):
        return False
    sign = tokens[place - 1].text if place else ""
    if sign == ".":
        return token.text[:1].isupper()
    following = tokens[place + 1 : place + 3]
    measured = [one.kind for one in following] == ["number", "unit"]
    if token.inside and following[:1] and following[0].kind == "number" and following[0].inside:
        return _whole_outside(tokens[:place]) and not owned([token.text])
    if not token.text[:1].isupper():
        return sign in _SEPARATORS and (_measured_else(tokens, place) or (measured and _listed(token, tokens[:place])))
    return measured or (sign in _SEPARATORS and any(one.kind == "number" for one in following))


def _whole_outside(before: Sequence[Token]) -> bool:
    """Tell whether a figure and its unit stand before the brackets in which words begin: "2,4 mg/dL (directa 0,5)"."""
    outside = [one.kind for one in before if not one.inside and one.kind not in {"join", "stop", "flag"}]
    return outside[-2:] == ["number", "unit"]


def _listed(token: Token, before: Sequence[Token]) -> bool:
    """Tell whether words with a figure of their own are another test of a list: "LDH 702 U/L, fosfatasa 90 U/L"."""
    names = sum(one.kind == "name" for one in before)
    words = folded(token.text).split()
    if names < _LEAST_LISTED or len(words) > _MOST_OF_A_TEST or owned(words):
        return False
    return not set(words) & (_AFTER | phrases().lead)


def _measured_else(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether words have a figure of their own in another unit than the one before them."""
    units = [one.text for one in tokens[:place] if one.kind == "unit"]
    following = tokens[place + 1 : place + 3]
    measured = [one.kind for one in following] == ["number", "unit"]
    names = [one.mean for one in tokens[:place] if one.kind == "name"]
    return measured and bool(units) and bool(names) and unit_of(names[-1], following[1].text) is None


def _heads_others(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a day inside a line begins the results of another day: "…; 02.02.2026: Hb 12,3"."""
    if tokens[place].kind != "date":
        return False
    behind = list(takewhile(lambda token: token.kind in {"stop", "join", "clock", "plain"}, tokens[place + 1 :]))
    after = tokens[place + 1 + len(behind) :]
    return bool(after) and after[0].kind == "name" and any(token.text == ":" for token in behind)


def _in_front(pieces: list[Piece], before: Sequence[Token], fronts: Sequence[list[Token]]) -> None:
    """Give the first piece what stands before its name, where no unknown words own it."""
    unknown = [token.text for token in before if token.kind == "unknown"]
    then = ["the words in front may tell of another time"] if _at_another_time(before) else []
    for piece in pieces:
        piece.before = unknown
        piece.doubts += then
    if not unknown:
        pieces[0].tokens[:0] = before
    else:
        states = [token for token in before if token.kind == "status"]
        pieces[0].tokens[:0] = [*states, *(token for token in before if token.kind in {"date", "code"})]
        for piece in pieces if owned(unknown) else pieces[:0] if diagnosed(before) else pieces[:1]:
            piece.doubts.append(f"other words stand before the name: {', '.join(unknown)}")
    for piece, dated in zip(pieces[1:], fronts[1:], strict=True):
        piece.tokens[:0] = [*dated, *(token for token in before if token.kind == "status")]


def _crowded(pieces: list[Piece]) -> None:
    """Doubt a piece whose neighbour in front names another test and got nothing."""
    for left, right in pairwise(pieces):
        if not left.answered and not left.earlier and left.name.mean != right.name.mean:
            right.doubts.append(f"two names stand before it: {left.name.text} and {right.name.text}")
        if any(token.kind == "number" for token in left.tokens[:1] if token.start < left.name.start):
            left.doubts.append("the figure stands before the name, and more names follow")


def _measured(before: Sequence[Token]) -> bool:
    """Tell whether a plain figure with its unit stands before: "405 pg/mL (above 300 is normal)"."""
    kinds = [token.kind for token in before if not token.inside and not token.comparator]
    return "number" in kinds and "unit" in kinds[kinds.index("number") :]


def ranged(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with those made ranges that brackets or a label say to be one."""
    out: list[Token] = []
    label = False
    for token in tokens:
        if token.kind == "number" and token.comparator and token.inside and (token.mean != "words" or _measured(out)):
            out.append(replace(token, kind="range"))
        elif token.kind == "number" and label:
            out.append(replace(token, kind="range" if token.comparator else "odd"))
        elif token.kind == "finding" and label:
            out.append(replace(token, kind="plain"))  # what is expected: "Reference: negative"
        else:
            out.append(token)
        if token.kind == "label":
            label = token.mean == "range"
        elif token.kind not in {"stop", "join", "plain", "flag"}:
            label = False
    return out
