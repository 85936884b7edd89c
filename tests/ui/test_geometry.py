"""No figure and no unit is cut at any text size in any window; only down and up is scrolled."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from b12calc.recall import Rules
from b12calc_ui.answer_page import Page
from b12calc_ui.app import build
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.controls import Choice, FlatButton
from b12calc_ui.dose_dialog import DoseDialog
from b12calc_ui.edition_dialog import EditionDialog
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.paper_pages import PaperPages
from b12calc_ui.practice import Practice
from b12calc_ui.practice_days import PracticeDays
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.practice_files import PracticeFiles
from b12calc_ui.print_dialog import PrintDialog
from b12calc_ui.recall_dialog import RecallDialog
from b12calc_ui.scale_drawing import limit_centres
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.theme import look
from b12calc_ui.visit_days import VisitDays

from .conftest import TODAY, row_of, settle

CASE = Path(__file__).with_name("case.json")
SIZES = ((640, 700), (1366, 768), (1920, 1080))
TEXT_SIZES = (100, 150, 200, 300)


@pytest.fixture(scope="module")
def shown(qapp: QApplication) -> Iterator[MainWindow]:
    """One window with a full case, folds open and wide figures, for all sizes."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    main.form.questions.finish()
    main.files.open_path(CASE)
    main.form.rows["metformin"].give("yes")
    main.form.rows["paraesthesia"].give("yes")
    main.form.results.rows[2].fields["value"].put(">1234.5")  # type: ignore[union-attr]
    main.form.identity.fields["altitude"].setText("4999")  # type: ignore[union-attr]
    main.form.identity.fields["age"].setText("22 Nov 1959")  # type: ignore[union-attr]
    main.form.identity.fields["identifier"].setText("943 476 5919")  # type: ignore[union-attr]
    main.clinic.put("basic-laboratory")
    for code in ("why", "packs", "sources"):
        main.answer.fold(code)
    settle()
    yield main
    main.set_look("light", 100)
    main.leaving.keep()
    assert main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def figures(text: str) -> bool:
    """Tell whether a text holds a figure or a unit."""
    return bool(re.search(r"[0-9]|/L|mol|unit", text))


def cut(widget: QWidget) -> bool:
    """Tell whether a text with figures does not fit its widget."""
    metrics = widget.fontMetrics()
    if isinstance(widget, QLineEdit):
        margins = widget.textMargins()
        room = widget.contentsRect().width() - margins.left() - margins.right() - 4
        return metrics.horizontalAdvance(widget.text() or widget.placeholderText()) > room
    if isinstance(widget, Choice):
        return metrics.horizontalAdvance(widget.currentText()) > widget.width() - look.px(28)
    if isinstance(widget, FlatButton):
        return metrics.horizontalAdvance(widget.shown_words().replace("&", "")) > widget.width()
    if isinstance(widget, Page):
        size = widget.document().size()
        return size.width() > widget.viewport().width() + 1 or size.height() > widget.height()
    assert isinstance(widget, QLabel)
    if widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height()
    return widget.sizeHint().width() > widget.width() or widget.sizeHint().height() > widget.height()


