"""The words a clinician reads for each word of the vocabulary: kept in wording.toml, read once, when first asked."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.parsed import read_toml

_FILE = Path(__file__).with_name("wording.toml")


class Question(NamedTuple):
    """Hold all that is said of one question; ``exclude`` is empty where no source names what does not count."""

    code: str
    group: str
    label: str
    short: str
    ask: str
    include: str
    exclude: str


def label(kind: str, code: str) -> str:
    """Return the label of one word of the vocabulary; raise KeyError where there is none."""
    entry = _texts()[kind][code]
    return entry if isinstance(entry, str) else str(entry["label"])


def short(kind: str, code: str) -> str:
    """Return the short form used inside a line (kinds ``answer`` and ``test``); raise KeyError where there is none."""
    entry = _texts()[kind][code]
    if isinstance(entry, str):
        raise KeyError(kind)
    return str(entry["short"])


def resource(code: str) -> str:
    """Return the label of what a clinic may have: a test, a medicine or a means; raise KeyError where there is none."""
    kind = next((kind for kind in ("test", "medicine") if code in _texts()[kind]), "means")
    return label(kind, code)


def question(code: str) -> Question:
    """Return the question behind one answer code; raise KeyError where there is none."""
    return questions()[code]


@cache
def questions() -> Mapping[str, Question]:
    """Return every question by its code, in the order of the vocabulary."""
    answers = _texts()["answer"]
    return MappingProxyType(
        {
            code: Question(code=code, group=group, **{"exclude": "", **answers[code]})
            for group, codes in ANSWER_GROUPS.items()
            for code in codes
        }
    )


def group_title(code: str) -> str:
    """Return the title of one group of questions; raise KeyError where there is none."""
    return str(_texts()["group"][code]["title"])


def group_number(code: str) -> int:
    """Return the printed number of one group of questions; raise KeyError where there is none."""
    return int(_texts()["group"][code]["number"])


def group_hint(code: str) -> str:
    """Return the one-line hint of one group of questions; raise KeyError where there is none."""
    return str(_texts()["group"][code]["hint"])


@cache
def _texts() -> dict[str, dict[str, Any]]:
    return read_toml(_FILE.read_text(encoding="utf-8"))
