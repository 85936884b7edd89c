"""Check this copy: the same checks and words as the command selftest, made one after the other in sight."""

from collections.abc import Callable
from datetime import date
from html import escape

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from b12calc.integrity import Fault
from b12calc.selftest import lines, verdict
from b12calc.selftest_checks import CHECKS, FAULT, LEFT_OUT, OK, WARNING, Check, check
from b12calc_ui.announce import announce
from b12calc_ui.answer_lines import bullet, muted
from b12calc_ui.answer_page import Page
from b12calc_ui.controls import FlatButton, Words, chain
from b12calc_ui.manual import offer_help
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.wholeness import refuse


class CopyCheck(QDialog):
    """Make every check of this copy and show how each came out; a fault refuses this copy once the dialog is shut."""

    def __init__(self, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Check this copy"))
        self._today, self._left = today(), list(CHECKS)
        self.checks: list[Check] = []
        self.verdict = Words(tr("Checking…"), 1.25, bold=True)
        self.verdict.setWordWrap(True)
        self.page = Page(tr("Checks of this copy"))
        self.page.put("")
        self.copy = FlatButton(tr("Copy the result"))
        self.copy.setEnabled(False)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self.copy_result)
        self.shut = FlatButton(tr("Close"), main=True)
        self.shut.clicked.connect(self.close)
        self._arrange()
        offer_help(self)
        self.resize(look.px(680), look.px(460))
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self.step)
        self._turn.start()

    def step(self) -> None:
        """Make the next check, so that the window is painted between two of them."""
        if not self._left:
            return
        self.checks.append(check(self._left.pop(0), self._today))
        self.page.put("".join(map(check_html, self.checks)))
        if self._left:
            self._turn.start()
            return
        self.verdict.setText(verdict(self.checks))
        self.copy.setEnabled(True)
        announce(self, verdict(self.checks))

    def copy_result(self) -> None:
        """Put the result on the clipboard, as the command line prints it."""
        QGuiApplication.clipboard().setText("".join(f"{line}\n" for line in lines(self.checks, self._today)))

    def done(self, result: int) -> None:
        """Close, by button, Esc or the window's own sign; refuse this copy from now on where a check found a fault."""
        self._turn.stop()
        super().done(result)
        self._refuse()

    def _refuse(self) -> None:
        wrong = [one for one in self.checks if one.result == FAULT]
        found = [Fault(f"{one.title}:", said) for one in wrong for said in one.details or (one.said,)]
        if found:
            refuse(found)

    def _arrange(self) -> None:
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(12, 12, 12, 8)
        column.addWidget(self.verdict)
        column.addWidget(self.page)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(paper, tr("Check this copy")), 1)
        outer.addLayout(foot)
        chain(self.page, self.copy, self.shut)


def check_html(one: Check) -> str:
    """Return one check as a paragraph, with its details below."""
    mark = {OK: "✓", WARNING: "▲", FAULT: "▲", LEFT_OUT: "–"}[one.result]
    theme, said = look.theme, f"{one.said[:1].upper()}{one.said[1:]}."
    colour = {OK: theme.routine, WARNING: theme.soon, FAULT: theme.error, LEFT_OUT: theme.muted}[one.result]
    head = f"<span style='color:{colour}'>{mark}</span> <b>{escape(one.title)}</b> {muted(_word(one.result))}"
    text = f"<p style='margin:{look.px(6)}px 0 0 0'>{head}<br>{escape(said)}</p>"
    return text + "".join(bullet(muted(detail)) for detail in one.details)


def _word(result: str) -> str:
    return {OK: tr("ok"), WARNING: tr("warning"), FAULT: tr("damaged"), LEFT_OUT: tr("left out")}[result]
