"""Which field of the form a problem named by the core points at."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from b12calc_ui.follow_up_treatment import TreatmentNow
    from b12calc_ui.identity_strip import IdentityStrip
    from b12calc_ui.question_row import QuestionRow
    from b12calc_ui.results_table import ResultsTable

_RESULT = re.compile(r"visits\[\d+\]\.results\[(\d+)\](?:\.(\w+))?")
_ANSWER = re.compile(r"visits\[\d+\]\.(?:answers|details)\.(\w+)")
_TREATMENT = re.compile(r"visits\[\d+\]\.treatment\.(\w+)")
_VISIT_DAY = re.compile(r"visits\[\d+\]\.date")
_ENDS = {"reference_low": "low", "reference_high": "high"}


class Form(Protocol):
    """Hold the parts of the form in which a problem may lie."""

    identity: "IdentityStrip"
    results: "ResultsTable"
    treatment: "TreatmentNow | None"

    @property
    def rows(self) -> "Mapping[str, QuestionRow]":
        """Return every question by its code."""


def place(form: Form, path: str, used: list[int]) -> QWidget | None:
    """Return the field, or None where the form has none; ``used`` are the rows that made the results of the case."""
    if match := _ANSWER.search(path):
        row = form.rows.get(match[1])
        return row.first() if row is not None else None
    if match := _RESULT.search(path):
        return _of_result(form, int(match[1]), match[2] or "value", used)
    if (match := _TREATMENT.search(path)) and form.treatment is not None:
        return form.treatment.fields.get(match[1])
    if _VISIT_DAY.search(path):
        return form.identity.fields["visit"]
    if "patient" in path:
        return form.identity.fields["age" if "age" in path or "birth" in path else "sex"]
    return None


def _of_result(form: Form, index: int, name: str, used: list[int]) -> QWidget | None:
    if index >= len(used):
        return None
    fields = form.results.rows[used[index]].fields
    return fields.get(_ENDS.get(name, name), fields["value"])
