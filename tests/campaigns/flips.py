"""A thousand flipped bytes and 200 other damages in the files that answers of an installed copy rest on.

``python tests/campaigns/flips.py [--flips N] [--others N] [--seed S]`` builds the wheel, installs it with pip into a
folder of its own, and damages one file at a time. Each time the program is asked to assess a case by its own way in:
in a process forked from one that has read nothing yet, for some as a process of its own too, for some as the window. It
has to refuse each: exit code 4, one sentence that names the file, nothing written; the notice in place of the window.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.integrity import MANIFEST  # noqa: E402
from tests.campaigns import evidence  # noqa: E402
from tests.installed import build_wheel, changed, flipped, held, run_in  # noqa: E402

SEED: Final = 20261123
FLIPS, OTHERS, PROCESSES, WINDOWS = 1000, 200, 50, 10
DAMAGED: Final = 4
SAMPLE: Final = ROOT / "resources" / "sample_case.json"
# Waits for arguments, one line of JSON each; answers every line in a forked child that has read nothing of the copy.
_SERVER: Final = """
import json, os, sys
from b12calc import entry
for line in sys.stdin:
    out, into = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(into, 1); os.dup2(into, 2); os.close(out)
        code = 1
        try:
            code = entry.main(json.loads(line))
            sys.stdout.flush(); sys.stderr.flush()
        finally:
            os._exit(code)
    os.close(into)
    with os.fdopen(out, "rb") as said:
        text = said.read().decode(errors="replace")
    print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text]), flush=True)
"""
_WINDOW: Final = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from b12calc_ui import wholeness
from b12calc_ui.launcher import main
app = QApplication(["b12calc", "-style", "fusion"])
def look():
    if wholeness.refusals or any(getattr(one, "live", None) and one.live.ready for one in app.topLevelWidgets()):
        timer.stop()
        print([type(one).__name__ for one in app.topLevelWidgets() if one.isVisible()])
        print([fault.name for notice in wholeness.refusals for fault in notice.faults])
        sys.stdout.flush()
        os._exit(wholeness.exit_code(0))
timer = QTimer(); timer.timeout.connect(look); timer.start(10)
sys.argv = ["b12calc"]
os._exit(main())
"""


class Damage(NamedTuple):
    """Hold one damage: its kind, the file, and what stands in it then; None where it is gone."""

    kind: str
    name: str
    data: bytes | None


def flips(copy: Path, count: int, chance: random.Random) -> Iterator[Damage]:
    """Yield damages of one byte: half in packs and tables, half in any file; each byte of a file as likely."""
    every = held(copy)
    rules = [name for name in every if name.startswith("b12calc/rules/") or name == "b12calc/parsed.txt"]
    for number in range(count):
        name = chance.choice(rules if number % 2 else every)
        data = (copy / name).read_bytes()
        place, mask = chance.randrange(len(data)), chance.randrange(1, 256)
        yield Damage("flipped byte", name, flipped(data, place, mask))


def others(copy: Path, count: int, chance: random.Random) -> Iterator[Damage]:
    """Yield the other damages in turn: cut short, one byte more, emptied, gone, a file too many."""
    every = held(copy)
    for number in range(count):
        name = chance.choice(every)
        data = (copy / name).read_bytes()
        extra = f"{Path(name).parent.as_posix()}/{chance.randrange(10**6)}{Path(name).suffix}"
        yield (
            Damage("cut short", name, data[: chance.randrange(1, len(data))]),
            Damage("one byte more", name, data + bytes([chance.randrange(256)])),
            Damage("emptied", name, b""),
            Damage("gone", name, None),
            Damage("a file too many", extra, data),
        )[number % 5]


