"""The keys of a question, of a course and of a result, each once: the form obeys this list and the help prints it."""

from typing import NamedTuple

from PySide6.QtCore import Qt

from b12calc_ui.texts import later

_K = Qt.Key


class RowKey(NamedTuple):
    """Hold the keys that do one thing, the name of what they do, and the words for it."""

    keys: tuple[Qt.Key, ...]
    deed: str
    words: str


QUESTION_KEYS = (
    RowKey((_K.Key_Y,), "yes", later("Answer Yes")),
    RowKey((_K.Key_N,), "no", later("Answer No")),
    RowKey((_K.Key_Delete, _K.Key_Backspace), "open", later("Take the answer back: not asked")),
    RowKey((_K.Key_Down,), "next", later("Next question")),
    RowKey((_K.Key_Up,), "last", later("Question before")),
    RowKey((_K.Key_Left,), "left", later("To the Yes button")),
    RowKey((_K.Key_Right,), "right", later("To the No button")),
    RowKey((_K.Key_0,), "none", later("None of these: No to what is open in the group, and on to the next")),
    RowKey((_K.Key_Question,), "explain", later("Say what counts as a yes")),
)
COURSE_KEYS = (
    RowKey((_K.Key_R,), "resolved", later("Resolved")),
    RowKey((_K.Key_I,), "improved", later("Improved")),
    RowKey((_K.Key_U,), "unchanged", later("Unchanged")),
    RowKey((_K.Key_W,), "worse", later("Worse")),
    RowKey((_K.Key_Delete, _K.Key_Backspace), "open", later("Take the course back: not asked")),
    RowKey((_K.Key_Down,), "next", later("Next symptom told before")),
    RowKey((_K.Key_Up,), "last", later("Symptom before")),
    RowKey((_K.Key_Left,), "left", later("To the button on the left")),
    RowKey((_K.Key_Right,), "right", later("To the button on the right")),
    RowKey((_K.Key_Question,), "explain", later("Say what counts as a yes")),
)
_DEEDS: dict[int, str] = {key: one.deed for one in QUESTION_KEYS for key in one.keys}
_COURSE_DEEDS: dict[int, str] = {key: one.deed for one in COURSE_KEYS for key in one.keys}

# Pressed in the fields of a result; tests press each of them.
FIELD_KEYS = (
    ("Down", later("Same field of the next result")),
    ("Up", later("Same field of the result before")),
    ("=", later("In a date: take the date of the row above")),
    ("*", later("Behind a date: this date for every result that has none")),
    ("n, p, …", later("In a unit: choose by its first letter")),
    ("Alt+Down", later("Open the list of a field that has one")),
    ("+", later("On the sign at the end of a result: another date of it, without the menu")),
    ("Delete", later("On that sign: remove the row, or empty one that stands ready")),
    ("Alt+1", later("Where something is asked: the first button, such as Confirm or the unit as entered")),
    ("Alt+2", later("Where something is asked: the second button, such as the other unit")),
)


def question_deed(key: int) -> str:
    """Return what a key does on a question, or an empty text."""
    return _DEEDS.get(key, "")


def course_deed(key: int) -> str:
    """Return what a key does on a symptom told before, or an empty text."""
    return _COURSE_DEEDS.get(key, "")
