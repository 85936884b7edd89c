"""The answer to a GDT request: every length right, nothing lost, nothing cut, and read again by our own reader."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc import __version__
from b12calc.assets import asset
from b12calc.exchange.incoming import gdt
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.exchange.incoming.gdt_writer import GdtResult, wrapped, write_6310
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.judge import judged
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import build, note
from b12calc.rules import assess

DAY, AT = date(2026, 11, 22), time(10, 15)
REQUEST = GdtRequest("PRAX_PVS", "B12CALC", "ALLG00", "4711", "Müller", "Erika", "12031985", "2")
B12 = GdtResult(
    code="VB12",
    name="Vitamin B12",
    value="142",
    unit="pmol/l",
    collected=date(2026, 11, 20),
    low="145",
    high="569",
    texts=("erniedrigt",),
)
EXAMPLE = """\
01380006310
014810000447
0178315PRAX_PVS
0168316B12CALC
01092063
014921802.10
01330004711
0153101Müller
0143102Erika
017310312031985
01031102
017620022112026
0156201101500
0158402ALLG00
0436228Vitamin B12: Mangel wahrscheinlich
0156302000001
0126303PDF
0206304B12-Bericht
0376305C:\\GDT\\B12_4711_20261122.pdf
0138410VB12
0208411Vitamin B12
0128420142
0158421pmol/l
017843220112026
0128461145
0128462569
0198480erniedrigt
"""


def fields(data: bytes) -> list[tuple[str, str]]:
    """Read a file back strictly: every length and the total must be right."""
    rows = data.split(b"\r\n")
    assert rows.pop() == b"" and b"\n" not in b"".join(rows)
    assert all(int(row[:3]) == len(row) + 2 for row in rows)
    read = [(row[3:7].decode(), row[7:].decode("cp1252")) for row in rows]
    assert read[0] == ("8000", "6310") and read[1] == ("8100", f"{len(data):05}")
    return read


def test_the_answer_is_the_example_of_the_reference_with_our_name_in_it() -> None:
    path = "C:\\GDT\\B12_4711_20261122.pdf"
    data = write_6310(REQUEST, ["Vitamin B12: Mangel wahrscheinlich"], DAY, AT, path, [B12])
    expected = [(row[3:7], row[7:]) for row in EXAMPLE.splitlines()]
    assert all(int(row[:3]) == len(row) + 2 for row in EXAMPLE.splitlines())
    comment = ("6227", f"b12calc {__version__}")
    expected.insert(15, comment)
    expected[1] = ("8100", f"{447 + len(''.join(comment)) + 5 + len('B12 report') - len('B12-Bericht'):05}")
    assert fields(data) == [("6304", "B12 report") if field == "6304" else (field, text) for field, text in expected]


def test_what_is_written_is_read_again() -> None:
    data = write_6310(REQUEST, ["a note"], DAY, AT, None, [replace(B12, value="<150")])
    (report,) = gdt.read(data, Watch())
    assert (report.identity.name, report.identity.identifier) == ("Müller, Erika", "4711")
    (got,) = judged(report, DAY).results
    assert (got.analyte, got.comparator, got.value, got.unit, got.reference_low, got.collected) == (
        "total_b12",
        "<",
        "150",
        "pmol/L",
        "145",
        date(2026, 11, 20),
    )


def test_the_whole_note_of_a_case_goes_in_without_a_character_lost() -> None:
    case = read_case(asset("sample_case.json").read_bytes())
    written = note(build(case, assess(case, today=DAY))).splitlines()
    sent = [text for field, text in fields(write_6310(REQUEST, written, DAY, AT, None)) if field == "6228"]
    assert all(len(text) <= 60 for text in sent)
    written = [line.replace("≥", ">=") for line in written]
    assert sent == [piece for line in written for piece in wrapped(line)]
    assert all("".join(wrapped(line)) == line for line in written)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("", [""]),
        ("short", ["short"]),
        ("x" * 60, ["x" * 60]),
        ("x" * 61, ["x" * 60, "x"]),
        ("a" * 29 + " " + "b" * 30, ["a" * 29 + " " + "b" * 30]),
        ("a" * 29 + " " + "b" * 30 + " c", ["a" * 29 + " " + "b" * 30, " c"]),
        ("a" * 29 + " " + "b" * 31, ["a" * 29 + " ", "b" * 31]),
        ("a" * 50 + " " + "b" * 20, ["a" * 50 + " ", "b" * 20]),
        ("a" * 60 + " b", ["a" * 60, " b"]),
        ("  - " + "c" * 40 + " " + "d" * 30, ["  - " + "c" * 40 + " ", "d" * 30]),
    ],
)
def test_lines_are_broken_between_words(line: str, pieces: list[str]) -> None:
    assert list(wrapped(line)) == pieces


TEXTS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf"]), max_size=200)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(TEXTS, max_size=8), st.text("ÄÖÜäöüßéabc -", min_size=1, max_size=30))
def test_any_text_keeps_every_length_right_and_every_character(lines: list[str], name: str) -> None:
    read = fields(write_6310(replace(REQUEST, name=name), lines, DAY, AT, "C:\\ä\\ö.pdf", [B12]))
    sent = [text for field, text in read if field == "6228"]
    assert "".join(sent) == "".join(lines) and all(len(text) <= 60 for text in sent)
    assert ("3101", name) in read


def test_signs_that_can_be_spelt_are_spelt_in_the_text_alone() -> None:
    read = fields(write_6310(REQUEST, ["≥ 5 × 10⁹/L, ≤ 3, 1 − 2, μg"], DAY, AT, None))
    assert ("6228", ">= 5 × 10^9/L, <= 3, 1 - 2, µg") in read
    with pytest.raises(ProblemsFound, match="field 3101"):
        write_6310(replace(REQUEST, name="≥"), [], DAY, AT, None)


def test_empty_fields_are_left_out_and_ours_stand_in() -> None:
    bare = GdtRequest("", "", None, "4711", "Müller", "", "", "")
    read = dict(fields(write_6310(bare, [], DAY, AT, None)))
    assert set(read) == {"8000", "8100", "8316", "9206", "9218", "3000", "3101", "6200", "6201", "8402", "6227"}
    assert (read["8316"], read["8402"]) == ("B12CALC", "ALLG00")


def test_a_result_brings_only_the_fields_it_has() -> None:
    bare, whole = GdtResult(code="A", name="B", value=""), replace(B12, value="≤150", low="", texts=("x", "µ\u2079"))
    sent = fields(write_6310(REQUEST, [], DAY, AT, None, [bare, whole]))
    assert sent[sent.index(("8410", "A")) :] == [
        ("8410", "A"), ("8411", "B"), ("8410", B12.code), ("8411", B12.name), ("8420", "<=150"), ("8421", B12.unit),
        ("8432", "20112026"), ("8462", B12.high), ("8480", "x"), ("8480", "µ^9"),
    ]  # fmt: skip
    assert "6302" not in dict(sent)


def test_a_line_and_a_record_are_as_long_as_the_format_allows_and_no_longer() -> None:
    longest = "C:\\" + "x" * 987
    assert dict(fields(write_6310(REQUEST, [], DAY, AT, longest)))["6305"] == longest
    with pytest.raises(ProblemsFound, match="991 characters are too many; a line of a GDT file holds 990"):
        write_6310(REQUEST, [], DAY, AT, f"{longest}x")
    lines = [*["x" * 60] * 1440, "y" * 20]
    rest = 99_999 - len(write_6310(REQUEST, lines, DAY, AT, None))
    lines += [*["x" * 60] * (rest // 69 - 1), "y" * 60, "y" * (rest % 69 - 9)]
    assert 9 < rest % 69 < 69
    assert len(write_6310(REQUEST, lines, DAY, AT, None)) == 99_999
    with pytest.raises(ProblemsFound, match="the answer is 100,000 bytes long; a GDT record holds 99,999 at most"):
        write_6310(REQUEST, [*lines[:-1], lines[-1] + "y"], DAY, AT, None)


def test_a_hard_space_is_written_and_every_trouble_is_said_at_once() -> None:
    assert ("6228", "a\xa0b") in fields(write_6310(REQUEST, ["a\xa0b"], DAY, AT, None))
    with pytest.raises(ProblemsFound) as found:
        write_6310(replace(REQUEST, name="Nowak\u0142"), ["a\tb"], DAY, AT, None)
    assert [one.path for one in found.value.problems] == ["field 3101", "field 6228"]


@pytest.mark.parametrize(
    ("request_", "lines", "path", "why"),
    [
        (REQUEST, ["B12 \u2192 180"], None, "field 6228: '→' cannot be written"),
        (replace(REQUEST, name="Nowak\u0142"), [], None, "field 3101: 'ł' cannot be written"),
        (REQUEST, ["one\r\n0138410VB12"], None, "field 6228: a line break"),
        (REQUEST, [], "C:\\" + "x" * 990, "field 6305: 993 characters are too many"),
        (REQUEST, ["x" * 60] * 1500, None, "a GDT record holds 99,999 at most"),
    ],
)
def test_what_cannot_be_written_is_a_clear_problem(
    request_: GdtRequest, lines: list[str], path: str | None, why: str
) -> None:
    with pytest.raises(ProblemsFound) as caught:
        write_6310(request_, lines, DAY, AT, path)
    assert why in str(caught.value)
