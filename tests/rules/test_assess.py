"""From a case to its assessment: the printed limits decide, equal cases give equal answers, every line has its word."""

import json
from datetime import date
from functools import cache
from random import Random

import pytest
from pydantic import ValidationError

from b12calc.models.assessment import Assessment
from b12calc.models.vocabulary import MUST_ANSWER_RED_FLAGS, PACKS, WARNINGS
from b12calc.problems import ProblemsFound
from b12calc.rules import assess, pack_edition
from b12calc.rules.knowledge import load_pack
from tests.oracle.generate import last_visit_day, random_case
from tests.rules.making import FLAGS, SYMPTOMS, TODAY, Raw, active, assessed, bare, case, mma, read, total
from tests.rules.start_cases import START
from tests.rules.status_cases import STATUS

CASES = [one[-1] for one in STATUS] + [one[-1] for one in START]


@cache
def walk() -> tuple[Assessment, ...]:
    """Answers to many different cases."""
    drawn = [random_case(Random(seed)) for seed in range(60)]
    return (*map(assessed, CASES), *(assessed(raw, last_visit_day(raw)) for raw in drawn))


def test_every_answer_is_what_its_model_asks_for_though_it_is_filled_in_unchecked() -> None:
    for answer in walk():
        again = Assessment.model_validate(answer.model_dump())
        assert again == answer
        assert list(again.model_dump()) == list(answer.model_dump())
        assert set(Assessment.model_fields) == set(vars(answer))


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (total("180"), "indeterminate"),
        (total("180", "pg/mL"), "indeterminate"),
        (total("179.9"), "deficient"),
        (total("132.9", "pmol/L"), "deficient"),
        (total("133", "pmol/L"), "indeterminate"),
        (total("258", "pmol/L"), "indeterminate"),
        (total("258.2", "pmol/L"), "unlikely"),
        (total("350"), "indeterminate"),
    ],
)
def test_the_limit_printed_for_the_unit_decides_and_the_doubt_is_said(result: Raw, status: str) -> None:
    got = assessed(case(result, no=SYMPTOMS))
    assert got.status == status
    assert "near_cut_off" in got.warnings


def test_the_limits_shown_are_those_of_the_unit_reported() -> None:
    shown = assessed(case(total("132.9", "pmol/L"))).measurements[0]
    assert (shown.value, shown.unit, shown.band) == ("132.9", "pmol/L", "low")
    assert (shown.low_limit, shown.high_limit) == ("133", "258")
    assert shown.also == "180.1 ng/L"


def test_equal_cases_give_equal_answers_to_the_byte() -> None:
    for raw in CASES[::7]:
        first, second = assessed(raw), assessed(json.loads(json.dumps(raw)))
        assert first == second
        assert first.model_dump_json() == second.model_dump_json()


def test_the_order_of_answers_and_results_changes_no_word() -> None:
    raw = case(total("142"), mma("400"), active("20"), yes="paraesthesia fatigue metformin", no=FLAGS)
    other = json.loads(json.dumps(raw))
    one = other["visits"][0]
    one["results"].reverse()
    one["answers"] = dict(reversed(one["answers"].items()))
    assert assessed(other) == assessed(raw)


def test_the_day_moves_only_dates() -> None:
    raw = case(total("142"), yes="paraesthesia")
    early, late = assessed(raw), assessed(raw, date(2026, 4, 9))
    moved = {name for name in type(early).model_fields if getattr(early, name) != getattr(late, name)}
    assert moved == {"today", "regimen", "follow_up"}


def test_an_assessment_cannot_be_changed() -> None:
    got = assessed(case(total("142")))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(got, "status", "unlikely")  # noqa: B010
    with pytest.raises(TypeError):
        got.answer_set["x"] = "y"  # type: ignore[index]
    with pytest.raises(AttributeError):
        got.warnings.append("x")  # type: ignore[attr-defined]


def test_every_line_made_without_a_check_passes_the_full_check() -> None:
    for got in walk():
        again = Assessment.model_validate(got.model_dump())
        parts = [(again, got), *zip(again.recommendations, got.recommendations, strict=True)]
        parts += [*zip(again.reasons, got.reasons, strict=True), *zip(again.follow_up, got.follow_up, strict=True)]
        parts += zip(again.measurements, got.measurements, strict=True)
        for checked, unchecked in parts:
            assert (checked, hash(checked), repr(checked)) == (unchecked, hash(unchecked), repr(unchecked))
            assert list(vars(checked)) == list(vars(unchecked))
            assert checked.model_dump_json() == unchecked.model_dump_json()
        assert Assessment.model_validate_json(got.model_dump_json()) == got
        with pytest.raises(ValidationError, match="frozen"):
            setattr(got.recommendations[0], "text", "x")  # noqa: B010


def test_a_case_with_a_problem_is_not_assessed() -> None:
    with pytest.raises(ProblemsFound):
        assessed(case(total("142"), total("200")))


def test_a_pack_that_does_not_exist_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        assess(read(case(total("142"))), today=TODAY, pack="fr")
    with pytest.raises(KeyError):
        pack_edition("fr")


def test_a_laboratory_profile_that_does_not_exist_is_a_bug_of_the_caller() -> None:
    with pytest.raises(KeyError):
        assess(read(case(total("142"))), today=TODAY, laboratory="somewhere")


