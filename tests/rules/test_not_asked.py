"""Not asked is not no, and not measured is not normal: each place of the rules where the two part, in the whole answer.

What is expected was written from sections 0, 1, 3, 4, 6 and 14 of the specification: unknown is never read as no and is
never more reassuring than no.
"""

from collections.abc import Mapping
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.rules import assess
from tests.rules.clinic_cases import clinic
from tests.rules.making import (
    FOLATE,
    NERVES,
    POSITIVE,
    TODAY,
    Raw,
    active,
    case,
    figure,
    haemoglobin,
    homocysteine,
    mcv,
    mma,
    read,
    total,
)
from tests.rules.status_cases import CALM, GOOD_KIDNEY, MOTHER, POOR_KIDNEY, TAKEN

ANY_B12 = total("400", comparator="<")  # low, middle or high: not to be placed
ANY_ACTIVE = active("80", comparator="<")
NO_MMA = mma("300", comparator="<")
NOT_ANAEMIC = haemoglobin("125")
APART = (total("142"), active("80"))  # in pregnancy: the total is low, the active is high
BUT_NERVES = [code for code in CALM if code not in NERVES]


def said(raw: Raw, pack: str = "uk") -> Assessment:
    return assess(read(raw), today=TODAY, pack=pack)


STATUS: list[tuple[str, Raw]] = [
    # Section 14: a B12 that cannot be placed, or a kidney that is not known, holds no marker back.
    ("functional_deficiency", case(mma("281"), GOOD_KIDNEY, no=CALM)),
    ("functional_deficiency", case(ANY_B12, mma("281"), GOOD_KIDNEY, no=CALM)),
    ("functional_deficiency", case(total("250"), mma("281"), no=CALM)),
    ("functional_deficiency", case(total("500"), mma("751"), no=CALM)),
    ("functional_deficiency", case(total("250"), homocysteine("51"), FOLATE, GOOD_KIDNEY, yes="paraesthesia")),
    # Row 7: symptoms with a cause that lasts, or nerves with large cells, where no figure contradicts.
    ("probable", case(POSITIVE, yes="fatigue")),
    ("probable", case(ANY_B12, POSITIVE, yes="fatigue")),
    ("probable", case(ANY_B12, yes="fatigue total_gastrectomy")),
    ("probable", case(ANY_B12, mcv("101"), yes="paraesthesia")),
    # Rows 4 and 4b: in pregnancy only an active B12 that is known to be high stands against a low total.
    ("probable", case(total("142"), yes="paraesthesia", **MOTHER)),
    ("probable", case(total("142"), ANY_ACTIVE, yes="paraesthesia", **MOTHER)),
    ("indeterminate", case(total("142"), NOT_ANAEMIC, no=CALM, **MOTHER)),
    ("indeterminate", case(total("142"), ANY_ACTIVE, NOT_ANAEMIC, no=CALM, **MOTHER)),
    ("indeterminate", case(total("250"), NOT_ANAEMIC, no=CALM, **MOTHER)),
    ("indeterminate", case(total("250"), ANY_ACTIVE, NOT_ANAEMIC, no=CALM, **MOTHER)),
    ("unlikely", case(*APART, NOT_ANAEMIC, no=CALM, **MOTHER)),
    ("indeterminate", case(*APART, NOT_ANAEMIC, no=BUT_NERVES, **MOTHER)),
    ("indeterminate", case(*APART, no=CALM, **MOTHER)),
    ("indeterminate", case(*APART, haemoglobin("130", comparator="<"), no=CALM, **MOTHER)),
    ("indeterminate", case(*APART, NOT_ANAEMIC, homocysteine("20"), FOLATE, GOOD_KIDNEY, no=CALM, **MOTHER)),
    ("unlikely", case(*APART, NOT_ANAEMIC, mma("400"), POOR_KIDNEY, no=CALM, **MOTHER)),
    ("unlikely", case(total("250"), mma("150"), no=CALM, **MOTHER)),  # row 9, as in everybody
    # Row 8 is about a level: without one the answer asks for it.
    ("indeterminate", case(mma("150"), GOOD_KIDNEY, before=TAKEN, no=CALM)),
    # Rows 9 to 12.
    ("unlikely", case(total("250"), mma("150"), no=CALM)),
    ("indeterminate", case(total("250"), NO_MMA, GOOD_KIDNEY, no=CALM)),
    ("indeterminate", case(total("250"), no=CALM)),
    ("indeterminate", case(total("250"), mma("150"), no=BUT_NERVES)),
    ("indeterminate", case(total("250"), mma("150"), homocysteine("20"), FOLATE, GOOD_KIDNEY, no=CALM)),
    ("indeterminate", case(ANY_B12, no=CALM)),
    ("indeterminate", case(ANY_B12, mma("150"), no=CALM)),
    ("unlikely", case(total("500"), no=CALM)),
    ("indeterminate", case(total("500"), homocysteine("20"), FOLATE, GOOD_KIDNEY, no=CALM)),
    ("indeterminate", case(total("500"), mma("300"), no=CALM)),
    ("indeterminate", case(total("500"), yes="nitrous_oxide", details={"nitrous_oxide": {"last": "2024"}})),
]


