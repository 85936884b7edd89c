"""The record PDF is the case file: chosen or named at a start it brings the case back, or one sentence why not."""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtGui import QGuiApplication

from b12calc.models.reading import read_case
from b12calc.report import build, embedded_assessment, embedded_case, pdf
from b12calc.rules import assess_by_edition, made_under, previous
from b12calc_ui import launcher, opening
from b12calc_ui.main_window import MainWindow
from b12calc_ui.second_start import SecondStart

from .conftest import SAMPLE, TODAY, settle, write


def test_the_case_comes_back_from_its_paper_with_its_edition_named(window: MainWindow, paper: Path) -> None:
    assert window.files.open_path(paper)
    settle()
    assert window.form.case() == read_case(SAMPLE.read_bytes()) == read_case(embedded_case(paper.read_bytes()))
    made = made_under(embedded_assessment(paper.read_bytes()))
    assert (made.today, made.pack) == (TODAY, "uk")
    sentence = f"Opened from the record of 12 Mar 2026, made under edition {made.edition} (United Kingdom)."
    assert window.bar.text() == sentence and not window.bar.trouble
    assert not window.leaving.entered()


def test_a_paper_of_other_rules_says_that_the_answer_shown_is_by_the_present_ones(
    window: MainWindow, tmp_path: Path
) -> None:
    case, old = read_case(SAMPLE.read_bytes()), previous()
    assert old is not None
    path = tmp_path / "old.pdf"
    answer = assess_by_edition(case, today=TODAY, edition=old)
    path.write_bytes(pdf(build(case, answer.model_copy(update={"status": "sufficient", "stamp": "sha256:0"}))))
    assert window.files.open_path(path)
    said = window.bar.text()
    assert f"made under edition {old.name} (United Kingdom); for that day the rules in use now decide otherwise" in said
    assert f"present edition {window.live.edition()} (United Kingdom).\nAdvised then: {answer.headline}" in said


def test_a_paper_of_another_guideline_is_held_against_the_one_in_use(window: MainWindow, paper: Path) -> None:
    window.form.identity.pack.put("us")
    window.form.identity.pack.picked.emit()
    window.files.open_path(paper)
    assert "(United Kingdom); for that day the rules in use now decide otherwise" in window.bar.text()
    assert "(United States)" in window.bar.text()


def test_a_later_day_alone_is_no_other_decision(window: MainWindow, tmp_path: Path) -> None:
    case = read_case(SAMPLE.read_bytes())
    answer = window.live.on_day(case, TODAY + timedelta(days=40))
    (tmp_path / "a.pdf").write_bytes(pdf(build(case, answer)))
    assert window.files.open_path(tmp_path / "a.pdf")
    assert "21 Apr 2026" in window.bar.text() and "otherwise" not in window.bar.text()


def foreign(password: str = "") -> bytes:
    """A PDF of another program."""
    out, file = BytesIO(), pikepdf.new()
    file.add_blank_page()
    file.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return out.getvalue()


def edited(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        file.attachments["case.json"].get_file().obj.write(b"{}")
        file.save(out)
    return out.getvalue()


BROKEN: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "another program": (lambda _data: foreign(), "it bears no seal: another program made it"),
    "cut off": (lambda data: data[: len(data) // 2], "the file is damaged and cannot be read"),
    "no PDF": (lambda _data: b"hello", "it is not a PDF"),
    "empty": (lambda _data: b"", "it is not a PDF"),
    "edited": (edited, "the embedded case.json is not as it was written"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_paper_that_is_not_whole_changes_nothing_and_one_sentence_says_why(
    window: MainWindow, paper: Path, name: str
) -> None:
    write(window.form.identity.fields["name"], "Somebody")
    before = window.form.data()
    spoil, why = BROKEN[name]
    paper.write_bytes(spoil(paper.read_bytes()))
    assert not window.files.open_path(paper)
    assert window.bar.text().startswith(f"This PDF was not opened, because {why}") and window.bar.trouble
    assert window.bar.text().endswith("Nothing was changed.") and window.bar.text().count(". ") == 1
    assert window.form.data() == before


def test_the_rule_book_is_a_pdf_without_a_case(window: MainWindow, tmp_path: Path) -> None:
    from b12calc.rulebook import rule_book_pdf

    (tmp_path / "book.pdf").write_bytes(rule_book_pdf("article"))
    assert not window.files.open_path(tmp_path / "book.pdf")
    assert "because it holds no case.json; the record of a case was expected" in window.bar.text()


def test_a_record_is_known_by_its_first_bytes_whatever_its_name(window: MainWindow, paper: Path) -> None:
    other = paper.rename(paper.with_name("record.json"))
    assert window.files.open_path(other) and window.form.case() == read_case(SAMPLE.read_bytes())


@pytest.mark.parametrize("ending", opening.ENDINGS)
def test_a_file_too_large_is_refused_before_it_is_read(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path = tmp_path / f"large{ending}"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    monkeypatch.setattr(Path, "open", lambda *_words: pytest.fail("it was read"))
    assert not window.files.open_path(path)
    assert window.bar.text() == "This file is larger than 20 MB, and no case is. Nothing was changed."


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_plain_file_is_never_waited_for(window: MainWindow, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "pipe.pdf", tmp_path):
        assert not window.files.open_path(path)
        assert "This is no file that can be read" in window.bar.text()
    assert not window.files.open_path(tmp_path / "gone.pdf")
    assert window.bar.text() == "This file could not be read: No such file or directory. Nothing was changed."


def test_opening_is_no_edit_and_the_copied_note_of_the_last_patient_goes(window: MainWindow, paper: Path) -> None:
    window.files.open_path(SAMPLE)
    write(window.form.identity.fields["identifier"], "7")
    assert window.files.copy_note() and QGuiApplication.clipboard().text()
    over: list[bool] = []
    window.leaving.over = over.append
    assert window.files.open_path(paper)
    assert window.form.stack.count() == 0 and QGuiApplication.clipboard().text() == "" and over == [False]
    window.form.step_back()
    settle()
    assert window.form.case() == read_case(SAMPLE.read_bytes())


def test_a_start_with_a_paper_opens_it_here_or_in_the_running_window(
    window: MainWindow, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path | None] = []

    def begin(path: Path | None = None) -> int:
        asked.append(path)
        return 0

    monkeypatch.setattr("b12calc_ui.app.main", begin)
    for name in ("a record.pdf", "B.PDF", "note.txt"):
        monkeypatch.setattr(sys, "argv", ["b12calc", name])
        assert launcher.main() == 0 and asked.pop() == Path(name)
    SecondStart(window).come(str(paper))
    settle()
    assert json.loads(SAMPLE.read_text())["patient"].items() <= window.form.data()["patient"].items()
    assert "Opened from the record" in window.bar.text()
