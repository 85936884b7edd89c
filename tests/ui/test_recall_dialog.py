"""The recall list in the window: files or a folder in, the table of the command line out, and no case opened."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from b12calc.cli import main
from b12calc_ui.main_window import MainWindow
from b12calc_ui.open_days import OpenDays
from b12calc_ui.recall_dialog import RecallDialog

from .conftest import SAMPLE, TODAY, settle

FILES = ("one.json", "two.json", "broken.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of case files, one of them broken, and something else."""
    made = tmp_path / "cases"
    made.mkdir()
    case: dict[str, Any] = json.loads(SAMPLE.read_text(encoding="utf-8"))
    (made / "one.json").write_text(json.dumps(case), encoding="utf-8")
    case["patient"]["name"] = "=Jane Planted"
    (made / "two.json").write_text(json.dumps(case), encoding="utf-8")
    (made / "broken.json").write_text("{", encoding="utf-8")
    (made / "letter.pdf").write_bytes(b"%PDF-")
    (made / "deeper.json").mkdir()
    return made


@pytest.fixture
def dialog(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RecallDialog]:
    """The dialog, with every save going into one folder under its offered name."""
    ask = lambda _parent, _title, name, _kinds: (str(tmp_path / name), "")  # noqa: E731
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.actions_.all["recall"].trigger()
    settle()
    found = window.files.recall.dialog
    assert found is not None
    yield found
    if window.files.recall.dialog is not None:
        window.files.recall.dialog.close()


def until_written(window: MainWindow) -> None:
    for _ in range(400):
        QApplication.processEvents()
        if window.files.recall.dialog is None or not window.files.recall.dialog.isVisible():
            return
    pytest.fail("the list was not made")


def lines(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_folder_gives_the_table_of_the_command_line(
    window: MainWindow, dialog: RecallDialog, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_all: str(folder))
    dialog.folder.click()
    assert [path.name for path in dialog.paths] == ["broken.json", "one.json", "two.json"]
    assert dialog.chosen.text() == "3 case files: broken.json, one.json, two.json"
    dialog.save.click()
    until_written(window)
    path = tmp_path / "b12-recall-list-2026-03-12.csv"
    other = tmp_path / "other.csv"
    asked = ["recall", *(str(folder / name) for name in FILES), str(other), "--today", TODAY.isoformat()]
    assert main(asked) == 0 and path.read_bytes() == other.read_bytes()
    assert "Recall list of 3 case files saved. 1 could not be listed in full" in window.bar.text()
    assert b"Planted" not in path.read_bytes() and window.form.is_blank()


def test_names_stand_in_it_only_where_that_is_chosen_and_never_as_a_formula(
    window: MainWindow, dialog: RecallDialog, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(folder / name) for name in ("two.json", "two.json")]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_all: (names, ""))
    dialog.files.click()
    dialog.identity.put("named")
    dialog.save.click()
    until_written(window)
    (line,) = lines(tmp_path / "b12-recall-list-2026-03-12.csv")
    assert line["name"] == "'=Jane Planted" and line["next_dose"] == "2026-03-12"
    assert window.bar.text() == "Recall list of 1 case file saved."


def test_the_open_days_of_the_practice_count_and_those_of_the_visit_do_not(
    window: MainWindow, folder: Path, dialog: RecallDialog
) -> None:
    dialog.close()
    window.practice.days.take(OpenDays("england", injections=frozenset({0})))
    rules = window.files.recall.rules()
    assert rules.calendar.name == "open Monday to Friday; bank holidays of England; injections on Monday"
    assert (rules.today, rules.pack, rules.laboratory) == (TODAY, "uk", None)


def test_closing_gives_the_list_up_and_writes_nothing(
    window: MainWindow, dialog: RecallDialog, folder: Path, tmp_path: Path
) -> None:
    dialog.take_folder(folder)
    dialog.save.click()
    dialog.cancel.click()
    settle()
    assert not list(tmp_path.glob("*.csv"))


def test_nothing_chosen_an_empty_folder_and_one_that_is_gone_are_said(dialog: RecallDialog, tmp_path: Path) -> None:
    dialog.save.click()
    assert dialog.trouble.text() == "▲ Choose case files or a folder first."
    (tmp_path / "empty").mkdir()
    dialog.take_folder(tmp_path / "empty")
    assert "There is no case file" in dialog.trouble.text()
    dialog.take_folder(tmp_path / "gone")
    assert "This folder cannot be read: No such file" in dialog.trouble.text() and dialog.paths == []


def test_a_folder_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path) -> None:
    assert not window.files.recall.write(tmp_path / "none" / "list.csv", [], False)
    assert "Could not be saved" in window.bar.text()
