"""Every number of days, weeks, months and doses the rules count in, typed from the specification and its sources."""

from decimal import Decimal

import pytest

from b12calc.rules.combined_indicator import indicator_words
from tests.rules.making import pack

# Section 7 of the specification; D-033, F-013, C-021, B-013, N-141, D8, N-140, E5, F3.
DUE = {
    "follow-potassium-48h": (2, 2, "days"),
    "follow-potassium-day5": (5, 7, "days"),
    "follow-reticulocytes-day7": (7, 10, "days"),
    "follow-neuro-3-weeks": (21, 21, "days"),
    "follow-pregnancy-1-month": (1, 1, "months"),
    "follow-labs-8-weeks-im": (8 * 7, 12 * 7, "days"),
    "follow-labs-8-weeks-oral": (8 * 7, 12 * 7, "days"),
    "follow-mma-8-weeks": (8 * 7, 12 * 7, "days"),
    "follow-review-3-months": (3, 3, "months"),
    "follow-nerves-6-months": (6, 12, "months"),
    "follow-yearly": (12, 12, "months"),
    "follow-tests-back": (14, 14, "days"),
    "follow-tests-back-pregnant": (7, 7, "days"),
}
# Three a week for two weeks are six; twice a year is every six months (D-001, D-002, D-003, D-005, D-011).
COUNTED = {
    "uk-im-standard": [("three_a_week", 6, None, None, None), ("months", None, 2, 3, None)],
    "uk-im-neuro": [("alternate_days", None, None, None, 21), ("words", None, None, None, None)],
    "uk-im-dietary": [("three_a_week", 6, None, None, None), ("months", None, 6, 6, None)],
    "uk-im-prophylaxis": [("months", None, 2, 3, None)],
    "uk-oral-dietary": [("daily", None, None, None, None)],
    "uk-oral-high": [("daily", None, None, None, None)],
}
# AFP-11, AFP-12 and the labels TIM-10 to TIM-14: seven daily doses, four weekly ones, then monthly.
STATES = {"us-im": [7, 4, None], "us-im-hydroxocobalamin": [7, 4, None], "us-oral": [None], "us-bariatric": [None]}
INTERVALS = {
    "nitrous_oxide_recent_months": 6, "oral_counts_months": 3, "injection_counts_months": 4,
    "antibody_after_injection_days": 14, "out_of_date_days": 90, "tiredness_gain_months": 3, "nerves_gain_months": 6,
    "drug_long_months": 12, "doubt_percent": 10, "scope_age": 16, "possible_autoimmune_age": 60, "stacked_age": 65,
}  # fmt: skip
# D8, C-022, D-033, N-140, E5, C-021.
COURSE: dict[str, int] = {
    "symptoms_judged_weeks": 8, "potassium_days": 7, "nerves_judged_months": 3, "blood_judged_weeks": 8,
    "nerve_review_weeks": 3, "nerves_take_months": 6, "reticulocytes_from_days": 3, "reticulocytes_to_days": 10,
}  # fmt: skip
# WHO-14 to WHO-18, g/L: anaemia, moderate and severe below these.
HAEMOGLOBIN = {
    "female": (120, 110, 80), "male": (130, 110, 80), "pregnant_1": (110, 100, 70), "pregnant_2": (105, 95, 70),
    "pregnant_3": (110, 100, 70),
}  # fmt: skip


def test_every_line_of_the_follow_up_is_due_when_the_specification_says() -> None:
    for name in ("uk", "us", "article"):
        rows = pack(name).tables["follow_up"].rows
        due = {row.id: (row.more["due"]["from"], row.more["due"]["to"], row.more["due"]["unit"]) for row in rows}
        assert due.items() <= DUE.items()
    assert due.keys() <= DUE.keys()


@pytest.mark.parametrize("regimen", COUNTED)
def test_a_british_regimen_counts_doses_and_months_as_it_is_printed(regimen: str) -> None:
    phases = pack("uk").regimens[regimen]["phases"]
    names = ("pattern", "doses", "earliest_months", "latest_months", "until_days")
    assert [tuple(phase.get(name) for name in names) for phase in phases] == COUNTED[regimen]


@pytest.mark.parametrize("regimen", STATES)
def test_an_american_regimen_counts_doses_as_it_is_printed(regimen: str) -> None:
    assert [phase.get("doses") for phase in pack("us").regimens[regimen]["phases"]] == STATES[regimen]


@pytest.mark.parametrize("name", ["uk", "us", "article"])
def test_every_interval_and_age_the_rules_count_in_is_the_specified_one(name: str) -> None:
    assert dict(pack(name).limits.intervals) == INTERVALS


def test_the_course_counts_in_the_specified_days_weeks_and_months() -> None:
    course = pack().course
    assert course is not None
    assert dict(course.time) == COURSE


def test_anaemia_is_graded_by_the_figures_of_the_who() -> None:
    steps = ("anaemia", "moderate", "severe")
    found = {group: tuple(cuts[step] for step in steps) for group, cuts in pack().limits.haemoglobin.items()}
    assert found == {group: tuple(map(Decimal, cuts)) for group, cuts in HAEMOGLOBIN.items()}


def test_an_altitude_is_adjusted_for_up_to_the_end_of_the_table_and_unknown_smoking_as_three() -> None:
    steps = pack().limits.adjustment
    assert (steps.altitude_highest, steps.smoking_unknown) == (4999, Decimal(3))


def test_results_are_held_against_the_variation_their_sources_give() -> None:
    repeats = pack().repeats
    assert repeats is not None
    stated = {name: (one.measuring, one.within_person) for name, one in repeats.variations.items()}
    assert (stated["total_b12"][1], stated["mma"]) == (Decimal(23), (Decimal(4), Decimal(15)))


def test_the_combined_indicator_has_the_constants_and_classes_of_its_source() -> None:
    said = indicator_words()
    assert said["age_factor"] == {"most": "3.79", "scale": "230", "power": "2.6"}
    edges = [(one.get("above"), one.get("from"), one["word"]) for one in said["class"]]
    assert edges == [
        ("1.5", None, "elevated"),
        (None, "-0.5", "adequate"),
        (None, "-1.5", "low"),
        (None, "-2.5", "possible_deficiency"),
        (None, None, "probable_deficiency"),
    ]
    assert said["adult_from"] == 18