class Asker:
    """Ask the program of a copy to assess, in the three ways it is started."""

    def __init__(self, copy: Path) -> None:
        self.copy, self.out = copy, copy.parent / "out.json"
        self.asked = ["assess", str(SAMPLE), "--today", "2026-03-12", "--json", str(self.out)]
        self.env = {**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen", "HOME": str(copy.parent),
                    "XDG_CONFIG_HOME": str(copy.parent), "TMPDIR": str(copy.parent)}  # fmt: skip
        self.server = subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVER], cwd=copy.parent, env=self.env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def close(self) -> None:
        """End the process that forks."""
        self.server.communicate()

    def forked(self, name: str) -> str:
        """Return what is wrong with the refusal of a forked process, or an empty text."""
        assert self.server.stdin is not None and self.server.stdout is not None
        self.server.stdin.write(json.dumps(self.asked) + "\n")
        self.server.stdin.flush()
        code, text = json.loads(self.server.stdout.readline())
        return self._judged(code, text, name)

    def process(self, name: str) -> str:
        """Return what is wrong with the refusal of a process of its own."""
        done = run_in(self.copy, *self.asked)
        return self._judged(done.returncode, done.stdout + done.stderr, name)

    def window(self, name: str) -> str:
        """Return what is wrong with the refusal of the window."""
        done = subprocess.run([sys.executable, "-P", "-c", _WINDOW], cwd=self.copy.parent, env=self.env,
                              capture_output=True, text=True, check=False, timeout=300)  # fmt: skip
        shown, faults, *_ = [*done.stdout.splitlines(), "", ""]
        right = done.returncode == DAMAGED and shown == "['DamagedWindow']" and _named(name, faults)
        return "" if right else f"window ended with {done.returncode}: {shown} {faults} {done.stderr[-300:]}"

    def _judged(self, code: int, text: str, name: str) -> str:
        written = self.out.exists()
        self.out.unlink(missing_ok=True)
        right = code == DAMAGED and len(text.splitlines()) == 1 and _named(name, text) and not written
        return "" if right else f"ended with {code}{', wrote a file' if written else ''}: {text[-300:]}"


def _named(name: str, text: str) -> bool:
    """Tell whether a refusal names the file; a list of sums that was changed may name what it does not fit instead."""
    return name in text or (name == MANIFEST and "b12calc/" in text)


class Found(NamedTuple):
    """Hold what came of all damages: how many of each kind and way, and each that was not refused."""

    counts: Counter[str]
    missed: list[str]


def run(copy: Path, damages: Iterator[Damage], processes: int, windows: int, total: int) -> Found:
    """Damage the copy by each in turn and ask it; some are asked as a process and as the window too."""
    asker, found = Asker(copy), Found(Counter(), [])
    for number, damage in enumerate(damages):
        ways = [asker.forked]
        ways += [asker.process] if processes and number % max(1, total // processes) == 0 else []
        ways += [asker.window] if windows and number % max(1, total // windows) == 0 else []
        with changed(copy / damage.name, damage.data):
            for way in ways:
                wrong = way(damage.name)
                found.counts[f"{damage.kind}, {way.__name__}"] += 1
                found.counts[f"{damage.kind}, {way.__name__}, refused"] += not wrong
                found.missed.extend([f"{damage.kind} in {damage.name}: {wrong}"] if wrong else [])
    # What was put back is whole again: else one damage would have hidden the next.
    if "ended with 0" not in asker.forked(""):
        found.missed.append("the copy does not answer at the end")
    asker.close()
    return found


def install(folder: Path) -> Path:
    """Build the wheel and have pip install it alone; return the folder of the packages."""
    wheel, copy = build_wheel(folder / "wheel"), folder / "copy"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--target", str(copy)]
    subprocess.run([*command, str(wheel)], check=True)
    return copy


def main() -> int:
    """Run the campaign, print what came of it and write it as evidence."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--flips", type=int, default=FLIPS)
    reader.add_argument("--others", type=int, default=OTHERS)
    reader.add_argument("--seed", type=int, default=SEED)
    reader.add_argument("--evidence", type=Path, default=evidence.FOLDER)
    given = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy, chance = install(Path(folder)), random.Random(given.seed)
        damages = [*flips(copy, given.flips, chance), *others(copy, given.others, chance)]
        found = run(copy, iter(damages), PROCESSES, WINDOWS, len(damages))
    command = f"python tests/campaigns/flips.py --flips {given.flips} --others {given.others} --seed {given.seed}"
    counts: dict[str, object] = {**dict(sorted(found.counts.items())), "not refused": len(found.missed)}
    path = evidence.write(
        "flips", what="One damaged file at a time in an installed copy, which is asked to assess a case",
        command=command, counts=counts, goal="1,000 flipped bytes and 200 other damages, each refused",
        held=not found.missed, seed=given.seed, remarks="; ".join(found.missed[:5]), folder=given.evidence,
    )  # fmt: skip
    print(path.read_text(encoding="utf-8"))
    return 1 if found.missed else 0


if __name__ == "__main__":
    sys.exit(main())
