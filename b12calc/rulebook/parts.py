"""Small pieces of the page used in more than one place."""

from collections.abc import Iterable
from html import escape
from typing import Final

from b12calc.rules import Book

UNCONFIRMED: Final = ' <b class="unconfirmed">unconfirmed</b>'


def paragraph(text: str, kind: str = "") -> str:
    """Return one paragraph; the text is never read as markup."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def head(kind: str, *titles: str) -> str:
    """Return the opening of a table with its column titles."""
    cells = "".join(f"<th>{escape(title)}</th>" for title in titles)
    return f'<table class="plain {kind}"><thead><tr>{cells}</tr></thead>'


def review_line(review: str) -> str:
    """Return the review state, and on paper the place to sign."""
    signing = "Reviewed by ____________________  Date ____________  ☐ agreed  ☐ change asked for"
    return f'<p class="review"><strong>{escape(review)}</strong><span class="sign">{signing}</span></p>'


def citations(keys: Iterable[str], book: Book) -> str:
    """Return the sources of a line, each with its evidence tag and linked to what it says."""
    return ", ".join(_citation(key, book) for key in keys)


def _citation(key: str, book: Book) -> str:
    one = book.sources[key]
    mark = UNCONFIRMED if one.unconfirmed else ""
    link = f'<a href="#source-{key}" title="{escape(one.title)}">{key}</a>'
    return f'<span class="source">{link} [{escape(one.evidence)}]{mark}</span>'
