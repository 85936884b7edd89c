"""``python -m tests.campaigns.mutation.tables``: break the clinical files one place at a time and see who notices.

A copy of the clinical folder is broken for each mutant, and a fork reads it from there: nothing of the rules was read
before. The test files run one after the other, first those that noticed most of what was broken in the same file. A
copy that the loader refuses counts as noticed. ``--sample N --seed S`` tries a share, ``--kind K`` one kind,
``--again`` what lived in the last run. Results stand a line each in ``out/mutation/tables.jsonl``.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from tests.campaigns.mutation import forks, table_mutations
from tests.campaigns.mutation.forks import KILLED, LIVES, Outcome
from tests.campaigns.mutation.rooms import ROOT, argued_tables
from tests.campaigns.mutation.table_mutations import CLINICAL, TableMutant

OUT = ROOT / "out" / "mutation" / "tables.jsonl"
# Only tests of meaning: none that compares stamps, generated copies or past editions. The quickest first.
TESTS = (
    "rules/test_figures_of_limits.py", "rules/test_completeness.py", "rules/test_urgency.py", "rules/test_cautions.py",
    "rules/test_not_asked.py",
    "rules/test_decide.py", "rules/test_planning.py", "rules/test_combined_indicator.py", "rules/test_repeats.py",
    "rules/test_haemoglobin_adjustment.py", "properties/test_blood_limits.py", "rules/test_course.py",
    "rules/test_course_scripts.py", "rules/test_risks.py", "rules/test_story.py", "rules/test_chart.py",
    "rules/test_numbers.py", "rules/test_blood.py", "rules/test_facts.py", "rules/test_certainty.py",
    "rules/test_clinic_rows.py", "rules/test_published_cases.py", "rules/test_entries_of_tables.py",
    "rules/test_days_of_plans.py", "rules/test_open_answers.py",
    "requirements/test_article_treatment.py", "requirements/test_article_tests.py",
    "requirements/test_article_understanding.py", "rules/test_placed_plan.py", "plan/test_schedule.py",
    "rules/test_assess.py", "rules/test_rows.py", "rules/test_clinic.py", "report/test_content.py",
    "campaigns/test_oracle_agreement.py", "properties/test_situations.py",
)  # fmt: skip
# Where a fault of a file shows first: these alone in a first run; all the others too with --every.
FIRST = {
    "fallback_limits": ("figures_of_limits", "days_of_plans", "haemoglobin_adjustment", "chart", "story", "facts"),
    "limits": ("figures_of_limits", "numbers"),
    "combined_indicator": ("days_of_plans", "combined_indicator"),
    "urgency": ("entries_of_tables", "open_answers", "urgency", "decide"),
    "questions": ("open_answers", "entries_of_tables"),
    "warnings": ("cautions", "entries_of_tables"),
    "referrals": ("cautions", "entries_of_tables", "planning"),
    "repeats": ("days_of_plans", "repeats", "repeat_days"),
    "course": ("days_of_plans", "open_answers", "course", "course_scripts"),
    "clinic": ("open_answers", "not_asked", "clinic_rows"),
    "advice": ("open_answers", "not_asked", "cautions"),
    "status": ("not_asked", "open_answers", "decide", "published_cases", "campaigns/test_oracle_agreement.py"),
    "start": ("not_asked", "open_answers", "decide", "published_cases", "campaigns/test_oracle_agreement.py"),
    "tests": ("not_asked", "decide", "entries_of_tables"),
    "regimen": ("not_asked", "decide", "entries_of_tables"),
    "follow_up": ("not_asked", "days_of_plans", "planning"),
    "regimens": ("days_of_plans", "planning", "placed_plan"),
}
SECONDS = 400.0


class Order:
    """The test files, for each clinical file those first that noticed most of its mutants."""

    def __init__(self) -> None:
        self.hits: dict[tuple[str, str], Counter[str]] = {}

    def of(self, mutant: TableMutant, every: bool) -> list[str]:
        """Return the test files in the order they are asked; all of them with ``every``."""
        hits = self.hits.get((mutant.file, mutant.kind), Counter())
        first = FIRST.get(Path(mutant.file).stem, ("decide", "entries_of_tables", "completeness", "published_cases"))
        near = [name if "/" in name else f"rules/test_{name}.py" for name in first]
        names = dict.fromkeys([*near, *TESTS] if every else [*near, "rules/test_completeness.py"])
        there = [f"tests/{name}" for name in names if (ROOT / "tests" / name).is_file()]
        return sorted(there, key=lambda name: -hits[name])

    def learn(self, mutant: TableMutant, outcome: Outcome) -> None:
        """Keep which file noticed a mutant."""
        if outcome.word == KILLED and "::" in outcome.by:
            self.hits.setdefault((mutant.file, mutant.kind), Counter())[outcome.by.split("::", maxsplit=1)[0]] += 1


def read_from(folder: Path) -> None:
    """Let the rules of this process read their clinical files from another folder. Nothing may have been read yet."""
    from b12calc.rules import clinic_rows, combined_indicator, fact_words, knowledge

    assert not knowledge.load_pack.cache_info().currsize, "the tables were read before the fork"
    for module in (knowledge, clinic_rows, combined_indicator, fact_words):
        module.CLINICAL = folder  # type: ignore[attr-defined]
    clinic_rows.FILE = folder / "shared" / "clinic.toml"  # type: ignore[misc]


def noticed(files: list[str], folder: Path) -> Outcome:
    """Read the rules from a folder and run the test files in turn, until one fails."""
    read_from(folder)
    for name in files:
        outcome = forks.run_anew([name], ROOT)
        if outcome.word != LIVES:
            return outcome
    return Outcome(LIVES, f"{len(files)} test files")


def attempt(mutant: TableMutant, files: list[str]) -> Outcome:
    """Return what became of one mutant."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "clinical"
        shutil.copytree(CLINICAL, copy)
        path = copy / mutant.file
        path.write_text(table_mutations.broken(path.read_text(encoding="utf-8"), mutant), encoding="utf-8")
        return forks.in_a_fork(partial(noticed, files, copy), SECONDS)


