"""What goes on paper and into the record: one content model, a PDF writer and a plain text writer.

ReportLab is loaded when the first PDF is asked for, never before: the window starts without it.
"""

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.report.document import ReportDocument


def build(case: Case, assessment: Assessment) -> ReportDocument:
    """Return the content of the record for one case and its assessment; nothing is decided here."""
    from b12calc.report.content import document_of

    return document_of(case, assessment)


def pdf(document: ReportDocument, paper: str = "A4") -> bytes:
    """Return the document as a PDF on ``A4``, ``Letter`` or ``A5`` paper; equal documents give equal bytes.

    Raises ProblemsFound naming every character the embedded fonts cannot print, ValueError for another paper.
    """
    from b12calc.report.quiet import load

    load()
    from b12calc.report.pdf_writer import write

    return write(document, paper)


def note(document: ReportDocument) -> str:
    """Return the document as plain text of at most 80 columns, for pasting into the record."""
    from b12calc.report.text import write

    return write(document)
