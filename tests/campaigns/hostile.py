"""``python tests/campaigns/hostile.py [--texts N] [--seed S]``: hostile texts in every text field, watched by strace.

Each text of hostile_strings.py stands in every free field of the sample case, in the practice heading and as the name
of laboratory and clinic: record on A4 and A5, note, web page, JSON, patient sheet and treatment card hold it as typed,
or refuse it in one sentence that shows nothing unseen. Then it stands alone in each field that has a form of its own.
Where strace is installed the whole runs under it: no file is opened, no socket made, no program started. Without it
Python's own audit events are listened to. Prints the counts and one example of each fault; exit code 1 where there is
one.
"""

import argparse
import codecs
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.campaigns.hostile_strings import COUNT, strings  # noqa: E402
from tests.campaigns.hostile_trial import said_otherwise, strict_otherwise  # noqa: E402
from tests.campaigns.watching import Watch  # noqa: E402

BEGIN, END = "/the-hostile-part-begins", "/the-hostile-part-ends"


def outcomes(text: str) -> list[str]:
    """Return what became of one text, faults and refusals; a crash is a fault."""
    found: list[str] = []
    for trial in (said_otherwise, strict_otherwise):
        try:
            found += trial(text)
        except Exception as fault:
            found.append(f"CRASH {type(fault).__name__}: {fault}")
    return found


def run(count: int, seed: int) -> int:
    """Try every text and print what was found; the number of faults."""
    outcomes("Elinor Ashby")  # everything is loaded
    for codec in ("unicode_escape", "utf-16-le"):
        codecs.lookup(codec)
    counts, examples, begun = Counter[str](), dict[str, str](), time.monotonic()
    os.access(BEGIN, 0)
    with Watch() as watch:
        for kind, text in strings(count, seed):
            found = outcomes(text)
            faults = [one for one in found if not one.startswith("refused")]
            counts.update(one if one.startswith("refused") else f"FAULT {one[:30]}" for one in found)
            counts["texts refused on paper"] += "refused: PDF" in found
            counts["texts as typed everywhere"] += not faults and not {"refused: PDF", "refused: case"} & set(found)
            examples |= {one[:30]: f"{kind} {text[:60]!r}: {one[:300]}" for one in faults}
    os.access(END, 0)
    print(f"{count} texts, seed {seed}, in {time.monotonic() - begun:.0f} s")
    for name, number in sorted(counts.items()):
        print(f"{number:7} {name}")
    for example in examples.values():
        print(example)
    print(f"{len(watch.seen):7} audit events of files, sockets and programs {sorted(set(watch.seen))[:5]}")
    return len(examples) + len(watch.seen)


def traced(arguments: list[str]) -> int:
    """Run under strace and count the calls between the two marks."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder, "trace.txt")
        watch = ["strace", "-f", "-qq", "-e", "trace=%file,%network,%process", "-o", str(trace)]
        ended = subprocess.run([*watch, sys.executable, __file__, *arguments, "--inside"], check=False)
        calls = trace.read_text("utf-8", "replace")
    between = calls.partition(BEGIN)[2].partition(END)[0].splitlines()[1:-1]
    print(f"{len(between):7} system calls of files, network and processes under strace")
    print("\n".join(between[:5]))
    return int(ended.returncode or bool(between))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside or not shutil.which("strace"):
        return int(bool(run(options.texts, options.seed)))
    return traced(["--texts", str(options.texts), "--seed", str(options.seed)])


if __name__ == "__main__":
    raise SystemExit(main())
