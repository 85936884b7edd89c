"""What goes on paper and into the record: one content model, a PDF writer and a plain text writer.

ReportLab is loaded when the first PDF is asked for, never before: the window starts without it.
"""

from collections.abc import Iterable

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import PAPERS
from b12calc.report.document import ReportDocument


def build(case: Case, assessment: Assessment, heading: tuple[str, ...] = ()) -> ReportDocument:
    """Return the content of the record for one case and its assessment; nothing is decided here.

    ``heading`` is the practice's own, as ``read_heading`` returns it; it stands on paper and never in the note.
    """
    from b12calc.report.content import document_of

    return document_of(case, assessment, heading)


def read_heading(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the practice's heading as it is printed: its name, and up to two lines of address or telephone.

    Raises ProblemsFound with one sentence for each line that cannot be printed.
    """
    from b12calc.report.quiet import load

    load()
    from b12calc.report.letterhead import read_heading

    return read_heading(lines)


def pdf(document: ReportDocument, paper: str = "A4") -> bytes:
    """Return the document as a PDF on ``A4``, ``Letter`` or ``A5`` paper; equal documents give equal bytes.

    Raises ProblemsFound naming every character the embedded fonts cannot print, ValueError for another paper.
    """
    from b12calc.report.quiet import load

    load()
    from b12calc.report.pdf_writer import write

    return write(document, paper)


def lock(data: bytes, password: str) -> bytes:
    """Return a finished PDF locked for transport (AES, 256 bits); ``password`` is one that ``password_of`` gave."""
    from b12calc.report.locking import locked

    return locked(data, password)


def password_of(given: bytes, place: str) -> str:
    """Return the password in a file's first line. Raises ProblemsFound naming the place, never what was given."""
    from b12calc.report.locking import read_password

    return read_password(given, place)


def asks_password(data: bytes) -> bool:
    """Tell whether a PDF is locked with a password."""
    from b12calc.report.seal import LOCKED, fault

    return fault(data) == LOCKED


def fault(data: bytes, password: str = "") -> str:
    """Say in one clause what is not as it was written in a PDF of this program; nothing when it is whole."""
    from b12calc.report.seal import fault

    return fault(data, password)


def embedded_case(data: bytes, password: str = "") -> bytes:
    """Return the case file that a record PDF holds; its text is still to be read by ``read_case``.

    Raises ProblemsFound when the PDF is not whole, or holds no case.
    """
    from b12calc.report.seal import embedded

    return embedded(data, "case.json", password)


def embedded_assessment(data: bytes, password: str = "") -> bytes:
    """Return the assessment file that a record PDF holds. Raises ProblemsFound as ``embedded_case`` does."""
    from b12calc.report.seal import embedded

    return embedded(data, "assessment.json", password)


def note(document: ReportDocument, inputs: str = "", *, brief: bool = False) -> str:
    """Return the document as plain text of at most 80 columns, for pasting into the record.

    ``inputs``, the lines of ``b12calc.exchange.note_inputs``, stand at its end: from them the case can be read back,
    and with it everything that a ``brief`` note leaves out: why, why not, what would change this, and the sources.
    """
    from b12calc.report.text import write

    return write(document, inputs, brief=brief)


def note_sections(document: ReportDocument, inputs: str) -> dict[str, str]:
    """Return the note by section: ``inputs``, ``conclusion``, ``plan``, ``follow_up``, each with the edition.

    A section of which the document has nothing is left out.
    """
    from b12calc.report.text import sections

    return sections(document, inputs)


__all__ = ["PAPERS", "build", "note", "note_sections", "pdf", "read_heading"]
