"""What the program is and what it is not, and the editions of its rules."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from b12calc_ui.live import Live


def show_about(live: "Live", parent: QWidget) -> None:
    """Say what the program is and is not, without blocking the window."""
    from b12calc_ui.about_dialog import AboutDialog

    AboutDialog(live.pack if live.ready else "", parent).open()


def show_editions(live: "Live", parent: QWidget) -> None:
    """List the editions held, once the rules are loaded; what changed for the case is asked for there."""
    if live.ready:
        from b12calc_ui.edition_dialog import EditionDialog

        EditionDialog(live.pack, live.edition_changes, parent).open()
