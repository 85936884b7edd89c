"""What painted pieces are to assistive technology: a heading, a drawing, an alert, a group of questions."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

_ROLES = {
    "SectionHead": QAccessible.Role.Heading,
    "ScaleDrawing": QAccessible.Role.Graphic,
    "TimelineDrawing": QAccessible.Role.Graphic,
    "PageView": QAccessible.Role.Graphic,
    "UrgentLine": QAccessible.Role.AlertMessage,
    "MessageBar": QAccessible.Role.AlertMessage,
    "OfferBar": QAccessible.Role.AlertMessage,
    "QuestionGroup": QAccessible.Role.Grouping,
    "ResultRow": QAccessible.Role.Grouping,
    "CourseRow": QAccessible.Role.Grouping,
    "ColumnCells": QAccessible.Role.StaticText,
}
_LISTS = ("Choice", "ValueBox")
_given: list[bool] = []


def give_roles() -> None:
    """Let Qt ask here for what it cannot know of itself; once for the application."""
    if not _given:
        _given.append(True)
        QAccessible.installFactory(_interface)


def _interface(kind: str, piece: QObject) -> QAccessibleInterface | None:
    if kind in _ROLES and isinstance(piece, QWidget):
        # Without a name of its own: given one here, it would go on saying it after the piece says something else.
        return QAccessibleWidget(piece, _ROLES[kind])
    if kind in _LISTS and isinstance(piece, QWidget):
        # Asked for while the list is still being made: its place in the window is known a turn later.
        QTimer.singleShot(0, piece, lambda: label_for_ear(piece))
    return None


def label_for_ear(control: QWidget) -> None:
    """Give a list a label nobody sees: on Linux, Qt hands on what is chosen in it as its name, and its name nowhere."""
    beside = control.parentWidget()
    if beside is None or any(one.buddy() is control for one in beside.findChildren(QLabel)):
        return
    label = QLabel(control.accessibleName(), beside)
    label.hide()
    label.setBuddy(control)