@pytest.mark.parametrize(("status", "raw"), STATUS, ids=[f"{one[0]}-{at}" for at, one in enumerate(STATUS)])
def test_what_is_not_known_concludes_no_more_than_the_specification_says(status: str, raw: Raw) -> None:
    assert said(raw).status == status


@pytest.mark.parametrize("figures", [(), (NO_MMA, GOOD_KIDNEY)], ids=["not measured", "not clear"])
@pytest.mark.parametrize("more", [{"yes": "nitrous_oxide", "no": CALM}, {"no": BUT_NERVES}, {"no": CALM}], ids=repr)
def test_a_metabolite_is_called_normal_only_where_it_was_found_normal(
    figures: tuple[Raw, ...], more: Mapping[str, Any]
) -> None:
    assert "ethylmalonic acid is normal" not in said(case(total("250"), *figures, **more)).status_text
    assert "ethylmalonic acid is normal" in said(case(total("250"), mma("150"), **more)).status_text


@pytest.mark.parametrize("beside", [(), (ANY_ACTIVE,), (active("50"),)], ids=["missing", "not clear", "middle"])
def test_a_low_total_b12_in_pregnancy_is_explained_until_an_active_one_is_known_to_be_high(
    beside: tuple[Raw, ...],
) -> None:
    text = said(case(total("142"), *beside, NOT_ANAEMIC, no=CALM, **MOTHER)).status_text
    assert text.startswith("Unclear: total B12 is low, but it falls in healthy pregnancy too")
    high = said(case(*APART, NOT_ANAEMIC, no=CALM, **MOTHER)).status_text
    assert high.startswith("Deficiency is unlikely: total B12 falls in pregnancy")
    assert "disagree" in said(case(*APART, no=CALM, **MOTHER)).status_text
    assert "disagree" not in said(case(total("250"), *beside, no=CALM, **MOTHER)).status_text


def test_symptoms_that_were_not_asked_are_asked_before_treatment_is_called_needless() -> None:
    for figures in ((), (total("250"),)):
        assert said(case(*figures)).start == "after_tests"
        assert said(case(*figures, no=CALM)).start == "not_indicated"


TESTS: list[tuple[str, Raw, Raw]] = [
    ("total_b12", case(yes="vegan_diet"), case(yes="vegan_diet", no=CALM)),  # a risk factor alone: not offered
    ("fbc", case(yes="vegan_diet"), case(yes="vegan_diet", no=CALM)),
    ("folate", case(yes="vegan_diet"), case(yes="vegan_diet", no=CALM)),
    ("total_b12", case(mma("150"), no=CALM), case(total("250"), mma("150"), yes="paraesthesia")),
    ("active_b12", case(total("250"), **MOTHER), case(total("250"), active("80"), **MOTHER)),
    ("mma", case(total("250")), case(total("250"), no=CALM)),
    ("mma", case(total("500"), mma("300"), GOOD_KIDNEY, no=CALM), case(mma("300"), POOR_KIDNEY, no=CALM)),
    ("mma", case(total("500"), mma("300"), GOOD_KIDNEY, no=CALM), case(ANY_B12, mma("300"), POOR_KIDNEY, no=CALM)),
    (
        "homocysteine",
        case(total("250"), yes="paraesthesia"),
        case(total("250"), mma("150"), yes="paraesthesia"),
    ),
    ("creatinine", case(total("100"), mma("150")), case(total("100"))),
    ("creatinine", case(total("100"), homocysteine("20")), case(total("100"))),
    (
        "tsh",
        case(total("100"), homocysteine("20")),
        case(total("100"), homocysteine("20"), no=["thyroid_disease"]),
    ),
]


