"""The fixed words of the letter: sourced, asking only for words an assessment bears; and when there is no letter."""

import json
from collections.abc import Iterator

import pytest

from b12calc.models import vocabulary as words
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report.handout import referral_letter
from b12calc.report.letter import letter_facts
from b12calc.report.sentences import Sentence, wording
from b12calc.rules import assess, read_book
from tests.cases.score import TODAY
from tests.properties.cases import figure, make_case

from .examples import deficient, deficient_case

WORDS = wording("letter.toml")
ROWS = {row.id for table in read_book("uk").tables for row in table.rows}
KNOWN = {
    "status": (*words.STATUSES, "none"), "service": words.REFERRALS, "row": tuple(ROWS), "warning": words.WARNINGS,
    "start": words.STARTS, "plan": ("none",), "tests": ("open", "none"), "running": ("yes", "no"),
    "reviewed": ("yes", "no"),
}  # fmt: skip


def asked(one: Sentence) -> Iterator[tuple[str, str]]:
    for fact, said in one.when.items():
        yield from ((fact, word) for word in said.removeprefix("not ").split(", "))


@pytest.mark.parametrize("one", WORDS.sentences, ids=lambda one: one.id)
def test_a_sentence_asks_only_for_words_there_are_and_that_a_letter_knows(one: Sentence) -> None:
    assert one.section in (*WORDS.sections, "back", "about")
    for fact, word in asked(one):
        assert word in KNOWN[fact]
    assert set(one.when) <= set(letter_facts(deficient_case(), deficient(), "neurology"))


@pytest.mark.parametrize("one", WORDS.sentences, ids=lambda one: one.id)
def test_a_sentence_rests_on_sources_of_the_packs_with_their_own_tag_and_none_unconfirmed(one: Sentence) -> None:
    known = read_book("uk").sources
    assert one.sources
    for key, evidence in one.sources.items():
        assert known[key].evidence == evidence and not known[key].unconfirmed
        assert evidence in ("P", "S", "DESIGN")


def test_a_question_to_a_service_rests_on_sources_of_the_rows_that_stand_behind_it() -> None:
    """What is asked of one service alone cites nothing that its own rows of the rules do not cite."""
    rows = {row.id: row for table in read_book("uk").tables for row in table.rows}
    of_service = {
        service: {key for row in rows.values() if row.then.get("referral") == service for key in row.sources}
        for service in words.REFERRALS
    }
    plain = [one for one in WORDS.sentences if one.section == "ask" and set(one.when) == {"service"}]
    assert {one.when["service"] for one in plain} == set(words.REFERRALS) - {"gastroenterology"}
    for one in plain:
        assert set(one.sources) & of_service[one.when["service"]], one.id


@pytest.mark.parametrize("kind", ["title", "to"])
def test_every_service_has_a_title_and_plain_words(kind: str) -> None:
    assert set(WORDS.words[kind]) == set(words.REFERRALS)


def test_the_sentences_have_names_of_their_own_and_promise_nothing() -> None:
    assert len({one.id for one in WORDS.sentences}) == len(WORDS.sentences)
    never = ("ruled out that", "certain", "always", "safe to", "guarantee", "no need", "is normal")
    assert [one.id for one in WORDS.sentences for phrase in never if phrase in one.text.lower()] == []


def test_where_the_plan_names_no_referral_there_is_no_letter_and_one_sentence_says_so() -> None:
    case = read_case(json.dumps(make_case(results=[figure("total_b12", "600", "ng/L")])))
    assessment = assess(case, today=TODAY)
    assert assessment.referrals == ()
    for service in (None, "neurology"):
        with pytest.raises(ProblemsFound) as found:
            referral_letter(case, assessment, (), service)
        (problem,) = found.value.problems
        assert str(problem) == "referral letter: the plan names no referral, so there is no letter"


def test_of_several_referrals_one_has_to_be_chosen_and_another_is_refused() -> None:
    several = deficient(referrals=("neurology", "haematology"))
    for service, sentence in (
        (None, "the plan names 2 referrals; one of neurology, haematology was expected"),
        ("psychiatry", "the plan names no referral to psychiatry; it names neurology, haematology"),
        ("surgery", "'surgery' is no service of this program; expected emergency, neurology"),
    ):
        with pytest.raises(ProblemsFound, match=sentence):
            referral_letter(deficient_case(), several, (), service)
    assert referral_letter(deficient_case(), several, (), "haematology").title == "Referral to haematology"
