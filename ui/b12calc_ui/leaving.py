"""Before entries that were never kept are given up, the window asks once, in its message bar and without blocking."""

import sys
from collections.abc import Callable

from b12calc_ui.case_form import CaseForm
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr


class Leaving:
    """Know whether what stands in the form was saved, printed or copied since the last edit."""

    def __init__(self, form: CaseForm, bar: MessageBar) -> None:
        self._form, self._bar = form, bar
        self._kept = form.edits
        self._asked: tuple[str, int] | None = None
        self.offered: Callable[[], bool] = lambda: False
        self.over: Callable[[bool], object] = lambda _offered: None

    def keep(self) -> None:
        """Take the form as kept: it was just saved, opened, printed, copied or begun."""
        self._kept = self._form.edits

    def done(self, offered: bool = False) -> None:
        """Take the case as over, so that no draft of it is needed: saved, replaced or left; with one still offered."""
        self.keep()
        self.over(offered)
        _let_go()

    def lose(self) -> None:
        """Take the form as never kept: it was just brought back from a draft."""
        self._kept = -1

    def entered(self) -> bool:
        """Tell whether something is entered that was not kept."""
        return not self._form.is_blank() and self._form.edits != self._kept

    def sure(self, deed: str, offered: bool = True, again: str = "") -> bool:
        """Tell whether entries, and a draft still offered, may be given up; first say so, then take it as a yes.

        ``again`` is how to say yes where the deed is not one that is chosen by its name.
        """
        entered = self.entered()
        if not entered and not (offered and self.offered()):
            return True
        asked, self._asked = self._asked, (deed, self._form.edits)
        if asked == self._asked:
            self._asked = None
            return True
        if entered and again:
            sentence = tr("What is entered has not been saved. {again}", again=again)
        elif entered:
            sentence = tr("What is entered has not been saved. Choose {deed} once more to give it up.", deed=deed)
        else:
            sentence = tr("A case is still offered above. Choose {deed} once more to give it up.", deed=deed)
        self._bar.say(sentence, True)
        return False


def _let_go() -> None:
    """Empty what the rules keep of a patient in memory, where they are loaded."""
    if "b12calc.rules" in sys.modules:
        from b12calc.rules import forget

        forget()
