"""The switch of the experimental indicator, in the menu."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc_ui.live import Live
    from b12calc_ui.settings import Settings


def experimental_switch(live: "Live", settings: "Settings") -> QAction:
    """Return the entry of the menu that shows the experimental indicator; off until it is switched on."""
    switch = QAction(live)
    switch.setText(tr("E&xperimental indicator (cB12)"))
    switch.setCheckable(True)
    switch.setToolTip(tr("Unconfirmed; shown for information only, never decides"))
    live.experimental = settings.experimental()
    switch.setChecked(live.experimental)
    switch.toggled.connect(live.use_experimental)
    switch.toggled.connect(lambda on: settings.put("experimental", "yes" if on else "no"))
    return switch
