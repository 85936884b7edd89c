"""The rule book inside the program: every source and row of the answer leads to its place, and nothing leads out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.models.vocabulary import PACKS
from b12calc.rulebook import rule_book
from b12calc.rules import read_book
from b12calc_ui.main_window import MainWindow
from b12calc_ui.reader import Reader
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.rule_book import book, for_qt
from b12calc_ui.theme import look

from .conftest import settle

CASE = Path(__file__).with_name("case.json")


@pytest.fixture
def reader(window: MainWindow) -> Iterator[Reader]:
    """The rule book, open at its beginning."""
    window.actions_.all["book"].trigger()
    settle()
    (found,) = window.findChildren(Reader)
    yield found
    found.close()


def marked_words(reader: Reader) -> str:
    """Return the words of the row that stands out."""
    cells = [cell.firstCursorPosition() for cell in reader.page.marked]
    for cursor, cell in zip(cells, reader.page.marked, strict=True):
        cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
        assert cell.format().background().color() == look.colour("wash")
    return " ".join(cursor.selectedText() for cursor in cells)


def marks_of(html: str) -> set[str]:
    return set(re.findall(r"href='book:([^']+)'", html))


def test_every_source_and_row_of_the_answer_leads_to_its_place(window: MainWindow, reader: Reader) -> None:
    window.files.open_path(CASE)
    settle()
    for code in ("why", "sources", "packs"):
        window.answer.fold(code)
    shown = window.answer.shown
    assert shown is not None
    marks = marks_of(window.answer.body._html or "")
    assert {source.id for source in shown.citations} <= marks
    assert {reason.row for reason in shown.reasons} <= marks
    for mark in sorted(marks):
        code, _, pack = mark.partition("@")
        whole = book(pack or "uk")
        assert f'<a name="{whole.anchor(code)}">' in whole.html, mark


def test_a_click_on_a_source_opens_the_book_at_its_row_and_marks_it(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    window.answer.fold("why")
    window.answer.body.anchorClicked.emit(QUrl("book:status-3-total"))
    settle()
    (reader,) = window.findChildren(Reader)
    words = marked_words(reader)
    assert "below the lower decision limit" in words and "status-3-total" in words
    assert 0 < reader.page.verticalScrollBar().value() < reader.page.verticalScrollBar().maximum()
    window.answer.body.anchorClicked.emit(QUrl("book:AFP-22"))
    settle()
    assert window.findChildren(Reader) == [reader]
    assert "<180 pg/mL" in marked_words(reader)
    reader.close()


@pytest.mark.parametrize("pack", PACKS)
def test_no_word_and_no_anchor_of_the_printed_book_is_lost(window: MainWindow, pack: str) -> None:
    printed = rule_book(pack).decode()
    window.help.open_book(f"@{pack}")
    reader = window.findChild(Reader, f"rule book {pack}")
    assert reader is not None
    places = reader.page.places()
    assert set(re.findall(r' id="([^"]+)"', printed)) == set(places)
    assert set(re.findall(r'href="#([^"]+)"', printed)) <= set(places)
    text = reader.page.toPlainText()
    for table in read_book(pack).tables:
        for row in table.rows:
            assert row.id in text
            assert f"row-{table.id}-{row.id}" in places
    reader.close()


def test_the_book_is_made_once_for_each_guideline() -> None:
    assert book("uk") is book("uk")
    assert book("us").html != book("uk").html


def test_links_lead_inside_the_book_and_back(reader: Reader) -> None:
    reader.page.anchorClicked.emit(QUrl("#table-urgency"))
    there = reader.page.verticalScrollBar().value()
    reader.page.anchorClicked.emit(QUrl("#source-C-001"))
    assert reader.page.verticalScrollBar().value() > there > 0
    QTest.keyClick(reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.page.verticalScrollBar().value() == there


class Catcher(QObject):
    """Stand where the browser would: hear every address that is handed to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.heard.append(url.toString())


