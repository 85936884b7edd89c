"""Several visits read as one chart: what stands, what must be asked again, which result counts."""

from datetime import date

import pytest

from tests.rules.making import Raw, assessed, case, chart, facts, finding, mma, total, visit

FIRST = "2026-01-05"


def two(first: Raw, second: Raw) -> Raw:
    """Two visits of the usual patient; the last one counts."""
    return {**case(), "visits": [first, second]}


def test_the_last_visit_is_the_day_that_counts() -> None:
    assert chart(two(visit(on=FIRST), visit())).day == date(2026, 3, 12)


def test_a_yes_stays_until_it_is_answered_again() -> None:
    kept = chart(two(visit(yes="paraesthesia", on=FIRST), visit()))
    assert kept.answer("paraesthesia") == "yes"
    gone = chart(two(visit(yes="paraesthesia", on=FIRST), visit(no=["paraesthesia"])))
    assert gone.answer("paraesthesia") == "no"


def test_an_earlier_no_must_be_asked_again() -> None:
    assert chart(two(visit(no=["paraesthesia"], on=FIRST), visit())).answer("paraesthesia") == "unknown"


def test_a_red_flag_denied_at_an_earlier_visit_is_open_again() -> None:
    again = assessed(two(visit(no=["visual_loss"], on=FIRST), visit()))
    assert "visual_loss" in again.unanswered_red_flags


def test_resolved_and_denied_together_is_no() -> None:
    resolved = {"paraesthesia": {"course": "resolved"}}
    read = chart(two(visit(yes="paraesthesia", on=FIRST), visit(no=["paraesthesia"], details=resolved)))
    assert read.answer("paraesthesia") == "no"


def test_a_symptom_that_comes_back_after_a_no_is_new() -> None:
    read = chart(two(visit(no=["paraesthesia"], on=FIRST), visit(yes="paraesthesia")))
    assert read.fresh == {"paraesthesia"}
    assert read.worse(["paraesthesia"])


def test_a_symptom_first_asked_now_is_not_called_new() -> None:
    read = chart(two(visit(on=FIRST), visit(yes="paraesthesia")))
    assert read.fresh == frozenset()
    assert not read.worse(["paraesthesia"])


def test_what_was_new_stays_new_until_a_course_is_told_or_it_is_denied() -> None:
    raw = {
        **case(),
        "visits": [visit(no=["falls"], on=FIRST), visit(yes="falls", on="2026-02-02"), visit()],
    }
    assert chart(raw).fresh == {"falls"}
    raw["visits"][2]["answers"] = {"falls": "yes"}
    assert chart(raw).fresh == {"falls"}
    raw["visits"][2]["details"] = {"falls": {"course": "unchanged"}}
    assert chart(raw).fresh == frozenset()
    assert chart({**raw, "visits": [*raw["visits"][:2], visit(no=["falls"])]}).fresh == frozenset()


def test_what_had_resolved_and_is_there_again_is_new() -> None:
    resolved = visit(on="2026-02-02", details={"falls": {"course": "resolved"}})
    raw = {**case(), "visits": [visit(yes="falls", on=FIRST), resolved, visit(yes="falls")]}
    assert chart(raw).fresh == {"falls"}


def test_a_note_without_a_course_does_not_take_the_course_back() -> None:
    first = visit(yes="falls", on=FIRST, details={"falls": {"course": "worsening"}})
    raw = {**case(), "visits": [first, visit(yes="falls", details={"falls": {"note": "as before"}})]}
    assert chart(raw).course("falls") == "worsening"


@pytest.mark.parametrize(("course", "worse"), [("worsening", True), ("worse", True), ("new", True), ("stable", False)])
def test_the_course_last_told_stands_with_the_symptom(course: str, worse: bool) -> None:
    told = visit(yes="paraesthesia", on=FIRST, details={"paraesthesia": {"course": course}})
    assert chart(two(told, visit())).worse(["paraesthesia"]) is worse


def test_a_course_beside_a_no_makes_nothing_worse() -> None:
    read = chart(case(no=["paraesthesia"], details={"paraesthesia": {"course": "worse"}}))
    assert not read.worse(["paraesthesia"])


def test_the_newest_result_of_an_analyte_counts_whichever_visit_it_came_with() -> None:
    late = total("250", collected="2026-03-01")
    early = total("142", collected="2025-12-01")
    assert facts(two(visit(late, on=FIRST), visit(early)))["total_b12_band"] == "middle"
    assert facts(two(visit(early, on=FIRST), visit(late)))["total_b12_band"] == "middle"


def test_a_result_without_a_day_has_the_day_of_its_visit() -> None:
    read = chart(two(visit(total("142"), on=FIRST), visit(mma("300"))))
    assert read.days == {"total_b12": date(2026, 1, 5), "mma": date(2026, 3, 12)}


def test_the_order_of_the_results_in_a_visit_changes_nothing() -> None:
    early, late = total("250", collected="2026-02-01"), total("142", collected="2026-03-01")
    for order in ((early, late), (late, early)):
        assert facts(case(*order))["total_b12_band"] == "low"


def test_silence_at_a_later_visit_is_no_stop_of_treatment() -> None:
    raw = two(visit(total("500"), on=FIRST, treatment={"route": "im", "started": "2025-10-01"}), visit())
    read = chart(raw)
    assert read.treatment is not None
    assert facts(raw)["treated"] == "yes"


@pytest.mark.parametrize("later", [None, {"kind": "unknown"}])
def test_b12_taken_before_the_sample_stands_until_something_else_is_told(later: Raw | None) -> None:
    told = visit(total("500", collected="2026-01-02"), on=FIRST, b12_before_test={"kind": "oral"})
    assert chart(two(told, visit(b12_before_test=later))).b12_before.kind == "oral"
    assert chart(two(told, visit(b12_before_test={"kind": "none"}))).b12_before.kind == "none"


def test_what_was_never_told_of_b12_is_unknown() -> None:
    raw = case(total("500"))
    del raw["visits"][0]["b12_before_test"]
    assert chart(raw).b12_before.kind == "unknown"
    assert facts(raw)["treated"] == "unknown"


def test_any_of_is_yes_with_one_yes_and_no_only_with_every_no() -> None:
    codes = ["falls", "dizziness"]
    assert chart(case(yes="falls")).any_of(codes) == "yes"
    assert chart(case(no=["falls"])).any_of(codes) == "unknown"
    assert chart(case(no=codes)).any_of(codes) == "no"
    assert chart(case()).any_of(codes) == "unknown"


def test_a_film_names_what_was_seen_on_it() -> None:
    read = chart(case(finding("blood_film", "abnormal", "schistocytes")))
    assert read.film("blood_film", "schistocytes")
    assert not read.film("blood_film", "blasts")
    assert not read.film("bone_marrow", "megaloblastic")
    assert (read.finding("blood_film"), read.finding("bone_marrow")) == ("abnormal", None)
