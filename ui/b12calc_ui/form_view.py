"""The questions on the left: four numbered sections in one scrolling page, with a line that leads to each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSpacerItem, QVBoxLayout, QWidget

from b12calc_ui.case_form import CaseForm
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.form_plan import SINCE, Section, sections
from b12calc_ui.parts import Part
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.section_head import SectionHead
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc_ui.follow_up_view import FollowUpView

_GROUP_HEIGHT, _ROW_HEIGHT = 48, 30


class FormView(QWidget):
    """Show the form; it only arranges what the form owns."""

    section_wanted = Signal(int)

    def __init__(self, form: CaseForm) -> None:
        super().__init__()
        self.form = form
        self.heads: dict[int, SectionHead] = {}
        self.pieces: dict[int, list[QWidget]] = {}
        self._page = QWidget()
        self._column = column = QVBoxLayout(self._page)
        column.setContentsMargins(12, 0, 12, 24)
        column.setSpacing(0)
        self._first_field = form.results.rows[0].fields["value"]
        self._last_stop: QWidget = form.results.add
        self._rest = QSpacerItem(0, 0)
        column.addItem(self._rest)
        column.addStretch(1)
        self._take(sections()[0], form.results)
        form.questions.grown.connect(self._take)
        self.area = ScrollColumn(self._page, tr("Questions"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.ways = self._make_ways()
        outer.addWidget(self.ways)
        outer.addWidget(self.area, 1)
        self._goal: QWidget | None = None
        self.follow_up: FollowUpView | None = None
        self.area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._bring_up())
        self.area.verticalScrollBar().actionTriggered.connect(lambda _deed: self._let_go())
        form.changed.connect(self._let_go)
        form.carried_changed.connect(self._show_carried)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def go(self, number: int) -> None:
        """Bring a section to the top and take the keyboard to its first question; number 5 needs a follow-up."""
        self.form.questions.finish()
        if number == SINCE:
            section = None if self.follow_up is None else self.follow_up.section
            if section is not None:
                section.show_me()
                self._goal = section
                self._bring_up()
            return
        if self.follow_up is not None:
            self.follow_up.open(number)
        tops: dict[int, Part] = {1: self.form.results.rows[0], 4: self.form.before}
        if number not in tops:
            tops[number] = self.form.groups[sections()[number - 1].groups[0]].rows[0]
        tops[number].show_me()
        self._goal = self.heads[number]
        self._bring_up()

    def _bring_up(self) -> None:
        """Scroll to the section last asked for; one built this moment gets its place only later, and is followed."""
        if self._goal is not None:
            self.area.verticalScrollBar().setValue(self._goal.y())

    def _let_go(self) -> None:
        self._goal = None

    def take_identity(self, ways: bool) -> None:
        """Let the identity strip scroll with the questions where the window is small."""
        if self.form.identity.parentWidget() is not self._page:
            self._column.insertWidget(0, self.form.identity)
            above = [] if self.follow_up is None else self.follow_up.stops()
            chain(self._last_way, *self.form.identity.stops(), *above, self._first_field)
        self.ways.setVisible(ways)

    def reveal(self, widget: QWidget) -> None:
        """Scroll a field into sight, or what asks for the same at a follow-up, and take the keyboard there."""
        if self.follow_up is not None:
            widget = self.follow_up.uncover(widget)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(widget, 0, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Build at least what is in sight, so that the first paint shows no gap."""
        super().resizeEvent(event)
        room = self.height() - (0 if self.ways.isHidden() else self.ways.sizeHint().height())
        while self._page.sizeHint().height() - self._rest.sizeHint().height() < room:
            if not self.form.questions.grow():
                break

    def _take(self, section: Section, piece: QWidget) -> None:
        """Put a piece of the form below those that stand already, in the order of the Tab key too."""
        if section.number not in self.heads:
            self.heads[section.number] = SectionHead(section.number, section.title)
            self._append(self.heads[section.number])
        self._append(piece)
        self.pieces.setdefault(section.number, []).append(piece)
        if piece is not self.form.results:
            stops: list[QWidget] = piece.stops()  # type: ignore[attr-defined]
            chain(self._last_stop, *stops)
            self._last_stop = stops[-1]
        if section.number == 4 and not hasattr(self, "carried"):
            self.carried = Words(muted=True)
            self.carried.setWordWrap(True)
            self.carried.hide()
            self._append(self.carried)
        groups, rows = self.form.questions.due()
        # What is not built yet takes its room already: the scroll bar stands still while the form grows.
        self._rest.changeSize(0, look.px(_GROUP_HEIGHT) * groups + look.px(_ROW_HEIGHT) * rows)
        self._column.invalidate()

    def first_field(self) -> QWidget:
        """Return the field the Tab key visits first in section 1."""
        return self._first_field

    def _append(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 2, widget)

    def _make_ways(self) -> QWidget:
        """Build the line that leads to the sections."""
        bar = QWidget()
        line = Flow(bar, across=4)
        line.setContentsMargins(8, 4, 8, 4)
        for section in sections():
            words = tr("{number}  {title}", number=section.number, title=section.short)
            button = FlatButton(words, tr("Go to section {title}", title=section.title), framed=False)
            button.setToolTip(tr("Ctrl+{number}", number=section.number))
            button.clicked.connect(lambda _on=False, number=section.number: self.go(number))
            line.addWidget(button)
        self.section_5 = FlatButton("", framed=False)
        self._name_section_5(tr("Since the last visit"))
        self.section_5.setToolTip(tr("Ctrl+{number}", number=SINCE))
        self.section_5.clicked.connect(lambda: self.go(SINCE))
        self.section_5.hide()
        line.addWidget(self.section_5)
        self._last_way: QWidget = self.section_5
        return bar

    def _name_section_5(self, title: str) -> None:
        self.section_5.setText(tr("{number}  {title}", number=SINCE, title=title))
        self.section_5.setAccessibleName(tr("Go to section {title}", title=title))

    def _show_carried(self) -> None:
        self.form.questions.finish()
        lines = self.form.carried_words()
        self.carried.setText("\n".join(lines))
        self.carried.setVisible(bool(lines))
        if self.follow_up is None and self.form.treatment is not None:
            from b12calc_ui.follow_up_view import FollowUpView

            self.follow_up = FollowUpView(self, self._column)
        if self.follow_up is not None:
            self.follow_up.rebuild()
        section = None if self.follow_up is None else self.follow_up.section
        self._name_section_5(tr("Since the last visit") if section is None else section.title)
        self.section_5.setHidden(section is None)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep the field with the keyboard in sight."""
        self._let_go()
        if new is not None and self._page.isAncestorOf(new):
            top = new.mapTo(self._page, QPoint(0, 0)).y()
            bar, height = self.area.verticalScrollBar(), self.area.viewport().height()
            if top < bar.value() or top + new.height() > bar.value() + height:
                self.area.ensureWidgetVisible(new, 0, 60)
