"""Any sequence of deeds in the window, drawn by Hypothesis; after each it must say what it holds, or nothing."""

import json
from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from b12calc.models.reading import read_case

from . import window_deeds as deeds
from . import window_files as files
from . import window_moves as moves
from . import window_others as others
from . import window_visits as visits
from .window_memory import Memory, field_in_use
from .window_reading import seen
from .window_stage import CONTROL, TODAY, PretendedDialog, Stage, Watch, keys, settle
from .window_truth import check, differences, visible_part

SMALL = st.integers(0, 240)
EVERYTHING = ("",)
WEIGHTS = {
    "patient": 5, "result": 12, "answer below": 4, "rows": 3, "row menu": 3, "comment": 3, "film": 1, "question": 8,
    "clicked": 3, "none of these": 2, "detail": 5, "before test": 3, "prefer": 3, "look": 1, "unfold": 2, "jump": 3,
    "go to": 2, "wheel": 3, "undo": 5, "redo": 4, "undo all": 1, "new": 1, "open": 2, "open broken": 2, "cover": 1,
    "follow up": 3, "give up": 1, "course": 4, "treatment": 3,
    "copy note": 1, "paste note": 1, "practice": 1, "printing": 1, "draft": 1,
}  # fmt: skip
NAMES = tuple(name for name, weight in WEIGHTS.items() for _ in range(weight))


