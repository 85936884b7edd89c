"""Golden cases: what the rules have to answer, word for word, before they may answer for anybody.

``golden.json`` holds cases of nobody, each with the sections of the specification it stands for, and for each pack
every field of its judged answer. ``python -m b12calc.rules.golden`` writes the answers anew after a change of the
rules; the tests hold their main words against a list written by hand and against the second implementation.
Source: hazard H23.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.files import write_whole
from b12calc.integrity import Damaged, Fault
from b12calc.models.comparison import WORDING, Item
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.rules.judged import judge
from b12calc.rules.knowledge import load_pack

FILE: Final = Path(__file__).with_name("golden.json")
_LONGEST: Final = 120
Answers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Golden:
    """Hold one golden case: the case file as text, and the answer of each pack, field by field."""

    id: str
    title: str
    sections: str
    case: str
    expected: dict[str, Answers]


@cache
def golden_cases() -> tuple[Golden, ...]:
    """Return the golden cases in their order. Raises Damaged where their file is not whole."""
    try:
        data = json.loads(FILE.read_bytes())
        return tuple(
            Golden(one["id"], one["title"], one["sections"], json.dumps(one["case"]), one["expected"])
            for one in data["cases"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged((Fault("b12calc/rules/golden.json", f"cannot be read ({type(error).__name__})"),)) from None


@cache
def golden_day() -> date:
    """Return the day on which the golden cases are assessed."""
    return date.fromisoformat(json.loads(FILE.read_bytes())["today"])


def golden_faults(one: Golden, pack: str) -> tuple[Fault, ...]:
    """Return every field in which a pack answers a golden case otherwise than it has to."""
    name = f"Golden case {one.id} ({one.title}), pack {pack}:"
    try:
        found = answers(one, pack)
    except Damaged:
        raise
    except Exception as error:  # whatever a damaged table makes the rules do is a fault of this copy, never an answer
        return (Fault(name, f"no answer ({type(error).__name__})"),)
    wanted = one.expected[pack]
    wrong = [field for field in {**wanted, **found} if wanted.get(field) != found.get(field)]
    return tuple(Fault(name, _differs(field, wanted.get(field, []), found.get(field, []))) for field in wrong)


def prove_golden(pack: str, most: int | None = None) -> None:
    """Assess the golden cases under a pack, or the first ``most`` of them. Raises Damaged where one differs."""
    for one in golden_cases()[:most]:
        found = golden_faults(one, pack)
        if found:
            raise Damaged(found)


def answers(one: Golden, pack: str) -> Answers:
    """Return what a pack says of a golden case now: for each field its codes, each with its row."""
    judged = judge(load_pack(pack), read_case(one.case), golden_day())
    return {field: [_said(item) for item in items] for field, items in judged.fields.items() if field != WORDING}


def _said(item: Item) -> str:
    return item.code if item.row is None else f"{item.code} [{item.row}]"


def _differs(field: str, wanted: list[str], found: list[str]) -> str:
    missing = [one for one in wanted if one not in found]
    more = [one for one in found if one not in wanted]
    return f"{field} should be {_short(missing or wanted)} and is {_short(more or found)}"


def _short(said: list[str]) -> str:
    text = "; ".join(said) or "nothing"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _write() -> Iterator[str]:
    """Write the answers of all packs anew, and yield what changed."""
    data: dict[str, Any] = json.loads(FILE.read_bytes())
    for one, raw in zip(golden_cases(), data["cases"], strict=True):
        fresh = {pack: answers(one, pack) for pack in PACKS}
        if raw.get("expected") != fresh:
            yield f"{one.id} {one.title}"
        raw["expected"] = fresh
    write_whole(FILE, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


if __name__ == "__main__":
    for line in _write():
        print(line)
