"""``case-from-note``: the case out of the note the same program wrote, or one sentence for each damaged line."""

import json
from pathlib import Path

import pytest

from b12calc.cli import main
from b12calc.models.reading import read_case
from tests.command_line import TODAY, Capture, files, refused


@pytest.fixture
def note(case: Path) -> Path:
    assert main(["assess", "case.json", "--note", "note.txt", *TODAY]) == 0
    return case.parent / "note.txt"


def test_the_case_comes_back_from_the_note(case: Path, note: Path, capsys: Capture) -> None:
    assert main(["case-from-note", "note.txt", "--json", "back.json"]) == 0
    assert capsys.readouterr() == ("", "")
    assert read_case(files(case)["back.json"]) == read_case(case.read_bytes())


def test_without_a_file_the_case_is_printed(note: Path, capsys: Capture) -> None:
    assert main(["case-from-note", "note.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["format"] == "b12calc-case/1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_of_a_text_editor_are_read(case: Path, note: Path, encoding: str) -> None:
    text = note.read_text(encoding="utf-8").replace("≥", ">=")
    note.write_bytes(text.encode(encoding, errors="replace"))
    assert main(["case-from-note", "note.txt", "--json", "back.json"]) == 0
    assert read_case(files(case)["back.json"]) == read_case(case.read_bytes())


def test_each_damaged_line_is_one_line_on_standard_error(case: Path, note: Path, capsys: Capture) -> None:
    text = note.read_text(encoding="utf-8")
    rows = text.splitlines()
    places = [
        next(n for n, row in enumerate(rows, 1) if row.startswith(word)) for word in ("Total B12: 142", "Folate: 8.1")
    ]
    note.write_text(text.replace("B12: 142", "B12: 241").replace("Folate: 8.1", "Folate: 81"), encoding="utf-8")
    lines = refused(capsys, "case-from-note", "note.txt", "--json", "back.json")
    assert [line.split(": ")[1] for line in lines] == [f"line {place}" for place in places]
    assert "back.json" not in files(case)


def test_another_file_is_refused_in_one_line(case: Path, capsys: Capture) -> None:
    (line,) = refused(capsys, "case-from-note", "case.json")
    assert "no b12calc note was found" in line
    (line,) = refused(capsys, "case-from-note", "absent.txt")
    assert "a text file was expected" in line


def test_the_note_itself_is_not_written_over(note: Path, capsys: Capture) -> None:
    before = note.read_bytes()
    (line,) = refused(capsys, "case-from-note", "note.txt", "--json", "note.txt")
    assert "--json" in line and note.read_bytes() == before
