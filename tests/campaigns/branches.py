"""``python -m tests.campaigns.branches``: which branches of the core the tests reach that need no window.

Runs them once under coverage (or reads ``--data``, a recording of ``tests.campaigns.mutation.reach``) and prints each
file of the core. ``tests/coverage_whole.toml`` lists the files that are reached whole: the run ends with 1 when one of
them is not any more, and when another has become whole and is not listed, so that the list only grows. ``--list``
writes it anew, ``--record`` leaves evidence. What only a type checker sees, or what is never to run, is not counted.
"""

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.campaigns.mutation.reach import DATA, record  # noqa: E402

WHOLE = ROOT / "tests" / "coverage_whole.toml"
HEAD = """# Files of the core whose every line and branch is reached by tests that need no window. `make coverage` fails
# when one of them is not reached whole any more, and when another is and does not stand here.
"""
NOT_COUNTED = ("if TYPE_CHECKING:", r"^\s*\.\.\.$", 'if __name__ == "__main__":')
ROOMS = {
    "units": ("b12calc/units.py", "b12calc/analytes.py"),
    "rules": ("b12calc/rules/",),
    "readers": ("b12calc/exchange/incoming/",),
    "note": ("b12calc/exchange/",),
    "report": ("b12calc/report/",),
    "models": ("b12calc/models/",),
    "plan": ("b12calc/plan/",),
    "files": ("b12calc/files.py", "b12calc/assets.py", "b12calc/days.py", "b12calc/csv_text.py", "b12calc/parsed.py"),
}
# The list holds files of these rooms; the others are measured and printed.
LISTED = tuple(name for room, names in ROOMS.items() if room != "report" for name in names)


class Reached(NamedTuple):
    """What is reached of one file: branches and lines, of how many, and the lines that are not."""

    branches: int
    of_branches: int
    lines: int
    of_lines: int
    missing: tuple[int, ...]

    @property
    def whole(self) -> bool:
        """Tell whether nothing is left out."""
        return self.branches == self.of_branches and self.lines == self.of_lines


def measured(data: Path) -> dict[str, Reached]:
    """Return what a recording reached of each file of the core, files that nothing reached included."""
    import coverage

    told = coverage.Coverage(data_file=str(data), branch=True, source=["b12calc"], config_file=False, messages=False)
    told.set_option("run:relative_files", True)
    # What is set as "exclude_also" after the beginning is never looked at.
    told.set_option("report:exclude_lines", [*cast("list[str]", told.get_option("report:exclude_lines")), *NOT_COUNTED])
    told.load()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reached.json"
        told.json_report(outfile=str(path), ignore_errors=True)
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
    found = {}
    for name, one in sorted(files.items()):
        sums = one["summary"]
        found[name.replace("\\", "/")] = Reached(
            sums["covered_branches"], sums["num_branches"], sums["covered_lines"], sums["num_statements"],
            tuple(one["missing_lines"]),
        )  # fmt: skip
    return found


def listed() -> set[str]:
    """Return the files that have to be reached whole."""
    return set(tomllib.loads(WHOLE.read_text(encoding="utf-8"))["whole"]) if WHOLE.is_file() else set()


def faults(found: Mapping[str, Reached], whole: set[str]) -> list[str]:
    """Return one sentence for each file that fell, that is gone, and that has become whole and is not listed."""
    gone = [f"{name} is listed as whole and was not measured" for name in sorted(whole - found.keys())]
    fell = [
        f"{name} is not reached whole any more: lines {list(found[name].missing)}, "
        f"{found[name].of_branches - found[name].branches} branches"
        for name in sorted(whole & found.keys())
        if not found[name].whole
    ]
    new = [f"{name} is reached whole: list it" for name in sorted(found.keys() - whole) if _to_list(name, found[name])]
    return [*gone, *fell, *new]


def _to_list(name: str, one: Reached) -> bool:
    return one.whole and name.startswith(LISTED)


def rooms(found: Mapping[str, Reached]) -> dict[str, dict[str, float | int]]:
    """Return the branches reached in each room, each file counted in the first that names it, and in the whole core."""
    told: dict[str, dict[str, float | int]] = {}
    left = dict(found)
    for room, names in (*ROOMS.items(), ("all others", ("",))):
        inside = {name: one for name, one in left.items() if name.startswith(names)}
        left = {name: one for name, one in left.items() if name not in inside}
        told[room] = _sum(inside)
    return {**told, "core": _sum(found)}


def _sum(found: Mapping[str, Reached]) -> dict[str, float | int]:
    reached, of = sum(one.branches for one in found.values()), sum(one.of_branches for one in found.values())
    whole = sum(one.whole for one in found.values())
    return {
        "branches": of, "reached": reached, "percent": round(100 * reached / of, 2) if of else 100.0,
        "files": len(found), "whole files": whole,
    }  # fmt: skip


def main() -> int:
    """Measure, print, and compare with the list."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--data", type=Path)
    reader.add_argument("--list", action="store_true")
    reader.add_argument("--record", action="store_true")
    words = reader.parse_args()
    if words.data is None and record(DATA, []) != 0:
        print("A test failed: nothing is said of what they reach.")
        return 1
    found = measured(words.data or DATA)
    for name, one in found.items():
        if not one.whole:
            print(f"{one.branches:5} of {one.of_branches:5} branches  {name}  lines {list(one.missing)}")
    if words.list:
        names = "".join(f'    "{name}",\n' for name, one in found.items() if _to_list(name, one))
        WHOLE.write_text(f"{HEAD}whole = [\n{names}]\n", encoding="utf-8")
    wrong = faults(found, listed())
    for room, sums in rooms(found).items():
        print(f"{room:12} {sums}")
    print("\n".join(wrong) or "The list of whole files holds.")
    if words.record:
        _record(found, wrong)
    return 1 if wrong else 0


def _record(found: Mapping[str, Reached], wrong: list[str]) -> None:
    from tests.campaigns import evidence

    sums = rooms(found)
    short = [name for name in ("units", "rules", "readers", "note", "files") if sums[name]["percent"] < 100]
    evidence.write(
        "coverage",
        what="Branches of the core reached by the tests that need no window, measured by coverage.py in one process; "
        "what runs in a process of its own is not seen.",
        command="make coverage",
        counts={**sums, "files not whole": {name: f"{one.branches}/{one.of_branches}" for name, one in found.items()
                if not one.whole}, "list holds": not wrong},
        goal="100 % of the branches of units, rules, readers, note and files; a list of whole files that only grows",
        held=not short and not wrong,
        remarks=f"Short in {', '.join(short)}." if short else "",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
