"""Under other guidelines: only what differs, computed when opened, gone when the entries change."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from b12calc.models.comparison import Comparison
from b12calc.models.reading import read_case
from b12calc.models.wording import label
from b12calc.rules import compare_packs
from b12calc_ui.edition_dialog import EditionDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.other_packs import other_packs

from .conftest import TODAY, press, settle
from .test_pack import choose

CASE = Path(__file__).with_name("case.json")


def compared(*packs: str) -> Comparison:
    return compare_packs(read_case(CASE.read_bytes()), today=TODAY, packs=packs)


def test_nothing_is_compared_before_the_section_is_opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    known = compared("uk", "us")

    def note(*args: object, **_more: object) -> Comparison:
        asked.append(args)
        return known

    monkeypatch.setattr("b12calc.rules.compare_packs", note)
    window.files.open_path(CASE)
    settle()
    assert "Under other guidelines" in window.answer.body.toPlainText() and not asked
    window.answer.fold("packs")
    settle()
    assert len(asked) == 1


def test_the_section_shows_every_difference_and_no_more(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    window.answer.fold("packs")
    settle()
    text = window.answer.body.toPlainText()
    found = compared("uk", "us", "article")
    assert found.differences
    part = text.split("Under other guidelines")[1].split("Sources")[0]
    for difference in found.differences:
        assert label("field", difference.field) in part
        for side in difference.sides:
            assert label("pack", side.pack) in part
    for name in found.alike:
        assert f"\n{label('field', name)}\n" not in part and label("field", name).lower() in part


def test_another_entry_or_guideline_closes_the_section(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    window.answer.fold("packs")
    choose(window, "us")
    assert not window.answer.is_open("packs")
    window.answer.fold("packs")
    settle()
    assert window.answer.is_open("packs")
    row = window.form.rows[next(iter(window.form.rows))]
    row.toggle("no" if row.answer == "yes" else "yes")
    settle()
    assert not window.answer.is_open("packs")


def test_guidelines_that_agree_take_one_sentence(qapp: QApplication) -> None:
    found = compared("uk", "us")
    same = found.model_copy(update={"differences": ()})
    words = "The same in every field under United Kingdom, United States."
    assert words in other_packs(same) and words not in other_packs(found)


def test_guidelines_that_say_the_same_stand_in_one_line(qapp: QApplication) -> None:
    found = compared("uk", "us", "article")
    html = other_packs(found)
    for difference in found.differences:
        said = [tuple(item.code for item in side.items) for side in difference.sides]
        if said[0] == said[1]:
            assert "United Kingdom · United States:" in html
            break
    else:
        pytest.fail("no field in this case in which two guidelines agree against the third")


def test_the_keyboard_reaches_the_editions(window: MainWindow) -> None:
    assert window.actions_.all["editions"].text().replace("&", "") == "Editions of the rules…"
    assert window.status_line.edition.accessibleName() == window.status_line.edition.text() != ""
    press(window.status_line.edition, Qt.Key.Key_Space)
    (dialog,) = window.findChildren(EditionDialog)
    dialog.close()
