"""The whole form: it holds what was typed, hands out the case, and records every edit for undo."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QWidget

from b12calc.models.vocabulary import CASE_FORMAT
from b12calc_ui.identity_strip import IdentityStrip
from b12calc_ui.parts import History, Part
from b12calc_ui.questions import Questions
from b12calc_ui.results_table import ResultsTable
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.assessment import Measurement
    from b12calc.models.case import Case
    from b12calc_ui.before_test import BeforeTest
    from b12calc_ui.follow_up_treatment import TreatmentNow
    from b12calc_ui.question_group import QuestionGroup
    from b12calc_ui.question_row import QuestionRow
    from b12calc_ui.visits import Earlier

Fault = tuple[str, QWidget | None]


class CaseForm(QObject):
    """Own the parts of the form and the undo stack; it holds no clinical state beyond what stands in its fields."""

    changed = Signal()
    carried_changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.today = today
        self.stack = QUndoStack(self)
        self.identity, self.results = IdentityStrip(today), ResultsTable()
        self.edits = 0
        self.earlier: Earlier | None = None
        self.treatment: TreatmentNow | None = None
        self._carried: dict[str, Any] = {}
        self._used: list[int] = []
        self._history = History(self.stack)
        for part in (self.identity, self.results):
            self._adopt(part)
        self.questions = Questions(today, self._adopt)
        self.questions.none_of_these.connect(self._none_of_these)
        self.stack.indexChanged.connect(self._on_index)

    @property
    def groups(self) -> "dict[str, QuestionGroup]":
        """Return every group of questions by its code."""
        return self.questions.groups

    @property
    def rows(self) -> "dict[str, QuestionRow]":
        """Return every question by its code, from top to bottom."""
        return self.questions.rows

    @property
    def before(self) -> "BeforeTest":
        """Return the row on B12 before the test."""
        return self.questions.before

    def parts(self) -> list[Part]:
        """Return every part, from top to bottom."""
        told = filter(None, (self.treatment,))
        return [self.identity, *told, self.results, self.before, *self.rows.values()]

    def faults(self) -> list[Fault]:
        """Return what stands in the form and cannot be read, each with its field; empty when all is well."""
        told = () if self.treatment is None else self.treatment.problems()
        found: list[Fault] = [*self.identity.problems(), *told]
        for row, reading in self.results.read(self.today()):
            if reading.standing == "wrong":
                found.append((_about(row.title(), reading.sentence), row.fields[reading.where]))
        for question in self.rows.values():
            if problem := question.problem():
                found.append((_about(question.question.label, problem[0]), problem[1]))
        return [*found, *self.before.problems()]

    def waiting(self) -> list[Fault]:
        """Return what is entered and not used yet because something about it is still asked."""
        told = [] if self.treatment is None else self.treatment.waiting()
        rows = [(row, one) for row, one in self.results.read(self.today()) if one.standing == "waiting"]
        return [*told, *((_about(row.title(), one.sentence), row.fields[one.where]) for row, one in rows)]

    def ask_units(self, measured: Iterable["Measurement"]) -> None:
        """Ask beside each result whose unit is in doubt, and nowhere else."""
        asked = {(one.analyte, one.value, one.unit, one.collected): one.unit_asked for one in measured}
        for row, reading in self.results.read(self.today()):
            entry = reading.entry if reading.standing == "ready" and reading.entry else {}
            day = date.fromisoformat(entry["collected"]) if entry.get("collected") else None
            row.ask_unit(asked.get((row.analyte.code, entry.get("value"), entry.get("unit"), day)) or "")

    def say_counting(self, case: "Case | None") -> None:
        """Say beside each of several results of one analyte which one counts, and what was measured before."""
        rows, told = self.results.rows, dict[int, str]()
        several = len({row.analyte.code for row in rows}) < len(rows) or self._carried.get("visits")
        if case is not None and several:
            from b12calc.rules import which_count
            from b12calc_ui.result_remarks import counts_words

            told = dict(zip(self._used, map(counts_words, which_count(case)), strict=True))
        before = {} if self.earlier is None else self.earlier.results
        for index, row in enumerate(rows):
            row.say_counts(" · ".join(filter(None, (told.get(index, ""), before.get(row.analyte.code, "")))))

    def is_blank(self) -> bool:
        """Tell whether nothing was entered yet."""
        return not self._carried and all(part.state() == fresh for part, fresh in self._fresh())

    def data(self) -> dict[str, Any]:
        """Return the case as plain data; raise ValueError while a date cannot be read."""
        ready = [(index, reading.entry) for index, (_row, reading) in enumerate(self.results.read(self.today()))
                 if reading.standing == "ready" and reading.entry]  # fmt: skip
        self._used = [index for index, _entry in ready]
        visit = {
            "date": self.identity.visit().isoformat(),
            "results": [entry for _index, entry in ready],
            "answers": self.questions.answers(),
            "details": self.questions.details(),
            "b12_before_test": self.before.entry(),
            "treatment": None if self.treatment is None else self.treatment.entry(),
        }
        patient = {**self._carried.get("patient", {}), **self.identity.patient()}
        return {"format": CASE_FORMAT, "patient": patient, "visits": [*self._carried.get("visits", []), visit]}

    def case(self, data: dict[str, Any] | None = None) -> "Case":
        """Return the case as it stands; raise ProblemsFound or ValueError when it cannot be read."""
        import json

        from b12calc.models.reading import read_case

        return read_case(json.dumps(self.data() if data is None else data))

    def put(self, case: "Case") -> None:
        """Replace everything by a case; the last visit is the one that is shown."""
        from b12calc_ui import case_states as states

        data = case.model_dump(mode="json")
        visit = data["visits"][-1]
        self._carried = {
            "patient": {key: data["patient"][key] for key in ("age_group", "identifier_kind") if data["patient"][key]},
            "visits": data["visits"][:-1],
            "words": states.carried_words(data),
        }
        self._look_back(states.treatment_state(visit))
        self.identity.restore(states.identity_state(data["patient"], visit))
        self.results.restore(states.result_states(visit, () if self.earlier is None else self.earlier.results))
        self.before.restore(states.before_state(visit))
        for code, row in self.rows.items():
            row.restore(states.answer_state(visit, code))
        self._start_again()

    def put_states(self, states: Sequence[Any], carried: dict[str, Any], treatment: dict[str, str] | None) -> None:
        """Replace everything by the state of each part, from top to bottom, and what a file brought along."""
        self._carried = carried
        self._look_back(treatment)
        for part, state in zip(self.parts(), states, strict=True):
            part.restore(state)
        self._start_again()

    def carried(self) -> dict[str, Any]:
        """Return what an opened file holds beyond this form."""
        return self._carried

    def clear(self) -> None:
        """Begin a new patient: every field, every remembered edit and everything carried along goes."""
        self._carried = {}
        self._look_back(None)
        for part, fresh in self._fresh():
            part.restore(fresh)
        self._start_again()

    def carried_words(self) -> list[str]:
        """Say what an opened file holds beyond this form."""
        return list(self._carried.get("words", ()))

    def open_red_flags(self) -> list[str]:
        """Return the codes of the red flags that must be answered and are not; a yes told before stands."""
        told = () if self.earlier is None else self.earlier.told
        return [code for code in self.questions.open_red_flags() if code not in told]

    def place(self, path: str) -> QWidget | None:
        """Return the field a problem of the core points at, or None."""
        from b12calc_ui.form_places import place

        return place(self, path, self._used)

    def _fresh(self) -> list[tuple[Part, Any]]:
        blank: list[tuple[Part, Any]] = [(row, ("", ())) for row in self.rows.values()]
        tops = (self.identity, self.results, self.before)
        return [*((part, part.fresh()) for part in tops), *blank]

    def _look_back(self, treatment: dict[str, str] | None) -> None:
        """Read the earlier visits, and ask for the treatment at a follow-up or where one was told."""
        from b12calc_ui.visits import Earlier, treatment_part

        visits, old = self._carried.get("visits"), self.treatment
        self.earlier = Earlier(self._carried["patient"], visits) if visits else None
        self.treatment = treatment_part(self.today, treatment, self.earlier is not None)
        if self.treatment is not None:
            self._adopt(self.treatment)
        if old is not None:
            old.blockSignals(True)  # losing the keyboard, it would tidy itself and report an edit of a case gone

    def _start_again(self) -> None:
        self._history.forget(self.parts())
        self.carried_changed.emit()
        self.changed.emit()

    def _adopt(self, part: Part) -> None:
        """Listen to a part and take its present state as where its edits begin."""
        self._history.watch(part)
        part.edited.connect(lambda field: self._record(part, field))

    def _on_index(self, _index: int) -> None:
        self.edits += 1
        self.changed.emit()

    def _record(self, part: Part, field: str) -> None:
        self._history.record(part, field, tr("edit"))

    def step_back(self) -> None:
        """Undo the last edit."""
        self.stack.undo()
        self._history.caught_up(self.parts())

    def step_on(self) -> None:
        """Redo the edit undone last."""
        self.stack.redo()
        self._history.caught_up(self.parts())

    def _none_of_these(self, group: "QuestionGroup") -> None:
        """Answer No to every open question of a group, as one edit."""
        rows = group.unanswered()
        if not rows:
            return
        self.stack.beginMacro(tr("none of these"))
        for row in rows:
            row.give("no")
        self.stack.endMacro()


def _about(name: str, sentence: str) -> str:
    return tr("{name}: {sentence}", name=name, sentence=sentence)
