"""What comes and goes below a row of results: its comment, and whether it is said to count."""

import re

from PySide6.QtWidgets import QLabel, QLineEdit

from b12calc_ui.result_row import ResultRow

COMMENT = ": comment"


def comment_of(row: ResultRow) -> QLineEdit | None:
    """Return the field in which the comment on a result stands; it comes and goes."""
    fields = (one for one in row.findChildren(QLineEdit) if one.accessibleName().endswith(COMMENT))
    return next((one for one in fields if not one.isHidden()), None)


def counts_of(row: ResultRow) -> bool | None:
    """Return whether a result is said to count among several of its analyte, None where nothing is said of it."""
    said = " ".join(one.text() for one in row.below.findChildren(QLabel)) if row.below is not None else ""
    return None if not re.search("[Cc]ounts", said) else "ot used" not in said
