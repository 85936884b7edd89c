"""Whether this copy may answer: asked before the form is finished, before any answer, and in idle time after it.

Where it may not, a notice takes the place of every window. A pack is proved by its golden cases before it answers
first, and by the proof of its tables in short turns after that. Source: hazards H21 and H23.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.integrity import Fault
    from b12calc_ui.damaged import DamagedWindow
    from b12calc_ui.live import Live
    from b12calc_ui.message_bar import MessageBar

DAMAGED: Final = 4  # the exit code of the command line says the same
_PAUSE: Final = 40  # milliseconds between two turns, in which keys are heard

proved: set[str] = set()
refusals: list["DamagedWindow"] = []


def whole(*packs: str) -> bool:
    """Tell whether this copy is whole and these packs answer as they have to; where not, it is refused from now on."""
    if refusals:
        return False
    if proved.issuperset(("", *packs)):
        return True
    from b12calc import integrity

    try:
        integrity.require()
        for pack in packs:
            _prove(pack)
    except integrity.Damaged as damaged:
        refuse(damaged.faults)
        return False
    proved.update(("", *packs))
    return True


def refuse(faults: "Sequence[Fault]") -> None:
    """Put the notice in the place of every window: nothing can be entered, answered, saved or printed any more."""
    if refusals:
        return
    from b12calc_ui.damaged import DamagedWindow

    others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    notice = DamagedWindow(faults)
    refusals.append(notice)
    if others:
        notice.setGeometry(max(others, key=lambda one: one.width() * one.height()).geometry())
    notice.show()
    for one in others:
        one.hide()


def exit_code(code: int) -> int:
    """Return what the program ends with: that of a damaged copy where it was refused."""
    return DAMAGED if refusals else code


def prove_later(live: "Live", bar: "MessageBar") -> None:
    """Prove the pack in use in short turns once the window can answer: its golden cases, then each of its tables.

    An answer that is wanted before has them all assessed at once. A clock that cannot be right is told in the bar.
    """
    live.assessed.connect(lambda: _Turns(live, bar), Qt.ConnectionType.SingleShotConnection)


class _Turns(QObject):
    """Take one step of the proof after the other; a fault refuses this copy."""

    def __init__(self, live: "Live", bar: "MessageBar") -> None:
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


def tell_clock(live: "Live", bar: "MessageBar") -> None:
    """Say in the bar that the clock of the computer cannot be right, where it is so. Source: hazard H32."""
    from b12calc.selftest_checks import WARNING, check

    found = check("clock", live.form.today())
    if found.result == WARNING:
        bar.say(tr("Check the clock of this computer: {said}.", said=found.said), True)


def _steps(live: "Live", bar: "MessageBar") -> "Iterator[Sequence[Fault]]":
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


def _prove(pack: str) -> None:
    if pack not in proved:
        from b12calc.rules import prove_golden

        prove_golden(pack)
