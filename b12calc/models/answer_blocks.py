"""How the questions are numbered on paper, and in which blocks their answers are typed in again.

Every question has its number in the order of the form. Five make a block; each block has a letter that is no answer. A
sheet bears a form number made from the questions: a sheet printed for other questions is told by it.
"""

import hashlib
from typing import Final, NamedTuple

from b12calc.models.vocabulary import ANSWER_CODES

SIZE: Final = 5
LETTERS: Final = "ABCDEFGHJKLMPQRSTUVWXZ"  # without N and Y, which are answers, and I and O, which look like figures
SIGNS: Final = {"yes": "Y", "no": "N", "": "?"}
WORTH: Final = {"Y": 2, "N": 1, "?": 0}


class Block(NamedTuple):
    """Hold one block: its letter, the number of its first question, and its questions in order."""

    letter: str
    first: int
    codes: tuple[str, ...]

    @property
    def place(self) -> str:
        """Name the block by its letter and the numbers of its questions."""
        return f"block {self.letter}, questions {self.first} to {self.first + len(self.codes) - 1}"


def numbers() -> dict[str, int]:
    """Return the number of every question, from 1 in the order of the form."""
    return {code: number for number, code in enumerate(ANSWER_CODES, 1)}


def blocks() -> tuple[Block, ...]:
    """Return the blocks in order; the last may be shorter."""
    starts = range(0, len(ANSWER_CODES), SIZE)
    parts = (ANSWER_CODES[start : start + SIZE] for start in starts)
    return tuple(Block(*made) for made in zip(LETTERS, (start + 1 for start in starts), parts, strict=True))


def form_number() -> str:
    """Return the four digits that stand for these questions in this order."""
    digest = hashlib.sha256(",".join(ANSWER_CODES).encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 10_000:04}"


def check_sum(signs: str) -> int:
    """Return the sum under a block: 2 for each Y, 1 for each N."""
    return sum(WORTH[sign] for sign in signs)
