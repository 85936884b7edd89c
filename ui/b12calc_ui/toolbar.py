"""The line of buttons at the top of the window, and the patient's name where the identity strip scrolls away."""

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from b12calc_ui.controls import Choice, FlatButton, LongWords, Words
from b12calc_ui.flow import Flow
from b12calc_ui.texts import tr

_NAMES = ("new", "open", "import", "save", "pdf", "print", "copy", "leaflet", "why")


class Toolbar(QWidget):
    """Offer the deeds needed most, and the clinic: a preference like the guideline, and no part of the patient."""

    def __init__(self, actions: Mapping[str, QAction], clinic: Choice) -> None:
        super().__init__()
        line = Flow(self, across=4)
        line.setContentsMargins(8, 4, 8, 4)
        self._buttons: list[FlatButton] = []
        short = {"why": tr("Why"), "leaflet": tr("Patient sheet")}
        for name in _NAMES:
            action = actions[name]
            words = short.get(name, action.text().replace("&", ""))
            button = FlatButton(words, main=name == "pdf", framed=name != "pdf")
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
            line.addWidget(button)
            self._buttons.append(button)
        line.addWidget(_named(tr("Clinic"), clinic))
        self.last: QWidget = clinic
        self.who = LongWords(bold=True)
        line.addWidget(self.who)

    def name(self, who: str) -> None:
        """Keep the patient in sight; an empty text takes no room."""
        self.who.setText(who)
        self.who.setVisible(bool(who))

    def shorten(self, short: bool) -> None:
        """Leave the buttons to the menus where large text needs the room."""
        for button in self._buttons:
            button.setHidden(short)


def _named(name: str, control: Choice) -> QWidget:
    """Return a control behind its name, so that no line breaks between them."""
    pair = QWidget()
    line = QHBoxLayout(pair)
    line.setContentsMargins(12, 0, 8, 0)
    line.setSpacing(6)
    words = Words(name, muted=True)
    words.setBuddy(control)
    line.addWidget(words)
    line.addWidget(control, 1)
    return pair
