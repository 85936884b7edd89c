"""The blank symptom sheet and the line typed from it, on the command line."""

import json
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from b12calc.cli import main
from b12calc.exchange import write_answers

LINE = write_answers({"paraesthesia": "yes", "falls": "no", "fever": "no"})


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("Letter", 612), ("A5", 420)])
def test_the_sheet_is_written_on_the_paper_named(tmp_path: Path, paper: str, width: int) -> None:
    out = tmp_path / "sheet.pdf"
    assert main(["sheet", str(out), "--paper", paper, "--heading", "Llanfair Surgery"]) == 0
    page = pypdf.PdfReader(BytesIO(out.read_bytes())).pages[0]
    assert round(float(page.mediabox.width)) == width
    assert "Llanfair Surgery" in page.extract_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.docx",), "sheet: a file ending in .pdf, .html, .txt was expected"),
        (("a.pdf", "--paper", "A3"), "--paper: 'A3' is no paper of this program; expected A4, Letter, A5"),
        (("a.pdf", "--heading", "x" * 61), "practice heading, line 1: at most 60 letters"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sheet", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"b12calc: {words}")
    assert list(tmp_path.iterdir()) == []


def test_the_typed_line_is_said_back_by_number_and_name(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["answers", LINE]) == 0
    said = capfdbinary.readouterr().out.decode()
    assert "Yes (1): 1 pins and needles\nNo (2): 11 falls; 59 fever\nNot asked (107): 2 " in said
    assert "Red flags still to ask: rapid deterioration;" in " ".join(said.split("\n"))


def test_the_typed_line_becomes_a_case_that_can_be_opened(tmp_path: Path) -> None:
    out = tmp_path / "case.json"
    assert main(["answers", *LINE.split(" "), "--json", str(out), "--today", "2026-03-12"]) == 0
    (visit,) = json.loads(out.read_text(encoding="utf-8"))["visits"]
    assert visit["date"] == "2026-03-12"
    assert visit["answers"] == {"paraesthesia": "yes", "falls": "no", "fever": "no"}
    assert main(["assess", str(out), "--today", "2026-03-12", "--json", str(tmp_path / "answer.json")]) == 0


def test_a_damaged_line_is_refused_at_its_block_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "case.json"
    assert main(["answers", LINE.replace("CN", "C", 1).replace("AY", "AN"), "--json", str(out)]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("b12calc: block A, questions 1 to 5: the sum of N???? is 1")
    assert second.startswith("b12calc: block C, questions 11 to 15: 5 of Y, N or ?")
    assert not out.exists()
