"""Every control of the window and of every dialog: a name, a role, a place in the order of the eye, room to be hit."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QPushButton,
    QRadioButton,
    QTextBrowser,
    QWidget,
)  # fmt: skip

from b12calc_ui.about_dialog import AboutDialog
from b12calc_ui.app import build
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.columns_dialog import ColumnsDialog
from b12calc_ui.controls import Words
from b12calc_ui.copy_check import CopyCheck
from b12calc_ui.dose_dialog import DoseDialog
from b12calc_ui.edition_dialog import EditionDialog
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice_dialog import PracticeDialog
from b12calc_ui.print_dialog import PrintDialog
from b12calc_ui.recall_dialog import RecallDialog

from .columns_stage import choose, offered
from .conftest import TODAY, settle
from .import_made import ANNA, TEXT, usual
from .window_stage import shut_others

CASE = Path(__file__).with_name("case.json")
Role = QAccessible.Role
ROLES = {
    QPushButton: Role.Button, QComboBox: Role.ComboBox, QLineEdit: Role.EditableText, QTextBrowser: Role.StaticText,
}  # fmt: skip
PAINTED = {
    "SectionHead": Role.Heading, "ScaleDrawing": Role.Graphic, "UrgentLine": Role.AlertMessage,
    "MessageBar": Role.AlertMessage, "QuestionGroup": Role.Grouping, "ResultRow": Role.Grouping,
}  # fmt: skip
SCREENS = ("window", "laboratory", "clinic", "practice", "editions", "print", "days", "recall", "about", "review",
           "columns", "check")  # fmt: skip


@pytest.fixture(scope="module")
def main(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window with a case, details beside answers, a question about a unit, and the folds open."""
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=tmp_path_factory.mktemp("kept") / "window.ini")
    assert isinstance(window, MainWindow)
    window.show()
    window.files.printing.printers = lambda: ["Front desk"]  # type: ignore[method-assign]
    window.live.wake()
    window.form.questions.finish()
    window.files.open_path(CASE)
    window.form.rows["metformin"].give("yes")
    window.form.results.add_row("total_b12")
    window.form.results.add_row("blood_film")
    window.bar.say("A message")
    for code in ("why", "why_not", "packs", "sources"):
        window.answer.fold(code)
    settle()
    yield window
    window.leaving.keep()
    assert window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def screen(window: MainWindow, name: str) -> QWidget:
    """Open a dialog and return it, or the window itself."""
    if name == "window":
        return window
    opened: dict[str, tuple[type[QWidget], object]] = {
        "laboratory": (LaboratoryDialog, window.laboratory.write),
        "clinic": (ClinicDialog, window.clinic.write),
        "practice": (PracticeDialog, window.practice.write),
        "editions": (EditionDialog, window.actions_.all["editions"].trigger),
        "print": (PrintDialog, window.actions_.all["print"].trigger),
        "days": (DoseDialog, window.actions_.all["days"].trigger),
        "recall": (RecallDialog, window.actions_.all["recall"].trigger),
        "check": (CopyCheck, window.actions_.all["check"].trigger),
        "about": (AboutDialog, window.actions_.all["about"].trigger),
        "review": (ReviewDialog, lambda: window.files.imports.review(usual(who=ANNA), TEXT)),
        "columns": (ColumnsDialog, lambda: choose(offered(window), "id", "total_b12", "mcv")),
    }
    kind, deed = opened[name]
    shut_others(window)  # nobody has two of them open, and no review opens over another dialog
    deed()  # type: ignore[operator]
    settle()
    found: QWidget = window.findChildren(kind)[-1]
    if isinstance(found, EditionDialog):
        found.compare()
    settle()
    return found


def controls(root: QWidget) -> list[QWidget]:
    """Return every control in sight; what is inside a combo box belongs to it."""
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTextBrowser)
    return [
        one for kind in kinds for one in root.findChildren(kind)
        if one.isVisibleTo(root) and one.window() is root and not isinstance(one.parentWidget(), QComboBox)
    ]  # fmt: skip


def expected(control: QWidget) -> QAccessible.Role:
    """Return the role of the nearest kind of a control."""
    if isinstance(control, QRadioButton):
        return Role.RadioButton
    if isinstance(control, QAbstractButton) and control.isCheckable():
        return Role.CheckBox
    return next(role for kind, role in ROLES.items() if isinstance(control, kind))


@pytest.mark.parametrize("name", SCREENS)
def test_every_control_has_a_name_and_its_role(main: MainWindow, name: str) -> None:
    root = screen(main, name)
    found = controls(root)
    assert len(found) >= {"window": 300}.get(name, 3)
    for control in found:
        told = QAccessible.queryAccessibleInterface(control)
        assert told.text(QAccessible.Text.Name).strip(), (type(control).__name__, control.geometry())
        assert told.role() == expected(control), control.accessibleName()
        assert told.state().focusable or control.focusPolicy() == Qt.FocusPolicy.NoFocus, control.accessibleName()
    if root is not main:
        root.close()


