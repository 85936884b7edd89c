"""What fails in the window for want of memory is said in its message bar, and never by a traceback nobody sees."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.main_window import MainWindow

_not_started: list[bool] = []


def watch(window: "MainWindow") -> None:
    """Have every refusal of memory told from now on; all other faults go where they went."""
    usual = sys.excepthook

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from b12calc.scarce import for_want_of_memory

        if for_want_of_memory(error):
            _say(window)
        else:
            usual(kind, error, trace)

    sys.excepthook = told


def exit_code(code: int) -> int:
    """Return what the program ends with: a code of its own where the rules could not be loaded."""
    from b12calc.scarce import NO_MEMORY

    return NO_MEMORY if _not_started else code


def _say(window: "MainWindow") -> None:
    from b12calc.scarce import say

    if window.live.ready:
        window.bar.say(tr("There is not enough memory for that: close other programs and try again. What is entered "
                          "stands here."), True)  # fmt: skip
        return
    if _not_started:
        return
    # Without its rules the window answers nothing: nobody is to type into it.
    _not_started.append(True)
    window.splitter.setEnabled(False)
    window.bar.say(tr("There is not enough memory to start: close other programs, then start b12calc again. Older "
                      "files are untouched."), True)  # fmt: skip
    say()
