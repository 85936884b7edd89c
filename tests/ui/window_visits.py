"""A follow-up as hands make it and as eyes read it: treatment, courses, what was told before."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from b12calc.models import vocabulary as words
from b12calc.models.wording import label, questions
from b12calc.problems import ProblemsFound
from b12calc_ui.follow_up_course import CourseRow
from b12calc_ui.follow_up_section import FollowUpSection
from b12calc_ui.follow_up_treatment import TreatmentNow
from b12calc_ui.main_window import MainWindow

from .window_days import day
from .window_stage import TODAY, keys, pick, settle, type_over

SINCE = {"B12 treatment now": "route", "Regimen given": "regimen", "B12 treatment started": "started",
         "B12 last given": "last_given", "Doses of B12 missed": "missed_doses",
         "What is left limits daily life": "limits_daily_life"}  # fmt: skip
CODES = {one.label: code for code, one in questions().items()}
COURSES = {"Resolved": "resolved", "Improved": "improved", "Unchanged": "unchanged", "Worse": "worse"}
TEXTS = {
    "regimen": ("uk-im-neuro", "B12 1 mg monthly", ""),
    "started": ("2026-01-20", "20 Jan 2026", "2031-01-01", "x", ""),
    "last_given": ("2026-03-01", "1 Jan 2026", "3/4/26", "2026-02-20", ""),
    "missed_doses": ("0", "2", "1000", "1001", "-1", "few", ""),
}
COURSE_KEYS = (Qt.Key.Key_R, Qt.Key.Key_I, Qt.Key.Key_U, Qt.Key.Key_W, Qt.Key.Key_I, Qt.Key.Key_Delete)
NOTHING: tuple[str, ...] = ()


def since_fields(window: QWidget) -> dict[str, QWidget]:
    """Return the fields of the treatment by their place, none where they are not shown."""
    parts = [one for one in window.findChildren(TreatmentNow) if one.isVisibleTo(window)]
    return {key: field for part in parts for name, key in SINCE.items()
            for field in part.findChildren(QWidget) if field.accessibleName() == name}  # fmt: skip


def course_rows(window: QWidget) -> dict[str, CourseRow]:
    """Return the rows of symptoms told before by the code of their question."""
    return {CODES[row.accessibleName()]: row for row in window.findChildren(CourseRow) if row.isVisibleTo(window)}


def since_seen(window: QWidget, text_of: Any) -> dict[str, str]:
    """Return what section 5 shows: treatment, what was told, and the course of each symptom with its answer."""
    found = {f"since:{key}": text_of(field) for key, field in since_fields(window).items()}
    for code, row in course_rows(window).items():
        said = [one.text() for one in row.findChildren(QLabel) if not one.isHidden()]
        pressed = [button.text() for button in row.buttons.values() if button.isChecked()]
        now = next((text.removeprefix("Now: ") for text in said if text.startswith("Now: ")), "")
        assert len(pressed) <= 1 and any(": " in text for text in said[1:]), said
        found[f"told:{code}"] = said[1]
        implied = "" if not pressed else "no" if pressed == ["Resolved"] else "yes"
        answer = now.split(",")[0]
        found[f"ask:{code}"] = answer if answer in ("yes", "no") else implied
        if pressed:
            found[f"ask:{code}|course"] = pressed[0]
    return found


def treatment_of(found: dict[str, str], today: date, bad: list[str]) -> dict[str, Any] | None:
    """Return the treatment that what is shown makes, and name what cannot be read."""
    own = {key: found.get(f"since:{key}", "") for key in SINCE.values()}
    days = {key: day(own[key]) if own[key] else None for key in ("started", "last_given")}
    for key, read in days.items():
        if own[key] and (read is None or read > today.isoformat()):
            bad.append(f"since:{key}")
    if all(days.values()) and str(days["last_given"]) < str(days["started"]):
        bad.append("since:last_given")
    missed = own["missed_doses"]
    if missed and not (missed.isdecimal() and int(missed) <= 1000):
        bad.append("since:missed_doses")
        missed = ""
    route = next((code for code in words.TREATMENT_ROUTES if label("treatment_route", code) == own["route"]), None)
    if route is None:
        return None
    return {"route": route, "regimen": own["regimen"] or None, **days, "missed_doses": int(missed) if missed else None,
            "limits_daily_life": own["limits_daily_life"].lower() or None}  # fmt: skip


def treatment_waits(found: dict[str, str]) -> bool:
    """Tell whether something of a treatment stands there without its route."""
    own = {key: text for key, text in found.items() if key.startswith("since:")}
    return bool(own) and not own["since:route"] and any(own.values())


def treatment(window: MainWindow, one: int, two: int) -> tuple[str, ...]:
    """Write in one of the fields of the treatment, or take over what is offered."""
    fields = since_fields(window)
    if not fields:
        return NOTHING
    offers = [part.offer for part in window.findChildren(FollowUpSection) if part.offer.isVisibleTo(window)]
    if offers and one % 3 == 0:
        offers[0].take.click()
        return ("since:",)
    key = list(SINCE.values())[one % len(SINCE)]
    field = fields[key]
    if isinstance(field, QComboBox):
        pick(field, two)
    else:
        type_over(field, TEXTS[key][two % len(TEXTS[key])])
    return (f"since:{key}",)


def course(window: MainWindow, one: int, two: int) -> tuple[str, ...]:
    """Say by key how a symptom told before went, and see it where it was said."""
    rows = list(course_rows(window).items())
    if not rows:
        return NOTHING
    code, row = rows[one % len(rows)]
    window.questions.reveal(row.buttons["resolved"])
    key = COURSE_KEYS[two % len(COURSE_KEYS)]
    keys(window, key)
    settle()
    wanted = {Qt.Key.Key_R: ["resolved"], Qt.Key.Key_I: ["improved"], Qt.Key.Key_U: ["unchanged"],
              Qt.Key.Key_W: ["worse"]}.get(key, [])  # fmt: skip
    assert [word for word, button in row.buttons.items() if button.isChecked()] == wanted
    return (f"ask:{code}",)


EMPTY: dict[str, Any] = {"date": TODAY.isoformat(), "results": [], "answers": {}, "details": {},
                         "b12_before_test": None, "treatment": None}  # fmt: skip


def told(window: MainWindow) -> dict[str, Any] | None:
    """Return the case as it would be saved, None while it cannot be made; results in an order of their own."""
    try:
        found: dict[str, Any] = window.form.case().model_dump(mode="json")
    except (ValueError, ProblemsFound):
        return None
    found["visits"][-1]["results"].sort(key=str)
    for visit in found["visits"][:-1]:
        visit["results"].sort(key=str)
    return found
