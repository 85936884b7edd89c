"""The questions below the results: built piece by piece after the first paint, or at once when anything asks."""

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from b12calc.models.vocabulary import ANSWER_GROUPS, MUST_ANSWER_RED_FLAGS
from b12calc_ui.form_plan import Section, sections
from b12calc_ui.parts import Part
from b12calc_ui.text_dates import DateTrouble, read_since

if TYPE_CHECKING:
    from b12calc_ui.before_test import BeforeTest
    from b12calc_ui.question_group import QuestionGroup
    from b12calc_ui.question_row import QuestionRow

_BEFORE = ""


class Questions(QObject):
    """Own the questions; whoever asks for one finds all of them, so nothing ever sees a half-built form."""

    grown = Signal(object, object)
    completed = Signal()
    none_of_these = Signal(object)

    def __init__(self, today: Callable[[], date], adopt: Callable[[Part], None]) -> None:
        super().__init__()
        self._today, self._adopt = today, adopt
        self._groups: dict[str, QuestionGroup] = {}
        self._rows: dict[str, QuestionRow] = {}
        self._before: BeforeTest | None = None
        self._due = deque((section, code) for section in sections() for code in _pieces(section))

    def grow(self) -> bool:
        """Build the next piece; return False once there is nothing left to build."""
        if not self._due:
            return False
        section, code = self._due.popleft()
        self.grown.emit(section, self._make_before() if code == _BEFORE else self._make_group(code))
        if not self._due:
            self.completed.emit()
        return bool(self._due)

    def finish(self) -> None:
        """Build whatever is still to be built, now."""
        while self.grow():
            pass

    def due(self) -> tuple[int, int]:
        """Return how many groups and how many rows are still to be built."""
        codes = [code for _section, code in self._due]
        return len(codes), sum(len(ANSWER_GROUPS.get(code, (code,))) for code in codes)

    @property
    def groups(self) -> "dict[str, QuestionGroup]":
        """Return every group by its code."""
        self.finish()
        return self._groups

    @property
    def rows(self) -> "dict[str, QuestionRow]":
        """Return every question by its code, from top to bottom."""
        self.finish()
        return self._rows

    @property
    def before(self) -> "BeforeTest":
        """Return the row on B12 before the test."""
        self.finish()
        assert self._before is not None
        return self._before

    def open_red_flags(self) -> list[str]:
        """Return the codes of the red flags that must be answered and are not; nobody can answer an unbuilt one."""
        return [code for code in MUST_ANSWER_RED_FLAGS if code not in self._rows or not self._rows[code].answer]

    def answers(self) -> dict[str, str]:
        """Return the answers given."""
        return {code: row.answer for code, row in self.rows.items() if row.answer}

    def details(self) -> dict[str, dict[str, str]]:
        """Return the details beside the answers; raise ValueError while a date cannot be read."""
        found = {}
        for code, row in self.rows.items():
            details = dict(row.state()[1])
            if not details:
                continue
            if "since" in details:
                try:
                    details["since"] = read_since(details["since"])
                except DateTrouble as trouble:
                    raise ValueError(str(trouble)) from None
            found[code] = details
        return found

    def _make_group(self, code: str) -> "QuestionGroup":
        from b12calc_ui.question_group import QuestionGroup

        group = self._groups[code] = QuestionGroup(code)
        group.none_of_these.connect(self.none_of_these)
        for row in group.rows:
            self._rows[row.question.code] = row
            row.stepped.connect(self._on_move)
            row.closed.connect(lambda group=group, row=row: self._close(group, row))
            self._adopt(row)
        return group

    def _make_before(self) -> "BeforeTest":
        from b12calc_ui.before_test import BeforeTest

        self._before = BeforeTest(self._today)
        self._adopt(self._before)
        return self._before

    def _close(self, group: "QuestionGroup", row: "QuestionRow") -> None:
        """Answer the rest of a group with No, and take the keyboard to what stands below the group."""
        if row.parentWidget() is not group:
            return
        self.none_of_these.emit(group)
        if group.code == sections()[2].groups[-1]:
            self.before.show_me()
        else:
            self._on_move(group.rows[-1], 1)

    def _on_move(self, row: Any, step: int) -> None:
        order = [one for one in self.rows.values() if one is row or one.stands_open()]
        index = order.index(row) + step
        if 0 <= index < len(order):
            order[index].show_me()


def _pieces(section: Section) -> tuple[str, ...]:
    """Return what a section is built of, from top to bottom."""
    return (_BEFORE, *section.groups) if section.number == 4 else section.groups
