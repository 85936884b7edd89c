"""The review: what is ticked, asked, marked in the source and taken over; nothing else enters the form."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc.exchange.incoming.imported import Source
from b12calc_ui.controls import Choice, TextField
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.review_model import FLAG, RESULT, VERDICT, WHY
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.theme import ZOOMS, look

from .conftest import press, settle
from .import_made import ANNA, patient, result, usual
from .import_stage import cell, review, said, values

Key = Qt.Key


def test_accepted_results_are_ticked_and_doubtful_ones_are_not(window: MainWindow) -> None:
    dialog = review(window, usual(left=12))
    assert [line.ticked for line in dialog.lines] == [True, True, True, False, False]
    dialog.table.rows.narrow = False
    assert [cell(dialog, row, VERDICT) for row in (0, 3)] == ["✓ accepted", "? doubtful"]
    assert cell(dialog, 3, WHY) == "no unit is printed with the figure"
    assert dialog.counts.text() == "3 accepted, 2 doubtful, 12 left out"
    assert dialog.take.accessibleName() == "Take over 3 results"


def test_enter_takes_the_ticked_ones_over_as_one_edit_that_undo_takes_back(window: MainWindow) -> None:
    before, steps = window.form.data(), window.form.stack.count()
    dialog = review(window, usual())
    press(dialog.table, Key.Key_Return)
    assert values(window) == {"haemoglobin": ["118 g/L"], "total_b12": ["142 ng/L"], "ferritin": ["48 ug/L"]}
    assert window.form.stack.count() == steps + 1
    assert window.bar.text().startswith("3 results taken over.")
    assert window.files.imports.dialog is None
    window.bar.offer.click()
    settle()
    assert window.form.data() == before
    window.form.step_on()
    assert values(window)["total_b12"] == ["142 ng/L"]


def test_escape_leaves_the_form_as_it_is(window: MainWindow) -> None:
    before = window.form.data()
    dialog = review(window, usual())
    press(dialog.table, Key.Key_Space, Key.Key_Escape)
    assert window.form.data() == before and not window.form.stack.count() and window.files.imports.dialog is None


def test_space_turns_a_tick_and_an_unticked_result_stays_out(window: MainWindow) -> None:
    dialog = review(window, usual())
    dialog.table.go(1)
    press(dialog.table, Key.Key_Space)
    assert not dialog.lines[1].ticked
    press(dialog.table, Key.Key_Return)
    assert "total_b12" not in values(window)


def test_space_on_a_doubtful_result_asks_and_a_chosen_unit_ticks_it(window: MainWindow) -> None:
    dialog = review(window, usual())
    dialog.table.go(3)
    press(dialog.table, Key.Key_Space)
    assert not dialog.lines[3].ticked and "answer first" in said(dialog)
    unit = dialog.answers.fields["unit"]
    assert isinstance(unit, Choice) and unit.hasFocus()
    unit.put("ug/L")
    unit.picked.emit()
    settle()
    assert dialog.lines[3].ticked and dialog.lines[3].verdict() == "answered"
    press(dialog.table, Key.Key_Return)
    assert values(window)["folate"] == ["3.1 ug/L"]


def test_a_day_chosen_for_one_row_holds_for_every_row_with_the_same_figures(window: MainWindow) -> None:
    doubt = ("the day 03/02/2026 can be read in two ways",)
    rows = [
        result(code, "104", unit, collected=None, why=doubt) for code, unit in (("mcv", "fL"), ("ferritin", "ug/L"))
    ]
    dialog = review(window, patient(*rows, result("haemoglobin", "118", "g/L")))
    assert [button.text() for button in dialog.answers.buttons] == ["3 Feb 2026", "2 Mar 2026"]
    dialog.answers.buttons[1].click()
    settle()
    assert [line.state().collected for line in dialog.lines] == ["2 Mar 2026", "2 Mar 2026", "3 Feb 2026"]
    assert dialog.lines[0].ticked and not dialog.lines[1].ticked and dialog.lines[1].may_be_ticked()


def test_a_figure_is_typed_again_and_enter_in_its_field_takes_nothing_over(window: MainWindow) -> None:
    dialog = review(window, patient(result("total_b12", "1,234", "ng/L", why=("the figure is two numbers",))))
    field = dialog.answers.fields["figure"]
    assert isinstance(field, TextField)
    field.setText("nonsense")
    press(field, Key.Key_Return)
    assert not dialog.lines[0].ticked and field.wrong and dialog.isVisible()
    field.setText("1234")
    press(field, Key.Key_Return)
    assert dialog.lines[0].ticked and dialog.isVisible() and values(window) == {}
    press(dialog.table, Key.Key_Return)
    assert values(window) == {"total_b12": ["1234 ng/L"]}


def test_the_figure_of_the_row_in_use_is_marked_in_the_report(window: MainWindow) -> None:
    dialog = review(window, usual())
    for row, figure in enumerate(("118", "142", "48", "3.1")):
        dialog.table.go(row)
        assert dialog.source.marked() == figure
    dialog.table.go(4)
    assert dialog.source.toPlainText() == "line 2\nMCV 104 fL 03/02/2026" and dialog.source.marked() == ""


def test_marks_stand_where_they_should_behind_signs_of_two_units_and_hidden_ones(window: MainWindow) -> None:
    text = "\U0001f9ea \u202eB12\x07\r\n\r\nHb 118 g/L"
    start = text.index("118")
    one = result("haemoglobin", "118", "g/L", source=Source(text="Hb 118 g/L", where="", start=start, end=start + 3))
    dialog = review(window, patient(one), text)
    assert dialog.source.marked() == "118"
    assert "\u202e" not in dialog.source.toPlainText() and "\x07" not in dialog.source.toPlainText()


def test_text_that_looks_like_markup_is_shown_as_text(window: MainWindow) -> None:
    evil = "<img src='file:///etc/passwd'><b>bold</b>"
    who = ANNA.model_copy(update={"name": evil})
    dialog = review(window, patient(result("folate", "3", "ug/L", text=evil, why=(evil,)), who=who), evil)
    assert dialog.source.toPlainText().endswith(evil)
    words = [one for one in dialog.findChildren(QWidget) if evil in getattr(one, "text", str)()]
    assert words and all(one.textFormat() == Qt.TextFormat.PlainText for one in words)  # type: ignore[attr-defined]


def test_nothing_ticked_is_said(window: MainWindow) -> None:
    dialog = review(window, patient(result("folate", "3", None, why=("no unit is printed",))))
    dialog.accept()
    assert "Nothing is ticked" in said(dialog) and dialog.isVisible()


def test_a_report_without_a_result_says_so_and_offers_only_to_leave(window: MainWindow) -> None:
    dialog = review(window, patient(left=3))
    assert dialog.counts.text() == "This report holds no result that the program uses; 3 left out"
    assert not dialog.take.isVisibleTo(dialog) and dialog.source.toPlainText().startswith("Collected")
    who = review(window, patient(who=ANNA))
    assert who.take.isVisibleTo(who) and who.take.accessibleName() == "Take over"


def test_what_was_left_out_is_folded_away_with_its_reason(window: MainWindow) -> None:
    dialog = review(window, usual(left=2))
    assert not dialog.ignored.list.isVisibleTo(dialog)
    dialog.ignored.fold.click()
    assert dialog.ignored.list.isVisibleTo(dialog)
    assert dialog.ignored.list.item(0).text() == "Urea 5.1 mmol/L — not a result this program uses"


def test_a_click_on_the_box_turns_the_tick_and_one_on_the_words_does_not(window: MainWindow) -> None:
    dialog = review(window, usual())
    place = dialog.table.visualRect(dialog.table.rows.index(0, RESULT))
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(17, 13))
    assert not dialog.lines[0].ticked
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert [line.ticked for line in dialog.lines] == [False, True, True, False, False] and place.height() >= 24


def test_a_screen_reader_hears_each_row_whole_with_its_tick(window: MainWindow) -> None:
    dialog = review(window, usual())
    told = dialog.table.rows.index(0, RESULT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Haemoglobin, 118 g/L, 3 Feb 2026, 130 to 170, L, ✓ accepted, ticked"
    for piece in (dialog.table, dialog.source, dialog.ignored.fold, dialog.ignored.list, dialog.take, dialog.leave):
        assert QAccessible.queryAccessibleInterface(piece).text(QAccessible.Text.Name).strip(), piece


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_nothing_is_wider_than_640_pixels_at_any_size_of_text(window: MainWindow, theme: str) -> None:
    shape: Callable[[ReviewDialog], list[int]] = lambda one: [  # noqa: E731
        part.width() for part in (one.table, one.source, one.answers, one.take) if part.isVisibleTo(one)
    ]
    try:
        for zoom in ZOOMS:
            window.set_look(theme, zoom)
            dialog = review(window, usual(who=ANNA))
            dialog.resize(640, 480)
            QApplication.processEvents()
            assert dialog.width() == 640 and max(shape(dialog)) <= 640, zoom
            (column,) = dialog.findChildren(ScrollColumn)
            assert column.horizontalScrollBar().maximum() == 0, zoom
            assert min(dialog.take.height(), dialog.leave.height(), dialog.ignored.fold.height()) >= 24
            dialog.reject()
    finally:
        window.set_look("light", 100)


def test_the_longest_word_of_a_flag_has_room_in_its_column(window: MainWindow) -> None:
    flagged = result("haemoglobin", "107", "g/L", flag="Below low reference limit")
    dialog = review(window, patient(flagged))
    dialog.resize(1200, 700)
    dialog.show()
    QApplication.processEvents()
    table = dialog.table
    assert table.columnWidth(FLAG) >= table.fontMetrics().horizontalAdvance("reference")


@pytest.mark.parametrize("zoom", [100, 200])
def test_the_columns_are_together_no_wider_than_the_table(window: MainWindow, zoom: int) -> None:
    window.set_look("contrast", zoom)
    dialog = review(window, usual(who=ANNA))
    for width in (1300, 1000, 800, 640):
        dialog.resize(width, 760)
        settle()
        table = dialog.table
        shown = [column for column in range(table.rows.columnCount()) if not table.isColumnHidden(column)]
        assert sum(map(table.columnWidth, shown)) <= table.viewport().width(), width
    window.set_look("light", 100)


def test_a_single_piece_left_out_takes_no_more_room_than_it_needs(window: MainWindow) -> None:
    dialog = review(window, usual())
    dialog.resize(1180, 640)
    dialog.ignored.fold.click()
    settle()
    assert dialog.ignored.list.height() <= 120


def test_the_mark_in_the_report_follows_a_change_of_theme(window: MainWindow) -> None:
    dialog = review(window, usual())
    window.set_look("contrast", 100)
    (mark,) = dialog.source.extraSelections()  # held: its format goes with it
    assert mark.format.background().color().name() == look.theme.accent
    assert mark.format.foreground().color().name() == look.theme.on_accent and dialog.source.marked()
    window.set_look("light", 100)
