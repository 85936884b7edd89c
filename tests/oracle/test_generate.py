"""The random cases: the same for the same seed, never contradictory, and reaching every row."""

import json
from random import Random

from .decide import decide
from .generate import last_visit_day, random_case, random_laboratory

STATUS_ROWS = {"1", "2", "3", "4", "4b", "5", "5b", "6", "7", "8", "9", "10", "11", "11b", "11c", "11d", "12"}
START_ROWS = {str(number) for number in range(1, 27)} | {"out_of_scope"}


def test_the_same_seed_gives_the_same_case_and_a_case_is_plain_json() -> None:
    for seed in range(50):
        case = random_case(Random(seed))
        assert case == random_case(Random(seed)) == json.loads(json.dumps(case))


def test_no_case_contradicts_itself() -> None:
    for seed in range(2000):
        case = random_case(Random(seed))
        patient = case["patient"]
        assert patient["sex"] != "male" or patient["pregnancy"] in ("not_pregnant", "unknown")
        for visit in case["visits"]:
            assert visit.get("b12_before_test", {}).get("kind") != "none" or not visit["b12_before_test"].get(
                "last_taken"
            )
            assert all(result.get("collected", visit["date"]) <= visit["date"] for result in visit["results"])
            assert not (visit["answers"].get("frequent_falls") == "yes" and visit["answers"].get("falls") == "no")
            assert sum(visit["answers"].get(code) == "yes" for code in ("total_gastrectomy", "partial_gastrectomy")) < 2


def test_random_cases_reach_every_row_of_every_section() -> None:
    reached: set[tuple[str, str]] = set()
    for seed in range(6000):
        case = random_case(Random(seed))
        reached |= set(decide(case, last_visit_day(case)).rows.items())
    assert {row for section, row in reached if section == "section 2"} == {"emergency", "urgent", "soon", "routine"}
    assert {row for section, row in reached if section == "section 4"} == STATUS_ROWS
    assert {row for section, row in reached if section == "section 6"} == START_ROWS


def test_random_cases_hold_printed_ranges_on_b12_and_american_units_often_enough() -> None:
    results = [r for seed in range(1500) for v in random_case(Random(seed))["visits"] for r in v["results"]]
    totals = [r for r in results if r["analyte"] == "total_b12" and "value" in r]
    assert len([r for r in totals if "reference_low" in r]) > len(totals) / 2
    units = {(r["analyte"], r.get("unit")) for r in results}
    assert units >= {("total_b12", "pg/mL"), ("mma", "umol/L"), ("haemoglobin", "g/dL"), ("creatinine", "mg/dL")}


def test_random_laboratories_put_low_below_high_and_change_decisions() -> None:
    changed = 0
    for seed in range(300):
        rng = Random(seed)
        case, laboratory = random_case(rng), random_laboratory(rng)
        for units in laboratory["limits"].values():
            assert all(float(e["low"]) < float(e["high"]) for e in units.values() if "high" in e)
        day = last_visit_day(case)
        changed += decide(case, day, "us", laboratory).status != decide(case, day, "us").status
    assert changed
