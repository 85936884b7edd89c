"""Short shares of the campaigns against failing and full disks, each in a process under the shim."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.reliability import shim
from tests.campaigns.reliability.stages import ROOT

pytestmark = pytest.mark.skipif(not shim.can_build(), reason="needs Linux and gcc")
RUNS = """
import importlib, json, sys
name, only, more = json.loads(sys.argv[1])
campaign = importlib.import_module(f"tests.campaigns.reliability.{name}")
found = campaign.run(0, 1, **({"only": tuple(only)} if only else {}), **more)
print(json.dumps([found.figures(), found.faults]))
"""


def tried(folder: Path, name: str, only: tuple[str, ...] = (), **more: int) -> dict[str, int]:
    """Run a campaign for some writers and return its figures; no fault may be among them."""
    path = os.pathsep.join((str(ROOT), str(ROOT / "ui")))
    under = {"LD_PRELOAD": str(shim.build(folder)), shim.MARK: "1", "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", RUNS, json.dumps([name, only, more])]
    done = subprocess.run(command, env=os.environ | under, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    figures, faults = json.loads(done.stdout.splitlines()[-1])
    assert faults == []
    return dict(figures)


def test_each_call_of_saving_a_case_fails_in_turn(tmp_path: Path) -> None:
    figures = tried(tmp_path, "kth_fault", ("case file", "own clinic"))
    assert figures["faults injected"] > 150 and figures["said not done"] > 80 and figures["said done"] > 50


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="fills a file system of its own, as root")
def test_the_disk_is_full_at_each_step(tmp_path: Path) -> None:
    figures = tried(tmp_path, "disk_full", ("case file", "draft"), step=1024)
    assert figures["steps of 512 bytes"] > 10 and figures["said not done"] > 5


def test_the_clock_is_moved(tmp_path: Path) -> None:
    figures = tried(tmp_path, "clock")
    assert figures["clocks"] == 21 and figures["assessed for the day of the clock"] > 10


def test_a_write_that_tears_is_found(tmp_path: Path) -> None:
    """Let a writer write in place: the first fault in it has to be seen."""
    careless = """
import json, sys
from pathlib import Path
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.kth_fault import _each_k
from tests.campaigns.reliability.shim import Shim
from tests.campaigns.reliability.stages import Stage
from tests.campaigns.reliability.writers import Writer

def write(folder, turn):
    try:
        (folder / "a").write_bytes(b"%d" % turn * 999)
    except OSError as error:
        return str(error)
    return ""

found, folder = Found(), Path(sys.argv[1])
writer = Writer("careless", write)
writer.learn(folder / "known")
_each_k(Stage(writer, folder / "tried", found), Shim(), (True, "ENOSPC", 28, False))
print(json.dumps(found.faults))
"""
    under = {"LD_PRELOAD": str(shim.build(tmp_path)), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", careless, str(tmp_path)]
    done = subprocess.run(command, env=os.environ | under, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert any("torn" in fault for fault in json.loads(done.stdout.splitlines()[-1]))
