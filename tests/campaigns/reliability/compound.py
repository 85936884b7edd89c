"""R8: a process is killed while it saves, and a call fails while the next one writes over what it left."""

import os
from pathlib import Path
from random import Random
from typing import Final

from tests.campaigns.reliability import kill9
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.shim import ERRORS, Shim
from tests.campaigns.reliability.stages import every_writer
from tests.campaigns.reliability.writers import TORN, TURNS, Writer

WHAT: Final = "A fault at a random call, once or from then on, in the first write after a kill in the middle of a write"
GOAL: Final = "1,000: 0 torn, 0 acknowledged but lost, the next write undisturbed"
NUMBER: Final = 1000
NEEDS: Final = ("shim",)
CALLS: Final = 12


def run(number: int, seed: int, only: tuple[str, ...] = ()) -> Found:
    """Kill and fault so many times, each writer in its turn; those that put files where none stood are left out."""
    found, chance, shim = Found(), Random(seed), Shim()
    with every_writer(only, forks=True) as (folder, writers, _window):
        chosen = [one for one in writers if not one.fresh and not one.apart]
        took = {one.name: 0.02 for one in chosen}
        last = {one.name: -1 for one in chosen}
        for index in range(number):
            writer = chosen[index % len(chosen)]
            place = folder / "compound" / writer.name
            lies = kill9._once(writer, place, last[writer.name], (chance, took, found))
            last[writer.name] = _faulted(writer, place, lies, (chance, shim, found))
            if index % 250 == 249:
                print(f"{index + 1}: {dict(found.counts)}", flush=True)
    found.remarks.append("Without the writers into folders that others empty, and without those of the audit")
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} of the goal were run")
    return found


def _faulted(writer: Writer, place: Path, lies: int, how: tuple[Random, Shim, Found]) -> int:
    """Write the next turn in a process of its own with a fault in it; return the turn that lies there at the end."""
    chance, shim, found = how
    k, name, lasting = chance.randrange(1, CALLS), chance.choice(list(ERRORS)), chance.random() < 0.5
    before, turn = writer.read(place), (lies + 1) % TURNS
    reader, out = os.pipe()
    if not (child := os.fork()):
        try:
            shim.arm(place, k, ERRORS[name], lasting)
            told = writer.write(place, turn)
            os.write(out, told.encode() or b"done")
        finally:
            os._exit(0)
    os.close(out)
    told = os.read(reader, 4096).decode()
    os.close(reader)
    os.waitpid(child, 0)
    state, when = writer.read(place), f"{name} at call {k} after a kill"
    found.counts["faulted writes after a kill"] += 1
    found.counts["of them said not done"] += told != "done"
    if not told:
        found.fault(f"{writer.name}, {when}: raised")
    elif TORN in state.values():
        found.fault(f"{writer.name}, {when}: torn: {state}")
    elif told == "done" and set(state.values()) != {turn}:
        found.fault(f"{writer.name}, {when}: said done, but {state} lies there")
    elif told != "done" and state != before and not writer.retried and "is new already" not in told:
        found.fault(f"{writer.name}, {when}: told {told[:80]!r}, but {state} in place of {before}")
    return lies + 1 if set(state.values()) == {turn} else lies
