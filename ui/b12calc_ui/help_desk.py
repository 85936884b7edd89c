"""What can be read inside the program beside the case, and the way to any question: loaded when asked for first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

if TYPE_CHECKING:
    from b12calc_ui.form_view import FormView
    from b12calc_ui.live import Live


class HelpDesk(QObject):
    """Open the manual, the list of keys, the rule book and the finder for a window."""

    def __init__(self, window: QMainWindow, questions: "FormView", live: "Live") -> None:
        super().__init__(window)
        self._window, self._questions, self._live = window, questions, live
        live.view.book_wanted.connect(self.open_book)

    def deeds(self) -> dict[str, Callable[[], object]]:
        """Return what the actions of the window do here."""
        return {"book": self.open_book, "manual": self.open_manual, "keys": self.open_keys, "find": self.find,
                "check": self.check}  # fmt: skip

    def open_book(self, mark: str = "") -> None:
        """Open the rule book at a row or source; after an @ stands the guideline where it is another one."""
        from b12calc_ui.rule_book import show_rule_book

        code, _, pack = mark.partition("@")
        show_rule_book(pack or self._live.pack, code, self._window)

    def open_manual(self) -> None:
        """Open the manual at the section on the field in use."""
        from b12calc_ui.manual import show_manual, topic

        show_manual(topic(QApplication.focusWidget()), self._window)

    def open_keys(self) -> None:
        """Open the list of every key."""
        from b12calc_ui.key_list import show_keys

        show_keys(self._window)

    def check(self) -> None:
        """Check this copy, as the command selftest does."""
        from b12calc_ui.copy_check import CopyCheck

        CopyCheck(self._live.form.today, self._window).open()

    def find(self) -> None:
        """Open the finder of actions, questions and results."""
        from b12calc_ui.finder import Finder

        Finder(self._window, self._questions).open()
