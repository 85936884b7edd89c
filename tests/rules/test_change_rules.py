"""The rule behind a change is told in words: what it is called, how it stood before, how it stands now."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc.models.comparison import EditionChanges, Rule
from b12calc.problems import ProblemsFound
from b12calc.rules.archive import keep
from b12calc.rules.changes import edition_changes
from b12calc.rules.editions import present
from b12calc.rules.knowledge import clinical_files, parse
from b12calc.rules.parts import Key, Parts, differing, put_back, take_apart
from tests.rules.changed import Edit, edition, without_row
from tests.rules.making import Raw, case, haemoglobin, mcv, read, total
from tests.rules.status_cases import CALM

TODAY = date(2026, 3, 12)
COULD_BE_NERVES = case(total("500"), yes="personality_change", no=[one for one in CALM if one != "personality_change"])


def changes(folder: Path, raw: Raw, *edits: Edit) -> EditionChanges:
    """What the present edition changes of one that differs by some edits, for one case."""
    return edition_changes({"case": read(raw)}, edition(folder, "2026-01-01", *edits), today=TODAY)


def rules(folder: Path, raw: Raw, *edits: Edit) -> dict[str, Rule]:
    """The only rule behind each field that changed."""
    (found,) = changes(folder, raw, *edits).changed
    assert all(len(change.by) == 1 for change in found.fields)
    return {change.field: change.by[0] for change in found.fields}


def test_a_limit_is_told_from_what_to_what(tmp_path: Path) -> None:
    moved = ("uk/limits.toml", '"ng/L" = { low = "180"', '"ng/L" = { low = "150"')
    rule = rules(tmp_path, case(total("160"), no=CALM), moved)["status"]
    assert (rule.kind, rule.name) == ("limit", "Total vitamin B12: low limit in ng/L")
    assert rule.said == "Total vitamin B12: low limit in ng/L changed from 150 to 180"
    assert (rule.before, rule.after) == ("150", "180")


def test_of_a_row_only_what_changed_in_it_is_told(tmp_path: Path) -> None:
    text = "Deficient: total B12 is below the lower decision limit."
    edit = ("shared/status.toml", text, "Deficient, by total B12.")
    rule = rules(tmp_path, case(total("100")), edit)["wording"]
    assert (rule.kind, rule.name, rule.said) == (
        "row",
        "status/status-3-total",
        "row status/status-3-total: wording changed",
    )
    assert (rule.before, rule.after) == ("text: Deficient, by total B12.", f"text: {text}")


def test_conditions_of_a_row_are_told_word_for_word(tmp_path: Path) -> None:
    edit = (
        "shared/status.toml",
        '{ b12_band = "high", red_flag_neuro = "yes" }',
        '{ b12_band = "high", optic = "yes" }',
    )
    complaints = [code for code in CALM if code != "personality_change"]
    rule = rules(tmp_path, case(total("500"), yes="personality_change", no=complaints), edit)["status"]
    assert rule.said == "row status/status-11c: conditions changed"
    assert rule.before == "when: b12_band: high; optic: yes"
    assert rule.after == "when: b12_band: high; red_flag_neuro: yes"


def test_a_row_that_is_new_is_called_so(tmp_path: Path) -> None:
    rule = rules(tmp_path, COULD_BE_NERVES, without_row("shared/status.toml", "status-11c"))["status"]
    assert (rule.said, rule.before) == ("row status/status-11c is new", None)
    assert rule.after is not None and rule.after.startswith(
        "id: status-11c; when: b12_band: high; red_flag_neuro: yes; "
    )
    assert "sources: F7, B-005" in rule.after


def test_a_row_that_is_gone_is_called_so(tmp_path: Path) -> None:
    row = '[[row]]\nid = "status-1"\n'
    more = (
        '[[row]]\nid = "status-moon"\nwhen = { fatigue = "yes" }\nthen = { status = "indeterminate" }\n'
        f'text = "x"\nstrength = "program"\nsources = ["D1"]\n\n{row}'
    )
    found = rules(tmp_path, case(total("100"), yes="fatigue"), ("shared/status.toml", row, more))["status"]
    assert (found.said, found.after) == ("row status/status-moon is no longer there", None)


def test_an_order_of_rows_is_told_as_the_names_in_their_order(tmp_path: Path) -> None:
    rows = clinical_files("uk")["shared/status.toml"].decode().split("\n[[row]]\n")
    low = next(row for row in rows if 'id = "status-3-total"' in row)
    high = next(row for row in rows if 'id = "status-5"' in row)
    edits: list[Edit] = [("shared/status.toml", f"{low}\n[[row]]\n{high}", f"{high}\n[[row]]\n{low}")]
    raw = case(total("100"), {"analyte": "mma", "value": "400", "unit": "nmol/L"})
    rule = rules(tmp_path, raw, *edits)["status"]
    assert (rule.kind, rule.name, rule.said) == ("order", "status", "order of the rows of status changed")
    assert rule.before is not None and rule.after is not None
    assert "status-5, status-3-total, status-5-high" in rule.before
    assert "status-3-total, status-5, status-5-high" in rule.after


def test_a_haemoglobin_limit_is_named_by_its_degree_and_its_group(tmp_path: Path) -> None:
    line = 'female = { anaemia = "120", moderate = "110", severe = "80" }'
    edit = ("shared/fallback_limits.toml", line, line.replace("80", "60"))
    rule = rules(tmp_path, case(total("100"), haemoglobin("70"), mcv("90")), edit)["urgency"]
    assert rule.name == "Haemoglobin: severe below, female"
    assert rule.said == "Haemoglobin: severe below, female changed from 60 to 80"


def test_lists_and_parts_within_parts_are_written_out() -> None:
    from b12calc.rules.changes import _text

    assert _text(None) is None
    assert _text("x") == "x"
    assert _text(3) == "3"
    assert _text([1, "a", {"b": 2}]) == "1, a, (b: 2)"
    assert _text({"a": [1, 2], "b": {"c": None}}) == "a: 1, 2; b: c: None"


def test_two_editions_cannot_be_kept_as_one(tmp_path: Path) -> None:
    packs = {name: clinical_files(name) for name in ("uk", "us")}
    head = packs["us"]["us/pack.toml"].decode()
    named = "\n".join('edition = "2020-01-01"' if line.startswith("edition") else line for line in head.splitlines())
    packs["us"]["us/pack.toml"] = named.encode()
    with pytest.raises(
        ProblemsFound, match=f"one edition was expected in every pack; found 2020-01-01, {present().name}"
    ):
        keep(packs, "0.1.0", tmp_path)
    assert list(tmp_path.iterdir()) == []


def parts(**more: Any) -> Parts:
    return take_apart("uk", {**parse(clinical_files("uk")), **more})


def test_the_rules_of_a_course_are_one_part_that_may_be_missing() -> None:
    data = dict(parse(clinical_files("uk")))
    whole = take_apart("uk", data)
    del data["course"]
    less = take_apart("uk", data)
    assert ("course", "course") in whole.held and ("course", "course") not in less.held
    assert differing(less, whole) == differing(whole, less) == (("course", "course"),)
    assert "course" not in put_back(less, whole, frozenset({("course", "course")}))
    assert put_back(less, whole, frozenset())["course"] == whole.held["course", "course"]


def test_what_only_one_edition_holds_and_nothing_reads_is_kept_in_both() -> None:
    now = parts()
    idle: Key = ("source", "Z-1")
    old = Parts({**now.held, idle: {"title": "x", "says": "x", "evidence": "P"}}, now.orders)
    assert differing(old, now) == differing(now, old) == ()
    assert put_back(old, now, frozenset())["sources"]["Z-1"] == old.held[idle]
    assert put_back(now, old, frozenset({idle}))["sources"]["Z-1"] == old.held[idle]
    gone: Key = ("row", "status", "status-2")
    less = Parts({key: part for key, part in now.held.items() if key != gone}, now.orders)
    assert differing(less, now) == (gone,)
    assert all(row["id"] != "status-2" for row in put_back(less, now, frozenset({gone}))["status"]["row"])


def test_an_edition_that_asks_for_what_nobody_says_today_is_refused_and_not_guessed(tmp_path: Path) -> None:
    before = edition(tmp_path, "2026-01-01", ("shared/facts.toml", "[facts]\n", '[facts]\nmoon = ["new", "full"]\n'))
    found = edition_changes({"case": read(case(total("100")))}, before, today=TODAY)
    (only,) = found.changed
    assert only.fields == ()
    assert only.refused is not None and "cannot judge this case by the present program" in only.refused
