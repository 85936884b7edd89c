"""Part a line of prose into its sentences, so that what is said of one figure is not said of the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.names import folded, name_words
from b12calc.exchange.incoming.paste_leads import of_blood, owned
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_LEAST: Final = 60  # signs; a shorter line is no prose
_LEAST_WORD: Final = 4  # letters; a shorter one before a full stop may be cut short
_LEAST_NOTED: Final = 2  # in a comment, of which only what begins with a day is read
_COLUMNS: Final = re.compile(r"\t|\||[ ]{3,}|[.]{3,}")
_STOP: Final = re.compile(r"[.][ ]{1,2}(?=[^\W\d_a-zà-ÿ])")
_BEFORE: Final = re.compile(r"(?:(?P<word>[^\W\d_]+)|[)%]|/[^\W\d_][\w²]*|\d[.,]\d+|\d{3,})$")
_LEAST_LEFT: Final = 20  # signs of a line of prose
_ENDS: Final = frozenset(".:;!?)]")
_ANSWERS: Final = frozenset({"unit", "range", "finding"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_FAR: Final = 30  # signs before a full stop that are looked at
Read = tuple[Line, tuple[Token, ...]]


def sentences(line: Line) -> tuple[Line, ...]:
    """Return the sentences of a line, each with its place; the line alone where it is a table, a list or short."""
    least = _LEAST_NOTED if _commented(line) else _LEAST_WORD
    if len(line.text) < _LEAST or line.too_long or _COLUMNS.search(line.text.strip()):
        return (line,)
    ends = [match.start() + 1 for match in _STOP.finditer(line.text) if _is_end(line.text[: match.start()], least)]
    cuts = [0, *ends, len(line.text)]
    return tuple(_part(line, start, end) for start, end in pairwise(cuts) if line.text[start:end].strip())


def _part(line: Line, start: int, end: int) -> Line:
    return replace(line, text=line.text[start:end], shift=line.shift + start)


def _is_end(before: str, least: int) -> bool:
    """Tell whether what stands before a full stop ends a sentence: a whole word, a figure, a unit, a bracket."""
    match = _BEFORE.search(before[-_FAR:])
    if match is None or match["word"] is None:
        return match is not None
    word = match["word"]
    judged = phrases().meaning.get(folded(word), ("", ""))[0] == "flag" or folded(word) in phrases().judge
    whole = word.islower() and (len(word) >= least or judged) and match.start() > 0
    return whole and not any(one.startswith(folded(word)) for one in name_words())


def read_apart(
    line: Line, tokens_of: Callable[[Line], tuple[Token, ...]], *, telling: bool = False, left: Sequence[Token] = ()
) -> list[Read]:
    """Return the sentences of a line with their tokens; ``telling``: the lines before tell of a sample of blood;
    ``left``: the words that the line above leaves open.

    The day of a sentence holds for those after it, where it was that of its results. A comment stays whole, but for a
    sentence that begins with the day of its sample: "History: tired. Taken 09/02/2026: B12 162 ng/L".
    """
    parts = [(part, tokens_of(part)) for part in sentences(line)]
    if len(parts) > 1 and _commented(line):
        place = next((at for at, (_, tokens) in enumerate(parts) if at and _opens_with_day(tokens)), len(parts))
        end = parts[place][0].shift - line.shift if place < len(parts) else len(line.text)
        first = _part(line, 0, end)
        parts = [(first, tokens_of(first)), *parts[place:]]
    return _told_on(_with_day(_taken_up(parts, left)), telling=telling)


def left_open(parts: Sequence[Read]) -> tuple[Token, ...]:
    """Return the words a line of prose leaves open, "Her sister, who", where they may own what comes next."""
    if not parts or not parts[-1][1]:
        return ()
    (line, tokens), shown = parts[-1], parts[0][0].raw.strip()
    if len(shown) < _LEAST_LEFT or _COLUMNS.search(shown) or shown[-1] in _ENDS:
        return ()
    ends = [place for place, token in enumerate(tokens, 1) if token.kind in _ANSWERS or token.text == "."]
    rest = tokens[ends[-1] if ends else 0 :]
    then = any(token.kind == "not_now" or (token.kind == "number" and _YEAR.fullmatch(token.text)) for token in rest)
    words = [token.text for token in rest]
    return tuple(rest) if rest and (then or owned(words)) and line.text else ()


def _taken_up(parts: list[Read], left: Sequence[Token]) -> list[Read]:
    """Put the words that the line above left open before the name with which a line of prose goes on."""
    line, tokens = parts[0]
    text = line.raw.strip()
    prose = text[:1].islower() or text[-1:] in {".", ","}
    if not left or not prose or not any(token.kind == "name" for token in tokens):
        return parts
    words = " ".join(token.text for token in left)
    return [(line, (replace(left[0], kind="unknown", text=words, mean="", cell=tokens[0].cell), *tokens)), *parts[1:]]


def tells(parts: Sequence[Read], *, before: bool) -> bool:
    """Tell whether the lines behind these tell of the same sample of blood; ``before``: whether these do.

    A sentence that says what a sample has shown, or a heading of one: "Your labs drawn on 9 March show:".
    """
    return any(_begins(tokens) or _heads(tokens) for _, tokens in parts) or (
        before and any(token.kind == "name" for _, tokens in parts for token in tokens)
    )


def _opens_with_name(tokens: Sequence[Token]) -> bool:
    """Tell whether nothing stands before the first name that could tell of another time: a year, other words."""
    if any(token.kind == "label" and token.mean in {"comment", "other_day"} for token in tokens):
        return False  # "at diagnosis"
    first = next((place for place, token in enumerate(tokens) if token.kind == "name"), 0)
    return all(token.kind in {"plain", "join", "flag", "stop", "date"} for token in tokens[:first])


def _begins(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says what a sample of blood has shown."""
    kinds = {token.kind for token in tokens}
    words = _words(tokens)
    return {"name", "number"} <= kinds and "not_now" not in kinds and bool(words) and _of_a_sample(words)


