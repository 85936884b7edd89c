"""The text of HL7 v2: its signs, its letters, its segments with their places, and what its escapes mean."""

import codecs

import pytest

from b12calc.exchange.incoming import hl7_text
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.hl7_text import Segment, Signs, segments, text_of, unescaped
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.hl7_making import MSH

USUAL = Signs()


@pytest.mark.parametrize(("header", "signs"), [
    (r"MSH|^~\&|LAB", USUAL), ("MSH#*!?+#LAB", Signs("#", "*", "!", "?", "+")), (r"MSH|^~\&#|LAB", USUAL),
    ("MSH|^~|", USUAL), ("MSH|", USUAL), ("MSH#*#", Signs("#", "*")), ("MSH$^~\\&$", Signs("$")),
    ("MSH|^^\\&|", USUAL), ("MSH|^~\\a|", USUAL), ("MSH|^~\\ |", USUAL), ("MSH$^^\\&$", Signs("$")),
    ("MSH|", USUAL), ("MSH", USUAL), ("MSH\t^", USUAL), ("MSHx^", USUAL),
])  # fmt: skip
def test_the_signs_are_those_of_the_header_where_they_can_be(header: str, signs: Signs) -> None:
    assert Signs.of(header) == signs


def coded(charset: str, text: str, codec: str) -> str:
    return text_of(f"{MSH}{'|' * 6}{charset}|\r{text}".encode(codec)).split("\r")[1]


@pytest.mark.parametrize(("charset", "codec"), [
    ("8859/1", "cp1252"), ("8859/15", "iso8859-15"), ("ISO 8859-2", "iso8859-2"), ("iso8859/9", "iso8859-9"),
    ("8859-10", "iso8859-10"), ("8859/1~8859/2", "cp1252"), (" 8859/16 ", "iso8859-16"), ("", "cp1252"),
    ("ASCII", "cp1252"), ("8859/17", "cp1252"), ("X8859/2", "cp1252"), ("8859/2X", "cp1252"),
])  # fmt: skip
def test_letters_are_read_by_the_set_that_is_named(charset: str, codec: str) -> None:
    text = "B\u00e4r \u017e" if codec in ("iso8859-2", "iso8859-15", "iso8859-16") else "B\u00e4r"
    assert coded(charset, text, codec) == text


@pytest.mark.parametrize("charset", ["8859/1", "8859/2", ""])
def test_what_is_plainly_utf_8_is_read_as_such_whatever_is_named(charset: str) -> None:
    assert coded(charset, "B\u00e4r \u017e", "utf-8") == "B\u00e4r \u017e"


@pytest.mark.parametrize(("mark", "codec"), [
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
])  # fmt: skip
def test_a_mark_at_the_beginning_stands_before_the_set_that_is_named(mark: bytes, codec: str) -> None:
    text = f"{MSH}{'|' * 6}8859/1|\rB\u00e4r"
    assert text_of(mark + text.encode(codec)).lstrip("\ufeff") == text


def test_the_set_is_looked_for_in_the_first_header_alone() -> None:
    assert text_of(f"PID|1\r{MSH}||||||8859/2|\r\u017e".encode("iso8859-2")).endswith("\u017e")
    assert text_of("PID|||||||||||||||||8859/2\r\u00e4".encode("cp1252")).endswith("\u00e4")
    far = b"PID|" + b"x" * 8192 + f"\r{MSH}||||||8859/2|\r\u017e".encode("iso8859-2")
    assert text_of(far).endswith("\u00be"), "too far down to be looked at"
    assert text_of("MSH\r\u00e4".encode("cp1252")).endswith("\u00e4")
    assert text_of(b"MSH|^~\\&" + b"|" * 16 + b"8859/2\r\xbe").endswith("\u017e")
    assert text_of(b"MSH|^~\\&" + b"|" * 17 + b"8859/2\r\xbe").endswith("\u00be"), "the next field"


def test_segments_are_told_with_name_place_and_line() -> None:
    text = f"\ufeff{MSH}\r\n\n  PID|1\x0b\tOBX|2\x1chello\r \r\nOBXX|1\rOBX 1\robx|1\rZ1|x\rZA1"
    got = list(segments(text, Watch()))
    assert [(one.name, one.text, one.line) for one in got] == [
        ("MSH", MSH, 1), ("PID", "PID|1", 2), ("OBX", "OBX|2", 3), ("", "hello", 4), ("", "OBXX|1", 6),
        ("", "OBX 1", 7), ("", "obx|1", 8), ("", "Z1|x", 9), ("ZA1", "ZA1", 10),
    ]  # fmt: skip
    assert all(text[one.start :].startswith(one.text) for one in got)


def test_a_segment_longer_than_the_cap_keeps_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hl7_text, "MAX_LINE", 8)
    assert list(segments("OBX|1|23456\rPID|1", Watch())) == [
        Segment("OBX", "OBX|1|23", 0, 1), Segment("PID", "PID|1", 12, 2)
    ]  # fmt: skip


def test_as_many_lines_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hl7_text, "MAX_LINES", 3)
    assert len(list(segments("A12|1\rA12|2\rA12|3", Watch()))) == 3
    with pytest.raises(ProblemsFound, match="the file holds more than 3 segments"):
        list(segments("A12|1\rA12|2\rA12|3\rA12|4", Watch()))


def test_how_far_the_reading_is_is_the_end_of_the_segment(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []
    watch = Watch(progress=told.append)
    list(segments("OBX|1\rPID|1\r", watch))
    assert told == [5 / 12] and list(segments("", Watch())) == []


@pytest.mark.parametrize(("sent", "read"), [
    (r"a\F\b\S\c\T\d\R\e\E\f", "a|b^c&d~e\\f"), (r"\X41\x", "Ax"), (r"\XC2B5\g", "\u00b5g"), (r"\X\x", r"\X\x"),
    (r"\X4\x", r"\X4\x"), (r"a\.br\b\.sp+2\c", "a\nb\nc"), (r"\.in4\x", r"\.in4\x"), (r"\H\x\N\y", "xy"),
    (r"a\Hx\b", r"a\Hx\b"), (r"a\b", r"a\b"), (r"a\F", r"a\F"), (r"\F\\F\ ".strip(), "||"), (r"5\F\\x\S\y", r"5|\x^y"),
    ("\\X" + "41" * 99 + "\\", "A" * 99), ("\\X" + "41" * 100 + "\\", "\\X" + "41" * 100 + "\\"), ("plain", "plain"),
])  # fmt: skip
def test_escapes_are_put_back_and_what_is_none_stays(sent: str, read: str) -> None:
    assert unescaped(sent, USUAL) == read


def test_escapes_are_those_of_the_message() -> None:
    signs = Signs("#", "*", "!", "?", "+")
    assert unescaped(r"a?F?b?S?c?T?d?R?e?E?f\F\ ".strip(), signs) == r"a#b*c+d!e?f\F\ ".strip()
