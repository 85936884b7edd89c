"""A page that scrolls up and down under a thin flat bar."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from b12calc_ui.theme import look


class ScrollColumn(QScrollArea):
    """Scroll one page; the page is always as wide as the column."""

    def __init__(self, page: QWidget, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self.setAccessibleName(name)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        bar.setEnabled(False)
        self.restyle()

    def restyle(self) -> None:
        """Follow theme and text size; only the bar itself is styled, a sheet on the page would slow every field."""
        self.verticalScrollBar().setStyleSheet(upright_bar())


def upright_bar() -> str:
    """Return the style of the thin flat bar, which grows with the text and is seen in every theme."""
    edge, line = look.theme.edge, look.theme.line
    width = max(12, look.px(12))
    return (
        f"QScrollBar:vertical {{background: transparent; width: {width}px; margin: 0;"
        f" border-left: 1px solid {line};}}"
        f"QScrollBar::handle:vertical {{background: {edge}; min-height: 32px; margin: 3px; border-radius: 2px;}}"
        "QScrollBar::handle:vertical:disabled {background: transparent;}"
        "QScrollBar::add-line, QScrollBar::sub-line {height: 0;}"
        "QScrollBar::add-page, QScrollBar::sub-page {background: transparent;}"
    )
