"""Section 5, near the top of the form at a follow-up: treatment, and how each symptom told before went since."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.case_form import CaseForm
from b12calc_ui.controls import FlatButton, LongWords, Words
from b12calc_ui.flow import Flow
from b12calc_ui.follow_up_course import CourseRow
from b12calc_ui.follow_up_treatment import State, TreatmentNow
from b12calc_ui.form_plan import SINCE
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.section_head import SectionHead
from b12calc_ui.texts import tr
from b12calc_ui.visits import Earlier, told_words

ADVERSE = "adverse_reaction_to_b12"


class FollowUpSection(QWidget):
    """Show what a follow-up asks first; the answers stay with the parts of the form that hold them."""

    def __init__(self, form: CaseForm, treatment: TreatmentNow) -> None:
        super().__init__()
        self.treatment = treatment
        self.courses: list[CourseRow] = []
        self.adverse: QuestionRow | None = None
        self.offer = TreatmentOffer(treatment)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = tr("Since the last visit") if form.earlier is not None else tr("Treatment now")
        column.addWidget(SectionHead(SINCE, self.title))
        if form.earlier is not None:
            days = ", ".join(form.earlier.days())
            self._say(tr("Earlier visits, kept as they are: {days}. Only what is told below is new.", days=days))
        column.addWidget(self.offer)
        column.addWidget(treatment)
        self.regimen = Words("", 0.9, muted=True)
        self.regimen.setWordWrap(True)
        self.regimen.setContentsMargins(4, 0, 0, 4)
        column.addWidget(self.regimen)
        self._say_regimen()
        if form.earlier is not None:
            self._ask_since(form, form.earlier)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, from top to bottom."""
        adverse = [] if self.adverse is None else self.adverse.stops()
        courses = [button for row in self.courses for button in row.chained()]
        return [*self.offer.stops(), *self.treatment.stops(), *adverse, *courses]

    def show_me(self) -> None:
        """Take the keyboard to what is asked first."""
        first = self.offer.take if not self.offer.isHidden() else self.treatment.fields["route"]
        first.setFocus()

    def refresh(self) -> None:
        """Show what the form holds by now."""
        self.offer.refresh()
        self._say_regimen()
        for row in self.courses:
            row.refresh()

    def _say_regimen(self) -> None:
        """Say below the fields what the regimen is that is named by its id."""
        told = self.treatment.state()["regimen"]
        words = told
        if told:
            from b12calc.rules import regimen_words

            words = regimen_words(told)
        self.regimen.setText("" if words == told else tr("{regimen}: {words}.", regimen=told, words=words))
        self.regimen.setVisible(words != told)

    def _ask_since(self, form: CaseForm, earlier: Earlier) -> None:
        """Ask for adverse effects, then for the course of each symptom that stands."""
        self.adverse = form.rows[ADVERSE]
        self._column.addWidget(self.adverse)
        if ADVERSE in earlier.told:
            self._say(told_words(earlier.told[ADVERSE]))
        symptoms = earlier.symptoms()
        if not symptoms:
            self._say(tr("No symptom stands from the earlier visits."), bold=True)
            return
        self._say(tr("Told before: how is it now?"), bold=True)
        for code, told in symptoms.items():
            row = CourseRow(form.rows[code], told)
            row.stepped.connect(self._on_move)
            self.courses.append(row)
            self._column.addWidget(row)

    def _say(self, sentence: str, bold: bool = False) -> None:
        words = Words(sentence, 1.05 if bold else 0.9, bold=bold, muted=not bold)
        words.setWordWrap(True)
        words.setContentsMargins(4, 12 if bold else 4, 0, 2)
        self._column.addWidget(words)

    def _on_move(self, row: CourseRow, step: int) -> None:
        index = self.courses.index(row) + step
        if 0 <= index < len(self.courses):
            self.courses[index].show_me()


class TreatmentOffer(QWidget):
    """Offer the treatment told before; nothing of it is taken before the clinician says that it is still so."""

    def __init__(self, treatment: TreatmentNow) -> None:
        super().__init__()
        self._treatment = treatment
        self._told: State = {}
        self.words = LongWords("", 0.9)
        self.take = FlatButton("")
        self.take.clicked.connect(self._on_take)
        line = Flow(self, across=8)
        line.setContentsMargins(4, 4, 0, 0)
        line.addWidget(self.words)
        line.addWidget(self.take)
        self.hide()

    def put(self, words: str, button: str, told: State) -> None:
        """Offer what was told or planned; an empty offer shows nothing."""
        self._told = told
        self.words.setText(words)
        self.take.setText(button)
        self.take.setAccessibleName(button)
        self.take.setAccessibleDescription(words)
        self.refresh()

    def refresh(self) -> None:
        """Stand here only while no treatment is told."""
        self.setVisible(bool(self._told) and not self._treatment.state()["route"])

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits."""
        return [self.take]

    def _on_take(self) -> None:
        self._treatment.fields["started"].setFocus()
        self._treatment.take_over(self._told)
