"""Where the window stood and how it was divided: remembered from one start to the next, and nothing else; its icon."""

import contextlib

from PySide6.QtWidgets import QMainWindow, QSplitter

from b12calc.assets import asset
from b12calc_ui.settings import Settings


def set_icon(window: QMainWindow) -> None:
    """Give the window its picture, once it is painted; one that is missing is none of the user's business."""
    from PySide6.QtGui import QIcon

    with contextlib.suppress(FileNotFoundError):
        window.setWindowIcon(QIcon(str(asset("icons", "b12calc.svg"))))


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
