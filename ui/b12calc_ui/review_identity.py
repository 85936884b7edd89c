"""Who the report and the form speak of, above the review; where they differ, what opens the way and what does not."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from b12calc_ui.captioned import Captioned
from b12calc_ui.controls import TextField, Words
from b12calc_ui.flow import Flow
from b12calc_ui.import_identity import Who, checkable, is_blank, retyped
from b12calc_ui.number_doubt import number_doubt
from b12calc_ui.texts import tr
from b12calc_ui.theme import look
from b12calc_ui.tick_box import TickBox


class ReviewIdentity(QWidget):
    """Say who is meant; ``stop`` holds the sentence that stands in the way, empty where nothing does."""

    changed = Signal()

    def __init__(self, who: Who, form: dict[str, str], offered: dict[str, str], guideline: str = "") -> None:
        super().__init__()
        self.who, self._form, self._offered = who, form, offered
        self.initials = TextField(tr("Initials of the patient in the form"), 8)
        self.year = TextField(tr("Year of birth of the patient in the form"), 8)
        self.also = TickBox(tr("Also take this patient's details into the empty form"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self.doubt = number_doubt(offered.get("identifier", ""), guideline)
        self._asks = bool(who.differ) and checkable(form)
        for words in self._sentences():
            column.addWidget(words)
        if self._asks:
            column.addWidget(self._retype())
        if self.offers():
            column.addWidget(self.also)
        for field in (self.initials, self.year):
            field.textEdited.connect(lambda _text: self.changed.emit())

    def offers(self) -> bool:
        """Tell whether the identity of the report may be taken into the form: only where the form has none."""
        return is_blank(self._form) and bool(self._offered)

    def taken(self) -> dict[str, str]:
        """Return the fields of the strip to be filled, empty where that is not wanted."""
        return self._offered if self.offers() and self.also.isChecked() else {}

    def stop(self) -> str:
        """Return the sentence that stands in the way of taking anything over."""
        if not self.who.differ:
            return ""
        if not self._asks:
            return tr("Report and form do not name the same patient, and the form holds no name with age or date of "
                      "birth to check. Enter both there, or begin a new patient.")  # fmt: skip
        if retyped(self._form, self.initials.text(), self.year.text()):
            return ""
        return tr("Type initials and year of birth of the patient in the form first, as they stand there.")

    def stops(self) -> list[QWidget]:
        """Return what the Tab key visits, in reading order."""
        asked: list[QWidget] = [self.initials, self.year] if self._asks else []
        return [*asked, *([self.also] if self.offers() else [])]

    def show_me(self) -> None:
        """Take the keyboard to the first thing that is asked."""
        for one in self.stops()[:1]:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sentences(self) -> list[Words]:
        remarks = [_plain(self.doubt, bold=False)] if self.doubt else []
        return [*self._of_both(), *remarks]

    def _of_both(self) -> list[Words]:
        if not self.who.differ:
            return [_plain(self.who.sentence(), bold=False)]
        head = tr("▲ Another patient? The report and the form differ. Nothing is taken over as it stands.")
        return [_plain(head, bold=True), *(_plain(f"≠ {sentence}", bold=False) for sentence in self.who.differ)]

    def _retype(self) -> QWidget:
        asked = QWidget()
        column = QVBoxLayout(asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_plain(tr("If it is the same patient all the same, type who is in the form:"), bold=False))
        fields = QWidget()
        fields.setMinimumWidth(1)
        line = Flow(fields, across=8)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Captioned(tr("Initials"), self.initials))
        line.addWidget(Captioned(tr("Year of birth"), self.year))
        column.addWidget(fields)
        return asked


def _plain(words: str, bold: bool) -> Words:
    made = Words(words, 1.0, bold=bold)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    return made
