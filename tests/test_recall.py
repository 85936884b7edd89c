"""The recall list: what is due next for many cases, safe to open in a spreadsheet, stopped by no bad file."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from b12calc.cli import main
from b12calc.models.reading import read_case
from b12calc.plan.open_days import Calendar
from b12calc.recall import COLUMNS
from b12calc.rules import assess, schedule_for
from tests.cases.score import items

from .command_line import SAMPLE, Capture, refused
from .rules.making import case, total

LIST_DAY = ("--today", "2026-03-20")


def put(folder: Path, name: str, raw: Any) -> str:
    path = folder / name
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return str(path)


def listed(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_next_dose_and_review_are_those_of_the_plan_of_the_last_visit(tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert main(["recall", str(SAMPLE), str(out), *LIST_DAY, "--calendar", "england"]) == 0
    (row,) = listed(out)
    held = read_case(SAMPLE.read_bytes())
    visit = held.visits[-1].date
    made = schedule_for(held, assess(held, today=visit), Calendar(region="england"))
    coming = next(dose for dose in made.doses if dose.placed >= date(2026, 3, 20))
    assert row["next_dose"] == coming.placed.isoformat() == "2026-03-20"
    assert row["next_dose_what"] == f"hydroxocobalamin 1 mg, injection {coming.number}"
    assert (row["next_review"], row["next_review_what"]) == ("2026-04-02", "symptom_review")
    assert (row["last_visit"], row["reviews_passed"], row["remark"]) == (visit.isoformat(), "", "")


def test_a_window_is_listed_with_both_ends_and_passed_reviews_are_named(tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    one = put(tmp_path, "a.json", case(total("120"), yes="fatigue"))
    assert main(["recall", one, str(out), "--today", "2026-06-20"]) == 0
    (row,) = listed(out)
    assert row["next_dose_from"] < row["next_dose"]
    assert row["reviews_passed"] and max(row["reviews_passed"].split("; ")) < "2026-06-20"
    assert row["next_review"] >= "2026-06-20"


def test_tablets_are_listed_by_their_first_day(tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    one = put(tmp_path, "a.json", case(total("142"), yes="metformin"))
    assert main(["recall", one, str(out), "--today", "2026-03-12"]) == 0
    assert listed(out)[0]["next_dose_what"] == "cyanocobalamin at least 1 mg, first day of tablets"


def test_bad_files_are_listed_with_the_reason_and_stop_nothing(tmp_path: Path, capsys: Capture) -> None:
    bad = [
        put(tmp_path, "b.json", "{"),
        put(tmp_path, "c.json", {"format": "b12calc-case/1"}),
        str(tmp_path / "none.json"),
    ]
    late = put(tmp_path, "d.json", case(total("120")) | {})
    out = tmp_path / "list.csv"
    assert main(["recall", *bad, str(SAMPLE), late, str(tmp_path), str(out), "--today", "2026-03-12"]) == 0
    rows = {row["file"]: row for row in listed(out)}
    assert len(rows) == 6
    assert rows["sample_case.json"]["remark"] == "" and rows["sample_case.json"]["next_dose"]
    assert all(rows[Path(name).name]["remark"] for name in bad)
    assert "cannot be read (No such file or directory)" in rows["none.json"]["remark"]
    assert capsys.readouterr().err == "b12calc: 4 of 6 files could not be listed in full; their remarks say why\n"
    assert listed(out)[0]["file"] in ("sample_case.json", "d.json")


def test_a_visit_later_than_the_list_is_a_remark(tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert main(["recall", str(SAMPLE), str(out), "--today", "2026-03-01"]) == 0
    assert "is later than the day of the list" in listed(out)[0]["remark"]


def test_all_published_cases_are_listed(tmp_path: Path) -> None:
    names = [put(tmp_path, f"{item['id']}.json", item["case"]) for item in items()]
    out = tmp_path / "list.csv"
    assert main(["recall", *names, str(out), "--today", "2030-01-01", "--clinic", "basic-laboratory"]) == 0
    rows = listed(out)
    assert len(rows) == len(names)
    assert sum(bool(row["remark"]) for row in rows) == sum("unit_traps" in item for item in items())


def test_identity_is_listed_only_when_asked_for(tmp_path: Path) -> None:
    raw = case(total("120"), name="=Quux", identifier="943", date_of_birth="1985-02-03")
    raw["patient"].pop("age_years")
    one, out = put(tmp_path, "a.json", raw), tmp_path / "list.csv"
    assert main(["recall", one, str(out), *LIST_DAY]) == 0
    assert "Quux" not in out.read_text(encoding="utf-8") and tuple(listed(out)[0]) == COLUMNS
    assert main(["recall", one, str(out), *LIST_DAY, "--identity"]) == 0
    (row,) = listed(out)
    assert (row["name"], row["identifier"], row["date_of_birth"]) == ("'=Quux", "943", "1985-02-03")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.json", "list.txt"), "command line: the last name is the list to write; a file ending in .csv"),
        (("a.csv", "a.csv"), "command line: the list names a file that is read"),
        (("a.json", "l.csv", "--calendar", "mars"), "--calendar: 'mars' is no calendar of this program"),
        (("a.json", "l.csv", "--pack", "eu"), "--pack: expected uk"),
        (("a.json", "l.csv", "--today", "soon"), "--today: expected YYYY-MM-DD"),
        (("a.json", "l.csv", "--closed", "none.toml"), "none.toml: cannot be read"),
        (("a.json",), "command line: the following arguments are required"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_nothing_is_written(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = refused(capsys, "recall", *arguments)
    assert line.startswith(f"b12calc: {words}"), line
    assert list(tmp_path.iterdir()) == []