def words_of(widget: QWidget) -> str:
    """Return the text a widget shows."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, Page):
        return widget.toPlainText()
    return str(widget.text() or getattr(widget, "placeholderText", str)())  # type: ignore[attr-defined]


def unaligned(window: MainWindow) -> list[str]:
    """Return the columns of the results whose fields do not stand below each other, and units too long for theirs."""
    found = []
    for name in ("value", "unit", "collected", "low"):
        fields = [row.fields[name] for row in window.form.results.rows if row.fields[name].isVisibleTo(window)]
        places = [field.mapTo(window.form.results, QPoint(0, 0)).x() for field in fields]
        found += [name] if max(places) - min(places) > look.px(2) else []
    for choice in window.form.results.findChildren(Choice):
        units = map(choice.itemText, range(choice.count()))
        room = choice.width() - look.px(28)
        found += [unit for unit in units if choice.fontMetrics().horizontalAdvance(unit) > room]
    return found


def faults(window: MainWindow) -> list[str]:
    """Return every text with figures that is cut, and every widget that sticks out of what it lies in."""
    found = []
    for kind in (QLineEdit, Choice, FlatButton, Page, QLabel):
        for widget in window.findChildren(kind):
            if not widget.isVisibleTo(window) or (isinstance(widget.parentWidget(), QComboBox) and kind is QLabel):
                continue
            words = words_of(widget)
            # The name of a clinic or laboratory may be cut where the tooltip says it whole.
            named = widget in (window.clinic.chooser, window.form.identity.limits) and words in widget.toolTip()
            if figures(words) and cut(widget) and not named:
                found.append(f"cut: {words[:60]!r} {widget.width()} × {widget.height()}")
            if sticks_out(widget):
                found.append(f"out: {words[:60]!r} {widget.geometry().getRect()}")
    return found


def sticks_out(widget: QWidget) -> bool:
    """Tell whether a widget is not wholly inside of what it lies in."""
    parent = widget.parentWidget()
    return parent is not None and not parent.rect().contains(widget.geometry())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("zoom", TEXT_SIZES)
def test_no_figure_and_no_unit_is_cut(shown: MainWindow, theme: str, zoom: int) -> None:
    shown.set_look(theme, zoom)
    for width, height in SIZES:
        shown.resize(width, height)
        settle()
        assert (shown.width(), shown.height()) == (width, height)
        for area in shown.findChildren(ScrollColumn):
            assert area.horizontalScrollBar().maximum() == 0, (area.accessibleName(), width)
        assert faults(shown) == [], (width, height)
        assert unaligned(shown) == [], (width, height)
        assert not cut(shown.answer.urgent.word) and not cut(shown.answer.urgent.line), (width, height)


def rules(window: MainWindow) -> Rules:
    return window.files.recall.rules()


@pytest.mark.parametrize("zoom", [100, 200, 300])
def test_no_dialog_scrolls_sideways_beside_the_screen_of_a_surgery(shown: MainWindow, zoom: int) -> None:
    shown.set_look("light", zoom)
    clinic = ClinicDialog(None, TODAY, shown)
    laboratory = LaboratoryDialog({}, lambda _content: "", shown)
    editions = EditionDialog("uk", lambda: None, shown)
    files = PracticeFiles("b12-{kind}-{today}-{number}", "/mnt/" + "a" * 90, TODAY)
    days = PracticeDays(OpenDays("northern-ireland", frozenset(range(7)), frozenset(range(7)), "/mnt/" + "a" * 90, 3))
    practice = PracticeDialog(Practice("uk", "", "A4", ("", "", "")), [], False, shown, files, days)
    away = ((TODAY, TODAY),) * 9
    doses, recall = (
        DoseDialog(VisitDays(TODAY, 12, True, away), shown),
        RecallDialog(rules(shown), "A laboratory", lambda: None, shown),
    )
    recall.take([Path("a" * 200 + ".json"), Path("b.json")])
    printing = PrintDialog(
        PaperPages(shown.files._record() or b""), "A4", ["A printer with a long name on the first floor"], shown
    )
    for dialog in (clinic, laboratory, editions, practice, doses, recall, printing):
        for width in (1350, 632):
            dialog.show()
            dialog.resize(width, 700)
            settle()
            for area in dialog.findChildren(ScrollColumn):
                assert area.horizontalScrollBar().maximum() == 0, (dialog.windowTitle(), width)
            assert dialog.width() == width, dialog.windowTitle()
            assert [one for one in dialog.findChildren(QLineEdit) if one.isVisibleTo(dialog) and sticks_out(one)] == []
            for words in dialog.findChildren(QLabel):
                assert not (words.isVisibleTo(dialog) and figures(words.text()) and cut(words)), words.text()
        dialog.close()


@pytest.mark.parametrize("marks", [[100.0, 300.0], [100.0, 110.0], [100.0, 100.0]])
def test_the_two_limits_of_the_scale_never_run_together(marks: list[float]) -> None:
    low, high = limit_centres(marks, [40, 50], 6)
    assert high - 25 - (low + 20) >= 6
    assert low <= marks[0] and high >= marks[1]
    assert [low, high] == marks or marks[1] - marks[0] < 51


@pytest.mark.parametrize("figure", ["142", "179", "181", "190", "349", "600"])
def test_neither_the_value_nor_its_doubt_crosses_the_word_of_a_zone(shown: MainWindow, figure: str) -> None:
    row = row_of(shown, "total_b12")
    row.fields["value"].put(figure)  # type: ignore[union-attr]
    row.edited.emit("value")
    settle()
    drawing = shown.answer.scale
    assert drawing.scale is not None
    bar = QRectF(4, 26, 500, 20)
    for zone in (QRectF(4, 26, 90, 20), QRectF(94, 26, 100, 20), QRectF(194, 26, 310, 20)):
        room = drawing._clear(bar, drawing.scale, zone)
        for number in (drawing.scale.value, *(drawing.scale.doubt or ())):
            assert not room.left() + 1 < drawing._x(bar, number) < room.right() - 1
        assert zone.contains(room) or room.width() == 0
