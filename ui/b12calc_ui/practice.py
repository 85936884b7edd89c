"""What a practice sets once: guideline, laboratory, paper, its heading and file names; nothing about a patient."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from b12calc_ui.file_name import USUAL
from b12calc_ui.open_days import OpenDays

HEADING: Final = ("practice_name", "practice_line_1", "practice_line_2")
# Where each published laboratory is; one of neither country is offered everywhere, and so is the practice's own.
_PLACES: Final = {
    "uk": (
        "basildon", "gloucestershire", "leeds", "manchester", "mid-north-east-essex", "nwl", "ruh-bath", "severn",
        "south-west-london", "york",
    ),
    "us": ("arup", "iowa", "labcorp", "mayo", "nordx", "ucsf", "us-generic"),
}  # fmt: skip


class Exchange(NamedTuple):
    """Hold the folder in which record system and program leave files for each other, and the four letters of each.

    An empty folder is off.
    """

    folder: str = ""
    ours: str = "B12C"
    theirs: str = "EDV1"

    def request_name(self) -> str:
        """Return the name of the record system's files to us, without its ending."""
        return (self.ours + self.theirs).upper()

    def answer_name(self) -> str:
        """Return the name of our files to the record system, without its ending."""
        return (self.theirs + self.ours).upper()


class Practice(NamedTuple):
    """Hold the choices; an empty ``pack`` is none yet, an empty ``laboratory`` one that is not listed.

    ``file_name`` is the pattern of offered names, ``record_folder`` where a record system watches; empty is off.
    ``days`` says when the practice is open.
    """

    pack: str
    laboratory: str
    paper: str
    heading: tuple[str, str, str]
    file_name: str = USUAL
    record_folder: str = ""
    days: OpenDays = OpenDays()


def nearby(pack: str, known: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the laboratories, code and title, without those of another country than the guideline's."""
    away = {code for place, codes in _PLACES.items() if pack in _PLACES and place != pack for code in codes}
    return [(code, title) for code, title in known if code not in away]


def usual_paper(pack: str) -> str:
    """Return the paper that is usual where a guideline is followed."""
    return "Letter" if pack == "us" else "A4"
