"""Read a written PDF back with libraries that had no part in writing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pypdf
import pypdfium2  # type: ignore[import-untyped]

from b12calc.report.document import ReportDocument, Scale, Table, Timeline, block_texts
from tests.report.tag_walk import opened, read_pages, spoken, tree


def squash(text: str) -> str:
    """Drop every space and line end: where a line breaks is looks, not content."""
    return "".join(text.split())


def pages_by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]


def pages_by_pdfium(data: bytes) -> list[str]:
    file = pypdfium2.PdfDocument(data)
    found = [page.get_textpage().get_text_range() for page in file]
    file.close()
    return found


def expected_text(document: ReportDocument, width: float) -> str:
    """Return the whole body in reading order, squashed; the labels of a picture stand before its words."""
    return squash("".join(_expected(document, width)))


def _expected(document: ReportDocument, width: float) -> Iterator[str]:
    from b12calc.report import drawing, timeline

    yield document.title
    yield document.subtitle
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Scale):
                yield from (label.text for label in drawing.labels(block, width))
            elif isinstance(block, Timeline):
                yield from (label.text for label in timeline.labels(block, width))
            yield from block_texts(block)


def as_printed(document: ReportDocument, paper: str) -> ReportDocument:
    """Return the document with who it is about as the head of the pages shows it: long parts cut with a visible …"""
    from b12calc.report.faces import BOLD, width_of
    from b12calc.report.sheet import sheet_of
    from b12calc.report.style import fitted

    parts, column = document.identity, sheet_of(document, paper).column
    if sum(width_of(part, BOLD, 8.5) for part in parts) + 12 * (len(parts) - 1) > column:
        parts = tuple(fitted(part, BOLD, 8.5, column / len(parts) - 12) for part in parts)
    return replace(document, identity=parts)


def differs(
    document: ReportDocument, data: bytes, paper: str = "A4", read: Callable[[bytes], list[str]] = pages_by_pypdf
) -> str:
    """Say where the text of a record, read back, parts from the text of the document; nothing when equal."""
    from b12calc.report.sheet import sheet_of

    shown = as_printed(document, paper)
    wanted = unicodedata.normalize("NFC", expected_text(shown, sheet_of(document, paper).column))
    try:
        found = body_text(shown, read(data), heading=True)
    except AssertionError as fault:
        return str(fault)
    if found == wanted:
        return ""
    place = next((n for n, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), 0)
    return f"…{found[max(place - 20, 0) : place + 60]!r} instead of …{wanted[max(place - 20, 0) : place + 60]!r}"


def heard(data: bytes) -> str:
    """Return the text in the order of the structure, squashed: a row cut by the end of a page is one row there."""
    with opened(data) as file:
        return squash(spoken(tree(file), read_pages(file)))


def heard_otherwise(document: ReportDocument, data: bytes, paper: str) -> bool:
    """Tell whether the structure of a record reads otherwise than the document, from its head to its foot."""
    from b12calc.report.sheet import sheet_of

    shown = as_printed(document, paper)
    body = expected_text(shown, sheet_of(document, paper).column)
    wanted = f"{''.join(shown.heading)}{' · '.join(shown.identity)}{body}{shown.edition}{shown.statement}"
    return heard(data) != squash(unicodedata.normalize("NFC", wanted))


def heads(document: ReportDocument) -> list[str]:
    return [
        squash("".join(block.header)) for part in document.sections for block in part.blocks if isinstance(block, Table)
    ]


def body_text(document: ReportDocument, pages: list[str], heading: bool = False) -> str:
    """Return the bodies of all pages, squashed, without what stands on every page and without repeated table heads."""
    bodies: list[str] = []
    for number, page in enumerate(pages, 1):
        who = " · ".join(document.identity)
        lines = document.heading if number == 1 else document.heading[:1]
        above = "".join(lines) if heading else ""
        foot = f"{above}{who}{document.edition}Page {number} of {len(pages)}{document.statement}"
        text = squash(page)
        foot = squash(unicodedata.normalize("NFC", foot))
        assert text.endswith(foot), f"page {number} lacks identity, number or statement: …{text[-300:]}"
        body = text[: -len(foot)]
        if number > 1:
            # A head at the top of a page is a repeat only if its table began on an earlier page.
            before = "".join(bodies)
            repeats = (head for head in heads(document) if head in before and body.startswith(head))
            body = next((body[len(head) :] for head in repeats), body)
        bodies.append(body)
    return "".join(bodies)
