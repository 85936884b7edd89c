"""Paper size and heading on the command line: they reach the PDF, and only the PDF."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from b12calc.assets import asset
from b12calc.cli import main

ASSESS = ("assess", str(asset("sample_case.json")), "--today", "2026-03-12")


def made(folder: Path, *options: str) -> pypdf.PdfReader:
    out = folder / "record.pdf"
    assert main([*ASSESS, "--pdf", str(out), *options]) == 0
    return pypdf.PdfReader(BytesIO(out.read_bytes()))


@pytest.mark.parametrize(
    ("options", "width"), [((), 595), (("--paper", "A4"), 595), (("--paper", "Letter"), 612), (("--paper", "A5"), 420)]
)
def test_the_paper_named_is_the_paper_written(tmp_path: Path, options: tuple[str, ...], width: int) -> None:
    assert round(float(made(tmp_path, *options).pages[0].mediabox.width)) == width


def test_each_heading_given_is_one_line_on_the_paper_and_none_in_the_note(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    given = ("--heading", "Llanfair Surgery", "--heading", "12 High Street", "--note", str(note))
    first, second = (page.extract_text() for page in made(tmp_path, *given).pages[:2])
    assert "Llanfair Surgery" in first and "12 High Street" in first
    assert "Llanfair Surgery" in second and "12 High Street" not in second
    assert "Llanfair" not in note.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--paper", "A0"), "--paper: 'A0' is no paper of this program; expected A4, Letter, A5"),
        (("--paper", "a4"), "--paper: 'a4' is no paper of this program"),
        (("--heading", "x" * 61), "practice heading, line 1: at most 60 letters were expected; these are 61"),
        (("--heading", "a\nb"), "practice heading, line 1: plain text was expected; the invisible character U+000A"),
    ],
)
def test_a_wrong_paper_or_heading_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert main([*ASSESS, "--pdf", str(tmp_path / "record.pdf"), *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"b12calc: {words}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("options", [("--paper", "A5"), ("--heading", "Surgery")])
def test_paper_and_heading_without_a_pdf_are_refused(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert main([*ASSESS, *options]) == 2
    assert "--paper and --heading go with --pdf" in capsys.readouterr().err
