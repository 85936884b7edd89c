"""The text of EDIFACT: which signs part it, where its segments stand, and what is released from being a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from b12calc.exchange.incoming.guard import MAX_LINE, MAX_LINES, Watch, refuse

_ADVICE: Final = re.compile(r"\s*UNA(.)(.)(.)(.)(.)(.)", re.DOTALL)
_BREAK: Final = re.compile(r"[\r\n](?=[A-Z][A-Z0-9]{2}[^A-Za-z0-9\s])")
_TAG: Final = re.compile(r"[A-Z][A-Z0-9]{2}$")


@dataclass(frozen=True, slots=True)
class Signs:
    """Hold the signs that part a file: components, elements, segments, and the one that releases the next sign."""

    component: str = ":"
    element: str = "+"
    release: str = "?"
    end: str = "'"

    @staticmethod
    def of(text: str) -> tuple[Signs, int]:
        """Read the advice UNA, if there is one; return the signs and where the segments begin."""
        match = _ADVICE.match(text)
        if match is None:
            return Signs(), 0
        signs = (match[1], match[2], match[4], match[6])
        if len(set(signs)) < len(signs) or any(sign.isalnum() for sign in signs) or signs[-1].isspace():
            return Signs(), match.end()
        return Signs(*signs), match.end()


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold one segment: its tag, its elements as sent, its text and where that begins and ends in the file.

    ``whole`` is false where no sign ended it but the next segment's line did.
    """

    tag: str
    elements: tuple[str, ...]
    start: int
    end: int
    signs: Signs
    whole: bool = True

    def parts(self, at: int) -> list[str]:
        """Return the components of an element, released signs put back; at least eight, missing ones empty."""
        sent = pieces(self.elements[at], self.signs.component, self.signs.release) if at < len(self.elements) else []
        told = [_freed(part, self.signs.release) for part in sent]
        return told + [""] * (8 - len(told))

    def place(self, at: int) -> tuple[int, int]:
        """Return where the first component of an element stands in the text of the file."""
        start = self.start + sum(map(len, self.elements[:at])) + at * len(self.signs.element)
        first = pieces(self.elements[at], self.signs.component, self.signs.release)[0]
        return start, start + len(first)


def segments(text: str, watch: Watch) -> Iterator[Segment]:
    """Yield the segments of a file in order; what begins with no tag is yielded under the tag ""."""
    signs, begin = Signs.of(text)
    end, release = re.escape(signs.end), re.escape(signs.release)
    whole = re.compile(rf"(?:[^{end}{release}]+|{release}.)+", re.DOTALL)
    size = len(text) or 1
    count = 0
    for match in whole.finditer(text, begin):
        start = match.start()
        lines = _BREAK.split(match[0])
        for number, line in enumerate(lines, 1):
            watch.step(match.end() / size)
            count += 1
            if count > MAX_LINES:
                raise refuse(f"the file holds more than {MAX_LINES:,} segments; no usual report does")
            at = text.find(line, start)
            start = at + len(line)
            if line.strip():
                yield _segment(line[:MAX_LINE], at, signs, number == len(lines))


def _segment(text: str, at: int, signs: Signs, whole: bool) -> Segment:
    bare = text.lstrip()
    at += len(text) - len(bare)
    bare = bare.rstrip("\r\n")
    elements = pieces(bare, signs.element, signs.release)
    tag = elements[0].strip() if _TAG.match(elements[0].strip()) else ""
    return Segment(tag, tuple(elements), at, at + len(bare), signs, whole)


def pieces(text: str, sign: str, release: str) -> list[str]:
    """Part a text at a sign wherever it is not released; nothing is put back, so that places stay true."""
    parts = text.split(sign)
    if release not in text:
        return parts
    told: list[list[str]] = [[]]
    for part in parts:
        told[-1].append(part)
        if (len(part) - len(part.rstrip(release))) % 2 == 0:
            told.append([])
    return [sign.join(one) for one in told if one]


def _freed(text: str, release: str) -> str:
    if release not in text:
        return _even(text)
    return _even(re.sub(re.escape(release) + "(.)", r"\1", text, flags=re.DOTALL))


def _even(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def told(parts: Sequence[str]) -> str:
    """Return the components of a free text as one: they are pieces of lines."""
    return " ".join(part for part in parts if part)