def test_no_two_controls_of_the_form_share_a_name(main: MainWindow) -> None:
    names = [one.accessibleName() for one in controls(main) if one.isEnabled() and main.questions.isAncestorOf(one)]
    twice = {name for name in names if names.count(name) > 1}
    # The second result of the same analyte is told apart by its place; its fields have the names of the first.
    assert all(name.startswith("Total vitamin B12: ") for name in twice)


def test_painted_pieces_tell_what_they_are(main: MainWindow) -> None:
    seen = set()
    for piece in main.findChildren(QWidget):
        kind = type(piece).__name__
        if kind in PAINTED and piece.isVisibleTo(main):
            told = QAccessible.queryAccessibleInterface(piece)
            assert told.role() == PAINTED[kind] and told.text(QAccessible.Text.Name).strip(), kind
            seen.add(kind)
    assert seen == set(PAINTED)


@pytest.mark.parametrize("name", SCREENS)
def test_every_target_is_at_least_24_pixels(main: MainWindow, name: str) -> None:
    root = screen(main, name)
    for control in controls(root):
        if control.isEnabled() and not isinstance(control, QTextBrowser):
            assert min(control.width(), control.height()) >= 24, (control.accessibleName(), control.size())
    if root is not main:
        root.close()


def test_every_menu_entry_is_at_least_24_pixels_high(main: MainWindow) -> None:
    bar = main.findChild(QMenuBar)
    assert isinstance(bar, QMenuBar)
    for head in bar.actions():
        assert min(bar.actionGeometry(head).height(), bar.actionGeometry(head).width()) >= 24, head.text()
        menu = head.menu()
        assert menu is not None
        for action in menu.actions():  # type: ignore[attr-defined]
            height = menu.actionGeometry(action).height()  # type: ignore[attr-defined]
            assert action.isSeparator() or height >= 24, action.text()


def tab_order(root: QWidget) -> list[QWidget]:
    """Return the stops of the Tab key in their order, beginning with the first on the screen."""
    chain, here = [root], root.nextInFocusChain()
    while here is not None and here is not root:
        chain.append(here)
        here = here.nextInFocusChain()
    return [
        one for one in chain
        if one.window() is root and one.isVisibleTo(root) and one.isEnabled() and one.focusProxy() is None
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one.parentWidget(), QComboBox)
    ]  # fmt: skip


def part_of(main: MainWindow, one: QWidget) -> int:
    """Return in which part of the window a widget lies, in reading order."""
    questions = (main.questions.ways, main.questions.area)
    parts = (main.toolbar, main.bar, main.form.identity, *questions, main.answer, main.status_line)
    return next((number for number, part in enumerate(parts) if part.isAncestorOf(one)), -1)


@pytest.mark.parametrize("name", SCREENS)
def test_the_tab_key_goes_as_the_eye_does(main: MainWindow, name: str) -> None:
    root = screen(main, name)
    stops = tab_order(root)
    assert len(stops) >= 1
    first = min(range(len(stops)), key=lambda index: place(root, stops[index], main))
    stops = stops[first:] + stops[:first]
    for one, other in pairwise(stops):
        assert place(root, one, main) < place(root, other, main), (one.accessibleName(), other.accessibleName())
    if root is not main:
        root.close()


def place(root: QWidget, one: QWidget, main: MainWindow) -> tuple[int, int, int, int]:
    """Return part, column, line and place in the line of a widget; a difference of 8 pixels makes another line."""
    centre = one.mapTo(root, one.rect().center())
    if isinstance(root, ClinicDialog):
        # Lists in two columns, each list under a title: the eye goes down the first column, then the second.
        titles = [words for words in root.findChildren(Words) if words.text() in ("Medicines", "Means", "Tests")]
        lists = sum(title.mapTo(root, QPoint(0, 0)).y() < centre.y() for title in titles)
        foot = one in (root.cancel, root.save)
        column = 0 if foot or one in root.days.values() else int(centre.x() > root.width() // 2)
        below = int(one in root.days.values())
        return lists + foot, 2 * below + column, round(centre.y() / 8), centre.x()
    if isinstance(root, ColumnsDialog):
        # Column after column: what it holds, then its unit.
        column = next((at for at, card in enumerate(root.cards) if card.isAncestorOf(one)), len(root.cards))
        return column, 0, round(centre.y() / 8), centre.x()
    if isinstance(root, PracticeDialog):
        # The page scrolls above the foot.
        return int(one in (root.later, root.begin)), 0, round(centre.y() / 8), centre.x()
    return part_of(main, one) if root is main else 0, 0, round(centre.y() / 8), centre.x()
