"""A picture over the full width of the column: one figure, whose place on the page is taken down as it is drawn."""

from __future__ import annotations

from abc import ABC, abstractmethod

from reportlab.platypus import Flowable

from b12calc.report.tags import Element, TaggedCanvas


class Picture(Flowable, ABC):
    """Take the whole width and draw itself as one figure; what kinds of it show is their own."""

    canv: TaggedCanvas

    def __init__(self, piece: Element) -> None:
        super().__init__()
        self._piece = piece

    @abstractmethod
    def high(self, width: float) -> float:
        """Return the height at a width, both in points."""

    @abstractmethod
    def paint(self, canvas: TaggedCanvas) -> None:
        """Draw all of it from the lower left corner; pen and brush are put back afterwards."""

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Take the whole width, in points."""
        self.width, self.height = available, self.high(available)
        return self.width, self.height

    def draw(self) -> None:
        """Draw all of it, and take down where it stands."""
        left, foot = self.canv.absolutePosition(0, 0)
        self._piece.box = (left, foot, left + self.width, foot + self.height)
        with self.canv.piece(self._piece):
            self.canv.saveState()
            self.paint(self.canv)
            self.canv.restoreState()
