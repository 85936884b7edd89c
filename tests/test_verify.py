"""The command verify: exit 0 for a whole file, exit 2 and one sentence for any other."""

from pathlib import Path

import pytest

from b12calc.assets import asset
from b12calc.cli import main


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.pdf"
    assert main(["assess", str(asset("sample_case.json")), "--today", "2026-03-12", "--pdf", str(path)]) == 0
    return path


def test_a_record_as_it_was_written_is_whole(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(record)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{record}: whole") and said.out.count("\n") == 1 and said.err == ""


def test_a_changed_record_is_refused_in_one_sentence(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.write_bytes(data)
    assert main(["verify", str(record)]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"b12calc: {record}: ") and said.err.count("\n") == 1 and said.out == ""


def test_a_file_that_is_not_there_or_no_pdf_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.pdf")]) == 2
    assert "a PDF of b12calc was expected" in capsys.readouterr().err
    assert main(["verify", str(asset("sample_case.json"))]) == 2
    assert capsys.readouterr().err.endswith("it is not a PDF\n")


def test_what_a_record_advised_is_told_line_by_line(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["verify", "--advice", str(record)]) == 0
    whole, head, *lines = capsys.readouterr().out.splitlines()
    assert whole.startswith(f"{record}: whole")
    assert head.startswith("Advised on 12 Mar 2026 under edition ") and head.endswith(", pack uk:")
    first = [line for line in lines if not line.startswith("    ")]
    assert first and all(line.startswith("  ") and ": " in line and len(line) <= 110 for line in first)
    assert {"  Regimen", "  Review"} <= {line.partition(":")[0] for line in first}
    assert all(len(line) <= 110 for line in lines)
