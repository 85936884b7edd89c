"""A course beside a symptom is an answer too, and what a later visit tells takes the place of what it denies."""

import pytest

from b12calc.models import vocabulary as words
from b12calc.problems import ProblemsFound
from tests.rules.making import FLAGS, Raw, assessed, case, chart, facts, total, visit

FIRST = "2026-01-05"
PRESENT = tuple(course for course in words.COURSES if course != "resolved")


def two(first: Raw, second: Raw) -> Raw:
    """Two visits of the usual patient; the last one counts."""
    return {**case(), "visits": [first, second]}


def told(code: str, **fields: str) -> Raw:
    """Details of one question."""
    return {"details": {code: fields}}


@pytest.mark.parametrize("course", PRESENT)
def test_a_red_flag_told_by_its_course_alone_is_there(course: str) -> None:
    raw = two(visit(total("500"), on=FIRST), visit(**told("visual_loss", course=course)))
    answered = two(visit(total("500"), on=FIRST), visit(yes="visual_loss", **told("visual_loss", course=course)))
    got = assessed(raw)
    assert got == assessed(answered)
    assert got.urgency == "emergency"
    assert "visual_loss" not in got.unanswered_red_flags


@pytest.mark.parametrize("course", PRESENT)
@pytest.mark.parametrize("code", ["paraesthesia", "cannot_walk_unaided", "fatigue"])
def test_a_course_at_a_first_visit_tells_a_symptom_too(course: str, code: str) -> None:
    assert assessed(case(total("500"), **told(code, course=course))) == assessed(
        case(total("500"), yes=code, **told(code, course=course))
    )


def test_resolved_alone_was_asked_about_and_is_gone() -> None:
    read = chart(two(visit(yes="visual_loss", on=FIRST), visit(**told("visual_loss", course="resolved"))))
    assert read.answer("visual_loss") == "no"
    assert read.no == {"visual_loss"}


def test_each_red_flag_told_as_resolved_is_none_that_was_not_asked() -> None:
    got = assessed(case(total("142"), details={code: {"course": "resolved"} for code in FLAGS}))
    assert got.unanswered_red_flags == ()


def test_resolved_holds_for_its_visit_like_any_no() -> None:
    gone = visit(on="2026-02-02", **told("visual_loss", course="resolved"))
    raw = {**case(), "visits": [visit(yes="visual_loss", on=FIRST), gone, visit()]}
    assert chart(raw).answer("visual_loss") == "unknown"


def test_a_course_beside_a_cause_tells_nothing_and_takes_nothing_back() -> None:
    assert chart(case(**told("metformin", course="worse"))).answer("metformin") == "unknown"
    kept = two(visit(yes="autoimmune_gastritis", on=FIRST), visit(**told("autoimmune_gastritis", course="resolved")))
    assert chart(kept).answer("autoimmune_gastritis") == "yes"


def test_a_symptom_denied_before_and_told_by_its_course_now_is_new() -> None:
    assert chart(two(visit(no=["falls"], on=FIRST), visit(**told("falls", course="unchanged")))).worse(["falls"])


@pytest.mark.parametrize(
    ("answer", "course", "expected"),
    [*(("no", course, "resolved or none") for course in PRESENT), ("yes", "resolved", "another course or none")],
)
def test_an_answer_and_a_course_that_deny_each_other_are_refused(answer: str, course: str, expected: str) -> None:
    raw = two(visit(on=FIRST), visit(**told("visual_loss", course=course)))
    raw["visits"][1]["answers"] = {"visual_loss": answer}
    with pytest.raises(ProblemsFound) as caught:
        assessed(raw)
    assert [str(one) for one in caught.value.problems] == [
        f"$.visits[1].details.visual_loss.course: visual loss: the course {course} contradicts the answer {answer}; "
        f"expected {expected}"
    ]


def test_what_agrees_is_taken() -> None:
    first = visit(yes="falls fatigue", on=FIRST)
    later = visit(
        yes="falls", no=["fatigue"], details={"falls": {"course": "worse"}, "fatigue": {"course": "resolved"}}
    )
    assert assessed(two(first, later)).urgency


