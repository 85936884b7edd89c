"""What may stand in front of a name and is not said of it: list numbers, greetings, speakers, other tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.names import denied, folded
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_runs import ends_sentence
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_LIST_MARK: Final = 3  # signs of the number before a line of a list
_LEAST_NUMBERED: Final = 3  # lines that make a list; two do where the first is number one
_COUNTED: Final = 4  # tokens of "1 of 3:"
_LEAST_CELLS: Final = 2
_MOST_OF_A_TEST: Final = 4  # words of the name of another test
_MOST_OF_A_SPEAKER: Final = 3
_OF_BLOOD: Final = (
    "blood", "lab", "sample", "biolog", "bilan", "prise", "prelev", "analit", "analis", "hemogram", "bioquim", "extrac",
)  # fmt: skip  # beginnings of words
_HARMLESS: Final = re.compile(  # "analítica de control" is a repeat, no healthy person; "were as follows" no past
    r"\b(?:(?:de|di|zur) [ck]ontroll?[eo]?|(?:was|were|are|is) as (?:follows|below)|(?:waren|war) wie folgt)\b"
)
ELSEWHERE: Final = frozenset(
    {"creatinine", "potassium", "white_cells", "mma", "homocysteine", "copper", "zinc"}
)  # in urine too
_AROUND: Final = frozenset({"join", "stop", "clock", "date", "status", "code"})
_ANSWERS: Final = frozenset({"number", "unit", "range", "flag", "finding", "join", "stop", "label", "plain"})

Read = tuple[Line, tuple[Token, ...]]


def leading(before: Sequence[Token], name: Token) -> list[Token]:
    """Return what stands before the first name of a line and may be said of it; the rest is known to be harmless."""
    given = _behind_range(unlisted(before))
    words = [token for token in given if token.kind == "unknown"]
    if words and (_labelled(given) or _drawn(given)):
        return [token for token in given if token.kind in {"date", "status"}]
    if not words or owned(token.text for token in words):
        return given
    if _spoken(given):
        return []
    if all(_harmless(token.text) for token in words) and not any(token.kind == "number" for token in given):
        return [token for token in given if token.kind != "unknown"]
    if _sentence(given) or _answered(given, name):
        return [token for token in given[: given.index(words[0])] if token.kind in {"date", "status"}]
    return given


def _behind_range(given: list[Token]) -> list[Token]:
    """Leave out the range of the line above with which a line of prose goes on: "(4.0-10.0), neutrophils"."""
    inside = [token for token in given if token.kind != "join"]
    ends = given and given[-1].text == "," and not given[-1].inside
    return [] if ends and [token.kind for token in inside] == ["range"] and inside[0].inside else given


def _drawn(given: Sequence[Token]) -> bool:
    """Tell whether words speak of the taking of blood on a day that stands with them, of this person."""
    words = [folded(token.text) for token in given if token.kind in {"unknown", "label", "plain"}]
    days = sum(token.kind == "date" for token in given)
    dated = days == 1 and not _counted_from(given)
    figures = any(token.kind in {"number", "unit", "range", "finding", "not_now"} for token in given)
    stops = any(token.text == "." for token in given)
    return days <= 1 and of_blood(" ".join(words)) and not figures and not stops and not owned(words, dated=dated)


def _counted_from(given: Sequence[Token]) -> bool:
    """Tell whether a day is only counted from: "a week before 14/09/2026"."""
    fronts = [folded(left.text).split() for left, right in pairwise(given) if right.kind == "date"]
    return any(word in phrases().other_time for words in fronts for word in words[-2:])


def of_blood(text: str) -> bool:
    """Tell whether a word speaks of blood, of a laboratory or of the taking of a sample."""
    return any(word.startswith(_OF_BLOOD) for word in folded(text).split())


def _labelled(given: Sequence[Token]) -> bool:
    """Tell whether a label says of what follows that it is the name: "Test: GFRC  Name of test: eGFR"."""
    told = [token for token in given if token.kind not in {"join", "stop"}]
    return told[-1].kind == "label" and told[-1].mean == "name" and told[0].mean == "name"


def unlisted(tokens: Sequence[Token]) -> list[Token]:
    """Leave out the number of a list in front of a line."""
    given = list(tokens)
    if len(given) > 1 and given[0].kind == "number" and given[1].text in ".)" and len(given[0].text) < _LIST_MARK:
        return given[2:]
    kinds = [token.kind for token in given[-_COUNTED:]]
    if kinds == ["number", "plain", "number", "stop"] and given[-1].text == ":":
        return given[:-_COUNTED]  # "Result 1 of 3: Vitamin B12"
    return given


def owned(texts: Iterable[str], *, dated: bool = False) -> bool:
    """Tell whether words name another person, time, material or aim, so that what follows may be said of those.

    ``dated``: the day of the sample stands with them, so that words of another time say nothing against it.
    """
    words = [word for text in texts for word in _HARMLESS.sub(" ", folded(text)).split()]
    told = phrases()
    words = [word for word in words if not (dated and word in told.other_time)]
    unsettled = any(told.meaning.get(word, ("", ""))[0] in {"not_now", "status"} for word in words)
    owned = any(word in told.owner or word in told.other_time for word in words)
    return unsettled or owned or bool(denied((" ".join(words),), specimens=True))


def diagnosed(before: Sequence[Token]) -> bool:
    """Tell whether words say what somebody has and nothing else: "B12 deficiency", "macrocytic anaemia with"."""
    told = phrases()
    words = [word for token in before if token.kind == "unknown" for word in folded(token.text).split()]
    if any(token.kind in {"number", "unit", "not_now"} for token in before) or not set(words) & told.diagnosis:
        return False
    return not owned(words) and all(
        word in told.diagnosis or word in told.lead or told.meaning.get(word, ("", ""))[0] == "plain" for word in words
    )


def _harmless(text: str) -> bool:
    return all(
        word in phrases().lead or phrases().meaning.get(word, ("", ""))[0] == "plain" for word in folded(text).split()
    )


def _spoken(given: Sequence[Token]) -> bool:
    """Tell whether the words are who is speaking in a chat: "[20/10/2026, 09:12] Dr K:"."""
    at = next(place for place, token in enumerate(given) if token.kind == "unknown")
    words = folded(given[at].text).split()
    said = words[0] in phrases().speaker and 1 < len(words) <= _MOST_OF_A_SPEAKER
    around = [*given[:at], *given[at + 1 :]]
    return said and given[-1].text == ":" and all(token.kind in {"join", "stop", "clock", "date"} for token in around)


def _sentence(given: Sequence[Token]) -> bool:
    """Tell whether the words are a sentence of its own, without a figure, that has ended."""
    words = [word for token in given if token.kind == "unknown" for word in token.text.split()]
    told = all(token.kind in {"unknown", "join", "plain", "label"} for token in given)
    return told and given[-1].text == "." and ends_sentence(words)


def _answered(given: Sequence[Token], name: Token) -> bool:
    """Tell whether each of the words before is another test with its own figure, ended by a gap or a sign."""
    words = {word for token in given for word in folded(token.text).split()}
    if words & phrases().beside_urine and name.mean in ELSEWHERE:
        return False
    ended = given[-1].cell != name.cell or given[-1].text in {",", ";", "."}
    open_words = ""
    for token in given[_first(given) :]:
        if token.kind == "unknown":
            if open_words or len(token.text.split()) > _MOST_OF_A_TEST:
                return False
            open_words = token.text
        elif token.kind in {"number", "finding"}:
            open_words = ""
        elif token.kind not in _ANSWERS and not (token.kind == "not_now" and token.inside):
            return False
    return ended and not open_words


def _first(given: Sequence[Token]) -> int:
    """Return the place of the first words; beyond the end where a figure stands before them."""
    at = next(place for place, token in enumerate(given) if token.kind == "unknown")
    return at if all(token.kind in _AROUND for token in given[:at]) else len(given)


def unnumbered(given: Sequence[Read]) -> list[Read]:
    """Leave out the numbers of lines: whole numbers in a cell of their own that rise by one from line to line."""
    out = list(given)
    block: list[int] = []
    for place, (_, tokens) in enumerate(given):
        if not tokens:
            continue
        if block and _line_number(tokens) != (_line_number(given[block[-1]][1]) or 0) + 1:
            _cut(block, out)
            block = []
        if _line_number(tokens) is not None:
            block.append(place)
    _cut(block, out)
    return _without_kinds(out)


def _without_kinds(given: list[Read]) -> list[Read]:
    """Leave out the letter of a line's kind between its day and a name, "18.03.2026 L Vitamin B12": no flag.

    Only where it is the same in several lines, and flags stand behind the figures in one of them.
    """
    marked = [place for place, (_, tokens) in enumerate(given) if _marked(tokens)]
    if len(marked) < _LEAST_NUMBERED or len({given[place][1][1].text for place in marked}) > 1:
        return given
    if not any(token.kind == "flag" for place in marked for token in given[place][1][2:]):
        return given
    out = list(given)
    for place in marked:
        line, tokens = out[place]
        out[place] = line, (tokens[0], *tokens[2:])
    return out


def _marked(tokens: Sequence[Token]) -> bool:
    kinds = [token.kind for token in tokens[:3]]
    return kinds == ["date", "flag", "name"] and len(tokens[1].text) == 1 and tokens[1].text.isalpha()


def _line_number(tokens: Sequence[Token]) -> int | None:
    if len(tokens) < _LEAST_CELLS or tokens[0].kind != "number" or tokens[0].comparator:
        return None
    text = tokens[0].text
    apart = tokens[1].cell != tokens[0].cell and tokens[1].kind in {"name", "unknown", "plain", "label"}
    return int(text) if apart and text.isascii() and text.isdigit() and len(text) <= _LIST_MARK else None


def _cut(block: Sequence[int], out: list[Read]) -> None:
    if len(block) < _LEAST_NUMBERED - (bool(block) and _line_number(out[block[0]][1]) == 1):
        return
    for place in block:
        line, tokens = out[place]
        blank = " " * tokens[1].start
        out[place] = replace(line, text=blank + line.text[len(blank) :]), tokens[1:]
