"""Where files go: offered names, and the folder of a record system, which gets whole new records and nothing else."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from b12calc import files
from b12calc.models.reading import read_case
from b12calc.report import embedded_case
from b12calc_ui.finder import places
from b12calc_ui.main_window import MainWindow
from b12calc_ui.settings import Settings

from .conftest import SAMPLE, settle, write

NAMED = "Nomen Nescio"


@pytest.fixture
def watched(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is chosen, beside settings that are kept, and the sample case in the window; nothing may ask."""
    folder = tmp_path / "watched"
    folder.mkdir()
    kept = Settings(tmp_path / "kept" / "window.ini")
    kept.put("record_folder", str(folder))
    monkeypatch.setattr(window.files.saving, "_settings", kept)
    window.files.open_path(SAMPLE)
    settle()
    write(window.form.identity.fields["name"], NAMED)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked where to save"))
    return folder


def put(window: MainWindow) -> str:
    """Choose the entry of the menu and return what is said."""
    window.actions_.all["folder"].trigger()
    settle()
    return window.bar.text().replace("\u200b", "")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_the_record_goes_into_the_folder_without_asking_and_is_kept(window: MainWindow, watched: Path) -> None:
    assert put(window) == f"Record saved as b12-record-2026-03-12.pdf in {watched}."
    assert names(watched) == ["b12-record-2026-03-12.pdf"] and not window.bar.trouble
    case = read_case(embedded_case((watched / "b12-record-2026-03-12.pdf").read_bytes()))
    assert case == window.form.case() and case.visits == read_case(SAMPLE.read_bytes()).visits
    assert window.leaving.sure("New")


def test_a_second_record_takes_the_next_number_and_the_first_stays(window: MainWindow, watched: Path) -> None:
    put(window)
    first = (watched / "b12-record-2026-03-12.pdf").read_bytes()
    assert "b12-record-2026-03-12-2.pdf" in put(window)
    assert (watched / "b12-record-2026-03-12.pdf").read_bytes() == first
    assert names(watched) == ["b12-record-2026-03-12-2.pdf", "b12-record-2026-03-12.pdf"]


def test_the_name_follows_the_pattern_and_holds_the_day_of_the_visit(window: MainWindow, watched: Path) -> None:
    window.files.saving._settings.put("file_name", "{date}_{kind}_{number}")
    day = window.form.identity.visit().isoformat()
    put(window)
    put(window)
    assert names(watched) == [f"{day}_record_1.pdf", f"{day}_record_2.pdf"]


def test_when_another_program_takes_the_name_meanwhile_the_next_is_taken(
    window: MainWindow, watched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_new = files._name_new

    def late(made: str, path: Path) -> None:
        if not path.stem.endswith("-2"):
            path.write_bytes(b"of another program")
        name_new(made, path)

    monkeypatch.setattr(files, "_name_new", late)
    assert "b12-record-2026-03-12-2.pdf" in put(window)
    assert (watched / "b12-record-2026-03-12.pdf").read_bytes() == b"of another program"
    assert len(names(watched)) == 2


def test_off_at_first_one_sentence_says_where_it_is_chosen(window: MainWindow) -> None:
    window.files.open_path(SAMPLE)
    assert window.settings.record_folder() == ""
    assert put(window) == "No folder of the record system is chosen: Edit, Practice settings takes one."


def test_a_folder_that_is_gone_is_not_made_anew(window: MainWindow, watched: Path) -> None:
    watched.rmdir()
    assert put(window) == f"Not saved: the folder {watched} is not there. Nothing was written."
    assert not watched.exists() and window.bar.trouble


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "has no room left"),
        (errno.EACCES, "may not be written to"),
        (errno.EROFS, "may not be written to"),
        (errno.ENOENT, "is not there"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_what_keeps_it_out_is_one_sentence_and_nothing_is_left(
    window: MainWindow, watched: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    sentence = put(window)
    assert said in sentence and str(watched) in sentence and sentence.endswith("Nothing was written.")
    assert names(watched) == [] and not window.leaving.sure("New")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the system keeps nobody out here")
def test_a_folder_that_may_not_be_written_is_left_alone(window: MainWindow, watched: Path) -> None:
    watched.chmod(0o500)
    assert "may not be written to" in put(window)
    watched.chmod(0o700)
    assert names(watched) == []


def test_without_an_answer_nothing_is_written(window: MainWindow, watched: Path) -> None:
    window.leaving.keep()
    window.new()
    settle()
    assert "no answer to put on paper yet" in put(window)
    assert names(watched) == []


def test_nothing_else_is_ever_written_there(
    window: MainWindow, watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    for deed in ("pdf", "save", "leaflet", "card", "diary", "blank", "copy", "copy_whole"):
        window.actions_.all[deed].trigger()
        settle()
    window.files.handouts.save_letter("haematology")
    assert names(watched) == []
    assert offered[:6] == [
        "b12-record-2026-03-12.pdf",
        "b12-case-2026-03-12.json",
        "b12-patient-sheet-2026-03-12.pdf",
        "b12-treatment-card-2026-03-12.pdf",
        "b12-calendar-2026-03-12.ics",
        "b12-symptom-sheet-2026-03-12.pdf",
    ]


def test_an_offered_number_counts_up_where_the_dialog_opens(
    window: MainWindow, watched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.chdir(tmp_path)
    window.files.saving._settings.put("file_name", "{kind} {number}")
    (tmp_path / "record 1.pdf").touch()
    window.actions_.all["pdf"].trigger()
    window.actions_.all["save"].trigger()
    assert offered == ["record 2.pdf", "case 1.json"]


def test_no_name_holds_anything_of_the_patient(window: MainWindow, watched: Path) -> None:
    write(window.form.identity.fields["identifier"], "QX4409")
    put(window)
    assert not any(text in names(watched)[0] for text in ("Nomen", "Nescio", "QX4409"))


def test_the_blank_sheet_bears_today_as_its_visit(window: MainWindow, watched: Path) -> None:
    saving = window.files.saving
    saving._settings.put("file_name", "{kind} {date}")
    assert saving._offered("symptom-sheet", "pdf") == "symptom-sheet 2026-03-12.pdf"


def test_the_finder_finds_it(window: MainWindow) -> None:
    assert any("folder of the record system" in place.words for place in places(window, window.questions))


def test_a_long_path_folds_and_leaves_the_window_as_narrow_as_it_was(
    window: MainWindow, watched: Path, tmp_path: Path
) -> None:
    deep = tmp_path / ("a" * 120) / ("b" * 100)
    deep.mkdir(parents=True)
    window.files.saving._settings.put("record_folder", str(deep))
    assert str(deep) in put(window)
    assert window.bar.minimumSizeHint().width() < 320
