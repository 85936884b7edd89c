"""The editions of the rules that are held, and what the present one changes for the case on the screen."""

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from b12calc.models.vocabulary import PACKS
from b12calc.models.wording import label
from b12calc.problems import ProblemsFound
from b12calc_ui.answer_lines import bullet, muted
from b12calc_ui.answer_page import Page
from b12calc_ui.controls import FlatButton
from b12calc_ui.manual import offer_help
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

if TYPE_CHECKING:
    from b12calc.models.comparison import EditionChanges, FieldChange, Item
    from b12calc.rules import Edition

Asker = Callable[[], "EditionChanges | None"]


class EditionDialog(QDialog):
    """List the editions, and on a click hold the newest past one against the present one for this case."""

    def __init__(self, pack: str, ask: Asker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Editions of the rules"))
        self._ask = ask
        self.page, self.found = Page(tr("Editions held")), Page(tr("What changed for this case"))
        self.page.put(_held(pack))
        self.found.put("")
        self.show_changes = FlatButton(tr("Changes for this case"))
        self.show_changes.clicked.connect(self.compare)
        close = FlatButton(tr("Close"), main=True)
        close.clicked.connect(self.close)
        self._arrange(close)
        offer_help(self)
        self.resize(look.px(620), look.px(360))

    def compare(self) -> None:
        """Say what changed for the case on the screen, now."""
        try:
            found = self._ask()
        except ProblemsFound as problems:
            self.found.put(f"<p>▲ {escape(problems.problems[0].message)}</p>")
            return
        self.found.put(_nothing_there() if found is None else changes_html(found))

    def _arrange(self, close: QWidget) -> None:
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.page)
        line = QHBoxLayout()
        line.addWidget(self.show_changes)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.found)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.addStretch(1)
        foot.addWidget(close)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(paper, tr("Editions of the rules")), 1)
        outer.addLayout(foot)


def _nothing_there() -> str:
    return f"<p>{escape(tr('There is no answer on the screen to compare; enter a case first.'))}</p>"


def _held(pack: str) -> str:
    """Return the editions, newest first, each with the stamp of the guideline in use."""
    from b12calc.rules import held_editions

    lead = tr("Each record names its edition; an old assessment can be made again under any edition listed here.")
    lines = "".join(bullet(_edition(one, pack)) for one in reversed(held_editions()))
    return f"<p style='margin:0 0 4px 0'>{escape(lead)}</p>{lines}"


def _edition(one: "Edition", pack: str) -> str:
    state = tr("in use") if one.archive is None else tr("kept")
    assert pack in PACKS
    stamp = tr("{guideline}, stamp {stamp}", guideline=label("pack", pack), stamp=one.stamps[pack][:19] + "…")
    return f"<b>{escape(one.name)}</b> {escape(state)} {muted(stamp)}"


def changes_html(found: "EditionChanges") -> str:
    """Return what a newer edition changes for one case, field by field, with the rules that do it."""
    editions = {"before": found.before.edition, "after": found.after.edition}
    changes = [change for one in found.changed for change in one.fields]
    refused = [one.refused for one in found.changed if one.refused]
    if refused:
        return f"<p>▲ {escape(refused[0])}</p>"
    if not changes:
        words = tr("Nothing: edition {before} gives the same answer as {after} for this case.", **editions)
        return f"<p><b>{escape(words)}</b></p>"
    lead = tr("From edition {before} to {after}:", **editions)
    return f"<p style='margin:{look.px(6)}px 0 0 0'>{escape(lead)}</p>" + "".join(map(_change, changes))


def _change(change: "FieldChange") -> str:
    head = f"<p style='margin:{look.px(6)}px 0 0 0'><b>{escape(label('field', change.field))}</b></p>"
    by = "; ".join(rule.said for rule in change.by) or tr("no rule by itself: the facts or the program changed")
    said = (tr("was: {text}", text=_items(change.before)), tr("now: {text}", text=_items(change.after)))
    return head + "".join(bullet(escape(text)) for text in said) + bullet(muted(tr("by {rules}", rules=by)))


def _items(items: "Iterable[Item]") -> str:
    return "; ".join(item.text for item in items) or tr("not there")
