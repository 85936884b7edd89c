"""Packs side by side: only what differs is shown, and it is what a plain set difference finds."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.comparison import FIELDS, Comparison, Difference
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from b12calc.rules.compare import compare
from b12calc.rules.knowledge import load_pack
from tests.rules.changed import random_cases

CASES = random_cases(100, 18)


def plain(answer: Assessment) -> dict[str, list[str]]:
    """The fields of an answer read straight from its JSON, with nothing of the module under test."""
    data: dict[str, Any] = answer.model_dump(mode="json")
    plan = data["regimen"]
    lines = [] if plan is None else [plan["text"], *(f"or: {one}" for one in plan["alternatives"]), *plan["notes"]]
    limits = []
    for one in data["measurements"]:
        ends = [f"{n} {one[k]}" for n, k in (("low limit", "low_limit"), ("upper limit", "high_limit")) if one[k]]
        if ends and one["limits_from"]:
            limits.append(f"{one['name']}: {', '.join(ends)} {one['unit']} ({one['limits_from']})")
    return {
        **{name: [data[name]] for name in ("status", "urgency", "start", "route", "lifelong")},
        "causes": [reason["value"] for reason in data["reasons"] if reason["decision"] == "cause"],
        **{name: data[name] for name in ("next_tests", "referrals", "warnings")},
        "course": [] if data["course"] is None else [data["course"]["verdict"]],
        "regimen": lines or ["none"],
        "follow_up": [f"{one['due']}: {', '.join(one['what'])}" for one in data["follow_up"]],
        "advice": [line["code"] for line in data["recommendations"] if line["kind"] == "advice"],
        "limits": limits,
    }


def shown(difference: Difference) -> dict[str, set[str]]:
    return {side.pack: {item.code for item in side.items} for side in difference.sides}


def of(found: Comparison, field: str) -> Difference:
    return next(one for one in found.differences if one.field == field)


@pytest.mark.parametrize("number", range(len(CASES)))
def test_what_is_shown_is_the_set_difference_of_the_answers(number: int) -> None:
    case, day = CASES[number]
    today = date.fromisoformat(day)
    fields = {pack: plain(assess(case, today=today, pack=pack)) for pack in PACKS}
    found = compare(case, today=today)
    parted = [name for name in FIELDS if any(fields[pack][name] != fields["uk"][name] for pack in PACKS)]
    assert [one.field for one in found.differences] == parted
    assert set(found.alike) == set(FIELDS) - set(parted)
    for difference in found.differences:
        said = {pack: set(fields[pack][difference.field]) for pack in PACKS}
        common = set.intersection(*said.values())
        if len(set(map(frozenset, said.values()))) > 1:
            assert shown(difference) == {pack: said[pack] - common for pack in PACKS}
        else:
            assert shown(difference) == said


def test_every_thing_shown_names_a_row_of_its_pack_and_its_sources() -> None:
    for case, day in CASES[:40]:
        for difference in compare(case, today=date.fromisoformat(day)).differences:
            for side in difference.sides:
                pack = load_pack(side.pack)
                rows = {row.id for table in pack.tables.values() for row in table.rows}
                for item in side.items:
                    assert item.text
                    assert (item.row in rows) == (difference.field != "limits"), item
                    assert set(item.sources) <= pack.citations.keys()
                    assert item.sources or difference.field == "limits"


def test_the_steps_of_every_follow_up_find_the_row_they_come_from() -> None:
    for name in PACKS:
        rows = [(row.text, tuple(row.more["what"])) for row in load_pack(name).tables["follow_up"].rows]
        for text, what in rows:
            assert [one for one in rows if text.startswith(one[0]) and one[1] == what] == [(text, what)]


def b12(value: str, unit: str = "pmol/L") -> Case:
    visit = {
        "date": "2026-03-12",
        "results": [{"analyte": "total_b12", "value": value, "unit": unit}],
        "answers": {"fatigue": "yes", "heavy_alcohol": "no"},
    }
    case = {"format": "b12calc-case/1", "patient": {"sex": "female", "age_years": 50}, "visits": [visit]}
    return read_case(json.dumps(case).encode())


GOLDEN: Sequence[tuple[Case, str, dict[str, tuple[str, ...]], str | None]] = [
    # 132.9 pmol/L lies under the 133 of the uk pack and above the 132.8 of the us pack.
    (b12("132.9"), "status", {"uk": ("deficient",), "us": ("indeterminate",)}, "limits"),
    (b12("100", "ng/L"), "regimen", {}, "rows"),
]


@pytest.mark.parametrize(("case", "field", "codes", "by"), GOLDEN)
def test_the_golden_differences(case: Case, field: str, codes: dict[str, tuple[str, ...]], by: str | None) -> None:
    difference = of(compare(case, today=date(2026, 3, 12), packs=("uk", "us")), field)
    assert difference.sides[0].by is None and difference.sides[1].by == by
    for side in difference.sides:
        if side.pack in codes:
            assert tuple(item.code for item in side.items) == codes[side.pack]


def test_a_laboratory_s_limits_count_under_every_pack() -> None:
    found = compare(b12("132.9"), today=date(2026, 3, 12), packs=("uk", "us"), laboratory="leeds")
    assert found.laboratory is not None
    assert "limits" in found.alike or all(
        found.laboratory.split(" (")[0] for side in of(found, "limits").sides for _ in side.items
    )


def test_packs_that_agree_in_all_show_nothing() -> None:
    case = read_case(b'{"format": "b12calc-case/1", "patient": {"sex": "female", "age_years": 10}, "visits": '
                     b'[{"date": "2026-01-05", "results": [], "answers": {"fatigue": "yes"}}]}')  # fmt: skip
    found = compare(case, today=date(2026, 1, 5))
    assert found.differences == () and found.alike == FIELDS


@pytest.mark.parametrize("packs", [("uk",), (), ("uk", "uk")])
def test_fewer_than_two_different_packs_are_no_comparison(packs: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="two or more different packs"):
        compare(b12("100"), today=date(2026, 3, 12), packs=packs)


def test_what_assess_refuses_is_refused_here() -> None:
    case, _ = CASES[0]
    with pytest.raises(ProblemsFound, match="future"):
        compare(case, today=date(2020, 1, 1))
    with pytest.raises(KeyError):
        compare(b12("100"), today=date(2026, 3, 12), packs=("uk", "fr"))
