"""The start: the window paints before the form is whole, and nothing ever sees it half built."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QWidget

from b12calc.models.vocabulary import ANSWER_CODES
from b12calc_ui.app import build
from b12calc_ui.controls import Choice
from b12calc_ui.main_window import MainWindow
from b12calc_ui.value_box import ValueBox

from .conftest import TODAY, row_of, settle

CASE = Path(__file__).with_name("case.json")
ACCESS: dict[str, Callable[[MainWindow], object]] = {
    "case": lambda window: window.form.case(),
    "put": lambda window: window.files.open_path(CASE),
    "clear": lambda window: window.form.clear(),
    "faults": lambda window: window.form.faults(),
    "blank": lambda window: window.form.is_blank(),
    "rows": lambda window: window.form.rows["falls"],
    "groups": lambda window: window.form.groups["balance"],
    "before": lambda window: window.form.before.kind,
    "parts": lambda window: window.form.parts(),
    "section": lambda window: window.questions.go(4),
    "tab": lambda window: QTest.keyClick(window.form.results.add, Qt.Key.Key_Tab),
    "flags": lambda window: QTest.keyClick(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier),
    "answer": lambda window: window.live.wake(),
    "link": lambda window: window.live.field("open:metformin"),
}


@pytest.fixture
def early(qapp: QApplication) -> Iterator[MainWindow]:
    """A window that is built and shown, before its first turn of the event loop."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    main.activateWindow()
    yield main
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("name", ACCESS)
def test_whoever_asks_first_finds_the_whole_form(early: MainWindow, name: str) -> None:
    questions = early.form.questions
    assert questions.due()[0] > 0
    early.form.results.add.setFocus()
    ACCESS[name](early)
    assert questions.due() == (0, 0)
    assert tuple(early.form.rows) == ANSWER_CODES


def test_the_form_completes_itself_after_the_first_paint_and_then_the_rules_load(early: MainWindow) -> None:
    order: list[str] = []
    early.form.questions.completed.connect(lambda: order.append("whole"))
    early.live.assessed.connect(lambda: order.append("awake"))
    for _ in range(200):
        if "awake" not in order:
            QTest.qWait(50)
    assert order == ["whole", "awake"]


def test_what_is_in_sight_is_built_before_the_first_paint(early: MainWindow) -> None:
    early.resize(1366, 2000)
    QApplication.sendPostedEvents()
    view = early.questions
    built = view._page.sizeHint().height() - view._rest.sizeHint().height()
    assert built >= view.area.viewport().height() or early.form.questions.due() == (0, 0)


def test_the_words_of_a_result_stand_in_its_list_when_it_opens(early: MainWindow) -> None:
    box = row_of(early, "mma").fields["value"]
    assert isinstance(box, ValueBox)
    box.field.setText("4")
    box.fill()
    words = [box.itemText(index).casefold() for index in range(box.count())]
    assert "raised" in words and box.text() == "4"


@pytest.mark.parametrize("number", [2, 3])
def test_a_section_asked_for_before_the_form_is_whole_comes_to_the_top(early: MainWindow, number: int) -> None:
    early.questions.go(number)
    settle()
    head = early.questions.heads[number]
    assert early.questions.area.verticalScrollBar().value() > 0
    assert head.mapTo(early.questions.area.viewport(), head.rect().topLeft()).y() == 0


def test_no_word_of_the_identity_strip_is_cut_short(early: MainWindow) -> None:
    for name, control in early.form.identity.fields.items():
        if isinstance(control, Choice):
            option = QStyleOptionComboBox()
            control.initStyleOption(option)
            part = QStyle.SubControl.SC_ComboBoxEditField
            room = control.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, control).width()
            for index in range(control.count()):
                assert control.fontMetrics().horizontalAdvance(control.itemText(index)) <= room, name


def test_the_results_are_laid_out_once_before_the_first_paint(qapp: QApplication) -> None:
    sizes: list[tuple[int, int]] = []

    class Sizes(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
                sizes.append((watched.width(), watched.height()))
            return False

    _app, main = build(["b12calc"], today=lambda: TODAY)
    watch = Sizes(main)
    row_of(main, "mma").installEventFilter(watch)
    main.show()
    settle()
    assert len(sizes) == 1, sizes
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
