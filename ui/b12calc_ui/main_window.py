"""The one window: toolbar, identity, questions and answer side by side, status bar."""

from collections.abc import Callable
from datetime import date
from time import perf_counter

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from b12calc_ui.about import show_about, show_editions
from b12calc_ui.actions import Actions
from b12calc_ui.answer_view import AnswerView
from b12calc_ui.audit_desk import AuditDesk
from b12calc_ui.case_files import CaseFiles
from b12calc_ui.case_form import CaseForm
from b12calc_ui.clinic_desk import ClinicDesk
from b12calc_ui.controls import chain
from b12calc_ui.experimental import experimental_switch
from b12calc_ui.follow_up_desk import FollowUpDesk
from b12calc_ui.form_view import FormView
from b12calc_ui.growing import growing
from b12calc_ui.help_desk import HelpDesk
from b12calc_ui.laboratory_choice import LaboratoryChoice
from b12calc_ui.leaving import Leaving
from b12calc_ui.live import Live
from b12calc_ui.look_desk import LookDesk
from b12calc_ui.message_bar import MessageBar
from b12calc_ui.practice_desk import PracticeDesk
from b12calc_ui.privacy import Privacy
from b12calc_ui.section_head import rule_line
from b12calc_ui.settings import Settings
from b12calc_ui.status_line import StatusLine
from b12calc_ui.texts import tr
from b12calc_ui.theme import SYSTEM, THEMES, look
from b12calc_ui.toolbar import Toolbar
from b12calc_ui.wholeness import whole
from b12calc_ui.window_shape import keep_shape, restore_shape, set_icon

_SIDE_BY_SIDE, _SHORT, _TURN_SECONDS = 980, 500, 0.03


