"""Three languages nobody speaks: longer words, accented words, and words that run from right to left."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from b12calc_ui.texts import use

_PLAIN, _ACCENTED = "AaCcDdEeGgHhIiKkLlNnOoRrSsTtUuWwYyZz", "ÁáÇçĎďÉéĜĝĤĥÍíĶķĻļÑñÓóŔŕŠšŢţÚúŴŵÝýŽž"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
# Placeholders, tags, access keys, entities, file patterns and names of keys stay as they are in every language.
_FIXED = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|&|\(\*[^)]*\)|\b(?:Ctrl|Alt|Shift)\+\S+|\bF\d+\b)")
_DIRECTIONS = Qt.LayoutDirection


def longer(words: str) -> str:
    """Return words about 40 % longer: every vowel twice."""
    return re.sub(r"([aeiouAEIOU])", lambda found: found[1] + found[1].lower(), words)


def accented(words: str) -> str:
    """Return words with an accent on every letter that can carry one."""
    return words.translate(str.maketrans(_PLAIN, _ACCENTED))


def mirrored(words: str) -> str:
    """Return words in Hebrew letters, which are written from right to left."""
    return re.sub(r"[A-Za-z]", lambda found: _HEBREW[(ord(found[0].lower()) - ord("a")) % len(_HEBREW)], words)


@dataclass(frozen=True)
class Form:
    """Hold a form: how it writes words, and the direction of the window."""

    words: Callable[[str], str]
    direction: Qt.LayoutDirection = _DIRECTIONS.LeftToRight

    def __call__(self, sentence: str) -> str:
        """Return a sentence of the program in this form, marked by its brackets."""
        parts = _FIXED.split(sentence)
        return f"«{''.join(part if _FIXED.fullmatch(part) else self.words(part) for part in parts)}»"


FORMS = {
    "longer": Form(longer),
    "accented": Form(accented),
    "right to left": Form(mirrored, _DIRECTIONS.RightToLeft),
}


@contextmanager
def spoken(app: QApplication, name: str) -> Iterator[Form]:
    """Let the window speak a form for as long as this lasts."""
    form = FORMS[name]
    use(form)
    app.setLayoutDirection(form.direction)
    try:
        yield form
    finally:
        use(None)
        app.setLayoutDirection(_DIRECTIONS.LeftToRight)
