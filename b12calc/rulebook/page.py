"""The rule book as one HTML page that needs nothing else: no script, no address, its style inside."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from b12calc.models import wording
from b12calc.rulebook import phrases
from b12calc.rulebook.parts import citations, paragraph, review_line
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
        ("regimens", "Regimens as this pack prints them", lambda: _regimens(book)),
        ("limits", "Limits", lambda: _limits(book)),
        ("facts", "What the words of the conditions mean", lambda: _facts(book)),
        ("sources", "Sources", lambda: _sources(book)),
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
    yield paragraph("Every assessment prints this stamp. The same stamp means the same rules, letter for letter.", "quiet")


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
        "Not asked and not known are answers of their own and are never read as no. Where a row means them too, it says so.",
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


def _regimens(book: Book) -> Iterator[str]:
    yield paragraph("Medicine, dose, route and interval as the sources print them. Dates are set when a case is assessed.")
    yield review_line(book.review)
    for regimen in book.regimens:
        yield f'<article class="regimen" id="regimen-{regimen.id}">'
        yield f"<h3>{escape(regimen.text)} <code>{regimen.id}</code></h3>"
        yield '<table class="plain"><thead><tr><th>Step</th><th>Medicine and dose</th><th>How</th><th>How often</th></tr></thead>'
        for number, one in enumerate(regimen.phases, 1):
            how = wording.label("route", one.route).lower()
            often = one.every + (f" ({one.doses} doses)" if one.doses else "")
            cells = (str(number), f"{one.medicine} {one.dose}", how, often)
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        yield "</table>"
        yield from (paragraph(note, "quiet") for note in regimen.notes)
        yield f'<p class="by">{citations(regimen.sources, book)}</p></article>'


def _limits(book: Book) -> Iterator[str]:
    yield paragraph(
        "Each figure is compared in the unit the laboratory reported, with the limit printed for that unit. Where the "
        "laboratory prints its own range for methylmalonic acid, homocysteine, folate or ferritin, that range goes first."
    )
    yield review_line(book.review)
    yield '<table class="plain"><thead><tr><th>What is measured</th><th>Unit or group</th><th>Limit</th><th>Sources</th></tr></thead>'
    for limit in book.limits:
        name = phrases.analyte(limit.analyte) + (f", {phrases.unit(limit.unit)}" if limit.unit else "")
        for place, (unit, text) in enumerate(phrases.limit_lines(limit)):
            shown = (f"<th scope='row'>{escape(name)}</th>", f'<td class="by">{citations(limit.sources, book)}</td>')
            first, last = shown if not place else ("<td></td>", "<td></td>")
            yield f"<tr>{first}<td>{escape(unit)}</td><td>{escape(text)}</td>{last}</tr>"
    yield "</table>"
    if not any(limit.analyte == "total_b12" for limit in book.limits):
        yield paragraph(
            "This pack prints no figure for B12. The laboratory's printed range or a laboratory profile must give it; "
            "until then its lower end serves as the low limit, and nothing is called unlikely."
        )
    yield "<h3>Days, months and ages</h3>"
    yield f'<ul class="compact">{"".join(f"<li>{escape(one)}</li>" for one in phrases.intervals(book))}</ul>'


def _facts(book: Book) -> Iterator[str]:
    yield paragraph("How each fact the tables read is made from the answers and results. Left out: the questions of the form.")
    yield review_line(book.review)
    yield '<table class="plain facts"><thead><tr><th>Fact</th><th>How it is read</th><th>Its words</th></tr></thead>'
    for fact in book.facts:
        if not fact.asked:
            said = "; ".join(fact.words.values())
            name = f"<th scope='row'>{escape(fact.title)}</th>"
            yield f"<tr>{name}<td>{escape(fact.means)}</td><td>{escape(said)}</td></tr>"
    yield "</table>"


def _sources(book: Book) -> Iterator[str]:
    cited = phrases.cited(book)
    yield paragraph("In the words of this program. Every source a row, a limit or a regimen of this pack cites.")
    yield '<table class="plain sources"><thead><tr><th>Mark</th><th>Evidence</th><th>Source</th><th>What it says</th></tr></thead>'
    for key in sorted(cited):
        one = book.sources[key]
        tag = f"{escape(one.evidence)} {'<b class="unconfirmed">unconfirmed</b>' if one.unconfirmed else ''}"
        cells = f"<td>{tag.strip()}</td><td>{escape(one.title)}</td><td>{escape(one.says)}</td>"
        yield f'<tr id="source-{key}"><th scope="row">{key}</th>{cells}</tr>'
    yield "</table>"
    others = sorted(set(book.sources) - cited)
    if others:
        yield "<h3>Kept, and cited by no row of this pack</h3>"
        yield paragraph(", ".join(others), "quiet")


def _foot(book: Book) -> Iterator[str]:
    yield "<footer>"
    yield paragraph(
        f"b12calc rule book, {book.title}, edition {book.edition}. {book.review}. It supports a clinician's judgement "
        "and does not replace it.",
        "quiet",
    )
    yield "</footer>"
