"""The campaigns that stand beside this room, by their names: each is run as it is, and what it printed is kept."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.campaigns import evidence

FOLDER: Final = Path(__file__).resolve().parents[1]
_COUNT = re.compile(r"(\d[\d,]*) ([a-z][a-z ]+)")


class Older(NamedTuple):
    """Hold how an older campaign is started and what it is to show."""

    line: str
    option: str
    number: int
    goal: str


CAMPAIGNS: Final = {
    "fuzz_import": Older(
        "R10: broken reports at the import's door", "--inputs", 5_000_000,
        "5 million inputs: 0 uncaught exceptions, none over 1 s, no value that is not in the text",
    ),
    "monkey": Older(
        "R11: blind hands at the window", "--events", 1_000_000,
        "1 million events: 0 exceptions, 0 warnings of Qt, the answer shown is that of what is entered",
    ),
    "sequences": Older(
        "sequences of deeds in the window", "--sequences", 10_000, "10,000 sequences: what is shown is what is entered"
    ),
    "cross_reading": Older(
        "every output of random cases read back and compared", "--cases", 5_000, "5,000 cases: no disagreement"
    ),
    "hostile": Older(
        "hostile texts in every text field, watched by strace", "--texts", 10_000,
        "as typed or refused in one sentence; no file, socket or program",
    ),
}  # fmt: skip


def run(name: str, number: int | None, seed: int, folder: Path) -> int:
    """Run one of them and keep what it found; return its exit code."""
    one = CAMPAIGNS[name]
    asked = number or one.number
    command = [sys.executable, str(FOLDER / f"{name}.py"), one.option, str(asked), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        lines = []
        for line in started.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    text = "".join(lines)
    evidence.write(
        name, what=one.line, command=f"make campaign {name} N={asked} SEED={seed}", seed=seed, counts=counts_of(text),
        goal=one.goal, held=started.returncode == 0 and asked >= one.number,
        remarks=remarks_of(started.returncode, asked, one.number), folder=folder,
    )  # fmt: skip
    return started.returncode


def remarks_of(code: int, asked: int, goal: int) -> str:
    """Say what falls short of the goal."""
    said = "" if code == 0 else f"It ended with exit code {code}. "
    return said + ("" if asked >= goal else f"{asked:,} of the {goal:,} of the goal were run.")


def counts_of(text: str) -> dict[str, Any]:
    """Return the figures that a campaign printed: its JSON, else the last line that holds counts, or a table."""
    if (start := text.find("{\n")) >= 0:
        return dict(json.loads(text[start:]))
    table = {words.strip(): int(figure) for figure, words in re.findall(r"^\s*(\d+) (\S.*)$", text, re.MULTILINE)}
    if len(table) > 1:
        return table
    last = [line for line in text.splitlines() if _COUNT.search(line)][-1:]
    return {words.strip(): int(figure.replace(",", "")) for line in last for figure, words in _COUNT.findall(line)}
