"""What a result has besides its figure: the menu of its row, a comment, and which of several dates counts."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from b12calc_ui import draft_text
from b12calc_ui.main_window import MainWindow
from b12calc_ui.result_row import ResultRow
from b12calc_ui.results_table import READY_ROWS

from .conftest import choose_unit, press, row_of, settle, write
from .test_geometry import faults

WORDS = "Haemolysed; “repeated” on 12 Mar, see letter"
CONTROL = Qt.KeyboardModifier.ControlModifier


def menu_of(row: ResultRow, key: Qt.Key = Qt.Key.Key_Space) -> QMenu:
    """Open the menu of a row with a key."""
    row.end.setFocus()
    QTest.keyClick(row.end, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(window: MainWindow, menu: QMenu, *keys: Qt.Key) -> None:
    """Press keys in an open menu; the keyboard then is in the window again."""
    for key in keys:
        QTest.keyClick(menu, key)
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.activateWindow()
    settle()


def enter(row: ResultRow, value: str, day: str = "") -> None:
    """Type one total B12 with its date."""
    write(row.fields["value"], value)
    choose_unit(row, "ng/L")
    write(row.fields["collected"], day)
    row.end.setFocus()
    settle()


def comment_on(window: MainWindow, row: ResultRow, words: str = WORDS) -> None:
    """Ask for the comment by its letter and write it."""
    choose(window, menu_of(row), Qt.Key.Key_C)
    assert row.comment is not None and QApplication.focusWidget() is row.comment
    row.comment.insert(words)
    row.comment.textEdited.emit(words)
    settle()


def results(window: MainWindow) -> list[dict[str, object]]:
    settle()
    found: list[dict[str, object]] = window.form.data()["visits"][0]["results"]
    return found


def said(row: ResultRow) -> str:
    """Return what stands below a row."""
    return "" if row.below is None else " ".join(label.text() for label in row.below.findChildren(QLabel))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_the_sign_opens_its_menu_by_key_and_the_first_entry_is_chosen(window: MainWindow, key: Qt.Key) -> None:
    menu = menu_of(row_of(window, "total_b12"), key)
    assert [one.text().replace("&", "") for one in menu.actions()] == ["Another date", "Comment…", "Empty this row"]
    assert all(menu.actionGeometry(one).height() >= 24 for one in menu.actions())
    choose(window, menu, Qt.Key.Key_Return)
    first, second = window.form.results.rows[:2]
    assert first.analyte == second.analyte and second.isAncestorOf(QApplication.focusWidget())  # type: ignore[arg-type]
    assert not row_of(window, "total_b12").end.findChildren(QMenu)


def test_arrows_or_a_letter_choose_and_escape_does_nothing(window: MainWindow) -> None:
    table, row = window.form.results, row_of(window, "total_b12")
    choose(window, menu_of(row), Qt.Key.Key_Escape)
    assert len(table.rows) == len(READY_ROWS) and row.comment is None and QApplication.focusWidget() is row.end
    choose(window, menu_of(row), Qt.Key.Key_A)
    choose(window, menu_of(table.rows[1]), Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert len(table.rows) == len(READY_ROWS)


def test_plus_and_delete_on_the_sign_need_no_menu(window: MainWindow) -> None:
    table = window.form.results
    press(row_of(window, "total_b12").end, Qt.Key.Key_Plus)
    assert len(table.rows) == len(READY_ROWS) + 1
    press(table.rows[1].end, Qt.Key.Key_Delete)
    assert len(table.rows) == len(READY_ROWS)


def test_a_ready_row_is_emptied_as_one_edit_and_stays(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    enter(row, "142", "2026-03-10")
    comment_on(window, row)
    before = row.state()
    choose(window, menu_of(row), Qt.Key.Key_E)
    assert results(window) == [] and window.form.results.state() == window.form.results.fresh() and row.comment is None
    window.form.step_back()
    assert row.state() == before


def test_a_comment_is_written_in_a_line_of_its_own_and_kept_in_the_case(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    enter(row, "142", "2026-03-10")
    answer = window.answer.shown
    comment_on(window, row)
    assert row.comment is not None
    assert results(window)[0]["comment"] == WORDS
    assert row.comment.accessibleName() == "Total vitamin B12: comment" and row.comment.height() >= 24
    assert QAccessible.queryAccessibleInterface(row.comment).role() == QAccessible.Role.EditableText
    assert window.answer.shown == answer, "no rule reads it"
    assert row.stops()[-1] is row.comment


def test_undo_redo_and_new_hold_for_a_comment(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    enter(row, "142")
    comment_on(window, row)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CONTROL)
    assert row.comment is None and "comment" not in results(window)[0]
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Y, CONTROL)
    assert results(window)[0]["comment"] == WORDS and row.comment is not None and row.comment.text() == WORDS
    window.leaving.keep()
    window.new()
    assert row.comment is None and window.form.is_blank()


def test_a_comment_without_a_value_waits_and_is_not_lost_in_silence(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    comment_on(window, row)
    assert results(window) == [] and row.reading.standing == "waiting" and not window.form.is_blank()
    window.form.identity.fields["age"].setFocus()
    choose(window, menu_of(row), Qt.Key.Key_C)
    assert row.comment is not None and row.comment.text() == WORDS, "asked for again, it is found again"


@pytest.mark.parametrize(
    "words", [WORDS, " two  spaces ", "one\nline\tmore\x00", "ß µ 😀 \u2028 Ω", "x" * 500, "😀" * 500]
)
def test_what_a_file_brings_goes_out_to_the_letter(window: MainWindow, words: str) -> None:
    enter(row_of(window, "total_b12"), "142")
    case = window.form.case().model_dump(mode="json")
    case["visits"][0]["results"][0]["comment"] = words
    window.form.put(window.form.case(case))
    assert window.form.case().visits[0].results[0].comment == words
    state = draft_text.to_bytes(window.form)
    window.form.clear()
    draft_text.put_back(window.form, state)
    assert window.form.case().visits[0].results[0].comment == words


def test_a_comment_goes_with_the_saved_case_the_note_and_the_record(window: MainWindow, tmp_path: Path) -> None:
    window.form.identity.fields["age"].setText("67")  # type: ignore[union-attr]
    enter(row_of(window, "total_b12"), "142", "2026-03-10")
    comment_on(window, row_of(window, "total_b12"), "Haemolysed, repeated")
    kept = window.form.case()
    assert window.files.save_path(tmp_path / "a.json") and window.files.save_pdf_path(tmp_path / "a.pdf")
    window.files.copy_note()
    note = QApplication.clipboard().text()
    assert "Haemolysed, repeated" in " ".join(note.split())
    for path in ("a.json", "a.pdf"):
        window.form.clear()
        window.files.open_path(tmp_path / path)
        settle()
        assert window.form.case() == kept, path
    window.form.clear()
    QApplication.clipboard().setText(note)
    window.files.paste_note()
    assert window.form.case() == kept
    comment = row_of(window, "total_b12").comment
    assert comment is not None and comment.text() == "Haemolysed, repeated"


def three(window: MainWindow, *days: str) -> list[ResultRow]:
    """Enter several results of total B12."""
    table = window.form.results
    for number, day in enumerate(days):
        if number:
            table.add_row("total_b12")
            settle()
        enter(table.rows[number], "142" if len(set(days)) < len(days) else str(142 + number), day)
    settle()
    return table.rows[: len(days)]


def test_of_several_dates_each_row_says_whether_it_counts(window: MainWindow) -> None:
    older, newest, oldest = three(window, "2025-11-02", "2026-03-10", "2024-01-05")
    assert "Counts: the newest of 3." in said(newest)
    assert all("Earlier, not used: that of 10 Mar 2026 counts." in said(row) for row in (older, oldest))
    window.form.results._on_remove(newest)
    settle()
    assert "Counts: the newest of 2." in said(older) and "2 Nov 2025 counts" in said(oldest)
    assert said(row_of(window, "mma")) == ""


def test_a_result_without_a_date_says_that_it_is_taken_as_of_the_visit(window: MainWindow) -> None:
    dated, undated = three(window, "2026-03-10", "")
    assert "Counts, of 2: undated, so taken as of the visit, 12 Mar 2026." in said(undated)
    assert "Earlier, not used: the undated one counts, as of the visit." in said(dated)


def test_of_equal_results_of_one_day_the_one_below_counts(window: MainWindow) -> None:
    first, second = three(window, "2026-03-10", "2026-03-10")
    assert "the same result of the same day stands again below" in said(first) and "Counts:" in said(second)


def test_a_newer_result_of_an_earlier_visit_is_named(window: MainWindow) -> None:
    enter(row_of(window, "total_b12"), "142", "2025-11-02")
    case = window.form.case().model_dump(mode="json")
    earlier = {**case["visits"][0], "date": "2026-02-01"}
    earlier["results"] = [{**earlier["results"][0], "value": "160", "collected": "2026-01-20"}]
    window.form.put(window.form.case({**case, "visits": [earlier, *case["visits"]]}))
    settle()
    row = row_of(window, "total_b12")
    assert "Earlier, not used: that of 20 Jan 2026, from an earlier visit, counts." in said(row)


def test_nothing_is_said_to_count_while_no_answer_is_shown(window: MainWindow) -> None:
    first, second = three(window, "2025-11-02", "2026-03-10")
    write(row_of(window, "mcv").fields["value"], "x")
    assert window.answer.shown is None and "ounts" not in said(first) + said(second)


@pytest.mark.parametrize(("zoom", "width"), [(100, 1366), (200, 1366), (300, 640)])
def test_nothing_of_it_is_cut_at_any_size_of_text(window: MainWindow, zoom: int, width: int) -> None:
    for row in three(window, "2025-11-02", "2026-03-10", ""):
        comment_on(window, row, "drawn from the arm with the drip, and asked for again")
    try:
        window.set_look("light", zoom)
        window.resize(width, 720)
        settle()
        assert faults(window) == []
        fields = [row.comment for row in window.form.results.rows[:3]]
        assert all(one is not None and min(one.width(), one.height()) >= 24 for one in fields)
    finally:
        window.set_look("light", 100)
