"""The tables walked in order: a case for every row of status and start, the route modifiers, the ranking of causes."""

from collections.abc import Iterable

import pytest

from tests.rules.making import Raw, case, decided, haemoglobin, mcv, pack, row, total
from tests.rules.start_cases import DIET, HIGH, LOW, ROUTE, START, Change, Start
from tests.rules.status_cases import STATUS, Row


def names(cases: Iterable[tuple[object, ...]]) -> list[str]:
    return [f"{one[0]}-{number}" for number, one in enumerate(cases)]


@pytest.mark.parametrize("one", STATUS, ids=names(STATUS))
def test_each_row_of_the_status_table_answers_its_case(one: Row) -> None:
    _, row_id, status, raw = one
    decision = decided(raw)
    assert (decision.hits["status"].row.id, decision.words["status"]) == (row_id, status)


@pytest.mark.parametrize("one", START, ids=names(START))
def test_each_row_of_the_start_table_answers_its_case(one: Start) -> None:
    _, row_id, start, route, raw = one
    hit = decided(raw).hits["start"].row
    assert (hit.id, dict(hit.then)) == (row_id, {"start": start, "route": route})


@pytest.mark.parametrize("one", ROUTE, ids=names(ROUTE))
def test_each_modifier_changes_the_route_as_it_says(one: Change) -> None:
    _, row_id, start, route, raw = one
    decision = decided(raw)
    assert decision.hits["route"].row.id == row_id
    assert (decision.words["start"], decision.words["route"]) == (start, route)


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ("status", {one[1] for one in STATUS}),
        ("start", {one[1] for one in START}),
        ("route", {one[1] for one in ROUTE}),
    ],
)
def test_no_row_of_these_tables_is_without_its_case(table: str, shown: set[str]) -> None:
    assert shown == {one.id for one in pack().tables[table].rows}


def test_every_numbered_row_of_the_specification_has_its_case() -> None:
    assert {one[0] for one in STATUS} == {*map(str, range(1, 13)), "4b", "5b", "11b", "11c", "11d"}
    assert {one[0] for one in START} == {*map(str, range(27))}


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("start-1", "start-2", "cobalamin_allergy extensor_plantar"),
        ("start-2", "start-3", "extensor_plantar chest_pain_or_heart_failure"),
        ("start-3", "start-8", "chest_pain_or_heart_failure paraesthesia"),
        ("start-8", "start-11", "paraesthesia autoimmune_gastritis"),
        ("start-11", "start-14", "autoimmune_gastritis coeliac_disease"),
        ("start-14", "start-15", f"coeliac_disease {DIET}"),
        ("start-16", "start-15", f"metformin {DIET}"),
    ],
)
def test_where_two_rows_hold_the_one_that_needs_most_decides(first: str, second: str, codes: str) -> None:
    assert row(case(LOW, yes=codes), "start") == first
    _, weaker = codes.split(maxsplit=1)
    assert row(case(LOW, yes=weaker), "start") == second


@pytest.mark.parametrize(
    ("codes", "causes"),
    [
        ("", ["unknown"]),
        ("autoimmune_gastritis", ["autoimmune_gastritis"]),
        ("other_autoimmune_disease", ["autoimmune_gastritis"]),
        ("total_gastrectomy", ["gastric_surgery"]),
        ("inflammatory_bowel_disease", ["ileal"]),
        ("coeliac_disease", ["malabsorption_other"]),
        (DIET, ["dietary"]),
        ("metformin", ["drug"]),
        ("nitrous_oxide", ["nitrous_oxide"]),
        ("genetic_b12_disorder", ["genetic"]),
        ("fish_tapeworm", ["parasitic"]),
        ("other_autoimmune_disease bariatric_surgery", ["gastric_surgery", "autoimmune_gastritis"]),
        ("bariatric_surgery autoimmune_gastritis", ["autoimmune_gastritis", "gastric_surgery"]),
        ("vegan_diet coeliac_disease total_gastrectomy", ["gastric_surgery", "malabsorption_other", "dietary"]),
    ],
)
def test_causes_stand_in_the_order_of_their_likelihood(codes: str, causes: list[str]) -> None:
    assert decided(case(LOW, yes=codes)).causes == causes


def levels(raw: Raw, cause: str) -> set[str]:
    hits = decided(raw).lists["causes"]
    return {hit.row.then["level"] for hit in hits if hit.row.then["cause"] == cause}


