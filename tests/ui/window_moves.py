"""What hands can do in the window without entering anything: preferences, looks, folds, jumps."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from b12calc_ui.main_window import MainWindow

from .window_stage import CONTROL, keys, pick, settle, wake_up

Touched = tuple[str, ...]
NOTHING: Touched = ()
SHIFT = Qt.KeyboardModifier.ShiftModifier


def prefer(window: MainWindow, one: int, two: int) -> Touched:
    """Choose guideline, laboratory or clinic: preferences, no part of the patient."""
    identity = window.form.identity
    chooser = (identity.pack, identity.limits, window.clinic.chooser)[one % 3]
    pick(chooser, two % max(1, chooser.count() - (chooser is window.clinic.chooser)))
    return NOTHING


def look_otherwise(window: MainWindow, one: int) -> Touched:
    """Change theme, text size or width of the window, or switch the experimental indicator."""
    deeds = window.actions_
    if one % 5 == 0:
        keys(window, Qt.Key.Key_Plus if window.looks.choice != "dark" else Qt.Key.Key_Minus, CONTROL)
    elif one % 5 == 1:
        deeds.themes[one % len(deeds.themes)].trigger()
    elif one % 5 == 2:
        next(one for one in deeds.view.actions() if "cB12" in one.text()).trigger()
    else:
        window.resize((1366, 700, 960, 640)[one % 4], (720, 560, 900)[one % 3])
    return NOTHING


def unfold(window: MainWindow, one: int) -> Touched:
    """Open or close a part of the answer."""
    if one % 3 == 0:
        keys(window, Qt.Key.Key_E, CONTROL)
    elif window.answer.shown is not None:
        window.answer.body.anchorClicked.emit(QUrl(f"fold:{('why_not', 'packs', 'sources', 'why')[one % 4]}"))
    return NOTHING


def jump(window: MainWindow, one: int) -> Touched:
    """Go about in the window by its keys: nothing is entered by that."""
    places = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_R)
    if one % 8 < 5:
        keys(window, places[one % 8], CONTROL)
    elif one % 8 == 5:
        keys(window, Qt.Key.Key_F6)
    else:
        for _ in range(one % 4 + 1):
            keys(window, Qt.Key.Key_Tab, SHIFT if one % 8 == 6 else Qt.KeyboardModifier.NoModifier)
    return NOTHING


def go_to(window: MainWindow, words: str, enter: bool = True) -> Touched:
    """Find something by its name with Ctrl+K."""
    keys(window, Qt.Key.Key_K, CONTROL)
    settle()
    finder = QApplication.activeWindow()
    assert finder is not None and finder is not window, "the finder did not open"
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, words)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape) if enter else (Qt.Key.Key_Escape,):
        if isValid(finder) and finder.isVisible():
            QTest.keyClick(field, key)
            settle()
    wake_up(window)
    return NOTHING
