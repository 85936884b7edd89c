"""New replaces everything: after a long case the window equals, widget by widget, one that was just opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.models.vocabulary import ANSWER_CODES
from b12calc_ui.app import build
from b12calc_ui.controls import Choice
from b12calc_ui.main_window import MainWindow
from b12calc_ui.question_row import QuestionRow

from .conftest import TODAY, choose_unit, press, row_of, settle, write
from .whole_tree import beside_the_tree, tree

CASE = Path(__file__).with_name("case.json")
IDENTITY = {"name": "Jane Canary", "age": "12 Mar 1959", "identifier": "943 476 5919", "altitude": "1850"}


@pytest.fixture
def fresh(qapp: QApplication) -> Iterator[MainWindow]:
    """Another window in which nobody wrote anything."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    main.show()
    main.activateWindow()
    main.live.wake()
    settle()
    yield main
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def pick(choice: Any, index: int) -> None:
    assert isinstance(choice, Choice)
    choice.setCurrentIndex(index)
    choice.picked.emit()
    settle()


def write_identity(window: MainWindow) -> None:
    for name, text in IDENTITY.items():
        write(window.form.identity.fields[name], text)
    for name in ("sex", "pregnancy", "trimester", "smoking"):
        pick(window.form.identity.fields[name], 1)


def write_results(window: MainWindow) -> None:
    for code, value, unit in (("total_b12", "142", "ng/L"), ("haemoglobin", "11.2", "g/dL"), ("mcv", "104", "fL"),
                              ("ferritin", "9999", "ug/L"), ("folate", "3,4.5", "ug/L")):  # fmt: skip
        row = row_of(window, code)
        write(row.fields["value"], value)
        choose_unit(row, unit)
        write(row.fields["collected"], "1 Mar 2026")
    write(row_of(window, "mma").fields["value"], "400")
    row_of(window, "homocysteine").fields["value"].fill()  # type: ignore[union-attr]
    for deed in row_of(window, "total_b12").end.deeds[:2]:
        deed.do()
    comment = row_of(window, "total_b12").comment
    assert comment is not None
    write(comment, "haemolysed")
    window.form.results.add_row("tsh")
    window.form.results.add_row("blood_film")
    for box in row_of(window, "blood_film").words.values():
        box.click()
    settle()


def write_answers(window: MainWindow) -> None:
    for number, code in enumerate(ANSWER_CODES):
        row = window.form.rows[code]
        press(row.yes if number % 3 else row.no, Qt.Key.Key_Y if number % 3 else Qt.Key.Key_N)
        write_details(row)
    pick(window.form.before.kind, 2)
    write(window.form.before.dose, "1000")
    write(window.form.before.last, "1 Feb 2026")


def write_details(row: QuestionRow) -> None:
    details = row._details
    if details is None:
        return
    for field in details.findChildren(Choice):
        pick(field, field.count() - 1)


def look_around(window: MainWindow) -> None:
    """Open what opens, say what can be said, step back and on, scroll, and leave a question standing."""
    for fold in ("why", "why_not", "change", "packs"):
        window.answer.fold(fold)
        settle()
    assert window.files.copy_note()
    for step in (window.form.step_back, window.form.step_back, window.form.step_on, window.form.step_on):
        step()
    window.questions.go(4)
    for area in (window.questions.area, window.answer.area):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    window.actions_.all["new"].trigger()
    window.bar.say("Jane Canary", True)
    settle()


def whole_case(window: MainWindow) -> None:
    """Write a full case the way a clinician would, faults and second thoughts included."""
    window.activateWindow()
    settle()
    write_identity(window)
    write_results(window)
    write_answers(window)
    write(row_of(window, "folate").fields["value"], "\b")
    row_of(window, "folate").fields["value"].field.clear()  # type: ignore[union-attr]
    row_of(window, "folate").edited.emit("value")
    settle()
    look_around(window)


def differences(window: MainWindow, fresh: MainWindow) -> list[str]:
    left, was = tree(window), tree(fresh)
    found = [f"left: {entry}" for entry in left - was] + [f"lost: {entry}" for entry in was - left]
    mine, its = beside_the_tree(window), beside_the_tree(fresh)
    return found + [f"{name}: {mine[name]} instead of {its[name]}" for name in its if mine[name] != its[name]]


def begin_anew(window: MainWindow) -> None:
    window.new()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()


def test_two_fresh_windows_are_alike_and_a_word_makes_them_differ(window: MainWindow, fresh: MainWindow) -> None:
    assert differences(window, fresh) == []
    window.form.rows["falls"].give("yes")
    settle()
    assert differences(window, fresh)


def test_after_new_every_widget_equals_a_fresh_start(window: MainWindow, fresh: MainWindow) -> None:
    whole_case(window)
    assert window.answer.shown is not None and len(differences(window, fresh)) > 300
    begin_anew(window)
    assert differences(window, fresh) == []
    assert QApplication.clipboard().text() == ""


def test_after_new_an_opened_file_leaves_nothing_either(window: MainWindow, fresh: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    begin_anew(window)
    assert differences(window, fresh) == []


def test_undo_after_new_brings_nothing_back(window: MainWindow, fresh: MainWindow) -> None:
    whole_case(window)
    begin_anew(window)
    for _ in range(5):
        window.actions_.all["undo"].trigger()
        QTest.keyClick(window.form.identity.fields["name"], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        window.actions_.all["redo"].trigger()
    settle()
    window.form.identity.show_me()
    assert differences(window, fresh) == []


def test_a_click_on_new_in_the_toolbar_does_the_same(window: MainWindow, fresh: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    button = next(piece for piece in window.toolbar.children() if getattr(piece, "text", str)() == "New")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))  # type: ignore[call-overload]
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert differences(window, fresh) == []
