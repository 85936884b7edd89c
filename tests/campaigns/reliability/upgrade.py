"""R14: the files of every earlier stage open as they were meant and stay as they are; a newer format is refused."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from b12calc.models.reading import read_case
from b12calc.models.vocabulary import CASE_FORMAT
from b12calc.problems import ProblemsFound
from b12calc.rules import replay_assessment
from b12calc_ui.opening import NotOpened, read_file
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.stages import ROOT
from tests.campaigns.reliability.writers import case_of

WHAT: Final = "Cases, notes, record PDFs and assessments that earlier stages wrote are opened by the present readers"
GOAL: Final = (
    "All open with the case of then, byte for byte untouched, advice of then decided again; newer formats refused"
)
NUMBER: Final = 0
OLD: Final = ROOT / "tests" / "cases_of_old"
PASSWORDS: Final = {"1838-locked": "correct horse"}
NEVER_HELD: Final = ("0835-first.note.txt", "0835-first.record.pdf")  # from before papers held their case


def run(number: int, seed: int) -> Found:
    """Open every file; ``number`` and ``seed`` have no part."""
    found = Found()
    for path in sorted(OLD.glob("[0-9]*.*")):
        before = path.read_bytes()
        _assessment(path, found) if ".assessment." in path.name else _file(path, found)
        if path.read_bytes() != before:
            found.fault(f"{path.name} was written to")
        found.counts["files of earlier stages"] += 1
    with TemporaryDirectory(prefix="b12-newer-") as made:
        _newer(Path(made), found)
    found.remarks.append("No version was given out yet: the stages are those of the development")
    return found


def _stage(path: Path) -> tuple[str, Any]:
    stage = path.name.split(".")[0]
    return stage, read_case((OLD / f"{stage}.case.json").read_bytes())


def _file(path: Path, found: Found) -> None:
    stage, case = _stage(path)
    try:
        opened = read_file(path, PASSWORDS.get(stage, "") if path.suffix == ".pdf" else "").case
    except NotOpened as why:
        if path.name not in NEVER_HELD:
            found.fault(f"{path.name}: {why}")
        found.counts["refused with the reason, as they never held a case"] += path.name in NEVER_HELD
    else:
        if opened != case:
            found.fault(f"{path.name}: another case than that of its stage")
        found.counts["opened with the case of then"] += 1


def _assessment(path: Path, found: Found) -> None:
    _name, case = _stage(path)
    try:
        again = replay_assessment(path.read_bytes(), case)
    except ProblemsFound as why:
        found.fault(f"{path.name}: {why.problems[0]}")
        return
    if again.edition is None:
        found.counts["assessments whose rules are not held, named as such"] += "still changed under" in again.said
    elif again.decisions_same:
        found.counts["assessments decided again alike"] += 1
    else:
        found.fault(f"{path.name} is decided otherwise under its own edition: {again.said}")


def _newer(folder: Path, found: Found) -> None:
    """Refuse formats of a later program in one sentence, and the file as it was."""
    name, figure = re.fullmatch(r"(.*?)(\d+)", CASE_FORMAT).groups()  # type: ignore[union-attr]
    for later in (int(figure) + 1, int(figure) + 9, 999):
        path = folder / "newer.json"
        path.write_text(json.dumps(case_of(0) | {"format": f"{name}{later}"}), encoding="utf-8")
        before = path.read_bytes()
        try:
            read_file(path)
        except NotOpened as why:
            found.counts["newer formats refused"] += "\n" not in str(why)
        else:
            found.fault(f"a case of format {later} was opened")
        if path.read_bytes() != before:
            found.fault("a newer file was written to")
