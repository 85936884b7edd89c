"""The list of whole files: what falls, what is new and what is gone is said, and the list names files of the core."""

from pathlib import Path

from coverage import CoverageData

from tests.campaigns.branches import ROOT, Reached, faults, listed, measured, rooms

WHOLE = Reached(2, 2, 5, 5, ())
PART = Reached(1, 2, 4, 5, (9,))


def test_a_listed_file_that_is_not_reached_whole_any_more_is_a_fault() -> None:
    assert faults({"b12calc/rules/a.py": PART}, {"b12calc/rules/a.py"}) == [
        "b12calc/rules/a.py is not reached whole any more: lines [9], 1 branches"
    ]


def test_a_file_that_has_become_whole_has_to_be_listed() -> None:
    assert faults({"b12calc/rules/a.py": WHOLE}, set()) == ["b12calc/rules/a.py is reached whole: list it"]


def test_a_listed_file_that_is_gone_is_a_fault() -> None:
    assert faults({}, {"b12calc/rules/a.py"}) == ["b12calc/rules/a.py is listed as whole and was not measured"]


def test_a_file_of_another_room_is_not_asked_for() -> None:
    assert faults({"b12calc/report/a.py": WHOLE, "b12calc/cli.py": WHOLE}, set()) == []


def test_nothing_is_said_where_the_list_holds() -> None:
    assert faults({"b12calc/rules/a.py": WHOLE, "b12calc/rules/b.py": PART}, {"b12calc/rules/a.py"}) == []


def test_every_branch_counts_in_one_room_and_in_the_core() -> None:
    found = {"b12calc/units.py": WHOLE, "b12calc/rules/assess.py": PART, "b12calc/cli.py": PART}
    told = rooms(found)
    assert told["units"] == {"branches": 2, "reached": 2, "percent": 100.0, "files": 1, "whole files": 1}
    assert (told["rules"]["percent"], told["all others"]["percent"], told["core"]["percent"]) == (50.0, 50.0, 66.67)


def test_the_list_names_files_that_are_there() -> None:
    assert listed()
    assert not [name for name in listed() if not (ROOT / name).is_file()]


def test_what_is_never_to_run_is_not_counted(tmp_path: Path) -> None:
    name = "b12calc/rules/archive.py"
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    (main,) = [number for number, line in enumerate(lines, 1) if line == 'if __name__ == "__main__":']
    data = CoverageData(str(tmp_path / "reached"))
    data.add_arcs({name: [(-1, 1)]})
    data.write()
    missing = measured(tmp_path / "reached")[name].missing
    assert max(missing) < main
    assert {number for number, line in enumerate(lines, 1) if line.startswith("def ")} <= set(missing)
