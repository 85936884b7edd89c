"""The rule book as one HTML page that needs nothing else: no script, no address, its style inside."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from b12calc.models import wording
from b12calc.rulebook import phrases
from b12calc.rulebook.back import fact_section, limit_section, regimen_section, source_section
from b12calc.rulebook.parts import paragraph
from b12calc.rulebook.tables import table_section
from b12calc.rules import Book

Section = tuple[str, str, Callable[[], Iterator[str]]]


def page(book: Book) -> str:
    """Return the whole page."""
    sections = _sections(book)
    lines = [*_head(book), *_opening(book), *_contents(sections), *_reading(book), "</header>", "<main>"]
    for number, (anchor, title, body) in enumerate(sections, 1):
        lines.append(f'<section id="{anchor}">')
        lines.append(f'<h2><span class="number">{number}</span> {escape(title)}</h2>')
        lines += [*body(), "</section>"]
    return "\n".join([*lines, "</main>", *_foot(book), "</body>", "</html>", ""])


def _sections(book: Book) -> list[Section]:
    """Return every section with its anchor and title, in the order of the book."""
    found: list[Section] = [
        (f"table-{table.id}", table.title, lambda table=table: table_section(table, book))  # type: ignore[misc]
        for table in book.tables
    ]
    return [
        *found,
        ("regimens", "Regimens as this pack prints them", lambda: regimen_section(book)),
        ("limits", "Limits", lambda: limit_section(book)),
        ("facts", "What the words of the conditions mean", lambda: fact_section(book)),
        ("sources", "Sources", lambda: source_section(book)),
    ]


def _head(book: Book) -> Iterator[str]:
    style = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>Rule book: {escape(book.title)}</title>"
    yield f"<style>\n{style}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"


def _opening(book: Book) -> Iterator[str]:
    rows = sum(len(table.rows) for table in book.tables)
    yield f'<p class="kicker">b12calc rule book · {escape(wording.label("pack", book.pack))}</p>'
    yield "<h1>How vitamin B12 deficiency is judged and treated here</h1>"
    yield f'<p class="lead">{escape(book.title)}</p>'
    yield '<dl class="stamp">'
    yield f"<div><dt>Edition</dt><dd>{escape(book.edition)}</dd></div>"
    yield f"<div><dt>Contents</dt><dd>{len(book.tables)} tables, {rows} rows</dd></div>"
    yield f"<div><dt>Review</dt><dd><strong>{escape(book.review)}</strong></dd></div>"
    yield f'<div class="wide"><dt>Stamp</dt><dd><code>{escape(book.stamp)}</code></dd></div>'
    yield "</dl>"
    yield paragraph(
        "Every assessment prints this stamp. The same stamp means the same rules, letter for letter.", "quiet"
    )


def _contents(sections: list[Section]) -> Iterator[str]:
    yield '<nav aria-label="Contents">'
    yield "<h2>Contents</h2>"
    yield "<ol>"
    for anchor, title, _ in sections:
        yield f'<li><a href="#{anchor}">{escape(title)}</a></li>'
    yield "</ol>"
    yield "</nav>"


def _reading(book: Book) -> Iterator[str]:
    """Say how the book is read, before the first table."""
    unconfirmed = sum(book.sources[key].unconfirmed for key in phrases.cited(book))
    yield '<div class="reading">'
    yield "<h2>How to read this book</h2>"
    for text in (
        "The tables stand in the order in which the program reads them; a later table may read what an earlier one "
        "decided. A row holds when everything under When is true. Where a list follows, one entry of it is enough.",
        "Not asked and not known are answers of their own, never read as no. Where a row means them, it says so.",
        "Where a row speaks of total or active B12, the program names the test that was done.",
        f"Each row names its sources with a tag for how firmly each is known. {unconfirmed} of the sources cited here "
        "are marked unconfirmed: such a source never decides anything alone.",
    ):
        yield paragraph(text)
    yield '<dl class="tags">'
    for tag in dict.fromkeys(book.sources[key].evidence for key in sorted(phrases.cited(book))):
        yield f"<div><dt>{escape(tag)}</dt><dd>{escape(wording.label('evidence', tag))}</dd></div>"
    yield "</dl>"
    yield "</div>"


def _foot(book: Book) -> Iterator[str]:
    yield "<footer>"
    yield paragraph(
        f"b12calc rule book, {book.title}, edition {book.edition}. {book.review}. It supports a clinician's judgement "
        "and does not replace it.",
        "quiet",
    )
    yield "</footer>"
