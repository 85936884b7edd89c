"""The rule book as a document to print: the same content as the page, in the blocks of a report."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from b12calc.models import wording
from b12calc.report.document import Block, KeyValues, Paragraph, ReportDocument, Section, Table
from b12calc.rulebook import paper_back as back
from b12calc.rulebook import phrases
from b12calc.rulebook.paper_parts import broken, cited_words, lines, review_blocks
from b12calc.rules import Book, BookCondition, BookRow, BookTable

TITLE: Final = "Rule book: vitamin B12 deficiency"
STATEMENT: Final = "Supports a clinician's judgement and does not replace it; not CE or UKCA marked."
CONTENTS: Final = "Contents"
_ROWS: Final = ("Row", "When", "Then", "Strength and sources")
_ROOM: Final = 600.0  # points: nearly a page; each table begins where it can be read and signed by itself
_SHARES: Final = (5, 35, 40, 20)

Pages = Mapping[str, int]
Part = tuple[str, Callable[[Book], tuple[Block, ...]]]


def book_document(book: Book, pages: Pages) -> ReportDocument:
    """Return the whole book; ``pages`` are the pages its sections begin on, as found when it was set before."""
    parts = [*_numbered(book)]
    sections = [Section("", _opening(book)), Section(CONTENTS, _contents(parts, pages))]
    sections.append(Section("How to read this book", _reading(book)))
    for place, (title, made) in enumerate(parts):
        sections.append(Section(title, made(book), new_page=not place, room=_ROOM))
    return ReportDocument(
        title=TITLE,
        identity=("b12calc rule book", book.title),
        subtitle=wording.label("pack", book.pack),
        statement=f"{STATEMENT} {book.review}.",
        edition=f"Guideline pack {book.pack} · edition {book.edition} · rules {book.stamp[:23]}",
        author="b12calc",
        sections=tuple(sections),
        outline=True,
    )


def titles(book: Book) -> tuple[str, ...]:
    """Return the title of every numbered section in order."""
    return tuple(title for title, _ in _numbered(book))


def _numbered(book: Book) -> Iterator[Part]:
    parts: list[Part] = [(table.title, _made(table)) for table in book.tables]
    parts += [
        ("Regimens as this pack prints them", back.regimens),
        ("Limits", back.limits),
        ("What the words of the conditions mean", back.facts),
        ("Sources", back.sources),
    ]
    for number, (title, made) in enumerate(parts, 1):
        yield f"{number} {title}", made


def _made(table: BookTable) -> Callable[[Book], tuple[Block, ...]]:
    return lambda book: _table(table, book)


def _opening(book: Book) -> tuple[Block, ...]:
    rows = sum(len(table.rows) for table in book.tables)
    facts = (
        ("Guideline pack", book.title),
        ("Edition", book.edition),
        ("Contents", f"{len(book.tables)} tables, {rows} rows, {len(book.regimens)} regimens"),
        ("Review", book.review),
    )
    stamp = f"{book.stamp}. Every assessment prints this stamp: the same stamp means the same rules, letter for letter."
    return KeyValues(facts), Paragraph(stamp, "small", "Stamp:"), *review_blocks(book.review)


def _contents(parts: list[Part], pages: Pages) -> tuple[Block, ...]:
    rows = tuple((*title.split(" ", 1), str(pages.get(title, "–"))) for title, _ in parts)
    return (Table(("No.", "Section", "Page"), rows, (6, 84, 10), (1,)),)


def _reading(book: Book) -> tuple[Block, ...]:
    unconfirmed = sum(book.sources[key].unconfirmed for key in phrases.cited(book))
    texts = (
        "The tables stand in the order in which the program reads them; a later table may read what an earlier one "
        "decided. A row holds when everything under When is true. Where a list follows, one entry of it is enough.",
        "Not asked and not known are answers of their own, never read as no. Where a row means them, it says so. "
        "Where a row speaks of total or active B12, the program names the test that was done.",
        f"Each row names its sources with a tag for how firmly each is known. {unconfirmed} of the sources cited here "
        "are marked unconfirmed: such a source never decides anything alone.",
    )
    tags = dict.fromkeys(book.sources[key].evidence for key in sorted(phrases.cited(book)))
    key = KeyValues(tuple((tag, wording.label("evidence", tag)) for tag in tags))
    return (*map(Paragraph, texts), key)


def _table(table: BookTable, book: Book) -> tuple[Block, ...]:
    rows = tuple(
        (str(number), lines(_when(row, table)), lines(_then(row, book)), lines(_by(row, book)))
        for number, row in enumerate(table.rows, 1)
    )
    opening = Paragraph(f"{phrases.words()['table'][table.id]} {phrases.HOW_READ[table.hit]}")
    return opening, *review_blocks(table.review), Table(_ROWS, rows, _SHARES, (2, 3), small=True, lines=True)


def _when(row: BookRow, table: BookTable) -> Iterator[str]:
    if not row.always and not row.choices:
        yield phrases.otherwise(table)
    for place, part in enumerate(row.always):
        yield f"{'and ' if place else ''}{_condition(part)}"
    if row.choices:
        yield "and one of these holds:" if row.always else "One of these holds:"
        yield from (f"•  {' and '.join(map(_condition, choice))}" for choice in row.choices)


def _condition(part: BookCondition) -> str:
    name, text = phrases.condition(part)
    return f"{name}: {text}"


def _then(row: BookRow, book: Book) -> Iterator[str]:
    answers = [f"{title}: {_regimen(text, book)}" for title, text in phrases.answers(row)]
    if answers:
        yield " · ".join(answers)
    if row.text:
        yield f"“{phrases.sentence(row.text)}”"
    for said, instead in ((phrases.WITHHELD, row.withheld), (phrases.CHANGED, row.changed)):
        if instead:
            yield f"{said}: “{phrases.sentence(instead)}”"
    if row.due:
        yield f"Due {phrases.due(row)} after the first dose, or after the visit where nothing is given."
    if row.repeat:
        yield "Asked for again even where a result is there."


def _regimen(text: str, book: Book) -> str:
    return next((one.text for one in book.regimens if one.id == text), text)


def _by(row: BookRow, book: Book) -> Iterator[str]:
    yield wording.label("strength", row.strength)
    yield cited_words(row.sources, book)
    yield from broken(row.id)
