"""Where undo ends: at a dialog, at another patient, at a choice that is no edit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from b12calc_ui.controls import TextField
from b12calc_ui.main_window import MainWindow

from .conftest import row_of, write
from .test_undo import CASE, CONTROL, states, undo_by_key


def test_in_a_dialog_a_field_takes_its_own_typing_back(window: MainWindow) -> None:
    from b12calc_ui.laboratory_dialog import LaboratoryDialog

    dialog = LaboratoryDialog({}, lambda _content: "", window)
    dialog.open()
    title = dialog.form.fields["title"]
    write(title, "Ours")
    QTest.keyClick(title, Qt.Key.Key_Z, CONTROL)
    assert title.text() == "" and window.form.stack.count() == 0
    dialog.done(0)


@pytest.mark.parametrize("deed", ["new", "open"])
def test_nothing_of_the_last_patient_comes_back_by_undo(window: MainWindow, deed: str) -> None:
    """A new patient and an opened file are no edits: whoever stood there before must not return (P44)."""
    write(window.form.identity.fields["name"], "Somebody Else")
    window.form.rows["falls"].give("yes")
    if deed == "new":
        window.new()
    else:
        window.files.open_path(CASE)
    here = states(window)
    for _ in range(3):
        undo_by_key(window)
        window.form.step_on()
    assert states(window) == here
    assert not window.form.stack.canUndo() and not window.form.stack.canRedo()


def test_the_choice_of_guideline_and_laboratory_is_no_edit_and_survives_undo(window: MainWindow) -> None:
    """They are preferences of the user, like the theme: no part of the patient."""
    write(row_of(window, "total_b12").fields["value"], "142 ng/L")
    window.form.identity.pack.put("us")
    window.form.identity.pack.picked.emit()
    count = window.form.stack.count()
    undo_by_key(window)
    assert window.form.stack.count() == count
    assert window.form.identity.pack.code() == window.live.pack == "us"
    assert isinstance(window.form.identity.fields["age"], TextField)
