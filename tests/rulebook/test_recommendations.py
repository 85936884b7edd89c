"""Every mark of the British and American reference stands somewhere: a row, or a stated reason."""

from dataclasses import replace

from b12calc.rulebook import recommendations as marks
from b12calc.rulebook.tracing import read_trace

TRACE = read_trace()
FOUND = marks.standings(TRACE)


def test_every_mark_is_cited_done_by_a_row_or_left_out_for_a_reason() -> None:
    assert marks.left_open(FOUND, TRACE) == []
    assert {one.state for one in FOUND} == {"cited", "by row", "reason"}


def test_every_mark_stands_once_and_says_something() -> None:
    assert len({one.mark for one in FOUND}) == len(FOUND) > 250
    assert all(one.says and one.where for one in FOUND)


def test_every_recommendation_of_ng239_from_testing_to_follow_up_is_among_them() -> None:
    known = {one.mark for one in FOUND}
    assert {
        f"N-{number:03}" for number in (*range(80, 88), *range(90, 97), *range(140, 144), *range(150, 155))
    } <= known
    assert {f"AFP-{number:02}" for number in (*range(1, 13), *range(20, 27), *range(30, 35))} <= known


def test_a_mark_without_row_or_reason_is_named() -> None:
    cites = {key: rows for key, rows in TRACE.cites.items() if key != "N-080"}
    less = replace(TRACE, cites=cites)
    lines = marks.left_open(marks.standings(less), less)
    assert lines == ["N-080: neither cited, nor done by a row, nor left out for a reason"]


def test_a_row_that_is_gone_is_named() -> None:
    gone = "warning-normal_count_does_not_exclude"
    cites = {key: {row: packs for row, packs in rows.items() if row != gone} for key, rows in TRACE.cites.items()}
    lines = marks.left_open(FOUND, replace(TRACE, cites=cites))
    assert f"N-022: there is no row {gone}" in lines


def test_the_counts_add_up() -> None:
    for _title, (all_of_them, *states) in marks.counts(FOUND):
        assert all_of_them == sum(states) > 0


def test_no_unconfirmed_mark_is_said_to_be_done_as_if_it_were_a_source() -> None:
    """What is left out as unconfirmed is cited by no row of any pack."""
    unconfirmed = next(one for one in marks._data()["reason"] if one["why"].startswith("Tagged U or S-"))
    assert not {key for key in unconfirmed["marks"] if key in TRACE.cites and not TRACE.sources[key].unconfirmed}
