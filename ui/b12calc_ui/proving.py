"""The proof of the pack in use in idle time: its golden cases and its tables, a step in each turn.

Source: hazards H21 and H23.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer

from b12calc_ui.live import Live
from b12calc_ui.texts import tr
from b12calc_ui.wholeness import proved, refusals, refuse

if TYPE_CHECKING:
    from b12calc.integrity import Fault
    from b12calc_ui.message_bar import MessageBar

_PAUSE: Final = 40  # milliseconds between two turns, in which keys are heard


def prove_later(live: Live, bar: "MessageBar") -> None:
    """Prove the pack in use in short turns once the window can answer: its golden cases, then each of its tables.

    An answer that is wanted before has them all assessed at once. A clock that cannot be right is told in the bar.
    """
    live.assessed.connect(lambda: _Turns(live, bar), Qt.ConnectionType.SingleShotConnection)


class _Turns(QObject):
    """Take one step of the proof after the other; a fault refuses this copy."""

    def __init__(self, live: Live, bar: "MessageBar") -> None:
        super().__init__(live)
        self._steps = _steps(live, bar)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._turn)
        if not refusals:
            self._timer.start()

    def _turn(self) -> None:
        found = next(self._steps, None)
        if found is None or refusals:
            self.deleteLater()
        elif found:
            refuse(found)
        else:
            self._timer.start()


def tell_clock(live: Live, bar: "MessageBar") -> None:
    """Say in the bar that the clock of the computer cannot be right, where it is so. Source: hazard H32."""
    from b12calc.selftest_checks import WARNING, check

    found = check("clock", live.form.today())
    if found.result == WARNING:
        bar.say(tr("Check the clock of this computer: {said}.", said=found.said), True)


def _steps(live: Live, bar: "MessageBar") -> "Iterator[Sequence[Fault]]":
    """Yield after each step of the proof what it found."""
    tell_clock(live, bar)
    yield ()
    from b12calc.integrity import Fault
    from b12calc.rules import golden_cases, golden_faults, prove_each_table

    pack = live.pack
    yield from (() if pack in proved else golden_faults(one, pack) for one in golden_cases())
    proved.add(pack)
    for faults in prove_each_table(pack):
        yield [Fault(tr("Tables of the pack {pack}:", pack=pack), fault) for fault in faults]
