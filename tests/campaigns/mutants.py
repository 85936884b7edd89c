"""``python tests/campaigns/mutants.py``: break the rules one at a time and see that the tests notice.

For each mutant the clinical folder is copied, broken, and the clinical tests are run against the copy. A copy that the
loader or the completeness check refuses counts as noticed. Prints a line each and the score; exit code 1 if one lives.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.campaigns.mutant_list import MUTANTS, Mutant  # noqa: E402

CLINICAL = ROOT / "b12calc" / "rules" / "clinical"
# Generated copies (rule book, stamps) would notice any change of a byte: only tests of meaning count here.
# The quickest to notice stand first: each run ends with its first failure.
TESTS = (
    "tests/rules/test_completeness.py",
    "tests/campaigns/test_oracle_agreement.py",
    "tests/rules/test_urgency.py",
    "tests/rules/test_cautions.py",
    "tests/rules/test_decide.py",
    "tests/rules/test_published_cases.py",
    "tests/rules/test_assess.py",
    "tests/rules/test_rows.py",
    "tests/rules/test_planning.py",
    "tests/rules/test_risks.py",
    "tests/rules/test_numbers.py",
    "tests/properties/test_limits.py",
    "tests/properties/test_blood_limits.py",
    "tests/properties/test_clinical.py",
    "tests/properties/test_situations.py",
)


def broken_copy(mutant: Mutant, folder: Path) -> Path:
    """Return a copy of the clinical folder with one rule broken. Raises ValueError when the place is not found."""
    copy = folder / "clinical"
    shutil.copytree(CLINICAL, copy)
    path = copy / mutant.file
    text = path.read_text(encoding="utf-8")
    if mutant.old not in text:
        raise ValueError(f"{mutant.file}: {mutant.old!r} is not there")
    if mutant.kind.startswith("dropped"):
        start = text.index(mutant.old)
        end = re.compile(r"\n\[\[row\]\]\n").search(text, start + len(mutant.old))
        text = text[:start] + (text[end.start() + 1 :] if end else "")
    else:
        text = text.replace(mutant.old, mutant.new, 1)
    path.write_text(text, encoding="utf-8")
    return copy


def noticed(mutant: Mutant) -> bool:
    """Tell whether the clinical tests fail on a mutant."""
    with tempfile.TemporaryDirectory() as name:
        copy = broken_copy(mutant, Path(name))
        env = {**os.environ, "B12CALC_BROKEN_RULES": str(copy)}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *TESTS]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
        return done.returncode in {1, 2}


def main() -> int:
    """Try every mutant and print the score."""
    alive = []
    for number, mutant in enumerate(MUTANTS, 1):
        caught = noticed(mutant)
        print(
            f"{number:3} {'noticed' if caught else 'LIVES  '} {mutant.kind}: {mutant.file} {mutant.old.strip()[-60:]}",
            flush=True,
        )
        if not caught:
            alive.append(mutant)
    print(f"{len(MUTANTS) - len(alive)} of {len(MUTANTS)} mutants noticed")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
