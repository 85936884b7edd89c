"""Of several results of one analyte: which one counts is what the rules read, said of each row of the last visit."""

from datetime import date

import pytest

from b12calc.rules import which_count
from b12calc.rules.laboratory import find_laboratory, laboratories
from tests.rules.making import Raw, case, chart, mma, read, total, visit

FIRST, LAST = "2026-01-05", "2026-03-12"


def dated(value: str, day: str | None) -> Raw:
    return {**total(value), "collected": day}


def told(*results: Raw, before: tuple[Raw, ...] = ()) -> list[tuple[bool, str, bool] | None]:
    visits = [visit(results=list(before), on=FIRST)] if before else []
    found = which_count(read({**case(), "visits": [*visits, visit(results=list(results), on=LAST)]}))
    return [None if one is None else (one.counts, one.day.isoformat(), one.dated) for one in found]


def test_a_result_alone_is_not_spoken_of() -> None:
    assert told(dated("142", "2026-03-10"), mma("430")) == [None, None]


def test_the_newest_day_counts_wherever_its_row_stands() -> None:
    assert told(dated("142", "2026-03-10"), dated("160", "2025-11-02")) == [
        (True, "2026-03-10", True), (False, "2025-11-02", True),
    ]  # fmt: skip


def test_of_equal_results_of_one_day_the_later_row_counts() -> None:
    found = told(dated("142", "2026-03-10"), dated("142", "2026-03-10"))
    assert [one and one[0] for one in found] == [False, True]


def test_a_result_without_a_date_is_taken_as_of_the_visit() -> None:
    assert told(dated("142", None), dated("160", "2026-03-10")) == [
        (True, LAST, False), (False, "2026-03-10", True),
    ]  # fmt: skip


def test_a_newer_result_of_an_earlier_visit_is_told() -> None:
    visits = [visit(results=[dated("142", "2026-01-04")], on=FIRST),
              visit(results=[dated("160", "2025-11-02")], on=LAST)]  # fmt: skip
    (one,) = which_count(read({**case(), "visits": visits}))
    assert one is not None and (one.counts, one.taken_before, one.taken_day) == (False, True, date(2026, 1, 4))


@pytest.mark.parametrize("days", [("2026-03-10", None, "2025-11-02"), (None, None, None), ("2026-03-12", None, None)])
def test_what_is_said_to_count_is_what_the_rules_read(days: tuple[str | None, ...]) -> None:
    results = [dated("142", day) for day in days]
    raw = {**case(), "visits": [visit(results=results, on=LAST)]}
    one_that_counts = [found is not None and found.counts for found in which_count(read(raw))]
    number = one_that_counts.index(True)
    assert one_that_counts.count(True) == 1
    assert chart(raw).results["total_b12"] == read(raw).visits[-1].results[number]
    assert chart(raw).days["total_b12"].isoformat() == (days[number] or LAST)


def test_a_laboratory_offers_the_one_unit_it_prints_and_never_an_inferred_one() -> None:
    assert find_laboratory("iowa").printed_unit("total_b12") == "pg/mL"
    assert find_laboratory("leeds").printed_unit("total_b12") is None, "inferred"
    assert find_laboratory("australia").printed_unit("total_b12") is None, "two units"
    assert find_laboratory("iowa").printed_unit("mcv") is None, "not printed"
    assert not any(one.printed_unit("total_b12") for one in laboratories() if one.unit_inferred)
