"""What can be read inside the program beside the case: the rules and the help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from b12calc_ui.main_window import MainWindow


class HelpDesk(QObject):
    """Open each of them beside the window; all are loaded when they are asked for first."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.answer.book_wanted.connect(self.open_book)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the actions of the window do here."""
        return {"book": self.open_book}

    def open_book(self, mark: str = "") -> None:
        """Open the rule book at a row or source; after an @ stands the guideline where it is another one."""
        from b12calc_ui.rule_book import show_rule_book

        code, _, pack = mark.partition("@")
        show_rule_book(pack or self._window.live.pack, code, self._window)
