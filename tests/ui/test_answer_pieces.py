"""The answer is changed where it changed: the same text, format, place and picture as one written at once."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from b12calc_ui.answer_page import Page
from b12calc_ui.answer_pieces import pieces_of
from b12calc_ui.main_window import MainWindow

from .conftest import row_of, settle

CASE = Path(__file__).with_name("case.json")
PIECES = (
    "<h4 style='margin:12px 0 6px 0;font-size:10.0pt'><span style='color:#0b5a78'>Do now</span></h4>",
    "<h4 style='margin:12px 0 6px 0;font-size:10.0pt'><a href='fold:why'>Why (3)</a></h4>",
    "<p style='margin:2px 0 0 12px;text-indent:-12px'><span style='color:#0b5a78'>•</span> <b>One</b> line</p>",
    "<p style='margin:2px 0 0 12px;text-indent:-12px'>142 ng/L on 10 Mar 2026<br>because of it</p>",
    "<p style='margin:2px 0 0 12px'>words that need more than one line in a narrow page, over and over again</p>",
    "<p style='margin-top:12px'><span style='font-size:8.8pt'>the foot</span></p>",
    "<div><span style='color:#525c65'>a source</span></div>",
)
SAMPLE = ("paraesthesia", "falls", "nitrous_oxide", "vegan_diet", "visual_loss", "metformin", "fatigue", "hearing_loss")


def assert_same(page: Page, html: str) -> None:
    """Assert that a page holds a text as a page does that never held another."""
    fresh = Page("Answer")
    fresh.resize(page.size())
    fresh.put(html)
    page.resize(fresh.size())
    assert page.toPlainText() == fresh.toPlainText()
    assert page.document().toHtml() == fresh.document().toHtml()
    assert page.document().size() == fresh.document().size()
    assert [*page._rules()] == [*fresh._rules()]


def seen(window: MainWindow) -> QImage:
    """Return what stands on the screen, which is what was painted bit by bit."""
    return window.screen().grabWindow(window.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def painted_whole(window: MainWindow) -> QImage:
    """Return the window painted all at once."""
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@settings(max_examples=60)
@given(some.lists(some.lists(some.sampled_from(PIECES), max_size=14), min_size=2, max_size=5))
def test_any_text_changed_into_any_other_is_that_other(qapp: QApplication, texts: list[list[str]]) -> None:
    page = Page("Answer")
    for pieces in texts:
        page.put("".join(pieces))
        assert_same(page, "".join(pieces))


def test_the_answer_to_any_edit_is_as_if_written_at_once(window: MainWindow) -> None:
    window.files.open_path(CASE)
    draw = random.Random(1)
    for _ in range(25):
        code = draw.choice([one for one in SAMPLE if one in window.form.rows])
        window.form.rows[code].give(draw.choice(("yes", "no", "")))
        settle()
        assert_same(window.answer.body, window.answer.body._html or "")
        assert_same(window.answer.status, window.answer.status._html or "")


def test_what_did_not_change_is_not_written_again(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    body, written = window.answer.body, list[int]()
    body.document().contentsChange.connect(lambda _place, _gone, come: written.append(come))
    before = body._html
    window.form.rows["metformin"].give("no")
    settle()
    assert body._html != before
    assert 0 < sum(written) < body.document().characterCount() / 2


def test_words_marked_in_a_line_that_stays_stay_marked(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    body = window.answer.body
    block = body.document().find("Results as read").block().next()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    marked = body.textCursor().selectedText()
    window.form.rows["metformin"].give("no")
    settle()
    assert marked and body.textCursor().selectedText() == marked


@pytest.mark.parametrize("seed", [1, 2])
def test_the_screen_shows_what_a_fresh_painting_shows(window: MainWindow, seed: int) -> None:
    window.files.open_path(CASE)
    settle()
    draw = random.Random(seed)
    for _ in range(12):
        deed = draw.choice(("answer", "answer", "fold", "scroll", "focus"))
        if deed == "answer":
            window.form.rows[draw.choice(("metformin", "falls", "vegan_diet"))].give(draw.choice(("yes", "no", "")))
        elif deed == "fold":
            window.answer.fold(draw.choice(("why", "sources")))
        elif deed == "scroll":
            window.answer.area.verticalScrollBar().setValue(draw.randint(0, 900))
        else:
            draw.choice((window.answer.body, window.answer.status)).setFocus()
        settle()
        assert seen(window) == painted_whole(window), deed


def test_an_answer_is_painted_once_with_all_that_follows_from_it(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()

    class Paints(QObject):
        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.count += event.type() == QEvent.Type.Paint
            return False

    paints = Paints(window)
    window.answer.body.viewport().installEventFilter(paints)
    before = window.answer.body._html
    window.form.rows["visual_loss"].give("yes")
    settle()
    assert window.answer.body._html != before and paints.count == 1


def test_a_text_of_other_pieces_is_written_whole(qapp: QApplication) -> None:
    assert pieces_of("<p>one</p><p>two</p>") == ["<p>one</p>", "<p>two</p>"]
    assert pieces_of("<p>one</p><table><tr><td>x</td></tr></table>") == []
    assert pieces_of("") == []
    page = Page("Answer")
    for html in ("<p>one</p>", "<table><tr><td>x</td></tr></table>", "<p>two</p>", ""):
        page.put(html)
        assert_same(page, html)


def test_a_result_typed_leaves_the_same_answer_as_one_that_stood_there(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    box = row_of(window, "total_b12").fields["value"]
    for text in ("147", "14", "142", "400", ""):
        box.put(text)  # type: ignore[union-attr]
        box.typed.emit()  # type: ignore[union-attr]
        settle()
        assert_same(window.answer.body, window.answer.body._html or "")
