"""The pages as they will be printed, and what a printer is to do with them; modal, so the patient stays the same."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import Choice, FlatButton, LongWords, TextField, Words, chain
from b12calc_ui.flow import Flow, give_way
from b12calc_ui.manual import offer_help
from b12calc_ui.page_view import PageView
from b12calc_ui.paper_pages import PaperPages
from b12calc_ui.print_job import MOST_COPIES, Job, knows_paper, read_pages
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.section_head import rule_line
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class PrintDialog(QDialog):
    """Show the record page by page; ``chosen`` carries printer and job, ``save`` asks for the PDF instead."""

    chosen = Signal(str, Job)
    save = Signal()

    def __init__(self, pages: PaperPages, paper: str, printers: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Print the record"))
        self._pages, self._paper, self._printers = pages, paper, printers
        self.view = PageView(pages)
        self._make_choices()
        self._make_buttons()
        self.notice = Words()
        self.notice.setWordWrap(True)
        self._arrange()
        self._listen()
        self._look_at_printer()
        self._show_place()
        offer_help(self)
        room = self.screen().availableSize() - QSize(16, 48)
        self.resize(QSize(look.px(780), look.px(700)).boundedTo(room))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Hand the job over and close, or say in one sentence what cannot be read and go there."""
        if not self._printers:
            return
        pages = read_pages(self.pages.text(), self._pages.count)
        text = self.copies.text().strip()
        copies = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
        if pages is None:
            self._refuse(self.pages, tr("Pages: numbers from 1 to {count} were expected, such as 1 or 1-2; empty "
                                        "prints all.", count=self._pages.count))  # fmt: skip
        elif not 1 <= copies <= MOST_COPIES:
            sentence = tr("Copies: a whole number from 1 to {most} was expected.", most=MOST_COPIES)
            self._refuse(self.copies, sentence)
        else:
            self.chosen.emit(self.printer.code(), Job(pages, copies, self.view.grey, self._paper))
            super().accept()

    def tell(self, sentence: str) -> None:
        """Say one sentence above the buttons, or nothing."""
        self.notice.setText(f"▲ {sentence}" if sentence else "")
        self.notice.setAccessibleName(sentence)
        self.notice.setVisible(bool(sentence))

    def _refuse(self, field: TextField, sentence: str) -> None:
        field.set_trouble(sentence)
        self.tell(sentence)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        for field in (self.pages, self.copies):
            field.set_trouble("")
        self._look_at_printer()

    def _look_at_printer(self) -> None:
        """Say what stands against printing: no printer, or one that does not name the paper."""
        if not self._printers:
            self.tell(tr("There is no printer on this computer: save the record as PDF and print it elsewhere."))
        elif not knows_paper(self.printer.code(), self._paper):
            self.tell(tr("This printer does not name {paper} among its papers; a page that is too large for it is "
                         "made smaller.", paper=self._paper))  # fmt: skip
        else:
            self.tell("")

    def _show_place(self) -> None:
        self.place.setText(self.view.words())
        self.before.setEnabled(self.view.number > 1)
        self.after.setEnabled(self.view.number < self._pages.count)
        self._area.verticalScrollBar().setValue(0)

    def _make_choices(self) -> None:
        self.printer = Choice(tr("Printer"), [(name, name) for name in self._printers], 22, None)
        self.pages = TextField(tr("Pages"), 10, tr("all"))
        self.copies = TextField(tr("Copies"), 4)
        self.copies.setText("1")
        colours = [("colour", tr("In colour")), ("grey", tr("Black and white"))]
        self.colour = Choice(tr("Colour"), colours, 16, None)
        for field in (self.printer, self.colour):
            give_way(field)

    def _make_buttons(self) -> None:
        self.before, self.after = FlatButton("‹", tr("Page before")), FlatButton("›", tr("Next page"))
        for button in (self.before, self.after):
            button.setToolTip(button.accessibleName())
        self.place = Words()
        self.keep = FlatButton(tr("Save record PDF…"), main=not self._printers)
        self.close_ = FlatButton(tr("Close"))
        self.print_ = FlatButton(tr("Print"), main=True)
        for button in (self.before, self.after, self.keep, self.close_):
            button.setAutoDefault(False)
        self.print_.setDefault(True)

    def _listen(self) -> None:
        self.view.turned.connect(lambda _number: self._show_place())
        self.before.clicked.connect(lambda: self.view.go(self.view.number - 1))
        self.after.clicked.connect(lambda: self.view.go(self.view.number + 1))
        self.colour.picked.connect(lambda: self.view.paint_grey(self.colour.code() == "grey"))
        self.printer.picked.connect(self._look_at_printer)
        for field in (self.pages, self.copies):
            field.textEdited.connect(lambda _text: self._on_text())
        self.keep.clicked.connect(self.save.emit)
        self.close_.clicked.connect(self.reject)
        self.print_.clicked.connect(self.accept)
        for keys, by in (("PgDown", 1), ("PgUp", -1)):
            QShortcut(QKeySequence(keys), self, lambda by=by: self.view.go(self.view.number + by))
        self.finished.connect(lambda _result: self._pages.close())

    def _head(self) -> QWidget:
        head = QWidget()
        line = Flow(head)
        line.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        captions = (tr("Printer"), tr("Pages"), tr("Copies"), tr("Colour"))
        for caption, field in zip(captions, (self.printer, self.pages, self.copies, self.colour), strict=True):
            if self._printers or field is self.colour:
                line.addWidget(Captioned(caption, field))
        line.addWidget(Captioned(tr("Paper"), LongWords(tr("{paper}, as in Practice settings", paper=self._paper))))
        return head

    def _foot(self) -> QWidget:
        """Return the buttons at the far end of the line, the main one last; in large text they take several."""
        foot, way = QWidget(), self.layoutDirection()
        back = Qt.LayoutDirection.RightToLeft
        foot.setLayoutDirection(Qt.LayoutDirection.LeftToRight if way == back else back)
        line = Flow(foot, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        for button in (self.print_, self.close_, self.keep)[0 if self._printers else 1 :]:
            button.setLayoutDirection(way)
            line.addWidget(button)
        return foot

    def _arrange(self) -> None:
        self._area = ScrollColumn(self.view, tr("Preview"))
        turn = QHBoxLayout()
        turn.addStretch(1)
        for widget in (self.before, self.place, self.after):
            turn.addWidget(widget)
        turn.addStretch(1)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(12))
        column.addLayout(turn)
        column.addWidget(self.notice)
        column.addWidget(self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        outer.addWidget(rule_line())
        outer.addWidget(self._area, 1)
        outer.addWidget(below)
        stops = (self.printer, self.pages, self.copies) if self._printers else ()
        last = (self.print_,) if self._printers else ()
        chain(*stops, self.colour, self.view, self.before, self.after, self.keep, self.close_, *last)