class MainWindow(QMainWindow):
    """Hold the pieces together; what they do stands in their own files."""

    def __init__(self, settings: Settings, today: Callable[[], date]) -> None:
        super().__init__()
        self._left: QWidget | None = None
        self.settings = settings
        self.form = CaseForm(today)
        self.questions, self.answer, self.bar = FormView(self.form), AnswerView(), MessageBar()
        self.live = Live(self.form, self.answer, settings.pack(), settings.laboratory(), settings.folder)
        self.laboratory = LaboratoryChoice(self.live, self.bar, settings, self)
        self.practice = PracticeDesk(self.live, self.laboratory, settings, self)
        self.clinic = ClinicDesk(self.live, settings, self.bar)
        self.leaving = Leaving(self.form, self.bar)
        self.files = CaseFiles(self.live, self.bar, self.leaving, settings, self)
        self.follow_up = FollowUpDesk(self.files, self.questions)
        self.help, self.audit = HelpDesk(self, self.questions, self.live), AuditDesk(self, self.files)
        self._make_actions()
        self.privacy = Privacy(self, settings, self.files)
        self.privacy.menu(self.actions_.view)
        self.files.handouts.menu(self.actions_.file, self.actions_.all["blank"])
        self.setWindowTitle("b12calc")
        self._arrange()
        self.status_line = StatusLine()
        self.setStatusBar(self.status_line)
        self._count_flags()
        self._listen()
        self._painted = False
        self._waking = QTimer(self, singleShot=True)
        self._waking.timeout.connect(self._wake)
        self.resize(1366, 720)
        restore_shape(self, self.splitter, settings)
        self.form.identity.show_me()

    def _make_actions(self) -> None:
        self.looks = LookDesk(self.settings, self._on_look, self)
        self.actions_ = Actions(self, self._deeds())
        switch = experimental_switch(self.live, self.settings)
        self.actions_.menus((SYSTEM, *THEMES), self.looks.pick_theme, self.looks.pick_zoom, switch)
        self.actions_.mark(self.looks.choice, look.zoom)

    def _listen(self) -> None:
        self.status_line.flags_wanted.connect(self._next_flag)
        self.status_line.editions_wanted.connect(lambda: show_editions(self.live, self))
        self.answer.jump.connect(self._jump)
        self.live.assessed.connect(self._count_flags)
        self.form.changed.connect(self._count_flags)
        self.form.changed.connect(self._show_who)

    def set_look(self, theme: str, zoom: int) -> None:
        """Change theme or text size, and remember it."""
        self.looks.put(theme, zoom)

    def _on_look(self, theme: str, zoom: int) -> None:
        self.actions_.mark(theme, zoom)
        self._turn()
        self.live.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Load the rules once the first paint is done, so that the window is there at once."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._waking.start()

    @growing()
    def _wake(self) -> None:
        """Finish the form of a whole copy in short turns between which keys are heard, then load the rules."""
        if not whole():
            return
        end = perf_counter() + _TURN_SECONDS
        while self.form.questions.grow():
            if perf_counter() > end:
                self._waking.start()
                return
        set_icon(self)
        self.privacy.begin()
        self.live.wake()

    def focusNextPrevChild(self, on: bool) -> bool:
        """Have the whole form ready before the Tab key moves on in it."""
        self.form.questions.finish()
        return super().focusNextPrevChild(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take undo, redo and a copied note, which a text field claims from the shortcuts and then passes on."""
        keys, form = QKeySequence.StandardKey, self.form
        for key, deed in ((keys.Undo, form.step_back), (keys.Redo, form.step_on), (keys.Paste, self.files.paste_note)):
            if event.matches(key):
                deed()
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answer below the questions where there is no room beside them."""
        super().resizeEvent(event)
        self._turn()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood; ask once before entries that were never kept are given up."""
        if not self.leaving.sure(tr("Quit")):
            event.ignore()
            return
        self.leaving.done(offered=True)
        keep_shape(self, self.splitter, self.settings)
        super().closeEvent(event)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        sections = {f"section{number}": lambda number=number: self.questions.go(number) for number in range(1, 5)}
        return {
            "new": self._ask_new, "open": self.files.open, "save": self.files.save,
            "copy": self.files.copy_note, "copy_whole": lambda: self.files.copy_note(brief=False),
            "quit": self.close, "undo": self.form.step_back, "redo": self.form.step_on,
            "other": self._other_side, "flags": self._next_flag, "why": lambda: self.answer.fold("why"),
            "bigger": lambda: self.looks.step_zoom(1), "smaller": lambda: self.looks.step_zoom(-1),
            "editions": lambda: show_editions(self.live, self), "about": lambda: show_about(self.live, self),
            "paste": self.files.paste_note, "laboratory": self.laboratory.write, "clinic": self.clinic.write,
            "print": self.files.print, **self.practice.deeds(), **self.files.handouts.deeds(),
            **self.files.deeds(), **sections, **self.follow_up.deeds(), **self.help.deeds(), **self.audit.deeds(),
        }  # fmt: skip

    def _ask_new(self) -> None:
        if self.leaving.sure(tr("New")):
            self.new()

    def new(self) -> None:
        """Begin a new patient: nothing of the last one stays."""
        self.form.clear()
        self.answer.start_again()
        self.files.forget()
        self.bar.clear()
        self.leaving.done(offered=True)
        self.live.refresh()
        self.questions.area.verticalScrollBar().setValue(0)
        self.form.identity.show_me()

    def _arrange(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.questions)
        self.splitter.addWidget(self.answer)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(6)
        self.splitter.setStretchFactor(0, 58)
        self.splitter.setStretchFactor(1, 42)
        self.splitter.setSizes([780, 570])
        whole = QWidget()
        self._column = column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rule, self.toolbar = rule_line(), Toolbar(self.actions_.all, self.clinic.chooser)
        for widget in (self.toolbar, rule_line(), self.bar, self.form.identity, self.rule):
            column.addWidget(widget)
        column.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)

    def _count_flags(self) -> None:
        self.status_line.count_flags(len(self.form.open_red_flags()))
        self.status_line.name_pack(self.live.pack, self.live.edition(), self.form.identity.laboratory())

    def _turn(self) -> None:
        """Side by side where there is room for both, else one above the other."""
        beside = self.width() >= look.px(_SIDE_BY_SIDE)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self.status_line.edition.setVisible(beside)
        short = not beside and self.height() < look.px(_SHORT)
        self.toolbar.shorten(short)
        self.answer.shorten(short)
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([5800, 4200] if beside else [5000, 5000])
            if beside:
                self._column.insertWidget(self._column.indexOf(self.bar) + 1, self.form.identity)
                chain(self.toolbar.last, *self.form.identity.stops())
        if not beside:
            self.questions.take_identity(ways=self.height() >= look.px(600))
        else:
            self.questions.ways.show()
        self._show_who()

    def _show_who(self) -> None:
        """Keep the patient named in sight where the identity strip may scroll away."""
        small = self.splitter.orientation() == Qt.Orientation.Vertical
        self.rule.setVisible(not small)
        self.toolbar.name(self.form.identity.summary() if small else "")

    def _other_side(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.answer.isAncestorOf(focused):
            # The field that was left may be gone since, with its row.
            left, first = self._left, self.form.results.rows[0].fields["value"]
            back = left if left is not None and isValid(left) and left.isVisible() else first
            back.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._left = focused
            self.answer.focus()

    def _next_flag(self) -> None:
        rows = self.form.open_red_flags()
        if rows:
            self.questions.reveal(self.form.rows[rows[0]].yes)

    def _jump(self, link: str) -> None:
        field = self.live.field(link)
        if field is not None:
            self.questions.reveal(field)
