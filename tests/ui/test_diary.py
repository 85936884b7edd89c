"""Calendar file and reminder of the days exactly as they are shown, and neither where no day could be placed."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.settings import Settings
from b12calc_ui.visit_days import VisitDays

from ..plan.ics_reading import events_of
from .conftest import SAMPLE, settle

NEVER = VisitDays(away=((date(2026, 3, 1), date(2026, 12, 31)),))


MONDAYS = OpenDays("england", injections=frozenset({0, 3}))


def filled(window: MainWindow, days: OpenDays = MONDAYS) -> MainWindow:
    window.practice.days.take(days)
    window.files.open_path(SAMPLE)
    settle()
    return window


def doses(path: Path) -> list[date]:
    return [one["DTSTART"].dt for one in events_of(path.read_bytes()) if "dose" in str(one["UID"])]


def test_the_calendar_file_has_the_placed_days_and_follows_them_under_the_same_names(
    window: MainWindow, tmp_path: Path
) -> None:
    filled(window)
    path = tmp_path / "plan.ics"
    assert window.files.handouts.diary.save_path(path)
    shown = window.answer.shown
    assert shown is not None and shown.regimen is not None
    assert tuple(doses(path)) == shown.regimen.phases[0].dates
    before = {str(one["UID"]): one for one in events_of(path.read_bytes())}
    window.practice.days.put(VisitDays(start=date(2026, 3, 16)))
    assert window.files.handouts.diary.save_path(path)
    after = {str(one["UID"]): one for one in events_of(path.read_bytes())}
    assert before.keys() <= after.keys()
    moved = [uid for uid in before if before[uid]["DTSTART"].dt != after[uid]["DTSTART"].dt]
    assert moved and all(after[uid]["SEQUENCE"] > before[uid]["SEQUENCE"] for uid in moved)
    assert "67" not in str(after) and "Dose 2 on" in path.read_text(encoding="utf-8").replace("\r\n ", "")


def test_an_alarm_rings_only_where_one_was_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(window)
    diary = window.files.handouts.diary
    assert diary.save_path(tmp_path / "a.ics") and b"VALARM" not in (tmp_path / "a.ics").read_bytes()
    kept = Settings(tmp_path / "window.ini")
    kept.put_open_days(OpenDays(alarm=1))
    monkeypatch.setattr(diary, "_settings", kept)
    assert diary.save_path(tmp_path / "b.ics")
    assert b"TRIGGER:-PT15H" in (tmp_path / "b.ics").read_bytes()


def test_the_file_is_offered_under_a_name_without_identity(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(window)
    window.form.identity.fields["name"].setText("Jane Planted")  # type: ignore[union-attr]
    offered = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_.all["diary"].trigger()
    assert offered == ["b12-calendar-2026-03-12.ics"]
    assert b"Planted" not in (tmp_path / offered[0]).read_bytes()


def test_the_reminder_is_copied_for_a_minute_and_names_nobody(window: MainWindow) -> None:
    filled(window)
    window.form.identity.fields["name"].setText("Jane Planted")  # type: ignore[union-attr]
    window.practice.days.put(VisitDays(start=date(2026, 3, 14)))
    window.actions_.all["reminder"].trigger()
    text = QGuiApplication.clipboard().text()
    assert "Mon 16 Mar 2026" in text and "Planted" not in text and len(text) <= 300
    assert window.files.clipboard.timer.isActive() and "Reminder copied, without a name" in window.bar.text()
    window.new()
    assert QGuiApplication.clipboard().text() == ""


def test_the_practice_opens_the_reminder(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(window, OpenDays())
    kept = Settings(tmp_path / "window.ini")
    kept.put("practice_name", "Llanfair Surgery")
    monkeypatch.setattr(window.files.handouts.diary, "_settings", kept)
    assert window.files.handouts.diary.copy()
    assert "Llanfair Surgery" in QGuiApplication.clipboard().text()


def test_without_days_neither_is_made_and_why_is_said(window: MainWindow, tmp_path: Path) -> None:
    diary = window.files.handouts.diary
    assert not diary.copy() and "There is no answer to put on paper yet." in window.bar.text()
    filled(window)
    window.practice.days.put(NEVER)
    assert not diary.save_path(tmp_path / "plan.ics")
    assert "Not put on paper: dates of the doses: no day on which an injection can be given" in window.bar.text()
    assert not diary.copy() and "Reminder not copied: dates of the doses" in window.bar.text()
    assert list(tmp_path.iterdir()) == []
    window.form.clear()
    window.form.rows["fatigue"].yes.click()
    settle()
    window.practice.days.put(VisitDays())
    shown = window.live.placed()
    assert shown is not None and shown[1].schedule is not None and shown[1].schedule.phases == ()
