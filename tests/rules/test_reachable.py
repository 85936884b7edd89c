"""The way to another answer: what is lacking, what it brings with it, and what stands before it."""

from b12calc.models import vocabulary as words
from b12calc.rules.reachable import Reach
from tests.rules.making import Raw, active, bare, case, decided, mma, total


def way(raw: Raw, name: str, word: str) -> tuple[dict[str, tuple[str, ...]], str | None]:
    found = Reach(decided(raw)).way(name, word)
    return found.needs, None if found.before is None else found.before.id


def test_a_test_that_comes_back_counts_as_measured() -> None:
    assert way(case(yes="fatigue"), "status", "functional_deficiency") == (
        {"mma_band": ("raised", "markedly_raised")},
        None,
    )


def test_one_figure_cannot_lift_the_band_of_two_low_tests() -> None:
    needs, _ = way(case(total("150"), active("20")), "status", "indeterminate")
    assert needs == {"pregnant": ("yes",), "active_b12_band": ("high",)}


def test_a_man_is_never_told_that_he_would_have_to_be_pregnant() -> None:
    assert way(case(total("150"), active("90")), "status", "indeterminate") == ({"pregnant": ("yes",)}, None)
    assert "pregnant" not in way(case(total("150"), active("90"), sex="male"), "status", "indeterminate")[0]


def test_a_doubt_about_the_unit_of_one_figure_does_not_outlast_it() -> None:
    # 150 without a range might be pmol/L; a high figure would be high in both units.
    raw = case(bare("150"), no=words.ANSWER_CODES)
    assert decided(raw).words["unit_doubt"] == "yes"
    assert way(raw, "status", "indeterminate")[0] != {"b12_band": ("high",)}


def test_an_antibody_that_may_not_be_trusted_after_injections_is_not_what_is_lacking() -> None:
    raw = case(mma("150"), yes="fatigue", before={"kind": "injection"})
    assert "antibody" not in way(raw, "status", "probable")[0]
    assert way(case(mma("150"), yes="fatigue"), "status", "probable")[0] == {"antibody": ("positive",)}


def test_an_active_b12_that_comes_back_otherwise_takes_its_own_doubts_with_it() -> None:
    raw = case(active("20", reference_low="15"), no=words.ANSWER_CODES)
    assert decided(raw).words["limits_conflict"] == "yes"
    assert way(raw, "status", "indeterminate")[0] != {"b12_band": ("high",)}


def test_an_answer_behind_the_row_that_decided_names_that_row_and_lacks_nothing() -> None:
    assert way(case(total("150"), yes="cobalamin_allergy"), "start", "now") == ({}, "start-1")


def test_words_are_offered_only_where_every_combination_of_them_leads_there() -> None:
    needs, _ = way(case(total("150"), mma("150")), "status", "unlikely")
    assert needs == {"b12_band": ("middle", "middle_or_high"), "neuro": ("no",)}


def test_the_route_is_named_where_it_takes_a_start_away() -> None:
    raw = case(total("150"), yes="paraesthesia injections_not_possible swallowing_problem")
    assert way(raw, "start", "now") == ({}, "route-impossible")
