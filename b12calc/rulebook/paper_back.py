"""The back of the printed rule book: regimens, limits, what the facts mean, and the sources."""

from collections.abc import Iterator

from b12calc.models import wording
from b12calc.report.document import Block, Paragraph, Table
from b12calc.rulebook import formulas, phrases
from b12calc.rulebook.paper_parts import cited_words, review_blocks
from b12calc.rules import Book, BookRegimen

_STEPS = ("Step", "Medicine and dose", "How", "How often")


def regimens(book: Book) -> tuple[Block, ...]:
    """Return every regimen, step by step."""
    opening = "Medicine, dose, route and interval as the sources print them. Dates are set when a case is assessed."
    blocks: list[Block] = [Paragraph(opening), *review_blocks(book.review)]
    for regimen in book.regimens:
        blocks += _regimen(regimen, book)
    return tuple(blocks)


def _regimen(regimen: BookRegimen, book: Book) -> Iterator[Block]:
    yield Paragraph(f"({regimen.id})", lead=regimen.text)
    rows = []
    for number, one in enumerate(regimen.phases, 1):
        often = one.every + (f" ({one.doses} doses)" if one.doses else "")
        rows.append((str(number), f"{one.medicine} {one.dose}", wording.label("route", one.route).lower(), often))
    yield Table(_STEPS, tuple(rows), (6, 30, 24, 40), (1,))
    yield from (Paragraph(note, "small") for note in regimen.notes)
    yield Paragraph(cited_words(regimen.sources, book), "small", "Sources:")


def limits(book: Book) -> tuple[Block, ...]:
    """Return the limits of every analyte by unit, and the days, months and ages the rules count in."""
    opening = (
        "Each figure is compared in the unit the laboratory reported, with the limit printed for that unit. Where the "
        "laboratory prints its own range for methylmalonic acid, homocysteine, folate or ferritin, that goes first."
    )
    blocks: list[Block] = [Paragraph(opening), *review_blocks(book.review)]
    if not any(limit.analyte == "total_b12" for limit in book.limits):
        blocks.append(Paragraph(phrases.words()["no_b12_limit"]))
    blocks.append(
        Table(("What is measured", "Unit or group", "Limit", "Sources"), tuple(_limits(book)), (22, 20, 38, 20))
    )
    blocks += [Paragraph("", lead="Haemoglobin, adjusted"), Paragraph(formulas.ADJUSTED)]
    steps = tuple((what, grams, cited_words([key], book)) for what, grams, key in formulas.adjustments(book))
    blocks.append(Table(("Altitude or smoking", "Subtracted", "Source"), steps, (50, 20, 30)))
    blocks += [Paragraph("", lead="Repeated results"), Paragraph(formulas.REPEATED)]
    varied = tuple((*said, cited_words(keys, book) if keys else "–") for *said, keys in formulas.variations(book))
    blocks.append(Table(("What is measured", "Measuring", "Within one person", "Sources"), varied, (30, 32, 18, 20)))
    blocks.append(Paragraph("", lead="Days, months and ages"))
    counted = tuple((one,) for one in phrases.intervals(book))
    blocks.append(Table(("What the rules count in",), counted, (1,), small=True))
    blocks.append(Paragraph("", lead=f"{book.indicator['name']} (experimental, off until switched on)"))
    blocks += [Paragraph(line) for line in formulas.indicator(book)]
    blocks.append(Paragraph(cited_words(book.indicator["sources"], book), "small", "Sources:"))
    return tuple(blocks)


def _limits(book: Book) -> Iterator[tuple[str, ...]]:
    for limit in phrases.in_order(book.limits):
        name = phrases.analyte(limit.analyte) + (f", {phrases.unit(limit.unit)}" if limit.unit else "")
        for place, (unit, text) in enumerate(phrases.limit_lines(limit)):
            yield ("" if place else name), unit, text, "" if place else cited_words(limit.sources, book)


def facts(book: Book) -> tuple[Block, ...]:
    """Return how every derived fact is read from a case."""
    opening = "How each fact the tables read is made from the answers and results. Left out: the questions of the form."
    rows = tuple((fact.title, fact.means, "; ".join(fact.words.values())) for fact in book.facts if not fact.asked)
    table = Table(("Fact", "How it is read", "Its words"), rows, (24, 46, 30), (0,), small=True)
    return Paragraph(opening), *review_blocks(book.review), table


def sources(book: Book) -> tuple[Block, ...]:
    """Return every source, those this pack cites first."""
    cited = phrases.cited(book)
    rows = tuple(
        (key, one.evidence + (", unconfirmed" if one.unconfirmed else ""), one.title, one.says)
        for key, one in sorted(book.sources.items())
        if key in cited
    )
    opening = "In the words of this program. Every source a row, a limit or a regimen of this pack cites."
    table = Table(("Mark", "Evidence", "Source", "What it says"), rows, (9, 13, 28, 50), (0,), small=True)
    others = sorted(set(book.sources) - cited)
    kept = [Paragraph(", ".join(others), "small", "Kept, and cited by no row of this pack:")] if others else []
    return Paragraph(opening), table, *kept
