"""The counts of an audit as a page: what became of the rows, by urgency, status and what is missing."""

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from b12calc.models.wording import label
from b12calc_ui.audit_missing import missing_words
from b12calc_ui.audit_setup import strip
from b12calc_ui.controls import FlatButton, chain
from b12calc_ui.review_table import sheet
from b12calc_ui.text_dates import show_day
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.audit import AuditCount
    from b12calc_ui.audit_list import WorkList

Section = tuple[str, list[tuple[str, int]], int]


class CountsPage(QWidget):
    """Show the counts; ``back`` and ``save`` are wishes."""

    back = Signal()
    save = Signal()

    def __init__(self, made: "WorkList", count: "AuditCount") -> None:
        super().__init__()
        self._sections, self._made = sections(made, count), made
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Summary"))
        self.leave, self.keep = FlatButton(tr("&Back to the work list")), FlatButton(tr("Save the co&unts…"))
        self.leave.clicked.connect(self.back)
        self.keep.clicked.connect(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.page, 1)
        column.addWidget(strip(self.leave, self.keep))
        chain(self.page, self.leave, self.keep)
        self.restyle()

    def restyle(self) -> None:
        """Follow theme and text size."""
        self.page.setStyleSheet(sheet("QTextBrowser"))
        self.page.setHtml(self._html())

    def _html(self) -> str:
        options = self._made.options
        told = tr("{name}, {day}, {guideline}", name=self._made.source.name, day=show_day(options.today),
                  guideline=label("pack", options.pack))  # fmt: skip
        parts = [f"<h2>{escape(tr('Summary of the audit'))}</h2><p>{escape(told)}</p>"]
        for title, rows, whole in self._sections:
            lines = "".join(_line(words, count, whole, look.theme.accent) for words, count in rows)
            parts.append(f"<h3>{escape(title)}</h3><table cellspacing='0' cellpadding='4'>{lines}</table>")
        return "".join(parts)


def sections(made: "WorkList", count: "AuditCount") -> list[Section]:
    """Return the counts by title, each with the number of rows its shares are of."""
    statuses = [(label("status", word), number) for word, number in count.by_status.items()]
    statuses.sort(key=lambda one: -one[1])
    urgencies = [(label("urgency", word), number) for word, number in made.counts("urgency").items()]
    missing = [(missing_words(word), number) for word, number in made.by_missing.most_common()]
    rows = [(tr("classed"), count.classed), (tr("refused"), count.refused)]
    listed = len(made)
    found: list[Section] = [(tr("Rows"), rows, count.rows), (tr("Status"), statuses, count.classed),
                            (tr("Urgency"), urgencies, listed)]  # fmt: skip
    return [*found, (tr("Missing"), missing, listed)] if missing else found


def as_rows(found: list[Section]) -> list[dict[str, str]]:
    """Return the counts as rows of a table."""
    return [{"of": title, "what": words, "count": str(number), "share_percent": f"{_share(number, whole):.1f}"}
            for title, rows, whole in found for words, number in rows]  # fmt: skip


def _share(number: int, whole: int) -> float:
    return 100 * number / whole if whole else 0.0


def _line(words: str, count: int, whole: int, colour: str) -> str:
    """Return a line of the table: words, count, share, and a bar as long as the share."""
    share = _share(count, whole)
    wide = max(2, look.px(share * 3))
    bar = f"<table width='{wide}' bgcolor='{colour}' cellspacing='0'><tr><td>&nbsp;</td></tr></table>"
    return (
        f"<tr><td>{escape(words)}</td><td align='right'>{count:,}</td><td align='right'>{share:.1f} %</td>"
        f"<td>{bar}</td></tr>"
    )
