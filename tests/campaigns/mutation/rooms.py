"""The rooms that are broken: which files, how many mutants of them, and which tests count."""

import ast
import random
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tests.campaigns.mutation.mutations import escapes_dropped, mutations
from tests.campaigns.mutation.operators import Mutation

ROOT = Path(__file__).resolve().parents[3]
SURVIVORS = Path(__file__).with_name("survivors.toml")
# Only tests of meaning count: none that compares stamps or generated copies, and none that starts another process,
# where the mutant is not. The audit and the papers of whole practices only repeat what the rules say.
NOT_ASKED = (
    "tests/ui", "tests/audit", "tests/planted", "tests/safety", "tests/test_architecture.py", "tests/rulebook",
    "tests/models/test_schema.py", "tests/test_pyside_none_refcount.py", "tests/test_cli_process.py",
    "tests/test_parsed.py", "tests/exchange/incoming/test_loading.py", "tests/test_auditing.py",
)  # fmt: skip


class Room(NamedTuple):
    """A part of the program with its own tests and its goal; ``sample`` mutants are drawn, all when it is None."""

    files: tuple[str, ...]
    tests: tuple[str, ...]
    goal: float
    sample: int | None = None
    escapes: bool = False


def _in(folder: str) -> tuple[str, ...]:
    paths = sorted((ROOT / folder).glob("*.py"))
    return tuple(path.relative_to(ROOT).as_posix() for path in paths)


ESCAPING = (
    "b12calc/report/html.py",
    "b12calc/report/metadata.py",
    "b12calc/audit/plots.py",
    "b12calc/audit/summary_page.py",
)
PAPER = ("b12calc/report/html.py", "b12calc/report/metadata.py", "b12calc/report/ink.py", "b12calc/report/printable.py")
NUMBERS = ("tests/test_units.py", "tests/test_analytes.py", "tests/test_spellings.py")
PAGES = ("tests/report/test_escaping.py", "tests/report/test_printable.py", "tests/report/test_leaflet.py")
ROOMS = {
    "units": Room(("b12calc/units.py", "b12calc/analytes.py"), NUMBERS, 0.95),
    "escape": Room(PAPER, PAGES, 0.95),
    "escape calls": Room(ESCAPING, PAGES, 1.0, escapes=True),
    "rules": Room(_in("b12calc/rules"), ("tests/rules/",), 0.95, 1200),
    "readers": Room(_in("b12calc/exchange/incoming"), ("tests/exchange/incoming/",), 0.95, 700),
    "note": Room(
        (*_in("b12calc/exchange"), "b12calc/report/seal.py", "b12calc/report/text.py"),
        ("tests/exchange/", "tests/report/test_note.py", "tests/report/test_seal.py"), 0.95, 400,
    ),
}  # fmt: skip


def mutants_of(room: Room, seed: int, sample: int | None = None) -> list[Mutation]:
    """Return the mutants of a room in an order drawn by the seed, as many as the room or ``sample`` asks for."""
    found: list[Mutation] = []
    for file in room.files:
        path = ROOT / file
        if path.is_file():
            source = path.read_text(encoding="utf-8")
            found += (escapes_dropped if room.escapes else mutations)(file, source)
    random.Random(seed).shuffle(found)
    return found[: sample or room.sample or len(found)]


def line_text(mutation: Mutation) -> str:
    """Return the line of source a mutation stands in, without the spaces around."""
    return (ROOT / mutation.file).read_text(encoding="utf-8").splitlines()[mutation.line - 1].strip()


Key = tuple[str, str, str]


def argued() -> dict[Key, str]:
    """Return the survivors that were argued: file, text of the line, mutation; with the reason."""
    if not SURVIVORS.is_file():
        return {}
    listed = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    return {(one["file"], one["line"], one["mutation"]): one["reason"] for one in listed}


def argued_tables() -> dict[Key, str]:
    """Return the surviving mutants of clinical files that were argued: file, line, mutation; with the reason."""
    listed = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("table", []) if SURVIVORS.is_file() else []
    return {(one["file"], one["line"], one["mutation"]): one["reason"] for one in listed}


def gone(keys: Iterable[Key]) -> list[Key]:
    """Return the argued survivors whose place is not there any more: their argument has to be made again."""
    there: set[Key] = set()
    keys = list(keys)
    for file in {file for file, _, _ in keys}:
        path = ROOT / file
        source = path.read_text(encoding="utf-8") if path.is_file() else ""
        there |= {
            (file, line_text(one), one.said) for one in (*mutations(file, source), *escapes_dropped(file, source))
        }
    return [key for key in keys if key not in there]


def statement_lines(source: str, line: int) -> range:
    """Return the lines of the smallest statement around a line; of a block, its head."""
    best = range(line, line + 1)
    size = 10**6
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and node.end_lineno is not None:
            last = node.end_lineno
            body = getattr(node, "body", None)
            if body and isinstance(body, list):
                last = max(node.lineno, body[0].lineno - 1)
            if node.lineno <= line <= last and last - node.lineno < size:
                best, size = range(node.lineno, last + 1), last - node.lineno
    return best


def argued_conditions() -> dict[tuple[str, str, int, str], str]:
    """Return the conditions of tables that are redundant in their row: table, row, entry, fact; with the reason."""
    listed = tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("redundant", []) if SURVIVORS.is_file() else []
    return {(one["table"], one["row"], at, one["fact"]): one["reason"] for one in listed for at in one["entries"]}
