"""Broken messages: whatever is cut, doubled or mixed, the readers end with reports or one sentence, and soon."""

from datetime import date
from pathlib import Path
from time import process_time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.exchange.incoming import edifact, gdt, hl7v2
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.judge import judged
from b12calc.problems import ProblemsFound

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2026, 11, 22)
READERS: dict[str, ModuleType] = {"hl7v2": hl7v2, "edifact": edifact, "gdt": gdt}
SEEDS = [(name, path.read_bytes()[:4000]) for name in READERS for path in sorted((SAMPLES / name).iterdir())]
PIECES = (
    b"|", b"^", b"~", b"\\", b"&", b"\r", b"\n",
    b"'", b"+", b":", b"?", b"\x0b", b"\x1c", b"\x00", b"\xff", b"\xc2\xb5",
    b"<", b">", b"142", b"1,234", b"MSH|^~\\&|", b"OBX|1|NM|B12^Vitamin B12||142|ng/L", b"UNH+1+MEDRPT:0:1:RT:NHS003'",
    b"INV+MQ+42T..:911::B12'", b"RSL+NV+142:7++:::ng/L'", b"01380006310\r\n", b"0128420142\r\n", b"UNA:+.? '",
    b"\\X0D\\", b"PID|1||||||||", b"MSH", b"OBX|", b"OBR|", b"SPM|", b"NTE|", b"S16'", b"SEQ'", b"DTM'", b"RND'",
    b"FTX'", b"PNA+PAT'", b"8410", b"\xef\xbb\xbf", b"\xff\xfe", b"9" * 40, b" " * 40,
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, bytes]:
    name, data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        kept = data[start:end] if draw(st.booleans()) else b""
        data = data[:start] + kept + draw(st.sampled_from(PIECES)) + kept + data[end:]
    return name, data


def check(reader: ModuleType, data: bytes) -> None:
    try:
        reports = reader.read(data, Watch())
    except ProblemsFound as refused:
        assert len(refused.problems) == 1
        return
    text = reader.text_of(data)
    assert reports or not text.strip()
    for report in reports:
        assert report.found or report.left
        for one in judged(report, TODAY).results:
            if one.source.start is not None and one.value is not None:
                assert text[one.source.start : one.source.end] == one.value


@settings(max_examples=250, deadline=None, derandomize=True)
@given(broken())
def test_a_broken_message_is_read_or_refused_and_every_figure_stands_where_it_is_said(case: tuple[str, bytes]) -> None:
    name, data = case
    check(READERS[name], data)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(broken(), st.sampled_from(sorted(READERS)))
def test_a_message_in_the_hands_of_another_reader_does_no_harm(case: tuple[str, bytes], name: str) -> None:
    check(READERS[name], case[1])


@pytest.mark.parametrize("name", sorted(READERS))
@pytest.mark.parametrize(
    "piece", [b"\r", b"\n", b"\\", b"|", b"^", b"~", b"'", b"?", b"+", b"\r\n ", b"OBX|\r", b"INV'", b"0128420142\n"]
)
def test_much_of_one_sign_takes_no_more_than_its_length(name: str, piece: bytes) -> None:
    head = next(data for seed, data in SEEDS if seed == name)
    data = head + piece * (300_000 // len(piece)) + head
    begun = process_time()
    check(READERS[name], data)
    assert process_time() - begun < 8


MANY = 10_000
GROWING = {
    "notes of one order": ("hl7v2", ["PID|1||1", "OBR|1", *(f"NTE|1||{at}" for at in range(MANY)), *["OBX|1"] * MANY]),
    "specimens of one order": ("hl7v2", ["OBR|1", *["OBX|1"] * MANY, *(f"SPM|1|||{at}" for at in range(MANY))]),
    "names of one test": ("gdt", ["01380006310", "0118410a", *["0128411abc"] * 2 * MANY]),
    "remarks on one sample": (
        "edifact",
        ["UNH+1+MEDRPT:0:1:RT:NHS003'S16'", *(f"FTX+SPC+++{at}'" for at in range(MANY)), *["INV+MQ'RSL+NV+1'"] * MANY],
    ),
    "figures of one test": (
        "edifact",
        ["UNH+1+MEDRPT:0:1:RT:NHS003'INV+MQ'", *(f"FTX+SPC+++{at}'" for at in range(MANY)), *["RSL+NV+1'"] * MANY],
    ),
}


@pytest.mark.parametrize("name", GROWING)
def test_what_stands_beside_many_results_does_not_grow_with_the_file(name: str) -> None:
    reader, lines = GROWING[name]
    begun = process_time()
    check(READERS[reader], "\r\n".join(lines).encode())
    assert process_time() - begun < 8
