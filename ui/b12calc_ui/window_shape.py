"""Where the window stood and how it was divided: remembered from one start to the next, and nothing else of it."""

from PySide6.QtWidgets import QMainWindow, QSplitter

from b12calc_ui.settings import Settings


def keep_shape(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Remember place, size and division."""
    settings.put("geometry", window.saveGeometry())
    settings.put("splitter", splitter.saveState())


def restore_shape(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Put the window where it stood last, if that is known."""
    geometry, division = settings.shape("geometry"), settings.shape("splitter")
    if geometry is not None:
        window.restoreGeometry(geometry)
    if division is not None:
        splitter.restoreState(division)
