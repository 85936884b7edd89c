"""The grammar of the decision tables: every form it takes, and everything it refuses."""

from typing import Any

import pytest

from b12calc.rules.table import DecisionTable, FactSpace, TableError, read_table

SPACE = FactSpace({"level": ("low", "middle", "high"), "nerves": ("yes", "no", "unknown"), "old": ("yes", "no")})
ROW: dict[str, Any] = {"id": "r1", "then": {"answer": "a"}, "sources": ["S1"]}


def table(*rows: dict[str, Any], hit: str = "first") -> DecisionTable:
    head = {"id": "t", "title": "T", "hit": hit, "outputs": {"answer": ["a", "b"]}}
    return read_table({"table": head, "row": list(rows)}, SPACE)


def row(name: str, answer: str = "a", **parts: Any) -> dict[str, Any]:
    return {"id": name, "then": {"answer": answer}, "sources": ["S1"], **parts}


def holds(one: dict[str, Any], **facts: str) -> bool:
    values = {"level": "low", "nerves": "unknown", "old": "no", **facts}
    return any(table(one).hits(values))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("low", {"low"}),
        ("low, high", {"low", "high"}),
        ("low,high", {"low", "high"}),
        ("not low", {"middle", "high"}),
        ("not low, high", {"middle"}),
        ("any", {"low", "middle", "high"}),
    ],
)
def test_a_condition_allows_exactly_its_words(condition: str, words: set[str]) -> None:
    one = row("r1", when={"level": condition})
    assert {word for word in ("low", "middle", "high") if holds(one, level=word)} == words


@pytest.mark.parametrize(
    "condition", ["", "lowest", "low,", "not lowest", "not any", "any, low", "Low", "low high", "<3"]
)
def test_a_condition_outside_the_grammar_is_refused_by_row(condition: str) -> None:
    with pytest.raises(TableError, match=r"t/r1: the fact 'level' has no word"):
        table(row("r1", when={"level": condition}))


def test_a_fact_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(TableError, match=r"t/r1: there is no fact 'colour'"):
        table(row("r1", when={"colour": "any"}))


def test_a_condition_that_rules_out_every_word_is_refused() -> None:
    with pytest.raises(TableError, match="the condition on level can never hold"):
        table(row("r1", when={"level": "not low, middle, high"}))


def test_a_row_without_conditions_always_holds() -> None:
    assert all(holds(row("r1"), level=level) for level in ("low", "middle", "high"))


def test_every_condition_of_a_row_must_hold() -> None:
    one = row("r1", when={"level": "low", "nerves": "yes"})
    assert holds(one, level="low", nerves="yes")
    assert not holds(one, level="low", nerves="no")
    assert not holds(one, level="high", nerves="yes")


def test_one_entry_of_the_any_list_is_enough_and_must_hold_whole() -> None:
    one = row("r1", any=[{"level": "low", "nerves": "yes"}, {"level": "high"}])
    assert holds(one, level="low", nerves="yes")
    assert holds(one, level="high", nerves="no")
    assert not holds(one, level="low", nerves="no")
    assert not holds(one, level="middle", nerves="yes")


def test_what_stands_under_when_must_hold_beside_any_entry() -> None:
    one = row("r1", when={"old": "yes"}, any=[{"level": "low"}, {"nerves": "yes"}])
    assert holds(one, old="yes", level="low", nerves="no")
    assert not holds(one, old="no", level="low", nerves="yes")
    assert not holds(one, old="yes", level="high", nerves="no")


def test_a_fact_named_on_both_sides_must_satisfy_both() -> None:
    one = row("r1", when={"level": "low, middle"}, any=[{"level": "middle, high"}, {"nerves": "yes"}])
    assert holds(one, level="middle", nerves="no")
    assert not holds(one, level="low", nerves="no")
    assert not holds(one, level="high", nerves="no")
    assert holds(one, level="low", nerves="yes")


def test_two_sides_that_exclude_each_other_are_refused() -> None:
    with pytest.raises(TableError, match="the condition on level can never hold"):
        table(row("r1", when={"level": "low"}, any=[{"level": "high"}]))


def test_each_entry_becomes_one_box_and_the_box_that_fits_first_is_told() -> None:
    made = table(row("r1", any=[{"level": "low"}, {"nerves": "yes"}]))
    assert made.rows[0].boxes == (((0, 0b001),), ((1, 0b001),))
    both = next(made.hits({"level": "low", "nerves": "yes", "old": "no"}))
    second = next(made.hits({"level": "high", "nerves": "yes", "old": "no"}))
    assert (both.box, second.box) == (((0, 1),), ((1, 1),))


def test_first_takes_the_earliest_row_that_holds() -> None:
    made = table(row("r1", when={"level": "low"}), row("r2", "b"))
    assert made.decide({"level": "low", "nerves": "no", "old": "no"}).row.id == "r1"
    assert made.decide({"level": "high", "nerves": "no", "old": "no"}).row.id == "r2"


def test_collect_takes_every_row_that_holds_once_and_in_order() -> None:
    made = table(
        row("r1", "b"),
        row("r2", when={"level": "high"}),
        row("r3", any=[{"level": "low"}, {"old": "no"}]),
        hit="collect",
    )
    assert [hit.row.id for hit in made.hits({"level": "low", "nerves": "no", "old": "no"})] == ["r1", "r3"]


def test_a_table_in_which_no_row_holds_says_so() -> None:
    with pytest.raises(TableError, match="no row of t holds"):
        table(row("r1", when={"level": "low"})).decide({"level": "high", "nerves": "no", "old": "no"})


def test_a_row_id_used_twice_is_refused() -> None:
    with pytest.raises(TableError, match="t: the row id r1 is used twice"):
        table(row("r1"), row("r1", "b"))


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ({"answer": "c"}, "t/r1: 'c' is no word of answer"),
        ({}, "t/r1: answers set"),
        ({"answer": "a", "more": "b"}, "t/r1: answers"),
        ({"reply": "a"}, "t/r1: answers"),
    ],
)
def test_a_wrong_output_is_refused(then: dict[str, str], said: str) -> None:
    with pytest.raises(TableError) as caught:
        table({**ROW, "then": then})
    assert said in str(caught.value)


def test_a_row_keeps_its_text_strength_sources_and_whatever_else_it_holds() -> None:
    made = table(row("r1", text="Say it.", strength="consider", withheld="Say less.", due={"from": 1})).rows[0]
    assert (made.text, made.strength, made.sources) == ("Say it.", "consider", ("S1",))
    assert made.more == {"withheld": "Say less.", "due": {"from": 1}}


def test_a_row_offers_unless_it_says_otherwise() -> None:
    assert table(row("r1")).rows[0].strength == "offer"


def test_a_table_names_the_facts_it_reads_in_the_order_of_the_space() -> None:
    made = table(row("r1", when={"old": "yes"}), row("r2", any=[{"level": "low"}]), row("r3", "b"))
    assert made.facts_read() == ("level", "old")


def test_a_fact_sheet_becomes_one_bit_for_each_fact() -> None:
    assert SPACE.bits({"old": "no", "level": "high", "nerves": "yes"}) == [0b100, 0b001, 0b10]


@pytest.mark.parametrize("sheet", [{"old": "no", "level": "odd", "nerves": "yes"}, {"old": "no", "level": "high"}])
def test_a_fact_sheet_with_an_unknown_word_or_a_missing_fact_is_refused(sheet: dict[str, str]) -> None:
    with pytest.raises((TableError, KeyError)):
        SPACE.bits(sheet)
