"""What the practice's IT has set for the window: values to begin with, and locked ones that say whose they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.installation import Check, Installation

CLINIC = "given"  # the profile that a file of the practice's IT names by its path
LETTERS = r"[A-Za-z0-9_]{4}"
# As the heading takes them; what the fonts cannot print is named when the paper is made.
_LONGEST = {"practice_name": 60, "practice_line_1": 80, "practice_line_2": 80}


def _words(values: Mapping[str, object]) -> dict[str, str]:
    """Return the values as the settings of the window write them."""
    said = {True: "on", False: "off"}
    return {key: said[value] if isinstance(value, bool) else str(value).strip() for key, value in values.items()}


class Given:
    """Hold the words of a file as the settings keep them; made without one, nothing is given."""

    def __init__(self, found: "Installation | None" = None) -> None:
        self.file = "" if found is None or found.path is None else str(found.path)
        self.default = _words({} if found is None else found.default)
        self.locked = _words({} if found is None else found.locked)
        self.faults = [] if found is None else [str(fault) for fault in found.faults]

    def sets(self, key: str) -> bool:
        """Tell whether this setting is given, locked or not."""
        return key in self.locked or key in self.default

    def file_of(self, key: str) -> Path | None:
        """Return the practice's own profile that a setting names by its path, or None."""
        word = self.locked.get(key, self.default.get(key, ""))
        return Path(word) if is_file(word) else None

    def why(self, *keys: str) -> str:
        """Return in one sentence that one of these settings is locked and by what, else an empty text."""
        if not any(key in self.locked for key in keys):
            return ""
        return tr("Set by your practice's IT in {file}.", file=self.file)

    def trouble(self) -> str:
        """Return in one sentence what of the file could not be used, else an empty text."""
        if not self.faults:
            return ""
        more = len(self.faults) - 1
        first = self.faults[0] if not more else tr("{fault}; and {count} more", fault=self.faults[0], count=more)
        return tr("The settings of your practice's IT could not all be used. {fault}.", fault=first)


NOTHING = Given()


def is_file(word: object) -> bool:
    """Tell whether a laboratory or clinic is named by the path of its file."""
    return isinstance(word, str) and word.lower().endswith(".toml")


def given() -> Given:
    """Return what is set for this installation; where no file is there, nothing is loaded for it."""
    from b12calc.installation import find

    file = find()
    return NOTHING if file is None else read(file)


def read(file: Path) -> Given:
    """Return what a file sets; what cannot be used is told in ``trouble``."""
    from b12calc.installation import read as read_installation

    return Given(read_installation(file, checks()))


def checks() -> "Mapping[str, Check]":
    """Return for every key the check of its value: what was expected, or an empty text."""
    from b12calc.installation import CHECKS, one_of
    from b12calc_ui.idle import CHOICES
    from b12calc_ui.theme import SYSTEM, THEMES, ZOOMS

    lines = {key: _line(longest) for key, longest in _LONGEST.items()}
    return {
        **CHECKS, **lines, "file_name": _file_name, "record_folder": _folder, "exchange_folder": _folder,
        "exchange_ours": _letters, "exchange_theirs": _letters, "theme": one_of(SYSTEM, *THEMES),
        "zoom": _figure(ZOOMS), "cover_minutes": _figure(CHOICES), "draft": _yes_or_no,
    }  # fmt: skip


def _line(longest: int) -> "Check":
    def check(value: object) -> str:
        fits = isinstance(value, str) and value.isprintable() and len(value.strip()) <= longest
        return "" if fits else tr("one line of plain text of at most {longest} letters", longest=longest)

    return check


def _file_name(value: object) -> str:
    from b12calc_ui.file_name import KNOWN, USUAL, pattern_fault

    if isinstance(value, str) and not pattern_fault(value):
        return ""
    return tr("a pattern such as {usual}: {kind}, any of {known}, letters, and at most five digits", usual=USUAL,
              kind=KNOWN[0], known=", ".join(KNOWN))  # fmt: skip


def _folder(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and (not value or Path(value).is_absolute()):
        return ""
    return tr("the whole path of a folder, or an empty text for none")


def _letters(value: object) -> str:
    return "" if isinstance(value, str) and re.fullmatch(LETTERS, value) else tr("four letters or digits")


def _figure(known: tuple[int, ...]) -> "Check":
    def check(value: object) -> str:
        fits = isinstance(value, int) and not isinstance(value, bool) and value in known
        return "" if fits else tr("one of {known}", known=", ".join(map(str, known)))

    return check


def _yes_or_no(value: object) -> str:
    return "" if isinstance(value, bool) else tr("true or false")
