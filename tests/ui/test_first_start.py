"""The first start: one sheet, by keys alone, never over a case, asked once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice import Practice
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.second_start import SecondStart
from b12calc_ui.settings import Settings

from .conftest import TODAY, settle, write

CASE = Path(__file__).with_name("case.json")
Start = Callable[..., MainWindow]
Key = Qt.Key


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program as its main function does, with a settings file of this test."""
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))
    opened: list[tuple[MainWindow, SecondStart]] = []

    def begin(path: Path | None = None, kept: bool = True) -> MainWindow:
        settings = tmp_path / "kept" / "window.ini" if kept else None
        _app, window = build(["b12calc"], today=lambda: TODAY, settings=settings)
        second = SecondStart(window)
        window.form.questions.completed.connect(lambda: second.begin(path))
        opened.append((window, second))
        window.show()
        window.activateWindow()
        window.form.questions.finish()
        window.live.wake()
        settle()
        return window

    yield begin
    for window, second in opened:
        second.door.close()
        window.leaving.keep()
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sheet_of(window: MainWindow) -> PracticeDialog:
    sheet = window.practice.sheet
    assert sheet is not None and sheet.isVisible()
    return sheet


class Hands:
    """Press keys wherever the keyboard is, and count them."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(self.where(), key)
            self.presses += 1
        settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.where(), text)
        self.presses += len(text)
        settle()

    def where(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused


def leave(window: MainWindow) -> None:
    window.leaving.keep()
    window.close()


def test_a_practice_is_set_up_by_keys_alone_in_at_most_20_presses(start: Start) -> None:
    window = start()
    sheet, hands = sheet_of(window), Hands()
    assert QApplication.activeWindow() is sheet
    hands.press(Key.Key_Space, Key.Key_Down, Key.Key_Tab)  # the second of three guidelines
    hands.type("mayo")
    hands.press(Key.Key_Tab, Key.Key_Down, Key.Key_Tab)  # the smallest paper
    before = hands.presses
    QTest.keyClicks(hands.where(), "Lakeside Clinic")  # the text of the heading is not counted
    hands.press(Key.Key_Return)
    assert before == 10 and hands.presses <= 20
    assert window.practice.sheet is None
    assert (window.live.pack, window.live.laboratory) == ("us", "mayo")
    assert window.form.identity.pack.code() == "us" and window.form.identity.limits.code() == "mayo"
    assert window.settings.paper() == "A5"
    assert window.settings.heading() == ("Lakeside Clinic", "", "")
    leave(window)
    again = start()
    assert again.practice.sheet is None
    assert (again.live.pack, again.live.laboratory, again.settings.paper()) == ("us", "mayo", "A5")


@pytest.mark.parametrize("way", ["escape", "later", "cross"])
def test_later_leaves_every_default_and_the_sheet_does_not_come_again(start: Start, way: str) -> None:
    window = start()
    sheet = sheet_of(window)
    sheet.packs["us"].setChecked(True)
    if way == "escape":
        Hands().press(Key.Key_Escape)
    elif way == "later":
        sheet.later.click()
    else:
        sheet.close()
    settle()
    assert window.practice.sheet is None
    assert (window.live.pack, window.live.laboratory) == ("uk", "")
    assert (window.settings.paper(), window.settings.heading()) == ("A4", ("", "", ""))
    leave(window)
    again = start()
    assert again.practice.sheet is None and again.live.pack == "uk"


def test_with_no_settings_file_there_is_no_sheet_and_with_any_choice_kept_neither(start: Start, tmp_path: Path) -> None:
    assert start(kept=False).practice.sheet is None
    assert not Settings(None).is_new()
    path = tmp_path / "kept" / "window.ini"
    assert Settings(path).is_new()
    Settings(path).put("geometry", b"where it stood")
    assert Settings(path).is_new()
    Settings(path).put("theme", "dark")
    assert not Settings(path).is_new()
    assert start().practice.sheet is None


def test_a_case_named_at_the_start_is_shown_and_no_sheet_over_it(start: Start) -> None:
    window = start(CASE)
    assert not window.form.is_blank() and window.practice.sheet is None
    leave(window)
    assert sheet_of(start()).first  # nothing was chosen yet, so it is asked when there is no case


def test_a_case_handed_over_or_a_patient_typed_in_comes_before_the_sheet(start: Start) -> None:
    window = start()
    second = SecondStart(window)
    assert sheet_of(window).first
    second.come(str(CASE))
    settle()
    assert not window.form.is_blank() and window.practice.sheet is None
    leave(window)
    again = start()
    assert sheet_of(again).first
    write(again.form.identity.fields["age"], "67")
    assert again.practice.sheet is None
    assert again.settings.is_new()


def test_the_window_can_be_used_while_the_sheet_is_there(start: Start) -> None:
    window = start()
    assert not sheet_of(window).isModal()
    QTest.mouseClick(window.form.rows["metformin"].yes, Qt.MouseButton.LeftButton)
    settle()
    assert window.form.rows["metformin"].answer == "yes"


def test_nothing_is_chosen_beforehand_but_the_paper_and_begin_asks_for_the_guideline(start: Start) -> None:
    window = start()
    sheet = sheet_of(window)
    assert sheet.choices() == Practice("", "", "A4", ("", "", ""))
    sheet.begin.click()
    assert sheet.isVisible() and "Guideline" in sheet.trouble.text()
    assert sheet.packs["uk"].hasFocus()
    assert window.settings.is_new()


def test_the_paper_follows_the_region_until_it_is_chosen(start: Start) -> None:
    sheet = sheet_of(start())
    sheet.packs["us"].click()
    assert sheet.paper.code() == "Letter"
    sheet.packs["uk"].click()
    assert sheet.paper.code() == "A4"
    sheet.paper.setFocus()
    Hands().press(Key.Key_End)
    assert sheet.paper.code() == "A5"
    sheet.packs["us"].click()
    assert sheet.paper.code() == "A5"


def test_the_laboratories_are_those_of_the_region_and_one_elsewhere_is_let_go(start: Start) -> None:
    sheet = sheet_of(start())
    sheet.packs["uk"].click()
    sheet.laboratory.put("leeds")
    sheet.packs["article"].click()
    assert sheet.laboratory.code() == "leeds"
    sheet.packs["us"].click()
    assert sheet.laboratory.code() == "" and sheet.laboratory.findText("Leeds") == -1


def test_a_heading_that_cannot_be_printed_is_named_and_nothing_is_kept(start: Start) -> None:
    window = start()
    sheet = sheet_of(window)
    sheet.packs["uk"].click()
    sheet.lines[1].setText("王")
    sheet.begin.click()
    assert sheet.isVisible() and sheet.trouble.text().startswith("▲ Address or telephone: the character “王”")
    assert sheet.lines[1].hasFocus() and sheet.lines[1].wrong
    assert window.settings.is_new()
    write(sheet.lines[1], "x")
    assert sheet.trouble.isHidden() and not sheet.lines[1].wrong