@pytest.mark.parametrize("name", PACKS)
def test_an_assessment_bears_pack_edition_stamp_and_day(name: str) -> None:
    got = assess(read(case(total("142"))), today=TODAY, pack=name, laboratory="ruh-bath")
    assert (got.pack, got.edition, got.stamp) == (name, pack_edition(name), load_pack(name).stamp)
    assert (got.today, got.laboratory, got.format) == (TODAY, "RUH Bath (Dec 2024)", "b12calc-assessment/1")


def test_under_sixteen_only_the_scope_and_the_red_flags_are_spoken_of() -> None:
    got = assessed(case(total("100"), mma("900"), yes="fatigue vegan_diet", age_years=15))
    assert (got.status, got.start, got.route) == ("out_of_scope", "specialist_first", "none")
    assert (got.next_tests, got.regimen, got.follow_up) == ((), None, ())
    assert got.warnings == ("unanswered_red_flags",)
    assert got.referrals == ("paediatrics",)
    assert set(got.open_questions) <= set(MUST_ANSWER_RED_FLAGS)


def test_under_sixteen_a_red_flag_is_an_emergency_all_the_same() -> None:
    got = assessed(case(yes="new_weakness", no=set(FLAGS) - {"new_weakness"}, age_years=12))
    assert (got.urgency, got.referrals) == ("emergency", ("emergency", "paediatrics"))


def test_every_recommendation_has_its_id_text_and_sources_and_stands_once() -> None:
    for got in walk():
        for one in got.recommendations:
            assert one.id
            assert one.text
            assert one.sources
        ids = [one.id for one in got.recommendations]
        assert len(ids) == len(set(ids))


def test_no_code_is_said_twice_under_one_heading() -> None:
    for got in walk():
        for words in (got.next_tests, got.warnings, got.referrals, got.open_questions, got.causes):
            assert len(words) == len(set(words))


def test_every_word_of_the_lists_has_its_line_and_every_line_its_word() -> None:
    for got in walk():
        for kind, listed in (("test", got.next_tests), ("warning", got.warnings), ("referral", got.referrals)):
            assert {one.code for one in got.recommendations if one.kind == kind} == set(listed)
        assert set(got.warnings) <= set(WARNINGS)


def test_the_citations_cover_every_source_that_is_cited_and_no_other() -> None:
    for got in walk():
        used = {key for one in got.reasons for key in one.sources}
        used |= {key for one in got.recommendations for key in one.sources}
        used |= {key for one in got.follow_up for key in one.sources}
        used |= set(got.regimen.sources if got.regimen else ())
        used |= {key for one in (got.course.expected if got.course else ()) for key in one.sources}
        used |= {key for one in got.measurements for repeat in one.repeats for key in repeat.sources}
        named = [one.id for one in got.citations]
        assert set(named) == used
        assert len(named) == len(set(named))


def test_an_unconfirmed_source_is_marked_as_such() -> None:
    tagged = {one.id: one for got in walk() for one in got.citations}
    assert {one.unconfirmed for one in tagged.values()} == {True, False}
    assert all(one.unconfirmed == (one.evidence in ("S-", "U")) for one in tagged.values())


def test_the_most_urgent_line_comes_first() -> None:
    for got in walk():
        first = got.recommendations[0]
        assert (first.kind, first.code, first.text) == ("urgent", got.urgency, got.headline)
        kinds = [one.kind for one in got.recommendations]
        assert kinds.index("status") < kinds.index("course" if runs(got) else "start")
        assert "urgent" not in kinds[1:]


def test_the_reasons_agree_with_the_answer() -> None:
    for got in walk():
        values = {one.decision: one.value for one in got.reasons if one.decision != "cause"}
        assert (values["status"], values["urgency"]) == (got.status, got.urgency)
        assert [one.value for one in got.reasons if one.decision == "cause"] == [
            cause for cause in got.causes if cause != "unknown"
        ]


def runs(got: Assessment) -> bool:
    """A treatment goes on as its course says: none is begun."""
    return got.course is not None and got.course.plan == "runs"


def test_a_route_goes_with_a_regimen_and_no_route_with_none_but_where_one_runs() -> None:
    for got in walk():
        assert (got.regimen is None) is (got.route == "none" or runs(got))
        if got.regimen is not None and got.route != "im_or_oral":
            assert {phase.route for phase in got.regimen.phases} == {got.route}
        assert got.start in ("now", "while_waiting") or got.route == "none"


@pytest.mark.parametrize("missing", FLAGS)
def test_nothing_reassures_while_a_red_flag_is_unanswered(missing: str) -> None:
    asked = assessed(case(total("500"), no=SYMPTOMS))
    open_still = assessed(case(total("500"), no=set(SYMPTOMS) - {missing}))
    assert (asked.unanswered_red_flags, open_still.unanswered_red_flags) == ((), (missing,))
    assert asked.status == open_still.status == "unlikely"
    assert "unanswered_red_flags" in open_still.warnings
    assert "unlikely" in asked.status_text
    assert "unlikely" not in open_still.status_text
    said = {one.code for one in open_still.recommendations}
    assert not said & {"return_if", "normal_maintenance"}


def test_an_unusual_figure_is_named_among_the_problems() -> None:
    assert assessed(case(total("142"))).problems == ()
    assert any("unusual figure" in one for one in assessed(case(total("15"))).problems)


def test_a_doubtful_unit_is_said_and_never_reassures() -> None:
    got = assessed(case(bare("300", "pmol/L"), no=SYMPTOMS))
    assert "assay_units_check" in got.warnings
    assert got.status == "indeterminate"
