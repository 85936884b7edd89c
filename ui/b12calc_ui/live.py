"""Keeps the answer equal to the form: every edit is assessed once the hands are still for one turn of the loop."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.answer_view import AnswerView
from b12calc_ui.case_form import CaseForm, Fault
from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case


class Live(QObject):
    """Assess the form after each edit and show the answer, or nothing with the reason why."""

    assessed = Signal()

    def __init__(self, form: CaseForm, view: AnswerView, pack: str) -> None:
        super().__init__()
        self.form, self.view, self.pack = form, view, pack
        self.faults: list[Fault] = []
        self.waiting: list[Fault] = []
        self.ready = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.refresh)
        form.changed.connect(self._timer.start)

    def wake(self) -> None:
        """Load the rules, after the window has been painted; until then nothing is assessed."""
        import b12calc.models.reading
        import b12calc.rules  # noqa: F401

        self.ready = True
        self.refresh()

    def use(self, pack: str) -> None:
        """Judge by another guideline from now on."""
        self.pack = pack
        self.refresh()

    def edition(self) -> str:
        """Return the edition of the guideline in use, or an empty text while no rules are loaded."""
        if not self.ready:
            return ""
        from b12calc.rules import pack_edition

        return pack_edition(self.pack)

    def refresh(self) -> None:
        """Assess the form as it stands, now."""
        if not self.ready:
            return
        self._timer.stop()
        self.faults, self.waiting = self.form.faults(), self.form.waiting()
        waiting = [sentence for sentence, _field in self.waiting]
        if self.faults:
            self.view.show_nothing([sentence for sentence, _field in self.faults])
        else:
            data = self.form.data()
            if nothing_to_say(data):
                self.view.show_guide(waiting)
            else:
                self._show(data, waiting)
        self.assessed.emit()

    def now(self) -> "tuple[Case, Assessment] | None":
        """Return case and answer as shown this moment, or None when nothing is shown."""
        self.refresh()
        if self.view.shown is None:
            return None
        return self.form.case(), self.view.shown

    def field(self, link: str) -> QWidget | None:
        """Return the field a link in the answer leads to."""
        kind, _, code = link.partition(":")
        if kind in ("fault", "wait"):
            found = (self.faults if kind == "fault" else self.waiting)[int(code)][1]
            return found
        if code in self.form.rows:
            row = self.form.rows[code]
            return row.no if row.answer == "no" else row.yes
        for result in self.form.results.rows:
            if result.analyte.code == code:
                return result.fields["value"]
        if code == "b12_before_test":
            return self.form.before.kind
        return self.form.identity.fields.get(code.removesuffix("_years"))

    def _show(self, data: dict[str, Any], waiting: list[str]) -> None:
        try:
            answer = assess_case(self.form.case(data), self.form.today(), self.pack)
        except ProblemsFound as found:
            self.faults = [(problem.message, self.form.place(problem.path)) for problem in found.problems]
            self.view.show_nothing([sentence for sentence, _field in self.faults])
        except Exception:
            # A bug must never leave an older answer standing beside newer entries.
            self.faults = [(tr("The program met a fault of its own and gives no answer for these entries."), None)]
            self.view.show_nothing([sentence for sentence, _field in self.faults])
            raise
        else:
            self.view.show_answer(answer, waiting)


def nothing_to_say(data: dict[str, Any]) -> bool:
    """Tell whether nothing a rule reads was entered: a name or a visit date alone asks for no answer."""
    visit = data["visits"][-1]
    entered = visit["results"] or visit["answers"] or visit["b12_before_test"] or visit.get("treatment")
    return len(data["visits"]) == 1 and not entered


def assess_case(case: "Case", today: date, pack: str) -> "Assessment":
    """Ask the core; loaded late so that the window is painted first."""
    from b12calc.rules import assess

    return assess(case, today=today, pack=pack)
