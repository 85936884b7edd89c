"""What is missing stands on what the row tells, equals made rows with known answers, and cites its sources."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import b12calc.audit.findings
import b12calc.rules
from b12calc.audit.beside import beside_of
from b12calc.audit.findings import Found, found, known_findings
from b12calc.audit.layout import layout_of
from b12calc.audit.patient import case_of
from b12calc.rules import assess, read_book
from tests.audit.made_rows import DAY, Row, made_rows, missing

CLINICAL = Path(b12calc.rules.__file__).with_name("clinical")
CONTENT = tomllib.loads(Path(b12calc.audit.findings.__file__).with_name("findings.toml").read_text(encoding="utf-8"))
LOW = {"id": "a", "age_years": "50", "sex": "male", "total_b12": "101", "total_b12_unit": "ng/L"}
INJECTED = LOW | {"treatment_route": "im", "treatment_started": "2025-06-02"}


def told(row: Row, pack: str = "uk", day: date = DAY) -> Found:
    layout, cells = layout_of(tuple(row), None), [tuple(row.values())]
    case = case_of(layout, cells, day).case
    beside, problems = beside_of(layout, cells, day)
    assert not problems
    return found(case, assess(case, today=day, pack=pack), day, beside)


def test_five_hundred_made_rows_have_what_is_known_to_be_missing() -> None:
    rows = made_rows(500, 27)
    truth = [missing(row) for row in rows]
    first, second = ([told(row).missing for row in rows] for _ in range(2))
    assert first == second == truth
    counts = Counter(code for codes in truth for code in codes)
    assert set(counts) == set(known_findings())
    assert min(counts.values()) >= 10


def test_what_is_missing_could_hold_and_under_16_nothing_is_said() -> None:
    for row in made_rows(200, 3):
        one = told(row)
        assert set(one.missing) <= set(one.possible)
        assert row["age_years"] != "10" or one == Found()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (INJECTED, "review_overdue"),
        (INJECTED, "dose_below_rule"),
        (LOW, "metformin_without_level"),
        (LOW, "folate_alone"),
        (LOW | {"proton_pump_inhibitor": "yes"}, "acid_blocker_without_level"),
        (LOW, "cause_not_looked_for"),
        (LOW, "repeat_in_vain"),
    ],
)
def test_what_the_row_does_not_tell_is_neither_missing_nor_counted(row: Row, code: str) -> None:
    assert code not in told(row).possible
    assert code not in told(row).missing


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"treatment_last_review": "2025-03-05"}, "review_overdue"),
        ({"treatment_last_review": "none"}, "review_overdue"),
        ({"treatment_last_review": "2025-06-03"}, ""),
        ({"treatment_every_days": "100"}, ""),
        ({"treatment_every_days": "101"}, "dose_below_rule"),
        ({"treatment_last_given": "2025-12-05"}, ""),
        ({"treatment_last_given": "2025-12-04"}, "dose_below_rule"),
        ({"treatment_dose_micrograms": "999.9"}, "dose_below_rule"),
        ({"treatment_every_days": "69", "paraesthesia": "yes"}, ""),
        ({"treatment_every_days": "70", "paraesthesia": "yes"}, "dose_below_rule"),
        ({"total_b12_collected": "2025-06-02"}, ""),
        ({"total_b12_collected": "2025-06-03"}, "repeat_in_vain"),
    ],
)
def test_a_finding_holds_from_its_limit_on(more: Row, said: str) -> None:
    assert told({**INJECTED, **more}).missing == ((said,) if said else ())


def test_the_first_review_is_due_earlier_in_pregnancy_and_breastfeeding() -> None:
    row = {**INJECTED, "sex": "female", "treatment_started": "2026-01-26", "treatment_last_review": "none"}
    said = {word: told(row | {"pregnancy": word}).missing for word in ("not_pregnant", "breastfeeding", "pregnant")}
    overdue = ("review_overdue",)
    assert said == {"not_pregnant": (), "breastfeeding": overdue, "pregnant": overdue}


@pytest.mark.parametrize(
    ("since", "long"), [("2024", True), ("2025", False), ("2025-02", True), ("2025-03", False), ("2025-03-12", True)]
)
def test_a_time_known_by_month_or_year_is_a_year_only_when_it_must_be(since: str, long: bool) -> None:
    row = {"id": "a", "age_years": "50", "h2_blocker": "yes", "h2_blocker_since": since, "total_b12": ""}
    assert ("acid_blocker_without_level" in told(row).missing) is long


def test_what_other_packs_say_of_doses_is_theirs() -> None:
    monthly = {**INJECTED, "treatment_every_days": "60"}
    assert "dose_below_rule" not in told(monthly, "uk").missing
    assert "dose_below_rule" in told(monthly, "us").missing
    assert "dose_below_rule" not in told(monthly, "article").possible


def test_every_finding_cites_sources_of_the_rules_by_their_evidence() -> None:
    sources = tomllib.loads((CLINICAL / "shared" / "sources.toml").read_text(encoding="utf-8"))
    for one in known_findings().values():
        assert {code: sources[code]["evidence"] for code in one.sources} == one.sources
        assert set(one.sources.values()) & {"P", "S"}
    assert {code for rule in CONTENT["dose"] for code in rule["sources"]} == set(
        known_findings()["dose_below_rule"].sources
    )


def test_the_times_of_review_are_those_of_the_follow_up_table() -> None:
    rows = tomllib.loads((CLINICAL / "shared" / "follow_up.toml").read_text(encoding="utf-8"))["row"]
    due = {row["then"]["follow_up"]: row["due"] for row in rows}
    review = CONTENT["review"]
    for name, row in (
        ("first_months", "review_3_months"),
        ("first_months_motherhood", "pregnancy_1_month"),
        ("again_months", "yearly"),
    ):
        assert due[row] == {"from": review[name], "to": review[name], "unit": "months"}


def test_doses_are_printed_in_the_regimens_and_rows_stand_in_the_table() -> None:
    for rule in CONTENT["dose"]:
        book = read_book(rule["pack"])
        rows = {row.id for table in book.tables if table.id == "regimen" for row in table.rows}
        assert set(rule.get("rows", ())) <= rows
        text = " ".join(one.text for one in book.regimens).replace(" to ", " ").replace(",", "")
        if "micrograms" in rule:
            dose = rule["micrograms"]
            assert re.search(rf"\b{dose} |{dose // 1000} (\d+ )?mg" if dose >= 1000 else rf"\b{dose} ", text)
        if "months" in rule:
            printed = {1: "monthly", 2: "every 2 months", 3: "every 2 3 months", 6: "twice a year"}
            assert printed[rule["months"]] in text
