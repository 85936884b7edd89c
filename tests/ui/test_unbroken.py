"""A line of the answer never ends inside a date or between a figure and its unit."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc_ui.answer_page import Page
from b12calc_ui.main_window import MainWindow
from b12calc_ui.unbroken import plain, unbroken

from .conftest import settle

CASE = Path(__file__).with_name("case.json")
WHOLE = ("142 ng/L", "10 Mar 2026", "78 mL/min/1.73 m²", "50 micrograms", "5 mg", "0.4 µmol/L", "20 %", "11.8 g/dL")


@pytest.mark.parametrize("figure", WHOLE)
def test_no_line_ends_inside_a_figure_with_its_unit(qapp: QApplication, figure: str) -> None:
    page = Page("Answer")
    page.put(f"<p>{'before it ' * 3}{figure}{' after it' * 3}</p>")
    for width in range(150, 420, 7):
        page.document().setTextWidth(width)
        block = page.document().begin()
        lines = [block.layout().lineAt(index) for index in range(block.layout().lineCount())]
        shown = [plain(block.text()[line.textStart() : line.textStart() + line.textLength()]) for line in lines]
        assert sum(figure in line for line in shown) == 1, (width, shown)


def test_tags_and_links_are_untouched() -> None:
    link = "<a href='open:5 mg/L' style='font-size:8 pt'>"
    assert unbroken(f"{link}words</a>") == f"{link}words</a>"


def test_what_is_copied_holds_no_hidden_marks(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    window.answer.body.selectAll()
    window.answer.body.copy()
    text = QApplication.clipboard().text()
    assert "142 ng/L" in text and "10 Mar 2026" in text
    assert "\u2060" not in text and "\u00a0" not in text
    assert "142 ng/L" in window.answer.body.toPlainText()
