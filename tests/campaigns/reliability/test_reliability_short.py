"""Short shares of the other campaigns, always the same ones, and faults each has to see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.campaigns import run as door
from tests.campaigns.reliability import corruption, kill9, low_memory, older, soak, upgrade
from tests.campaigns.reliability.disk_model import Disk, Op
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.writers import Doors, Writer, leftovers

ROOT = Path(__file__).resolve().parents[3]
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")


def test_files_of_every_earlier_stage_open_and_newer_ones_do_not() -> None:
    found = upgrade.run(0, 0)
    assert found.faults == [] and found.counts["files of earlier stages"] == 18


def test_damage_is_refused_or_harmless() -> None:
    found = corruption.run(400, 7)
    assert found.faults == [] and found.counts["record PDF: refused"] > 50


@pytest.mark.skipif(sys.platform != "linux", reason="limits the addresses of a process as Linux does")
def test_a_start_without_enough_memory_ends_cleanly() -> None:
    found = low_memory.run(0, 0, {"command line": (512, 56, 40), "window": (128, 96)})
    assert found.faults == [] and found.counts["command line: done"] == 1
    assert sum(number for how, number in found.counts.items() if how.endswith("code 5")) == 4


def test_five_patients_of_the_clinic_are_treated_and_every_answer_is_true(qapp: QApplication) -> None:
    found = Found()
    times, states = soak.treated(5, 3, found)
    assert found.faults == [] and found.counts["patients"] == found.counts["with an answer"] == 5
    assert len(times) > 30 and len(states) == 5


@pytest.mark.parametrize(
    ("late", "memory", "files", "fault"),
    [
        (1.0, 1000, 9, ""), (1.04, 1040, 8, ""), (1.06, 1000, 9, "times the fixed work"), (60.0, 1000, 9, "p99"),
        (1.0, 1060, 9, "memory grew"), (1.0, 1000, 10, "open files from 9 to 10"),
    ],
)  # fmt: skip
def test_drift_slowness_growth_and_an_open_file_are_seen(late: float, memory: int, files: int, fault: str) -> None:
    found = Found()
    times = [(2.0, 3.0, 4.0)] * 400 + [(2.0 * late, 3.0, 4.0 * late)] * 100
    soak.judge(times, [(100, 1000, 9), (200, 1000, 9), (300, 1000, 9), (400, 1000, 9), (500, memory, files)], found)
    assert any(fault in one for one in found.faults) if fault else found.faults == []


@forks
def test_a_process_killed_while_it_saves_tears_nothing() -> None:
    path = os.pathsep.join((str(ROOT), str(ROOT / "ui")))
    script = "from tests.campaigns.reliability import kill9; f = kill9.run(60, 3, {0}); assert not f.faults, f.faults"
    named = ("case file", "draft", "own laboratory", "settings", "note")
    command = [sys.executable, "-c", script.format(named)]
    more = {"PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=os.environ | more, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("state", "fault"), [({"a": -1}, "torn"), ({"a": 3}, "acknowledged"), ({}, "acknowledged"), ({"a": 5}, "")]
)
def test_a_torn_and_a_lost_file_are_seen_after_a_kill(state: dict[str, int], fault: str, tmp_path: Path) -> None:
    class Told(Writer):
        def read(self, folder: Path) -> dict[str, int]:
            return state

    found = Found()
    kill9._judge(Told("a", lambda _folder, _turn: "", sizes={"a": 1}), tmp_path, 4, 5, found)
    assert [fault in one for one in found.faults] == ([True] if fault else [])


def test_the_model_of_a_disk_loses_what_was_not_flushed() -> None:
    disk = Disk({"/d/a": b"old"})
    for op in (Op("create", ("/d/t",), 1), Op("write", ("/d/t",), 1, b"new", 0), Op("rename", ("/d/a", "/d/t"), 1)):
        disk.take(op)
    assert disk.after_power_loss((0, 0, 0)) == {"/d/a": b"old"}
    assert disk.after_power_loss((0, 0, 1)) == {"/d/a": b""}  # renamed before it was flushed
    assert disk.after_power_loss((1, 1, 1)) == {"/d/a": b"new"}
    disk.take(Op("flush", ("/d/t",), 1))
    assert disk.after_power_loss((0, 1)) == {"/d/a": b"new"}
    disk.take(Op("flush", ("/d",), 0))
    assert disk.unflushed() == [] and disk.after_power_loss(()) == {"/d/a": b"new"}


def test_a_writer_tells_each_turn_from_the_others(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (note,) = (one for one in Doors(tmp_path / "in").all() if one.name == "note")
    note.learn(tmp_path / "known")
    assert sorted(note.known.values()) == list(range(8))
    (tmp_path / "w").mkdir()
    assert note.write(tmp_path / "w", 3) == "" and note.read(tmp_path / "w") == {"out.txt": 3}
    (tmp_path / "w" / "out.txt").write_bytes(b"half")
    (tmp_path / "w" / ".b12calc-x.part").write_bytes(b"")
    assert note.read(tmp_path / "w") == {"out.txt": -1} and len(leftovers(tmp_path / "w")) == 1


def test_every_campaign_is_listed_with_a_line() -> None:
    lines = door.listed().splitlines()
    assert len(lines) == len(door.RELIABILITY) + len(older.CAMPAIGNS) and all(len(line) > 30 for line in lines)
    for name in door.RELIABILITY:
        assert door.of(name).GOAL and door.of(name).WHAT


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("seed 1, 99 reports: 200 inputs {}, 7 refused, 0 faults\n", {"inputs": 200, "refused": 7, "faults": 0}),
        ('said\n{\n "events": 5\n}\n', {"events": 5}),
        ("seed 1\n     12 cases\n      3 refused: PDF\n", {"cases": 12, "refused: PDF": 3}),
    ],
)
def test_the_counts_of_older_campaigns_are_read_off_what_they_print(text: str, counts: dict[str, int]) -> None:
    assert counts.items() <= older.counts_of(text).items()
