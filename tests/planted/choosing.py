"""Which tests could notice a patch: those that reach its lines, those that speak of its file, and the broad ones."""

import re
from pathlib import Path

from tests.planted.patches import Patch

FEW, MORE = (2, 5.0), (7, 30.0)  # how many files of the window's tests; seconds for tests that reach the changed lines
SLOW = (
    "test_stateful.py", "test_messages_fuzz.py", "test_fhir_hostile.py", "test_worker.py", "test_blind.py",
    "test_access.py", "test_paste_corpus.py", "test_pseudo.py", "test_geometry.py", "test_placing.py",
    "test_samples.py", "test_import_worker.py",
)  # fmt: skip
LEFT_OUT = ("tests/planted", "tests/campaigns")
# They notice that a clinical file is another one, right or wrong: no sign that anybody would see the mistake.
FINGERPRINTS = (
    "tests/rulebook/test_fresh.py", "tests/rules/test_editions.py", "tests/rules/test_replay.py",
    "tests/test_cases_of_old.py", "tests/ui/test_cases_of_old.py", "tests/test_parsed.py", "tests/test_selftest.py",
    "tests/test_integrity.py",
)  # fmt: skip
WINDOW = (
    "tests/ui/test_new_patient.py", "tests/ui/test_window.py", "tests/ui/test_access.py", "tests/ui/test_texts.py",
    "tests/ui/test_residue.py", "tests/campaigns/test_residue.py", "tests/ui/test_geometry.py",
    "tests/ui/test_stateful.py", "tests/campaigns/test_monkey.py", "tests/test_architecture.py",
)  # fmt: skip
RULES = (
    "tests/rules/test_published_cases.py", "tests/oracle", "tests/properties", "tests/rules",
    "tests/campaigns/test_oracle_agreement.py", "tests/requirements", "tests/test_architecture.py",
)  # fmt: skip
CORE = ("tests/properties", "tests/campaigns/test_residue.py", "tests/test_architecture.py")
_ROOMS = {
    "b12calc/rules": RULES,
    "b12calc/units.py": ("tests/test_units.py", *RULES),
    "b12calc/exchange": ("tests/exchange", *CORE),
    "b12calc/report": ("tests/report", *CORE),
    "b12calc/audit": ("tests/audit", *CORE),
}
_NAME = re.compile(r"^@@ .* @@.*?(?:def|class) (\w+)", re.MULTILINE)


def near(patch: Patch, tree: Path, most: int) -> list[str]:
    """Return some files of tests that speak of what is changed, the likeliest first."""
    words = _NAME.findall(patch.path.read_text(encoding="utf-8"))
    folder = tree / "tests" / "ui" if _is_window(patch) else tree / "tests"
    found = {}
    for path in sorted(folder.rglob("test_*.py")):
        name = path.relative_to(tree).as_posix()
        if not name.startswith((*LEFT_OUT, *_left_out(patch))) and ("/ui/" not in name or _is_window(patch)):
            found[name] = sum(_weight(path, file, words) for file in patch.files)
    return sorted((name for name in found if found[name]), key=lambda name: (name.endswith(SLOW), -found[name]))[:most]


def _weight(path: Path, file: str, words: list[str]) -> int:
    """Return how much a file of tests has to do with a changed file."""
    changed = Path(file)
    text = path.read_text(encoding="utf-8")
    room = ".".join(changed.with_suffix("").parts).removeprefix("ui.")
    package, _, module = room.rpartition(".")
    weight = 1000 if path.stem == f"test_{changed.stem}" else 0
    weight += 500 if path.stem.startswith(f"test_{changed.stem}_") else 0
    weight += 150 if path.stem.startswith(f"test_{changed.stem.partition('_')[0]}") else 0
    weight += 200 if weight and path.parent.name == changed.parent.name else 0
    named = rf"\b{re.escape(room)}\b|from {re.escape(package)} import [^\n]*\b{module}\b"
    weight += 100 * bool(re.search(named, text)) if changed.suffix == ".py" else 0
    weight += 60 * bool(re.search(rf"\b{re.escape(changed.stem)}\b", text))
    return weight + sum(20 for word in set(words) if re.search(rf"\b{word}\b", text))


def broad(patch: Patch) -> list[str]:
    """Return the broad tests for the part of the program that is changed."""
    if _is_window(patch):
        return list(WINDOW)
    files = tuple(patch.files)
    rooms = (tests for room, tests in _ROOMS.items() if any(file.startswith(room) for file in files))
    return list(next(rooms, CORE))


def everything(patch: Patch, tree: Path) -> list[str]:
    """Return all tests of the window, or all others: what a miss is confirmed by."""
    if _is_window(patch):
        return ["tests/ui", *WINDOW]
    rooms = sorted(path for path in (tree / "tests").iterdir() if path.name not in ("ui", "campaigns", "planted"))
    every = [path for path in rooms if path.name.startswith("test_") or any(path.rglob("test_*.py"))]
    return [*(f"tests/{path.name}" for path in every), "tests/campaigns/test_oracle_agreement.py"]


def options(patch: Patch) -> list[str]:
    """Return the options that leave out what would notice any patch at all."""
    return [f"--ignore={name}" for name in (LEFT_OUT[0], *_left_out(patch))]


def _left_out(patch: Patch) -> tuple[str, ...]:
    tables = any(file.endswith(".toml") and file.startswith("b12calc/rules/") for file in patch.files)
    return FINGERPRINTS if tables else FINGERPRINTS[-2:]


def _is_window(patch: Patch) -> bool:
    return all(file.startswith("ui/") for file in patch.files)


def reaching(patch: Patch, together: float) -> list[str]:
    """Return tests that reach the changed lines of the core, the file's own first; none without a record.

    Those that take long are left to the rounds after: ``together`` is their time in seconds.
    """
    try:
        from tests.campaigns.mutation import reach
    except ImportError:
        return []
    if not reach.DATA.is_file():
        return []
    took, stems = reach.durations(), {f"test_{Path(file).stem.partition('_')[0]}" for file in patch.files}
    every = dict.fromkeys(test for file, lines in patch.files.items() for test in reach.tests_of(file, lines))
    own = [test for test in every if Path(test.partition("::")[0]).stem.startswith(tuple(stems))]
    found, seconds = [], 0.0
    for test in dict.fromkeys((*own, *every)):
        seconds += took.get(test, 0.0)
        if seconds > together:
            seconds -= took.get(test, 0.0)
        else:
            found.append(test)
    return found
