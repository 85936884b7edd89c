"""What anybody can see in the window, read off its widgets by their names, and the case these words make.

Nothing here asks the form for its state: texts, ticks and marks are read where they are shown, and read anew by a
reader of its own. What a file brought and no widget shows is no part of it.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QWidget

from b12calc.analytes import Analyte
from b12calc.models import vocabulary as words
from b12calc.models.wording import label, questions
from b12calc_ui.answer_button import AnswerButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.question_details import QuestionDetails
from b12calc_ui.result_message import UnitQuestion
from b12calc_ui.result_row import ResultRow
from b12calc_ui.texts import shown_unit

from .window_days import day, since
from .window_rows import COMMENT, comment_of
from .window_visits import since_seen, treatment_of

Seen = dict[str, str]
Found = TypeVar("Found")
FIELDS = ("value", "unit", "collected", "low", "high")
WHO = {"Name": "name", "Age or date of birth": "age", "Sex": "sex", "Pregnancy": "pregnancy", "Trimester": "trimester",
       "Number": "identifier", "Altitude of residence in metres; adjusts haemoglobin": "altitude",
       "Adjust haemoglobin for smoking": "smoking", "Date of the visit": "visit"}  # fmt: skip
BEFORE = {"B12 before the test": "kind", "Dose of B12 in micrograms": "dose", "B12 last taken": "last"}
DETAILS = {"Since when": "since", "How severe": "severity", "Course": "course", "Daily dose": "daily_dose",
           "Note": "note"}  # fmt: skip
CODES = {one.label: code for code, one in questions().items()}


class Unreadable(Exception):
    """Hold the names of the fields in which something stands that cannot be read."""


def text_of(widget: QWidget) -> str:
    """Return what stands in a field; the first entry of a list is none."""
    if isinstance(widget, QComboBox) and widget.lineEdit() is None:
        return widget.currentText() if widget.currentIndex() > 0 else ""
    field = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    assert isinstance(field, QLineEdit)
    return field.text().strip()


def fields_of(parent: QWidget) -> dict[str, QWidget]:
    """Return the fields in a part of the window by their names; a list with a field in it is one, a comment is none."""
    return _once(parent, "fields seen", lambda: {
        one.accessibleName(): one for one in (*parent.findChildren(QComboBox), *parent.findChildren(QLineEdit))
        if not isinstance(one.parentWidget(), QComboBox) and not one.accessibleName().endswith(COMMENT)
    })  # fmt: skip


def _once(parent: QWidget, name: str, look: Callable[[], Found]) -> Found:
    """Look for the pieces of a part once, and keep them beside it: a part keeps its fields as long as it lives."""
    if name not in parent.__dict__:
        parent.__dict__[name] = look()
    found: Found = parent.__dict__[name]
    return found


def rows_of(window: MainWindow) -> list[tuple[str, ResultRow]]:
    """Return the rows of results from top to bottom, each named by its analyte and which of several it is."""
    rows = [row for row in window.findChildren(ResultRow) if not row.isHidden()]
    rows.sort(key=lambda row: row.geometry().y())
    counts: dict[str, int] = {}
    named = []
    for row in rows:
        counts[row.analyte.code] = counts.get(row.analyte.code, 0) + 1
        named.append((f"result:{row.analyte.code}#{counts[row.analyte.code]}", row))
    return named


def mark_of(row: ResultRow) -> str:
    """Return what stands below a result: wrong, waiting, a question about its unit, checked, or nothing of these."""
    if row.below is None or row.below.isHidden():
        return ""
    if isinstance(row.below, UnitQuestion):
        return "unit?"
    said = " ".join(one.text() for one in row.below.findChildren(QLabel))
    if said.startswith("▲"):
        return "wrong"
    return "waiting" if said.startswith("?") else "checked" if "unit checked on the report" in said else ""


def buttons_of(window: MainWindow) -> dict[str, dict[str, AnswerButton]]:
    """Return the two buttons of every question by its code."""

    def look() -> dict[str, dict[str, AnswerButton]]:
        found: dict[str, dict[str, AnswerButton]] = {}
        for button in window.findChildren(AnswerButton):
            if type(button) is not AnswerButton:
                continue  # a course: it is read with its row
            asked, _, answer = button.accessibleName().rpartition(": ")
            found.setdefault(CODES[asked], {})[answer.casefold()] = button
        return found

    return _once(window, "buttons seen", look)


def details_of(window: MainWindow) -> dict[str, dict[str, QWidget]]:
    """Return the fields beside each yes by the code of its question."""
    found: dict[str, dict[str, QWidget]] = {}
    for details in window.findChildren(QuestionDetails):
        row = details.parentWidget()
        if not details.isHidden() and row is not None and not row.isHidden():
            for name, field in fields_of(details).items():
                if field.isHidden():
                    continue
                kind, _, asked = name.partition(": ")
                found.setdefault(CODES[asked], {})[DETAILS[kind]] = field
    return found


def seen(window: MainWindow) -> Seen:
    """Return everything that was entered, as it is shown, by the place where it stands."""
    found = {f"who:{WHO[name]}": text_of(field)
             for name, field in fields_of(window.form.identity).items() if name in WHO}  # fmt: skip
    for place, row in rows_of(window):
        by_name = {name.rpartition(": ")[2]: text_of(field) for name, field in fields_of(row).items()}
        for field, words_for in zip(FIELDS, ("value", "unit", "date collected", "lower", "upper"), strict=True):
            found[f"{place}.{field}"] = next(text for name, text in by_name.items() if name.startswith(words_for))
        boxes = row.findChildren(QCheckBox) if row.analyte.film_words else []
        ticks = [box.text() for box in boxes if box.isChecked()]
        comment = comment_of(row)
        found[f"{place}.comment"] = comment.text() if comment is not None else ""
        found[f"{place}.ticks"], found[f"{place}.mark"] = ",".join(sorted(ticks)), mark_of(row)
    for code, buttons in buttons_of(window).items():
        found[f"ask:{code}"] = ",".join(answer for answer, button in buttons.items() if button.isChecked())
    for code, fields in details_of(window).items():
        found |= {f"ask:{code}|{name}": text_of(field) for name, field in fields.items()}
    named = fields_of(window.form.before)
    found |= {f"before:{key}": text_of(named[name]) for name, key in BEFORE.items()}
    return found | since_seen(window, text_of)


def case_of(found: Seen, rows: list[tuple[str, ResultRow]], today: date) -> dict[str, Any]:
    """Return the case that what is shown makes; raise Unreadable with the names of places that cannot be read."""
    bad: list[str] = []
    patient = _patient(found, today, bad)
    results = []
    for place, row in rows:
        own = {key.removeprefix(f"{place}."): text for key, text in found.items() if key.startswith(f"{place}.")}
        if own["mark"] == "wrong":
            bad.append(place)
        elif is_used(found, place):
            results.append(_result(row.analyte, own))
    answers = {key[4:]: text for key, text in found.items() if key.startswith("ask:") and text and "|" not in key}
    details: dict[str, dict[str, str]] = {}
    for key, text in found.items():
        if "|" in key and text:
            code, _, name = key[4:].partition("|")
            details.setdefault(code, {})[name] = _detail(key, name, text, bad)
    visit = _past(found, "who:visit", today, bad, needed=True)
    before, treatment = _before(found, today, bad), treatment_of(found, today, bad)
    if bad:
        raise Unreadable(*bad)
    return {"patient": patient, "date": visit, "results": results, "answers": answers, "details": details,
            "b12_before_test": before, "treatment": treatment}  # fmt: skip


def is_used(found: Seen, place: str) -> bool:
    """Tell whether a row is a result of the case."""
    entered = any(found[f"{place}.{name}"] for name in ("value", "collected", "ticks", "low", "high"))
    return entered and found[f"{place}.mark"] not in ("wrong", "waiting")


def _past(found: Seen, key: str, today: date, bad: list[str], needed: bool = False) -> str | None:
    text = found[key]
    if not text and not needed:
        return None
    read = day(text)
    if read is None or read > today.isoformat():
        bad.append(key)
    return read


def _code(kind: str, codes: tuple[str, ...], text: str) -> str | None:
    return next((code for code in codes if label(kind, code) == text), None)


def _patient(found: Seen, today: date, bad: list[str]) -> dict[str, Any]:
    age, high = found["who:age"], found["who:altitude"]
    years = int(age) if re.fullmatch(r"[0-9]{1,3}", age) else None
    if years is not None and years > 120:
        bad.append("who:age")
    if high and not (re.fullmatch(r"[0-9]{1,4}", high) and int(high) < 5000):
        bad.append("who:altitude")
        high = ""
    pregnancy = _code("pregnancy", words.PREGNANCY, found["who:pregnancy"]) or "unknown"
    third = found["who:trimester"]
    return {
        "name": found["who:name"] or None, "identifier": found["who:identifier"] or None,
        "sex": _code("sex", words.SEXES, found["who:sex"]) or "unknown", "pregnancy": pregnancy,
        "trimester": int(third) if third and pregnancy == "pregnant" else None, "age_years": years,
        "date_of_birth": None if years is not None else _past(found, "who:age", today, bad),
        "altitude_metres": int(high) if high else None, "adjust_haemoglobin_for_smoking": bool(found["who:smoking"]),
    }  # fmt: skip


def _result(analyte: Analyte, own: Seen) -> dict[str, Any]:
    text = own["value"]
    entry: dict[str, Any] = {"analyte": analyte.code, "collected": day(own["collected"]),
                             "comment": own["comment"] or None}  # fmt: skip
    entry["findings"] = sorted(one.lower().replace(" ", "_") for one in own["ticks"].split(",") if one)
    if text[:1].isalpha():
        fits = [code for code in analyte.findings if label("finding", code).casefold().startswith(text.casefold())]
        return {**entry, "finding": fits[0]}
    if text:
        match = re.fullmatch(r"(<=|>=|[<>~≤≥]?)\s*\+?([0-9]+(?:[.,][0-9]+)?)", text)
        assert match, f"{analyte.code}: {text!r} is neither marked nor a number"
        sign = {"≤": "<=", "≥": ">="}.get(match[1], match[1])
        unit = next((one for one in analyte.units if shown_unit(one) == own["unit"]), own["unit"])
        entry |= {"value": _number(match[2]), "comparator": sign or None, "unit": unit}
        entry |= {f"reference_{name}": _number(own[name]) if own[name] else None for name in ("low", "high")}
        entry["unit_confirmed"] = own["mark"] == "checked"
    return entry


def _number(text: str) -> str:
    return str(Decimal(text.replace(",", ".")).normalize())


def _detail(key: str, name: str, text: str, bad: list[str]) -> str:
    if name == "since":
        read = since(text)
        if read is None:
            bad.append(key)
        return read or ""
    if name in ("severity", "course"):
        codes = words.SEVERITIES if name == "severity" else words.COURSES
        return _code(name, codes, text) or text
    return text


def _before(found: Seen, today: date, bad: list[str]) -> dict[str, Any] | None:
    kind = _code("b12_before", words.B12_BEFORE, found["before:kind"])
    if kind is None:
        return None
    taken = kind != "none"
    return {"kind": kind, "dose_micrograms": (found["before:dose"] or None) if taken else None,
            "last_taken": _past(found, "before:last", today, bad) if taken else None}  # fmt: skip
