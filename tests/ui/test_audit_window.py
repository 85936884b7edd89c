"""The practice audit in the window: map, run, cancel, work list, one patient in the form, and what is saved."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from b12calc import cli
from b12calc.audit import AuditOptions, audit_rows, read_audit_map
from b12calc.models.vocabulary import URGENCIES
from b12calc_ui.main_window import MainWindow

from .audit_stage import PLANTED, ROWS, audited, card, name_columns, opened, practice, wait
from .conftest import TODAY, settle


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def where(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(path), ""))


def test_neither_the_audit_nor_polars_is_loaded_before_it_is_opened() -> None:
    code = (
        "import sys, json; from datetime import date; from PySide6.QtWidgets import QApplication\n"
        "from b12calc_ui.app import build\n"
        "_app, main = build(['b12calc'], today=lambda: date(2026, 3, 12)); main.show(); main.live.wake()\n"
        "QApplication.processEvents()\n"
        "before = [one for one in sys.modules if one.startswith(('polars', 'b12calc.audit', 'b12calc_ui.audit_'))]\n"
        "main.actions_.all['audit'].trigger(); polars = 'polars' in sys.modules\n"
        "print(json.dumps([before, polars])); main.close()\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True,
                         env={**os.environ, "QT_QPA_PLATFORM": "offscreen",
                              "PYTHONPATH": ":".join(sys.path)})  # fmt: skip
    assert json.loads(run.stdout.splitlines()[-1]) == [["b12calc_ui.audit_desk"], False]


def test_known_headings_are_taken_and_the_others_are_asked_about(window: MainWindow, tmp_path: Path) -> None:
    audit = opened(window, practice(tmp_path / "practice.csv"))
    assert [one.heading for one in audit.setup.cards] == ["Patient", "Gender", "Cobalamin", "On metformin", "Clinic"]
    assert audit.setup.columns.text().startswith("4 columns are known by their headings.")
    assert all(one.said() is not None and one.said().column == "ignore" for one in audit.setup.cards)  # type: ignore[union-attr]
    assert card(audit, "Gender").holds.accessibleDescription() in ("Cells: F, M", "Cells: M, F")
    audit.setup.all.click()
    assert len(audit.setup.cards) == 9 and card(audit, "mma").said() is None


def test_without_a_number_of_the_patient_it_does_not_run_and_says_so(window: MainWindow, tmp_path: Path) -> None:
    audit = opened(window, practice(tmp_path / "practice.csv"))
    audit.setup.run.click()
    assert "no column holds the patient's number" in audit.setup.trouble.text()
    assert audit.run is None and not (tmp_path / "answers.csv").exists()


def test_the_answers_are_those_of_the_audit_itself_row_by_row(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    from b12calc_ui.audit_said import to_toml

    mapping = read_audit_map(to_toml(audit.setup.said()), "map")
    asked = AuditOptions(TODAY, mapping=mapping)
    wanted = list(audit_rows(rows_of(tmp_path / "practice.csv"), asked))
    refused = [one for one in wanted if "refused" in one]
    classed = [one for one in wanted if "refused" not in one]
    assert len(refused) == 12 and len(classed) == ROWS - 12
    model = audit.results.work.model
    for row, answer in enumerate(classed):
        cells = model.list.cells(row)
        assert (cells["id"], cells["status"], cells["urgency"], cells["next_tests"], cells["next_review"]) == (
            answer["id"], answer["status"], answer["urgency"], answer["next_tests"], answer["next_review"]
        )  # fmt: skip
    assert len(model.list) == len(classed)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_age_and_sex_stand_beside_their_own_patient(window: MainWindow, tmp_path: Path, ending: str) -> None:
    audit = audited(window, tmp_path, ending=ending)
    assert audit.results is not None
    source = {one["Patient"]: one for one in rows_of(tmp_path / "practice.csv")}
    made = audit.results.work.model.list
    for row in range(len(made)):
        cells = made.cells(row)
        told = source[cells["id"]]
        assert cells["age"] == told["age_years"]
        assert cells["sex"] == {"F": "female", "M": "male"}[told["Gender"]]


def test_the_most_urgent_stand_first_and_every_column_orders(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    work = audit.results.work
    places = [URGENCIES.index(work.model.list.cells(row)["urgency"]) for row in work.model.rows]
    assert places == sorted(places) and len(set(places)) > 1
    for name in work.model.columns:
        work.order.put(name)
        work.order.picked.emit()
        assert sorted(work.model.rows) == list(range(len(work.model.list)))
    work.order.put("age")
    work.order.picked.emit()
    ages = [int(work.model.list.cells(row)["age"]) for row in work.model.rows]
    assert ages == sorted(ages)
    audit.resize(1180, 760)
    settle()
    assert not work.model.narrow
    work.table._on_head(work.model.columns.index("age"))
    ages = [int(work.model.list.cells(row)["age"]) for row in work.model.rows]
    assert ages == sorted(ages, reverse=True)


def test_chips_and_a_piece_of_the_number_narrow_the_list(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    work = audit.results.work
    urgent, deficient = work.chips.chips["urgency", "urgent"], work.chips.chips["status", "deficient"]
    urgent.click()
    deficient.click()
    shown = [work.model.list.cells(row) for row in work.model.rows]
    assert shown and all(one["urgency"] == "urgent" and one["status"] == "deficient" for one in shown)
    assert work.shown.text().startswith(f"{len(shown)} of {ROWS - 12} shown: Urgent")
    work.number.setText("no such number")
    work.narrow()
    assert not len(work.model.rows) and not work.open.isEnabled()
    urgent.click()
    deficient.click()
    work.number.setText("-12")
    work.narrow()
    assert {work.model.list.cells(row)["id"] for row in work.model.rows} <= {
        f"{PLANTED}-{n}" for n in (12, *range(120, 130))
    }


def test_the_ear_hears_the_whole_row(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    model = audit.results.work.model
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Number ") and "Urgency Urgent" in said and "Next tests " in said and "Age " in said


def test_enter_opens_the_patient_exactly_as_the_audit_understood_the_row(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    work = audit.results.work
    work.table.setFocus()
    QTest.keyClick(work.table, Qt.Key.Key_Down)
    QTest.keyClick(work.table, Qt.Key.Key_Return)
    settle()
    cells = work.model.list.cells(work.model.rows[work.table.currentIndex().row()])
    case, answer = window.live.now()  # type: ignore[misc]
    assert case.patient.identifier == cells["id"] and str(case.patient.age_years) == cells["age"]
    assert (answer.status, answer.urgency) == (cells["status"], cells["urgency"])
    assert ";".join(answer.next_tests) == cells["next_tests"]
    window.leaving.keep()


def test_what_is_entered_is_asked_about_before_a_patient_of_the_list_replaces_it(
    window: MainWindow, tmp_path: Path
) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    window.form.rows["metformin"].give("yes")
    settle()
    audit.results.work.open_current()
    assert window.form.identity.fields["identifier"].text() == ""  # type: ignore[union-attr]
    assert audit.bar.text().endswith("Open this patient once more to give it up.")
    audit.results.work.open_current()
    assert window.form.identity.fields["identifier"].text() != ""  # type: ignore[union-attr]
    window.leaving.keep()


def test_cancelled_nothing_is_written_and_the_older_file_stays(window: MainWindow, tmp_path: Path) -> None:
    audit = opened(window, practice(tmp_path / "practice.csv", 3000))
    name_columns(audit)
    (tmp_path / "answers.csv").write_text("older", encoding="utf-8")
    audit.run_into(tmp_path / "answers.csv")
    assert audit.run is not None
    QTest.keyClick(audit, Qt.Key.Key_Escape)
    wait(audit)
    assert audit.bar.text() == "Cancelled. Nothing was written; an older answers.csv is untouched."
    assert (tmp_path / "answers.csv").read_text(encoding="utf-8") == "older"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers.csv", "practice.csv"]


def test_the_command_line_takes_the_saved_mapping_and_says_the_same(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = audited(window, tmp_path)
    where(monkeypatch, tmp_path / "map")
    audit.setup.save.click()
    table, out, made = (str(tmp_path / name) for name in ("practice.csv", "cli.csv", "map.toml"))
    assert cli.main(["audit", table, out, "--map", made, "--today", TODAY.isoformat()]) == 0
    assert (tmp_path / "cli.csv").read_bytes() == (tmp_path / "answers.csv").read_bytes()
    said = audit.setup.said()
    audit.start_again()
    audit.take(tmp_path / "practice.csv")
    audit.mapping.take(tmp_path / "map.toml")
    assert audit.setup.said() == said
