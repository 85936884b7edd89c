"""From the record of one visit to that of the next, by keyboard; and every case of several visits is kept exactly."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from b12calc import cli
from b12calc.models.case import Visit
from b12calc.models.reading import read_case
from b12calc.report import embedded_case
from b12calc_ui.draft_text import put_back, to_bytes
from b12calc_ui.main_window import MainWindow
from tests.oracle.generate import random_case

from .conftest import settle
from .follow_up_stage import CASE, LATER, case, course, section, window_on

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FIRST_DAY, LAST_DAY = date(2026, 3, 12), date(2027, 3, 12)
K = Qt.Key


@pytest.fixture(scope="module")
def last_day(qapp: QApplication) -> Iterator[MainWindow]:
    with window_on(LAST_DAY) as window:
        yield window


def keys(window: MainWindow, *pressed: Any) -> None:
    """Press keys, chords and texts one after the other, wherever the keyboard is by then."""
    for one in pressed:
        where = QApplication.focusWidget() or window
        if isinstance(one, str):
            QTest.keyClicks(where, one)
        elif isinstance(one, tuple):
            QTest.keyClick(where, one[0], one[1])
        else:
            QTest.keyClick(where, one)
        settle()


def test_a_follow_up_goes_from_paper_to_paper_by_keyboard(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    with window_on(FIRST_DAY) as window:
        window.files.open_path(CASE)
        assert window.files.save_pdf_path(first)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(first), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(second), ""))
    with window_on(LATER) as window:
        keys(window, (K.Key_O, CONTROL))
        assert window.bar.offer.isVisible() and "Opened from the record of 12 Mar 2026" in window.bar.text()
        keys(window, (K.Key_F, CONTROL | SHIFT), K.Key_Space)
        keys(window, "2026-03-13", K.Key_Tab, "2026-06-02", K.Key_Tab, "1", K.Key_Tab, "n", K.Key_Tab, K.Key_N)
        keys(window, K.Key_Tab, K.Key_I, K.Key_Down, K.Key_R, K.Key_Down, K.Key_U, K.Key_Down, K.Key_I)
        keys(window, (K.Key_1, CONTROL), "480n", K.Key_Tab, K.Key_Tab, "2026-06-12")
        keys(window, (K.Key_K, CONTROL), "hb", K.Key_Return)
        keys(window, "131gl", K.Key_Tab, K.Key_Tab, "2026-06-12", K.Key_Tab)
        assert not window.live.faults and not window.live.waiting
        entered = window.form.case()
        keys(window, (K.Key_S, CONTROL | SHIFT))
    assert cli.main(["verify", str(second)]) == 0
    capsys.readouterr()
    kept = read_case(embedded_case(second.read_bytes()))
    assert kept == entered and kept.visits[0] == case().visits[0] and len(kept.visits) == 2
    visit = kept.visits[1]
    assert visit.date == LATER and visit.treatment is not None
    assert visit.treatment.model_dump(mode="json") == {
        "route": "im", "regimen": "uk-im-neuro", "started": "2026-03-13", "last_given": "2026-06-02",
        "missed_doses": 1, "limits_daily_life": "no",
    }  # fmt: skip
    assert dict(visit.answers) == {"adverse_reaction_to_b12": "no", "paraesthesia": "yes", "ascending_pattern": "no",
                                   "unsteadiness": "yes", "fatigue": "yes"}  # fmt: skip
    assert {code: one.course for code, one in visit.details.items()} == {
        "paraesthesia": "improved", "ascending_pattern": "resolved", "unsteadiness": "unchanged", "fatigue": "improved",
    }  # fmt: skip
    assert [(one.analyte, one.value, one.unit) for one in visit.results] == [
        ("total_b12", "480", "ng/L"), ("haemoglobin", "131", "g/L")]  # fmt: skip


def several(seed: int) -> dict[str, Any]:
    """Return a random case of two to four visits, the later ones with courses, treatment and repeat results."""
    rng = Random(seed)
    found = random_case(rng)
    day = date(2026, 3, 12)
    visits = [{**found["visits"][0], "date": day.isoformat()}]
    for _ in range(rng.randint(1, 3)):
        day += timedelta(days=rng.randint(1, 100))
        visits.append({**random_case(rng)["visits"][0], "date": day.isoformat(), **_told(rng, day)})
    born = found["patient"].pop("date_of_birth", None)
    found["patient"] |= {"age_years": 50} if born else {}
    for visit in visits:
        for result in visit.get("results", ()):
            result["collected"] = visit["date"]
        visit["b12_before_test"] = rng.choice((None, {"kind": "none"}, {"kind": "oral", "dose_micrograms": "50"}))
    return {**found, "visits": visits}


def _told(rng: Random, day: date) -> dict[str, Any]:
    answers: dict[str, str] = {}
    details: dict[str, dict[str, str]] = {}
    for code in ("paraesthesia", "fatigue", "falls", "visual_loss", "low_mood", "adverse_reaction_to_b12", "metformin"):
        answer, word = (
            rng.choice(("yes", "no", None)),
            rng.choice(("resolved", "improved", "unchanged", "worse", "new")),
        )
        answers |= {code: answer} if answer else {}
        details |= {code: {"course": word}} if rng.random() < 0.5 else {}
        if code in details and rng.random() < 0.4:
            details[code] |= {"note": "as told", "severity": "mild", "since": "2025-11"}
    given = (day - timedelta(days=rng.randint(0, 9))).isoformat()
    treatment = {"route": rng.choice(("im", "oral")), "regimen": rng.choice((None, "uk-im-neuro", "B12, weekly")),
                 "started": rng.choice((None, "2026-03-01")), "last_given": rng.choice((None, given)),
                 "missed_doses": rng.choice((None, 0, 3)),
                 "limits_daily_life": rng.choice((None, "yes", "no"))}  # fmt: skip
    return {"answers": answers, "details": details, "treatment": rng.choice((None, treatment))}


def in_order(data: dict[str, Any]) -> dict[str, Any]:
    """Return a case with the results of its last visit in an order of their own: the form shows them in its own."""
    last = data["visits"][-1]
    results = sorted(json.dumps(one, sort_keys=True) for one in last["results"])
    return {**data, "visits": [*data["visits"][:-1], {**last, "results": results}]}


def answered(data: dict[str, Any], last: Visit) -> dict[str, Any]:
    """Return a case with the answers its last visit tells by courses alone: the form shows them as answers."""
    return {**data, "visits": [*data["visits"][:-1], {**data["visits"][-1], "answers": last.told()}]}


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 100_000))
def test_a_case_of_several_visits_is_opened_and_kept_exactly(last_day: MainWindow, seed: int) -> None:
    wanted = read_case(json.dumps(several(seed)))
    exactly = answered(in_order(wanted.model_dump(mode="json")), wanted.visits[-1])
    last_day.form.put(wanted)
    assert in_order(last_day.form.case().model_dump(mode="json")) == exactly
    draft = to_bytes(last_day.form)
    last_day.form.clear()
    put_back(last_day.form, draft)
    assert in_order(last_day.form.case().model_dump(mode="json")) == exactly
    for row in section(last_day).courses:
        row.give("worse")
        last_day.form.step_back()
    assert in_order(last_day.form.case().model_dump(mode="json")) == exactly


def test_a_follow_up_survives_note_and_file(qapp: QApplication, tmp_path: Path) -> None:
    with window_on(LATER) as window:
        window.files.open_path(CASE)
        assert window.follow_up.begin()
        section(window).offer.take.click()
        course(window, "paraesthesia").give("resolved")
        settle()
        entered = window.form.case()
        assert window.files.copy_note() and window.files.save_path(tmp_path / "case.json")
        text = QGuiApplication.clipboard().text()
        window.new()
        assert window.files.open_path(tmp_path / "case.json") and window.form.case() == entered
        window.new()
        QGuiApplication.clipboard().setText(text)
        assert window.files.paste_note() and window.form.case() == entered
        assert course(window, "paraesthesia").answer == "resolved"
