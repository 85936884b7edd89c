"""The answer column: what the core said about the form as it stands, or nothing."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from b12calc.models.wording import label
from b12calc_ui.answer_guide import Guide
from b12calc_ui.controls import chain
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.urgent_line import UrgentLine

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from b12calc.models.assessment import Assessment
    from b12calc_ui.answer_page import Page
    from b12calc_ui.scale_drawing import ScaleDrawing
    from b12calc_ui.timeline_drawing import TimelineDrawing

_SCALED = ("total_b12", "active_b12")
_ORDER = ("notice", "guide", "status", "scale", "timeline", "body")


class AnswerView(QWidget):
    """Show one assessment from the most urgent line down to the sources."""

    jump = Signal(str)
    unfolded = Signal(str)
    book_wanted = Signal(str)
    days_wanted = Signal()
    begun_again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: Assessment | None = None
        # What the other guidelines say of the same case; asked for while that section stands open.
        self.beside: Callable[[], str] = str
        self._opened: frozenset[str] = frozenset()
        self.urgent, self.guide = UrgentLine(), Guide()
        self._pages: dict[str, Page] = {}
        self._scale: ScaleDrawing | None = None
        self._timeline: TimelineDrawing | None = None
        self._places = ["guide"]
        paper = QWidget()
        paper.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self._column = column = QVBoxLayout(paper)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(8)
        column.addWidget(self.guide)
        column.addStretch(1)
        self.area = ScrollColumn(paper, tr("Answer"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.urgent)
        outer.addWidget(self.area, 1)
        self.restyle()
        self.guide.restyle()
        self.show_guide()

    @property
    def notice(self) -> "Page":
        """Return the text on results that are entered and not used."""
        return self._page("notice", tr("Not used yet"))

    @property
    def status(self) -> "Page":
        """Return the text of the conclusion."""
        return self._page("status", tr("Conclusion"))

    @property
    def body(self) -> "Page":
        """Return the text of the answer."""
        return self._page("body", tr("Answer"))

    @property
    def scale(self) -> "ScaleDrawing":
        """Return the drawing between conclusion and answer."""
        if self._scale is None:
            from b12calc_ui.scale_drawing import ScaleDrawing

            self._scale = ScaleDrawing()
            self._place("scale", self._scale)
            self._scale.show_scale(None)
        return self._scale

    @property
    def timeline(self) -> "TimelineDrawing":
        """Return the drawing of the course under treatment."""
        if self._timeline is None:
            from b12calc_ui.timeline_drawing import TimelineDrawing

            self._timeline = TimelineDrawing()
            self._place("timeline", self._timeline)
            self._timeline.show_timeline(None)
        return self._timeline

    def show_answer(self, answer: "Assessment", waiting: list[str]) -> None:
        """Show an assessment, with the results that do not feed it yet named first."""
        from b12calc_ui.answer_html import answer_html, notice_html, status_html
        from b12calc_ui.scale_drawing import scale_of

        self.shown = answer
        word = label("urgency", answer.urgency)
        self.guide.hide()
        self.urgent.say(answer.urgency, word, answer.headline)
        self._put(
            notice=notice_html(waiting), status=status_html(answer), body=answer_html(answer, self._opened, self.beside)
        )
        drawn = (scale_of(found) for found in answer.measurements if found.analyte in _SCALED)
        self.scale.show_scale(next((scale for scale in drawn if scale is not None), None))
        if answer.course is not None or self._timeline is not None:
            from b12calc_ui.timeline_drawing import timeline_shown

            self.timeline.show_timeline(timeline_shown(answer))

    def settle(self) -> None:
        """Move what moves by a new answer now: it would be painted in its old place first, and then once more."""
        paper = self.area.widget()
        for piece in (self.urgent, paper, self.area.viewport(), self.area, self, self.urgent, paper):
            QApplication.sendPostedEvents(piece, QEvent.Type.LayoutRequest.value)

    def show_nothing(self, faults: list[str]) -> None:
        """Clear the answer and say which fields are in the way."""
        from b12calc_ui.answer_html import faults_html

        self.urgent.say("", "", tr("No answer while something cannot be read"))
        self._clear(status=faults_html(faults))
        self.guide.hide()

    def show_guide(self, waiting: list[str] | None = None) -> None:
        """Say quietly how to begin."""
        self.urgent.say("", "", tr("The answer appears here while you type"))
        notice = ""
        if waiting:
            from b12calc_ui.answer_html import notice_html

            notice = notice_html(waiting)
        self._clear(notice=notice)
        self.guide.show()

    def _clear(self, **texts: str) -> None:
        """Leave nothing of an answer standing beside these texts."""
        self.shown = None
        self.shut("why_not", "packs")
        self._put(**{"notice": "", "status": "", "body": "", **texts})
        if self._scale is not None:
            self._scale.show_scale(None)
        if self._timeline is not None:
            self._timeline.show_timeline(None)

    def _put(self, **texts: str) -> None:
        for name, html in texts.items():
            if html or name in self._pages:
                page: Page = getattr(self, name)
                page.put(html)

    def _page(self, name: str, words: str) -> "Page":
        if name not in self._pages:
            from b12calc_ui.answer_page import Page

            page = self._pages[name] = Page(words)
            page.anchorClicked.connect(self._on_link)
            self._place(name, page)
            page.put("")
        return self._pages[name]

    def _place(self, name: str, piece: QWidget) -> None:
        """Put a piece where it is read, and where the Tab key finds it."""
        self._places = sorted((*self._places, name), key=_ORDER.index)
        first = self._column.indexOf(self.urgent) + 1
        self._column.insertWidget(first + self._places.index(name), piece)
        pages = [self._pages[place] for place in self._places if place in self._pages]
        chain(self.guide, *pages)
        if name == "notice":
            chain(pages[0], self.guide, *pages[1:])

    def restyle(self) -> None:
        """Follow the theme: the answer stands on paper, the questions beside it do not."""
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(look.theme.paper))
        self.area.setPalette(palette)

    def shorten(self, short: bool) -> None:
        """Let the most urgent line scroll with the answer where it would leave no room for it, or be cut."""
        (self._column if short else self._outer).insertWidget(0, self.urgent)

    def focus(self) -> None:
        """Take the keyboard to the answer."""
        pages = [page for page in map(self._pages.get, ("body", "status")) if page is not None and not page.isHidden()]
        (pages[0] if pages else self.guide).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fold(self, code: str) -> None:
        """Open or close one of the folded sections."""
        self._opened = self._opened ^ {code}
        self.unfolded.emit(code)
        if self.shown is not None:
            from b12calc_ui.answer_html import answer_html

            self.body.put(answer_html(self.shown, self._opened, self.beside))

    def is_open(self, code: str) -> bool:
        """Tell whether a folded section is open."""
        return code in self._opened

    def shut(self, *codes: str) -> None:
        """Let sections be closed from the next answer on."""
        self._opened -= set(codes)

    def start_again(self) -> None:
        """Forget what was shown, opened and scrolled, down to its widgets, as for a new patient."""
        self._opened, self.shown = frozenset(), None
        for piece in (*self._pages.values(), self._scale, self._timeline):
            if piece is not None:
                piece.hide()
                piece.setParent(None)
                piece.deleteLater()
        self._pages, self._scale, self._timeline, self._places = {}, None, None, ["guide"]
        self.area.verticalScrollBar().setValue(0)
        self.begun_again.emit()

    def _on_link(self, url: "QUrl") -> None:
        kind, _, code = url.toString().partition(":")
        if kind == "fold":
            self.fold(code)
        elif kind == "book":
            self.book_wanted.emit(code)
        elif kind == "days":
            self.days_wanted.emit()
        else:
            self.jump.emit(url.toString())
