"""Everything this program writes, each through the door that writes it: eight contents that tell their turn.

``write`` makes one real write of one turn into a folder and returns what the user was told, an empty text where it was
said to be done. ``read`` says of which turn each visible file is.
"""

import argparse
import contextlib
import hashlib
import io
import json
import os
import pickle
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from b12calc import cli, outputs
from b12calc.assets import asset

TURNS: Final = 8
TORN: Final = -1
TODAY: Final = "2026-03-12"
_PART = re.compile(r"\.b12calc-.*\.part")
# What Qt lays beside a settings file while it writes, and its locks.
_QT = re.compile(r"(window\.ini\.(lock|[A-Za-z0-9]{6})|lock|\.lock)(\.rmlock)*")
_NEXT = re.compile(r"(-\d{4}-\d\d-\d\d)-\d+(?=\.pdf$)")
Write = Callable[[Path, int], str]


@dataclass
class Writer:
    """Hold one way of writing.

    ``fresh``: into a place where nothing stands, as others take away what was written; ``retried``: what is said not to
    be written may be written all the same a moment later, as Qt tries settings again;
    ``apart``: by a library with threads, which is to be used in forked processes alone.
    """

    name: str
    write: Write
    plain: Callable[[str, bytes], bytes] = lambda _name, data: data
    fresh: bool = False
    retried: bool = False
    apart: bool = False
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def learn(self, scratch: Path) -> None:
        """Write each turn once where nothing fails, and remember what lies there then."""
        for turn in range(TURNS):
            folder = scratch / self.name / str(turn)
            folder.mkdir(parents=True)
            told = self.write(folder, turn)
            assert not told, f"{self.name}: {told}"
            for name, data in visible(folder):
                self.known[name, self._mark(name, data)] = turn
                self.sizes[name] = len(data)

    def learn_apart(self, scratch: Path) -> None:
        """Learn in a forked process, and take over what it learnt."""
        reader, writer = os.pipe()
        if os.fork() == 0:
            self.learn(scratch)
            with os.fdopen(writer, "wb") as out:
                pickle.dump((self.known, self.sizes), out)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as told:
            self.known, self.sizes = pickle.load(told)
        os.wait()

    def read(self, folder: Path) -> dict[str, int]:
        """Return the turn of each visible file, TORN where it is of none."""
        return {name: self.turn_of(name, data) for name, data in visible(folder)}

    def turn_of(self, name: str, data: bytes) -> int:
        """Return the turn of a file; a name with a number is that of the next free one."""
        return self.known.get((_NEXT.sub(r"\1", name), self._mark(name, data)), TORN)

    def _mark(self, name: str, data: bytes) -> str:
        try:
            return hashlib.sha256(self.plain(name, data)).hexdigest()
        except Exception:
            return "unreadable"


def visible(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder a user sees, with what they hold."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not is_leftover(path):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def is_leftover(path: Path) -> bool:
    """Tell whether a file is a part or lock that no door takes for the real one."""
    return bool(_PART.fullmatch(path.name) or _QT.fullmatch(path.name))


def leftovers(folder: Path) -> list[Path]:
    """Return the parts that a write left behind."""
    return [path for path in folder.rglob("*") if _PART.fullmatch(path.name) or re.search(r"\.ini\.\w{6}$", path.name)]


def case_of(turn: int) -> dict[str, Any]:
    """Return the sample case as that of another patient in each turn."""
    raw: dict[str, Any] = json.loads(asset("sample_case.json").read_bytes())
    raw["patient"] = raw.get("patient", {}) | {"name": f"Turn {turn}", "identifier": "0123456789" * (turn + 1)}
    raw["visits"][0]["results"][0]["value"] = str(101 + turn)
    return raw


class Doors:
    """Write through the command line, from inputs that lie elsewhere."""

    def __init__(self, inputs: Path) -> None:
        self.inputs = inputs
        vars(cli)["outputs"] = made_once()
        for turn in range(TURNS):
            (inputs / f"{turn}.json").write_text(json.dumps(case_of(turn)), encoding="utf-8")
            rows = "".join(f"T{turn}-{row},4{row},female,{150 + turn},ng/L\n" for row in range(3 + turn))
            table = f"id,age,sex,total_b12,total_b12_unit\n{rows}wrong,x,female,1,ng/L\n"
            (inputs / f"{turn}.csv").write_text(table, encoding="utf-8")

    def all(self) -> list[Writer]:
        """Return every writer of the command line."""
        return [
            Writer("note", self._assess("--note", "out.txt")),
            Writer("calendar", self._assess("--ics", "out.ics")),
            Writer("record PDF", self._assess("--pdf", "out.pdf")),
            Writer("five files together", self._assess("--json", "out.json", "--note", "out.txt", "--pdf", "out.pdf",
                                                       "--ics", "out.ics", "--csv", "out.csv")),
            Writer("audit CSV", self._audit("out.csv", "--summary", "out.html"), apart=True),
            Writer("audit Parquet", self._audit("out.parquet"), apart=True),
        ]  # fmt: skip

    def _assess(self, *outputs: str) -> Write:
        def write(folder: Path, turn: int) -> str:
            named = [str(folder / one) if "." in one else one for one in outputs]
            label = ["--ics-label", f"Turn {turn}"] if "--ics" in outputs else []
            return said(["assess", str(self.inputs / f"{turn}.json"), "--today", TODAY, *named, *label])

        return write

    def _audit(self, out: str, *more: str) -> Write:
        def write(folder: Path, turn: int) -> str:
            named = [str(folder / one) if "." in one else one for one in more]
            return said(["audit", str(self.inputs / f"{turn}.csv"), str(folder / out), "--today", TODAY, *named])

        return write


def made_once() -> Any:
    """Return what makes the outputs of a case, each made once: a fault meets the writing, over and over."""
    held: dict[tuple[str, str], bytes] = {}
    real = outputs.outputs

    def remembered(options: argparse.Namespace, *words: Any) -> list[outputs.Output]:
        asked = bool(options.ics)  # papers bear the dates of the calendar

        def bytes_of(name: str, make: Callable[[], bytes]) -> bytes:
            key = f"{options.case} {asked}", Path(name).name
            if key not in held:
                held[key] = make()
            return held[key]

        return [(name, partial(bytes_of, name, make)) for name, make in real(options, *words)]

    return remembered


def said(arguments: list[str]) -> str:
    """Run one command of the program in this process; return what it said where it did not do it."""
    heard = io.StringIO()
    with contextlib.redirect_stderr(heard), contextlib.redirect_stdout(io.StringIO()):
        code = cli.main(arguments)
    if code == 0:
        return ""
    return heard.getvalue().strip() or "nothing"
