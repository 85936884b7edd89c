"""Each picture of the specification by itself: what sets an urgency, a warning, a referral, an open question.

Every line was written from sections 2 and 12 of the specification. It is tried on somebody of whom nothing else is
told: with the picture the word is said, and with any part of it taken away it is not, unless another line says it.
"""

from collections.abc import Mapping

import pytest

from tests.rules.entries_warnings import WARNINGS
from tests.rules.making import FLAGS, pack

Facts = Mapping[str, str]
TOLD = {
    "status": "unlikely", "scope": "adult", "red_flags_answered": "yes", "start": "not_indicated", "route": "none",
    "urgency": "routine", "main_cause": "unknown", "route_change": "keep", "no_gain": "unknown", "mma_usable": "yes",
    "homocysteine_usable": "yes", "emergency_kind": "none", "kidney": "normal", "anaemia": "none_or_mild",
    "mcv_band": "raised",
}  # fmt: skip
KNOWN_MISSING = ("deficient", "functional_deficiency", "probable")
WAITING = ("indeterminate", "not_tested", "not_interpretable")


def quiet() -> dict[str, str]:
    """A fact sheet that tells of nothing."""
    plain = {}
    for fact, words in pack().space.words.items():
        plain[fact] = next((word for word in ("no", "missing", "none") if word in words), words[0])
    return {**plain, **TOLD}


URGENCIES: list[tuple[str, Facts]] = [
    ("emergency", {"cord": "yes"}),
    ("emergency", {"optic": "yes"}),
    ("emergency", {"nitrous": "yes", "neuro": "yes"}),
    ("emergency", {"rapid_deterioration": "yes"}),
    ("emergency", {"new_weakness": "yes"}),
    ("emergency", {"cannot_walk_unaided": "yes"}),
    ("emergency", {"bladder_bowel_change": "yes"}),
    ("emergency", {"cord_compression": "yes"}),
    ("emergency", {"major_confusion": "yes"}),
    ("emergency", {"hallucinations": "yes"}),
    ("emergency", {"chest_pain_or_heart_failure": "yes"}),
    *[
        ("emergency", {"syncope": "yes", "anaemia": word})
        for word in ("mild_or_worse", "moderate", "moderate_or_worse", "severe", "missing", "unresolved")
    ],
    ("emergency", {"thrombotic_picture": "yes"}),
    ("emergency", {"blasts": "yes"}),
    ("emergency", {"fever": "yes", "neutrophils_below_1": "yes"}),
    ("emergency", {"fever": "yes", "cytopenia": "pancytopenia"}),
    ("emergency", {"bleeding": "yes", "platelets_below_50": "yes"}),
    ("emergency", {"bleeding": "yes", "cytopenia": "pancytopenia"}),
    ("emergency", {"thromboembolism": "yes"}),
    *[("urgent", {"neuro": "yes", "status": status}) for status in KNOWN_MISSING],
    ("urgent", {"neuro_strong": "yes"}),
    ("urgent", {"cord_feature_alone": "yes"}),
    ("urgent", {"nitrous": "history", "neuro": "yes"}),
    ("urgent", {"frequent_falls": "yes"}),
    ("urgent", {"personality_change": "yes"}),
    ("urgent", {"anaemia": "severe"}),
    ("urgent", {"cytopenia": "pancytopenia"}),
    ("urgent", {"mcv_band": "very_raised", "cytopenia": "one_or_two_lines"}),
    *[
        ("urgent", {"pregnant": "yes", "status": status, "anaemia": word})
        for status in KNOWN_MISSING
        for word in ("mild", "mild_or_worse", "moderate", "moderate_or_worse")
    ],
    *[("soon", {"status": status}) for status in KNOWN_MISSING],
    ("soon", {"neuro": "yes"}),
    *[
        ("soon", {"status": status, "symptomatic": "yes", cause: "yes"})
        for status in WAITING
        for cause in ("irreversible", "partial_gastrectomy", "bariatric_surgery", "partial_ileal_resection")
    ],
    *[("soon", {"status": status, "megaloblastic_marrow": "yes"}) for status in WAITING],
    *[("soon", {"status": status, "antibody": "positive"}) for status in WAITING],
    *[("soon", {"status": status, "nitrous": "yes"}) for status in WAITING],
    *[
        ("soon", {"status": status, "symptomatic": "yes", f"{marker}_band": band, f"{marker}_usable": usable})
        for status in WAITING
        for marker in ("mma", "homocysteine")
        for band in ("raised", "markedly_raised")
        for usable in ("yes", "unknown")
    ],
    ("soon", {"falls": "yes"}),
]
NOT_SO: list[tuple[str, Facts]] = [
    ("routine", {}),
    ("routine", {"cord": "unknown", "optic": "unknown", "nitrous": "history"}),
    ("routine", {"syncope": "yes", "anaemia": "none"}),
    ("routine", {"syncope": "yes", "anaemia": "none_or_mild"}),
    ("routine", {"syncope": "yes", "anaemia": "mild"}),
    ("routine", {"fever": "yes", "neutrophils_below_1": "unknown"}),
    ("routine", {"bleeding": "yes", "platelets_below_50": "unknown"}),
    ("routine", {"status": "indeterminate", "symptomatic": "unknown", "irreversible": "yes"}),
    ("routine", {"status": "indeterminate", "symptomatic": "yes", "mma_band": "raised", "mma_usable": "no"}),
    ("soon", {"status": "deficient", "pregnant": "unknown", "anaemia": "mild"}),
    ("soon", {"status": "deficient", "neuro": "unknown"}),
]


