"""Join the words of a line to names of tests, known phrases and what is not known; nothing half known is a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.names import analyte_named, denied, finding_named, name_words
from b12calc.exchange.incoming.paste_judging import whose
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_marks import without_marks
from b12calc.exchange.incoming.paste_methods import is_method, method_behind, without_method
from b12calc.exchange.incoming.paste_tokens import Kind, Lexer, Token
from b12calc.exchange.incoming.paste_words import FLAG_SIGNS, LONGEST_PHRASE, fold, phrases

_STATES: Final = {"F": "final", "P": "preliminary", "X": "cancelled"}  # letters of HL7, alone in a cell
_WORDS: Final = frozenset({"name", "unknown", "plain"})
_MOST_WORDS: Final = 14
_LEAST_OF_A_LAST_WORD: Final = 4  # letters; a shorter one before a full stop may be cut short
_MOST_OF_A_NAME: Final = 9

_Piece = tuple[int, int, Kind, str]


def tokens_of(line: Line) -> tuple[Token, ...]:
    """Return the tokens of a line: words of one cell in a row are one name, one phrase, or unknown together."""
    given = Lexer(line).tokens()
    out: list[Token] = []
    run: list[Token] = []
    for token in given:
        if (token.kind == "word" and (not run or run[-1].cell == token.cell)) or (
            token.kind == "join" and run and run[-1].cell == token.cell and token.mean != "dash"
        ):
            run.append(token)
        else:
            _close(run, out, token, line)
            run = [token] if token.kind == "word" else []
            if token.kind != "word":
                out.append(token)
    _close(run, out, None, line)
    return tuple(without_marks(_dashed(_settled(out), line)))


def _settled(tokens: Sequence[Token]) -> list[Token]:
    """Take a letter for the state of a result only where it fills a cell."""
    lone = [token for token in tokens if token.kind == "status" and token.text in _STATES]
    shared = {token.start for token in lone if [one.cell for one in tokens].count(token.cell) > 1}
    return [replace(token, kind="unknown", mean="") if token.start in shared else token for token in tokens]


def _dashed(tokens: Sequence[Token], line: Line) -> list[Token]:
    """Join words on both sides of a dash or semicolon that are one name together: "HbA1c - IFCC"."""
    out: list[Token] = []
    for token in tokens:
        if (
            len(out) > 1
            and (out[-1].mean == "dash" or out[-1].text == ";")
            and token.kind in _WORDS
            and out[-2].kind in _WORDS
        ):
            first = out[-2]
            whole = without_method(line.text[first.start : token.end])
            if first.cell == token.cell and (code := analyte_named(whole)):
                out[-2:] = [replace(first, kind="name", mean=code, text=whole, end=token.end)]
                continue
        out.append(token)
    return out


def _close(run: list[Token], out: list[Token], behind: Token | None, line: Line) -> None:
    tail: list[Token] = []
    while run and run[-1].kind == "join":
        tail.insert(0, run.pop())
    if run:
        closed = any(token.text in ")]}" for token in tail)
        out.extend(_resolved(run, None if closed else behind, line, bracketed=closed))
    out.extend(tail)
    run.clear()


def _resolved(run: Sequence[Token], behind: Token | None, line: Line, *, bracketed: bool) -> list[Token]:
    words = [token for token in run if token.kind == "word"]
    pieces = _cover(tuple(word.text for word in words), _gaps(words, line)) if len(words) <= _MOST_WORDS else None
    if pieces is None:
        # The sentence is parted first: each word is then resolved in one part alone, however many sentences there are.
        if (at := _sentence_end(run)) is not None:
            before = _resolved(run[:at], None, line, bracketed=False)
            return [*before, run[at], *_resolved(run[at + 1 :], behind, line, bracketed=bracketed)]
        if lead := whose(words):
            first = _joined(words[:lead], "plain", "", line)
            rest = _resolved(run[run.index(words[lead]) :], behind, line, bracketed=bracketed)
            if rest[0].kind == "name":
                return [first, *rest]
        if parted := _parted(run, behind, line, bracketed=bracketed):
            return parted
        if shown := _shown(words, line, behind, bracketed=bracketed):
            return shown
        named = _with_method(words, line) or (bracketed and _named_with_more(words, line))
        return named or [_joined(words, "unknown", "", line)]
    found = [_joined(words[start:end], kind, mean, line) for start, end, kind, mean in pieces]
    return [_said(token, at == len(found) - 1, behind) for at, token in enumerate(found)]


def _parted(run: Sequence[Token], behind: Token | None, line: Line, *, bracketed: bool) -> list[Token]:
    """Part words at the last comma or bracket, where a name stands behind it: "all low-normal), Hb"."""
    at = max((place for place, token in enumerate(run[:-1]) if token.kind == "join" and token.text in "),"), default=0)
    if len(run) > 2 * _MOST_WORDS:
        return []
    left, ends = list(run[:at]), [run[at]]
    while left and left[-1].kind == "join":
        ends.insert(0, left.pop())
    rest = _resolved(run[at + 1 :], behind, line, bracketed=bracketed) if left and run[at + 1].kind == "word" else []
    if not rest or rest[0].kind != "name" or any(token.kind == "unknown" for token in rest):
        return []
    return [*_resolved(left, None, line, bracketed=False), *ends, *rest]


def _shown(words: Sequence[Token], line: Line, behind: Token | None, *, bracketed: bool) -> list[Token]:
    """Part words behind a verb of showing, where a name follows: "Bloods taken today showed a haemoglobin of"."""
    near = enumerate(words[-_MOST_WORDS:-1], max(1, len(words) - _MOST_WORDS + 1))  # bounded: the rest is read again
    at = max((place for place, word in near if fold(word.text) in phrases().shows), default=0)
    rest = _resolved(words[at:], behind, line, bracketed=bracketed) if at else []
    named = any(token.kind == "name" for token in rest) and all(token.kind != "unknown" for token in rest)
    return [_joined(words[:at], "unknown", "", line), *rest] if named else []


def _sentence_end(run: Sequence[Token]) -> int | None:
    """Return the place of the full stop that ends a first sentence; an abbreviation of a name's word ends none."""
    for at, (word, stop, behind) in enumerate(zip(run, run[1:], run[2:], strict=False), 1):
        if (
            stop.text == "."
            and behind.kind == "word"
            and behind.text[0].isupper()
            and behind.start > stop.end
            and ends_sentence([token.text for token in run[:at] if token.kind == "word"])
        ):
            return at if word.kind == "word" else None
    return None


