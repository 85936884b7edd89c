"""Our reading of the fonts, against ReportLab's own."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from b12calc.assets import asset
from b12calc.report.font_tables import Font

FILES = ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansMath-Regular.ttf"]
BY_CHANCE = {"_pos", "_pdfScale", "glyphToChar"}  # what only the reading itself needs


@pytest.mark.parametrize("file", FILES)
def test_every_letter_width_and_outline_is_where_reportlab_finds_it(file: str) -> None:
    path = str(asset("fonts", file))
    ours, theirs = vars(Font("ours", path).face), vars(TTFont("theirs", path).face)
    assert ours.keys() - BY_CHANCE == theirs.keys() - BY_CHANCE
    assert [name for name in theirs.keys() - BY_CHANCE if ours[name] != theirs[name]] == []


def test_a_font_has_all_that_a_font_of_reportlab_has() -> None:
    path = str(asset("fonts", FILES[0]))
    assert vars(Font("one", path)).keys() == vars(TTFont("one", path)).keys()


def test_a_part_of_a_font_is_the_same_file() -> None:
    path = str(asset("fonts", FILES[0]))
    letters = [0, *range(32, 127), ord("µ"), ord("ệ"), ord("Ж")]
    assert Font("ours", path).face.makeSubset(letters) == TTFont("theirs", path).face.makeSubset(letters)
