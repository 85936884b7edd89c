"""Builds the application and its window; the event loop starts in main only."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

import b12calc_ui.bare_imports  # noqa: F401  before every other module of ours
from b12calc_ui.growing import growing, set_aside_once

with growing(stays=True):
    from b12calc_ui.given import NOTHING, Given, given
    from b12calc_ui.main_window import MainWindow
    from b12calc_ui.proving import prove_later
    from b12calc_ui.roles import give_roles
    from b12calc_ui.scarcity import exit_code as started
    from b12calc_ui.scarcity import watch
    from b12calc_ui.settings import Settings, user_file
    from b12calc_ui.theme import dress
    from b12calc_ui.wholeness import exit_code


@growing()
def build(
    argv: Sequence[str],
    *,
    today: Callable[[], date] = date.today,
    settings: Path | None = None,
    installed: Given = NOTHING,
) -> tuple[QApplication, MainWindow]:
    """Build the application and the window without entering the event loop; no settings file, nothing remembered."""
    app = _application(argv)
    give_roles()
    kept = Settings(settings, installed)
    dress(app, kept.theme(), kept.zoom())
    window = MainWindow(kept, today)
    # Polished now: after they were laid out, each button would ask for its size anew, and all be laid out twice.
    QApplication.sendPostedEvents(None, QEvent.Type.PolishRequest.value)
    return app, window


def _application(argv: Sequence[str]) -> QApplication:
    # Qt's own file dialog would write down the folders it was used in, and those may be named after patients.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Named like this, the style stays inside Qt; setStyle hands it over, and the class of styles is slow to load.
        app = QApplication([*(argv[:1] or ["b12calc"]), "-style", "fusion", *argv[1:]])
    else:
        app.setStyle("Fusion")
    app.setApplicationName("b12calc")
    return app


def main(path: Path | None = None) -> int:
    """Open the window, with a case file or without, and run until it is closed; one that runs is asked first."""
    from b12calc_ui.handover import hand_over
    from b12calc_ui.second_start import SecondStart

    # Only the name of the program: a session manager writes down what else stands on the line, and that may be a name.
    app = _application(sys.argv[:1])
    if hand_over(path):
        return 0
    _app, window = build(sys.argv[:1], settings=user_file(), installed=given())
    watch(window)
    set_aside_once(window.live)
    prove_later(window.live, window.bar)
    second = SecondStart(window)
    window.form.questions.completed.connect(window.privacy.lock.listen)
    window.form.questions.completed.connect(lambda: second.begin(path))
    window.show()
    return started(exit_code(app.exec()))
