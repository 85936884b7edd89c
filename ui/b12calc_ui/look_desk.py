"""Theme and text size: chosen in the menu and remembered, or as the system has them."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from b12calc_ui.settings import Settings
from b12calc_ui.theme import SYSTEM, ZOOMS, dress, look


class LookDesk(QObject):
    """Put a choice of theme and text size in force, and follow the system while that is the choice."""

    def __init__(self, settings: Settings, done: Callable[[str, int], None], parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._done = settings, done
        self.choice = settings.theme()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.follow)
        hints.accessibility().contrastPreferenceChanged.connect(self.follow)

    def put(self, theme: str, zoom: int) -> None:
        """Change theme or text size, and remember it."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.choice = theme
        dress(app, theme, zoom)
        self._settings.put("theme", theme)
        self._settings.put("zoom", zoom)
        self._done(theme, zoom)

    def follow(self, _change: object = None) -> None:
        """Dress as the system does by now, unless a theme was chosen."""
        if self.choice == SYSTEM:
            self.put(SYSTEM, look.zoom)

    def pick_theme(self, name: object) -> None:
        """Take a theme from the menu."""
        self.put(str(name), look.zoom)

    def pick_zoom(self, zoom: object) -> None:
        """Take a text size from the menu."""
        self.put(self.choice, int(str(zoom)))

    def step_zoom(self, step: int) -> None:
        """Make the text one step larger or smaller."""
        self.put(self.choice, ZOOMS[min(max(ZOOMS.index(look.zoom) + step, 0), len(ZOOMS) - 1)])
