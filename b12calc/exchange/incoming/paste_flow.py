"""Join lines of running text that a mail or a page has broken inside a result: "MCV" at an end, "93 fl; …" below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from b12calc.exchange.incoming.names import analyte_named
from b12calc.exchange.incoming.paste_lines import LONGEST, Line
from b12calc.exchange.incoming.paste_runs import tokens_of
from b12calc.exchange.incoming.paste_tokens import Token

_LEAST: Final = 30  # signs; a shorter line is no running text
_COLUMNS: Final = re.compile(r"\t|\||[ ]{3,}|[.]{3,}|_{3,}")
_LISTED: Final = re.compile(r"[,;/][ ]|[ ][/–-][ ]")
_LEADS_ON: Final = re.compile(r" (?:of|at|is|was|von|bei|mit|lag bei|war|de|à|a|est à|était à|es de|era de)$", re.I)
_OPEN: Final = re.compile(r"[\w=:(<>≤≥,%)/-]$")
_GOES_ON: Final = re.compile(r"[\w(<>≤≥=]")
_LAST_WORDS: Final = re.compile(r"(?:[^\W\d_][\w.'’-]*[ ]){0,2}[^\W\d_][\w.'’-]*$")
_FIRST_WORDS: Final = re.compile(r"[^\W\d_][\w'’-]*(?:[ ][^\W\d_][\w'’-]*)?")


def flowing(lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines, those joined that belong together; each sign keeps its place in the text as given."""
    held: Line | None = None
    last: Line | None = None  # as it was printed
    for line in lines:
        if held is not None and last is not None and _broken(held, last, line):
            held, last = joined(held, line), line
            continue
        if held is not None:
            yield held
        held = last = line
    if held is not None:
        yield held


def _broken(held: Line, first: Line, second: Line) -> bool:
    """Tell whether a line of several results ends inside one whose rest begins the next line."""
    upper, lower = first.text.rstrip(), second.text.strip()
    if len(upper) < _LEAST or not lower or len(held.raw) + len(second.raw) > LONGEST or second.too_long:
        return False
    leads = _LEADS_ON.search(upper)
    listed = _LISTED.search(upper) and _OPEN.search(upper) and _GOES_ON.match(lower)
    if _COLUMNS.search(upper.strip()) or _COLUMNS.search(lower) or not (leads or listed):
        return False
    above, below = _told(first), _told(second)
    if leads:
        return _awaited(above, below)
    names = [place for place, token in enumerate(above) if token.kind == "name"]
    if not names or not below or not any(token.kind == "number" for token in above[: names[-1] + 2]):
        return False
    return _cut(above[names[-1] :], below) or _cut_name(above[-1], upper, lower)


def _awaited(above: Sequence[Token], below: Sequence[Token]) -> bool:
    """Tell whether a sentence breaks between a name and its figure: "showed a haemoglobin of", "104 g/L"."""
    named = [token for token in above if token.mean != "then"][-1:]
    kinds = [token.kind for token in below[:2]]
    return bool(named) and named[0].kind == "name" and kinds == ["number", "unit"]


def _told(line: Line) -> list[Token]:
    return [token for token in tokens_of(line) if token.kind not in {"stop", "plain"} and token.text not in {",", ";"}]


def _cut(last: Sequence[Token], below: Sequence[Token]) -> bool:
    """Tell whether a name has its figure, or a figure its unit, in the line below."""
    kinds = [token.kind for token in last]
    if kinds in (["name"], ["name", "odd"]):
        return below[0].kind == "number" and any(token.kind == "unit" for token in below[1:2])
    return kinds == ["name", "number"] and below[0].kind == "unit"


def _cut_name(end: Token, upper: str, lower: str) -> bool:
    """Tell whether the last words of a line and the first of the next are one name that neither has alone."""
    last, first = _LAST_WORDS.search(upper), _FIRST_WORDS.match(lower)
    if end.kind not in {"unknown", "name"} or not last or not first:
        return False
    ends, begins = last[0].split(" "), first[0].split(" ")
    return any(
        analyte_named(" ".join([*ends[-count:], *begins[:more]])) and not analyte_named(" ".join(ends[-count:]))
        for count in range(1, len(ends) + 1)
        for more in range(1, len(begins) + 1)
        if not analyte_named(" ".join(begins[:more]))
    )


def joined(first: Line, second: Line, sign: str = " ") -> Line:
    """Return one line of two, with a sign for the end between them."""
    upper, lower = first.text.rstrip(), second.text.strip()
    lead = len(second.text) - len(second.text.lstrip())
    between = len(first.raw)
    places = [first.span(at, at + 1).start - first.start for at in range(len(upper))]
    below = [second.span(lead + at, lead + at + 1).start - first.start for at in range(len(lower))]
    gap = second.start - first.start - between
    return replace(
        first,
        raw=first.raw + " " * gap + second.raw,
        text=f"{upper}{sign}{lower}",
        at=tuple([*places, between, *below]),
        shift=0,
        turned=first.turned or second.turned,
        quote_unsure=first.quote_unsure or second.quote_unsure,
    )
