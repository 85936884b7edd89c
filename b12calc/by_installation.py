"""The command line under the settings of the practice's IT: guideline and laboratory, where new answers are made.

Other settings belong to the window. Commands that make an old answer again or hold guidelines side by side name what
they use themselves, and are left alone.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from b12calc.installation import CHECKS, Installation, read
from b12calc.problems import Problem, ProblemsFound

COMMANDS: Final = ("assess", "recall", "audit")
OPTIONS: Final = {"pack": "--pack", "laboratory": "--lab"}


def under(file: Path, arguments: Sequence[str]) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the arguments with what the file gives, and what of the file could not be used.

    Raises ProblemsFound where an option asks for another guideline or laboratory than the locked one.
    """
    if not arguments or arguments[0] not in COMMANDS:
        return list(arguments), ()
    given = read(file, {key: CHECKS[key] for key in OPTIONS})
    made = list(arguments)
    for key, option in OPTIONS.items():
        typed = _typed(arguments, option)
        if typed is None:
            value = given.locked.get(key) or given.default.get(key)
            made += [option, str(value)] if value else []
        else:
            _refuse(given, key, option, typed)
    return made, given.faults


def _typed(arguments: Sequence[str], option: str) -> str | None:
    """Return what was typed for an option, the last time it was."""
    found = None
    for place, word in enumerate(arguments):
        if word == option:
            found = arguments[place + 1] if place + 1 < len(arguments) else ""
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found


def _refuse(given: Installation, key: str, option: str, typed: str) -> None:
    if key in given.locked and typed != given.locked[key]:
        locked = given.locked[key] or "none"
        message = f"is set to {locked} by your practice's IT in {given.path}; {typed[:40]!r} cannot be used"
        raise ProblemsFound((Problem(option, message),))