def test_a_later_detail_keeps_what_it_does_not_tell_anew() -> None:
    first = visit(yes="paraesthesia", on=FIRST, **told("paraesthesia", since="2025-11", severity="mild", note="hands"))
    kept = chart(two(first, visit(yes="paraesthesia", **told("paraesthesia", course="unchanged"))))
    assert kept.details["paraesthesia"].model_dump(exclude_none=True) == {
        "since": "2025-11", "severity": "mild", "note": "hands", "course": "unchanged",
    }  # fmt: skip
    moved = chart(two(first, visit(yes="paraesthesia", **told("paraesthesia", since="2025-06", severity="severe"))))
    assert moved.details["paraesthesia"].model_dump(exclude_none=True) == {
        "since": "2025-06", "severity": "severe", "note": "hands",
    }  # fmt: skip


def test_how_long_a_medicine_was_taken_outlives_a_later_note() -> None:
    first = visit(total("240"), yes="metformin", on=FIRST, **told("metformin", since="2025-12"))
    short = two(first, visit(yes="metformin", **told("metformin", note="with meals")))
    assert chart(short).details["metformin"].since == "2025-12"
    assert facts(short)["drug_long"] == "no"


def test_how_much_somebody_smokes_outlives_a_later_note() -> None:
    first = visit(yes="smoking", on=FIRST, **told("smoking", daily_dose="30"))
    assert chart(two(first, visit(**told("smoking", note="asked")))).details["smoking"].daily_dose == "30"


@pytest.mark.parametrize("gone", [{"no": ["falls"]}, told("falls", course="resolved")])
def test_what_came_back_has_a_story_of_its_own(gone: Raw) -> None:
    first = visit(yes="falls", on=FIRST, **told("falls", since="2020", severity="mild", course="stable"))
    raw = {**case(), "visits": [first, visit(on="2026-02-02", **gone), visit(yes="falls")]}
    read = chart(raw)
    assert "falls" not in read.details
    assert read.worse(["falls"])


def test_a_symptom_told_as_new_has_a_story_of_its_own() -> None:
    first = visit(yes="falls", on=FIRST, **told("falls", since="2020", severity="mild"))
    read = chart(two(first, visit(**told("falls", course="new"))))
    assert read.details["falls"].model_dump(exclude_none=True) == {"course": "new"}


@pytest.mark.parametrize("course", ["improving", "improved", "worsening", "worse"])
def test_how_bad_it_was_does_not_stand_once_it_moved(course: str) -> None:
    first = visit(yes="falls", on=FIRST, **told("falls", since="2020", severity="mild"))
    read = chart(two(first, visit(yes="falls", **told("falls", course=course))))
    assert read.details["falls"].model_dump(exclude_none=True) == {"since": "2020", "course": course}


def test_a_denial_keeps_nothing_of_what_was_there() -> None:
    first = visit(yes="falls", on=FIRST, **told("falls", since="2020", course="worsening"))
    assert "falls" not in chart(two(first, visit(no=["falls"]))).details
    gone = chart(two(first, visit(no=["falls"], **told("falls", course="resolved"))))
    assert gone.details["falls"].model_dump(exclude_none=True) == {"course": "resolved"}


@pytest.mark.parametrize(
    ("last", "since", "stands"),
    [("2024-06", "2024-05", True), ("2024-06-10", "2024-06-10", True), ("2024-06-10", "2024-06-11", False),
     ("2024-06", "2024", False), ("2024", "2024-03", False), ("2024", "2023", True)],
)  # fmt: skip
def test_the_last_use_told_before_stands_where_the_begin_told_later_cannot_follow_it(
    last: str, since: str, stands: bool
) -> None:
    first = visit(yes="nitrous_oxide", on=FIRST, **told("nitrous_oxide", last=last))
    read = chart(two(first, visit(**told("nitrous_oxide", since=since))))
    assert (read.details["nitrous_oxide"].last == last) is stands


def test_a_use_that_began_later_takes_the_last_use_before_it_back() -> None:
    first = visit(yes="nitrous_oxide", on=FIRST, **told("nitrous_oxide", last="2024-06"))
    assert facts(two(first, visit(**told("nitrous_oxide", note="asked"))))["nitrous"] == "history"
    assert facts(two(first, visit(yes="nitrous_oxide", **told("nitrous_oxide", since="2026-02"))))["nitrous"] == "yes"
