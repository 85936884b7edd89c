"""P21 to P28 of the safety reference: treatment, pregnancy, kidneys, antibody, allergy, scope, medicines, age."""

import json
from datetime import date
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.rules import assess

from .cases import (
    CONCERN,
    TODAY,
    Raw,
    concern,
    decisions,
    figure,
    finding,
    judge,
    made_pregnant,
    make_case,
    no_less_concerned,
    no_less_urgent,
    sentences,
    visit_of,
    with_answer,
    with_patient,
    with_result,
    with_treatment,
    without,
)
from .measured import figures
from .strategies import cases, tidy
from .test_clinical import EMERGENCIES, URGENT_FLAGS

TREATED: Final = st.sampled_from(
    [
        {"kind": "oral", "last_taken": "2026-03-08"},
        {"kind": "injection", "last_taken": "2026-01-20"},
        {"kind": "some", "last_taken": None},
        {"kind": "oral", "last_taken": None},
        {"kind": "injection", "last_taken": None},
    ]
)
MEDICINES: Final = ("metformin", "proton_pump_inhibitor", "h2_blocker", "colchicine", "antiepileptic")
ABOVE_LOW: Final = st.sampled_from(["180", "250", "350", "350.1", "600", "1500"])
# The warnings that tell what a red flag asks for: the red-flag line of section 1.
RED_FLAG_LINES: Final = {
    "unanswered_red_flags", "exclude_cord_compression", "psychiatric_safety", "thrombotic_picture",
}  # fmt: skip
COBALAMINS: Final = ("hydroxocobalamin", "cyanocobalamin", "methylcobalamin")


@given(TREATED, ABOVE_LOW, st.sampled_from((None, "100", "270")))
def test_p21_on_replacement_a_middle_or_high_level_is_not_interpretable(
    before: Raw, value: str, mma: str | None
) -> None:
    """P21: row 8, whatever a normal metabolite says."""
    raw = with_treatment(make_case([figure("total_b12", value, "ng/L")]), before)
    if mma is not None:
        raw = with_result(raw, figure("mma", mma, "nmol/L"))
    seen = judge(raw)
    assert seen.status == "not_interpretable"
    assert "level_raised_by_supplement" in seen.warnings


@given(cases(), TREATED, ABOVE_LOW)
def test_p21_on_replacement_no_level_ever_reassures(raw: Raw, before: Raw, value: str) -> None:
    """P21 in every case: not interpretable, or a row above it."""
    measured = with_result(without(raw, "active_b12"), figure("total_b12", value, "ng/L"))
    seen = concern(judge(with_treatment(measured, before)))
    assert seen is not None
    assert seen >= CONCERN.index("not_interpretable")


@given(cases(), TREATED, st.sampled_from(["60", "179.9"]))
def test_p21_on_replacement_a_low_level_stays_low(raw: Raw, before: Raw, value: str) -> None:
    """P21 as section 16 settles it."""
    assume(raw["patient"].get("pregnancy") != "pregnant")
    measured = with_result(raw, figure("total_b12", value, "ng/L"))
    assert judge(with_treatment(measured, before)).status == "deficient"


@given(cases(), TREATED, st.sampled_from((*EMERGENCIES, *URGENT_FLAGS)))
def test_p21_the_urgency_of_a_red_flag_survives_replacement(raw: Raw, before: Raw, flag: str) -> None:
    """P21."""
    present = tidy(with_answer(raw, flag, "yes"))
    no_less_urgent(judge(with_treatment(present, before)), judge(with_treatment(present, {"kind": "none"})))


@given(cases(), figures("total_b12"))
def test_p22_in_pregnancy_total_b12_always_carries_its_note(raw: Raw, result: Raw) -> None:
    """P22: never a class without the note; active B12 is asked for where it is missing and nothing is settled."""
    seen = judge(with_result(without(made_pregnant(raw), "active_b12"), result))
    assert "pregnancy_total_b12_unreliable" in seen.warnings
    if seen.status not in ("deficient", "functional_deficiency", "not_interpretable"):
        assert "active_b12" in seen.next_tests


@given(cases(), st.sampled_from(["60", "150", "179.9"]))
def test_p22_in_pregnancy_a_low_total_b12_alone_gives_no_confident_class(raw: Raw, value: str) -> None:
    """P22: row 4; with the metabolites away nothing but indeterminate or probable, or a treated level, is left."""
    bare = without(made_pregnant(raw), "active_b12", "mma", "homocysteine")
    seen = judge(with_result(bare, figure("total_b12", value, "ng/L")))
    assert seen.status in ("indeterminate", "probable", "not_interpretable")
    if (visit_of(raw)["b12_before_test"] or {"kind": "none"})["kind"] == "none":
        assert seen.status != "not_interpretable"


@given(cases(), figures("mma"), figures("homocysteine"), st.sampled_from(["12", "29", "45", "59"]))
def test_p23_with_reduced_kidneys_metabolites_never_carry_the_conclusion_alone(
    raw: Raw, mma: Raw, homocysteine: Raw, egfr: str
) -> None:
    """P23: neither metabolite is usable, so functional deficiency cannot be concluded."""
    failing = with_result(without(raw, "creatinine"), figure("egfr", egfr, "mL/min/1.73m2"), mma, homocysteine)
    seen = judge(failing)
    assert seen.status != "functional_deficiency"
    assert "metabolites_unreliable_kidney" in seen.warnings