def ends_sentence(words: Sequence[str]) -> bool:
    """Tell whether words before a full stop are a sentence: several, the last of small letters and not cut short."""
    last = words[-1]
    if len(words) <= 1 or not last.islower() or len(last) < _LEAST_OF_A_LAST_WORD:
        return False
    return not any(word.startswith(fold(last)) for word in name_words())


def _named_with_more(words: Sequence[Token], line: Line) -> list[Token]:
    """Read a name with unknown words in brackets behind it: the name, and words that make it doubtful."""
    place = next((at for at, gap in enumerate(_gaps(words, line), 1) if "(" in gap or "[" in gap), 0)
    inside = words[place:]
    said = tuple(word.text for word in words[:place])
    name = _cover(said, _gaps(words[:place], line)) if place else None
    if not name or name[-1][2] != "name" or denied(word.text for word in inside):
        return []
    if any(analyte_named(word.text) for word in inside):
        return []
    return [*(_joined(words[a:b], kind, mean, line) for a, b, kind, mean in name), _joined(inside, "odd", "", line)]


def _with_method(words: Sequence[Token], line: Line) -> list[Token]:
    """Read words that say how the test was done, alone or behind its name: they change nothing."""
    said = tuple(word.text for word in words)
    if is_method(said):
        return [_joined(words, "plain", "", line)]
    place = method_behind(said)
    name = _cover(said[:place], _gaps(words[:place], line)) if place else None
    if not name or name[-1][2] != "name":
        return []
    return [
        *(_joined(words[a:b], kind, mean, line) for a, b, kind, mean in name),
        _joined(words[place:], "plain", "", line),
    ]


def _gaps(words: Sequence[Token], line: Line) -> tuple[str, ...]:
    return tuple(line.text[left.end : right.start] for left, right in pairwise(words))


def _joined(words: Sequence[Token], kind: Kind, mean: str, line: Line) -> Token:
    first, last = words[0], words[-1]
    return replace(first, kind=kind, text=line.text[first.start : last.end], end=last.end, mean=mean)


def _said(token: Token, last: bool, behind: Token | None) -> Token:
    """Settle words that mean a finding alone and a label in front of a range."""
    labels = last and behind is not None and (behind.kind in {"number", "range", "unit"} or behind.text == ":")
    if labels and token.text == "N" and behind is not None and behind.cell != token.cell:
        labels = False  # a letter in a cell of its own
    if token.kind == "label" and token.mean == "range" and not labels:
        if finding := finding_named(token.text):
            return replace(token, kind="finding", mean=finding)
        if token.text == "N":
            return replace(token, kind="flag")
    return token


@lru_cache(maxsize=4096)
def _cover(words: tuple[str, ...], gaps: tuple[str, ...]) -> tuple[_Piece, ...] | None:
    """Part words into names, findings and phrases without a rest; None where a word stays unknown."""
    plain = tuple(fold(word) for word in words)
    openers = phrases().openers
    dead: set[int] = set()

    def slice_of(start: int, end: int) -> str:
        return (
            "".join(word + gap for word, gap in zip(words[start : end - 1], gaps[start : end - 1], strict=True))
            + words[end - 1]
        )

    def walk(start: int) -> tuple[_Piece, ...] | None:
        if start == len(words):
            return ()
        if start in dead:
            return None
        for end in range(min(len(words), start + _MOST_OF_A_NAME), start, -1):
            piece = _piece(slice_of(start, end), plain[start:end], openers, alone=len(words) == 1)
            if piece and (rest := walk(end)) is not None:
                return ((start, end, *piece), *rest)
        dead.add(start)
        return None

    return walk(0)


def _piece(text: str, plain: tuple[str, ...], openers: frozenset[str], *, alone: bool) -> tuple[Kind, str] | None:
    folded = " ".join(plain)
    known = phrases().meaning.get(folded) if len(plain) <= LONGEST_PHRASE else None
    if known:
        return known[0], known[1]  # type: ignore[return-value]
    if all(part in openers for word in plain for part in word.split()) and (code := analyte_named(text)):
        return "name", code
    if finding := finding_named(text):
        return "finding", finding
    if alone and text in _STATES:
        return "status", _STATES[text]
    if text in FLAG_SIGNS or (alone and text in {"A", "B", "N", "C", "!"}):
        return "flag", text
    return None
