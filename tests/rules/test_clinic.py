"""At every clinic the plan has a way: nothing relies on what is missing, no urgent action goes, every line is cited."""

from itertools import product
from random import Random

import pytest

from b12calc.models.assessment import Assessment, Substitution
from b12calc.models.vocabulary import PACKS
from b12calc.rules import Clinic, assess
from b12calc.rules.clinic import steps, with_clinic
from b12calc.rules.clinic_profile import RESOURCES, find_clinic
from tests.rules.clinic_cases import CASES, clinic, ideal
from tests.rules.making import SYMPTOMS, TODAY, Raw, case, read, total

TRIED = (
    *("total_b12", "active_b12", "mma", "homocysteine", "fbc", "reticulocytes"),
    *("hydroxocobalamin_injection", "cyanocobalamin_injection", "cyanocobalamin_tablets_1000", "nurse_days"),
)
OURS = {"clinic", "here", "citations"}
# Written anew from the sentences: what a line that is done here cannot be done without.
SAID = {
    "reticulocytes at": ("reticulocytes",),
    "blood count": ("fbc",),
    "Blood film": ("blood_film",),
    "Methylmalonic acid": ("mma",),
    "Homocysteine": ("homocysteine",),
    "Active B12": ("active_b12",),
    "Total B12": ("total_b12",),
    "Hydroxocobalamin 1 mg by": ("hydroxocobalamin_injection",),
    "Cyanocobalamin 1 mg by intramuscular": ("cyanocobalamin_injection",),
    "Cyanocobalamin at least 1 mg by mouth": ("cyanocobalamin_tablets_1000",),
    "by intramuscular injection": ("nurse_days",),
    "Methylcobalamin": ("methylcobalamin_tablets_1000",),
}


def check(name: str, pack: str, where: Clinic) -> tuple[Substitution, ...]:
    """Everything that must hold at any clinic."""
    plan, decision = ideal(name, pack)
    got = with_clinic(plan, decision, where)
    for field in Assessment.model_fields.keys() - OURS:
        assert getattr(got, field) is getattr(plan, field), field
    replaced = {code for one in got.here for code in one.steps}
    for step in steps(plan, decision):
        missing = any(all(where.has.get(one) is False for one in group) for group in step.groups)
        assert (step.code in replaced) == missing, step.code
    cited = {line.id: line for line in got.citations}
    for one in got.here:
        assert not [resource for resource in one.needs if where.has.get(resource) is False], one
        assert one.sources
        assert not all(cited[key].unconfirmed for key in one.sources), one.id
        assert one.ideal
        assert one.here
        assert one.reason
        assert one.risk
        assert not {"{", "}"} & set(one.here + one.reason + one.risk)
        if one.where == "here":
            said = {need for words, needs in SAID.items() if words in one.here for need in needs}
            assert not [need for need in said if where.has.get(need) is False], one
    return got.here


@pytest.mark.parametrize("name", CASES)
def test_at_every_subset_of_resources_the_plan_stands_and_what_is_missing_is_replaced(name: str) -> None:
    for bits in product((True, False), repeat=len(TRIED)):
        check(name, "uk", clinic(dict(zip(TRIED, bits, strict=True))))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", CASES)
def test_the_same_holds_for_random_profiles_of_everything_under_every_pack(name: str, pack: str) -> None:
    random = Random(f"{name} {pack}")
    for _ in range(40):
        words = random.choices((True, False, None), k=len(RESOURCES))
        check(name, pack, clinic({one: word for one, word in zip(RESOURCES, words, strict=True) if word is not None}))


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", CASES)
def test_with_nothing_at_all_every_step_still_has_a_way(name: str, pack: str) -> None:
    here = check(name, pack, clinic(dict.fromkeys(RESOURCES, False)))
    plan, decision = ideal(name, pack)
    assert {code for one in here for code in one.steps} >= {step.code for step in steps(plan, decision)}


@pytest.mark.parametrize("name", CASES)
def test_a_profile_that_says_nothing_and_one_that_has_everything_take_nothing_away(name: str) -> None:
    assert check(name, "uk", clinic()) == ()
    assert assess(read(CASES[name]), today=TODAY, clinic="full-hospital").here == ()


@pytest.mark.parametrize("name", ["nerves", "cord", "nitrous", "severe", "leber", "no needle"])
def test_urgent_treatment_that_cannot_be_given_here_is_never_put_off(name: str) -> None:
    plan, _ = ideal(name)
    assert plan.urgency in ("urgent", "emergency")
    for bits in product((True, False), repeat=4):
        here = check(name, "uk", clinic(dict(zip(TRIED[-4:], bits, strict=True))))
        lines = [one for one in here if plan.regimen and plan.regimen.id in one.steps]
        # Another injection, or other tablets where the plan itself is tablets, are given at once like the first choice.
        at_once = ("today", "injection:", "Methylcobalamin at least 1 mg by mouth daily.")
        assert all(any(words in one.here for words in at_once) for one in lines), lines


def at(name: str, **has: bool) -> dict[str, Substitution]:
    plan, decision = ideal(name)
    return {code: one for one in with_clinic(plan, decision, clinic(has)).here for code in one.steps}


