"""The settings of the practice: laboratories by region, the sheet in later use, paper and heading on the record."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.models.vocabulary import PACKS
from b12calc.rules import laboratories
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice import _PLACES, nearby
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.reader import Reader
from b12calc_ui.settings import Settings

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")


def sheet_of(window: MainWindow) -> PracticeDialog:
    sheet = window.practice.sheet
    assert sheet is not None and sheet.isVisible()
    return sheet


def test_every_laboratory_is_offered_for_its_region_and_under_the_article() -> None:
    known = [(one.id, one.title) for one in laboratories()]
    placed = {code for codes in _PLACES.values() for code in codes}
    assert {code for code, _title in known} - placed == {"auckland", "australia"}
    assert placed <= {code for code, _title in known}
    assert nearby("article", known) == nearby("", known) == known
    assert {code for code, _ in nearby("uk", known)} & {code for code, _ in nearby("us", known)} == {
        "auckland",
        "australia",
    }


@pytest.mark.parametrize("pack", PACKS)
def test_later_the_same_sheet_opens_on_what_is_set_and_changes_it(window: MainWindow, pack: str) -> None:
    window.actions_.all["practice"].trigger()
    sheet = sheet_of(window)
    assert sheet.choices().pack == "uk" and sheet.windowTitle() == "Practice settings"
    sheet.packs[pack].click()
    sheet.begin.click()
    assert window.live.pack == pack == window.form.identity.pack.code()


def test_the_record_is_saved_on_the_paper_and_under_the_heading_chosen(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "window.ini"
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    window.live.wake()
    assert window.files.open_path(CASE)
    window.settings.put("paper", "A5")
    window.settings.put("practice_name", "Llanfair Surgery")
    assert window.files.save_pdf_path(tmp_path / "record.pdf")
    page = pypdf.PdfReader(BytesIO((tmp_path / "record.pdf").read_bytes())).pages[0]
    assert round(float(page.mediabox.width)) == 420
    assert "Llanfair Surgery" in page.extract_text()
    window.settings.put("practice_line_1", "x" * 81)
    assert not window.files.save_pdf_path(tmp_path / "other.pdf")
    assert "practice heading, line 2: at most 80 letters" in window.bar.text()
    assert not (tmp_path / "other.pdf").exists()
    window.leaving.keep()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_f1_in_the_sheet_opens_the_manual_at_its_section(window: MainWindow) -> None:
    window.practice.write()
    settle()
    sheet = sheet_of(window)
    QTest.keyClick(sheet, Qt.Key.Key_F1)
    settle()
    (reader,) = sheet.findChildren(Reader)
    assert reader.page.trail == ["the-first-start"] and reader.isVisible()
    reader.close()
    sheet.close()


def test_cancel_in_the_settings_changes_nothing(window: MainWindow) -> None:
    window.practice.write()
    sheet = sheet_of(window)
    sheet.packs["us"].click()
    sheet.later.click()
    assert window.live.pack == "uk" and window.practice.sheet is None


def test_a_settings_file_written_by_hand_is_read_with_commas_and_wrong_words(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    lines = ("[General]", "paper=Foolscap", "practice_name=Llanfair Surgery", "practice_line_1=12 High St, Llanfair")
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = Settings(path)
    assert settings.paper() == "A4"
    assert settings.heading() == ("Llanfair Surgery", "12 High St, Llanfair", "")
    assert not settings.is_new()
