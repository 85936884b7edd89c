"""The way in for every start without a window: a copy that is not whole is refused before anything of it is read."""

import atexit
import gc
import sys
from collections.abc import Sequence
from datetime import date
from typing import Final

from b12calc import integrity
from b12calc.integrity import Damaged, Fault
from b12calc.problems import ProblemsFound

DAMAGED: Final = 4
# They answer nothing, and whoever mends a damaged copy may want them.
_HARMLESS: Final = (["--version"], ["--help"], ["-h"])
_SELFTEST: Final = "selftest"


def main(arguments: Sequence[str]) -> int:
    """Run the command line where this copy is whole, else say in one sentence that it is not and return 4."""
    if list(arguments[:1]) == [_SELFTEST]:
        from b12calc.selftest import main as selftest

        return selftest(arguments[1:], date.today)
    atexit.register(gc.freeze)  # else the end of the process looks through all of it for rubbish, a tenth of the whole
    try:
        if list(arguments) not in _HARMLESS:
            integrity.require()
        return _command_line(arguments)
    except Damaged as damaged:
        print(f"b12calc: {sentence(damaged.faults)}", file=sys.stderr)
        return DAMAGED


def _command_line(arguments: Sequence[str]) -> int:
    """Run the command line, under the settings of the practice's IT where there are any."""
    from b12calc.cli import WRONG
    from b12calc.cli import main as command_line
    from b12calc.installation import find

    file = find()
    if file is not None:
        from b12calc.by_installation import under

        try:
            arguments, faults = under(file, arguments)
        except ProblemsFound as found:
            print(f"b12calc: {found.problems[0]}", file=sys.stderr)
            return WRONG
        for fault in faults:
            print(f"b12calc: {fault}", file=sys.stderr)
    return int(command_line(arguments) or 0)


def sentence(faults: Sequence[Fault]) -> str:
    """Return in one sentence that this copy is damaged, and by what."""
    more = f" and {len(faults) - 1} more" if len(faults) > 1 else ""
    return (
        f"this copy of b12calc is damaged and gives no advice until it has been installed again: {faults[0]}{more} "
        "(b12calc selftest lists everything)"
    )
