"""What a record costs beside the bare library: the same texts set by ReportLab's own paragraphs and tables."""

from io import BytesIO
from typing import Any
from unittest.mock import patch
from xml.sax.saxutils import escape

from reportlab.lib.colors import grey
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.doctemplate import SimpleDocTemplate
from reportlab.platypus.flowables import Spacer
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table

from b12calc.report import document as content
from b12calc.report import faces, pdf_writer


def bare(document: content.ReportDocument) -> bytes:
    """Write the texts of a record with nothing but ReportLab: no tags, no metadata, no data, no seal."""
    faces.register_fonts()
    plain = ParagraphStyle("plain", fontName=faces.REGULAR, fontSize=8, leading=10)
    heavy = ParagraphStyle("heavy", fontName=faces.BOLD, fontSize=9, leading=12)

    def text(words: str, look: ParagraphStyle = plain) -> Paragraph:
        return Paragraph(escape(words), look)

    flow: list[Any] = [text(document.title, heavy), text(document.subtitle)]
    for section in document.sections:
        flow += [text(section.title, heavy), Spacer(1, 4)]
        for block in section.blocks:
            match block:
                case content.Table():
                    flow.append(_table([block.header, *block.rows], block.shares, text))
                case content.KeyValues():
                    flow.append(_table(block.rows, (1, 3), text))
                case content.ActionList():
                    rows = [(block.lead, item.number, f"{item.strength} {item.text}") for item in block.items]
                    flow.append(_table(rows, (15, 5, 80), text))
                case content.Scale():
                    flow.append(text(block.twin))
                case _:
                    flow += [text(words) for words in content.block_texts(block)]
    out = BytesIO()
    SimpleDocTemplate(out, leftMargin=44, rightMargin=44, initialFontName=faces.REGULAR, invariant=1).build(flow)
    return out.getvalue()


def _table(rows: Any, shares: tuple[float, ...], text: Any) -> Table:
    widths = [500 * share / sum(shares) for share in shares]
    looks: Any = [("LINEBELOW", (0, 0), (-1, -1), 0.3, grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table([[text(cell) for cell in row] for row in rows], colWidths=widths, style=looks)


def drawn(document: content.ReportDocument) -> bytes:
    """Write the pages of a record with their marks, and leave it there: no tree, no metadata, no data, no seal."""
    with patch.object(pdf_writer, "finish", lambda *_: b""):
        return pdf_writer.write(document, "A4")
