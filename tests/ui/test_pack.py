"""The guideline chooser: a preference that re-assesses, and no part of any case."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import PACKS
from b12calc.models.wording import label
from b12calc.rules import assess, pack_edition
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")


def choose(window: MainWindow, pack: str) -> None:
    """Pick a guideline as the user does."""
    window.form.identity.pack.put(pack)
    window.form.identity.pack.picked.emit()
    settle()


def test_another_guideline_assesses_anew_and_is_named(window: MainWindow) -> None:
    window.files.open_path(CASE)
    before = window.form.case()
    edits = window.form.edits
    assert window.form.identity.pack.code() == "uk"
    for pack in (*PACKS[1:], PACKS[0]):
        choose(window, pack)
        assert window.answer.shown == assess(before, today=TODAY, pack=pack)
        line = window.status_line.edition.text()
        assert label("pack", pack) in line and pack_edition(pack) in line
    assert window.form.case() == before and window.form.edits == edits


def test_the_foot_of_the_answer_says_that_nobody_has_reviewed_the_rules(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    assert "rules: not yet reviewed by a clinician" in window.answer.body.toPlainText()


def test_a_new_patient_keeps_the_guideline(window: MainWindow) -> None:
    window.files.open_path(CASE)
    choose(window, "us")
    window.new()
    settle()
    assert (window.live.pack, window.form.identity.pack.code()) == ("us", "us")
    assert label("pack", "us") in window.status_line.edition.text()


@pytest.mark.parametrize(("kept", "used"), [("us", "us"), ("nonsense", "uk")])
def test_the_guideline_is_remembered(qapp: QApplication, tmp_path: Path, kept: str, used: str) -> None:
    path = tmp_path / "window.ini"
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(window, MainWindow)
    choose(window, "us")
    window.settings.put("pack", kept)
    window.close()
    _app, again = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(again, MainWindow)
    assert again.live.pack == again.form.identity.pack.code() == used
    again.close()


def test_remarks_stand_with_the_result_and_other_problems_below(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remarked(case: Case, today: date, pack: str, *_more: object) -> Assessment:
        answer = assess(case, today=today, pack=pack)
        first, *rest = answer.measurements
        first = first.model_copy(update={"remarks": ("no printed range",)})
        problems = (f"{first.name}: no printed range", "One thing more.")
        return answer.model_copy(update={"measurements": (first, *rest), "problems": problems})

    monkeypatch.setattr("b12calc_ui.live.assess_case", remarked)
    window.files.open_path(CASE)
    settle()
    text = window.answer.body.toPlainText()
    assert text.count("no printed range") == 1 and text.count("One thing more.") == 1


def test_the_scale_says_the_band_in_the_words_of_the_core(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    shown = window.answer.shown
    assert shown is not None and shown.measurements[0].reading
    assert shown.measurements[0].reading in window.answer.scale.accessibleName()
