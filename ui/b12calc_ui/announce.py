"""Says a sentence to whoever listens to the window through a screen reader."""

from PySide6.QtWidgets import QWidget


def announce(speaker: QWidget, sentence: str) -> None:
    """Hand a sentence to assistive technology, once and politely; loaded when there is something to say."""
    if sentence:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(speaker, sentence))
