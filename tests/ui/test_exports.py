"""What is shown, written for other programs from the window."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from b12calc_ui.main_window import MainWindow

from .test_handouts import filled


def asked(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    offered: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        offered.append(name)
        return str(folder / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def test_a_bundle_and_a_row_of_what_is_shown_are_written_under_names_of_nobody(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(window)
    offered = asked(monkeypatch, tmp_path)
    window.actions_.all["fhir"].trigger()
    assert "names the patient" in window.bar.text()
    window.actions_.all["row"].trigger()
    assert "without name" in window.bar.text()
    day = date(2026, 3, 12).isoformat()
    assert offered == [f"b12-fhir-{day}.json", f"b12-row-{day}.csv"]
    bundle = json.loads((tmp_path / offered[0]).read_text())
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "collection")
    shown = window.answer.shown
    assert shown is not None
    assert f",{shown.status},{shown.urgency}," in (tmp_path / offered[1]).read_text(encoding="utf-8-sig")


def test_nothing_is_written_while_there_is_no_answer(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered = asked(monkeypatch, tmp_path)
    window.actions_.all["fhir"].trigger()
    window.actions_.all["row"].trigger()
    assert offered == []
    assert not window.files.handouts.exports.save_row(tmp_path / "row.csv")
    assert list(tmp_path.glob("*.csv")) == []


def test_an_export_is_not_keeping_the_case(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    window.form.identity.fields["age"].setFocus()
    window.leaving.lose()
    assert window.files.handouts.exports.save_fhir(tmp_path / "bundle.json")
    assert window.leaving.entered()


def test_a_folder_that_cannot_be_written_is_said(window: MainWindow, tmp_path: Path) -> None:
    filled(window)
    assert not window.files.handouts.exports.save_row(tmp_path / "none" / "row.csv")
    assert "Could not be saved" in window.bar.text()
