"""What every reader holds to against hostile files: size, lines, depth, time."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Final

from b12calc.problems import Problem, ProblemsFound

MAX_BYTES: Final = 20_000_000
MAX_LINES: Final = 400_000
MAX_LINE: Final = 200_000  # characters; a PDF inside an HL7 field is cut out by its reader before
MAX_DEPTH: Final = 64
MAX_RESULTS: Final = 20_000
MAX_SHOWN: Final = 300  # characters of a source that are kept
SECONDS: Final = 10.0
_STEPS: Final = 256  # between two looks at the clock


def refuse(message: str, path: str = "file") -> ProblemsFound:
    """Make the one sentence an unreadable file is refused with."""
    return ProblemsFound((Problem(path, message),))


def too_long(seconds: float) -> ProblemsFound:
    """Make the sentence for a reading that did not end in time."""
    return refuse(f"the file takes longer than {seconds:g} seconds to read; it is not a usual report")


def stopped() -> ProblemsFound:
    """Make the sentence for a reading that was called off."""
    return refuse("the reading was stopped; nothing was taken over")


@dataclass(slots=True)
class Watch:
    """Stop a reading that takes too long or that somebody called off.

    A reader calls ``step`` in every loop over parts of the file. Raises ProblemsFound after ``seconds``, or when
    ``called_off`` answers true. ``progress`` is told how much of the file is read, from 0 to 1.
    """

    seconds: float = SECONDS
    called_off: Callable[[], bool] = bool
    progress: Callable[[float], None] | None = None
    _until: float = 0.0
    _steps: int = 0

    def step(self, share: float | None = None) -> None:
        """Count one part of the work; ``share`` is how much of the file lies behind it, where that is known."""
        self._steps += 1
        if self._until and self._steps % _STEPS:
            return
        now = monotonic()
        self._until = self._until or now + self.seconds
        if now > self._until:
            raise too_long(self.seconds)
        if self.called_off():
            raise stopped()
        if share is not None and self.progress is not None:
            self.progress(share)


def within_size(data: bytes) -> None:
    """Refuse a file beyond the cap, or an empty one, in one sentence."""
    if len(data) > MAX_BYTES:
        raise refuse(f"the file is larger than {MAX_BYTES // 1_000_000} MB; a report of one patient is far smaller")
    if not data.strip():
        raise refuse("the file is empty; expected a laboratory report")


def visible(text: str) -> str:
    """Return a text in one line without control and invisible format characters, as it may be shown, cut where long."""
    kept = " ".join(text[: 4 * MAX_SHOWN].split())
    if not kept.isprintable():  # one look instead of one for each sign: files are long
        kept = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} else sign
                       for sign in kept if unicodedata.category(sign) != "Cf")  # fmt: skip
    line = " ".join(kept.split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "…"
