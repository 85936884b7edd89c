"""The lines of the answer on dates that were placed: what could not be kept in sight, why each was moved under Why."""

import re
from html import escape
from typing import Final

from b12calc.plan.schedule_words import BEYOND, NO_DAYS
from b12calc_ui.answer_lines import muted
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

# How a sentence on one dose begins; all of them are counted in the note of their part.
MOVED: Final = re.compile(r"Dose \d+ on ")


def phase_note(note: str | None) -> str:
    """Return the note of one part of a treatment; one that says what could not be kept is marked."""
    if not note:
        return ""
    if BEYOND in note or note.startswith(NO_DAYS):
        return f"<span style='color:{look.theme.error}'>▲</span>&nbsp;{escape(note)}"
    return muted(note)


def days_link() -> str:
    """Return the way to the dates of the doses."""
    style = f"color:{look.theme.accent}"
    return f"<p style='margin:4px 0 0 0'><a href='days:' style='{style}'>{escape(tr('Dates of the doses…'))}</a></p>"
