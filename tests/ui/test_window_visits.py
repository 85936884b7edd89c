"""The reader of a follow-up finds what is shown and not kept, and what is filled in though nobody told it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc_ui.follow_up_course import CourseRow
from b12calc_ui.main_window import MainWindow

from .follow_up_stage import course, raw, section, treatment
from .window_memory import Memory
from .window_stage import Stage, Watch, settle


@pytest.fixture
def begun(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[MainWindow, Memory]]:
    """A window in which a follow-up of an earlier visit has begun, remembered as it stands."""
    data = raw()
    data["visits"][0] |= {"date": "2026-01-15", "results": []}
    (tmp_path / "one.json").write_text(json.dumps(data), encoding="utf-8")
    with Watch() as watch:
        stage = Stage()
        window = stage.begin()
        window.files.open_path(tmp_path / "one.json")
        assert window.follow_up.begin()
        settle()
        yield window, Memory(window, watch)
        stage.leave()


def test_what_hands_do_at_a_follow_up_passes(begun: tuple[MainWindow, Memory]) -> None:
    window, memory = begun
    course(window, "fatigue").give("resolved")
    memory.look(("ask:fatigue",), "")
    section(window).offer.take.click()
    memory.look(("since:",), "")


def shown_and_not_kept(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    def give(row: CourseRow, word: str) -> None:
        row.answer = word
        row.buttons[word].setChecked(True)

    patch.setattr(CourseRow, "give", give)
    course(window, "fatigue").give("resolved")
    return ("ask:fatigue",)


def kept_and_not_shown(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr(CourseRow, "refresh", lambda _row: None)
    window.form.rows["fatigue"].take(("yes", (("course", "worse"),)))
    return ("ask:fatigue",)


def filled_in_unasked(window: MainWindow, _patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    treatment(window).take_over({"route": "im", "regimen": "uk-im-neuro"})
    return ()


def another_symptom(window: MainWindow, _patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    for code in ("fatigue", "paraesthesia"):
        course(window, code).give("improved")
    return ("ask:fatigue",)


@pytest.mark.parametrize("fault", [shown_and_not_kept, kept_and_not_shown, filled_in_unasked, another_symptom])
def test_a_fault_planted_in_a_follow_up_is_found(
    begun: tuple[MainWindow, Memory],
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[MainWindow, pytest.MonkeyPatch], tuple[str, ...]],
) -> None:
    window, memory = begun
    with monkeypatch.context() as patch:
        touched = fault(window, patch)
        with pytest.raises(AssertionError):
            memory.look(touched, "")
