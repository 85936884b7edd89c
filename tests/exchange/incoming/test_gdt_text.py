"""The text of GDT: its letters, its lines with their lengths and places, and its days."""

from datetime import date

import pytest

from b12calc.exchange.incoming import gdt_text
from b12calc.exchange.incoming.gdt_text import Line, codec_of, day_of, lines, text_of
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import ProblemsFound

BOM = b"\xef\xbb\xbf"


def read(data: bytes) -> list[Line]:
    return list(lines(data, Watch()))


def line(text: str, more: int = 0) -> bytes:
    return b"%03d%s\r\n" % (len(text) + 5 + more, text.encode())


@pytest.mark.parametrize(("data", "codec"), [
    (b"01092061\r\n\x84", "cp437"), (b"01092062\r\n\x84", "cp437"), (b"01092063\r\n\xe4", "cp1252"),
    (b"01092064\r\n\xe4", "cp437"),
    (b"\xe4", "cp437"), (b"0108xxx\n01092063\n\xe4", "cp1252"), (b"x01092063\r\n\xe4", "cp437"),
    (b"01092063\r\n" + "ä".encode(), "utf-8"),
    (b"01092063", "cp1252"), (b"plain", "cp437"), (b"x" * 99_992 + b"\n01092063\n\xe4", "cp437"),
    (b"x" * 99_991 + b"\n01092063\n\xe4", "cp1252"),
])  # fmt: skip
def test_letters_are_those_of_9206_unless_the_bytes_are_plainly_utf_8(data: bytes, codec: str) -> None:
    assert codec_of(data) == codec


def test_a_mark_at_the_beginning_belongs_to_no_line() -> None:
    data = line("80006310")
    assert text_of(BOM + data) == text_of(data) == data.decode()
    assert read(BOM + data) == read(data) == [Line("8000", "6310", True, 7, 1, 13)]


def test_lines_are_told_with_field_content_place_and_bytes() -> None:
    data = "0178470nüchtern\r\n\r\n  \n0123101Bär\n\x1a".encode("cp437") + b"hello\r12\r0128420x"
    text = text_of(data)
    got = read(data)
    assert [(one.field, one.content, one.number, one.size) for one in got] == [
        ("8470", "nüchtern", 1, 17), ("3101", "Bär", 3, 12), ("", "\x1ahello", 4, 8), ("", "12", 5, 4),
        ("8420", "x", 6, 10)
    ]  # fmt: skip
    assert [text[one.start : one.start + len(one.content)] for one in got] == [one.content for one in got]


@pytest.mark.parametrize(("text", "right"), [
    ("0128420142", True), ("0138420142", False), ("0118420142", False), ("0118420142 ", True), ("0138420142 ", True),
    ("0148420142 ", False), ("0158420142 ", False), ("01284201421", False),
])  # fmt: skip
def test_a_length_is_right_where_it_counts_the_line_and_its_end(text: str, right: bool) -> None:
    assert read(text.encode())[0].right is right


def test_a_length_may_count_letters_in_place_of_bytes() -> None:
    assert read("0178470nüchtern".encode())[0].right and read("0188470nüchtern".encode())[0].right
    assert not read("0198470nüchtern".encode())[0].right and not read("0168470nüchtern".encode())[0].right


@pytest.mark.parametrize("head", ["012842", "0x28420", "01284２0", "", "abc"])
def test_a_line_without_its_seven_digits_is_none_of_the_format(head: str) -> None:
    (got, _) = read(f"{head}\r\n0128420142".encode()) if head else (Line("", "", False, 0, 1, 2), None)
    assert (got.field, got.content, got.right) == ("", head, False)


@pytest.mark.parametrize(("off", "odd", "even"), [(3, 0, 8), (-2, 2, 8), (3, 2, 10)])
def test_one_way_of_counting_is_a_habit_where_nearly_all_lines_have_it(off: int, odd: int, even: int) -> None:
    data = line("8420142", off) * even + line("8420142", off + 1) * odd
    assert [one.right for one in read(data)] == [True] * even + [False] * odd


@pytest.mark.parametrize(("off", "odd", "even"), [(3, 0, 7), (3, 3, 8), (3, 20, 10)])
def test_a_few_lines_or_many_ways_are_no_habit(off: int, odd: int, even: int) -> None:
    data = line("8420142", off) * even + line("8420142", off + 1) * odd
    if odd < 20:
        assert not any(one.right for one in read(data))


def test_a_habit_is_told_from_the_first_thousand_lines() -> None:
    wrong, right = line("8420142", 3), line("8420142")
    assert not read(wrong * 799 + right * 201 + wrong * 9000)[0].right
    assert read(wrong * 800 + right * 200)[0].right
    assert read(b"words and words\r\n" * 5 + wrong * 8)[-1].right
    assert read(b"words and words\r\n" * 1000 + right)[-1].right


def test_a_content_longer_than_the_cap_keeps_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdt_text, "MAX_LINE", 3)
    assert [one.content for one in read(b"0128420142536\r\nhello")] == ["142", "hel"]


def test_as_many_lines_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdt_text, "MAX_LINES", 3)
    assert len(read(line("8410a") * 3)) == 3
    with pytest.raises(ProblemsFound, match="the file holds more than 3 lines"):
        read(line("8410a") * 4)


def test_how_far_the_reading_is_is_the_end_of_the_line() -> None:
    told: list[float] = []
    list(lines(b"0128420142\r\n12345678", Watch(progress=told.append)))
    assert told == [0.5]


@pytest.mark.parametrize(("sent", "day"), [
    ("20112026", date(2026, 11, 20)), ("20261120", date(2026, 11, 20)), (" 20112026 ", date(2026, 11, 20)),
    ("01011850", date(1850, 1, 1)), ("31121849", None), ("31122199", date(2199, 12, 31)), ("01012200", None),
    ("18500101", date(1850, 1, 1)), ("21991231", date(2199, 12, 31)), ("20201231", date(2020, 12, 31)),
    ("31022026", None),
    ("2011202", None), ("201120266", None), ("2011202x", None), ("２０１１２０２６", None), ("", None),
    ("19121920", date(1920, 12, 19)),
    ("20202020", None), ("18201918", None),
])  # fmt: skip
def test_a_day_is_written_day_first_or_year_first(sent: str, day: date | None) -> None:
    assert day_of(sent) == day
