"""What the user can mend, said in one sentence and tied to the place where it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """Name one thing the user can mend: where it is and what was expected there.

    ``path`` is the place in the file or form (``visits[0].results[1].value``), empty when the whole is meant.
    ``message`` is one clear sentence. A bug is never a Problem; bugs are raised as ordinary exceptions.
    """

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class ProblemsFound(Exception):
    """Carry every problem found in one reading, in the order found, so that all are shown at once.

    Raises ValueError when made without a single problem: an empty list of problems is a bug of the caller.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        if not self.problems:
            raise ValueError("ProblemsFound needs at least one problem.")
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
