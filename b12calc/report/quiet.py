"""Load ReportLab so that nothing around it counts: no RL_ variable, no settings file, no module of the user's.

ReportLab runs ~/.reportlab_settings and ~/.reportlab_mods as code and reads RL_ variables while it is imported
(measured; safety reference 1.6). Empty stand-ins are found first, and the variables are hidden meanwhile. With every
document it reads SOURCE_DATE_EPOCH, so it gets a time of ours.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportlab.lib.utils import TimeStamp

_STAND_INS: Final = (
    "reportlab.local_rl_mods",
    "reportlab_mods",
    "reportlab.local_rl_settings",
    "reportlab_settings",
)
# Its reader of markup and what builds on it: never used, a tenth of a second to load, and a parser less for typed text.
_MARKUP: Final = tuple(
    f"reportlab.platypus.{name}" for name in ("multicol", "paragraph", "paraparser", "tables", "xpreformatted")
)
_PICTURES: Final = ("PIL",)  # its reader of picture files: nothing here is one
_ONE_AT_A_TIME = Lock()
_YEAR_2000: Final = 946684800.0


def load() -> None:
    """Import ReportLab with its factory settings, and close every way by which it could open a file or a host."""
    with _ONE_AT_A_TIME:
        if "reportlab.rl_config" not in sys.modules:
            _import_quietly()
        from reportlab import rl_config
        from reportlab.pdfbase import pdfdoc

        vars(pdfdoc)["TimeStamp"] = _stamp
        settings = vars(rl_config)
        settings["trustedHosts"] = []
        settings["trustedSchemes"] = []
        settings["toColorCanUse"] = None  # colours are numbers here; text is never evaluated as one
        settings["useA85"] = 0  # a quarter smaller
        settings["invariant"] = 1


def _stamp(_invariant: object = None) -> "TimeStamp":
    """Return the time ReportLab writes where nobody says one, without asking the environment."""
    from reportlab.lib.utils import TimeStamp

    made = TimeStamp.__new__(TimeStamp)
    made.t, made.lt, made.tzname = _YEAR_2000, time.gmtime(_YEAR_2000), "UTC"
    made.YMDhms, made.dhh, made.dmm = tuple(made.lt)[:6], 0, 0
    return made


def _import_quietly() -> None:
    hidden = {name: os.environ.pop(name) for name in sorted(os.environ) if name.upper().startswith("RL_")}
    for name in _STAND_INS:
        sys.modules.setdefault(name, ModuleType(name))
    with _absent(_PICTURES, Image=None):
        try:
            import reportlab.rl_config  # noqa: F401
        finally:
            os.environ.update(hidden)
    if "reportlab.platypus" not in sys.modules:
        _import_without_markup()


def _import_without_markup() -> None:
    """Import the pages and frames alone."""
    with _absent(_MARKUP, __all__=(), Paragraph=None):
        import reportlab.platypus  # noqa: F401


@contextmanager
def _absent(names: tuple[str, ...], **held: object) -> Iterator[None]:
    """Have something empty found under these names; whoever asks for one of them afterwards gets it."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    for one in empty.values():
        vars(one).update(held)
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]