def _heads(tokens: Sequence[Token]) -> bool:
    """Tell whether a line with nothing measured in it ends with a colon and speaks of a sample of blood."""
    kinds = {token.kind for token in tokens}
    words = _words(tokens)
    heads = bool(tokens) and tokens[-1].text == ":" and not {"name", "number", "not_now"} & kinds
    return heads and bool(words) and not owned(words) and of_blood(" ".join(words))


def _words(tokens: Sequence[Token]) -> list[str]:
    said = {"unknown", "label", "plain"}
    return [token.text for token in tokens if token.kind in said and token.mean != "range"]


def _told_on(parts: list[Read], *, telling: bool) -> list[Read]:
    """Read "was" for "is" in the sentences behind one that tells what a sample of blood has shown."""
    out: list[Read] = []
    for line, tokens in parts:
        past = [token for token in tokens if token.kind == "not_now"]
        if (
            telling
            and past
            and _opens_with_name(tokens)
            and all(token.mean == "then" for token in past)
            and not owned(_words(tokens))
        ):
            tokens = tuple(_now(token) for token in tokens)  # noqa: PLW2901
        telling = telling or _begins(tokens)
        out.append((line, tokens))
    return out


def _now(token: Token) -> Token:
    return replace(token, kind="plain", mean="") if token.mean == "then" else token


def _of_a_sample(words: Sequence[str]) -> bool:
    return of_blood(words[0]) and not owned(words)


def _with_day(parts: Sequence[Read]) -> list[Read]:
    out: list[Read] = []
    carried: Token | None = None
    for line, tokens in parts:
        days = [token for token in tokens if token.kind == "date"]
        if days:
            carried = days[0] if len(days) == 1 and _of_sample(tokens, days[0]) else None
            out.append((line, tokens))
        else:
            out.append((line, (carried, *tokens) if carried and tokens else tokens))
    return out


def _of_sample(tokens: Sequence[Token], day: Token) -> bool:
    kinds = {token.kind for token in tokens}
    labels = [token.mean for token in tokens if token.kind == "label" and token.end <= day.start]
    if labels:
        return labels[-1] in {"taken", "day"}
    return {"name", "number"} <= kinds


def _commented(line: Line) -> bool:
    """Tell whether a line begins with the label of a comment."""
    lead, parted, _ = line.text.partition(":")
    return bool(parted) and folded(lead) in phrases().comment


def _opens_with_day(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with the day of its sample: "Taken 09/02/2026: …"."""
    told = [token for token in tokens if token.kind not in {"join", "stop"}]
    return len(told) > 1 and told[0].kind == "label" and told[0].mean in {"taken", "day"} and told[1].kind == "date"