@pytest.mark.parametrize(
    ("code", "wanted", "not_wanted"), TESTS, ids=[f"{one[0]}-{at}" for at, one in enumerate(TESTS)]
)
def test_a_test_hangs_on_what_is_open_and_not_on_what_was_answered(code: str, wanted: Raw, not_wanted: Raw) -> None:
    assert code in said(wanted).next_tests
    assert code not in said(not_wanted).next_tests


@pytest.mark.parametrize(("pack", "usual", "safe"), [
    ("us", "us-im", "us-im-hydroxocobalamin"), ("article", "article-im", "article-im-hydroxocobalamin"),
])  # fmt: skip
def test_sight_that_fails_gets_no_cyanocobalamin_until_leber_was_denied(pack: str, usual: str, safe: str) -> None:
    for answered, regimen in (((), safe), (("leber_optic_neuropathy",), usual)):
        made = said(case(total("100"), yes="visual_loss", no=answered), pack).regimen
        assert made is not None
        assert made.id == regimen


def test_methylmalonic_acid_is_measured_again_after_a_b12_that_could_not_be_placed() -> None:
    for level, again in ((ANY_B12, True), (total("250"), True), (total("100"), False)):
        plan = said(case(level, mma("300"), GOOD_KIDNEY, yes="fatigue")).follow_up
        assert (("mma",) in [one.what for one in plan]) is again


def codes(raw: Raw) -> set[str | None]:
    return {line.code for line in said(raw).recommendations}


def test_other_causes_of_nerve_symptoms_are_named_while_it_is_open_whether_these_are_such() -> None:
    assert "other_nerve" in codes(case(total("500"), yes="dizziness", no=BUT_NERVES))
    assert "other_nerve" not in codes(case(total("500"), no=CALM))


def test_a_remark_on_a_level_is_made_only_where_there_is_one() -> None:
    assert "ethnicity" in codes(case(total("500"), yes="black_ethnicity"))
    assert "ethnicity" not in codes(case(mma("150"), yes="black_ethnicity"))


@pytest.mark.parametrize(
    ("folate", "doubtful"),
    [
        ((), True),
        ((figure("folate", "8", "ug/L", comparator="<"),), True),  # low or normal: not to be placed
        ((figure("folate", "2", "ug/L"),), True),
        ((FOLATE,), False),
    ],
)
def test_a_raised_homocysteine_speaks_for_b12_only_where_folate_was_found_normal(
    folate: tuple[Raw, ...], doubtful: bool
) -> None:
    answer = said(case(total("100"), homocysteine("20"), *folate, GOOD_KIDNEY, no=["thyroid_disease"]))
    assert ("homocysteine_not_specific" in answer.warnings) is doubtful


HERE: list[tuple[str, tuple[str, ...], Raw, Raw | None]] = [
    (
        "here-mma-homocysteine",
        ("mma",),
        case(total("250"), yes="fatigue", no=NERVES),
        case(total("250"), homocysteine("8"), yes="fatigue", no=NERVES),
    ),
    (
        "here-homocysteine-mma",
        ("homocysteine",),
        case(total("300"), yes="nitrous_oxide paraesthesia"),
        case(total("300"), mma("150"), yes="nitrous_oxide paraesthesia"),
    ),
    (
        "here-metabolite-active",
        ("mma", "homocysteine"),
        case(total("250"), yes="fatigue", no=NERVES),
        case(total("250"), active("60"), yes="fatigue", no=NERVES),
    ),
    ("here-total-active", ("total_b12",), case(yes="fatigue metformin"), None),
    (
        "here-active-total-pregnant",
        ("active_b12",),
        case(yes="fatigue", **MOTHER),
        case(total("160"), yes="fatigue", **MOTHER),
    ),
    ("here-b12-mma", ("total_b12", "active_b12"), case(yes="fatigue metformin"), case(mma("150"), yes="fatigue")),
    (
        "here-b12-homocysteine",
        ("total_b12", "active_b12", "mma"),
        case(yes="fatigue metformin"),
        case(homocysteine("8"), yes="fatigue"),
    ),
]


@pytest.mark.parametrize(("row", "lacks", "open_case", "done"), HERE, ids=[one[0] for one in HERE])
def test_a_test_stands_in_for_another_only_while_its_own_result_is_missing(
    row: str, lacks: tuple[str, ...], open_case: Raw, done: Raw | None
) -> None:
    here = clinic({test: test not in lacks for test in ("mma", "homocysteine", "total_b12", "active_b12")})

    def rows(raw: Raw) -> set[str]:
        return {one.id for one in assess(read(raw), today=TODAY, clinic=here).here}

    assert row in rows(open_case)
    assert done is None or row not in rows(done)