@pytest.mark.parametrize(("level", "picture"), [*URGENCIES, *NOT_SO], ids=repr)
def test_a_picture_has_the_urgency_the_specification_gives_it(level: str, picture: Facts) -> None:
    told = {"anaemia": "none", **picture} if "anaemia" not in picture else picture
    hit = pack().tables["urgency"].decide({**quiet(), **told})
    assert hit.row.then["urgency"] == level


@pytest.mark.parametrize(
    ("kind", "fact"),
    [
        ("neuro", "cord"), ("neuro", "optic"), ("neuro", "rapid_deterioration"), ("neuro", "new_weakness"),
        ("neuro", "cannot_walk_unaided"), ("other", "bladder_bowel_change"), ("other", "cord_compression"),
        ("other", "major_confusion"), ("other", "hallucinations"), ("other", "blasts"), ("other", "thromboembolism"),
    ],
)  # fmt: skip
def test_an_emergency_is_one_of_the_nerves_or_another(kind: str, fact: str) -> None:
    hit = pack().tables["urgency"].decide({**quiet(), fact: "yes"})
    assert hit.row.then["emergency_kind"] == kind


@pytest.mark.parametrize("flag", FLAGS)
def test_a_red_flag_that_was_not_asked_is_asked_for(flag: str) -> None:
    assert flag not in said("questions", "question", {})
    assert flag in said("questions", "question", {flag: "unknown"})


def said(table: str, answer: str, told: Facts) -> set[str]:
    """The words a table that collects says of a picture."""
    return {hit.row.then[answer] for hit in pack().tables[table].hits({**quiet(), **told})}


@pytest.mark.parametrize(("word", "picture"), WARNINGS, ids=repr)
def test_a_picture_brings_the_warning_the_specification_gives_it(word: str, picture: Facts) -> None:
    assert word in said("warnings", "warning", picture)
    for fact in picture:
        less = {name: told for name, told in picture.items() if name != fact}
        large_cells = word == "no_folate_alone" and fact == "mcv_band"  # which say it by themselves
        if not large_cells and not any(other == word and less.items() >= told.items() for other, told in WARNINGS):
            assert word not in said("warnings", "warning", less), fact


@pytest.mark.parametrize(("word", "picture"), WARNINGS, ids=repr)
def test_what_is_not_known_does_not_stand_for_what_brings_a_warning(word: str, picture: Facts) -> None:
    words = pack().space.words
    for fact in picture:
        for left_open in {"unknown", "missing", "unresolved"} & set(words[fact]):
            other = {**picture, fact: left_open}
            if not any(one == word and other.items() >= told.items() for one, told in WARNINGS):
                assert word not in said("warnings", "warning", other), (fact, left_open)


REFERRALS: list[tuple[str, Facts]] = [
    ("emergency", {"urgency": "emergency"}),
    ("neurology", {"cord": "yes"}),
    ("neurology", {"optic": "yes"}),
    ("neurology", {"neuro_strong": "yes"}),
    ("neurology", {"nitrous": "yes", "neuro": "yes"}),
    ("neurology", {"nitrous": "history", "neuro": "yes"}),
    ("neurology", {"genetic_b12_disorder": "yes"}),
    ("haematology", {"cytopenia": "pancytopenia"}),
    ("haematology", {"anaemia": "severe"}),
    ("haematology", {"thrombotic_picture": "yes"}),
    ("haematology", {"blasts": "yes"}),
    ("haematology", {"pregnant": "yes", "status": "deficient", "anaemia": "mild"}),
    ("haematology", {"pregnant": "yes", "status": "probable", "neuro": "yes"}),
    ("gastroenterology", {"autoimmune_level": "likely", "upper_gi_symptoms": "yes"}),
    ("gastroenterology", {"autoimmune_level": "established", "iron_deficiency": "yes"}),
    ("gastroenterology", {"diarrhoea": "yes", "weight_loss": "yes", "status": "deficient"}),
    (
        "gastroenterology",
        {"diarrhoea": "yes", "weight_loss": "yes", "status": "functional_deficiency", "malabsorption": "unknown"},
    ),
    ("ophthalmology", {"optic": "yes"}),
    ("obstetrics", {"pregnant": "yes", "status": "deficient", "anaemia": "severe"}),
    ("obstetrics", {"pregnant": "yes", "status": "functional_deficiency", "neuro": "yes"}),
    ("psychiatry", {"hallucinations": "yes"}),
    ("paediatrics", {"scope": "under_16"}),
    ("dietitian", {"diet_level": "likely"}),
    ("dietitian", {"diet_level": "established"}),
    ("dietitian", {"bariatric_surgery": "yes"}),
]


@pytest.mark.parametrize(("word", "picture"), REFERRALS, ids=repr)
def test_a_picture_brings_the_referral_the_specification_gives_it(word: str, picture: Facts) -> None:
    assert word not in said("referrals", "referral", {})
    assert word in said("referrals", "referral", picture)
