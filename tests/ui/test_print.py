"""Print: what is shown goes from memory to the preview and the printer, page for page, and to no file."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc_ui.main_window import MainWindow
from b12calc_ui.paper_pages import PaperPages
from b12calc_ui.print_dialog import PrintDialog
from b12calc_ui.print_job import read_pages

from .conftest import SAMPLE, settle, write

PRINTER = "Front desk"


def pdf_printer(path: Path) -> QPrinter:
    """A printer that puts its paper into a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.fixture
def out(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The paper of the one printer of this computer; the sample case is on the screen."""
    path = tmp_path / "paper.pdf"
    monkeypatch.setattr(window.files.printing, "printers", lambda: [PRINTER])
    monkeypatch.setattr(window.files.printing, "printer", lambda _name: pdf_printer(path))
    assert window.files.open_path(SAMPLE)
    settle()
    return path


def preview(window: MainWindow) -> PrintDialog:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = window.files.printing.dialog
    assert dialog is not None and dialog.isVisible()
    return dialog


def sheets(path: Path) -> list[QImage]:
    """Return the printed pages as grey pictures."""
    return drawn(path.read_bytes())


def drawn(data: bytes) -> list[QImage]:
    pages = PaperPages(data)
    pictures = [pages.picture(number, 120, grey=True) for number in range(1, pages.count + 1)]
    pages.close()
    return pictures


def apart(one: QImage, other: QImage) -> float:
    """Return the mean difference of two pictures, looked at from some way off, in steps of grey, 0 to 255."""
    ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = [image.scaled(120, 168, ignore, smooth).convertToFormat(QImage.Format.Format_Grayscale8)
             for image in (one, other)]  # fmt: skip
    first, second = (bytes(image.constBits()) for image in small)
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)


def record(window: MainWindow) -> bytes:
    data = window.files._record()
    assert data is not None
    return data


def test_what_is_printed_is_the_record_page_for_page_at_its_true_size(window: MainWindow, out: Path) -> None:
    wanted = drawn(record(window))
    dialog = preview(window)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    printed = sheets(out)
    assert len(printed) == len(wanted) >= 2
    for one, other in zip(wanted, printed, strict=True):
        assert apart(one, other) < 6
    assert apart(wanted[0], printed[1]) > 8
    box = pypdf.PdfReader(out).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)
    assert window.bar.text() == f"Record sent to the printer {PRINTER}."
    assert window.files.printing.dialog is None and not window.leaving.entered()


def test_the_job_bears_the_name_of_the_program_and_nobody_elses(window: MainWindow, out: Path) -> None:
    write(window.form.identity.fields["name"], "Jane Canary")
    preview(window).print_.click()
    told = pypdf.PdfReader(out).metadata
    assert told is not None and (told.title, told.creator) == ("b12calc", "b12calc")
    assert b"Canary" not in out.read_bytes()


@pytest.mark.parametrize(("pages", "copies", "expected"), [("", "2", "whole twice"), ("2", "1", "second"),
                                                           ("1-2", "1", "two"), ("2, 1", "1", "turned")])  # fmt: skip
def test_pages_and_copies_are_those_asked_for(
    window: MainWindow, out: Path, pages: str, copies: str, expected: str
) -> None:
    wanted = drawn(record(window))
    dialog = preview(window)
    dialog.pages.setText(pages)
    dialog.copies.setText(copies)
    dialog.print_.click()
    chosen = {"whole twice": wanted * 2, "second": wanted[1:2], "two": wanted[:2], "turned": wanted[1::-1]}[expected]
    printed = sheets(out)
    assert len(printed) == len(chosen)
    assert all(apart(one, other) < 6 for one, other in zip(chosen, printed, strict=True))


@pytest.mark.parametrize("paper", ["A5", "Letter"])
def test_the_paper_is_that_of_the_practice(
    window: MainWindow, out: Path, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.settings, "paper", lambda: paper)
    wanted = drawn(record(window))
    preview(window).print_.click()
    box = pypdf.PdfReader(out).pages[0].mediabox
    size = {"A5": (420, 595), "Letter": (612, 792)}[paper]
    assert abs(float(box.width) - size[0]) < 1.5 and abs(float(box.height) - size[1]) < 1.5
    assert all(apart(one, other) < 6 for one, other in zip(wanted, sheets(out), strict=True))


def test_black_and_white_is_grey_in_the_preview_and_on_paper(window: MainWindow, out: Path) -> None:
    dialog = preview(window)
    dialog.colour.put("grey")
    dialog.colour.picked.emit()
    settle()
    assert dialog.view._picture.isGrayscale()
    dialog.print_.click()
    (image,) = pypdf.PdfReader(out).pages[0].images[:1]
    assert image.image is not None and image.image.mode == "L" and image.image.width > 4000


@pytest.mark.parametrize(("text", "found"), [
    ("", (1, 2, 3)), (" ", (1, 2, 3)), ("2", (2,)), ("1-2", (1, 2)), ("1–3", (1, 2, 3)), ("3, 1", (3, 1)),
    ("1,1-2", (1, 2)), ("0", None), ("4", None), ("2-1", None), ("1-", None), ("-", None), ("one", None),
    ("1-2-3", None), ("٢", None), ("1,,2", None), ("99999999999", None),
])  # fmt: skip
def test_pages_are_read_or_refused(text: str, found: tuple[int, ...] | None) -> None:
    assert read_pages(text, 3) == found


WRONG: dict[str, Callable[[PrintDialog], object]] = {
    "Pages: numbers from 1 to": lambda dialog: dialog.pages.setText("9"),
    "Copies: a whole number from 1 to 20": lambda dialog: dialog.copies.setText("0"),
    "Copies: a whole number": lambda dialog: dialog.copies.setText("²"),
}


@pytest.mark.parametrize("sentence", WRONG)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_printed(
    window: MainWindow, out: Path, sentence: str
) -> None:
    dialog = preview(window)
    WRONG[sentence](dialog)
    dialog.print_.click()
    settle()
    assert dialog.isVisible() and not out.exists()
    assert dialog.notice.accessibleName().startswith(sentence)
    field = dialog.pages if sentence.startswith("Pages") else dialog.copies
    assert field.hasFocus() and field.wrong and field.accessibleDescription() == dialog.notice.accessibleName()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert not field.wrong and dialog.notice.isHidden()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said_and_nothing_counts_as_kept(
    window: MainWindow, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(window.form.identity.fields["identifier"], "7")
    monkeypatch.setattr(window.files.printing, "printer", lambda _name: pdf_printer(out.parent / "no" / "where.pdf"))
    preview(window).print_.click()
    assert window.bar.text() == f"The printer {PRINTER} did not take the record. Nothing else was changed."
    assert window.leaving.entered()
    window.leaving.keep()


def test_without_a_printer_the_pages_are_shown_and_the_pdf_is_offered(
    window: MainWindow, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.files.printing, "printers", list)
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_words: (str(out), ""))
    dialog = preview(window)
    words = "There is no printer on this computer: save the record as PDF and print it elsewhere."
    assert dialog.notice.text() == f"▲ {words}" and dialog.notice.isVisible()
    assert not any(one.isVisible() for one in (dialog.print_, dialog.printer, dialog.pages, dialog.copies))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible() and not out.exists()
    dialog.keep.click()
    settle()
    assert drawn(out.read_bytes()) and window.bar.text() == "Record saved as PDF."
    assert window.files.printing.dialog is None
