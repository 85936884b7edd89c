"""Windows of one user with the draft on, one after the other: a clock that stands still, a key store in memory."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from b12calc_ui.app import build
from b12calc_ui.draft_desk import DraftDesk
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, choose_unit, row_of, settle, write
from .memory_store import MemoryStore

NOON = datetime(2026, 11, 22, 14, 20).timestamp()


class Desk:
    """Start windows of one user, one after the other, with a clock that stands still and a key store in memory."""

    def __init__(self, folder: Path) -> None:
        self.settings, self.store, self.now = folder / "b12calc" / "window.ini", MemoryStore(), NOON
        self.windows: list[MainWindow] = []

    def start(self) -> MainWindow:
        """Open a window as a clinician finds it."""
        _app, window = build(["b12calc"], today=lambda: TODAY, settings=self.settings)
        window.privacy.draft.clock, window.privacy.draft.opener = lambda: self.now, self.store
        window.show()
        window.activateWindow()
        while not window.live.ready:
            QApplication.processEvents()
        settle()
        self.windows.append(window)
        return window

    def on(self) -> MainWindow:
        """Open a window and switch the draft on."""
        window = self.start()
        window.privacy.draft.switch.trigger()
        assert window.privacy.draft.switch.isChecked(), window.bar.text()
        return window

    def cut(self, window: MainWindow) -> None:
        """End a window as a power cut does: nothing of it runs any more, and its lock is let go."""
        desk = desk_of(window)
        desk.timer.stop()
        window.form.changed.disconnect(desk._on_edit)
        window.leaving.offered, window.leaving.over = lambda: False, lambda _offered: None
        lock = desk.keeper._lock
        if lock is not None:
            lock.unlock()
        window.hide()

    def end(self) -> None:
        """Close every window and forget the draft's lock."""
        for window in self.windows:
            if window.privacy.draft.desk is not None:
                window.privacy.draft.desk.keeper.release()
            window.leaving.keep()
            window.close()
            window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def left(self) -> list[str]:
        """Return what lies in the folder of the draft."""
        folder = self.settings.parent / "draft"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def nothing_left(self) -> bool:
        """Tell whether neither draft nor key remains."""
        return "case.draft" not in self.left() and self.store.key is None


def desk_of(window: MainWindow) -> DraftDesk:
    desk = window.privacy.draft.desk
    assert desk is not None
    return desk


def enter(window: MainWindow) -> None:
    """Enter a case, a half-typed date among it."""
    write(window.form.identity.fields["name"], "Zephyrine Quillfeather")
    write(row_of(window, "total_b12").fields["value"], "143.7319")
    choose_unit(row_of(window, "total_b12"), "ng/L")
    window.form.rows["falls"].give("yes")
    settle()


def drafted(desk: Desk) -> MainWindow:
    """Open a window, enter a case and let the draft be written."""
    window = desk.on()
    enter(window)
    desk_of(window).write()
    assert "case.draft" in desk.left() and desk.store.key is not None
    return window
