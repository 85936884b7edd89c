"""What the window of the practice audit is lent by the form, and what its pages are lent by it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtWidgets import QWidget

from b12calc_ui.message_bar import MessageBar

if TYPE_CHECKING:
    from b12calc.models.case import Case
    from b12calc.rules import Laboratory

Judged = tuple[str, str]
"""The codes of guideline and laboratory."""


class Doors(NamedTuple):
    """Hold the day of every visit, the laboratory of a code, and the way of a patient into the form."""

    today: Callable[[], date]
    limits: Callable[[str], "Laboratory | str | None"]
    take: Callable[["Case", int, Judged], str]


class Home(Protocol):
    """Know of the window what its pages need."""

    bar: MessageBar
    doors: Doors

    def judged(self) -> Judged:
        """Return by what the audit was judged."""

    def window(self) -> QWidget:
        """Return the window itself."""

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one in sight."""

    def start_again(self) -> None:
        """Go back to the first page."""
