"""Everything a window shows or holds, widget by widget, to tell whether two windows are alike."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QTextEdit, QWidget

from b12calc_ui.main_window import MainWindow
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.result_row import ResultRow

Entry = tuple[Any, ...]


def tree(window: MainWindow) -> Counter[Entry]:
    """Return every widget of the window with where it stands and all that can be read in it."""
    widgets = (window, *window.findChildren(QWidget))
    return Counter(_entry(widget, window) for widget in widgets if not _in_list(widget))


def beside_the_tree(window: MainWindow) -> dict[str, Any]:
    """Return what the window holds beyond its widgets: model, undo, title, actions, answer, links, scroll bars."""
    form, answer = window.form, window.answer
    return {
        "data": form.data(), "carried": (form._carried, form.carried_words()), "faults": len(form.faults()),
        "undo": (form.stack.count(), form.stack.index(), form.stack.canUndo(), form.stack.canRedo()),
        "parts": [part.state() for part in form.parts()], "blank": form.is_blank(), "used": form._used,
        "title": (window.windowTitle(), window.windowFilePath(), window.isWindowModified(), window.statusTip()),
        "actions": sorted((action.text(), action.isEnabled(), action.isChecked())
                          for action in window.findChildren(QAction) if action.text()),
        "answer": (answer.shown, answer._opened, window.live._asked, window.live._explained, window.live.waiting),
        "message": window.status_line.currentMessage(), "focus": window.focusWidget().accessibleName(),
        "scrolled": sorted((area.accessibleName(), area.verticalScrollBar().value())
                           for area in window.findChildren(QAbstractScrollArea) if area.accessibleName()),
    }  # fmt: skip


def _entry(widget: QWidget, window: QWidget) -> Entry:
    return (
        _path(widget, window), widget.objectName(), widget.accessibleName(), widget.accessibleDescription(),
        widget.toolTip(), widget.isVisibleTo(window), widget.isEnabled(), *_held(widget),
    )  # fmt: skip


def _in_list(widget: QWidget) -> bool:
    """Tell whether a widget belongs to the list under a combo box: Qt makes it on demand, its words are in the box."""
    parents = []
    while (parent := widget.parentWidget()) is not None:
        parents.append((widget, parent))
        widget = parent
    return any(isinstance(parent, QComboBox) and not isinstance(child, QLineEdit) for child, parent in parents)


def _path(widget: QWidget, window: QWidget) -> str:
    names = []
    here: QWidget | None = widget
    while here is not None and here is not window:
        names.append(type(here).__name__)
        here = here.parentWidget()
    return "/".join(reversed(names))


def _held(widget: QWidget) -> Entry:
    """Return what stands in a widget: its text or choice, its marks, whether it was changed."""
    return next((read(widget) for kind, read in _READERS if isinstance(widget, kind)), ())


_READERS: tuple[tuple[type[QWidget], Callable[[Any], Entry]], ...] = (
    (QLineEdit, lambda one: (one.text(), one.isUndoAvailable(), one.isModified(), one.cursorPosition())),
    (QComboBox, lambda one: (one.currentText(), one.currentIndex(), *map(one.itemText, range(one.count())))),
    (QAbstractButton, lambda one: (one.text(), one.isChecked(), one.isCheckable())),
    (QLabel, lambda one: (one.text(),)),
    (QTextEdit, lambda one: (one.toPlainText(), one.document().isUndoAvailable())),
    (ResultRow, lambda one: (str(one.state()), one.reading.standing, one._other)),
    (QuestionRow, lambda one: (str(one.state()), str(sorted(one._kept.items())))),
)