class WindowMachine(RuleBasedStateMachine):
    """Drive one window and compare it, after each deed, with a fresh reading of all that is shown."""

    stage: Stage
    watch: Watch
    counts: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.window = self.stage.begin()
        self.memory = Memory(self.window, self.watch)
        self.left, self.touched = "", moves.NOTHING
        self.counts["sequences"] += 1

    @invariant()
    def the_window_is_true(self) -> None:
        """Hold what is shown against what is entered, and what is entered against what was."""
        self.memory.look(self.touched, self.left)
        self.left, self.touched = field_in_use(self.window), moves.NOTHING

    @initialize()
    def nobody_wrote_anything(self) -> None:
        assert self.window.form.is_blank() and self.window.live.now() is None

    @rule(name=st.sampled_from(NAMES), one=SMALL, two=SMALL, three=SMALL)
    def do(self, name: str, one: int, two: int, three: int) -> None:
        """Do one thing; what hands can do alone stands in window_deeds, what needs a memory below."""
        self.counts[name] += 1
        if name in deeds.BY_HAND:
            self.touched = deeds.BY_HAND[name](self.window, one, two, three)
        else:
            getattr(self, name.replace(" ", "_"))(one, two)

    def wheel(self, one: int, two: int) -> None:
        fields = [one for one in self.window.findChildren(QComboBox) + self.window.findChildren(QLineEdit)
                  if one.isVisible() and one.isEnabled()]  # fmt: skip
        self.memory.leave_field()
        deeds.wheel(self.window, fields[one % len(fields)], bool(two % 2))

    def undo(self, one: int, two: int) -> None:
        for _ in range(one % 4 + 1):
            keys(self.window, Qt.Key.Key_Z, CONTROL)
        self.touched = EVERYTHING
        self.memory.stood_before()

    def redo(self, one: int, two: int) -> None:
        for _ in range(one % 4 + 1):
            keys(self.window, Qt.Key.Key_Y, CONTROL)
        self.touched = EVERYTHING
        self.memory.stood_before()

    def undo_all(self, one: int, two: int) -> None:
        here, stack = self.memory.leave_field(), self.window.form.stack
        steps = stack.index()
        for _ in range(steps):
            keys(self.window, Qt.Key.Key_Z, CONTROL)
        settle()
        assert not stack.canUndo() and seen(self.window) == self.memory.base, "undo does not lead back to the start"
        check(self.window, TODAY)
        for _ in range(steps):
            keys(self.window, Qt.Key.Key_Y, CONTROL)
        settle()
        assert seen(self.window) == here, "redo does not lead back to the end"
        self.touched = EVERYTHING

    def new(self, one: int, two: int) -> None:
        self._ask_twice(Qt.Key.Key_N)
        self.touched = EVERYTHING
        self.memory.start_over()
        shown = {key: text for key, text in self.memory.base.items() if text}
        assert shown == {"who:visit": "12 Mar 2026"}, shown
        assert not self.window.form.stack.canUndo() and not self.window.form.stack.canRedo()

    def open(self, one: int, two: int) -> None:
        case = files.valid(one * 241 + two)
        self._open(json.dumps(case).encode())
        self.touched = EVERYTHING
        self.memory.start_over()
        if self.window.form.faults():
            return
        wanted = read_case(json.dumps(case))
        differ = differences(
            visible_part(self.window.form.case(), self.memory.base), visible_part(wanted, self.memory.base)
        )
        assert not differ, differ

    def follow_up(self, one: int, two: int) -> None:
        """Begin a follow-up, of a case just opened where none stands there; what was shown is kept to the letter."""
        if one % 2 and self.window.form.earlier is None:
            self.open(one, two)
        self.memory.leave_field()
        before = visits.told(self.window)
        keys(self.window, Qt.Key.Key_F, CONTROL | moves.SHIFT)
        self._now_visits(before, {**before, "visits": [*before["visits"], visits.EMPTY]} if before else None)

    def give_up(self, one: int, two: int) -> None:
        """Give the follow-up up: the visit before stands there again, or everything as it was."""
        self.memory.leave_field()
        before = visits.told(self.window)
        self.window.actions_.all["give_up"].trigger()
        self._now_visits(before, {**before, "visits": before["visits"][:-1]} if before else None)

    def _now_visits(self, before: dict[str, Any] | None, wanted: dict[str, Any] | None) -> None:
        settle()
        if self.window.bar.trouble:
            assert visits.told(self.window) == before, "a deed that was refused changed the case"
            return
        assert visits.told(self.window) == wanted, (before, visits.told(self.window))
        assert not self.window.form.stack.canUndo() and not self.window.form.stack.canRedo()
        self.touched = EVERYTHING
        self.memory.start_over()

    def open_broken(self, one: int, two: int) -> None:
        self._open(files.broken(two, files.BREAKS[one % len(files.BREAKS)]))
        said = self.window.bar.text()
        assert self.window.bar.trouble and said.endswith("Nothing was changed."), said

    def _open(self, data: bytes) -> None:
        with PretendedDialog() as dialog:
            dialog.path = str(files.write(self.stage.folder, data))
            self._ask_twice(Qt.Key.Key_O)
        settle()

    def _ask_twice(self, key: Qt.Key) -> None:
        """Press a key that gives entries up, and once more where the window asks for it."""
        self.memory.leave_field()
        self.window.bar.clear()
        keys(self.window, key, CONTROL)
        settle()
        if "once more" in self.window.bar.text():
            keys(self.window, key, CONTROL)

    def cover(self, one: int, two: int) -> None:
        self.memory.leave_field()
        privacy = self.window.privacy
        next(one for one in privacy.findChildren(QAction) if "now" in one.text()).trigger()
        settle()
        left = [
            one for one in (self.window.questions, self.window.answer, self.window.form.identity) if one.isVisible()
        ]
        assert privacy.cover.is_on() and not left
        keys(self.window, Qt.Key.Key_Y)
        settle()
        assert not privacy.cover.is_on()

    def practice(self, one: int, two: int) -> None:
        self.memory.leave_field()
        self.touched = others.practice(self.window, one)

    def printing(self, one: int, two: int) -> None:
        self.memory.leave_field()
        self.touched = others.printing(self.window, one)

    def draft(self, one: int, two: int) -> None:
        self.memory.leave_field()
        self.touched = others.draft(self.window, one)

    def paste_note(self, one: int, two: int) -> None:
        """Copy the note of what is shown and paste it, every other time into the window of a new patient."""
        self.copy_note(one, two)
        if self.window.answer.shown is None:
            return
        before, note = others.told(self.window), QApplication.clipboard().text()
        if two % 2:
            self.new(one, two)
            QApplication.clipboard().setText(note)
        self._ask_twice(Qt.Key.Key_V)
        assert not self.window.bar.trouble, self.window.bar.text()
        self.touched = EVERYTHING
        self.memory.start_over()
        after = others.told(self.window)
        assert before == after, {key: (before[key], after[key]) for key in before if before[key] != after[key]}

    def copy_note(self, one: int, two: int) -> None:
        self.memory.leave_field()
        keys(self.window, Qt.Key.Key_C, CONTROL | moves.SHIFT)
        settle()
        note = QApplication.clipboard().text()
        shown = self.window.answer.shown
        assert (shown is None) == (self.window.bar.trouble) and (shown is None or shown.stamp[7:15] or note)
