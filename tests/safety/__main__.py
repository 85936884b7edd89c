"""The safety file from the command line: ``python -m tests.safety check RECORD``, ``write`` or ``show``.

``check`` holds every control against the record of a full run and ends with 1 where one is not shown; ``write`` makes
the pages of docs/safety anew; ``show`` prints the table of ``make safety``, with ``--keep`` into docs/safety/results.md
too.
"""

import sys
import tomllib
from pathlib import Path
from xml.etree.ElementTree import ParseError

from b12calc.files import write_whole
from tests.safety.evidence import read_evidence
from tests.safety.faults import in_the_run
from tests.safety.goals import read_goals
from tests.safety.ran import RECORD, SKIPPED, Run, read_run
from tests.safety.records import SAFETY, read_hazards
from tests.safety.table import table
from tests.safety.tree import commit, told


def check(path: Path, system: str = sys.platform) -> int:
    """Print every control that the run does not show; 0 when there is none, 2 when there is no record to hold."""
    try:
        run = read_run(path)
    except (FileNotFoundError, ParseError) as fault:
        print(f"{path}: no record of a full run of the tests ({fault})", file=sys.stderr)
        return 2
    hazards = read_hazards()
    found = in_the_run(hazards, run)
    # Some tests look at files, sockets and modes as Linux has them; elsewhere they are told and stop nobody.
    elsewhere = [] if system == "linux" else [line for line in found if line.endswith(SKIPPED)]
    faults = [line for line in found if line not in elsewhere]
    for line in (*faults, *(f"not shown on this system: {line}" for line in elsewhere)):
        print(line, file=sys.stderr)
    number = sum(len(one.controls) for one in hazards)
    print(f"{number} controls of {len(hazards)} hazards, {len(faults)} tests that do not show theirs")
    return 1 if faults else 0


def show(keep: bool) -> int:
    """Print the table of what there is; with ``keep`` write it down under its commit too."""
    campaigns = tomllib.loads((SAFETY / "campaigns.toml").read_text(encoding="utf-8"))
    text = table(read_hazards(), _last(), read_evidence(), campaigns, read_goals(), commit())
    print(text)
    if keep:
        head = (
            f"# What `make safety` said\n\nMade by `make safety KEEP=1` at commit {told(commit())}; not edited by hand."
        )
        write_whole(SAFETY / "results.md", f"{head}\n\n```\n{text}```\n".encode())
    return 0


def _last() -> Run | None:
    try:
        return read_run(RECORD)
    except (FileNotFoundError, ParseError):
        return None


def write() -> int:
    """Make the pages of docs/safety anew."""
    from tests.safety.pages import pages

    for path, text in pages().items():
        write_whole(path, text.encode())
    return 0


def main(words: list[str]) -> int:
    """Do what the command line asks; 2 for one that cannot be meant."""
    match words:
        case ["check", path]:
            return check(Path(path))
        case ["show", *rest] if rest in ([], ["--keep"]):
            return show(bool(rest))
        case ["write"]:
            return write()
    print("python -m tests.safety check RECORD | show [--keep] | write", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
