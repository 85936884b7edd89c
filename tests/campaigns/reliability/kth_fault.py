"""R2: the k-th call on files fails, k = 1 and on until none fails, once and from then on, with five errors."""

from itertools import count
from typing import Final

from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.shim import ERRORS, Shim
from tests.campaigns.reliability.stages import Stage, every_writer

WHAT: Final = (
    "Each call that opens, writes, flushes, renames, links, removes or makes a file fails in turn, while each of the "
    "program's writers writes; through a library between the program and the C library"
)
GOAL: Final = "All k, five errors, two modes: old or new state whole, the user told, the next write undisturbed"
NUMBER: Final = 0
NEEDS: Final = ("shim",)
_ALONE: Final = ("unlink",)


def run(number: int, seed: int, only: tuple[str, ...] = ()) -> Found:
    """Try every writer; ``number`` and ``seed`` have no part, everything is tried."""
    found, shim = Found(), Shim()
    seen: dict[str, str] = {}
    with every_writer(only) as (folder, writers, _window):
        for writer in writers:
            stage = Stage(writer, folder / "tried" / writer.name, found)
            for older in (True, False) if not writer.fresh else (False,):
                for name, error in ERRORS.items():
                    for lasting in (False, True) if older or writer.fresh else (False,):
                        _each_k(stage, shim, (older, name, error, lasting))
            seen[writer.name] = _calls(stage, shim)
            print(f"{writer.name}: {dict(found.counts)}", flush=True)
    found.remarks.append(
        "The removal of the lock that Qt lays beside the settings file is never failed: Qt waits 30 seconds for such a "
        "lock. A signal that interrupts every call is ended after 40 of them. The parts left are hidden and lie where "
        "removing them was made to fail as well"
    )
    found.more = {"writers": len(writers), "calls of a write that nothing disturbs": seen}
    return found


def _each_k(stage: Stage, shim: Shim, how: tuple[bool, str, int, bool]) -> None:
    older, name, error, lasting = how
    for k in count(1):
        stage.set(older=older)
        shim.arm(stage.folder, k, error, lasting)
        told = stage.act()
        calls, failed = shim.rest()
        if not failed and k > calls:
            break
        if not failed:
            continue  # an error of writes alone, at a call that does not write
        call = shim.calls()[k - 1]
        said = "from then on" if lasting else "once", "over an older" if older else "new"
        when = f"{name} at call {k} ({call}), {', '.join(said)}"
        found = stage.found
        found.counts["faults injected"] += 1
        if told is not None:
            stage.judge(told, when)
        if parts := stage.parts():
            found.counts["parts left where removing failed too"] += parts
            if not lasting and call not in _ALONE:
                found.fault(f"{stage.writer.name}, {when}: {parts} parts are left")
        if not lasting:
            stage.again(when)


def _calls(stage: Stage, shim: Shim) -> str:
    stage.set(older=True)
    shim.arm(stage.folder, 0, 0, False)
    stage.act()
    shim.rest()
    return " ".join(shim.calls())
