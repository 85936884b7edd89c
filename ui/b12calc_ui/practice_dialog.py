"""One sheet for what a practice sets once: at the first start beside the window, later as Practice settings."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from b12calc.models.vocabulary import PACKS, PAPERS
from b12calc.models.wording import label
from b12calc.problems import ProblemsFound
from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, LongWords, TextField, Words, chain
from b12calc_ui.flow import Flow
from b12calc_ui.manual import offer_help
from b12calc_ui.practice import Practice, nearby, usual_paper
from b12calc_ui.practice_days import PracticeDays
from b12calc_ui.practice_files import PracticeFiles
from b12calc_ui.radio import Radio
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class PracticeDialog(QDialog):
    """Take the choices of a practice; ``kept`` carries them, ``put_off`` says that nothing is wanted."""

    kept = Signal(Practice)
    put_off = Signal()

    def __init__(
        self,
        now: Practice,
        laboratories: Sequence[tuple[str, str]],
        first: bool,
        parent: QWidget,
        files: PracticeFiles | None = None,
        days: PracticeDays | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.first, self._known, self._left, self._before = first, laboratories, False, now
        self.files, self.days = files, days
        self._parts = [part for part in (days, files) if part is not None]
        self.setWindowTitle(tr("First start") if first else tr("Practice settings"))
        self._paper_chosen = not first
        about = _about_packs()
        self._make_fields(about)
        self.trouble = _wrapped("", 1.0, muted=False)
        self.locked = _wrapped("", 0.9, muted=False)
        for words in (self.trouble, self.locked):
            words.hide()
        self._arrange(about)
        self._fill(now)
        self._listen()
        offer_help(self)
        self.resize(QSize(look.px(480), look.px(560)).boundedTo(self.screen().availableSize() - QSize(16, 48)))

    def _make_fields(self, about: dict[str, str]) -> None:
        self.packs = {code: Radio(label("pack", code), about[code]) for code in PACKS}
        self.laboratory = Choice(tr("Laboratory"), [], 26, tr("Not listed, or later"))
        papers = {"A4": tr("A4"), "Letter": tr("Letter"), "A5": tr("A5, half of A4")}
        self.paper = Choice(tr("Paper of the record PDF"), [(code, papers[code]) for code in PAPERS], 14, None)
        self.lines = [TextField(tr("Name of the practice"), 36), TextField(tr("Address or telephone"), 36),
                      TextField(tr("Address or telephone, second line"), 36)]  # fmt: skip
        for line in self.lines:
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.setMinimumWidth(1)

    def choices(self) -> Practice:
        """Return what stands in the sheet."""
        pack = next((code for code, radio in self.packs.items() if radio.isChecked()), "")
        name, first, second = (line.text().strip() for line in self.lines)
        files = self._before[4:6] if self.files is None else self.files.choices()
        days = self._before.days if self.days is None else self.days.choices()
        return Practice(pack, self.laboratory.code(), self.paper.code(), (name, first, second), *files, days)

    def accept(self) -> None:
        """Hand the choices over and close, or say in one sentence what is missing and go there."""
        wrong = self._problem()
        if wrong is not None:
            sentence, field = wrong
            self.trouble.setText(f"▲ {sentence}")
            self.trouble.setAccessibleName(sentence)
            self.trouble.show()
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(field, 0, look.px(30))
            return
        self._left = True
        self.kept.emit(self.choices())
        super().accept()

    def reject(self) -> None:
        """Close and leave everything as it is."""
        if not self._left:
            self._left = True
            self.put_off.emit()
        super().reject()

    def step_aside(self) -> None:
        """Close unanswered: a patient came first."""
        self._left = True
        super().reject()

    def _problem(self) -> tuple[str, QWidget] | None:
        if not self.choices().pack:
            first = next(iter(self.packs.values()))
            return tr("Guideline: choose one of the three, or press Later."), first
        return self._heading_problem() or next(filter(None, (part.problem() for part in self._parts)), None)

    def _heading_problem(self) -> tuple[str, QWidget] | None:
        heading = self.choices().heading
        if not any(heading):
            return None
        from b12calc.report import read_heading

        try:
            read_heading(heading)
        except ProblemsFound as found:
            field = self.lines[int(found.problems[0].path[-1]) - 1]
            why = found.problems[0].message
            sentence = tr("{field}: {why}.", field=field.accessibleName(), why=why)
            field.set_trouble(sentence)
            return sentence, field
        return None

    def _fill(self, now: Practice) -> None:
        if now.pack:
            self.packs[now.pack].setChecked(True)
        self._offer(now.pack, now.laboratory)
        self.paper.put(now.paper)
        for line, text in zip(self.lines, now.heading, strict=True):
            line.setText(text)

    def _offer(self, pack: str, chosen: str) -> None:
        """Offer the laboratories of this region, and keep the chosen one where it is among them."""
        known = nearby(pack, self._known)
        self.laboratory.offer_only(known)
        if chosen in dict(known):
            self.laboratory.put(chosen)

    def _listen(self) -> None:
        for radio in self.packs.values():
            radio.toggled.connect(self._on_pack)
        self.paper.picked.connect(self._on_paper)
        for line in self.lines:
            line.textEdited.connect(self._on_text)
        for part in self._parts:
            part.edited.connect(self.trouble.hide)
        self.begin.clicked.connect(self.accept)
        self.later.clicked.connect(self.reject)

    def _on_pack(self, on: bool) -> None:
        if on:
            pack = self.choices().pack
            self._offer(pack, self.laboratory.code())
            if not self._paper_chosen and self.paper.isEnabled():
                self.paper.put(usual_paper(pack))
            self.trouble.hide()

    def _on_paper(self) -> None:
        self._paper_chosen = True

    def _on_text(self) -> None:
        self.trouble.hide()
        for line in self.lines:
            line.set_trouble("")

    def _arrange(self, about: dict[str, str]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        self._area = ScrollColumn(self._page(about), tr("Practice settings"))
        column.addWidget(self._area, 1)
        column.addWidget(self.trouble)
        column.addLayout(self._foot())
        stops: list[QWidget] = [*self.packs.values(), self.laboratory, self.paper, *self.lines]
        stops += [*(stop for part in self._parts for stop in part.stops()), self.later, self.begin]
        chain(*stops)

    def _page(self, about: dict[str, str]) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, look.px(8), 0)
        column.setSpacing(look.px(6))
        intro = tr("Only the guideline is needed. All of it can be changed under Edit, Practice settings. Nothing here "
                   "is about a patient.")  # fmt: skip
        self.intro = _wrapped(intro, 0.9)
        column.addWidget(self.intro)
        column.addWidget(self.locked)
        column.addWidget(Words(tr("Guideline"), 1.0, bold=True))
        for code, radio in self.packs.items():
            words = _wrapped(about[code], 0.9)
            words.setContentsMargins(look.px(28), 0, 0, look.px(4))
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(radio)
            pair.addWidget(words)
            column.addLayout(pair)
        column.addWidget(self._choices())
        column.addWidget(LongWords(tr("Heading of the record PDF (optional)"), 1.0, bold=True))
        for caption, line in zip((tr("Name"), tr("Address or telephone"), tr("Second line")), self.lines, strict=True):
            column.addWidget(Captioned(caption, line))
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        return page

    def _choices(self) -> QWidget:
        choices = QWidget()
        choices.setMinimumWidth(1)  # in the largest text the laboratory is squeezed rather than scrolled
        row = Flow(choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Captioned(tr("Laboratory"), self.laboratory))
        row.addWidget(Captioned(tr("Paper"), self.paper))
        return choices

    def _foot(self) -> QHBoxLayout:
        begin, later = (tr("Begin"), tr("Later")) if self.first else (tr("Keep"), tr("Cancel"))
        self.begin, self.later = FlatButton(begin, main=True), FlatButton(later)
        self.later.setAutoDefault(False)
        self.begin.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.begin)
        return foot


def _wrapped(words: str, scale: float, muted: bool = True) -> Words:
    made = Words(words, scale, muted=muted)
    made.setWordWrap(True)
    return made


def _about_packs() -> dict[str, str]:
    """Return one line for each guideline: what it is."""
    return {
        "uk": tr("NICE NG239, with the regimens of the BNF and advice of the MHRA; hydroxocobalamin."),
        "us": tr("American Family Physician 2025, ADA and product labels; cyanocobalamin or hydroxocobalamin."),
        "article": tr("The article this program began from, alone; for anywhere else."),
    }
