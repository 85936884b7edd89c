"""A window three months after the sample visit, and short ways about in a follow-up."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc_ui.app import build
from b12calc_ui.follow_up_course import CourseRow
from b12calc_ui.follow_up_section import FollowUpSection
from b12calc_ui.follow_up_treatment import TreatmentNow
from b12calc_ui.main_window import MainWindow

from .conftest import settle

CASE = Path(__file__).with_name("case.json")
LATER = date(2026, 6, 15)
SECOND: dict[str, Any] = {
    "date": "2026-04-20", "answers": {"paraesthesia": "yes", "fatigue": "no", "falls": "no"},
    "details": {"paraesthesia": {"course": "improved"}, "fatigue": {"course": "resolved"}},
    "results": [{"analyte": "potassium", "value": "4.1", "unit": "mmol/L", "collected": "2026-04-19"}],
    "treatment": {"route": "im", "regimen": "uk-im-neuro", "started": "2026-03-13", "last_given": "2026-04-18",
                  "missed_doses": 1, "limits_daily_life": "yes"},
}  # fmt: skip


@contextmanager
def window_on(day: date) -> Iterator[MainWindow]:
    """A shown window, awake, on another day than the sample visit."""
    _app, main = build(["b12calc"], today=lambda: day)
    assert isinstance(main, MainWindow)
    main.show()
    main.activateWindow()
    main.live.wake()
    settle()
    yield main
    settle()
    main.leaving.keep()
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def raw(*more: dict[str, Any]) -> dict[str, Any]:
    """Return the sample case with more visits."""
    data: dict[str, Any] = json.loads(CASE.read_text(encoding="utf-8"))
    data["visits"] += more
    return data


def case(*more: dict[str, Any]) -> Case:
    return read_case(json.dumps(raw(*more)))


def write_case(folder: Path, *more: dict[str, Any]) -> Path:
    path = folder / "several.json"
    path.write_text(json.dumps(raw(*more)), encoding="utf-8")
    return path


def section(window: MainWindow) -> FollowUpSection:
    view = window.questions.follow_up
    assert view is not None and view.section is not None
    return view.section


def treatment(window: MainWindow) -> TreatmentNow:
    assert window.form.treatment is not None
    return window.form.treatment


def course(window: MainWindow, code: str) -> CourseRow:
    return next(row for row in section(window).courses if row.row.question.code == code)


def last(window: MainWindow) -> dict[str, Any]:
    """Return the visit in the form as it would be saved."""
    found: dict[str, Any] = window.form.case().model_dump(mode="json")["visits"][-1]
    return found
