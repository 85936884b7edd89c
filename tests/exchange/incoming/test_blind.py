"""Reports written by somebody who had not seen a reader: no wrong figure is accepted, and few are missed."""

import pytest

from tests.exchange.incoming.blind_score import FOLDER, Row, reports, scored

ROWS = reports()
TRAPS = reports(FOLDER.with_name("blind_traps"))
MESSAGES = [row for row in ROWS if row.get("format", "text") != "text"]
LEAST = 0.95


@pytest.mark.parametrize("row", [*ROWS, *TRAPS], ids=[row["id"] for row in (*ROWS, *TRAPS)])
def test_no_figure_is_accepted_that_is_not_among_those_expected(row: Row) -> None:
    assert scored([row]).wrong == []


def test_nearly_all_results_of_messages_and_tables_are_accepted() -> None:
    score = scored(MESSAGES)
    assert score.expected > 100
    assert score.recall >= LEAST, score.missed


def test_nearly_all_results_of_pasted_texts_are_accepted() -> None:
    score = scored([row for row in ROWS if row.get("format", "text") == "text"])
    assert score.expected > 700
    assert score.recall >= LEAST, score.missed


def test_traps_are_not_escaped_by_refusing_everything() -> None:
    score = scored(TRAPS)
    assert score.expected > 200
    assert score.recall > 0.5
    assert score.seen > 0.75 * score.expected


def test_a_score_sees_what_is_wrong() -> None:
    row = next(row for row in MESSAGES if any(want["verdict"] == "accepted" for want in row["expect"]))
    other = {**row, "expect": [{**want, "value": "999"} for want in row["expect"]]}
    assert scored([other]).wrong
    assert scored([other]).recall == 0
