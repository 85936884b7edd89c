"""Changes a text where it changed: what stands above and below is neither laid out nor painted again."""

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from b12calc_ui.unbroken import unbroken

_PIECE: Final = re.compile(r"<(p|h4|div)\b.*?</\1>", re.DOTALL)
_KEEP: Final = QTextCursor.MoveMode.KeepAnchor


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


def pieces_of(html: str) -> list[str]:
    """Return the paragraphs and titles a text is made of; nothing where it is made of anything else."""
    found = [match.group() for match in _PIECE.finditer(html)]
    return found if sum(map(len, found)) == len(html) else []


def exchange(document: QTextDocument, old: list[str], new: list[str]) -> bool:
    """Make a document that holds the old pieces hold the new ones; return False where it must be written anew."""
    if not old or not new or document.blockCount() != len(old):
        return False
    changes = _changes(old, new)
    fresh = [piece for change in changes for piece in new[change.start : change.stop]]
    # Half of it anew is as long as all of it at once.
    if 2 * len(fresh) > len(new) or 2 * sum(change.last - change.first for change in changes) > len(old):
        return False
    blocks = _blocks(fresh, document)
    if len(blocks) != len(fresh):
        return False
    # From the end, so that no number of a paragraph shifts; each by itself, so that nothing between is laid out.
    for change in reversed(changes):
        count = change.stop - change.start
        _replace(document, change, blocks[len(blocks) - count :])
        del blocks[len(blocks) - count :]
    return document.blockCount() == len(new)


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


def _blocks(pieces: list[str], like: QTextDocument) -> list[_Block]:
    """Read pieces as the document itself would read them."""
    scratch = QTextDocument()
    scratch.setUndoRedoEnabled(False)
    scratch.setDefaultFont(like.defaultFont())
    scratch.setHtml(unbroken("".join(pieces)))
    found, block = [], scratch.begin()
    while block.isValid():
        found.append(_Block(block.blockFormat(), block.charFormat(), _words(block)))
        block = block.next()
    return found


def _words(block: QTextBlock) -> list[tuple[str, QTextCharFormat]]:
    found, at = [], block.begin()
    while not at.atEnd():
        piece = at.fragment()
        found.append((piece.text(), piece.charFormat()))
        at += 1
    return found


def _replace(document: QTextDocument, change: _Change, blocks: list[_Block]) -> None:
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
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
    if change.last - change.first > shared:
        place = document.findBlockByNumber(change.last - 1)
        cursor.setPosition(place.position() + place.length() - 1, _KEEP)
        cursor.removeSelectedText()
    cursor.endEditBlock()