def prepare() -> None:
    """Import what all tests need, without reading a table."""
    import importlib
    import pkgutil

    import b12calc

    forks.load_heavy()
    for package in ("b12calc.rules", "b12calc.report", "b12calc.plan", "b12calc.models"):
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    assert b12calc.__file__
    for name in ("tests.campaigns.oracle_agreement", "tests.rules.making", "tests.oracle.generate"):
        importlib.import_module(name)


def results() -> list[dict[str, str]]:
    """Return the last result of each mutant."""
    lines = OUT.read_text(encoding="utf-8").splitlines() if OUT.is_file() else []
    found = [json.loads(line) for line in lines]
    return list({(one["file"], one["line"], one["mutation"], one["kind"]): one for one in found}.values())


def _line(file: str, line: int) -> str:
    return (CLINICAL / file).read_text(encoding="utf-8").splitlines()[line - 1].strip()


def summary() -> dict[str, dict[str, float | int]]:
    """Return for each kind how many were tried, noticed, argued and alive, and the share noticed."""
    told: dict[str, dict[str, float | int]] = {}
    reasons = argued_tables()
    for kind in (*table_mutations.CUSTOM, table_mutations.ROW):
        found = [one for one in results() if one["kind"] == kind]
        alive = [one for one in found if one["outcome"] not in (KILLED, "time", "refused")]
        excused = sum((one["file"], _line(one["file"], int(one["line"])), one["mutation"]) in reasons for one in alive)
        tried = len(found) - excused
        share = round((tried - len(alive) + excused) / tried, 4) if tried else 0.0
        told[kind] = {
            "mutants": len(found), "killed": len(found) - len(alive), "argued": excused,
            "alive": len(alive) - excused, "share": share,
        }  # fmt: skip
    return told


def _chosen(words: argparse.Namespace) -> list[TableMutant]:
    every = [one for one in table_mutations.table_mutants() if words.kind in (None, one.kind)]
    last = {(one["file"], str(one["line"]), one["mutation"], one["kind"]): one["outcome"] for one in results()}
    kept = []
    for one in every:
        word = last.get((one.file, str(one.line), one.said, one.kind))
        if (word == LIVES) if words.again else word is None:
            kept.append(one)
    return random.Random(words.seed).sample(kept, min(words.sample or len(kept), len(kept)))


def main() -> int:
    """Try the mutants and print the figures of each kind."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--sample", type=int)
    reader.add_argument("--seed", type=int, default=10)
    reader.add_argument("--kind", choices=(*table_mutations.CUSTOM, table_mutations.ROW))
    reader.add_argument("--again", action="store_true")
    reader.add_argument("--every", action="store_true", help="ask every test file, not only the nearest")
    reader.add_argument("--told", action="store_true")
    words = reader.parse_args()
    if not words.told:
        prepare()
        order = Order()
        OUT.parent.mkdir(parents=True, exist_ok=True)
        for mutant in _chosen(words):
            began = time.monotonic()
            outcome = attempt(mutant, order.of(mutant, words.every))
            order.learn(mutant, outcome)
            line = {
                "kind": mutant.kind, "file": mutant.file, "line": mutant.line, "mutation": mutant.said,
                "outcome": outcome.word, "by": outcome.by, "seconds": round(time.monotonic() - began, 2),
            }  # fmt: skip
            with OUT.open("a", encoding="utf-8") as stream:
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            if outcome.word not in (KILLED, "time", "refused"):
                print(f"{outcome.word} {mutant.kind}: {mutant.file}:{mutant.line} {mutant.said}", flush=True)
    told = summary()
    for kind, figures in told.items():
        print(f"{kind:20} {figures}")
    return 0 if all(told[kind]["share"] == 1 for kind in table_mutations.CUSTOM) else 1


if __name__ == "__main__":
    sys.exit(main())
