"""P1 and P2: planted texts in every field of a visit; every byte written elsewhere and every socket is looked at."""

import tempfile
from pathlib import Path
from typing import Any, Final

from tests.campaigns import residue
from tests.campaigns.reliability.found import Found

WHAT: Final = (
    "A visit at the window under strace: entered, looked at, copied, saved, printed, ended; with the draft on; and "
    "ended by force with the draft on. Every path and payload, and every file left behind, is searched for what "
    "was planted"
)
GOAL: Final = "0 planted texts outside the files the user chose; 0 sockets but those of this computer"
NUMBER: Final = 0
VISITS: Final = {"as delivered": "", "with the draft on": "draft", "ended by force with the draft on": "cut"}


def run(number: int, seed: int) -> Found:
    """Make each visit once; ``number`` and ``seed`` have no part."""
    found = Found()
    for name, mode in VISITS.items():
        with tempfile.TemporaryDirectory(prefix="b12-residue-") as folder:
            seen = residue.visit(Path(folder), mode)
        _judge(name, mode, seen, found)
        keys = ("calls", "bytes in chosen files", "bytes elsewhere", "sockets", "planted", "control", "files left")
        found.more[name] = {key: seen[key] for key in keys} | {"planted texts found elsewhere": len(seen["hits"])}
    found.remarks.append(
        "The settings folder and the temporary folder are of this run alone; a core dump, the swap and the spooler of "
        "a printer were not looked at"
    )
    return found


def _judge(name: str, mode: str, seen: dict[str, Any], found: Found) -> None:
    found.counts["visits"] += 1
    found.counts["calls looked at"] += seen["calls"]
    found.counts["planted texts found outside chosen files"] += len(seen["hits"])
    others = {kind: count for kind, count in seen["sockets"].items() if kind != "AF_UNIX"}
    found.counts["sockets that are not of this computer"] += sum(others.values())
    for where, word in seen["hits"][:3]:
        found.fault(f"{name}: a planted text of {len(word)} signs in {Path(where).name}")
    if others:
        found.fault(f"{name}: sockets of {others}")
    if seen["cut short"] or not (seen["control"] or mode == "cut"):
        found.fault(f"{name}: the trace is cut short, or the chosen file does not hold what was planted")