def test_the_highest_likelihood_of_a_cause_is_the_one_that_is_told() -> None:
    raw = case(LOW, yes=f"{DIET} metformin")
    assert levels(raw, "dietary") == {"established", "likely", "possible"}
    told = {hit.row.then["cause"]: hit.row.then["level"] for hit in decided(raw).cause_hits()}
    assert told == {"dietary": "established", "drug": "established"}


def test_stacked_risk_counts_one_level_more_for_diet_and_medicine_only() -> None:
    assert levels(case(LOW, yes="colchicine"), "drug") == {"possible"}
    assert levels(case(LOW, yes="colchicine vegan_diet heavy_alcohol"), "drug") == {"possible", "likely"}
    stacked = case(LOW, yes="other_autoimmune_disease vegan_diet heavy_alcohol")
    assert levels(stacked, "autoimmune_gastritis") == {"possible"}


@pytest.mark.parametrize(
    ("age", "codes", "named"), [(60, "", True), (59, "", False), (60, DIET, False), (None, "", False)]
)
def test_age_alone_makes_autoimmune_gastritis_possible_from_sixty_on(age: int | None, codes: str, named: bool) -> None:
    raw = case(LOW, yes=codes, age_years=age)
    assert ("autoimmune_gastritis" in decided(raw).causes) is named


def test_a_possible_autoimmune_cause_asks_for_the_antibody_and_starts_nothing() -> None:
    raw = case(total("250"), no=["fatigue"], yes="other_autoimmune_disease")
    decision = decided(raw)
    assert "intrinsic_factor_antibody" in {hit.row.then["test"] for hit in decision.lists["tests"]}
    assert decision.words["start"] == "after_tests"


def test_the_specialist_takes_route_and_treatment_away() -> None:
    decision = decided(case(LOW, yes="swallowing_problem injections_not_possible"))
    assert decision.words["proposed"] == "no"
    assert decision.hits["regimen"].row.then["regimen"] == "none"


@pytest.mark.parametrize(
    ("raw", "regimen", "alternative"),
    [
        (case(LOW, yes="paraesthesia"), "uk-im-neuro", "none"),
        (case(yes="extensor_plantar"), "uk-im-neuro", "none"),
        (case(LOW, yes="autoimmune_gastritis"), "uk-im-standard", "none"),
        (case(LOW), "uk-im-standard", "uk-oral-high"),
        (case(LOW, yes=DIET), "uk-oral-dietary", "uk-im-dietary"),
        (case(LOW, yes=f"{DIET} tablets_not_reliable"), "uk-im-dietary", "none"),
        (case(LOW, yes="metformin"), "uk-oral-high", "none"),
        (case(HIGH, yes="total_gastrectomy"), "uk-im-prophylaxis", "none"),
        (case(HIGH, yes="bariatric_surgery"), "uk-im-prophylaxis", "uk-oral-high"),
        (case(HIGH), "none", "none"),
    ],
)
def test_the_regimen_follows_route_cause_and_nerves(raw: Raw, regimen: str, alternative: str) -> None:
    assert dict(decided(raw).hits["regimen"].row.then) == {"regimen": regimen, "alternative": alternative}


@pytest.mark.parametrize(
    ("codes", "lifelong"),
    [
        ("autoimmune_gastritis", "yes"),
        ("total_gastrectomy", "yes"),
        ("complete_ileal_resection", "yes"),
        ("genetic_b12_disorder", "yes"),
        ("bariatric_surgery", "yes"),
        ("partial_gastrectomy", "yes"),
        ("nitrous_oxide", "no"),
        ("fish_tapeworm", "no"),
        (DIET, "no"),
        ("", "unknown"),
        ("metformin", "unknown"),
        ("partial_ileal_resection", "unknown"),
        ("inflammatory_bowel_disease", "unknown"),
        ("coeliac_disease", "unknown"),
        ("pancreatic_insufficiency", "unknown"),
        ("bacterial_overgrowth", "unknown"),
        (f"{DIET} coeliac_disease", "unknown"),
        (f"{DIET} h_pylori_infection", "unknown"),
    ],
)
def test_how_long_treatment_lasts_follows_the_cause(codes: str, lifelong: str) -> None:
    assert decided(case(LOW, yes=codes)).hits["lifelong"].row.then["lifelong"] == lifelong


def test_severe_anaemia_with_large_cells_is_urgent_even_before_b12_is_measured() -> None:
    decision = decided(case(haemoglobin("70"), mcv("112")))
    assert (decision.words["status"], decision.words["urgency"]) == ("not_tested", "urgent")
