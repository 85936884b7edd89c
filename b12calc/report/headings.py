"""Where a section begins: its heading, and the end of page 1 before the evidence."""

from __future__ import annotations

from typing import Any, Final

from reportlab.platypus.doctemplate import ActionFlowable

from b12calc.report import style
from b12calc.report.ink import drawing
from b12calc.report.setting import Text
from b12calc.report.tags import TaggedCanvas

_PAGE_TOP: Final = 52.0


class FromSecondPage(ActionFlowable):
    """Start the next page when still on the first: the evidence never shares page 1, nor leaves a later one empty."""

    def apply(self, doc: Any) -> None:
        """End page 1."""
        if doc.page == 1:
            doc.handle_pageBreak()


class SectionHeading(Text):
    """Be a heading with a rule above it."""

    def draw_at(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Draw the rule, except right under the one at the head of the page, then the words."""
        page: Any = canvas
        if top < page._pagesize[1] - _PAGE_TOP:
            with canvas.artifact():
                line = f"{left:.2f} {top + 1:.2f} m {left + self.width:.2f} {top + 1:.2f} l S"
                canvas.put((drawing(style.RULE, 0.7), line))
        landed = getattr(canvas, "landed", None)
        if landed is not None:
            landed(self.words())
        super().draw_at(canvas, left, top)
