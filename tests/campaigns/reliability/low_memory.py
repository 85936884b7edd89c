"""R13: the memory a process may have is lowered step by step until nothing starts."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from b12calc.scarce import NO_MEMORY
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import ROOT
from tests.campaigns.reliability.writers import case_of

WHAT: Final = (
    "The command line writes JSON, note and PDF over older ones, and the window is started with a case as a user does, "
    "answers it and saves it over an older file, under an address space that is 16 MiB smaller each time"
)
GOAL: Final = "A clean message or a clean end at every step; older files untouched or replaced whole"
NUMBER: Final = 16
MIB: Final = 1 << 20
FROM: Final = {"command line": 160, "window": 256}
WINDOW: Final = """
import sys
from pathlib import Path
from b12calc_ui import launcher

given, out, real = sys.argv[1], Path(sys.argv[2]), launcher._window
sys.argv = ["b12calc", given]


def start(file):
    # What is imported here is so where the program itself imports: inside what tells a want of memory.
    from PySide6.QtCore import QTimer
    from b12calc_ui import app, handover, scarcity

    build, turns = app.build, []

    def built(*words, **more):
        made, window = build(*words, **more)
        timer = QTimer(window)
        timer.timeout.connect(lambda: turn(made, window))
        timer.start(50)
        return made, window

    def turn(made, window):
        turns.append(1)
        if scarcity._not_started or len(turns) > 2000:
            made.exit(0)
        elif window.bar.trouble:
            made.exit(3)
        elif window.live.ready and window.answer.shown is not None:
            made.exit(0 if window.files.save_path(out) else 3)

    app.build, handover.hand_over = built, lambda _path: False
    return real(file)


launcher._window = start
sys.exit(launcher.main())
"""


def run(number: int, seed: int, at: Mapping[str, Sequence[int]] | None = None) -> Found:
    """Lower the limit by ``number`` MiB at a time, or try the limits named; ``seed`` has no part."""
    found = Found()
    with TemporaryDirectory(prefix="b12-memory-") as made:
        folder = Path(made)
        (folder / "home").mkdir(mode=0o700)
        (folder / "case.json").write_text(json.dumps(case_of(0)), encoding="utf-8")
        for kind, start in FROM.items():
            outs = [folder / f"out.{one}" for one in (("json", "txt", "pdf") if kind == "command line" else ("json",))]
            whole, dead = _whole(kind, folder, outs), 0
            for limit in at[kind] if at else range(start, 0, -number):
                how = _one(kind, (folder, outs, whole), limit, found)
                print(f"{kind} at {limit} MiB: {how}", flush=True)
                dead = dead + 1 if how == "did not start" else 0
                if dead == 3:
                    break
    found.remarks.append(
        "An end by a signal of the C library or of Qt, and a traceback, are counted and are no clean end; did not "
        "start: the loader or Python itself ended before the first line of the program"
    )
    return found


def _command(kind: str, folder: Path, outs: list[Path]) -> list[str]:
    case = str(folder / "case.json")
    if kind == "window":
        return [sys.executable, "-c", WINDOW, case, str(outs[0])]
    named = ["--json", str(outs[0]), "--note", str(outs[1]), "--pdf", str(outs[2])]
    return [sys.executable, "-m", "b12calc", "assess", case, "--today", "2026-03-12", *named]


def _start(command: list[str], mib: int | None, home: Path) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        if mib is not None:
            resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    path = os.pathsep.join((str(ROOT), str(ROOT / "ui")))
    own = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), str(home))
    environment = os.environ | {"PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"} | own
    return subprocess.run(
        command, preexec_fn=limited, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def _whole(kind: str, folder: Path, outs: list[Path]) -> dict[Path, bytes]:
    done = _start(_command(kind, folder, outs), None, folder / "home")
    assert done.returncode == 0, done.stderr
    return {path: path.read_bytes() for path in outs}


def _one(kind: str, files: tuple[Path, list[Path], dict[Path, bytes]], mib: int, found: Found) -> str:
    folder, outs, whole = files
    for path in outs:
        path.write_bytes(b"older")
    done = _start(_command(kind, folder, outs), mib, folder / "home")
    held = {path: path.read_bytes() for path in outs}
    if any(data not in (b"older", whole[path]) for path, data in held.items()):
        found.fault(f"{kind} at {mib} MiB: a file is torn")
    if done.returncode == 0 and held != whole:
        found.fault(f"{kind} at {mib} MiB: said done, and a file is old")
    if any(path.name.startswith(".b12calc-") for path in folder.iterdir()):
        found.counts[f"{kind}: runs that left a part"] += 1
        for path in folder.glob(".b12calc-*"):
            path.unlink()
    how = _how(done)
    found.counts[f"{kind}: {how}"] += 1
    if how in ("traceback", "ended by a signal"):
        found.fault(f"{kind} at {mib} MiB: {how}: {(done.stderr.strip().splitlines() or [''])[-1][:120]}")
    return how


def _how(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode == 0:
        return "done"
    if "Fatal Python error" in done.stderr or "error while loading shared" in done.stderr:
        return "did not start"
    if done.returncode < 0:
        return "ended by a signal"
    if "Traceback" in done.stderr:
        return "traceback"
    said = [line for line in done.stderr.splitlines() if line.startswith("b12calc: ")]
    return "told in one sentence, code 5" if done.returncode == NO_MEMORY and len(said) == 1 else "another clean end"
