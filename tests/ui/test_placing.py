"""The plan shown with placed dates: equal to a fresh one at every edit, on every paper, and off unless chosen."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from b12calc.models.case import Case
from b12calc.report import embedded_assessment, embedded_case
from b12calc.rules import assess, clinics
from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.visit_days import VisitDays

from .conftest import SAMPLE, TODAY, press, row_of, settle, write
from .placed_truth import as_placed

CHRISTMAS = OpenDays("england", injections=frozenset({0, 3}))
MISSED = {"route": "im", "regimen": "uk-im-neuro", "started": "2026-02-01", "missed_doses": 2}


def filled(window: MainWindow, days: OpenDays = CHRISTMAS) -> MainWindow:
    window.practice.days.take(days)
    window.files.open_path(SAMPLE)
    settle()
    return window


def body(window: MainWindow) -> str:
    return window.answer.body.toPlainText().replace("\u00a0", " ")


def true(window: MainWindow) -> None:
    """Assert that what is shown is a fresh assessment of the form, its plan placed anew."""
    case: Case = window.form.case()
    fresh = assess(case, today=TODAY)
    assert window.answer.shown == as_placed(window, case, fresh)
    assert window.live.placing.last is not None and window.live.placing.last.judged == fresh


def test_nothing_is_placed_unless_days_are_chosen(window: MainWindow) -> None:
    filled(window, OpenDays(alarm=1))
    assert window.answer.shown == assess(window.form.case(), today=TODAY)
    assert "Days taken into account" not in body(window)


def test_what_is_shown_is_placed_anew_at_every_edit(window: MainWindow) -> None:
    filled(window)
    true(window)
    for code, key in (("falls", Qt.Key.Key_Y), ("visual_loss", Qt.Key.Key_N), ("metformin", Qt.Key.Key_Delete)):
        press(window.form.rows[code].yes, key)
        true(window)
    write(row_of(window, "total_b12").fields["value"], "0")
    true(window)
    window.form.step_back()
    settle()
    true(window)
    window.practice.days.put(VisitDays(date(2026, 3, 16), 2, False, ((date(2026, 3, 23), date(2026, 3, 27)),)))
    true(window)
    assert "the patient cannot come on 23 Mar 2026 to 27 Mar 2026" in body(window)
    window.practice.days.take(OpenDays())
    window.practice.days.put(VisitDays())
    true(window)


def test_a_plan_that_did_not_change_is_not_placed_again(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(window)
    assert window.live.placing.last is not None
    made = window.live.placing.last.schedule
    monkeypatch.setattr("b12calc_ui.placing.Placing._schedule", lambda *_all: pytest.fail("placed again"))
    press(window.form.rows["low_motivation"].yes, Qt.Key.Key_N)
    assert window.live.placing.last.schedule is made
    true(window)


def test_what_cannot_be_kept_is_flagged_with_its_days_and_ampoules_are_counted(window: MainWindow) -> None:
    filled(window)
    said = body(window)
    assert "▲ 6 of 7 doses moved because of closed days; further than is permitted: dose 2 by 1 day" in said
    assert "7 ampoules of hydroxocobalamin 1 mg" in said and "injections on Monday, Thursday" in said
    assert "Dose 2 on 16 Mar 2026" not in said
    window.answer.fold("why")
    assert "Dose 2 on 16 Mar 2026, 2 days later, 1 beyond the 1 day permitted" in body(window)


def test_the_record_prints_the_placed_dates_and_holds_what_the_rules_said(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    path = tmp_path / "record.pdf"
    assert window.files.save_pdf_path(path)
    held = json.loads(embedded_assessment(path.read_bytes()))
    assert held["regimen"]["phases"][0]["dates"][1] == "2026-03-13"
    assert not any("Days taken into account" in note for note in held["regimen"]["notes"])
    fresh = assess(window.form.case(), today=TODAY, explain=True)
    assert held == json.loads(fresh.model_dump_json())
    assert json.loads(embedded_case(path.read_bytes()))["visits"]
    assert window.files.copy_note()
    assert window.files.handouts.save_card_path(tmp_path / "card.txt")
    card = (tmp_path / "card.txt").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert "Thu 19 Mar 2026" in card and "Wed 18 Mar 2026" not in card
    assert window.files.handouts.save_sheet_path(tmp_path / "sheet.txt")
    assert "Thu 19 Mar 2026" in (tmp_path / "sheet.txt").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_after_missed_doses_it_asks_and_shows_no_day(window: MainWindow, tmp_path: Path) -> None:
    window.practice.days.take(CHRISTMAS)
    case = json.loads(SAMPLE.read_text(encoding="utf-8"))
    case["visits"][0]["treatment"] = MISSED
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    window.files.open_path(path)
    settle()
    shown = window.answer.shown
    assert shown is not None and shown.regimen is not None
    assert not any(phase.dates or phase.latest for phase in shown.regimen.phases)
    assert "▲ Not placed on open days: 2 doses were missed" in body(window)
    window.practice.days.put(VisitDays(given=0))
    assert "Not placed" not in body(window)
    assert window.answer.shown is not None and window.answer.shown.regimen is not None
    assert window.answer.shown.regimen.phases[0].dates[0] == TODAY


def test_a_patient_who_can_never_come_gets_no_day_and_the_reason(window: MainWindow) -> None:
    filled(window, OpenDays())
    window.practice.days.put(VisitDays(away=((date(2026, 3, 1), date(2026, 12, 31)),)))
    assert "Not placed on open days: no day on which an injection can be given lies within 60 days" in body(window)


def test_the_days_of_the_file_and_of_the_clinic_count_where_the_sheet_ticks_none(
    window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('title = "Ours"\nopen = ["tuesday", "friday"]\n[[closed]]\nday = "2026-03-13"\n', encoding="utf-8")
    filled(window, OpenDays(closed_file=str(file)))
    assert "open Tuesday, Friday; closed days of Ours" in body(window)
    window.practice.days.take(OpenDays(weekdays=frozenset({0, 1, 2, 3, 4}), closed_file=str(file)))
    assert "open Monday to Friday; closed days of Ours" in body(window)
    one = next(one for one in clinics() if one.nurse_days)
    window.clinic.put(one.id)
    assert window.live.placing.calendar(window.live.clinic).nurse_days == one.nurse_days
