"""Read a written PDF back with libraries that had no part in writing it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdf
import pypdfium2  # type: ignore[import-untyped]

from b12calc.report.document import ReportDocument, Scale, Table, block_texts


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
    from b12calc.report.drawing import labels

    yield document.title
    yield document.subtitle
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            if isinstance(block, Scale):
                yield from (label.text for label in labels(block, width))
            yield from block_texts(block)


def heads(document: ReportDocument) -> list[str]:
    return [
        squash("".join(block.header)) for part in document.sections for block in part.blocks if isinstance(block, Table)
    ]


def body_text(document: ReportDocument, pages: list[str]) -> str:
    """Return the bodies of all pages, squashed, without what stands on every page and without repeated table heads."""
    bodies: list[str] = []
    for number, page in enumerate(pages, 1):
        foot = f"{' · '.join(document.identity)}{document.edition}Page {number} of {len(pages)}{document.statement}"
        text = squash(page)
        assert text.endswith(squash(foot)), f"page {number} lacks identity, number or statement: …{text[-300:]}"
        body = text[: -len(squash(foot))]
        if number > 1:
            # A head at the top of a page is a repeat only if its table began on an earlier page.
            before = "".join(bodies)
            repeats = (head for head in heads(document) if head in before and body.startswith(head))
            body = next((body[len(head) :] for head in repeats), body)
        bodies.append(body)
    return "".join(bodies)
