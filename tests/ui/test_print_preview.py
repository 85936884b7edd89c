"""The preview of what is printed: by keyboard and for the ear, gone with its patient, and nothing of it in any file."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui.key_list import entries, plain
from b12calc_ui.main_window import MainWindow
from b12calc_ui.paper_pages import PaperPages
from b12calc_ui.print_job import knows_paper, printers
from b12calc_ui.reader import Reader
from b12calc_ui.second_start import SecondStart

from .conftest import SAMPLE, settle, write
from .test_print import out, preview, record  # noqa: F401


def press(root: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or root, key)
    settle()


def test_the_pages_are_turned_and_scrolled_by_keyboard_alone(window: MainWindow, out: Path) -> None:  # noqa: F811
    dialog = preview(window)
    count = dialog._pages.count
    bar = dialog._area.verticalScrollBar()
    assert dialog.view.hasFocus() and dialog.place.text() == f"Page 1 of {count}"
    assert not dialog.before.isEnabled() and bar.value() == 0
    press(dialog, Qt.Key.Key_Down)
    assert bar.value() > 0
    press(dialog, Qt.Key.Key_PageDown)
    assert dialog.place.text() == f"Page 2 of {count}" and bar.value() == 0 and dialog.before.isEnabled()
    dialog.pages.setFocus()
    for _ in range(count):
        press(dialog, Qt.Key.Key_PageDown)
    assert dialog.view.number == count and not dialog.after.isEnabled()
    press(dialog, Qt.Key.Key_PageUp)
    dialog.before.click()
    assert dialog.view.number == max(1, count - 2)
    press(dialog, Qt.Key.Key_Escape)
    assert window.files.printing.dialog is None and not out.exists()


def test_the_page_is_a_picture_with_its_words_for_the_ear(window: MainWindow, out: Path) -> None:  # noqa: F811
    dialog = preview(window)
    told = QAccessible.queryAccessibleInterface(dialog.view)
    count = dialog._pages.count
    assert told.role() == QAccessible.Role.Graphic
    assert told.text(QAccessible.Text.Name) == f"Page 1 of {count}"
    assert "Vitamin B12 assessment" in told.text(QAccessible.Text.Description)
    dialog.after.click()
    assert told.text(QAccessible.Text.Name) == f"Page 2 of {count}"
    assert "Vitamin B12 assessment" not in told.text(QAccessible.Text.Description)[:30]
    dialog.reject()


def test_nothing_is_printed_or_shown_while_there_is_no_answer(window: MainWindow) -> None:
    window.actions_.all["print"].trigger()
    assert window.files.printing.dialog is None
    assert window.bar.text() == "There is no answer to put on paper yet. Enter a result or an answer first."


def test_another_patient_closes_the_preview_of_the_last(window: MainWindow, out: Path) -> None:  # noqa: F811
    write(window.form.identity.fields["name"], "Jane Canary")
    dialog = preview(window)
    assert "Jane Canary" in dialog.view.accessibleDescription() and "Canary" not in dialog.windowTitle()
    second = SecondStart(window)
    second.come(str(SAMPLE))
    assert second.box is not None
    next(one for one in second.box.buttons() if one.text() == "&Open it here").click()
    settle()
    assert window.files.printing.dialog is None
    window.files.print()
    window.new()
    assert window.files.printing.dialog is None


def test_a_covered_preview_hides_its_page(window: MainWindow, out: Path) -> None:  # noqa: F811
    dialog = preview(window)
    window.privacy.hide_now()
    assert not dialog.view.isVisible()
    window.privacy.show_again()
    assert dialog.view.isVisible()
    dialog.reject()


def test_preview_and_pages_write_no_file(
    window: MainWindow,
    out: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    listening = True

    def listen(event: str, words: tuple[object, ...]) -> None:
        if listening and event == "open" and set(str(words[1])) & set("wax+"):
            opened.append(words[0])

    empty = tmp_path / "temporary"
    empty.mkdir()
    monkeypatch.setenv("TMPDIR", str(empty))
    monkeypatch.setattr(tempfile, "tempdir", str(empty))
    sys.addaudithook(listen)
    dialog = preview(window)
    for _ in range(dialog._pages.count):
        press(dialog, Qt.Key.Key_PageDown)
    dialog.reject()
    listening = False
    assert opened == [] and list(empty.iterdir()) == []


def test_f1_opens_the_section_on_printing(window: MainWindow, out: Path) -> None:  # noqa: F811
    dialog = preview(window)
    press(dialog, Qt.Key.Key_F1)
    (reader,) = dialog.findChildren(Reader)
    assert reader.page.trail == ["printing"]
    reader.close()
    dialog.reject()


def test_print_stands_behind_the_pdf_in_menu_and_toolbar(window: MainWindow) -> None:
    menu = [plain(action.text()) for path, action in entries(window) if path[0] == "File"]
    place = menu.index("Save record PDF")
    between = ["Save locked PDF", "Save into the folder of the record system"]
    assert menu[place + 1 : place + 4] == [*between, "Print"]
    words = [button.text() for button in window.toolbar._buttons]
    assert words.index("Print…") == words.index("Save record PDF…") + 1 == words.index("Copy note") - 1
    assert window.actions_.all["pdf"].shortcut().toString() == "Ctrl+Shift+S"


def test_the_printers_of_this_computer_are_asked_for_and_an_unknown_one_is_believed(qapp: QApplication) -> None:
    assert isinstance(printers(), list)
    assert knows_paper("a printer that is not there", "A5")


def test_a_page_is_drawn_at_the_dots_asked_for_in_colour_or_grey(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    pages = PaperPages(record(window))
    size = pages.size(1)
    for grey in (False, True):
        picture = pages.picture(1, 144, grey)
        assert abs(picture.width() - 2 * size.width()) <= 1 and abs(picture.height() - 2 * size.height()) <= 1
        assert picture.isGrayscale() or not grey
        assert picture.pixelColor(2, 2).name() == "#ffffff"
    pages.close()


def test_printing_loads_when_it_is_asked_for_and_not_before() -> None:
    code = (
        "import sys; from b12calc_ui.app import build; app, window = build(['b12calc']); window.show()\n"
        "window.live.wake(); app.processEvents()\n"
        "print([name for name in sys.modules if 'pdfium' in name or 'PrintSupport' in name])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout == "[]\n"


def test_while_the_preview_stands_the_form_below_takes_no_edit(window: MainWindow, out: Path) -> None:  # noqa: F811
    dialog = preview(window)
    assert dialog.isModal() and QApplication.activeModalWidget() is dialog
    before = window.form.data()
    QTest.keyClick(dialog, Qt.Key.Key_Y)
    assert window.form.data() == before
    dialog.reject()
    assert QApplication.activeModalWidget() is None
