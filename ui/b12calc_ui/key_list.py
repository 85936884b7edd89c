"""Every key of the program in one list, read from actions and rows themselves; the manual holds a copy of it."""

from collections.abc import Iterator, Sequence
from functools import reduce
from html import escape
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from b12calc_ui.keys import COURSE_KEYS, FIELD_KEYS, QUESTION_KEYS, RowKey
from b12calc_ui.reader import READER_KEYS, Reader
from b12calc_ui.reader_page import ReaderPage
from b12calc_ui.texts import tr

BEGIN, END = "<!-- keys: written by python -m b12calc_ui.manual_keys -->", "<!-- /keys -->"


class Group(NamedTuple):
    """Hold the keys of one place, each with its words."""

    title: str
    lines: tuple[tuple[str, str], ...]


def plain(words: str) -> str:
    """Return the words of an action as they are read, without the mark of the access key."""
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")


def entries(window: QMainWindow) -> Iterator[tuple[tuple[str, ...], QAction]]:
    """Return every action of the menu bar with the menus that lead to it."""
    for action in window.menuBar().actions():
        yield from _inside(action, ())


def _inside(action: QAction, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], QAction]]:
    menu = action.menu()
    if isinstance(menu, QMenu):
        for inner in menu.actions():
            yield from _inside(inner, (*above, plain(action.text())))
    elif action.text():
        yield above, action


def key_groups(window: QMainWindow) -> list[Group]:
    """Return every key of the program, place by place."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path, action in entries(window):
        if keys := [_shown(one) for one in action.shortcuts()]:
            found.setdefault(path[0], []).append((_either(keys), plain(action.text())))
    menus = [Group(tr("{menu} menu", menu=menu), tuple(lines)) for menu, lines in found.items()]
    return [
        Group(tr("On a question"), _pressed(QUESTION_KEYS)),
        Group(tr("On a symptom told before"), _pressed(COURSE_KEYS)),
        Group(tr("On a result"), _said(FIELD_KEYS)),
        *menus,
        Group(tr("In the rule book and the manual"), _said(READER_KEYS)),
    ]


def _either(keys: Sequence[str]) -> str:
    """Return keys that do the same as one text."""
    return reduce(lambda one, other: tr("{one} or {other}", one=one, other=other), keys)


def _pressed(lines: Sequence[RowKey]) -> tuple[tuple[str, str], ...]:
    return tuple((_either([_shown(QKeySequence(key)) for key in one.keys]), tr(one.words)) for one in lines)


def _said(lines: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((keys, tr(words)) for keys, words in lines)


def _shown(keys: QKeySequence) -> str:
    """Return keys as they stand on the keyboard, alike on every system."""
    return keys.toString(QKeySequence.SequenceFormat.PortableText).replace("Del", "Delete")


def key_html(groups: list[Group]) -> str:
    """Return the list for the reader."""
    parts = [f"<h1>{escape(tr('Keyboard shortcuts'))}</h1>"]
    for number, group in enumerate(groups):
        parts.append(f"<h2><a name='keys-{number}'></a>{escape(group.title)}</h2>")
        lines = "".join(
            f"<tr><td width='38%'><kbd>{escape(keys)}</kbd></td><td>{escape(words)}</td></tr>"
            for keys, words in group.lines
        )
        parts.append(f"<table width='100%' cellspacing='0' cellpadding='0'>{lines}</table>")
    return "".join(parts)


def key_markdown(groups: list[Group]) -> str:
    """Return the list for the manual."""
    parts = []
    for group in groups:
        lines = "\n".join(f"| `{keys}` | {words} |" for keys, words in group.lines)
        parts.append(f"### {group.title}\n\n| keys | what they do |\n| --- | --- |\n{lines}\n")
    return "\n".join(parts)


def show_keys(window: QMainWindow) -> Reader:
    """Open the list of keys; one that stands open is used again."""
    groups = key_groups(window)
    reader = window.findChild(Reader, "keys")
    if reader is None:
        page = ReaderPage(tr("Keyboard shortcuts"), lambda _width: key_html(groups))
        places = [(f"keys-{number}", group.title) for number, group in enumerate(groups)]
        reader = Reader(tr("Keyboard shortcuts"), page, lambda: places, window)
        reader.setObjectName("keys")
    reader.start()
    return reader


def with_keys(manual: str, window: QMainWindow) -> str:
    """Return the manual with the list of keys as it is now."""
    before, rest = manual.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{key_markdown(key_groups(window))}\n{END}{after}"
