"""The patient sheet and the treatment card on the command line."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from b12calc.assets import asset
from b12calc.cli import main

ASSESS = ("assess", str(asset("sample_case.json")), "--today", "2026-03-12")


def width(path: Path) -> int:
    return round(float(pypdf.PdfReader(BytesIO(path.read_bytes())).pages[0].mediabox.width))


def test_sheet_and_card_are_written_in_the_form_their_ending_names(tmp_path: Path) -> None:
    for ending, opening in ((".pdf", b"%PDF-"), (".html", b"<!DOCTYPE html>"), (".txt", b"")):
        sheet, card = tmp_path / f"sheet{ending}", tmp_path / f"card{ending}"
        assert main([*ASSESS, "--leaflet", str(sheet), "--card", str(card), "--heading", "Llanfair Surgery"]) == 0
        assert sheet.read_bytes().startswith(opening) and card.read_bytes().startswith(opening)
    assert "YOUR VITAMIN B12 SHEET" in sheet.read_text(encoding="utf-8")
    assert "VITAMIN B12 TREATMENT CARD" in card.read_text(encoding="utf-8")


def test_the_card_is_a5_and_the_sheet_takes_paper_and_size_of_print(tmp_path: Path) -> None:
    sheet, card = tmp_path / "sheet.pdf", tmp_path / "card.pdf"
    given = ("--leaflet", str(sheet), "--card", str(card), "--paper", "Letter")
    assert main([*ASSESS, *given]) == 0
    small = sheet.read_bytes()
    assert (width(sheet), width(card)) == (612, 420)
    assert main([*ASSESS, *given, "--print-size", "24"]) == 0
    assert len(pypdf.PdfReader(BytesIO(sheet.read_bytes())).pages) > len(pypdf.PdfReader(BytesIO(small)).pages)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--leaflet", "a.docx"), "--leaflet: a file ending in .pdf, .html, .txt was expected"),
        (("--leaflet", "-"), "--leaflet: a file ending in .pdf, .html, .txt was expected"),
        (("--card", "card"), "--card: a file ending in"),
        (("--leaflet", "a.pdf", "--print-size", "13"), "--print-size: '13' is no size of the leaflet"),
        (("--print-size", "12"), "command line: --print-size goes with --leaflet"),
        (("--card", "a.pdf", "--paper", "A4"), "--paper: the treatment card is made for A5"),
        (("--card", "a.pdf", "--leaflet", "a.pdf"), "command line: two outputs name the same file"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_in_one_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*ASSESS, *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"b12calc: {words}")
    assert list(tmp_path.iterdir()) == []


def test_a_card_without_a_treatment_is_refused_and_nothing_else_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "case.json"
    case.write_text(
        '{"format": "b12calc-case/1", "patient": {"age_years": 50}, "visits": [{"date": "2026-03-12"}]}',
        encoding="utf-8",
    )
    note = tmp_path / "note.txt"
    assert main(["assess", str(case), "--today", "2026-03-12", "--note", str(note), "--card", str(note) + ".pdf"]) == 2
    assert "treatment card: the plan holds no treatment" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_a_letter_goes_to_the_one_service_the_plan_names_or_to_the_one_chosen(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    assert main([*ASSESS, "--letter", str(letter), "--paper", "Letter", "--heading", "Llanfair Surgery"]) == 0
    assert width(letter) == 612
    text = tmp_path / "letter.txt"
    assert main([*ASSESS, "--letter", str(text), "--service", "neurology"]) == 0
    assert "REFERRAL TO NEUROLOGY" in text.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--letter", "a.docx"), "--letter: a file ending in .pdf, .html, .txt was expected"),
        (("--service", "neurology"), "command line: --service goes with --letter"),
        (("--letter", "a.pdf", "--service", "psychiatry"), "referral letter: the plan names no referral to psychiatry"),
        (("--letter", "a.pdf", "--service", "eyes"), "referral letter: 'eyes' is no service of this program"),
    ],
)
def test_a_letter_that_cannot_be_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*ASSESS, "--note", "a.txt", *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"b12calc: {words}")
    assert list(tmp_path.iterdir()) == []
