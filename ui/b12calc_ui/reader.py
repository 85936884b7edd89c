"""The window in which the rule book and the manual are read: contents, text, and a line to find words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QSplitter, QVBoxLayout, QWidget

from b12calc_ui.controls import FlatButton, TextField, Words, chain
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.section_head import rule_line
from b12calc_ui.texts import later, tr
from b12calc_ui.theme import look

Entry = tuple[str, str]
_NARROW = 620
READER_KEYS = (
    ("Ctrl+F", later("Find words in the text")),
    ("F3", later("Next place found")),
    ("Shift+F3", later("Place found before")),
    ("Alt+Left", later("Back to where a link was followed")),
)


class Reader(QDialog):
    """Read one text beside the window, which stays in use; nothing of a patient stands here."""

    def __init__(self, title: str, page: ReaderPage, contents: Callable[[], Sequence[Entry]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.page, self._entries = page, contents
        self.contents = QListWidget()
        self.contents.setAccessibleName(tr("Contents"))
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.contents.setSpacing(3)
        self.contents.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.wanted = TextField(tr("Find in the text"), 24, tr("Find (Ctrl+F)"))
        self.count = Words(muted=True)
        self._found: list[QTextCursor] = []
        self._at = -1
        self._arrange()
        self._listen()
        room = self.screen().availableSize() - QSize(16, 48)
        self.resize(QSize(look.px(980), look.px(680)).boundedTo(room))

    def start(self, anchor: str = "") -> None:
        """Make the text, open the window and go to an anchor."""
        self.show()
        self.page.fill()
        self.contents.clear()
        self.contents.addItems([title for _anchor, title in self._entries()])
        self.go(anchor)
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, anchor: str) -> None:
        """Show one place of the text, or say that there is none of that name."""
        self.count.setText("")
        if anchor and not self.page.go(anchor):
            self._say(tr("Nothing stands here under that mark."))

    def step(self, by: int) -> None:
        """Go to the next place found, or the one before; after the last comes the first."""
        if not self._found:
            self._search()
            return
        self._at = (self._at + by) % len(self._found)
        self.page.mark(self._found, self._at)
        self._say(tr("{place} of {count}", place=self._at + 1, count=len(self._found)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the whole width to the text where the window is narrow; the text begins with its contents."""
        super().resizeEvent(event)
        self.contents.setVisible(self.width() >= look.px(_NARROW))
        side = min(look.px(220), round(self.width() * 0.28))
        self.split.setSizes([side, self.width() - side])

    def _search(self) -> None:
        self._found, self._at = self.page.find_all(self.wanted.text().strip()), -1
        if self._found:
            here = self.page.textCursor().position()
            after = [index for index, cursor in enumerate(self._found) if cursor.selectionStart() >= here]
            self._at = (after or [0])[0] - 1
            self.step(1)
        else:
            self._say(tr("Not found.") if self.wanted.text().strip() else "")

    def _say(self, words: str) -> None:
        self.count.setText(words)
        self.wanted.setAccessibleDescription(words)

    def _seek(self) -> None:
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()

    def _listen(self) -> None:
        self.wanted.textEdited.connect(lambda _text: self._search())
        self.wanted.returnPressed.connect(lambda: self.step(1))
        self.wanted.moved.connect(self.step)
        self.contents.itemActivated.connect(lambda _item: self._open_entry())
        self.contents.itemClicked.connect(lambda _item: self._open_entry())
        self.page.refused.connect(self._say)
        deeds = (self._seek, lambda: self.step(1), lambda: self.step(-1), self.page.back)
        for (keys, _words), deed in zip(READER_KEYS, deeds, strict=True):
            QShortcut(QKeySequence(keys), self, deed)

    def _open_entry(self) -> None:
        self.go(self._entries()[self.contents.currentRow()][0])

    def _head(self) -> tuple[QHBoxLayout, list[QWidget]]:
        close = FlatButton(tr("Close"), main=True)
        before, after = FlatButton("↑", tr("Place found before")), FlatButton("↓", tr("Next place found"))
        back = FlatButton(tr("Back"), tr("Back to where a link was followed"))
        for button, deed in ((before, lambda: self.step(-1)), (after, lambda: self.step(1)), (back, self.page.back)):
            button.setAutoDefault(False)
            button.setToolTip(button.accessibleName())
            button.clicked.connect(deed)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        for widget in (self.wanted, before, after):
            head.addWidget(widget)
        self.count.setWordWrap(True)
        head.addWidget(self.count, 1)
        head.addWidget(back)
        head.addWidget(close)
        return head, [before, after, back, close]

    def _arrange(self) -> None:
        head, buttons = self._head()
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.contents)
        self.split.addWidget(self.page)
        self.split.setChildrenCollapsible(False)
        self.split.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(head)
        outer.addWidget(rule_line())
        outer.addWidget(self.split, 1)
        chain(self.page, self.contents, self.wanted, *buttons)
