"""Every text that can be seen or heard in a window, and what of it comes from the clinical packs or the case."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListWidget, QMenu, QTextEdit, QWidget

import b12calc
from b12calc.models import vocabulary
from b12calc.models.wording import label
from b12calc_ui.main_window import MainWindow
from b12calc_ui.section_head import SectionHead
from b12calc_ui.texts import shown_unit
from b12calc_ui.unbroken import plain

ROOT = Path(b12calc.__file__).parent
_MARKED = re.compile(r"«[^«»]*»")
_TAG = re.compile(r"<[^<>]*>")
_BETWEEN = re.compile(r" · |\n|  |; |→|\(|\)|\[|\]|, |: |\. ")
_ENDS = " .:;,•▲✓?▾▸×+–!…\t"
_FIGURE = re.compile(r"[<>≤≥=~ ]*[\d.,–-]+\s*%?")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}|\d{4}(-\d\d){0,2}|[A-Z][a-z]{2} \d{4}")

_KEY = re.compile(r"((Ctrl|Alt|Shift)(\+|$))*([A-Za-z+=-]|F?\d+|Up|Down|Left|Right|Delete|Backspace)?")


def texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """Return every text in sight with what it belongs to: words, tips, names for the ear, lists, menus, title."""
    yield "title", root.windowTitle()
    for action in root.findChildren(QAction):
        if not isinstance(action.parent(), QLineEdit | QTextEdit):
            yield from (("action", action.text().replace("&", "")), ("action tip", action.toolTip()))
    for menu in root.findChildren(QMenu):
        yield "menu", menu.title().replace("&", "")
    for widget in root.findChildren(QWidget):
        if widget.isVisibleTo(root) and not isinstance(widget.parentWidget(), QComboBox):
            kind = type(widget).__name__
            yield from ((kind, plain(text)) for text in _said(widget))


def _said(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield _TAG.sub("\n", widget.text()).replace("&", "")
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, SectionHead):
        yield widget.title


@cache
def pack_words() -> frozenset[str]:
    """Return every text of the data files of the core, and every code as words."""
    found: set[str] = set()
    for file in ROOT.rglob("*.toml"):
        found |= set(_strings(tomllib.loads(file.read_text(encoding="utf-8"))))
    lists = [one for one in vars(vocabulary).values() if isinstance(one, tuple | dict)]
    found |= set(_strings(lists))
    found |= {one.replace("_", " ").capitalize() for one in found}
    found |= {label("weekday", day)[:2] for day in vocabulary.WEEKDAYS}
    return frozenset(found | {shown_unit(one) for one in found})


def case_words(window: MainWindow) -> set[str]:
    """Return every text the core gave for the case on the screen, and what was typed."""
    answer = window.live.now(explain=True)
    assert answer is not None
    other = window.live.other_packs()
    shown = {one.text.replace(one.unit, shown_unit(one.unit)) for one in answer[1].measurements if one.unit}
    typed = {field.text() for field in window.findChildren(QLineEdit)}
    return {*shown, *_strings(answer[1].model_dump(mode="json")), *_TAG.split(plain(other)), *typed}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, one in value.items() for text in (str(key), *_strings(one)))
    elif isinstance(value, Iterable):
        yield from (text for one in value for text in _strings(one))


def unmarked(root: QWidget, window: MainWindow) -> list[tuple[str, str]]:
    """Return what is neither marked as translated nor a value or a text of the packs."""
    known = {plain(one).strip(_ENDS) for one in (*pack_words(), *case_words(window), "b12calc")}
    long = sorted((one for one in known if len(one) >= 10), key=len, reverse=True)
    found = []
    for kind, text in dict.fromkeys(texts(root)):
        rest = text
        while _MARKED.search(rest):
            rest = _MARKED.sub("\n", rest)
        if len(rest.strip()) > 1:
            for one in long:
                rest = rest.replace(one, "\n")
            pieces = (piece.strip(_ENDS) for piece in _BETWEEN.split(rest))
            found += [(kind, piece) for piece in pieces if not (piece in known or _is_value(piece))]
    return found


def _is_value(piece: str) -> bool:
    return not re.search(r"[^\W\d_]", piece) or any(one.fullmatch(piece) for one in (_FIGURE, _DAY, _KEY))
