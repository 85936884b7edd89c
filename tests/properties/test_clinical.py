"""P13 to P20 of the safety reference: what an answer or a normal finding may and may not do."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models import vocabulary as words

from .cases import (
    Raw,
    answer_of,
    figure,
    finding,
    judge,
    make_case,
    no_less_concerned,
    no_less_urgent,
    sentences,
    with_answer,
    with_answers,
    with_result,
    without,
)
from .measured import figures
from .strategies import cases, tidy

RED_FLAGS: Final = words.SYMPTOM_GROUPS["red_flags"]
# Section 2: these are an emergency whatever else is known.
EMERGENCIES: Final = (
    "rapid_deterioration",
    "new_weakness",
    "cannot_walk_unaided",
    "bladder_bowel_change",
    "major_confusion",
    "hallucinations",
    "chest_pain_or_heart_failure",
    "visual_loss",
    "optic_atrophy",
    "extensor_plantar",
    "spasticity",
)
URGENT_FLAGS: Final = ("frequent_falls", "personality_change")
# Red flags that a disease of cord, brain or nerve can cause: a conclusion is never "unlikely" beside them (row 11c).
NEUROLOGICAL_FLAGS: Final = (
    "rapid_deterioration",
    "frequent_falls",
    "new_weakness",
    "cannot_walk_unaided",
    "bladder_bowel_change",
    "visual_loss",
    "major_confusion",
)
RISK_FACTORS: Final = tuple(
    code for group in ("diet", "absorption", "family", "medicines", "exposures") for code in words.HISTORY_GROUPS[group]
)
# Section 16 on P15: circumstances that decide whether a metabolite can be used, not risk factors.
CIRCUMSTANCES: Final = ("kidney_disease", "thyroid_disease")
NORMAL_BLOOD: Final = {
    "haemoglobin": figure("haemoglobin", "140", "g/L"),
    "mcv": figure("mcv", "90", "fL"),
    "blood_film": finding("blood_film", "normal"),
}


def with_yes(raw: Raw, code: str) -> Raw:
    """Return a copy with this answered yes and nothing left that would contradict it."""
    return tidy(with_answer(raw, code, "yes"))


@given(cases(youngest=10), st.sampled_from(RED_FLAGS), st.sampled_from((None, "no")))
def test_p13_adding_a_red_flag_never_lowers_urgency(raw: Raw, flag: str, before: str | None) -> None:
    """P13."""
    after = with_yes(raw, flag)
    no_less_urgent(judge(after), judge(with_answer(after, flag, before)))


@given(cases(youngest=10), st.sampled_from(EMERGENCIES))
def test_p13_an_emergency_sign_is_an_emergency_whatever_the_tests_say(raw: Raw, flag: str) -> None:
    """P13 with section 2 and rule 6: red flags act whatever the tests say and before they are back."""
    seen = judge(with_yes(raw, flag))
    assert seen.urgency == "emergency"
    assert "emergency" in seen.referrals


@given(cases(youngest=10), st.sampled_from(URGENT_FLAGS))
def test_p13_frequent_falls_and_personality_change_are_at_least_urgent(raw: Raw, flag: str) -> None:
    """P13 with section 2."""
    assert judge(with_yes(raw, flag)).urgency in ("urgent", "emergency")


@given(cases(), st.sampled_from(sorted(NORMAL_BLOOD)))
def test_p14_a_normal_blood_count_or_film_never_lowers_concern_or_urgency(raw: Raw, analyte: str) -> None:
    """P14; section 2 makes syncope an emergency only until haemoglobin is known, so that pair is left out."""
    unmeasured, measured = judge(without(raw, analyte)), judge(with_result(raw, NORMAL_BLOOD[analyte]))
    no_less_concerned(measured, unmeasured)
    if not (analyte == "haemoglobin" and answer_of(raw, "syncope") == "yes"):
        no_less_urgent(measured, unmeasured)


@given(cases(), st.sampled_from(RISK_FACTORS), st.sampled_from((None, "no")))
def test_p15_adding_a_risk_factor_never_lowers_concern(raw: Raw, code: str, before: str | None) -> None:
    """P15; kidney and thyroid disease are circumstances, not risk factors (section 16)."""
    after = with_yes(raw, code)
    seen, then = judge(after), judge(with_answer(after, code, before))
    no_less_concerned(seen, then)
    no_less_urgent(seen, then)


@given(cases(), st.sampled_from(RISK_FACTORS))
def test_p15_the_absence_of_a_risk_factor_never_lowers_concern(raw: Raw, code: str) -> None:
    """P15 with rule 5: answering no to a risk factor reassures no more than not asking."""
    no_less_concerned(judge(with_answer(raw, code, "no")), judge(with_answer(raw, code, None)))


@given(cases(), st.sampled_from(words.SYMPTOM_CODES))
def test_p15_a_recent_onset_never_lowers_concern(raw: Raw, code: str) -> None:
    """Rule 5 of section 0: recent onset lowers nothing."""
    present = with_yes(raw, code)
    recent = tidy(with_answer(present, code, "yes"))
    recent["visits"][0]["details"][code] = {"since": "2026-03"}
    present["visits"][0]["details"].pop(code, None)
    no_less_concerned(judge(recent), judge(present))
    no_less_urgent(judge(recent), judge(present))


@given(cases(), st.sampled_from(words.ANSWER_CODES))
def test_p16_not_asked_is_never_more_reassuring_than_no(raw: Raw, code: str) -> None:
    """P16, first half, for every question there is."""
    not_asked, denied = judge(with_answer(raw, code, None)), judge(with_answer(raw, code, "no"))
    no_less_concerned(not_asked, denied)
    no_less_urgent(not_asked, denied)


@given(cases(), st.sampled_from([code for code in words.ANSWER_CODES if code not in CIRCUMSTANCES]))
def test_p16_not_asked_is_never_more_alarming_than_yes(raw: Raw, code: str) -> None:
    """P16, second half; for kidney and thyroid disease a yes takes a test away (section 16)."""
    told = with_yes(raw, code)
    not_asked, present = judge(with_answer(told, code, None)), judge(told)
    no_less_concerned(present, not_asked)
    no_less_urgent(present, not_asked)


@given(cases(), st.sets(st.sampled_from(words.MUST_ANSWER_RED_FLAGS), min_size=1, max_size=3))
def test_p17_with_a_red_flag_unanswered_the_result_says_which(raw: Raw, missing: set[str]) -> None:
    """P17: whatever else was answered, an unanswered red flag is named and warned of."""
    open_flags = {code for code in words.MUST_ANSWER_RED_FLAGS if answer_of(raw, code) is None} | missing
    seen = judge(with_answers(raw, dict.fromkeys(missing)))
    assert "unanswered_red_flags" in seen.warnings
    assert set(seen.unanswered_red_flags) == open_flags


@given(cases())
def test_p17_with_every_red_flag_answered_nothing_is_said_to_be_unanswered(raw: Raw) -> None:
    """P17, the other side."""
    asked = {code: answer_of(raw, code) or "no" for code in words.MUST_ANSWER_RED_FLAGS}
    seen = judge(with_answers(raw, asked))
    assert "unanswered_red_flags" not in seen.warnings
    assert not seen.unanswered_red_flags


REASSURING: Final = ("is unlikely", "b12 unlikely", "no shortage", "nothing found", "come back if", "no further action")


@given(cases(), st.sampled_from(words.MUST_ANSWER_RED_FLAGS), st.sampled_from(["400", "800"]))
def test_p17_with_a_red_flag_unanswered_no_sentence_reassures(raw: Raw, flag: str, value: str) -> None:
    """P17 with row 11c: the status stays, every reassuring sentence is withheld."""
    high = with_result(without(raw, "active_b12"), figure("total_b12", value, "ng/L"))
    said = sentences(judge(with_answer(high, flag, None)))
    assert not [text for text in said if any(phrase in text.casefold() for phrase in REASSURING)]


@given(cases(), st.sampled_from(NEUROLOGICAL_FLAGS), figures("total_b12"))
def test_p18_a_neurological_red_flag_leads_to_action_at_every_b12(raw: Raw, flag: str, result: Raw) -> None:
    """P18 with row 11c."""
    seen = judge(with_result(with_yes(raw, flag), result))
    assert seen.status not in ("unlikely", "not_tested")
    assert seen.start != "not_indicated"
    assert seen.urgency in ("urgent", "emergency")


@given(cases(), figures("total_b12"))
def test_p19_nitrous_oxide_is_never_reassured_by_a_figure(raw: Raw, result: Raw) -> None:
    """P19 with section 16: never "unlikely" with neuro, and without neuro at least indeterminate."""
    seen = judge(with_result(with_yes(raw, "nitrous_oxide"), result))
    assert seen.status not in ("unlikely", "not_tested")
    assert "nitrous_oxide_stop" in seen.warnings


def metabolite_asked_for(raw: Raw, value: str) -> bool:
    """Tell whether a metabolite is asked for after nitrous oxide where neither was measured."""
    exposed = without(with_yes(raw, "nitrous_oxide"), "active_b12", "mma", "homocysteine")
    seen = judge(with_result(exposed, figure("total_b12", value, "ng/L")))
    return bool({"mma", "homocysteine"} & set(seen.next_tests))


@given(cases(), st.sampled_from(["180", "250", "350", "350.1", "800", "1500"]))
def test_p19_nitrous_oxide_with_a_normal_b12_asks_for_mma_or_homocysteine(raw: Raw, value: str) -> None:
    """P19 and section 3."""
    assert metabolite_asked_for(raw, value)


@given(cases(), st.sampled_from(["60", "179.9"]))
def test_p19_nitrous_oxide_with_a_low_b12_asks_for_mma_or_homocysteine(raw: Raw, value: str) -> None:
    """Section 3 and section 5: the work-up of nitrous oxide as a cause, whatever the level."""
    assert metabolite_asked_for(raw, value)


FOLATES: Final = st.sampled_from([("2.9", "ug/L"), ("1", "ng/mL"), ("6.9", "nmol/L")])


@given(cases(), FOLATES)
def test_p20_low_folate_says_b12_before_folate_unless_b12_deficiency_is_unlikely(
    raw: Raw, folate: tuple[str, str]
) -> None:
    """P20 and the table of section 12."""
    seen = judge(with_result(raw, figure("folate", *folate)))
    assert ("no_folate_alone" in seen.warnings) == (seen.status != "unlikely")


@given(cases())
def test_p20_without_low_folate_folic_acid_or_large_cells_the_folate_warning_goes(raw: Raw) -> None:
    """P20, the other side: nothing sets the warning any more."""
    quiet = without(with_answer(raw, "folic_acid_alone", "no"), "blood_film", "bone_marrow")
    normal = with_result(quiet, figure("folate", "8", "ug/L"), figure("mcv", "90", "fL"))
    assert "no_folate_alone" not in judge(normal).warnings


@pytest.mark.parametrize("value", ["60", "179.9", "180", "350", "350.1", "1500"])
def test_p20_low_folate_removed_removes_the_warning(value: str) -> None:
    """P20 on one patient at every band of B12."""
    base = make_case([figure("total_b12", value, "ng/L")])
    assert "no_folate_alone" not in judge(base).warnings
    low = judge(with_result(base, figure("folate", "2", "ug/L")))
    assert ("no_folate_alone" in low.warnings) == (low.status != "unlikely")
