"""What the program is and what it is not, its version and rules, and the way to licences and notices."""

import platform
from html import escape

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

import b12calc
from b12calc.models.wording import label
from b12calc_ui.answer_lines import muted
from b12calc_ui.answer_page import Page
from b12calc_ui.controls import FlatButton, chain
from b12calc_ui.manual import offer_help
from b12calc_ui.notices import show_notices
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr
from b12calc_ui.theme import look


class AboutDialog(QDialog):
    """Say what the program is; its words can be read and copied by keyboard, and the notices open from here."""

    def __init__(self, pack: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About b12calc"))
        self.page = Page(tr("About b12calc"))
        self.page.put(about_html(pack))
        self.notices = FlatButton(tr("Licences and notices"))
        self.notices.setAutoDefault(False)
        self.notices.clicked.connect(lambda: show_notices(self))
        self.shut = FlatButton(tr("Close"), main=True)
        self.shut.clicked.connect(self.close)
        self._arrange()
        offer_help(self)
        self.resize(look.px(560), look.px(380))
        self.shut.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.page)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.addWidget(self.notices)
        foot.addStretch(1)
        foot.addWidget(self.shut)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollColumn(paper, tr("About b12calc")), 1)
        outer.addLayout(foot)
        chain(self.page, self.notices, self.shut)


def about_html(pack: str) -> str:
    """Return what stands there; without a guideline, while no rules are loaded, its line is left out."""
    gap = look.px(8)
    purpose = tr("Decision support for registered clinicians. Not CE/UKCA marked. Check the reasons before acting.")
    quiet = tr("No network, no account. Nothing about a patient is kept unless you save it.")
    version = tr("Version {version}", version=b12calc.__version__)
    lines = [f"<b style='font-size:large'>b12calc</b><br>{escape(version)}", f"<b>{escape(purpose)}</b>", escape(quiet)]
    if pack:
        lines.append(_rules(pack))
    made = tr("Python {python}, Qt {qt}, PySide6 {binding}", python=platform.python_version(), qt=qVersion(),
              binding=PySide6.__version__)  # fmt: skip
    under = tr("b12calc is under the Apache License 2.0. It uses Qt and PySide6 unmodified under the GNU Lesser "
               "General Public License 3; their files lie beside the program and can be replaced.")  # fmt: skip
    lines += [escape(under), muted(made)]
    return "".join(f"<p style='margin:0 0 {gap}px 0'>{line}</p>" for line in lines)


def _rules(pack: str) -> str:
    from b12calc.rules import held_editions

    now = next(one for one in held_editions() if one.archive is None)
    words = tr("Rules: {guideline}, edition {edition}", guideline=label("pack", pack), edition=now.name)
    return f"{escape(words)}<br>{muted(tr('Stamp {stamp}', stamp=now.stamps[pack]))}"
