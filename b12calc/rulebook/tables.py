"""One decision table on the page: its rows in words, each with its sentence, its strength and its sources."""

from collections.abc import Iterator, Sequence
from html import escape

from b12calc.models import wording
from b12calc.rulebook import phrases
from b12calc.rulebook.parts import citations, paragraph, review_line
from b12calc.rules import Book, BookCondition, BookRow, BookTable


def table_section(table: BookTable, book: Book) -> Iterator[str]:
    """Yield one table: what it is for, how it is read, its review state, its rows."""
    yield paragraph(f"{phrases.words()['table'][table.id]} {phrases.HOW_READ[table.hit]}")
    yield review_line(table.review)
    yield '<table class="rows">'
    yield '<thead><tr><th class="place">Row</th><th>When</th><th>Then</th></tr></thead>'
    yield "<tbody>"
    for number, row in enumerate(table.rows, 1):
        yield f'<tr id="row-{table.id}-{row.id}">'
        yield f'<td class="place">{number}</td>'
        yield f"<td>{_when(row, table)}</td>"
        yield f"<td>{''.join(_then(row, table, book))}</td>"
        yield "</tr>"
    yield "</tbody>"
    yield "</table>"


def _when(row: BookRow, table: BookTable) -> str:
    """Return the conditions: those that must all hold, then the list of which one is enough."""
    if not row.always and not row.choices:
        return f'<p class="when">{phrases.otherwise(table)}</p>'
    parts = [f'<p class="when">{_joined(row.always, "<br><i>and</i> ")}</p>'] if row.always else []
    if row.choices:
        lead = "and one of these holds:" if row.always else "One of these holds:"
        parts.append(f'<p class="when lead">{lead}</p>')
        entries = [f"<li>{_joined(choice)}" for choice in row.choices]
        parts.append(f'<ul class="choices">{" <i>or</i></li>".join(entries)}</li></ul>')
    return "".join(parts)


def _joined(parts: Sequence[BookCondition], join: str = " <i>and</i> ") -> str:
    said = [phrases.condition(part) for part in parts]
    return join.join(f'<span class="part">{escape(name)}: <b>{escape(text)}</b></span>' for name, text in said)


def _then(row: BookRow, table: BookTable, book: Book) -> Iterator[str]:
    """Yield the answer, the sentence said, when it falls due, the strength and the sources."""
    answers = [_answer(title, text, book) for title, text in phrases.answers(row)]
    if answers:
        yield f'<p class="answer">{" · ".join(answers)}</p>'
    if row.text:
        yield f'<p class="said">“{escape(phrases.sentence(row.text))}”</p>'
    for said, instead in ((phrases.WITHHELD, row.withheld), (phrases.CHANGED, row.changed)):
        if instead:
            yield f'<p class="withheld">{said}: “{escape(phrases.sentence(instead))}”</p>'
    if row.due:
        yield paragraph(
            f"Due {phrases.due(row)} after the first dose, or after the visit where nothing is given.", "due"
        )
    if row.repeat:
        yield paragraph("Asked for again even where a result is there.", "due")
    strength = escape(wording.label("strength", row.strength))
    name = f"<code>{row.id}</code>"
    yield f'<p class="by"><b class="strength {row.strength}">{strength}</b> {citations(row.sources, book)} {name}</p>'


def _answer(title: str, text: str, book: Book) -> str:
    regimen = next((one for one in book.regimens if one.id == text), None)
    shown = escape(text) if regimen is None else f'<a href="#regimen-{text}">{escape(regimen.text)}</a>'
    return f"{escape(title)}: <b>{shown}</b>"
