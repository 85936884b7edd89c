"""The practice's own file of closed days: read whole and strictly, or one sentence says why not."""

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.problems import Problem, ProblemsFound
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.plan.open_days import Calendar

_LARGEST: Final = 1_000_000


def read_closed_file(name: str) -> "Calendar":
    """Return what the file holds. Raises ProblemsFound where there is none that can be used."""
    from b12calc.rules import read_closed_days

    path = Path(name)
    try:
        if not path.is_absolute() or not stat.S_ISREG(path.stat().st_mode):
            raise _fault(path, tr("a file that is there was expected, with its whole path"))
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise _fault(path, tr("cannot be read ({why})", why=why)) from None
    if len(data) > _LARGEST:
        raise _fault(path, tr("too large for a file of closed days"))
    return read_closed_days(data, path.name)


def _fault(path: Path, why: str) -> ProblemsFound:
    return ProblemsFound((Problem(path.name, why),))
