"""What the program is and what it is not, and the editions of its rules."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

import b12calc
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.live import Live


def show_about(parent: QWidget) -> None:
    """Say what the program is and is not, without blocking the window."""
    from PySide6.QtWidgets import QMessageBox

    words = tr(
        "b12calc {version}\n\nDecision support for registered clinicians; not CE/UKCA marked; check the reasons "
        "before acting.\n\nNo network, no account; nothing about a patient is kept unless you save it.",
        version=b12calc.__version__,
    )
    close = QMessageBox.StandardButton.Close
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("About b12calc"), words, close, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def show_editions(live: "Live", parent: QWidget) -> None:
    """List the editions held, once the rules are loaded; what changed for the case is asked for there."""
    if live.ready:
        from b12calc_ui.edition_dialog import EditionDialog

        EditionDialog(live.pack, live.edition_changes, parent).open()
