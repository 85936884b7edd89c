"""The limits that every reader keeps: size and time, and texts that are shown."""

import pytest

from b12calc.exchange.incoming import guard
from b12calc.exchange.incoming.guard import MAX_BYTES, Watch, visible, within_size
from b12calc.problems import Problem, ProblemsFound


def refused(read: object, *given: object) -> Problem:
    assert callable(read)
    with pytest.raises(ProblemsFound) as found:
        read(*given)
    (problem,) = found.value.problems
    return problem


def test_the_caps_are_those_that_are_told_in_the_manual_of_imports() -> None:
    assert (MAX_BYTES, guard.MAX_LINES, guard.MAX_DEPTH, guard.MAX_RESULTS) == (20_000_000, 400_000, 64, 20_000)
    assert (guard.SECONDS, Watch().seconds) == (10.0, 10.0)


def test_a_file_of_just_the_cap_is_read_and_one_byte_more_refused() -> None:
    within_size(b"x" * MAX_BYTES)
    message = "the file is larger than 20 MB; a report of one patient is far smaller"
    assert refused(within_size, b"x" * (MAX_BYTES + 1)) == Problem("file", message)
    assert refused(within_size, b" \r\n\t") == Problem("file", "the file is empty; expected a laboratory report")


def test_the_time_is_counted_from_the_first_step_and_its_end_still_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 102.5, 102.6])
    monkeypatch.setattr(guard, "monotonic", lambda: next(clock))
    watch = Watch(seconds=2.5)
    for _ in range(256):
        watch.step()
    for _ in range(255):
        watch.step()
    message = "the file takes longer than 2.5 seconds to read; it is not a usual report"
    assert refused(watch.step) == Problem("file", message)


def test_the_clock_is_looked_at_in_the_first_step_and_then_every_256th() -> None:
    looks: list[int] = []
    steps = 0

    def called_off() -> bool:
        looks.append(steps)
        return False

    watch = Watch(called_off=called_off)
    for steps in range(1, 1025):  # noqa: B007
        watch.step()
    assert looks == [1, 256, 512, 768, 1024]


def test_a_reading_that_was_called_off_says_so_and_tells_no_more_of_its_way() -> None:
    told: list[float] = []
    watch = Watch(called_off=lambda: True, progress=told.append)
    assert refused(watch.step, 0.5).message == "the reading was stopped; nothing was taken over"
    assert told == []


def test_only_a_known_share_is_told() -> None:
    told: list[float] = []
    Watch(progress=told.append).step()
    Watch(progress=told.append).step(0.0)
    Watch().step(0.25)
    assert told == [0.0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a \t b\r\nc", "a b c"),
        ("a\x07b", "a b"),
        ("é\x07\x00b", "é b"),
        ("a\u202eb\u200bc", "abc"),
        ("a\u2028b\u2029c", "a b c"),
        ("a\ue000b", "a b"),
        ("a\udc80b", "a b"),
        ("a\u0378b", "a b"),
        ("\u00b5g/L ≤ 5", "\u00b5g/L ≤ 5"),
        ("x" * 300, "x" * 300),
        ("x" * 301, "x" * 299 + "…"),
        (" " * 1199 + "ab", "a"),
    ],
)
def test_a_text_is_shown_in_one_line_without_signs_that_are_not_seen(text: str, shown: str) -> None:
    assert visible(text) == shown
