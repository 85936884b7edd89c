"""The line of buttons at the top of the window, and the patient's name where the identity strip scrolls away."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from b12calc_ui.controls import Choice, FlatButton, Words, control_height
from b12calc_ui.flow import Flow
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_NAMES = ("new", "open", "save", "pdf", "copy", "why")


class Toolbar(QWidget):
    """Offer the deeds needed most, and the clinic: a preference like the guideline, and no part of the patient."""

    def __init__(self, actions: Mapping[str, QAction], clinic: Choice) -> None:
        super().__init__()
        line = Flow(self, across=4)
        line.setContentsMargins(8, 4, 8, 4)
        for name in _NAMES:
            action = actions[name]
            button = FlatButton(action.text().replace("&", "").split(":")[0], main=name == "pdf", framed=name != "pdf")
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            line.addWidget(button)
        place = Words(tr("Clinic"), muted=True)
        place.setMinimumHeight(control_height())
        place.setContentsMargins(look.px(16), 0, 0, 0)
        place.setBuddy(clinic)
        line.addWidget(place)
        line.addWidget(clinic)
        self.last: QWidget = clinic
        self.who = Words(bold=True)
        line.addWidget(self.who)

    def name(self, who: str) -> None:
        """Keep the patient in sight; an empty text takes no room."""
        self.who.setMinimumHeight(control_height())
        self.who.setText(who)
        self.who.setVisible(bool(who))
