"""What the files of laboratories and clinics have in common: read strictly, stamped, found by their own name alone."""

import hashlib
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from b12calc.problems import Problem, ProblemsFound

MOST_BYTES: Final = 64_000


def parsed(data: bytes, name: str, kind: str) -> dict[str, Any]:
    """Return the data of a TOML file as it stands, figures as Decimal. Raises ProblemsFound when it is no TOML."""
    if len(data) > MOST_BYTES:
        raise ProblemsFound((Problem(name, f"a {kind} profile of at most {MOST_BYTES} bytes was expected"),))
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise ProblemsFound((Problem(name, f"a {kind} profile in UTF-8 text was expected"),)) from None
    except (ValueError, ArithmeticError, RecursionError) as fault:
        raise ProblemsFound((Problem(name, f"a {kind} profile in TOML was expected: {fault}"),)) from None


def refuse(found: Iterable[Problem], name: str) -> None:
    """Raise ProblemsFound with every fault of a file, each under the file's name; do nothing without one."""
    faults = [Problem(f"{name}: {one.path}" if one.path else name, one.message) for one in found]
    if faults:
        raise ProblemsFound(faults)


def stamp(data: bytes) -> str:
    """Return the SHA-256 of a file's text, the same whatever ends its lines."""
    return "sha256:" + hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def shipped(folder: Path, name: str) -> Path:
    """Return the file of a profile that comes with the program. Raises KeyError when there is none of this id."""
    path = folder / f"{name}.toml"
    if path.parent != folder or not path.is_file():
        raise KeyError(name)
    return path
