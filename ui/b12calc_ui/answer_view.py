"""The answer column: what the core said about the form as it stands, or nothing."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from b12calc.models.wording import label
from b12calc_ui.answer_html import answer_html, status_html
from b12calc_ui.scale_drawing import ScaleDrawing, scale_of
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.urgent_line import UrgentLine

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment

_SCALED = ("total_b12", "active_b12")


class Page(QTextBrowser):
    """Show one selectable text at its full height; the column around it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._html: str | None = None
        self.setAccessibleName(name)
        self.document().setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.viewport().setAutoFillBackground(False)

    def put(self, html: str) -> None:
        """Show a text."""
        font = look.font()
        if html == self._html and font == self.document().defaultFont():
            return
        self._html = html
        if font != self.document().defaultFont():
            self.document().setDefaultFont(font)
        self.setHtml(html)
        self.setVisible(bool(html))
        self._fit()

    def sizeHint(self) -> QSize:
        """Return the height of the text at the present width."""
        return QSize(look.px(240), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the ring while the keyboard is here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the column scroll."""
        event.ignore()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + 2
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)


class AnswerView(QWidget):
    """Show one assessment from the most urgent line down to the sources."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: Assessment | None = None
        self._opened: frozenset[str] = frozenset()
        self.urgent, self.scale = UrgentLine(), ScaleDrawing()
        self.notice, self.status, self.body = Page(tr("Not used yet")), Page(tr("Conclusion")), Page(tr("Answer"))
        for page in (self.notice, self.status, self.body):
            page.anchorClicked.connect(self._on_link)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(8)
        for widget in (self.notice, self.status, self.scale, self.body):
            column.addWidget(widget)
        column.addStretch(1)
        self.area = ScrollColumn(paper, tr("Answer"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.urgent)
        outer.addWidget(self.area, 1)
        self.restyle()
        self.show_guide()

    def show_answer(self, answer: "Assessment", waiting: list[str]) -> None:
        """Show an assessment, with the results that do not feed it yet named first."""
        self.shown = answer
        word = label("urgency", answer.urgency)
        self.urgent.say(answer.urgency, word, answer.headline)
        self.notice.put(_notice(waiting))
        self.status.put(status_html(answer))
        drawn = (scale_of(found) for found in answer.measurements if found.analyte in _SCALED)
        self.scale.show_scale(next((scale for scale in drawn if scale is not None), None))
        self.body.put(answer_html(answer, self._opened))

    def show_nothing(self, faults: list[str]) -> None:
        """Clear the answer and say which fields are in the way."""
        self.shown = None
        self.urgent.say("", "", tr("No answer while something cannot be read"))
        style = f"color:{look.theme.error}"
        lines = "".join(
            f"<p style='margin:4px 0'>▲ <a href='fault:{index}' style='{style}'>{escape(sentence)}</a></p>"
            for index, sentence in enumerate(faults)
        )
        self.notice.put("")
        self.scale.show_scale(None)
        self.status.put(lines)
        self.body.put("")

    def show_guide(self, waiting: list[str] | None = None) -> None:
        """Say quietly how to begin."""
        self.shown = None
        self.urgent.say("", "", tr("The answer appears here while you type"))
        steps = (
            tr("Enter the results you have, each with its unit and the date it was collected."),
            tr("Answer what you asked: Y for yes, N for no, the arrow keys to move on. What was not asked stays open."),
            tr("Red flags first when there is little time: Ctrl+2 leads to the symptoms, F6 to the answer and back."),
            tr("Save the record as PDF or copy the note. Nothing is kept unless you save it."),
        )
        muted = look.theme.muted
        lines = "".join(f"<li style='margin:0 0 6px 0'>{step}</li>" for step in steps)
        self.notice.put(_notice(waiting or []))
        self.scale.show_scale(None)
        self.status.put(f"<ol style='color:{muted};margin:0 0 0 0;-qt-list-indent:1'>{lines}</ol>")
        self.body.put("")

    def restyle(self) -> None:
        """Follow the theme: the answer stands on paper, the questions beside it do not."""
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(look.theme.paper))
        self.area.setPalette(palette)

    def focus(self) -> None:
        """Take the keyboard to the answer."""
        (self.body if not self.body.isHidden() else self.status).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fold(self, code: str) -> None:
        """Open or close one of the folded sections."""
        self._opened = self._opened ^ {code}
        if self.shown is not None:
            self.body.put(answer_html(self.shown, self._opened))

    def start_again(self) -> None:
        """Forget what was opened and scrolled, as for a new patient."""
        self._opened = frozenset()
        self.area.verticalScrollBar().setValue(0)

    def _on_link(self, url: QUrl) -> None:
        kind, _, code = url.toString().partition(":")
        if kind == "fold":
            self.fold(code)
        else:
            self.jump.emit(url.toString())


def _notice(waiting: list[str]) -> str:
    """Return the lines on results that are entered and not used."""
    if not waiting:
        return ""
    colour = look.theme.soon
    lines = "".join(
        f"<br>? <a href='wait:{index}' style='color:{look.theme.text}'>{escape(sentence)}</a>"
        for index, sentence in enumerate(waiting)
    )
    return f"<p style='margin:0'><b style='color:{colour}'>{tr('Entered but not used yet')}</b>{lines}</p>"
