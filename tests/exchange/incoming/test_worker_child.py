"""What the process that reads one report does with what comes by its pipe, tried without starting it."""

import faulthandler
import gc
import io
import json
import os
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming import worker_child
from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.imported import Import
from b12calc.exchange.incoming.shown import as_json, as_lines

DATA = b"Serum vitamin B12  142 ng/L  180 - 900\nFolate 3.1 ug/L\n"
TASK = {"today": "2026-03-12", "day_first": True, "mapping": None, "format": None, "form": "model", "seconds": 5.0}
HOW = Reading(date(2026, 3, 12), True)


class Ended(BaseException):
    """Stand for the end of the process."""


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """Keep what clocks were set, in place of setting them; the process that asked is there all the time."""
    set_: list[float] = []

    def later(seconds: float, *, exit: bool, file: int) -> None:
        assert exit and os.fstat(file).st_rdev == os.stat(os.devnull).st_rdev
        os.close(file)
        set_.append(seconds)

    monkeypatch.setattr(faulthandler, "dump_traceback_later", later)
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: set_.append(0.0))
    monkeypatch.setattr(worker_child, "_end_with_the_other", lambda: None)
    yield set_
    gc.enable()


def answers(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> tuple[list[dict[str, Any]], bytes]:
    """Return the lines the process says, and the bytes behind the last of them."""
    to, back = io.BytesIO(sent), io.BytesIO()
    monkeypatch.setattr(worker_child, "_in", lambda: to)
    monkeypatch.setattr(worker_child, "_out", lambda: back)

    def end(code: int) -> None:
        raise Ended(code)

    monkeypatch.setattr(os, "_exit", end)
    with pytest.raises(Ended) as ended:
        worker_child.main()
    assert ended.value.args == (0,) and not gc.isenabled()
    said, rest = [], back.getvalue()
    while rest:
        line, _, rest = rest.partition(b"\n")
        said.append(json.loads(line))
        if "size" in said[-1]:
            break
    return said, rest


def task(data: bytes = DATA, **changed: Any) -> bytes:
    return json.dumps({**TASK, **changed, "size": len(data)}).encode() + b"\n" + data


def test_a_report_is_answered_with_what_the_door_reads_and_its_size(
    monkeypatch: pytest.MonkeyPatch, clocks: list[float]
) -> None:
    said, answer = answers(monkeypatch, task() + b"not its own")
    assert said[0] == {"begun": True} and said[-1] == {"size": len(answer)}
    assert Import.model_validate_json(answer) == read_results(DATA, HOW)
    assert clocks == [10.0], "the limit and some seconds to spare"


@pytest.mark.parametrize("form", ["json", "lines"])
def test_it_answers_in_the_form_that_is_asked_for(
    form: str, monkeypatch: pytest.MonkeyPatch, clocks: list[float]
) -> None:
    found = read_results(DATA, HOW)
    wanted = as_json(found) if form == "json" else "".join(f"{line}\n" for line in as_lines(found)).encode()
    assert answers(monkeypatch, task(form=form))[1] == wanted


def test_how_it_is_to_be_read_is_passed_on(monkeypatch: pytest.MonkeyPatch, clocks: list[float]) -> None:
    table = b"Was;Wert;Worin\nB12;142;ng/L\n"
    mapping = {"Was": "analyte", "Wert": "value", "Worin": "unit"}
    _, answer = answers(monkeypatch, task(table, mapping=mapping, format="csv"))
    assert [one.value for one in Import.model_validate_json(answer).patients[0].results] == ["142"]


def test_a_process_that_waits_loads_the_readers_and_then_takes_its_task(
    monkeypatch: pytest.MonkeyPatch, clocks: list[float]
) -> None:
    begun: list[date] = []

    def read(data: bytes, how: Reading, *more: Any) -> Import:
        begun.append(how.today)
        return read_results(data, how, *more)

    monkeypatch.setattr(worker_child, "read_results", read)
    said, answer = answers(monkeypatch, b'{"warm": true}\n' + task())
    assert said[-1] == {"size": len(answer)} and begun == [date.max, date(2026, 3, 12)]
    assert clocks == [60.0, 0.0, 10.0], "a clock while it warms up, none while it waits"


@pytest.mark.parametrize("sent", [b"", b'{"warm": true}\n'])
def test_where_nobody_asks_any_more_it_ends_and_says_nothing(
    sent: bytes, monkeypatch: pytest.MonkeyPatch, clocks: list[float]
) -> None:
    assert answers(monkeypatch, sent) == ([], b"")


def test_a_refusal_is_said_with_its_place_and_sentence(monkeypatch: pytest.MonkeyPatch, clocks: list[float]) -> None:
    said, _ = answers(monkeypatch, task(b"  "))
    assert said == [{"begun": True}, {"problems": [["file", "the file is empty; expected a laboratory report"]]}]


def test_a_reader_that_breaks_tells_no_word_of_the_report(monkeypatch: pytest.MonkeyPatch, clocks: list[float]) -> None:
    def broken(*_all: object) -> None:
        raise KeyError("Anna Berg")

    monkeypatch.setattr(worker_child, "read_results", broken)
    said, _ = answers(monkeypatch, task())
    line = broken.__code__.co_firstlineno + 1
    assert said[1:] == [{"fault": f"a reader broke: KeyError in test_worker_child.py, line {line}"}]
    assert worker_child._place(KeyError("Anna Berg")) == "KeyError"


def test_how_far_it_is_is_said_once_for_each_whole_percent(monkeypatch: pytest.MonkeyPatch) -> None:
    back = io.BytesIO()
    monkeypatch.setattr(worker_child, "_out", lambda: back)
    told = worker_child._Told()
    for share in (0.0, 0.009, 0.01, 0.019, 0.5, 0.5, 1.0):
        told.tell(share)
    assert [json.loads(line) for line in back.getvalue().splitlines()] == [
        {"share": 0.01}, {"share": 0.5}, {"share": 1.0}
    ]  # fmt: skip


@pytest.mark.parametrize(("read", "ends"), [(b"", True), (b"x", False)])
def test_it_ends_when_the_pipe_of_the_one_that_asked_breaks_off(
    read: bytes, ends: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "read", lambda *pipe: {(0, 1): read}[pipe])
    monkeypatch.setattr(os, "_exit", codes.append)
    worker_child._end_with_the_other()
    assert codes == ([1] if ends else [])


def test_its_pipes_are_the_first_two_and_stay_open() -> None:
    assert (worker_child._in().fileno(), worker_child._out().fileno()) == (0, 1)
    assert worker_child._in().readable() and worker_child._out().writable()
    for pipe in (worker_child._in(), worker_child._out()):
        assert isinstance(pipe, io.BufferedReader | io.BufferedWriter)
        assert isinstance(pipe.raw, io.FileIO) and not pipe.raw.closefd
