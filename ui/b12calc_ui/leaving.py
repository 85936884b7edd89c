"""Before entries that were never kept are given up, the window asks once, in its message bar and without blocking."""

from b12calc_ui.case_form import CaseForm
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.texts import tr


class Leaving:
    """Know whether what stands in the form was saved, printed or copied since the last edit."""

    def __init__(self, form: CaseForm, bar: MessageBar) -> None:
        self._form, self._bar = form, bar
        self._kept = form.edits
        self._asked: tuple[str, int] | None = None

    def keep(self) -> None:
        """Take the form as kept: it was just saved, opened, printed, copied or begun."""
        self._kept = self._form.edits

    def sure(self, deed: str) -> bool:
        """Tell whether entries may be given up; the first time say so, the second time take it as a yes."""
        if self._form.is_blank() or self._form.edits == self._kept:
            return True
        asked, self._asked = self._asked, (deed, self._form.edits)
        if asked == self._asked:
            self._asked = None
            return True
        sentence = tr("What is entered has not been saved. Choose {deed} once more to give it up.", deed=deed)
        self._bar.say(sentence, True)
        return False
