"""The proof of the tables: each planted fault is found, no fault is found in the pack, and brute force agrees."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.vocabulary import PACKS
from b12calc.rules.boxes import Box
from b12calc.rules.completeness import describe, escape, faults
from b12calc.rules.knowledge import TABLES, load_pack
from b12calc.rules.table import DecisionTable, FactSpace, read_table
from tests.rules.making import pack

SPACE = FactSpace({"level": ("low", "middle", "high"), "nerves": ("yes", "no", "unknown"), "old": ("yes", "no")})
SIZES = (3, 3, 2)
EVERYWHERE = {place: (1 << size) - 1 for place, size in enumerate(SIZES)}
POINTS = tuple(product(*[[1 << bit for bit in range(size)] for size in SIZES]))


def table(*rows: dict[str, Any], hit: str = "first", answers: tuple[str, ...] = ("a", "b")) -> DecisionTable:
    head = {"id": "t", "title": "T", "hit": hit, "outputs": {"answer": list(answers)}}
    return read_table({"table": head, "row": list(rows)}, SPACE)


def row(name: str, answer: str, **parts: Any) -> dict[str, Any]:
    return {"id": name, "then": {"answer": answer}, "sources": ["S1"], **parts}


def found(made: DecisionTable) -> list[tuple[str, str]]:
    return [(fault.kind, fault.row) for fault in faults(made)]


def test_a_whole_table_holds_no_fault() -> None:
    assert faults(table(row("r1", "a", when={"level": "low"}), row("r2", "b"))) == []


def test_a_gap_is_found_with_a_point_that_shows_it() -> None:
    made = table(row("r1", "a", when={"level": "low"}), row("r2", "b", when={"level": "high", "nerves": "not no"}))
    gap = faults(made)
    assert [fault.kind for fault in gap] == ["gap"]
    assert gap[0].example in ("level=middle", "level=high, nerves=no", "level=middle|high, nerves=no")
    assert str(gap[0]).startswith("t: gap")


def test_a_gap_of_one_single_point_is_found() -> None:
    rows = [
        row("r1", "a", when={"level": "not middle"}),
        row("r2", "b", when={"nerves": "not unknown"}),
        row("r3", "a", when={"old": "yes"}),
    ]
    gap = faults(table(*rows))
    assert [fault.kind for fault in gap] == ["gap"]
    assert gap[0].example == "level=middle, nerves=unknown, old=no"


def test_a_row_hidden_by_the_rows_before_it_is_found() -> None:
    rows = [
        row("r1", "a", when={"level": "low"}),
        row("r2", "b", when={"level": "not low"}),
        row("r3", "a", when={"nerves": "yes"}),
    ]
    assert found(table(*rows)) == [("shadowed row", "r3")]


def test_a_row_with_one_open_entry_is_not_hidden() -> None:
    rows = [
        row("r1", "a", when={"level": "low"}),
        row("r2", "b", any=[{"level": "low", "old": "yes"}, {"level": "high"}]),
        row("r3", "a"),
    ]
    assert found(table(*rows)) == []


def test_an_answer_that_no_row_gives_is_found() -> None:
    assert found(table(row("r1", "a"))) == [("unreachable answer", "answer=b")]


def test_an_answer_that_only_a_hidden_row_gives_is_found() -> None:
    assert found(table(row("r1", "a"), row("r2", "b"))) == [
        ("shadowed row", "r2"),
        ("unreachable answer", "answer=b"),
    ]


def test_an_overlap_is_found_where_one_answer_is_promised() -> None:
    rows = [
        row("r1", "a", when={"level": "low, middle"}),
        row("r2", "b", when={"level": "middle, high"}),
    ]
    assert found(table(*rows, hit="unique")) == [("overlap", "r2")]
    assert found(table(*rows, hit="first")) == []


def test_rows_that_only_touch_different_facts_overlap() -> None:
    rows = [row("r1", "a", when={"level": "low"}), row("r2", "b", when={"old": "yes"})]
    assert ("overlap", "r2") in found(table(*rows, hit="unique"))


def test_rows_that_part_the_space_do_not_overlap() -> None:
    rows = [row("r1", "a", when={"level": "low"}), row("r2", "b", when={"level": "not low"})]
    assert found(table(*rows, hit="unique")) == []


def test_a_table_that_collects_may_leave_gaps_and_overlap() -> None:
    rows = [row("r1", "a", when={"level": "low"}), row("r2", "b", when={"level": "low"})]
    assert found(table(*rows, hit="collect")) == []


def test_a_region_is_told_in_words() -> None:
    assert describe(SPACE, {0: 0b110, 1: 0b111, 2: 0b01}) == "level=middle|high, old=yes"


@pytest.mark.parametrize("edition", PACKS)
@pytest.mark.parametrize("name", TABLES)
def test_no_table_of_a_pack_holds_a_fault(name: str, edition: str) -> None:
    assert [str(fault) for fault in faults(load_pack(edition).tables[name])] == []


@pytest.mark.parametrize("edition", PACKS)
def test_every_table_of_a_pack_takes_one_of_the_three_hit_policies(edition: str) -> None:
    assert {table.hit for table in load_pack(edition).tables.values()} <= {"unique", "first", "collect"}


@pytest.mark.parametrize("name", [name for name in TABLES if pack().tables[name].hit == "first"])
def test_taking_the_last_row_out_of_a_table_opens_a_gap_or_takes_an_answer_away(name: str) -> None:
    whole = pack().tables[name]
    short = DecisionTable(whole.id, whole.title, whole.hit, whole.outputs, whole.rows[:-1], whole.review, whole.space)
    assert {fault.kind for fault in faults(short)} & {"gap", "unreachable answer"}


MASKS = st.tuples(*[st.integers(1, (1 << size) - 1) for size in SIZES])


def box(masks: tuple[int, ...]) -> Box:
    """A box as a row makes it: a fact that may be anything is not named."""
    return tuple((place, mask) for place, mask in enumerate(masks) if mask != EVERYWHERE[place])


def inside(point: tuple[int, ...], masks: tuple[int, ...]) -> bool:
    return all(bit & mask for bit, mask in zip(point, masks, strict=True))


@given(st.lists(MASKS, max_size=8), MASKS)
def test_an_escape_is_found_exactly_where_counting_finds_one(
    boxes: list[tuple[int, ...]], where: tuple[int, ...]
) -> None:
    free = {point for point in POINTS if inside(point, where) and not any(inside(point, one) for one in boxes)}
    part = escape([box(one) for one in boxes], dict(enumerate(where)))
    assert (part is not None) == bool(free)
    if part is not None:
        masks = tuple(part[place] for place in range(len(SIZES)))
        assert {point for point in POINTS if inside(point, masks)} <= free


ROWS = st.lists(st.tuples(MASKS, st.sampled_from("ab")), min_size=1, max_size=6)


@given(ROWS)
def test_gaps_hidden_rows_and_missing_answers_are_those_that_counting_finds(
    drawn: list[tuple[tuple[int, ...], str]],
) -> None:
    words = tuple(SPACE.words.values())
    rows = []
    for number, (masks, answer) in enumerate(drawn):
        when = {
            SPACE.names[place]: ", ".join(word for bit, word in enumerate(words[place]) if mask >> bit & 1)
            for place, mask in box(masks)
        }
        rows.append(row(f"r{number}", answer, when=when))
    first = {point: next((n for n, (masks, _) in enumerate(drawn) if inside(point, masks)), None) for point in POINTS}
    winners = {number for number in first.values() if number is not None}
    expected = {("shadowed row", f"r{n}") for n in range(len(drawn)) if n not in winners}
    expected |= {("gap", "")} if None in first.values() else set()
    expected |= {("unreachable answer", f"answer={a}") for a in "ab" if a not in {drawn[n][1] for n in winners}}
    assert set(found(table(*rows))) == expected
