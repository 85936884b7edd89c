"""The few input controls of the form, painted flat: field, choice, button; the wheel never changes a value."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton, QSizePolicy, QWidget

from b12calc_ui.drop_line import DropLine
from b12calc_ui.flat import FAINT, control_height, paint_chevron, paint_frame, paint_ring
from b12calc_ui.own_clipboard import note_is_copied
from b12calc_ui.theme import look
from b12calc_ui.words import LongWords, Words

__all__ = ("Choice", "FlatButton", "LongWords", "TextField", "Words", "chain", "control_height")

_FIXED = QSizePolicy.Policy.Fixed


def chain(*widgets: QWidget) -> None:
    """Let the Tab key visit these widgets in this order."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)


class TextField(DropLine):
    """Take one line of text in a field as wide as its expected content."""

    moved = Signal(int)

    def __init__(self, name: str, characters: int, hint: str = "", framed: bool = True) -> None:
        super().__init__()
        self.characters, self.wrong, self.framed, self.tip = characters, False, framed, ""
        self.setFrame(False)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setSizePolicy(_FIXED, _FIXED)
        self.restyle()

    def restyle(self) -> None:
        """Follow the text size."""
        side = look.px(6) if self.framed else look.px(2)
        # Figures stand at the left and words at the right where the window is read from the right.
        near, far = (look.px(4), look.px(4)) if self.isRightToLeft() else (side, look.px(2))
        self.setTextMargins(near, 0, far, 0)

    def set_trouble(self, sentence: str) -> None:
        """Mark the field as wrong with one sentence, or as right with an empty one."""
        if sentence == self.accessibleDescription() and self.toolTip() == (sentence or self.tip):
            return
        self.wrong = bool(sentence)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence or self.tip)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the expected text and the common height."""
        return QSize(self.fontMetrics().averageCharWidth() * self.characters + look.px(12), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a field is never squeezed."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between rows with the arrows; leave undo and a copied note to the window, but a dialog takes neither."""
        undo = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        note = event.matches(QKeySequence.StandardKey.Paste) and note_is_copied()
        if (undo or note) and not isinstance(self.window(), QDialog):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, then the flat frame around it."""
        super().paintEvent(event)
        if self.framed:
            paint_frame(self, QPainter(self), self.hasFocus(), self.wrong)


class Choice(QComboBox):
    """Offer a short list of words; the first entry is empty and means nothing was chosen, unless there is none."""

    picked = Signal()

    def __init__(self, name: str, entries: Sequence[tuple[str, str]], characters: int, empty: str | None = "") -> None:
        super().__init__()
        self.characters, self.wrong = characters, False
        # Kept here and not with the items: one call fills the list, which shows at the start with so many lists.
        whole = [*([] if empty is None else [("", empty)]), *entries]
        self._codes = [code for code, _words in whole]
        self.addItems([words for _code, words in whole])
        self.setAccessibleName(name)
        self.setSizePolicy(_FIXED, _FIXED)
        self.activated.connect(lambda _index: self.picked.emit())

    def offer(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these entries, known later than the list itself, in place of all but the first."""
        chosen = self.code()
        del self._codes[1:]
        while self.count() > 1:
            self.removeItem(self.count() - 1)
        self._codes += [code for code, _words in entries]
        self.addItems([words for _code, words in entries])
        self.put(chosen)

    def offer_only(self, entries: Sequence[tuple[str, str]]) -> None:
        """Put these entries below the empty one in place of all others, and choose the empty one."""
        while self.count() > 1:
            self.removeItem(1)
        self._codes = self._codes[:1]
        self.offer(entries)
        self.setCurrentIndex(0)

    def showPopup(self) -> None:
        """Open the list wide enough for its words."""
        self.widen_list()
        super().showPopup()

    def widen_list(self) -> None:
        """Make the list as wide as its longest entry at this text size, however narrow the closed field is."""
        widest = max(self.fontMetrics().horizontalAdvance(self.itemText(index)) for index in range(self.count()))
        self.view().setMinimumWidth(widest + look.px(36))

    def code(self) -> str:
        """Return the code of the chosen entry, or an empty text."""
        return self._codes[self.currentIndex()]

    def put(self, code: str) -> None:
        """Choose the entry with this code; add it where a file brings a word the list does not have."""
        if code not in self._codes:
            self._codes.append(code)
            self.addItem(code)
        self.setCurrentIndex(self._codes.index(code))

    def set_trouble(self, sentence: str) -> None:
        """Mark the choice as missing or wrong with one sentence, or as right with an empty one."""
        if sentence == self.accessibleDescription():
            return
        self.wrong = bool(sentence)
        self.setAccessibleDescription(sentence)
        self.setToolTip(sentence)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the expected word, or of the one for no choice, and the common height."""
        metrics = self.fontMetrics()
        empty = 0 if self._codes[:1] != [""] else metrics.horizontalAdvance(self.itemText(0)) + 1
        return QSize(max(metrics.averageCharWidth() * self.characters, empty) + look.px(28), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a choice is never squeezed."""
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll; the wheel never changes a value."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint frame, word and a small chevron."""
        painter = QPainter(self)
        paint_frame(self, painter, self.hasFocus(), self.wrong, look.colour("field"))
        chosen = bool(self.code()) or self.count() == 1
        painter.setPen(look.colour("text" if chosen else "muted"))
        near, far = (look.px(20), look.px(8)) if self.isRightToLeft() else (look.px(8), look.px(20))
        rect = self.rect().adjusted(near, 0, -far, 0)
        word = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, word)
        paint_chevron(self, painter)


class FlatButton(QPushButton):
    """Offer one action in words, without frame until pointed at, focused or marked as the main one."""

    def __init__(self, words: str, name: str = "", main: bool = False, framed: bool = True) -> None:
        super().__init__(words)
        self.main, self.framed = main, framed
        self.setAccessibleName(name or words.replace("&", ""))
        self.setSizePolicy(QSizePolicy.Policy.Minimum, _FIXED)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the width of the words and the common height."""
        words = self.text().replace("&", "")
        width = self.fontMetrics().horizontalAdvance(words) + look.px(20)
        return QSize(max(width, look.px(26)), control_height())

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: words on a button are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words in a flat frame."""
        painter = QPainter(self)
        painter.setOpacity(1 if self.isEnabled() else FAINT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        active = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        fill = look.colour("accent") if self.main else look.colour("wash") if active else QColor(0, 0, 0, 0)
        painter.setBrush(fill)
        edged = self.framed or self.isChecked()
        painter.setPen(QPen(look.colour("edge")) if edged and not self.main else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, 2, 2)
        if self.hasFocus():
            paint_ring(self, painter)
        painter.setPen(look.colour("on_accent" if self.main else "text" if self.isEnabled() else "muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(self.rect(), int(flags), self.shown_words())

    def shown_words(self) -> str:
        """Return the words as painted."""
        return self.text()
