"""An answer to the record system that cannot be written leaves nothing behind, neither in part nor its PDF alone."""

import os
from pathlib import Path

import pytest

from b12calc_ui.main_window import MainWindow

from .conftest import choose_unit, row_of, write
from .test_exchange import ask


def test_where_the_answer_cannot_be_written_no_pdf_is_left_without_it(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = os.link

    def fails_for_the_answer(source: str, target: Path) -> None:
        if Path(target).suffix == ".GDT":
            raise OSError(5, "Input/output error")
        link(source, target)

    ask(window, tmp_path)
    before = sorted(tmp_path.iterdir())
    write(row_of(window, "total_b12").fields["value"], "90")
    choose_unit(row_of(window, "total_b12"), "ng/L")
    monkeypatch.setattr(os, "link", fails_for_the_answer)
    window.files.imports.answer()
    assert window.bar.text() == "Not answered: Input/output error."
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_that_no_answer_can_name_is_left_without_a_pdf(window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "two\nlines"
    folder.mkdir()
    ask(window, folder)
    before = sorted(folder.iterdir())
    write(row_of(window, "total_b12").fields["value"], "90")
    choose_unit(row_of(window, "total_b12"), "ng/L")
    window.files.imports.answer()
    assert window.bar.text().startswith("Not answered: ") and sorted(folder.iterdir()) == before
