"""The text of EDIFACT: its signs, its segments with their places, and what is released from being a sign."""

import pytest

from b12calc.exchange.incoming import edifact_text
from b12calc.exchange.incoming.edifact_text import Segment, Signs, pieces, segments, told
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import ProblemsFound

USUAL = Signs()


def read(text: str) -> list[Segment]:
    return list(segments(text, Watch()))


@pytest.mark.parametrize(("advice", "signs"), [
    ("UNA:+.? '", USUAL), (" \nUNA;*.! ~", Signs(";", "*", "!", "~")), ("UNA:+.?*'", USUAL), ("UNA:+,? \n", USUAL),
    ("UNA::.? '", USUAL), ("UNA:+.: '", USUAL), ("UNA:+.' '", USUAL), ("UNAa+.? '", USUAL), ("UNA:+.? 1", USUAL),
    ("UNA:+.?  ", USUAL),
    ("UNA\t+.? '", Signs("\t", "+", "?", "'")),
])  # fmt: skip
def test_the_advice_tells_the_signs_where_they_can_be_signs(advice: str, signs: Signs) -> None:
    assert Signs.of(f"{advice}UNB+1") == (signs, len(advice))


@pytest.mark.parametrize("text", ["UNB+UNA:+.? '", "UNA:+.?", "x", ""])
def test_without_an_advice_the_usual_signs_hold_from_the_beginning(text: str) -> None:
    assert Signs.of(text) == (USUAL, 0)


def test_segments_are_told_with_tag_elements_place_and_end() -> None:
    text = "UNA:+.? '\r\n UNH+1+a:b'\r\nno tag+1'INVX+1'A1+2'inv+3'ZZ9'"
    got = read(text)
    assert [(one.tag, one.elements, one.whole) for one in got] == [
        ("UNH", ("UNH", "1", "a:b"), True), ("", ("no tag", "1"), True), ("", ("INVX", "1"), True),
        ("", ("A1", "2"), True), ("", ("inv", "3"), True), ("ZZ9", ("ZZ9",), True),
    ]  # fmt: skip
    assert [text[one.start : one.end] for one in got] == [
        "UNH+1+a:b", "no tag+1", "INVX+1", "A1+2", "inv+3", "ZZ9"
    ]  # fmt: skip


def test_a_line_that_begins_a_segment_ends_the_one_that_lost_its_sign() -> None:
    text = "RSL+NV+142\r\nRSL+NV+142\nSTS++FI'FTX+1+a\nB+c\nINV-x'"
    got = read(text)
    assert [(one.elements, one.whole) for one in got] == [
        (("RSL", "NV", "142"), False), (("RSL", "NV", "142"), False), (("STS", "", "FI"), True),
        (("FTX", "1", "a\nB", "c"), False), (("INV-x",), True),
    ]  # fmt: skip
    assert [one.start for one in got] == [0, 12, 23, 31, 43]
    assert [text[one.start : one.end] for one in got[:3]] == ["RSL+NV+142", "RSL+NV+142", "STS++FI"]


def test_blank_pieces_are_no_segments() -> None:
    assert [one.tag for one in read("'\r\n'A12+1''\n\n'B12+2'\n")] == ["A12", "B12"] and read("") == []


def test_a_segment_longer_than_the_cap_keeps_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edifact_text, "MAX_LINE", 8)
    assert [one.elements for one in read("FTX+1+abcdef'UNT+1'")] == [("FTX", "1", "ab"), ("UNT", "1")]


def test_as_many_segments_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edifact_text, "MAX_LINES", 3)
    assert len(read("A12+1'A12+2\nA12+3'")) == 3
    with pytest.raises(ProblemsFound, match="the file holds more than 3 segments"):
        read("A12+1'A12+2\nA12+3'A12+4'")


def test_how_far_the_reading_is_is_the_end_of_the_segment() -> None:
    shares: list[float] = []
    list(segments("UNH+1'UNT+2'", Watch(progress=shares.append)))
    assert shares == [5 / 12]


@pytest.mark.parametrize(("text", "parts"), [
    ("a+b", ["a", "b"]), ("a?+b+c", ["a?+b", "c"]), ("a??+b", ["a??", "b"]), ("a???+b", ["a???+b"]),
    ("a?+b?+c+d", ["a?+b?+c", "d"]),
    ("+", ["", ""]), ("a?", ["a?"]), ("?:a+b?:", ["?:a", "b?:"]), ("a+", ["a", ""]), ("a?x+", ["a?x", ""]),
])  # fmt: skip
def test_a_text_is_parted_where_no_sign_is_released(text: str, parts: list[str]) -> None:
    assert pieces(text, "+", "?") == parts


def test_components_have_their_released_signs_back_and_lines_are_one_text() -> None:
    (one,) = read("FTX+a?:b:c??:?'d: e \r\n  f :g  h+x'")
    assert one.parts(1) == ["a:b", "c?", "'d", "e f", "g  h", "", "", ""]
    assert one.parts(2) == ["x", *[""] * 7] and one.parts(3) == [""] * 8
    assert read("FTX+1:2:3:4:5:6:7:8:9'")[0].parts(1)[7:] == ["8", "9"]


def test_the_place_of_an_element_is_that_of_its_first_component() -> None:
    text = "UNH+1' RSL+NV+14?+2:7++:::ng/L'"
    one = read(text)[1]
    assert [text[slice(*one.place(at))] for at in range(5)] == ["RSL", "NV", "14?+2", "", ""]


def test_pieces_of_a_free_text_are_one_and_empty_ones_nothing() -> None:
    assert told(["", "low", "", "repeat"]) == "low repeat"
