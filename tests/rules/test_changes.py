"""What a newer edition changes: found again by plain recomputation, and undone by putting back what is named."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.comparison import EditionChanges, FieldChange
from b12calc.problems import ProblemsFound
from b12calc.rules import assess as assess_now
from b12calc.rules.changes import edition_changes
from b12calc.rules.editions import Edition, assess, load_pack, present, previous
from b12calc.rules.judged import judge
from b12calc.rules.parts import differing, merged, put_back, take_apart
from b12calc.rules.substitution import Workshop, workshop
from tests.rules.changed import edition, random_cases, without_row

TODAY = date(2028, 1, 3)
CASES: dict[str, Case] = {f"case {number}": case for number, (case, _) in enumerate(random_cases(60, 10))}
LIMIT = ("uk/limits.toml", '"ng/L" = { low = "180"', '"ng/L" = { low = "250"')
DROPPED = without_row("shared/warnings.toml", "warning-iron_may_coexist")
LISTED = ("next_tests", "referrals", "warnings")
SINGLE = ("status", "urgency", "start", "route", "lifelong")


def plain(old: Assessment, new: Assessment) -> set[str]:
    """The fields in which two answers part, read straight from them."""
    found = {name for name in SINGLE if getattr(old, name) != getattr(new, name)}
    found |= {name for name in LISTED if set(getattr(old, name)) != set(getattr(new, name))}
    if old.causes != new.causes:
        found.add("causes")
    steps = [{(step.due, step.what) for step in one.follow_up} for one in (old, new)]
    plans = [one.regimen and (one.regimen.text, one.regimen.alternatives, one.regimen.notes) for one in (old, new)]
    advice = [{line.code for line in one.recommendations if line.kind == "advice"} for one in (old, new)]
    found |= {"follow_up"} if steps[0] != steps[1] else set()
    found |= {"regimen"} if plans[0] != plans[1] else set()
    courses = [one.course and one.course.verdict for one in (old, new)]
    found |= {"course"} if courses[0] != courses[1] else set()
    found |= {"advice"} if advice[0] != advice[1] else set()
    return found


def fields(found: EditionChanges) -> dict[str, set[str]]:
    asked = {one.case: {change.field for change in one.fields} - {"wording", "limits"} for one in found.changed}
    return {case: names for case, names in asked.items() if names}


def recomputed(before: Edition, pack: str = "uk") -> dict[str, set[str]]:
    both = {
        name: plain(assess(case, today=TODAY, pack=pack, edition=before), assess_now(case, today=TODAY, pack=pack))
        for name, case in CASES.items()
    }
    return {name: parted for name, parted in both.items() if parted}


def named(found: EditionChanges) -> Counter[str]:
    return Counter(rule.name for one in found.changed for change in one.fields for rule in change.by)


def test_the_change_list_equals_recomputing_every_case_by_the_edition_held() -> None:
    before = previous()
    assert before is not None
    for pack in ("uk", "us", "article"):
        found = edition_changes(CASES, before, today=TODAY, pack=pack)
        assert fields(found) == recomputed(before, pack)
        assert (found.cases, found.before.edition, found.after.edition) == (60, before.name, present().name)
        assert all(change.by for one in found.changed for change in one.fields)


@pytest.mark.parametrize(
    ("edits", "names"),
    [
        ((LIMIT,), {"Total vitamin B12: low limit in ng/L"}),
        ((DROPPED,), {"warnings/warning-iron_may_coexist"}),
        ((LIMIT, DROPPED), {"Total vitamin B12: low limit in ng/L", "warnings/warning-iron_may_coexist"}),
    ],
)
def test_a_moved_limit_and_a_dropped_row_are_found_and_named(
    tmp_path: Path, edits: tuple[Any, ...], names: set[str]
) -> None:
    before = edition(tmp_path, "2026-01-01", *edits)
    found = edition_changes(CASES, before, today=TODAY)
    assert fields(found) == recomputed(before)
    assert set(named(found)) == names and found.rules == len(edits)
    assert all(len(change.by) == 1 for one in found.changed for change in one.fields)


def undone(shop: Workshop, name: str, change: FieldChange) -> bool:
    """Put back what a change names, by the workshop alone, and see whether the field is as it was."""
    keys = frozenset(key for key in shop.keys if any(rule.name.split("/")[-1] in key for rule in change.by))
    pack = shop.with_back(keys)
    assert pack is not None
    now = [item.code for item in judge(pack, CASES[name], TODAY).fields[change.field]]
    return all(item.code in now for item in change.before) and not any(item.code in now for item in change.after)


def test_putting_back_the_rows_named_undoes_each_change(tmp_path: Path) -> None:
    rows = ("warning-iron_may_coexist", "warning-medicine_review", "warning-dietary_advice")
    before = edition(tmp_path, "2026-01-01", *(without_row("shared/warnings.toml", row) for row in rows))
    found = edition_changes(CASES, before, today=TODAY)
    assert set(named(found)) == {f"warnings/{row}" for row in rows}
    shop = workshop("uk", before, present())
    for one in found.changed:
        assert all(undone(shop, one.case, change) for change in one.fields)


def test_a_change_that_two_limits_make_together_names_both(tmp_path: Path) -> None:
    both = (("uk/limits.toml", '"ng/L" = { low = "180", high = "350"', '"ng/L" = { low = "100", high = "360"'),)
    before = edition(tmp_path, "2026-01-01", *both)
    found = edition_changes(CASES, before, today=TODAY)
    assert fields(found) == recomputed(before)
    limits = [change for one in found.changed for change in one.fields if change.field == "limits"]
    assert limits and {len(change.by) for change in limits} == {2}


def test_an_edition_of_the_same_rules_changes_nobody(tmp_path: Path) -> None:
    found = edition_changes(CASES, edition(tmp_path, "2026-01-01"), today=TODAY)
    assert (found.changed, found.rules, found.cases) == ((), 0, 60)


def test_a_case_from_after_the_day_is_named_with_the_reason() -> None:
    before = previous()
    assert before is not None
    found = edition_changes(CASES, before.name, present().name, today=date(2020, 1, 1))
    assert len(found.changed) == 60
    assert all("future" in (one.refused or "") and not one.fields for one in found.changed)


def test_an_edition_that_is_not_held_is_refused() -> None:
    with pytest.raises(ProblemsFound, match="no edition is called"):
        edition_changes(CASES, "1999-01-01", today=TODAY)


@pytest.mark.parametrize("pack", ["uk", "us", "article"])
def test_everything_put_back_is_the_old_edition_for_every_case(pack: str) -> None:
    before = previous()
    assert before is not None
    shop = workshop(pack, before, present())
    whole = shop.with_back(frozenset(shop.keys))
    assert whole is not None
    for case in CASES.values():
        assert judge(whole, case, TODAY).fields == judge(load_pack(pack, before), case, TODAY).fields


def test_taking_apart_and_joining_gives_the_same_parts() -> None:
    before = previous()
    assert before is not None
    shop = workshop("uk", before, present())
    for one in (shop.old, shop.new):
        assert take_apart("uk", put_back(one, one, frozenset())) == one
        assert differing(one, one) == ()
    back = take_apart("uk", put_back(shop.old, shop.new, frozenset(shop.keys)))
    assert back.orders == shop.old.orders


def test_rows_of_two_editions_are_merged_in_order() -> None:
    assert merged("abc", "abc") == list("abc")
    assert merged("ac", "abc") == list("abc")
    assert merged("abd", "acd") == list("acbd")
    assert merged("ba", "ab") == list("ba")
    assert merged("", "ab") == list("ab")


def test_an_order_of_rows_that_changed_is_a_part_of_its_own() -> None:
    shop = workshop("uk", present(), present())
    order = shop.new.orders["start"]
    turned = replace(shop.new, orders={**shop.new.orders, "start": order[::-1]})
    assert differing(shop.new, turned) == (("order", "start"),)
    rows = put_back(shop.new, turned, frozenset({("order", "start")}))["start"]["row"]
    assert [row["id"] for row in rows] == list(order)
