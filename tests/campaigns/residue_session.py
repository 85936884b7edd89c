"""One visit at the screen, from start to exit, with words and figures that occur nowhere else; run as its own process.

``python residue_session.py FOLDER [MODE]``: FOLDER is where the user saves. Prints one line of JSON: the files Python
opened to write, outside that folder. What Qt opens itself is seen by residue.py, which runs this under strace. MODE
``draft``: with the draft for a power cut on, over a key store in memory; ``cut``: ended by force with a draft there.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "ui")]
sys.dont_write_bytecode = True

from tests.ui.memory_store import MemoryStore  # noqa: E402

NAME, NUMBER, NOTE = "Zephyrine Quillfeather", "QX-7731-4409", "heliotrope umbra since harvest"
BORN, B12, MMA, DOSE = "17 Oct 1953", "143.7319", "417.2391", "1234.5678"
FOLDER_NAME = "Quillfeather Z papers"
PLANTED = (NAME, "Zephyrine", "Quillfeather", NUMBER, NOTE, "heliotrope", BORN, "1953-10-17", B12, MMA, DOSE)
SAVED, PRINTED = "visit.json", "record.pdf"

_opened: list[tuple[str, str]] = []


def _listen(event: str, words: tuple[Any, ...]) -> None:
    if event == "open" and len(words) == 3:
        path, mode, flags = words
        if isinstance(path, str | bytes | os.PathLike) and (
            flags & (os.O_WRONLY | os.O_RDWR) or set(str(mode)) & set("wax+")
        ):
            _opened.append((os.fsdecode(path), str(mode)))


def visit(window: Any, folder: Path, mode: str = "") -> None:
    """Enter, look, copy, save, print, begin a new patient and leave, by the same doors as a hand would take."""
    put_off_settings(window)
    if mode:
        window.privacy.draft.opener = MemoryStore()
        window.privacy.draft.switch.trigger()
    write(window)
    if mode:
        wait_for_draft(window)
    if mode == "cut":
        say(9, folder)
        os.kill(os.getpid(), signal.SIGKILL)
    assert window.answer.shown is not None, window.live.faults
    for fold in ("why", "why_not", "packs"):
        window.answer.fold(fold)
    assert window.files.copy_note()
    for name, deed in ((SAVED, window.files.save), (PRINTED, window.files.save_pdf)):
        answer_dialog(folder / name)
        deed()
        assert (folder / name).exists(), window.bar.text()
    window.privacy.hide_now()
    window.privacy.show_again()
    window.set_look("dark", 125)
    window.actions_.all["new"].trigger()
    assert window.form.is_blank()
    window.close()


def put_off_settings(window: Any) -> None:
    """Close the sheet of the first start, and go back to the window itself."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog

    def sheets() -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    for sheet in sheets():
        QTest.keyClick(sheet, Qt.Key.Key_Escape)
    window.activateWindow()
    QApplication.processEvents()
    assert not sheets()


def wait_for_draft(window: Any) -> None:
    """Go on once the draft was written by itself after an edit, with nothing left to write."""
    from PySide6.QtTest import QTest

    desk, waited = window.privacy.draft.desk, 0
    while (not desk.keeper.file.exists() or desk.timer.isActive()) and waited < 100:
        QTest.qWait(100)
        waited += 1
    assert desk.keeper.file.exists() and desk.keeper.store.key


def say(done: int, folder: Path) -> None:
    """Print how it ended and what was opened to write elsewhere."""
    opened = [one for one in _opened if not one[0].startswith(str(folder))]
    print(json.dumps({"exit": done, "opened": opened}), flush=True)


def write(window: Any) -> None:
    """Plant the words and figures."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    form = window.form
    rows = {row.analyte.code: row for row in form.results.rows}
    form.rows["metformin"].give("yes")
    form.rows["fatigue"].give("yes")
    form.before.kind.put("oral")
    form.before.kind.picked.emit()
    fields = [
        (form.identity.fields[name], text) for name, text in (("name", NAME), ("age", BORN), ("identifier", NUMBER))
    ]
    fields += [(rows[code].fields["value"], f"{text} {unit}")
               for code, text, unit in (("total_b12", B12, "ng/L"), ("mma", MMA, "nmol/L"))]  # fmt: skip
    fields += [(form.rows["metformin"]._details.fields["note"], NOTE), (form.before.dose, DOSE)]
    for field, text in fields:
        field.setFocus()
        QTest.keyClicks(field, text)
        QApplication.processEvents()
    form.identity.show_me()
    for _ in range(5):
        QApplication.processEvents()


def answer_dialog(path: Path) -> None:
    """Write the path into the next file dialog of Qt and accept it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

    def fill() -> None:
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        if not dialogs:
            QTimer.singleShot(50, fill)
            return
        dialogs[0].setDirectory(str(path.parent))
        field = dialogs[0].findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        field.setText(str(path))
        dialogs[0].accept()

    QTimer.singleShot(50, fill)


def main() -> None:
    """Start the program as its command does, make the visit and say what was opened."""
    folder, mode = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    sys.argv[1:] = []
    from PySide6.QtCore import QTimer

    from b12calc_ui import app

    build, faults = app.build, list[BaseException]()

    def staged(*words: Any, **more: Any) -> Any:
        made, window = build(*words, **more)

        def act() -> None:
            try:
                visit(window, folder, mode)
            except BaseException as fault:
                faults.append(fault)
                made.exit(1)

        window.form.questions.completed.connect(lambda: QTimer.singleShot(300, act))
        return made, window

    app.build = staged
    sys.addaudithook(_listen)
    done = app.main()
    if faults:
        raise faults[0]
    say(done, folder)


if __name__ == "__main__":
    main()