def test_homocysteine_stands_in_for_methylmalonic_acid_and_the_other_way_round() -> None:
    assert at("middle with nerves", mma=False)["mma"].here == "Homocysteine."
    assert at("middle with nerves", homocysteine=False)["homocysteine"].here == "Methylmalonic acid."


def test_with_neither_metabolite_nor_active_b12_a_trial_of_treatment_names_its_criteria() -> None:
    line = at("middle", mma=False, homocysteine=False, active_b12=False)["mma"]
    assert line.here.startswith("Trial of treatment with response criteria")
    assert "reticulocytes at 7 to 10 days" in line.here
    assert "hydroxocobalamin_injection" in line.needs
    assert line.strength == "consider"
    without = at("middle", mma=False, homocysteine=False, active_b12=False, reticulocytes=False, fbc=False)["mma"]
    assert "reticulocytes" not in without.here
    assert "symptoms at 8 to 12 weeks" in without.here


@pytest.mark.parametrize("name", ["pregnant", "leber", "gastrectomy"])
def test_no_trial_is_offered_in_pregnancy_or_where_treatment_is_settled(name: str) -> None:
    lines = at(name, mma=False, homocysteine=False, active_b12=False, total_b12=False)
    assert not [one for one in lines.values() if "trial" in one.here.lower()]


def test_without_ampoules_nerves_get_tablets_as_a_bridge_and_are_sent_the_same_day() -> None:
    line = at("nerves", hydroxocobalamin_injection=False, cyanocobalamin_injection=False)["uk-im-neuro"]
    assert "bridge only" in line.here
    assert "send the patient to where injections are given" in line.here
    assert "not enough" in line.risk


def test_in_leber_nobody_is_given_cyanocobalamin_by_any_route() -> None:
    for bits in product((True, False), repeat=len(TRIED)):
        lines = at("leber", **dict(zip(TRIED, bits, strict=True)))
        assert not [one for one in lines.values() if "yanocobalamin" in one.here]


def test_who_cannot_swallow_is_not_given_tablets() -> None:
    line = at("gastrectomy", hydroxocobalamin_injection=False, cyanocobalamin_injection=False)["uk-im-prophylaxis"]
    assert line.where == "elsewhere"


def test_a_clinic_that_nobody_injects_at_has_no_injections_although_ampoules_lie_there() -> None:
    line = at("unknown cause", hydroxocobalamin_injection=True, nurse_days=False)["uk-im-standard"]
    assert "by mouth" in line.here


def test_what_the_profile_does_not_say_is_named_as_to_be_checked() -> None:
    assert at("middle with nerves", mma=False)["mma"].check == ("homocysteine",)
    assert at("middle with nerves", mma=False, homocysteine=True)["mma"].check == ()


def test_a_homocysteine_sample_that_cannot_be_kept_cold_is_taken_where_it_is_separated() -> None:
    lines = at("middle with nerves", mma=False, homocysteine=True, cold=False)
    assert "within 1 hour" in lines["homocysteine_sample"].here
    assert {"LAB-13", "N-073"} <= set(lines["homocysteine_sample"].sources)
    assert "homocysteine_sample" not in at("diet", cold=False)


def test_doses_fall_on_nurse_days_and_those_that_cannot_are_named() -> None:
    line = at("unknown cause", nurse_days=True)["dates"]
    assert line.dates
    assert line.unkept
    assert {day.weekday() for day in line.dates} <= {0, 3}
    plan, _ = ideal("unknown cause")
    assert plan.regimen is not None
    assert len(line.dates) + len(line.unkept) == len(plan.regimen.phases[0].dates)


def test_where_every_dose_has_a_nurse_day_none_is_left_out() -> None:
    plan, decision = ideal("unknown cause")
    (line,) = with_clinic(plan, decision, clinic({"nurse_days": True}, (1, 3, 4))).here
    assert plan.regimen is not None
    assert line.id == "here-dates"
    assert line.unkept == ()
    pairs = list(zip(line.dates, plan.regimen.phases[0].dates, strict=True))
    assert all(abs((given - meant).days) <= 1 for given, meant in pairs)


def test_the_whole_answer_names_the_profile_and_cites_what_it_added() -> None:
    raw = case(total("250"), yes="fatigue")
    plain = assess(read(raw), today=TODAY)
    got = assess(read(raw), today=TODAY, clinic="basic-laboratory")
    assert plain.clinic is None
    assert plain.here == ()
    assert got.clinic == "Clinic without MMA, active B12 and antibodies (22 Nov 2026, example)"
    assert got == assess(read(raw), today=TODAY, clinic=find_clinic("basic-laboratory"))
    assert {key for one in got.here for key in one.sources} <= {line.id for line in got.citations}
    assert len({line.id for line in got.citations}) == len(got.citations)


def test_what_is_printed_is_a_step_only_where_there_are_dates_to_print() -> None:
    where = clinic({"printer": False})

    def printed(raw: Raw) -> bool:
        return any(one.id.startswith("here-printer") for one in assess(read(raw), today=TODAY, clinic=where).here)

    assert printed(case(total("100")))
    assert printed(case(total("250")))  # no regimen, a review of the results
    assert not printed(case(no=SYMPTOMS))
