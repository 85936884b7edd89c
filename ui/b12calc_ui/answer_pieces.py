"""Changes a text where it changed: what stands above and below is neither laid out nor painted again."""

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from b12calc_ui.unbroken import unbroken

_PIECE: Final = re.compile(r"<(p|h4|div)\b.*?</\1>", re.DOTALL)
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_MOST: Final = 600  # pieces kept as read: some ten answers
_NEAR: Final = 2  # paragraphs between two changes that are laid out with them


class _Block(NamedTuple):
    """Hold one paragraph: its format, that of its end, and its words in their formats."""

    form: QTextBlockFormat
    end: QTextCharFormat
    words: list[tuple[str, QTextCharFormat]]


class _Change(NamedTuple):
    """Say that the paragraphs from ``first`` to before ``last`` give way to the new ones ``start`` to ``stop``."""

    first: int
    last: int
    start: int
    stop: int


Known = dict[str, _Block]


def pieces_of(html: str) -> list[str]:
    """Return the paragraphs and titles a text is made of; nothing where it is made of anything else."""
    found = [match.group() for match in _PIECE.finditer(html)]
    return found if sum(map(len, found)) == len(html) else []


def exchange(document: QTextDocument, old: list[str], new: list[str], known: Known) -> bool:
    """Make a document that holds the old pieces hold the new ones; return False where it must be written anew."""
    if not old or not new or document.blockCount() != len(old):
        return False
    changes = _changes(old, new)
    if not _learn(known, [piece for change in changes for piece in new[change.start : change.stop]], document):
        return False
    # From the end, so that no number of a paragraph shifts; what lies far apart by itself, so that nothing between is
    # laid out, and neighbours at once, since each time costs more than a paragraph does.
    cursor = QTextCursor(document)
    for near in reversed(_together(changes)):
        cursor.beginEditBlock()
        for change in reversed(near):
            _replace(document, cursor, change, [known[piece] for piece in new[change.start : change.stop]])
        cursor.endEditBlock()
    return document.blockCount() == len(new)


def _together(changes: list[_Change]) -> list[list[_Change]]:
    """Return the changes in groups with little between them."""
    groups: list[list[_Change]] = []
    for change in changes:
        if groups and change.first - groups[-1][-1].last <= _NEAR:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    """Return what to replace, from top to bottom; each takes at least one paragraph and gives at least one."""
    found: list[_Change] = []
    for tag, *span in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        change = _with_neighbour(_Change(*span))
        if found and change.first < found[-1].last:
            before = found.pop()
            change = change._replace(first=before.first, start=before.start)
        found.append(change)
    return found


def _with_neighbour(change: _Change) -> _Change:
    """Return the change with the paragraph above it, or below it at the top, where it only takes or only gives."""
    if change.first < change.last and change.start < change.stop:
        return change
    if change.first and change.start:
        return change._replace(first=change.first - 1, start=change.start - 1)
    return change._replace(last=change.last + 1, stop=change.stop + 1)


def _learn(known: Known, pieces: list[str], like: QTextDocument) -> bool:
    """Read the pieces that were not read yet as the document itself would; return False where one is no paragraph."""
    fresh = [piece for piece in dict.fromkeys(pieces) if piece not in known]
    if len(known) + len(fresh) > _MOST:
        known.clear()
        fresh = [*dict.fromkeys(pieces)]
    if fresh:
        scratch = QTextDocument()
        scratch.setUndoRedoEnabled(False)
        scratch.setDefaultFont(like.defaultFont())
        scratch.setHtml(unbroken("".join(fresh)))
        if scratch.blockCount() != len(fresh):
            return False
        block = scratch.begin()
        for piece in fresh:
            known[piece] = _Block(block.blockFormat(), block.charFormat(), _words(block))
            block = block.next()
    return True


def _words(block: QTextBlock) -> list[tuple[str, QTextCharFormat]]:
    found, at = [], block.begin()
    while not at.atEnd():
        piece = at.fragment()
        found.append((piece.text(), piece.charFormat()))
        at += 1
    return found


def _replace(document: QTextDocument, cursor: QTextCursor, change: _Change, blocks: list[_Block]) -> None:
    shared = min(change.last - change.first, len(blocks))
    for offset, block in enumerate(blocks):
        if offset < shared:
            place = document.findBlockByNumber(change.first + offset)
            cursor.setPosition(place.position())
            cursor.setPosition(place.position() + place.length() - 1, _KEEP)
            cursor.removeSelectedText()
            cursor.setBlockFormat(block.form)
            cursor.setBlockCharFormat(block.end)
        else:
            cursor.insertBlock(block.form, block.end)
        for text, form in block.words:
            cursor.insertText(text, form)
        # Kept, the shapes of the letters are not sought again for the paint that follows.
        cursor.block().layout().setCacheEnabled(True)
    if change.last - change.first > shared:
        place = document.findBlockByNumber(change.last - 1)
        cursor.setPosition(place.position() + place.length() - 1, _KEEP)
        cursor.removeSelectedText()