@given(cases(), st.sampled_from(["12", "59"]))
def test_p23_with_reduced_kidneys_deficient_needs_a_low_level(raw: Raw, egfr: str) -> None:
    """P23: without a low B12 nothing is called deficient, whatever the metabolites say."""
    levels = with_result(raw, figure("total_b12", "300", "ng/L"), figure("egfr", egfr, "mL/min/1.73m2"))
    seen = judge(without(levels, "active_b12", "creatinine"))
    assert seen.status not in ("deficient", "functional_deficiency")


@given(cases())
def test_p24_a_positive_antibody_raises_or_keeps_concern(raw: Raw) -> None:
    """P24."""
    bare = without(raw, "intrinsic_factor_antibody")
    no_less_concerned(judge(with_result(bare, finding("intrinsic_factor_antibody", "positive"))), judge(bare))


@given(cases(), st.sampled_from(("negative", "equivocal")))
def test_p24_a_negative_or_equivocal_antibody_never_lowers_concern(raw: Raw, word: str) -> None:
    """P24 and rule 5; equivocal counts as negative."""
    bare = without(raw, "intrinsic_factor_antibody")
    seen, before = judge(with_result(bare, finding("intrinsic_factor_antibody", word))), judge(bare)
    no_less_concerned(seen, before)
    no_less_urgent(seen, before)


@given(cases(), st.sampled_from(("no", None, "yes")))
def test_p25_with_a_cobalamin_allergy_no_cobalamin_is_proposed(raw: Raw, cobalt: str | None) -> None:
    """P25 as section 16 settles it: row 1 of section 6 overrides every row."""
    seen = judge(with_answer(with_answer(raw, "cobalamin_allergy", "yes"), "cobalt_allergy", cobalt))
    assert (seen.start, seen.route, seen.regimen) == ("specialist_first", "none", None)
    assert "allergy_check" in seen.warnings
    for line in seen.recommendations:
        if line.strength in ("offer", "consider"):
            assert not any(name in line.text.casefold() for name in COBALAMINS), line.text


@given(cases())
def test_p25_a_cobalt_allergy_warns_and_changes_no_decision(raw: Raw) -> None:
    """P25: cobalt allergy is allowed, with a warning."""
    plain, allergic = (judge(with_answer(raw, "cobalt_allergy", answer)) for answer in ("no", "yes"))
    assert "allergy_check" in allergic.warnings
    assert (plain.status, plain.urgency, plain.start, plain.route) == (
        allergic.status,
        allergic.urgency,
        allergic.start,
        allergic.route,
    )


@given(cases(), st.integers(0, 15))
def test_p26_under_sixteen_only_the_scope_and_the_red_flags_are_spoken_of(raw: Raw, age: int) -> None:
    """P26."""
    seen = judge(with_patient(raw, age_years=age, pregnancy="not_pregnant", trimester=None))
    assert seen.status == "out_of_scope"
    assert "paediatrics" in seen.referrals
    assert set(seen.referrals) <= {"paediatrics", "emergency"}
    assert (seen.route, seen.regimen, seen.causes, seen.next_tests, seen.follow_up) == ("none", None, (), (), ())
    assert not {line.kind for line in seen.recommendations} & {"treatment", "test"}
    assert set(seen.warnings) <= RED_FLAG_LINES


@given(cases(), st.sampled_from(MEDICINES), st.sampled_from((None, "no")))
def test_p27_adding_a_medicine_never_removes_a_recommended_test(raw: Raw, medicine: str, before: str | None) -> None:
    """P27."""
    without_it, with_it = (judge(with_answer(raw, medicine, answer)) for answer in (before, "yes"))
    assert set(without_it.next_tests) <= set(with_it.next_tests)


def apart_from_age(seen: Assessment) -> Raw:
    """Return every decision, without the words in which an age is told."""
    return {name: value for name, value in decisions(seen).items() if name != "bands"}


@given(cases(), st.one_of(st.integers(16, 58), st.integers(60, 63), st.integers(65, 118)))
def test_p28_a_birthday_that_is_no_limit_changes_nothing(raw: Raw, age: int) -> None:
    """P28: only 16, 60, 65 and the age inside an eGFR matter (section 16)."""
    assume(age < 50 or raw["patient"].get("pregnancy") in (None, "not_pregnant"))
    person = without(raw, "creatinine")
    younger, older = (judge(with_patient(person, age_years=years)) for years in (age, age + 1))
    assert apart_from_age(younger) == apart_from_age(older)


@pytest.mark.parametrize(("born", "status"), [("2010-03-12", "deficient"), ("2010-03-13", "out_of_scope")])
def test_p28_the_scope_begins_on_the_sixteenth_birthday_at_the_visit(born: str, status: str) -> None:
    """P26 and P28: the age at the visit counts, in completed years."""
    raw = make_case([figure("total_b12", "120", "ng/L")], patient={"age_years": None, "date_of_birth": born})
    assert assess(read_case(json.dumps(raw)), today=TODAY).status == status


@given(cases(), st.integers(1, 3000))
def test_p42_the_day_of_assessment_alone_changes_no_conclusion(raw: Raw, later: int) -> None:
    """P42 and rule 4: nothing reads the clock; the visit, not today, decides status and urgency."""
    case = read_case(json.dumps(raw))
    other = assess(case, today=date.fromordinal(TODAY.toordinal() + later))
    first = assess(case, today=TODAY)
    assert (first.status, first.urgency) == (other.status, other.urgency)


@given(cases())
def test_p40_no_sentence_stands_twice(raw: Raw) -> None:
    """P40 and rule 7: nothing is said twice."""
    said = [text for text in sentences(judge(raw)) if text]
    lines = [(line.code, line.text) for line in judge(raw).recommendations]
    assert len(lines) == len(set(lines))
    assert len(set(said[:2])) == len(said[:2])
