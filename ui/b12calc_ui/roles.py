"""What painted pieces are to assistive technology: a heading, a drawing, an alert, a group of questions."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES = {
    "SectionHead": QAccessible.Role.Heading,
    "ScaleDrawing": QAccessible.Role.Graphic,
    "UrgentLine": QAccessible.Role.AlertMessage,
    "MessageBar": QAccessible.Role.AlertMessage,
    "OfferBar": QAccessible.Role.AlertMessage,
    "QuestionGroup": QAccessible.Role.Grouping,
    "ResultRow": QAccessible.Role.Grouping,
}
_given: list[bool] = []


def give_roles() -> None:
    """Let Qt ask here for what it cannot know of itself; once for the application."""
    if not _given:
        _given.append(True)
        QAccessible.installFactory(_interface)


def _interface(kind: str, piece: QObject) -> QAccessibleInterface | None:
    if kind in _ROLES and isinstance(piece, QWidget):
        return QAccessibleWidget(piece, _ROLES[kind], piece.accessibleName())
    return None
