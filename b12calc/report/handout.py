"""What goes out of the room: patient sheet, treatment card and referral letter, each as PDF, web page or plain text."""

from pathlib import PurePath
from typing import Final

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import PRINT_SIZES
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import note, pdf
from b12calc.report.document import ReportDocument

CARD_PAPER: Final = "A5"
ENDINGS: Final = (".pdf", ".html", ".txt")


def patient_sheet(
    case: Case, assessment: Assessment, heading: tuple[str, ...] = (), size: int = PRINT_SIZES[0]
) -> ReportDocument:
    """Return the sheet for the patient, in print of 12, 18 or 24 points; nothing on it that the plan does not bear.

    In an emergency it says that the patient has to be seen today, and nothing of a plan. Raises ProblemsFound where the
    rules are not made for the patient, ValueError for another size.
    """
    from b12calc.report.leaflet import sheet_of_patient

    return sheet_of_patient(case, assessment, heading, size)


def treatment_card(case: Case, assessment: Assessment, heading: tuple[str, ...] = ()) -> ReportDocument:
    """Return the card with the days of the plan and boxes for what is given; it is made for A5.

    Raises ProblemsFound where the plan holds no treatment.
    """
    from b12calc.report.card import card_of

    return card_of(case, assessment, heading)


def referral_letter(
    case: Case, assessment: Assessment, heading: tuple[str, ...] = (), service: str | None = None
) -> ReportDocument:
    """Return the letter to one service that the plan refers to; which, where the plan names but one, may be left out.

    Raises ProblemsFound where the plan names no referral, not this one, or several of which none was chosen.
    """
    from b12calc.report.letter import letter_of

    return letter_of(case, assessment, heading, service)


def symptom_sheet(heading: tuple[str, ...] = ()) -> ReportDocument:
    """Return the blank sheet for the waiting room: every question in plain words, and cells for the line to type in.

    It holds nothing about a patient and no date.
    """
    from b12calc.report.blank_sheet import blank_sheet

    return blank_sheet(heading)


def check_ending(place: str, name: str) -> None:
    """Raise ProblemsFound, naming the place, for a file whose ending is not one of a form that can be written."""
    if PurePath(name).suffix.lower() not in ENDINGS:
        raise ProblemsFound((Problem(place, f"a file ending in {', '.join(ENDINGS)} was expected"),))


def written(document: ReportDocument, name: str, paper: str = "A4") -> bytes:
    """Return the document in the form that the ending of a file's name asks for: ``.pdf``, ``.html`` or ``.txt``.

    Only the PDF has a paper. Raises ProblemsFound for another ending, or for a character that cannot be printed.
    """
    check_ending("file name", name)
    match PurePath(name).suffix.lower():
        case ".html":
            from b12calc.report.html import write

            return write(document).encode()
        case ".txt":
            return note(document).encode()
        case _:
            return pdf(document, paper)
