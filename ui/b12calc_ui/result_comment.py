"""The comment on one result: a line of free text below its row, which no rule reads."""

from html import escape

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from b12calc_ui.controls import TextField, Words
from b12calc_ui.texts import tr
from b12calc_ui.theme import look

_LIMIT = 500  # that of the case


class CommentLine(QWidget):
    """Take the comment; what a file brought stays as it is, to the letter, until a hand changes it."""

    def __init__(self, title: str, row: QWidget) -> None:
        super().__init__(row)
        self.field = TextField(tr("{name}: comment", name=title), 36)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.field.setMaxLength(_LIMIT)
        self.field.textChanged.connect(self._tell_all)
        self.field.editingFinished.connect(self._show_beginning)
        self._brought = self._shown = ""
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(4, 2, 0, 2)
        line.setSpacing(8)
        words = Words(tr("Comment"), 0.9, muted=True)
        words.setBuddy(self.field)
        line.addWidget(words)
        line.addWidget(self.field, 1)
        self.restyle()

    def text(self) -> str:
        """Return the comment; an empty text where nothing but spaces stands there."""
        text = self.field.text()
        if text == self._shown:
            return self._brought
        return text if text.strip() else ""

    def put(self, text: str) -> None:
        """Show a comment; a field holds one line of plain signs, so what it cannot hold is kept beside it."""
        self.field.setMaxLength(max(_LIMIT, len(text.encode("utf-16-le")) // 2))
        if text != self.text():
            self.field.setText(text)
            self._show_beginning()
        self._brought, self._shown = text, self.field.text()

    def indent(self, near: int) -> None:
        """Begin at this distance from the edge of the row."""
        self._line.setContentsMargins(*((0, 2, near, 0) if self.isRightToLeft() else (near, 2, 0, 0)))

    def restyle(self) -> None:
        """Let the field be as narrow as there is room: the text scrolls in it, and its tip says it whole."""
        self.field.setMinimumWidth(look.px(60))

    def _show_beginning(self) -> None:
        if not self.field.hasFocus():
            self.field.setCursorPosition(0)

    def _tell_all(self, text: str) -> None:
        # A tip that looks like markup would be drawn as such, and a comment may come out of any file.
        self.field.tip = f"<p>{escape(text)}</p>" if "<" in text or "&" in text else text
        self.field.setToolTip(self.field.tip)
