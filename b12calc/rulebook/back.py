"""The back of the rule book: regimens, limits, what the facts mean, and the sources."""

from collections.abc import Iterator
from html import escape

from b12calc.models import wording
from b12calc.rulebook import formulas, phrases
from b12calc.rulebook.parts import UNCONFIRMED, citations, head, paragraph, review_line
from b12calc.rules import Book


def regimen_section(book: Book) -> Iterator[str]:
    """Yield every regimen, step by step."""
    yield paragraph(
        "Medicine, dose, route and interval as the sources print them. Dates are set when a case is assessed."
    )
    yield review_line(book.review)
    for regimen in book.regimens:
        yield f'<article class="regimen" id="regimen-{regimen.id}">'
        yield f"<h3>{escape(regimen.text)} <code>{regimen.id}</code></h3>"
        yield head("steps", "Step", "Medicine and dose", "How", "How often")
        for number, one in enumerate(regimen.phases, 1):
            how = wording.label("route", one.route).lower()
            often = one.every + (f" ({one.doses} doses)" if one.doses else "")
            cells = (str(number), f"{one.medicine} {one.dose}", how, often)
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
        yield "</table>"
        yield from (paragraph(note, "quiet") for note in regimen.notes)
        yield f'<p class="by">{citations(regimen.sources, book)}</p></article>'


def limit_section(book: Book) -> Iterator[str]:
    """Yield the limits of every analyte by unit, and the days, months and ages the rules count in."""
    yield paragraph(
        "Each figure is compared in the unit the laboratory reported, with the limit printed for that unit. Where the "
        "laboratory prints its own range for methylmalonic acid, homocysteine, folate or ferritin, that goes first."
    )
    yield review_line(book.review)
    yield head("limits", "What is measured", "Unit or group", "Limit", "Sources")
    for limit in phrases.in_order(book.limits):
        name = phrases.analyte(limit.analyte) + (f", {phrases.unit(limit.unit)}" if limit.unit else "")
        for place, (unit, text) in enumerate(phrases.limit_lines(limit)):
            shown = (f"<th scope='row'>{escape(name)}</th>", f'<td class="by">{citations(limit.sources, book)}</td>')
            first, last = shown if not place else ("<td></td>", "<td></td>")
            yield f"<tr>{first}<td>{escape(unit)}</td><td>{escape(text)}</td>{last}</tr>"
    yield "</table>"
    if not any(limit.analyte == "total_b12" for limit in book.limits):
        yield paragraph(phrases.words()["no_b12_limit"])
    yield from _formulas(book)
    yield "<h3>Days, months and ages</h3>"
    yield f'<ul class="compact">{"".join(f"<li>{escape(one)}</li>" for one in phrases.intervals(book))}</ul>'


def _formulas(book: Book) -> Iterator[str]:
    """Yield the adjustment of haemoglobin, what repeats vary by and the experimental indicator."""
    yield "<h3>Haemoglobin, adjusted</h3>"
    yield paragraph(formulas.ADJUSTED)
    yield head("steps", "Altitude or smoking", "Subtracted", "Source")
    for what, grams, key in formulas.adjustments(book):
        yield f'<tr><td>{escape(what)}</td><td>{grams}</td><td class="by">{citations([key], book)}</td></tr>'
    yield "</table>"
    yield "<h3>Repeated results</h3>"
    yield paragraph(formulas.REPEATED)
    yield head("varied", "What is measured", "Measuring", "Within one person", "Sources")
    for what, measuring, within, keys in formulas.variations(book):
        cited = f'<td class="by">{citations(keys, book)}</td>'
        yield f"<tr><th scope='row'>{escape(what)}</th><td>{measuring}</td><td>{within}</td>{cited}</tr>"
    yield "</table>"
    yield f"<h3>{escape(book.indicator['name'])} (experimental, off until switched on)</h3>"
    yield from map(paragraph, formulas.indicator(book))
    yield f'<p class="by">{citations(book.indicator["sources"], book)}</p>'


def fact_section(book: Book) -> Iterator[str]:
    """Yield how every derived fact is read from a case."""
    yield paragraph(
        "How each fact the tables read is made from the answers and results. Left out: the questions of the form."
    )
    yield review_line(book.review)
    yield head("facts", "Fact", "How it is read", "Its words")
    for fact in book.facts:
        if not fact.asked:
            said = "; ".join(fact.words.values())
            name = f"<th scope='row'>{escape(fact.title)}</th>"
            yield f"<tr>{name}<td>{escape(fact.means)}</td><td>{escape(said)}</td></tr>"
    yield "</table>"


def source_section(book: Book) -> Iterator[str]:
    """Yield every source, those this pack cites first."""
    cited = phrases.cited(book)
    yield paragraph("In the words of this program. Every source a row, a limit or a regimen of this pack cites.")
    yield head("sources", "Mark", "Evidence", "Source", "What it says")
    for key in sorted(cited):
        one = book.sources[key]
        tag = escape(one.evidence) + (UNCONFIRMED if one.unconfirmed else "")
        cells = f"<td>{tag}</td><td>{escape(one.title)}</td><td>{escape(one.says)}</td>"
        yield f'<tr id="source-{key}"><th scope="row">{key}</th>{cells}</tr>'
    yield "</table>"
    others = sorted(set(book.sources) - cited)
    if others:
        yield "<h3>Kept, and cited by no row of this pack</h3>"
        yield paragraph(", ".join(others), "quiet")
