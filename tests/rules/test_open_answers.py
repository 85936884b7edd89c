"""What is not known is not taken for a good answer: the places where it would change what is decided or said."""

from collections.abc import Mapping

import pytest

from b12calc.rules.clinic_rows import content_for
from tests.rules.making import pack
from tests.rules.test_entries_of_tables import quiet

OPEN_QUESTIONS: list[tuple[str, Mapping[str, str]]] = [
    ("age", {"scope": "unknown"}),
    ("pregnancy", {"pregnant": "unknown"}),
    ("pregnancy", {"pregnant": "unknown", "age_60": "unknown"}),
    ("nitrous_oxide", {"nitrous_oxide": "unknown"}),
    ("b12_before_test", {"treated": "unknown"}),
    ("paraesthesia", {"neuro": "unknown", "paraesthesia": "unknown"}),
    ("unsteadiness", {"neuro": "unknown", "unsteadiness": "unknown"}),
    ("gait_change", {"neuro": "unknown", "gait_change": "unknown"}),
    ("cobalamin_allergy", {"proposed": "yes", "cobalamin_allergy": "unknown"}),
    ("leber_optic_neuropathy", {"proposed": "yes", "route": "oral", "leber_optic_neuropathy": "unknown"}),
    (
        "leber_optic_neuropathy",
        {"proposed": "yes", "route": "im", "optic": "yes", "leber_optic_neuropathy": "unknown"},
    ),
    ("bleeding_risk", {"route": "im", "bleeding_risk": "unknown"}),
    ("bleeding_risk", {"route": "im_or_oral", "bleeding_risk": "unknown"}),
    ("no_reliable_b12_source", {"vegan_diet": "yes", "no_reliable_b12_source": "unknown"}),
    ("no_reliable_b12_source", {"low_animal_intake": "yes", "no_reliable_b12_source": "unknown"}),
    *[
        (cause, {"status": "deficient", "cause_picture": "none", cause: "unknown"})
        for cause in ("vegan_diet", "autoimmune_gastritis", "bariatric_surgery", "metformin", "proton_pump_inhibitor")
    ],
]


def asked(picture: Mapping[str, str]) -> set[str]:
    return {hit.row.then["question"] for hit in pack().tables["questions"].hits({**quiet(), **picture})}


@pytest.mark.parametrize(("question", "picture"), OPEN_QUESTIONS, ids=repr)
def test_a_question_is_open_until_it_is_answered(question: str, picture: Mapping[str, str]) -> None:
    assert question in asked(picture)
    for fact, word in picture.items():
        if word == "unknown" and fact not in ("neuro", "age_60"):
            answers = [one for one in pack().space.words[fact] if one not in ("unknown", "under_16")]
            assert not [one for one in answers if question in asked({**picture, fact: one})], fact


def test_nerve_questions_are_asked_while_it_is_open_whether_nerves_are_involved() -> None:
    for question in ("paraesthesia", "unsteadiness", "gait_change"):
        assert question not in asked({"neuro": "no", question: "unknown"})
        assert question not in asked({"neuro": "yes", question: "unknown"})


def test_a_man_or_a_woman_of_sixty_is_not_asked_about_pregnancy() -> None:
    assert "pregnancy" not in asked({"pregnant": "unknown", "male": "yes"})
    assert "pregnancy" not in asked({"pregnant": "unknown", "age_60": "yes"})


REASSURED = {"b12_band": "middle", "total_b12_band": "middle", "mma_band": "normal", "status": "indeterminate"}


@pytest.mark.parametrize(
    ("fact", "word"),
    [("mma_band", "unresolved"), ("mma_band", "missing"), ("neuro", "unknown"), ("b12_band", "unresolved")],
)
def test_what_is_open_never_makes_a_deficiency_unlikely(fact: str, word: str) -> None:
    table = pack().tables["status"]
    plain = {**quiet(), **REASSURED, "any_measured": "yes"}
    assert table.decide(plain).row.then["status"] == "unlikely"
    assert table.decide({**plain, fact: word}).row.then["status"] != "unlikely"


@pytest.mark.parametrize("word", ["missing", "low_or_middle", "middle", "middle_or_high", "unresolved"])
def test_a_positive_antibody_with_symptoms_is_probable_whatever_b12_leaves_open(word: str) -> None:
    told = {"antibody": "positive", "symptomatic": "yes", "any_measured": "yes", "b12_band": word}
    assert pack().tables["status"].decide({**quiet(), **told}).row.then["status"] == "probable"


@pytest.mark.parametrize("word", ["missing", "low", "unresolved"])
def test_a_level_that_is_not_there_or_not_clear_is_not_said_to_be_raised_by_the_liver(word: str) -> None:
    said = [
        hit.row.then["advice"]
        for hit in pack().tables["advice"].hits({**quiet(), "liver_disease": "yes", "b12_band": word})
    ]
    assert "liver_level" not in said


def test_a_level_is_replaced_by_the_response_only_where_there_was_one() -> None:
    def rows(band: str) -> set[str]:
        found = content_for("uk").table.hits({**quiet(), "proposed": "yes", "b12_band": band})
        return {hit.row.id for hit in found}

    assert "here-b12-on-treatment" not in rows("missing")
    assert all("here-b12-on-treatment" in rows(band) for band in ("low", "middle", "high", "unresolved"))


def test_each_part_of_the_recovery_is_due_when_its_sources_say() -> None:
    course = pack().course
    assert course is not None
    due = {row.id: row.more["due"] for row in course.expected.rows if "due" in row.more}
    assert due == {
        "course-expected-reticulocytes": {"from": 3, "to": 10, "unit": "days"},
        "course-expected-blood": {"from": 7, "to": 56, "unit": "days"},
        "course-expected-metabolites": {"from": 56, "to": 84, "unit": "days"},
        "course-expected-nerves": {"from": 0, "to": 12, "unit": "months"},
    }


def test_whatever_reassures_has_another_wording_for_while_red_flags_are_unanswered() -> None:
    for name in ("uk", "us", "article"):
        tables = pack(name).tables
        rows = [row for table in tables.values() for row in table.rows if row.then.get("status") == "unlikely"]
        rows += [row for row in tables["urgency"].rows if row.then["urgency"] == "routine"]
        rows += [row for row in tables["start"].rows if row.then["start"] == "not_indicated"]
        assert len(rows) > 6
        assert [row.id for row in rows if not row.more.get("withheld")] == []
