"""Whether this copy may answer: asked before the form is finished, before any answer, and in idle time after it.

Where it may not, a notice takes the place of every window. A pack is proved by its golden cases before it answers
first, and by the proof of its tables in short turns once the first answer stands. Source: hazards H21 and H23.
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
    """Prove the tables of the pack in use, one in a turn, once the first answer or the guide to it stands.

    A clock that cannot be right is told in the bar then.
    """
    live.assessed.connect(lambda: _Turns(live), Qt.ConnectionType.SingleShotConnection)
    live.assessed.connect(lambda: tell_clock(live, bar), Qt.ConnectionType.SingleShotConnection)


def tell_clock(live: "Live", bar: "MessageBar") -> None:
    """Say in the bar that the clock of the computer cannot be right, where it is so. Source: hazard H32."""
    from b12calc.selftest_checks import WARNING, check

    found = check("clock", live.form.today())
    if found.result == WARNING and not refusals:
        bar.say(tr("Check the clock of this computer: {said}.", said=found.said), True)


class _Turns(QObject):
    """Prove one table after the other; a fault refuses this copy."""

    def __init__(self, live: "Live") -> None:
        super().__init__(live)
        self._pack = live.pack
        self._tables: Iterator[tuple[str, ...]] = iter(())
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._turn)
        if not refusals:
            self._tables = _tables(live.pack)
            self._timer.start()

    def _turn(self) -> None:
        found = next(self._tables, None)
        if found is None:
            self.deleteLater()
        elif found:
            from b12calc.integrity import Fault

            refuse([Fault(tr("Tables of the pack {pack}:", pack=self._pack), fault) for fault in found])
        else:
            self._timer.start()


def _prove(pack: str) -> None:
    if pack not in proved:
        from b12calc.rules import prove_golden

        prove_golden(pack)


def _tables(pack: str) -> Iterator[tuple[str, ...]]:
    from b12calc.rules import prove_each_table

    return prove_each_table(pack)
