"""How the form looks at a follow-up: section 5 on top, told symptoms there, what need not be asked again folded."""

from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.answer_button import AnswerButton
from b12calc_ui.case_form import CaseForm
from b12calc_ui.controls import Words, chain
from b12calc_ui.follow_up_fold import Fold
from b12calc_ui.follow_up_section import ADVERSE, FollowUpSection
from b12calc_ui.form_plan import Section, sections
from b12calc_ui.question_row import QuestionRow
from b12calc_ui.section_head import SectionHead
from b12calc_ui.texts import tr

_FOLDED = (3, 4)


class View(Protocol):
    """Hold the page that a follow-up rearranges: the form, the heads of its sections and what stands below each."""

    form: CaseForm
    heads: dict[int, SectionHead]
    pieces: dict[int, list[QWidget]]

    def first_field(self) -> QWidget:
        """Return the field the Tab key visits first in section 1."""


class FollowUpView:
    """Arrange the form for a follow-up and put everything back for a first visit."""

    def __init__(self, view: View, column: QVBoxLayout) -> None:
        self._view, self._form, self._column = view, view.form, column
        self.section: FollowUpSection | None = None
        self.folds: dict[int, Fold] = {}
        self._hint: Words | None = None
        self._form.changed.connect(self._on_change)

    def rebuild(self) -> None:
        """Arrange the form for the case that stands in it by now."""
        self._take_down()
        if self._form.treatment is None:
            return
        self.section = FollowUpSection(self._form, self._form.treatment)
        heads = self._view.heads
        self._column.insertWidget(self._column.indexOf(heads[1]), self.section)
        self.section.show()  # the keyboard goes to no field that is not in sight yet
        if self._form.earlier is not None:
            self._stand_in()
            self._say_below(tr("A Yes to what was answered No before counts as new. What was told before stands in "
                               "section 5."))  # fmt: skip
            self._fold()
        first = self._view.first_field()
        before = first.previousInFocusChain()
        if before is not None:
            chain(before, *self.stops(), first)

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits above the results."""
        return [] if self.section is None else self.section.stops()

    def go(self) -> bool:
        """Take the keyboard to section 5; return False where there is none."""
        if self.section is None:
            return False
        self.section.show_me()
        return True

    def open(self, number: int) -> None:
        """Open a folded section."""
        if number in self.folds:
            self.folds[number].open()

    def uncover(self, widget: QWidget) -> QWidget:
        """Return the widget that asks for the same here, opened where it is folded."""
        row = widget.owner if isinstance(widget, AnswerButton) else None
        if isinstance(row, QuestionRow) and row.stand_in is not None:
            found = next((one for one in self.section.courses if one is row.stand_in), None) if self.section else None
            return widget if found is None else found.stops()[0]
        for fold in self.folds.values():
            if any(piece.isAncestorOf(widget) for piece in fold.pieces):
                fold.open()
        return widget

    def _stand_in(self) -> None:
        """Let the rows of section 5 stand in for their questions below."""
        assert self.section is not None
        for row in self.section.courses:
            row.row.stand_in = row
            row.row.hide()
        for group in self._form.groups.values():
            group.setVisible(any(row.stand_in is None for row in group.rows))

    def _say_below(self, sentence: str) -> None:
        self._hint = Words(sentence, 0.9, muted=True)
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(4, 6, 0, 0)
        self._column.insertWidget(self._column.indexOf(self._view.heads[2]) + 1, self._hint)

    def _fold(self) -> None:
        """Fold what need not be asked again, unless something of it was answered at this visit."""
        earlier = self._form.earlier
        assert earlier is not None
        for section in sections():
            if section.number not in _FOLDED:
                continue
            head, pieces = self._view.heads[section.number], self._view.pieces[section.number]
            fold = self.folds[section.number] = Fold(section, earlier, pieces)
            self._column.insertWidget(self._column.indexOf(head) + 1, fold)
            stops: list[QWidget] = pieces[0].stops()  # type: ignore[attr-defined]
            before = stops[0].previousInFocusChain()
            if before is not None:
                chain(before, fold.button, stops[0])
            if self._is_answered(section):
                fold.open()
            first = self._form.before.kind if section.number == 4 else stops[1]
            fold.opened.connect(first.setFocus)

    def _is_answered(self, section: Section) -> bool:
        """Tell whether something of a section was answered at this visit."""
        rows = [row for code in section.groups for row in self._form.groups[code].rows]
        if any(row.state() != ("", ()) for row in rows if row is not self._adverse()):
            return True
        return section.number == 4 and self._form.before.state() != self._form.before.fresh()

    def _adverse(self) -> QuestionRow | None:
        return None if self.section is None else self.section.adverse

    def _take_down(self) -> None:
        """Put the form back as it is at a first visit."""
        for row in self._form.rows.values():
            if row.stand_in is not None:
                row.stand_in = None
                row.show()
        for fold in self.folds.values():
            fold.show_pieces()
        for group in self._form.groups.values():
            group.show()
        if self._adverse() is not None:
            self._form.groups["circumstances"].take_back(self._form.rows[ADVERSE])
        for piece in (self.section, self._hint, *self.folds.values()):
            if piece is not None:
                self._column.removeWidget(piece)
                piece.hide()
                piece.setParent(None)
                piece.deleteLater()
        self.section, self._hint = None, None
        self.folds = {}

    def _on_change(self) -> None:
        if self.section is not None:
            self.section.refresh()
