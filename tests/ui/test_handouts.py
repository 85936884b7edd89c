"""The patient sheet and the treatment card in the window."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from b12calc_ui.app import build
from b12calc_ui.key_list import plain
from b12calc_ui.main_window import MainWindow
from b12calc_ui.settings import Settings

from ..plan.ics_reading import events_of
from .conftest import SAMPLE, TODAY, settle


def filled(window: MainWindow) -> MainWindow:
    window.files.open_path(SAMPLE)
    settle()
    return window


def sizes(window: MainWindow) -> dict[str, QAction]:
    (menu,) = (one for one in window.actions_.file.findChildren(QMenu) if "patient sheet" in one.title())
    return {plain(action.text()): action for action in menu.actions()}


def test_sheet_and_card_are_saved_where_the_user_says(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(window)
    offered = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_.all["leaflet"].trigger()
    assert "Nobody has reviewed its words yet" in window.bar.text()
    window.actions_.all["card"].trigger()
    assert offered == ["b12-patient-sheet-2026-03-12.pdf", "b12-treatment-card-2026-03-12.pdf"]
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF-") for name in offered)
    window.actions_.all["diary"].trigger()
    assert offered[2:] == ["b12-calendar-2026-03-12.ics"]
    assert (tmp_path / offered[2]).read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_saving_the_sheet_does_not_count_as_keeping_the_case(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    window.form.identity.fields["age"].setFocus()
    window.leaving.lose()
    assert window.files.handouts.save_sheet_path(tmp_path / "sheet.txt")
    assert window.leaving.entered()


def test_the_size_of_print_is_chosen_and_remembered(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=file)
    assert isinstance(main, MainWindow)
    assert [size for size, action in sizes(main).items() if action.isChecked()] == ["12 points"]
    sizes(main)["24 points"].trigger()
    assert main.settings.print_size() == 24
    main.deleteLater()
    assert Settings(file).print_size() == 24


def test_the_sheet_is_a_web_page_where_asked(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    save = window.files.handouts.save_sheet_path
    assert save(tmp_path / "sheet.html")
    assert "Your vitamin B12 sheet" in (tmp_path / "sheet.html").read_text(encoding="utf-8")


def test_without_an_answer_nothing_is_written_and_the_reason_is_said(window: MainWindow, tmp_path: Path) -> None:
    assert not window.files.handouts.save_sheet_path(tmp_path / "a.pdf")
    assert not window.files.handouts.save_card_path(tmp_path / "b.pdf")
    assert not window.files.handouts.diary.save_path(tmp_path / "b.ics")
    assert "There is no answer to put on paper yet." in window.bar.text()
    assert list(tmp_path.iterdir()) == []


def test_the_calendar_file_has_the_days_shown_and_a_later_one_replaces_it(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    path = tmp_path / "plan.ics"
    assert window.files.handouts.diary.save_path(path)
    assert "It names no patient." in window.bar.text()
    answer = window.live.now()
    assert answer is not None and answer[1].regimen is not None
    doses = [one["DTSTART"].dt for one in events_of(path.read_bytes()) if "dose" in str(one["UID"])]
    assert doses == list(answer[1].regimen.phases[0].dates)
    first = path.read_bytes()
    assert window.files.handouts.diary.save_path(path)
    assert path.read_bytes() == first
    assert not window.files.handouts.diary.save_path(tmp_path / "none" / "plan.ics")
    assert "Could not be saved" in window.bar.text()


def test_a_card_without_a_treatment_and_a_strange_ending_are_refused_in_one_sentence(
    window: MainWindow, tmp_path: Path
) -> None:
    window.form.rows["fatigue"].yes.click()
    settle()
    assert not window.files.handouts.save_card_path(tmp_path / "b.pdf")
    assert "the plan holds no treatment" in window.bar.text()
    assert not window.files.handouts.save_sheet_path(tmp_path / "b.docx")
    assert "a file ending in .pdf, .html, .txt was expected" in window.bar.text()
    assert not window.files.handouts.save_sheet_path(tmp_path / "none" / "b.pdf")
    assert "Could not be saved" in window.bar.text()
    assert list(tmp_path.iterdir()) == []


def test_the_toolbar_offers_the_sheet(window: MainWindow) -> None:
    words = [button.text() for button in window.toolbar._buttons]
    assert "Patient sheet" in words
