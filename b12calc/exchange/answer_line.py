"""The answers of a symptom sheet as one line to type in, and back: each block with its letter, signs and sum.

``4711 AYNN??4 BNNNNN5 …``: Y is yes, N is no, ? is not asked. A sign that is exchanged, lost or added, and a block that
is lost, moved or given twice, is refused with the block that is damaged. Two signs of one block that change places are
not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from b12calc.models.answer_blocks import LETTERS, SIGNS, Block, blocks, check_sum, form_number
from b12calc.problems import Problem, ProblemsFound

_PLACE: Final = "line of answers"
_LONGEST: Final = 2000  # characters
_SHOWN: Final = 20
_BETWEEN: Final = re.compile(r"[\s\-–—:;,./=|]+")
_BEGINNING: Final = re.compile(r"\s*[0-9]{4}[\s\-–—:;,./=|]*A")
_ANSWERS: Final = {sign: answer for answer, sign in SIGNS.items()}


def is_answer_line(text: str) -> bool:
    """Tell whether a text begins as such a line does: four digits and the first block."""
    return _BEGINNING.match(text.upper()) is not None


def write_answers(answers: Mapping[str, str]) -> str:
    """Return the line for these answers."""
    packed = (("".join(SIGNS[answers.get(code, "")] for code in block.codes), block) for block in blocks())
    return " ".join((form_number(), *(f"{block.letter}{signs}{check_sum(signs)}" for signs, block in packed)))


def read_answers(text: str) -> dict[str, str]:
    """Return the answers by question; one that was not asked is not among them.

    Capitals or not, spaces and hyphens make no difference. Raises ProblemsFound with one sentence for each damaged
    block, and for a sheet that was printed for other questions.
    """
    signs = _BETWEEN.sub("", text.upper()).replace("_", "?") if len(text) <= _LONGEST else ""
    form, rest = signs[:4], signs[4:]
    if not re.fullmatch("[0-9]{4}", form):
        raise _refused("the four digits of the sheet were expected first, then the blocks, such as AYNN??4")
    if form != form_number():
        raise _refused(f"sheet {form} was printed for other questions; sheet {form_number()} was expected")
    before, *parts = re.split(f"([{LETTERS}])", rest)
    if before:
        raise _refused(f"block A was expected behind the four digits; {before[:_SHOWN]!r} was given")
    problems: list[Problem] = []
    answers: dict[str, str] = {}
    for block, given in _in_order(list(zip(parts[::2], parts[1::2], strict=True)), problems):
        if fault := _fault(block, given):
            problems.append(Problem(block.place, fault))
        else:
            answers |= {code: _ANSWERS[sign] for code, sign in zip(block.codes, given, strict=False)}
    if problems:
        raise ProblemsFound(problems)
    return {code: answer for code, answer in answers.items() if answer}


def _in_order(found: list[tuple[str, str]], problems: list[Problem]) -> Iterator[tuple[Block, str]]:
    """Yield each block with what was typed for it; the first that stands elsewhere is a problem, the last."""
    for block in blocks():
        letter, given = found.pop(0) if found else ("", "")
        if letter != block.letter:
            seen = f"block {letter} was given" if letter else "the line ends before it"
            problems.append(Problem(block.place, f"it was expected here; {seen}"))
            return
        yield block, given
    if found:
        problems.append(
            Problem(_PLACE, f"its end was expected behind block {LETTERS[-1]}; block {found[0][0]} was given")
        )


def _fault(block: Block, given: str) -> str:
    """Say what is wrong with what was typed for one block; nothing where it is whole."""
    count = len(block.codes)
    typed = re.fullmatch(rf"([YN?]{{{count}}})([0-9]{{1,2}})", given)
    if typed is None:
        return f"{count} of Y, N or ? and their sum were expected; {given[:_SHOWN]!r} was given"
    right = check_sum(typed[1])
    if int(typed[2]) == right:
        return ""
    return f"the sum of {typed[1]} is {right} (2 for each Y, 1 for each N); {typed[2]} was given"


def _refused(why: str) -> ProblemsFound:
    return ProblemsFound((Problem(_PLACE, why),))
