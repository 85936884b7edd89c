"""A letter that paper cannot show is asked about in the window's own line; nothing is written, no preview opens."""

from collections.abc import Callable
from pathlib import Path

import pytest

from b12calc.models.reading import read_case
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, settle

SENTENCE = (
    "Not put on paper: patient's name: “م” (U+0645 ARABIC LETTER MEEM), “ر” (U+0631 ARABIC LETTER REH) and “ي” "
    "(U+064A ARABIC LETTER YEH) run from right to left, which this program cannot print; write it in other letters"
)
DEEDS: dict[str, Callable[[MainWindow, Path], object]] = {
    "Save PDF": lambda window, path: window.files.save_pdf_path(path),
    "Print": lambda window, path: window.files.print(),
    "patient sheet": lambda window, path: window.files.handouts.save_sheet_path(path),
    "treatment card": lambda window, path: window.files.handouts.save_card_path(path),
}


def shown(window: MainWindow, name: str, identifier: str | None = None) -> None:
    case = read_case(SAMPLE.read_bytes())
    patient = case.patient.model_copy(update={"name": name, "identifier": identifier})
    window.live.form.put(case.model_copy(update={"patient": patient}))
    settle()


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_field_and_letters_are_named_and_nothing_is_written(
    window: MainWindow, tmp_path: Path, deed: Callable[[MainWindow, Path], object]
) -> None:
    shown(window, "مري")
    deed(window, tmp_path / "out.pdf")
    assert window.bar.text() == SENTENCE and window.bar.trouble
    assert window.files.printing.dialog is None
    assert list(tmp_path.iterdir()) == []


def test_what_more_there_is_is_counted(window: MainWindow, tmp_path: Path) -> None:
    shown(window, "王", "王 12")
    assert not window.files.save_pdf_path(tmp_path / "out.pdf")
    assert window.bar.text().endswith("write it in other letters (1 more)")


def test_note_and_web_page_take_any_script(window: MainWindow, tmp_path: Path) -> None:
    shown(window, "مريم")
    assert window.files.copy_note()
    assert window.files.handouts.save_sheet_path(tmp_path / "sheet.html")
    assert "مريم" in (tmp_path / "sheet.html").read_text("utf-8")
