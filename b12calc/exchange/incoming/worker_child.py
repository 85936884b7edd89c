"""The process that reads one report for ``worker.py``: in by standard input, out by standard output, then it ends."""

from __future__ import annotations

import faulthandler
import gc
import json
import os
from datetime import date
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Final, NoReturn

from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import Import
from b12calc.exchange.incoming.shown import as_json, as_lines
from b12calc.problems import ProblemsFound

_PERCENT: Final = 100
_WARMING: Final = 60.0
_SPARE: Final = 5.0  # seconds after which the process ends by itself, should nobody be left to end it


def main() -> NoReturn:
    """Read one report and say what came of it; never returns, and leaves nothing behind."""
    gc.disable()  # one report, then the end: looking for rubbish would be a quarter of the work with a large one
    task = _told()
    if task.get("warm"):
        _end_after(_WARMING)
        read_results(b"Serum vitamin B12  142 ng/L  180 - 900", Reading(date.max))  # loads what a reading needs
        faulthandler.cancel_dump_traceback_later()
        task = _told()
    if task:
        _answer(task)
        _out().flush()
    os._exit(0)  # the thread below still waits


@cache
def _in() -> BinaryIO:
    """Return the pipe the report comes by; a frozen program without a console has no sys.stdin."""
    return os.fdopen(0, "rb", closefd=False)


@cache
def _out() -> BinaryIO:
    """Return the pipe the answer goes by."""
    return os.fdopen(1, "wb", closefd=False)


def _told() -> dict[str, Any]:
    """Return what the next line asks for, nothing where the other process is gone."""
    line = _in().readline()
    return dict(json.loads(line)) if line else {}


def _answer(task: dict[str, Any]) -> None:
    data = _in().read(task["size"])
    _end_after(task["seconds"] + _SPARE)
    Thread(target=_end_with_the_other, daemon=True).start()
    _say({"begun": True})
    how = Reading(date.fromisoformat(task["today"]), task["day_first"], task["mapping"])
    try:
        found = read_results(data, how, task["format"], Watch(task["seconds"], progress=_Told().tell))
        text = _written(found, task["form"])
    except ProblemsFound as error:
        _say({"problems": [(problem.path, problem.message) for problem in error.problems]})
    except Exception as error:
        _say({"fault": f"a reader broke: {_place(error)}"})
    else:
        _say({"size": len(text)})
        _out().write(text)


def _end_after(seconds: float) -> None:
    """Set a clock outside Python, which ends the process even inside one instruction; what it tells is not kept."""
    faulthandler.dump_traceback_later(seconds, exit=True, file=os.open(os.devnull, os.O_WRONLY))


def _written(found: Import, form: str) -> bytes:
    if form == "lines":
        return "".join(f"{line}\n" for line in as_lines(found)).encode()
    return as_json(found) if form == "json" else found.model_dump_json().encode()


def _place(error: Exception) -> str:
    """Name the kind of a fault and the line of the program; its words may be the patient's."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{where}"


def _end_with_the_other() -> None:
    """End when the process that asked is gone: its pipe then breaks off."""
    if not os.read(0, 1):
        os._exit(1)


class _Told:
    """Say how far the reading is, each whole percent once."""

    def __init__(self) -> None:
        self._last = 0

    def tell(self, share: float) -> None:
        """Say a share from 0 to 1 where a percent has passed."""
        percent = int(_PERCENT * share)
        if percent != self._last:
            self._last = percent
            _say({"share": share})


def _say(words: dict[str, Any]) -> None:
    _out().write(json.dumps(words).encode() + b"\n")
    _out().flush()
