"""The words of the patient sheet: easy to read, sourced, and asking only for words that an assessment bears."""

import re
from collections.abc import Iterator

import pytest

from b12calc.models import vocabulary as words
from b12calc.report.sentences import FACTS, Sentence, leaflet
from b12calc.rules import read_book

from .reading_age import reading_age, sentences, syllables

ALL = leaflet().sentences
ADVICE = {row.then["advice"] for table in read_book("uk").tables if table.id == "advice" for row in table.rows}
KNOWN = {
    "status": words.STATUSES, "urgency": words.URGENCIES, "start": (*words.STARTS, "running"),
    "neuro": words.THREE_VALUES, "course": (*words.COURSE_VERDICTS, "none"),
    "lifelong": words.THREE_VALUES, "warning": words.WARNINGS, "advice": tuple(ADVICE), "flags": ("open", "closed"),
    "plan": ("injections", "tablets", "undated", "moved", "none"), "choice": ("yes", "no"), "here": ("yes", "no"),
    "reviewed": ("yes", "no"),
}  # fmt: skip
OLDEST, LONGEST = 11, 20
# No sentence may say or mean any of these of anybody.
NEVER = (
    "you do not have", "you don't have", "ruled out", "rule out", "nothing to worry", "no need to worry", "all clear",
    "you are fine", "is fine", "is normal", "are normal", "cured", "safe to", "guarantee", "certain that",
    "will get better", "always", "harmless", "don't worry",
)  # fmt: skip


def asked(one: Sentence) -> Iterator[tuple[str, str]]:
    for fact, words_ in one.when.items():
        yield from ((fact, word) for word in words_.removeprefix("not ").split(", "))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_sentence_can_be_read_at_eleven_and_is_short(one: Sentence) -> None:
    assert reading_age(one.text) <= OLDEST
    assert max(len(part.split()) for part in sentences(one.text)) <= LONGEST
    assert len(sentences(one.text)) <= 3


def test_the_sentences_together_stay_below_the_reading_age_of_eleven() -> None:
    assert 5 < reading_age(*(one.text for one in ALL)) <= OLDEST


@pytest.mark.parametrize("kind", ["list", "flag"])
def test_leads_and_questions_can_be_read_at_eleven_too(kind: str) -> None:
    assert reading_age(*(f"{text}." for text in leaflet().words[kind].values())) <= OLDEST


@pytest.mark.parametrize(
    ("word", "count"),
    [("dose", 1), ("changes", 2), ("asked", 1), ("needed", 2), ("clinician", 3), ("trouble", 2), ("being", 2),
     ("medicine", 3), ("hydroxocobalamin", 1)],
)  # fmt: skip
def test_the_count_of_syllables_is_that_of_the_ear(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_hard_sentence_is_found_to_be_hard() -> None:
    assert reading_age("Parenteral administration necessitates continuous haematological surveillance.") > 18


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_sentence_asks_only_for_words_there_are(one: Sentence) -> None:
    assert one.section in leaflet().sections
    assert one.list in ("", *leaflet().words["list"])
    for fact, word in asked(one):
        assert word in KNOWN[fact]
    assert set(KNOWN) == set(FACTS)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_sentence_rests_on_sources_of_the_packs_with_their_own_tag_and_none_unconfirmed(one: Sentence) -> None:
    known = read_book("uk").sources
    assert one.sources
    for key, evidence in one.sources.items():
        assert known[key].evidence == evidence
        assert not known[key].unconfirmed
        assert evidence in ("P", "S", "DESIGN")


def test_no_name_is_given_twice_and_every_section_can_be_filled() -> None:
    assert len({one.id for one in ALL}) == len(ALL)
    filled = {one.section for one in ALL}
    assert filled | {"checks"} == set(leaflet().sections)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_no_sentence_promises_or_rules_out(one: Sentence) -> None:
    assert [phrase for phrase in NEVER if phrase in one.text.lower()] == []


@pytest.mark.parametrize("one", [one for one in ALL if one.section != "about"], ids=lambda one: one.id)
def test_an_emergency_never_meets_the_sentences_of_a_plan(one: Sentence) -> None:
    meets = one.when.get("urgency") in ("emergency", "urgent", "not emergency")
    assert meets, "a sentence has to say whether it may stand on the sheet of an emergency"
    assert one.id.startswith("emergency-") == (one.when["urgency"] == "emergency")


def test_what_reassures_waits_for_every_red_flag() -> None:
    """What may never meet an unanswered red flag; a sentence that sounds like these joins them."""
    soothing = re.compile(r"point away|no (?:vitamin B12 )?treatment is planned|than you need|come back if", re.I)
    found = [one for one in ALL if soothing.search(one.text)]
    assert {"found-unlikely", "now-none-unlikely", "now-none", "help-return", "expect-no-more-energy"} == {
        one.id for one in found
    }
    assert all(one.when["flags"] == "closed" for one in found)


@pytest.mark.parametrize(
    ("pattern", "fact", "word"),
    [("injection", "plan", "injections"), ("tablet", "plan", "tablets"), ("for life", "lifelong", "yes"),
     ("your treatment", "plan", "not none"), ("dose", "plan", "not none"), ("nitrous", "warning", "nitrous_oxide_stop"),
     ("allergy", "warning", "allergy_check"), ("nerves", "", "")],
)  # fmt: skip
def test_a_word_of_a_plan_stands_only_where_the_plan_has_it(pattern: str, fact: str, word: str) -> None:
    found = [one for one in ALL if pattern in one.text.lower() and one.id not in ("now-choice",)]
    assert found
    for one in found:
        if pattern == "nerves":
            assert one.when.get("neuro") == "yes" or one.when.get("advice") == "time_nerves"
        elif word == "not none":
            running = one.when.get("start") == "running"
            assert running or one.when["plan"] in ("not none", "injections", "tablets")
        else:
            assert one.when[fact] == word


@pytest.mark.parametrize("pack", words.PACKS)
def test_every_dose_and_interval_of_the_packs_keeps_its_figures_in_plain_words(pack: str) -> None:
    for regimen in read_book(pack).regimens:
        for phase in regimen.phases:
            for kind in ("dose", "every"):
                given = getattr(phase, kind)
                said = leaflet().say(kind, given)
                assert re.findall(r"\d+", said) == re.findall(r"\d+", given), said


def test_every_test_specialist_and_red_flag_has_plain_words() -> None:
    assert set(leaflet().words["test"]) == set(words.TESTS)
    assert set(leaflet().words["specialist"]) == set(words.REFERRALS) - {"emergency"}
    assert set(leaflet().words["flag"]) == set(words.MUST_ANSWER_RED_FLAGS)


@pytest.mark.parametrize("status", [one for one in words.STATUSES if one != "out_of_scope"])
@pytest.mark.parametrize("flags", ["open", "closed"])
def test_each_status_has_one_sentence_that_says_what_was_found(status: str, flags: str) -> None:
    nothing = {fact: frozenset[str]() for fact in FACTS}
    facts = {**nothing, "status": frozenset((status,)), "flags": frozenset((flags,)), "urgency": frozenset(("soon",))}
    found = [one.id for one in ALL if one.id.startswith("found-") and one.holds(facts)]
    assert len(found) == 1
