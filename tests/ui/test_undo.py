"""Undo and redo: any run of edits is taken back to the very start and made again to the very end (P31)."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.controls import Choice, FlatButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.value_box import ValueBox

from .conftest import row_of, settle, write

CASE = Path(__file__).with_name("case.json")
CONTROL = Qt.KeyboardModifier.ControlModifier
EDITS, EVERY = 300, 15
TEXTS = ("142", "142 ng/L", "<150", "1,5", "1.234", "9999999", "98 pmol/L", "x", "0", "430 nmol/L", " ", "3.4 g/dL")
DATES = ("2026-03-10", "10 Mar 2026", "=", "2031-01-01", "Nov 2025", "2019", "03/04/2026", "12 Mar 1959", "67", "")


def type_in(field: QWidget, text: str) -> None:
    """Type over what stands in a field, key by key, as a hand does."""
    target = field.field if isinstance(field, ValueBox) else field
    target.setFocus()
    QTest.keyClick(target, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(target, Qt.Key.Key_Delete)
    QTest.keyClicks(target, text)


def pick(choice: Choice, chance: random.Random) -> None:
    choice.setFocus()
    choice.setCurrentIndex(chance.randrange(choice.count()))
    choice.activated.emit(choice.currentIndex())


def edit_field(field: QWidget, chance: random.Random, texts: tuple[str, ...]) -> None:
    if not field.isEnabled() or field.isHidden():
        return
    if isinstance(field, Choice):
        pick(field, chance)
    else:
        type_in(field, chance.choice(texts))


def answer(window: MainWindow, chance: random.Random) -> None:
    row = chance.choice(list(window.form.rows.values()))
    QTest.keyClick(row.yes, chance.choice((Qt.Key.Key_Y, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_Delete)))


def detail(window: MainWindow, chance: random.Random) -> None:
    rows = [row for row in window.form.rows.values() if row.answer == "yes" and row._details is not None]
    if rows:
        details = chance.choice(rows)._details
        assert details is not None
        edit_field(chance.choice(list(details.fields.values())), chance, DATES)


def none_of_these(window: MainWindow, chance: random.Random) -> None:
    chance.choice(list(window.form.groups.values())).none.click()


def result(window: MainWindow, chance: random.Random) -> None:
    row = chance.choice(window.form.results.rows[:6] + window.form.results.rows[-3:])
    name = chance.choice(list(row.fields))
    edit_field(row.fields[name], chance, DATES if name == "collected" else TEXTS)


def ask(window: MainWindow, chance: random.Random) -> None:
    """Press one of the buttons a row asks with: which number, confirm, which unit."""
    asked = [button for row in window.form.results.rows if row.below is not None
             for button in row.below.findChildren(FlatButton)]  # fmt: skip
    if asked:
        chance.choice(asked).click()


def rows(window: MainWindow, chance: random.Random) -> None:
    table = window.form.results
    if chance.random() < 0.5:
        table.add_row(chance.choice(("tsh", "blood_film", "total_b12", "potassium", "mri_spine")))
    else:
        row = chance.choice(table.rows)
        chance.choice(row.end.deeds).do()
        if row.comment is not None:
            type_in(row.comment, chance.choice(("haemolysed, repeated", "x")))


def film(window: MainWindow, chance: random.Random) -> None:
    boxes = [box for row in window.form.results.rows for box in row.words.values()]
    if boxes:
        chance.choice(boxes).click()


def patient(window: MainWindow, chance: random.Random) -> None:
    name = chance.choice(list(window.form.identity.fields))
    edit_field(window.form.identity.fields[name], chance, DATES)


def before(window: MainWindow, chance: random.Random) -> None:
    edit_field(chance.choice(window.form.before.stops()), chance, DATES)


DEEDS: tuple[Callable[[MainWindow, random.Random], None], ...] = (
    answer, answer, answer, detail, detail, none_of_these, result, result, result, ask, rows, film, patient, before,
)  # fmt: skip


def leave(window: MainWindow) -> None:
    """Take the keyboard out of the field, so that it is tidied."""
    window.status_line.flags.setFocus()


def states(window: MainWindow) -> list[Any]:
    return [part.state() for part in window.form.parts()]


def shown(window: MainWindow) -> tuple[object, ...]:
    """Return the assessment with everything the answer column says."""
    window.live.refresh()
    view = window.answer
    pages = (view.status.toPlainText(), view.body.toPlainText(), view.notice.toPlainText())
    asked = [(row.below is not None, row._other) for row in window.form.results.rows]
    return view.shown, pages, view.urgent.line.text(), asked


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_hundred_edits_are_taken_back_to_the_start_and_made_again_to_the_end(
    window: MainWindow, seed: int
) -> None:
    chance, stack = random.Random(seed), window.form.stack
    known: dict[int, list[Any]] = {0: states(window)}
    said: dict[int, tuple[object, ...]] = {0: shown(window)}
    for _ in range(3000):
        if stack.count() >= EDITS:
            break
        chance.choice(DEEDS)(window, chance)
        leave(window)
        known[stack.index()] = states(window)
        said.pop(stack.index(), None)
        if stack.index() % EVERY == 0:
            said[stack.index()] = shown(window)
    end = stack.count()
    assert stack.index() == end >= EDITS and len(said) > EDITS // EVERY // 2
    said[end] = shown(window)
    for way, indices in ((window.form.step_back, range(end - 1, -1, -1)), (window.form.step_on, range(1, end + 1))):
        for index in indices:
            way()
            assert (stack.index(), stack.count()) == (index, end)
            if index in known:
                assert states(window) == known[index], index
            if index in said:
                assert shown(window) == said[index], index
                assert stack.count() == end
    settle()
    assert states(window) == known[end]


@pytest.mark.parametrize("seed", [11, 12])
def test_undo_in_the_middle_of_typing_and_new_edits_after_it_hold_too(window: MainWindow, seed: int) -> None:
    """The keyboard stays in the fields, and undo, redo and new edits come in any order."""
    chance, form = random.Random(seed), window.form
    start = states(window)
    for _ in range(150):
        deed = chance.randrange(10)
        if deed < 6:
            chance.choice(DEEDS)(window, chance)
        else:
            for _ in range(chance.randrange(1, 6)):
                (form.step_back if deed < 9 else form.step_on)()
        if chance.random() < 0.2:
            settle()
    settle()
    end, index = states(window), form.stack.index()
    while form.stack.canUndo():
        form.step_back()
    assert states(window) == start
    assert window.live.now() is None
    for _ in range(index):
        form.step_on()
    assert states(window) == end


def undo_by_key(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CONTROL)
    settle()


def test_a_value_typed_with_its_unit_is_one_edit(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "142 ng/L")
    leave(window)
    assert (row.state().value, row.state().unit) == ("142", "ng/L")
    undo_by_key(window)
    assert (row.state().value, row.state().unit) == ("", "")
    window.form.step_on()
    assert (row.state().value, row.state().unit) == ("142", "ng/L")


def test_a_date_tidied_on_leaving_is_one_edit(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["collected"], "2026-03-10")
    leave(window)
    undo_by_key(window)
    assert row.state().collected == ""
    leave(window)
    assert window.form.stack.canRedo()


def test_passing_through_fields_never_costs_the_way_forward(window: MainWindow) -> None:
    write(window.form.identity.fields["age"], "1959-03-12")
    window.form.rows["falls"].give("yes")
    window.form.step_back()
    window.form.step_back()
    window.form.step_on()
    for field in (*window.form.identity.stops(), *window.form.results.rows[0].fields.values()):
        field.setFocus()
    leave(window)
    window.form.step_on()
    assert window.form.rows["falls"].answer == "yes"


def test_a_new_patient_while_an_added_row_is_being_typed_in(window: MainWindow) -> None:
    window.form.results.add_row("tsh")
    write(window.form.results.rows[-1].fields["value"], "2 mIU/L")
    window.new()
    settle()
    assert window.form.is_blank()
