"""The command import: what a report holds, as JSON or as lines, and what is refused in one sentence."""

import json
import sys
from pathlib import Path

import pytest

from b12calc.cli import main
from tests.command_line import Capture, refused

REPORT = """Patient: BLOGGS, Joan   DOB: 12/03/1959
Collected: 10/03/2026
Serum vitamin B12      142   ng/L     180 - 900   L
Haemoglobin            121   g/L      120 - 150
Serum folate           haemolysed
Urine creatinine       8.1   mmol/L
"""
DAY = ["--today", "2026-03-12"]


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_a_pasted_report_comes_out_as_json_with_the_source_of_each_figure(report: Path, capsys: Capture) -> None:
    assert main(["import", "report.txt", "--dates", "day-first", "--json", "-", *DAY]) == 0
    got = json.loads(capsys.readouterr()[0])
    assert (got["format"], got["read_as"], len(got["patients"])) == ("b12calc-import/1", "text", 1)
    results = {one["analyte"]: one for one in got["patients"][0]["results"]}
    b12 = results["total_b12"]
    assert (b12["value"], b12["unit"], b12["verdict"], b12["collected"]) == ("142", "ng/L", "accepted", "2026-03-10")
    assert (b12["reference_low"], b12["reference_high"]) == ("180", "900")
    assert REPORT[b12["source"]["start"] : b12["source"]["end"]] == "142"
    assert "creatinine" not in results
    assert "folate" not in results


def test_without_json_every_result_is_a_line_to_read(report: Path, capsys: Capture) -> None:
    assert main(["import", "report.txt", *DAY]) == 0
    out, err = capsys.readouterr()
    assert "accepted   Total vitamin B12: 142 ng/L [180 - 900]" in out
    assert err == ""


def test_a_report_without_results_says_so(report: Path, capsys: Capture) -> None:
    report.write_text("Dear doctor, thank you for your letter.\n")
    assert main(["import", "report.txt", *DAY]) == 0
    assert "No result of this program's tests was found." in capsys.readouterr()[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report.txt", "--format", "word"], "--format: 'word' is not known; expected auto, text, csv"),
        (["report.txt", "--dates", "european"], "--dates: expected day-first or month-first"),
        (["missing.txt"], "missing.txt: cannot be read"),
        (["report.txt", "--format", "hl7"], "HL7"),
        (["report.txt", "--json", "report.txt"], "names the report itself"),
    ],
)
def test_a_wrong_command_line_is_refused_in_one_line(
    report: Path, capsys: Capture, arguments: list[str], said: str
) -> None:
    assert said in refused(capsys, "import", *arguments, *DAY)[0]
    assert report.read_text() == REPORT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"   \n", "the file is empty"),
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"PK\x03\x04....", "save the sheet as CSV"),
        (b"abc\x00def", "the file is not text"),
        (b'{"format": "b12calc-case/1"}', "open it with Open"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(report: Path, capsys: Capture, data: bytes, said: str) -> None:
    report.write_bytes(data)
    assert said in refused(capsys, "import", "report.txt", *DAY)[0]


BATCH = b"".join(b"MSH|^~\\&|LAB||||20260310||ORU^R01|1|P|2.4\rPID|1||943||Bell^Ann\r" for _ in range(20_000))


@pytest.mark.parametrize("terminal", [True, False])
def test_a_long_reading_shows_on_a_terminal_how_far_it_is_and_nowhere_else(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, terminal: bool
) -> None:
    report.write_bytes(BATCH)
    monkeypatch.setattr("b12calc.importing._QUIET", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    assert main(["import", "report.txt", *DAY]) == 0
    shown = capsys.readouterr()[1].split("\r")
    said = [int(text.split()[1]) for text in shown if text.strip()]
    assert said == sorted(said) and (len(said) > 5) is terminal
    assert not shown[-1] and (not terminal or not shown[-2].strip())
