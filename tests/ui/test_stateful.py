"""Any sequence of deeds leaves the window true: what it shows is what it holds, or it shows nothing and says where."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from b12calc_ui.controls import Choice, TextField
from b12calc_ui.live import Live
from b12calc_ui.main_window import MainWindow
from b12calc_ui.questions import Questions
from b12calc_ui.row_state import RowState

from .window_deeds import wheel
from .window_machine import WindowMachine
from .window_memory import Memory
from .window_reading import buttons_of, fields_of
from .window_stage import Stage, Watch, keys, settle, type_over

SEQUENCES, STEPS = 40, 20


@pytest.fixture
def watch() -> Iterator[Watch]:
    with Watch() as watching:
        yield watching


@pytest.fixture
def stage(qapp: QApplication, watch: Watch) -> Iterator[Stage]:
    built = Stage()
    yield built
    built.leave()


def test_any_sequence_of_deeds_leaves_the_window_true(stage: Stage, watch: Watch) -> None:
    counts = Counter[str]()
    machine = type("Staged", (WindowMachine,), {"stage": stage, "watch": watch, "counts": counts})
    short = settings(max_examples=SEQUENCES, stateful_step_count=STEPS, derandomize=True, database=None, deadline=None,
                     suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(machine, settings=short)
    assert counts["sequences"] >= SEQUENCES
    needed = ("result", "comment", "row menu", "question", "undo", "open", "open broken", "wheel", "new",
              "paste note", "practice", "printing", "draft", "follow up", "give up", "course", "treatment")  # fmt: skip
    # Of so many kinds chance may leave one or two out; more would mean that they are not drawn any more.
    missing = [name for name in needed if not counts[name]]
    assert len(missing) <= 2, missing


def say(window: MainWindow, code: str, key: Qt.Key = Qt.Key.Key_Y) -> None:
    buttons_of(window)[code]["yes"].setFocus()
    keys(window, key)
    settle()


def stale(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr(Live, "refresh", lambda _self: None)
    say(window, "cannot_walk_unaided")
    return ("ask:cannot_walk_unaided",)


def beside_a_fault(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr(window.form, "faults", list)
    kept = window.form.data()
    patch.setattr(window.form, "data", lambda: kept)
    type_over(window.form.identity.fields["altitude"], "5000")
    return ("who:altitude",)


def unasked_is_no(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr(Questions, "answers", lambda self: {code: row.answer or "no" for code, row in self.rows.items()})
    say(window, "falls")
    return ("ask:falls",)


def by_the_wheel(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr(Choice, "wheelEvent", QComboBox.wheelEvent)
    wheel(window, fields_of(window.form.identity)["Sex"], down=True)
    return ()


def another_field(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    name, number = (window.form.identity.fields[field] for field in ("name", "identifier"))
    assert isinstance(name, TextField) and isinstance(number, TextField)
    name.textEdited.connect(number.setText)
    type_over(name, "Jane")
    name.textEdited.disconnect(number.setText)
    return ("who:name",)


def named_in_the_title(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    type_over(window.form.identity.fields["name"], "Jane")
    window.setWindowTitle("b12calc: Jane")
    return ("who:name",)


def counts_wrongly(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr("b12calc_ui.result_remarks.counts_words", lambda choice: "Counts." if choice else "")
    for number in (0, 1):
        window.form.results.rows[number].restore(RowState("total_b12", "142", "ng/L", f"{number + 1} Mar 2026"))
        window.form.results.rows[number].edited.emit("")
        if not number:
            window.form.results.add_row("total_b12")
    return ("result:",)


def comment_lost(window: MainWindow, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    patch.setattr("b12calc_ui.result_comment.CommentLine.text", lambda _line: "")
    row = window.form.results.rows[0]
    row.restore(RowState("total_b12", "142", "ng/L", comment="haemolysed"))
    row.edited.emit("")
    return ("result:",)


@pytest.mark.parametrize(
    "fault", [stale, beside_a_fault, unasked_is_no, by_the_wheel, another_field, named_in_the_title, counts_wrongly,
              comment_lost]
)  # fmt: skip
def test_a_planted_fault_is_found(
    stage: Stage,
    watch: Watch,
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[MainWindow, pytest.MonkeyPatch], tuple[str, ...]],
) -> None:
    window = stage.begin()
    say(window, "metformin")
    memory = Memory(window, watch)
    memory.look((), "")
    with monkeypatch.context() as patch:
        touched = fault(window, patch)
        with pytest.raises(AssertionError):
            memory.look(touched, "")
    window.setWindowTitle("b12calc")
