"""The summary of an audit as a page of the window: the core's own pictures and figures, in the theme and text size."""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from b12calc_ui.audit_setup import strip
from b12calc_ui.controls import FlatButton, chain
from b12calc_ui.review_table import sheet
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.audit.charts import Chart
    from b12calc.audit.summary import Summary
    from b12calc.audit.summary_page import About

_WIDE: Final = 680  # of a picture, in pixels at the plain text size
_SIDE: Final = 24


class SummaryView(QTextBrowser):
    """Show pictures and tables; a table for which there is no room is told line by line."""

    def __init__(self, summary: "Summary", about: "About") -> None:
        super().__init__()
        from b12calc.audit.charts import charts

        self._charts, self._about, self._shown = charts(summary), about, (0, 0)
        self.setAccessibleName(tr("Summary"))
        self.setFrameShape(self.Shape.NoFrame)
        self.setOpenLinks(False)
        # Always there, so that the width does not change with what is written for it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.setStyleSheet(sheet("QTextBrowser"))
        self._shown = (0, 0)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the pictures as wide as there is room."""
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        room, place = self.viewport().width(), self.verticalScrollBar().value()
        if self._shown == (room, look.zoom):
            return
        self._shown = (room, look.zoom)
        self.document().clear()
        self.document().setDefaultFont(look.font())
        wide = max(60, min(look.px(_WIDE), room - look.px(_SIDE)))
        for chart in self._charts:
            if chart.svg:
                image = drawn(chart.svg, wide, self.devicePixelRatioF())
                self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(chart.code), image)
        self.setHtml(self._html(tables=True))
        if self.document().idealWidth() > room:
            self.setHtml(self._html(tables=False))
        self.verticalScrollBar().setValue(place)

    def _html(self, *, tables: bool) -> str:
        told = (tr("{name}: {told}", name=name, told=told) for name, told in self._about.lines)
        lines = "<br>".join(map(escape, told))
        parts = [f"<h2>{escape(tr('Summary of the audit'))}</h2><p>{lines}</p>"]
        for chart in self._charts:
            parts.append(f"<h3>{escape(chart.title)}</h3><p>{escape(chart.note)}</p>")
            if chart.svg:
                parts.append(f"<p><img src='{chart.code}' alt='{escape(chart.title)}'></p>")
            parts += _table(chart) if tables else _lines(chart)
        return "".join(parts)


class SummaryPage(QWidget):
    """Hold the view; the signals are wishes."""

    back = Signal()
    save_page = Signal()
    save_figures = Signal()

    def __init__(self, summary: "Summary", about: "About") -> None:
        super().__init__()
        self.view = SummaryView(summary, about)
        self.leave = FlatButton(tr("&Back to the work list"))
        self.page, self.figures = FlatButton(tr("Save as a &page…")), FlatButton(tr("Save the &figures…"))
        for button, wish in ((self.leave, self.back), (self.page, self.save_page), (self.figures, self.save_figures)):
            button.clicked.connect(wish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.view, 1)
        column.addWidget(strip(self.leave, self.page, self.figures))
        chain(self.view, self.leave, self.page, self.figures)
        self.view.restyle()


def drawn(svg: str, wide: int, ratio: float) -> QImage:
    """Return a picture as wide as wanted, black on white as on paper."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.viewBoxF().size()
    image = QImage(int(wide * ratio), int(wide * ratio * size.height() / size.width()), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def _table(chart: "Chart") -> Iterator[str]:
    if chart.rows:
        heads = "".join(f"<th align='left'>{escape(text)}</th>" for text in chart.header)
        yield f"<table cellspacing='0' cellpadding='4' border='1' style='border-collapse: collapse'><tr>{heads}</tr>"
        for row in chart.rows:
            yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        yield "</table>"


def _lines(chart: "Chart") -> Iterator[str]:
    """Yield the rows of a table one by one, each cell after its head."""
    for first, *rest in chart.rows:
        cells = "; ".join(f"{head} {cell}" for head, cell in zip(chart.header[1:], rest, strict=True))
        yield f"<p><b>{escape(first)}</b><br>{escape(cells)}</p>"
