"""A list is read and written in blocks: a broken row takes no block along, answers are written in their order."""

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from b12calc.audit import audit
from b12calc.audit.blocks import behind
from tests.audit.tables import ASKED, WIDE, audited, refused_of

SOON = 10  # seconds; nothing here takes as long


def test_a_piece_is_written_while_the_next_is_made() -> None:
    made, written = Event(), list[int]()

    def pieces() -> Iterator[int]:
        yield 1
        made.set()
        yield from (2, 3)

    def write(piece: int) -> None:
        assert made.wait(SOON)
        written.append(piece)

    behind(pieces(), write)
    assert written == [1, 2, 3]


def test_what_cannot_be_written_stops_the_making() -> None:
    made = list[int]()

    def pieces() -> Iterator[int]:
        for piece in range(9):
            made.append(piece)
            yield piece

    def write(_piece: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        behind(pieces(), write)
    assert len(made) == 2


def test_an_interrupted_making_leaves_no_write_behind() -> None:
    begun, ended = Event(), list[int]()

    def pieces() -> Iterator[int]:
        yield 1
        begun.wait(SOON)
        raise KeyboardInterrupt

    def write(piece: int) -> None:
        begun.set()
        ended.append(piece)

    with pytest.raises(KeyboardInterrupt):
        behind(pieces(), write)
    assert ended == [1]


def test_answers_that_find_no_room_leave_the_older_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "in.csv").write_text(WIDE)
    older = tmp_path / "out.csv"
    older.write_bytes(b"older")
    monkeypatch.setattr("b12calc.audit.compose.write_lines", full)
    with pytest.raises(OSError, match="No space left") as found:
        audit(tmp_path / "in.csv", older, ASKED)
    assert found.value.filename == str(older)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "in.csv"} == {
        "out.csv": b"older"
    }


@pytest.mark.parametrize("broken", ["x,50", "x,50,male,150,ng/L,1,2", "x", ",,", "x,50,male,150,ng/L,"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_of_the_wrong_length_may_stand_anywhere(broken: str, place: int, tmp_path: Path) -> None:
    lines = ["a,50,male,150,ng/L", "b,50,male,150,ng/L"]
    lines.insert(place, broken)
    _, rows = audited(tmp_path, "\n".join(["id,age_years,sex,total_b12,total_b12_unit", *lines]))
    assert [row["id"] for row in rows] == ["a", "b"]
    assert [row["row"] for row in refused_of(tmp_path)] == ([str(2 + place)] if broken.strip(",") else [])
