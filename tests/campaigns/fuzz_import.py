"""``python tests/campaigns/fuzz_import.py [--inputs N] [--seed S] [--format F]``: broken reports at the import's door.

Real messages and pasted reports (tests/exchange/incoming) are broken in one to eight places: bytes turned, cut,
doubled, moved, figures and units changed, pieces of other formats put in, separators multiplied, encodings mixed. Each
is read by the door: in the format it was, in another, or found out. Held: nothing is raised but ProblemsFound; none
takes longer than one second of processor time; an accepted figure stands in the text as given, has a unit of its
analyte and no status but final, corrected or none. Prints counts, the slowest input and the peak of memory; exit
code 1 where something does not hold, with the first ten inputs kept in --keep.
"""

import argparse
import json
import resource
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from b12calc.analytes import analytes  # noqa: E402
from b12calc.exchange.incoming.door import FORMATS, Format, Reading, read_results  # noqa: E402
from b12calc.exchange.incoming.imported import Import, ImportedResult  # noqa: E402
from b12calc.exchange.pasted import text_of as decoded  # noqa: E402
from b12calc.problems import ProblemsFound  # noqa: E402
from tests.campaigns.fuzz_breaking import LARGEST, broken  # noqa: E402

TODAY = date(2026, 11, 22)
SECONDS = 1.0
MEGABYTES = 512
SAMPLES = ROOT / "tests" / "exchange" / "incoming"
KINDS: dict[str, Format] = {"hl7v2": "hl7", "fhir": "fhir", "gdt": "gdt", "edifact": "edifact"}


@dataclass(slots=True)
class Tally:
    """Count what was fed and what came of it, and keep what did not hold."""

    inputs: int = 0
    refused: int = 0
    accepted: int = 0
    doubtful: int = 0
    read_as: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    faults: list[tuple[str, bytes]] = field(default_factory=list)

    def said(self) -> str:
        """Return the counts as one line."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.inputs} inputs {dict(self.read_as)}, {self.refused} refused, {self.accepted} results accepted, "
            f"{self.doubtful} doubtful, slowest {self.slowest:.3f} s, peak {peak} MB, {len(self.faults)} faults"
        )


def seeds() -> list[tuple[bytes, Format]]:
    """Return every sample message and pasted text of the tests with its format, small ones only."""
    found: list[tuple[bytes, Format]] = []
    for kind, name in KINDS.items():
        found += [(path.read_bytes(), name) for path in sorted((SAMPLES / "samples" / kind).glob("*.*"))]
    for path in sorted((SAMPLES / "pasted").glob("*.toml")):
        found += [(row["text"].encode(), "text") for row in tomllib.loads(path.read_text())["case"]]
    for path in sorted((SAMPLES / "blind").glob("*.json")):
        found += [(text.encode(), name) for text, name in _texts(json.loads(path.read_text()))]
    return [(data, name) for data, name in found if data and len(data) <= LARGEST]


def _texts(rows: list[dict[str, str]]) -> Iterator[tuple[str, Format]]:
    for row in rows:
        name = row.get("format", "text")
        for one in FORMATS:
            if "text" in row and name == one:
                yield row["text"], one


def tried(data: bytes, name: Format | None, tally: Tally) -> None:
    """Read one input and hold what came of it."""
    began = time.process_time()
    try:
        found = read_results(data, Reading(TODAY, day_first=True), name)
    except ProblemsFound:
        tally.refused += 1
    except Exception as error:
        tally.faults.append((f"{type(error).__name__}: {error}"[:200], data))
    else:
        tally.read_as[found.read_as] += 1
        tally.faults += [(fault, data) for fault in faults_of(found, data)]
        results = [result for patient in found.patients for result in patient.results]
        tally.accepted += sum(result.verdict == "accepted" for result in results)
        tally.doubtful += sum(result.verdict == "doubtful" for result in results)
    spent = time.process_time() - began
    tally.inputs += 1
    tally.slowest = max(tally.slowest, spent)
    if spent > SECONDS:
        tally.faults.append((f"took {spent:.2f} s", data))


def faults_of(found: Import, data: bytes) -> list[str]:
    """Say what may never be: an accepted figure that is not sent, or without unit, or not final."""
    texts = [decoded(data), data.decode("cp437", "replace"), data.decode("latin-1")]
    accepted = (r for patient in found.patients for r in patient.results if r.verdict == "accepted")
    return [fault for result in accepted for fault in _faults(result, texts)]


def _faults(result: ImportedResult, texts: list[str]) -> Iterator[str]:
    if result.why:
        yield "accepted with a doubt"
    if result.status in ("preliminary", "cancelled"):
        yield f"accepted although {result.status}"
    if result.value is None:
        if result.finding is None:
            yield "accepted without figure and finding"
        return
    if not any(result.value in text for text in texts):
        yield f"accepted {result.value}, which is not in the text"
    units = analytes()[result.analyte].units
    if not analytes()[result.analyte].any_unit and result.unit not in units:
        yield f"accepted {result.analyte} in {result.unit}"


def main() -> int:
    """Run the campaign and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--inputs", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--format", choices=FORMATS)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    held = [one for one in seeds() if given.format in (None, one[1])]
    tally, random = Tally(), Random(given.seed)
    for count in range(1, given.inputs + 1):
        tried(*broken(random, held), tally)
        if count % 50_000 == 0:
            print(tally.said(), flush=True)
    print(f"seed {given.seed}, {len(held)} reports: {tally.said()}")
    for place, (fault, data) in enumerate(tally.faults[:10]):
        print(f"  {fault}")
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            (given.keep / f"fault-{place}.bin").write_bytes(data)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return 1 if tally.faults or peak > MEGABYTES else 0


if __name__ == "__main__":
    raise SystemExit(main())
