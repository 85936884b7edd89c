"""Where there is not enough memory a start ends with one sentence and a code of its own; no other fault is told so."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from b12calc import entry, scarce, selftest_checks
from b12calc.scarce import NO_MEMORY, SENTENCE, for_want_of_memory, has_room, spared
from tests.installed import ROOT

LOADER = "libQt6Core.so.6: failed to map segment from shared object"
Heard = pytest.CaptureFixture[str]


def fails(error: BaseException) -> Callable[[], int]:
    def deed() -> int:
        raise error

    return deed


def after(error: Exception, cause: BaseException | None, context: BaseException | None = None) -> Exception:
    """Return an error with what it came from."""
    error.__context__ = context
    if cause is not None:
        error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError(LOADER),
        ImportError("DLL load failed: The paging file is too small for this operation to complete."),
        after(RuntimeError("while writing"), MemoryError()),
        after(RuntimeError("while writing"), after(ValueError("x"), None, ImportError(LOADER))),
    ],
)
def test_a_refusal_of_memory_is_one_sentence_and_a_code_of_its_own(error: Exception, capfd: Heard) -> None:
    assert spared(fails(error)) == NO_MEMORY == 5
    assert capfd.readouterr() == ("", f"b12calc: {SENTENCE}\n")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a fault of the program"),
        OSError(errno.ENOSPC, "No space left on device"),
        ImportError("cannot import name 'x' from 'y'"),
        ModuleNotFoundError("No module named 'pydantic'"),
        RecursionError(),
        after(ValueError("the handler's own"), None, None),
    ],
)
def test_every_other_fault_is_raised_as_it_is(error: Exception, capfd: Heard) -> None:
    with pytest.raises(type(error)) as raised:
        spared(fails(error))
    assert raised.value is error and capfd.readouterr() == ("", "")


def test_a_cause_that_is_named_hides_what_was_being_handled() -> None:
    error = after(ValueError("a fault"), KeyError("of its own"), MemoryError())
    assert not for_want_of_memory(error)
    hidden = after(ValueError("a fault"), None, MemoryError())
    hidden.__suppress_context__ = True
    assert not for_want_of_memory(hidden)


def test_errors_that_came_from_each_other_come_to_an_end() -> None:
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert not for_want_of_memory(one)


def test_what_is_done_gives_its_own_code(capfd: Heard) -> None:
    assert spared(lambda: 3) == 3 and capfd.readouterr().err == ""


def test_without_a_standard_error_it_ends_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_handle: int, _data: bytes) -> int:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(os, "write", closed)
    assert spared(fails(MemoryError())) == NO_MEMORY


def test_a_library_that_does_not_load_is_held_against_the_room_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    error = ImportError("libshiboken: could not import module 'PySide6.QtGui'")
    assert not for_want_of_memory(error)
    monkeypatch.setattr(scarce, "has_room", lambda: False)
    assert for_want_of_memory(error)
    assert not for_want_of_memory(ModuleNotFoundError("No module named 'PySide6'"))


def test_room_is_looked_for_and_given_back() -> None:
    assert has_room(1 << 20) and not has_room(1 << 62)


@pytest.mark.skipif(sys.platform != "linux", reason="limits the addresses of a process as Linux does")
@pytest.mark.parametrize("words", [("assess", str(ROOT / "resources" / "sample_case.json")), ("selftest",)])
def test_the_command_line_and_the_self_test_say_so_under_a_limit(words: tuple[str, ...]) -> None:
    program = (
        "import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_AS, (36 << 20, 36 << 20)); "
        "sys.argv[0] = 'b12calc'; runpy.run_module('b12calc', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (NO_MEMORY, "", f"b12calc: {SENTENCE}\n")


def test_the_self_test_never_takes_a_want_of_memory_for_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def short(_today: date) -> selftest_checks.Found:
        raise MemoryError

    monkeypatch.setattr(selftest_checks, "CHECKS", {"tables": ("Decision tables", short)})
    with pytest.raises(MemoryError):
        selftest_checks.check("tables", date(2026, 3, 12))


def test_the_code_is_none_that_means_another_thing() -> None:
    from b12calc import cli

    assert NO_MEMORY not in {cli.DONE, cli.BUG, cli.WRONG, cli.NOT_WRITTEN, entry.DAMAGED}


@pytest.mark.parametrize("room", [True, False])
def test_an_error_that_nobody_set_is_one_of_memory_only_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch, room: bool
) -> None:
    monkeypatch.setattr(scarce, "has_room", lambda: room)
    assert for_want_of_memory(SystemError("error return without exception set")) is not room