@pytest.fixture
def outside() -> Iterator[Catcher]:
    catcher, schemes = Catcher(), ("http", "https", "file", "mailto")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, catcher, "take")  # type: ignore[arg-type]
    QDesktopServices.openUrl(QUrl("https://a.control/"))
    assert catcher.heard.pop() == "https://a.control/"
    yield catcher
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize(
    "address", ["https://a.b/c", "http://a.b/#limits", "file:///etc/hosts", "mailto:a@b.c", "x.html"]
)
def test_no_address_outside_is_ever_opened(qapp: QApplication, outside: Catcher, address: str) -> None:
    page = ReaderPage("A page", lambda _width: f"<p><a href='{address}'>out</a> <a href='#in'>in</a></p>")
    said: list[str] = []
    page.refused.connect(said.append)
    page.show()
    page.fill()
    before = page.toPlainText()
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(page, Qt.Key.Key_Return)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(24, 26))
    settle()
    assert outside.heard == [] and page.toPlainText() == before
    assert len(said) == 2 and all(address in sentence and "not opened" in sentence for sentence in said)
    page.close()


def test_no_file_of_the_window_can_open_an_address() -> None:
    folder = Path(__file__).parents[2] / "ui" / "b12calc_ui"
    for file in folder.glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "QDesktopServices" not in text and "setOpenExternalLinks(True" not in text.replace(" ", ""), file.name
        assert "setOpenLinks(True" not in text, file.name


def test_a_picture_or_style_from_elsewhere_is_never_loaded(reader: Reader) -> None:
    assert reader.page.loadResource(2, "file:///etc/passwd") is None
    assert reader.page.loadResource(3, QUrl("style.css")) is None


def test_words_are_found_one_after_the_other_and_round_again(reader: Reader) -> None:
    QTest.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is reader.wanted
    QTest.keyClicks(reader.wanted, "alternate days")
    first, _, count = reader.count.text().partition(" of ")
    assert first == "1" and int(count) > 3
    tops = []
    for _ in range(int(count)):
        tops.append(reader.page.textCursor().position())
        QTest.keyClick(reader.wanted, Qt.Key.Key_Return)
    assert tops == sorted(set(tops)) and reader.count.text() == f"1 of {count}"
    QTest.keyClick(reader, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert reader.count.text() == f"{count} of {count}"
    assert len(reader.page.extraSelections()) == int(count)
    QTest.keyClicks(reader.wanted, " zzz")
    assert reader.count.text() == "Not found." and reader.page.extraSelections() == []
    assert reader.isVisible()


def test_a_mark_that_is_not_there_is_said(reader: Reader) -> None:
    reader.go("row-nothing")
    assert reader.count.text() == "Nothing stands here under that mark."


def test_contents_lead_to_each_section_by_keyboard(reader: Reader) -> None:
    assert reader.contents.count() == len(read_book("uk").tables) + 4
    reader.contents.setFocus()
    reader.contents.setCurrentRow(reader.contents.count() - 2)
    QTest.keyClick(reader.contents, Qt.Key.Key_Return)
    assert reader.page.trail[-1] == "facts"


def test_the_book_follows_theme_and_text_size_where_it_was_read(window: MainWindow, reader: Reader) -> None:
    reader.page.anchorClicked.emit(QUrl("#limits"))
    read = reader.page.cursorForPosition(QPoint(40, 60)).block().text()
    window.set_look("dark", 200)
    settle()
    assert look.theme.text in reader.page._style
    assert reader.page.document().defaultFont().pointSizeF() == 20
    settle()
    assert reader.page.cursorForPosition(QPoint(40, 80)).block().text() == read
    assert reader.page.horizontalScrollBar().maximum() == 0
    window.set_look("light", 100)


def test_a_page_without_tables_or_style_stays_what_it_is() -> None:
    assert for_qt("<p>One</p>") == "<p>One</p>"
