"""What the practice's IT has set for this installation: settings to begin with, and locked ones; never a patient.

One file counts: that of the computer, else the one beside the program. Where it lies is fixed; no variable of the
environment is asked, so that none can lead papers to another folder.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from b12calc.models.vocabulary import PACKS, PAPERS
from b12calc.problems import Problem

NAME: Final = "b12calc.toml"
MOST_BYTES: Final = 64_000
DEFAULT, LOCKED = "default", "locked"
# Who needs larger text or more contrast must be able to have it.
NEVER_LOCKED: Final = ("theme", "zoom")
KEYS: Final = (
    "pack", "laboratory", "clinic", "paper", "practice_name", "practice_line_1", "practice_line_2", "file_name",
    "record_folder", "exchange_folder", "exchange_ours", "exchange_theirs", "theme", "zoom", "cover_minutes", "draft",
)  # fmt: skip
_RULES: Final = Path(__file__).with_name("rules")
_PROGRAM_DATA: Final = 0x23  # CSIDL_COMMON_APPDATA
Check = Callable[[object], str]


class Installation(NamedTuple):
    """Hold what a file says: values that may be changed, locked ones, and one problem for each key set aside."""

    path: Path | None = None
    default: Mapping[str, object] = {}
    locked: Mapping[str, object] = {}
    faults: tuple[Problem, ...] = ()


def places() -> tuple[Path, ...]:
    """Return where a file may lie, the one that counts first: for the whole computer, then beside the program."""
    return (_of_computer() / NAME, _beside_program() / NAME)


def find() -> Path | None:
    """Return the file that counts, or None; nothing is opened."""
    return next((path for path in places() if os.path.isfile(path)), None)


def _of_computer() -> Path:
    if sys.platform == "win32":
        import ctypes

        folder = ctypes.create_unicode_buffer(260)
        # The system's own word: the variable PROGRAMDATA is anybody's to set.
        if ctypes.windll.shell32.SHGetFolderPathW(None, _PROGRAM_DATA, None, 0, folder) == 0:
            return Path(folder.value) / "b12calc"
        return Path("C:/ProgramData/b12calc")
    if sys.platform == "darwin":
        return Path("/Library/Application Support/b12calc")
    return Path("/etc/xdg/b12calc")


def _beside_program() -> Path:
    """Return the folder of the frozen program, or of the environment that b12calc is installed in."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else Path(sys.prefix)


def read(path: Path, checks: Mapping[str, Check]) -> Installation:
    """Read a file; what cannot be used of it is left out, with one problem naming key and what was expected.

    ``checks`` answer what was expected instead of a value, an empty text for a good one; a key without one is not
    looked at by this reader.
    """
    content, fault = _content(path)
    if fault:
        return Installation(path, faults=(Problem(str(path), fault),))
    found: dict[str, dict[str, object]] = {DEFAULT: {}, LOCKED: {}}
    problems = []
    for table, key, value, wrong in _entries(content, checks):
        if wrong:
            problems.append(Problem(f"{path}: {key}", wrong))
        if value is not None:
            found[table][key] = value
    return Installation(path, found[DEFAULT], found[LOCKED], tuple(problems))


def _content(path: Path) -> tuple[dict[str, Any], str]:
    import tomllib

    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            return {}, f"at most {MOST_BYTES} bytes were expected; nothing of it is used"
        return tomllib.loads(data.decode("utf-8-sig")), ""
    except OSError as error:
        return {}, f"cannot be read ({error.strerror}); nothing of it is used"
    except (ValueError, RecursionError) as fault:
        return {}, f"a file in TOML was expected, nothing of it is used: {fault}"


def _entries(content: Mapping[str, Any], checks: Mapping[str, Check]) -> Iterator[tuple[str, str, object, str]]:
    """Yield table, key, value (None: not used) and what is wrong, for everything a file holds."""
    for name, table in content.items():
        if name not in (DEFAULT, LOCKED) or not isinstance(table, dict):
            yield name, name, None, "only the tables [default] and [locked] were expected; this is not used"
            continue
        for key, value in table.items():
            if key not in KEYS:
                yield name, key, None, f"expected one of {', '.join(KEYS)}; this is not used"
            elif name == DEFAULT and key in _table(content, LOCKED):
                yield name, key, None, "stands in [default] and [locked]; the locked one is used"
            elif key in checks:
                yield _entry(name, key, value, checks[key](value))


def _entry(table: str, key: str, value: object, expected: str) -> tuple[str, str, object, str]:
    if expected:
        return table, key, None, f"expected {expected}; the program's own setting is used"
    if table == LOCKED and key in NEVER_LOCKED:
        return DEFAULT, key, value, "cannot be locked, since some need larger text or more contrast; taken as a default"
    return table, key, value, ""


def _table(content: Mapping[str, Any], name: str) -> Mapping[str, object]:
    table = content.get(name)
    return table if isinstance(table, dict) else {}


def one_of(*words: str) -> Check:
    """Return the check that a value is one of these words."""
    return lambda value: "" if value in words and isinstance(value, str) else f"one of {', '.join(words)}"


def profile(folder: str, kind: str) -> Check:
    """Return the check that a value names a profile of the program, a file of one's own by its whole path, or none."""

    def check(value: object) -> str:
        if isinstance(value, str):
            own = value.lower().endswith(".toml") and Path(value).is_absolute()
            known = value.replace("-", "").isalnum() and (_RULES / folder / f"{value}.toml").is_file()
            if own or known or not value:
                return ""
        return f"the name of a {kind} profile, or the whole path of a TOML file of your own"

    return check


CHECKS: Final[Mapping[str, Check]] = {
    "pack": one_of(*PACKS),
    "paper": one_of(*PAPERS),
    "laboratory": profile("laboratories", "laboratory"),
    "clinic": profile("clinics", "clinic"),
}
