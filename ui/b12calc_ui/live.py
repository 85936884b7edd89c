"""Keeps the answer equal to the form: what was edited in one turn of the loop is assessed before the next paint."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from b12calc.problems import ProblemsFound
from b12calc_ui.answer_view import AnswerView
from b12calc_ui.case_form import CaseForm, Fault
from b12calc_ui.own_laboratory import OWN, OwnLaboratory
from b12calc_ui.placing import Placed, Placing
from b12calc_ui.texts import tr
from b12calc_ui.visits import nothing_to_say
from b12calc_ui.wholeness import whole

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case
    from b12calc.models.comparison import EditionChanges
    from b12calc.rules import Clinic, Laboratory

    Asked = tuple[Case, date, str, Laboratory | str | None, "Beside"]


class Beside(NamedTuple):
    """Hold what is shown beside the plan and never decides: the experimental indicator, what a clinic can do."""

    experimental: bool = False
    clinic: "Clinic | None" = None


class Live(QObject):
    """Assess the form after each edit and show the answer, or nothing with the reason why."""

    assessed = Signal()
    _due = Signal()

    def __init__(
        self, form: CaseForm, view: AnswerView, pack: str, laboratory: str = "", folder: Path | None = None
    ) -> None:
        super().__init__()
        self.own, self.trouble, self.placing = OwnLaboratory(folder), "", Placing()
        self.form, self.view, self.pack, self.laboratory = form, view, pack, laboratory
        self.clinic: Clinic | None = None
        self._asked: Asked | None = None
        self._explained: Assessment | None = None
        self.faults: list[Fault] = []
        self.waiting: list[Fault] = []
        self.ready = self._edited = self.experimental = False
        # Queued, it runs after the key that edits and before the paint that key asked for: all is painted once.
        self._due.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        form.changed.connect(self._on_edit)
        view.unfolded.connect(self._on_unfolded)
        view.beside = self.other_packs

    def wake(self) -> None:
        """Load the rules, after the window has been painted; until then nothing is assessed."""
        import b12calc.models.reading  # noqa: F401

        if not self.ready:
            self.trouble = self.own.load()
            known = self.offer_laboratories()
            self.laboratory = self.laboratory if self.laboratory in known else ""
            self.form.identity.limits.put(self.laboratory)
        self.ready = True
        self.refresh()

    def offer_laboratories(self) -> set[str]:
        """Offer the practice's own laboratory first, then the published ones; return their codes."""
        known = self.laboratories()
        self.form.identity.limits.offer(known)
        return {code for code, _title in known}

    def laboratories(self) -> list[tuple[str, str]]:
        """Return code and title of the practice's own laboratory and of the published ones."""
        from b12calc.rules import laboratories

        own = [(OWN, tr("{title} (ours)", title=self.own.profile.title))] if self.own.profile is not None else []
        return [*own, *((one.id, one.title) for one in laboratories())]

    def use(self, pack: str) -> None:
        """Judge by another guideline from now on."""
        self.pack = pack
        self.refresh()

    def use_laboratory(self, laboratory: str) -> None:
        """Judge by the limits of a laboratory from now on, or by those of the guideline."""
        self.laboratory = laboratory
        self.refresh()

    def use_experimental(self, on: bool) -> None:
        """Show the experimental indicator beside the answer from now on, or leave it out."""
        self.experimental = on
        self.refresh()

    def use_clinic(self, clinic: "Clinic | None") -> None:
        """Show beside the plan what can be done at a clinic from now on, or the plan alone."""
        self.clinic = clinic
        self.refresh()

    def edition(self) -> str:
        """Return the edition of the guideline in use, or an empty text while no rules are loaded."""
        if not self.ready:
            return ""
        from b12calc.rules import pack_edition

        return pack_edition(self.pack)

    def refresh(self) -> None:
        """Assess the form as it stands, now; nothing is answered by a pack before it is proved."""
        if not self.ready or not whole():
            return
        self._edited = False
        self.faults, self.waiting = self.form.faults(), self.form.waiting()
        waiting = [sentence for sentence, _field in self.waiting]
        if self.faults:
            self.view.show_nothing([sentence for sentence, _field in self.faults])
        else:
            data = self.form.data()
            if nothing_to_say(data):
                self.form.ask_units(())
                self.view.show_guide(waiting)
            elif whole(self.pack):
                self._show(data, waiting)
        if self.view.shown is None:
            self._asked = self._explained = None
            self.placing.forget()
        self.form.say_counting(self._asked[0] if self._asked else None)
        self.assessed.emit()

    def _on_edit(self) -> None:
        if not self._edited:
            self._edited = True
            self._due.emit()

    def _catch_up(self) -> None:
        if self._edited:
            self.refresh()
            self.view.settle()

    def now(self, explain: bool = False) -> "tuple[Case, Assessment] | None":
        """Return case and answer as shown this moment, or None when nothing is shown; explained when asked for."""
        self.refresh()
        if self.view.shown is None:
            return None
        return self.form.case(), self._placed(self._explain()) if explain else self.view.shown

    def placed(self, explain: bool = False) -> "tuple[Case, Placed] | None":
        """Return the case, and with the answer as shown what the rules said of it, or None when nothing is shown."""
        shown = self.now(explain)
        return None if shown is None or self.placing.last is None else (shown[0], self.placing.last)

    def field(self, link: str) -> QWidget | None:
        """Return the field a link in the answer leads to."""
        kind, _, code = link.partition(":")
        if kind in ("fault", "wait"):
            return (self.faults if kind == "fault" else self.waiting)[int(code)][1]
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
            answer = self._answer(data)
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
            self.form.ask_units(answer.measurements)

    def _answer(self, data: dict[str, Any]) -> "Assessment":
        """Return the answer, explained while why not stands open; another question closes that section."""
        beside = Beside(self.experimental, self.clinic)
        asked = (self.form.case(data), self.form.today(), self.pack, self.limits(), beside)
        if asked != self._asked:
            self._asked, self._explained = asked, None
            self.view.shut("why_not", "packs")
        return self._placed(self._explain() if self.view.is_open("why_not") else assess_case(*asked))

    def _placed(self, answer: "Assessment") -> "Assessment":
        """Return an answer to what was asked last as it is shown, its plan on open days where any are chosen."""
        assert self._asked is not None
        case, _today, _pack, limits, beside = self._asked
        return self.placing.put(case, answer, limits, beside.clinic)

    def limits(self) -> "Laboratory | str | None":
        """Return the laboratory whose limits count, None for those of the guideline."""
        return self.own.profile if self.laboratory == OWN else self.laboratory or None

    def _explain(self) -> "Assessment":
        """Return the answer with why not and what would change it: asked for once, since it takes long."""
        if self._explained is None:
            assert self._asked is not None
            self._explained = assess_case(*self._asked, True)
        return self._explained

    def on_day(self, case: "Case", day: date) -> "Assessment":
        """Return what the rules and limits in use say about a case on a day."""
        return assess_case(case, day, self.pack, self.limits(), Beside())

    def other_packs(self) -> str:
        """Return where the other guidelines part from the one in use over the case as shown."""
        from b12calc.models.vocabulary import PACKS
        from b12calc.rules import compare_packs
        from b12calc_ui.other_packs import other_packs

        if self._asked is None or not whole(*PACKS):
            return ""
        case, today, pack, laboratory, *_ = self._asked
        packs = sorted(PACKS, key=lambda name: name != pack)
        return other_packs(compare_packs(case, today=today, packs=packs, laboratory=laboratory))

    def edition_changes(self) -> "EditionChanges | None":
        """Return what the present edition changes for the case as shown, None where no answer is shown."""
        from b12calc.rules import edition_changes, previous

        before = previous()
        if self.now() is None or self._asked is None or before is None:
            return None
        case, today, pack, laboratory, *_ = self._asked
        return edition_changes({"": case}, before, today=today, pack=pack, laboratory=laboratory)

    def _on_unfolded(self, code: str) -> None:
        # What is held is what is shown: with the reasons against while they stand open, without them once shut.
        if code == "why_not":
            self.refresh()


def assess_case(
    case: "Case", today: date, pack: str, laboratory: "Laboratory | str | None", beside: Beside, explain: bool = False
) -> "Assessment":
    """Ask the core; loaded late so that the window is painted first."""
    from b12calc.rules import assess

    return assess(case, today=today, pack=pack, laboratory=laboratory, explain=explain, **beside._asdict())
