"""Small pieces of the printed rule book used in more than one place."""

import re
from collections.abc import Iterable
from typing import Final

from b12calc.report.document import Block, Paragraph, WriteIn
from b12calc.rules import Book

_NARROW: Final = 24  # letters


def lines(parts: Iterable[str]) -> str:
    """Return the lines of one cell."""
    return "\n".join(parts)


def review_blocks(review: str) -> tuple[Block, ...]:
    """Return the review state, and the place to sign."""
    return Paragraph(review, lead="Review:"), WriteIn(("Reviewed by", "Date", "Agreed, or change asked for"))


def broken(name: str) -> list[str]:
    """Return the name of a row in lines short enough for a narrow column, cut behind its hyphens and underscores."""
    found = [""]
    for part in re.findall(r"[^-_]+[-_]?", name):
        if len(found[-1]) + len(part) > _NARROW and found[-1]:
            found.append("")
        found[-1] += part
    return found


def cited_words(keys: Iterable[str], book: Book) -> str:
    """Return the sources of a line, each with its evidence tag; a source of a laboratory has none here."""
    return ", ".join(_cited(key, book) for key in keys)


def _cited(key: str, book: Book) -> str:
    one = book.sources[key]
    return f"{key}\u00a0[{one.evidence}{', unconfirmed' if one.unconfirmed else ''}]"
