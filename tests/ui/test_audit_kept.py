"""What the practice audit keeps and lets go: columns by their headings alone, files that were chosen, nothing else."""

import csv
import gc
import io
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from b12calc import audit as core
from b12calc_ui.app import build
from b12calc_ui.audit_refused import RefusedPage
from b12calc_ui.audit_said import Said, kept_with, may_be_kept, recalled
from b12calc_ui.audit_summary import SummaryPage
from b12calc_ui.main_window import MainWindow

from .audit_stage import PLANTED, audited, card, name_columns, opened, practice, wait
from .conftest import TODAY, settle
from .test_drop import drop


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that keeps its settings in a file."""
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=tmp_path / "window.ini")
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    settle()
    yield main
    main.leaving.keep()
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def where(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(path), ""))


def table_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_what_was_said_is_used_for_the_next_table_with_the_same_headings(kept: MainWindow, tmp_path: Path) -> None:
    audit = audited(kept, tmp_path)
    said = audit.setup.said()
    audit.close()
    settle()
    audit = opened(kept, practice(tmp_path / "other.csv", 5))
    assert audit.setup.said() == said
    assert audit.bar.text() == "The columns are taken as you named them before for these headings."
    audit.setup.keep.click()
    audit.run_into(tmp_path / "again.csv")
    wait(audit)
    assert kept.settings.audit_columns() == ""


def test_the_settings_hold_no_heading_and_no_cell_but_the_words_that_were_named(
    kept: MainWindow, tmp_path: Path
) -> None:
    audited(kept, tmp_path)
    kept.settings._store.sync()  # type: ignore[union-attr]
    written = (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert "total_b12" in written and "metformin" in written
    assert not any(word in written for word in ("Patient", "Gender", "Cobalamin", "Clinic", "North", PLANTED))
    assert not any(name in written for name in ("practice.csv", "answers.csv", str(tmp_path)))


def test_headings_and_words_that_look_like_a_patient_are_never_kept() -> None:
    yes = {"B": Said("metformin", words={"Y": "yes"})}
    assert may_be_kept(("A", "B"), yes) and recalled(kept_with("", ("A", "B"), yes), ("B", "A")) == yes
    for word in ("12.03.1959", "anna@berg.example", "9434765919", "x" * 30):
        assert not may_be_kept(("A", "B"), {"B": Said("metformin", words={word: "yes"})})
    assert kept_with("", ("BERG Anna 12.03.1959", "B"), yes) == ""
    assert recalled("broken [", ("A",)) == {} == recalled("", ("A",))


def test_the_audit_writes_its_two_files_and_nothing_else(window: MainWindow, tmp_path: Path) -> None:
    audited(window, tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["answers.csv", "answers.refused.csv", "practice.csv"]


def test_a_list_of_refused_rows_that_is_not_its_own_is_never_replaced(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "answers.refused.csv").write_text("of something else", encoding="utf-8")
    audit = opened(window, practice(tmp_path / "practice.csv", 20))
    name_columns(audit)
    audit.run_into(tmp_path / "answers.csv")
    assert audit.run is None and audit.bar.text().startswith("answers.refused.csv stands there already")
    assert (tmp_path / "answers.refused.csv").read_text(encoding="utf-8") == "of something else"


@pytest.mark.parametrize("target", ["practice.csv", "no-such-folder/answers.csv", "answers.xlsx"])
def test_a_target_that_does_not_do_is_said_and_changes_nothing(window: MainWindow, tmp_path: Path, target: str) -> None:
    audit = opened(window, practice(tmp_path / "practice.csv", 20))
    before = (tmp_path / "practice.csv").read_bytes()
    name_columns(audit)
    audit.run_into(tmp_path / target)
    wait(audit)
    assert audit.bar.text().startswith("The audit stopped: ") and "Nothing was written" in audit.bar.text()
    assert [one.name for one in tmp_path.iterdir()] == ["practice.csv"]
    assert (tmp_path / "practice.csv").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04", b"id\n"])
def test_what_is_no_practice_list_is_said(window: MainWindow, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    audit = opened(window, path)
    if audit.setup.seen is not None:
        audit.setup.run.click()
        assert audit.setup.trouble.text()
    else:
        assert audit.bar.text().startswith("Not taken: ")
    audit.take(tmp_path / "gone.csv")
    assert audit.bar.text().startswith("This file could not be read: No such file")


def test_a_table_that_changed_since_opens_nobody(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    path = tmp_path / "practice.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    audit.results.work.open_current()
    assert audit.bar.text() == "Not opened: the table was changed since the audit; run it again."
    assert window.form.is_blank()
    path.unlink()
    audit.results.work.open_current()
    assert audit.bar.text().startswith("Not opened: the table cannot be read")


def test_the_summary_is_shown_and_saved_as_the_core_makes_it(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    options = audit.results.work.model.list.options
    page = tmp_path / "core.html"
    core.audit(tmp_path / "practice.csv", tmp_path / "core.csv", options, summary=page)
    audit.results.work.plots.click()
    shown = audit.pages.currentWidget()
    assert isinstance(shown, SummaryPage)
    text = shown.view.toPlainText()
    assert "188" in text and "practice.csv" in text and PLANTED not in text
    where(monkeypatch, tmp_path / "saved.html")
    shown.page.click()
    assert (tmp_path / "saved.html").read_bytes() == page.read_bytes() and audit.bar.text() == "Summary saved."
    where(monkeypatch, tmp_path / "figures.csv")
    shown.figures.click()
    assert {"picture", "row", "column", "value"} == set(table_of(tmp_path / "figures.csv")[0])


def test_the_list_and_the_refused_rows_are_saved_safe_for_a_spreadsheet(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    where(monkeypatch, tmp_path / "list.csv")
    audit.results.work.keep.click()
    rows = table_of(tmp_path / "list.csv")
    model = audit.results.work.model
    assert len(rows) == len(model.rows) and list(rows[0]) == list(model.columns)
    assert any(one["id"].startswith("'=") for one in rows) and not any(one["id"].startswith("=") for one in rows)
    where(monkeypatch, tmp_path / "refused.csv")
    audit.results.save_refused()
    assert (tmp_path / "refused.csv").read_bytes() == (tmp_path / "answers.refused.csv").read_bytes()
    where(monkeypatch, tmp_path / "answers.csv")
    before = (tmp_path / "answers.csv").read_bytes()
    audit.results.save_list()
    assert audit.bar.text() == "answers.csv belongs to this audit. Choose another name."
    assert (tmp_path / "answers.csv").read_bytes() == before


def test_the_refused_rows_are_listed_with_their_reasons(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    audit.results.work.out.click()
    page = audit.pages.currentWidget()
    assert isinstance(page, RefusedPage) and page.model.rowCount() == 12
    said = page.model.data(page.model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"row 24, number {PLANTED}-22: age_years: expected a whole number; 'x7' was given"
    QTest.keyClick(audit, Qt.Key.Key_Escape)
    assert audit.pages.currentWidget() is audit.results.work


def test_a_dropped_table_is_taken(window: MainWindow, tmp_path: Path) -> None:
    path, audit = practice(tmp_path / "practice.csv", 5), opened(window)
    assert drop(audit, path)  # type: ignore[arg-type]
    assert audit.setup.seen is not None and card(audit, "Patient").holds.isVisibleTo(audit)


def test_closed_nothing_of_the_list_stays_in_memory_and_it_closes_with_the_form(
    window: MainWindow, tmp_path: Path
) -> None:
    results = audited(window, tmp_path).results
    assert results is not None
    held = weakref.ref(results.work.model.list)
    del results
    window.close()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert window.audit.audit is None
    gc.collect()
    assert held() is None


def test_it_is_covered_with_the_other_windows(window: MainWindow, tmp_path: Path) -> None:
    audit = audited(window, tmp_path)
    assert audit.results is not None
    window.privacy.hide_now()
    assert not audit.results.work.table.isVisible()
    window.privacy.show_again()
    assert audit.results.work.table.isVisible()
