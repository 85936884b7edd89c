"""Rubbish is not hunted for while the window grows, and what it grew into is set aside once; later all is as ever."""

import gc
import json
import os
import subprocess
import sys
import weakref

import pytest

from b12calc_ui.growing import growing

COUNT = """
import gc, json, sys
from b12calc_ui.app import build
from b12calc_ui.growing import set_aside_once
hunts = []
app, window = build(["b12calc"])
set_aside_once(window.live)
gc.callbacks.append(lambda phase, _info: hunts.append(phase) if phase == "start" else None)
turns = 0
while not window.live.ready:
    turns += 1
    window._wake()
held = gc.get_freeze_count()
window.live.refresh()
print(json.dumps([len(hunts), turns, gc.isenabled(), held, gc.get_freeze_count()]))
sys.stdout.flush()
import os
os._exit(0)
"""


def test_no_hunt_until_the_rules_are_ready_and_what_stands_then_is_set_aside_once() -> None:
    kept = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", COUNT], env=kept, capture_output=True, text=True, check=True)
    hunts, turns, collecting, held, after = json.loads(done.stdout)
    assert collecting
    assert hunts <= turns + 2 < 30, "a hunt may begin between the turns, none inside them"
    assert held >= after > 10_000, "set aside once; what is let go of later goes"


def test_rubbish_is_collected_again_afterwards_also_after_an_error() -> None:
    @growing()
    def fail() -> None:
        assert not gc.isenabled()
        raise ValueError

    assert gc.isenabled()
    with pytest.raises(ValueError):
        fail()
    assert gc.isenabled()


def test_what_is_made_later_in_a_circle_is_still_collected() -> None:
    class Piece:
        pass

    one = Piece()
    one.itself = one  # type: ignore[attr-defined]
    gone = weakref.ref(one)
    with growing():
        del one
    gc.collect()
    assert gone() is None


def test_what_stays_is_looked_through_no_more_and_nothing_else_is_set_aside() -> None:
    held = gc.get_freeze_count()
    with growing():
        pass
    assert gc.get_freeze_count() == held
    with growing(stays=True):
        kept = [[] for _ in range(100)]  # type: list[list[object]]
    try:
        assert gc.get_freeze_count() >= held + len(kept)
    finally:
        gc.unfreeze()
