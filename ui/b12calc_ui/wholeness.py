"""Whether this copy may answer: asked before the form is finished and before any answer.

Where it may not, a notice takes the place of every window. A pack is proved by its golden cases before it answers
first; ``proving.py`` proves more in idle time. Source: hazards H21 and H23.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from b12calc.integrity import Fault
    from b12calc_ui.damaged import DamagedWindow

DAMAGED: Final = 4  # the exit code of the command line says the same

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


def refuse_alone(faults: "Sequence[Fault]") -> int:
    """Show the notice where not even the window could be built; return the exit code of a damaged copy."""
    from b12calc_ui.theme import SYSTEM, dress

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([*(sys.argv[:1] or ["b12calc"]), "-style", "fusion"])
        app.setApplicationName("b12calc")
        dress(app, SYSTEM, 100)
    refuse(faults)
    return exit_code(app.exec())


def _prove(pack: str) -> None:
    if pack not in proved:
        from b12calc.rules import prove_golden

        prove_golden(pack)
