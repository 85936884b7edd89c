"""The window as a whole: files, a new patient, privacy, themes, names for everybody."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox, QLineEdit, QWidget

from b12calc.models.reading import read_case
from b12calc_ui import launcher
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow
from b12calc_ui.theme import THEMES, ZOOMS, look

from .conftest import TODAY, row_of, settle, write

CASE = Path(__file__).with_name("case.json")


def picture_of(window: MainWindow) -> list[object]:
    """Return every state a patient could leave behind in the window."""
    parts = [part.state() for part in window.form.parts()]
    fields = [field.text() for field in window.findChildren(QLineEdit)]
    marks = [button.isChecked() for button in window.findChildren(QAbstractButton) if not isinstance(button, QCheckBox)]
    view = window.answer
    shown = [view.urgent.line.text(), view.status.toPlainText(), view.body.toPlainText(), view.notice.toPlainText()]
    return [parts, sorted(fields), marks.count(True), shown, window.windowTitle(), window.form.stack.count()]


def test_an_opened_case_is_the_case_of_the_form(window: MainWindow) -> None:
    assert window.files.open_path(CASE)
    assert window.form.case() == read_case(CASE.read_bytes())


def test_a_case_saved_and_opened_again_is_the_same(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    window.form.rows["falls"].give("yes")
    before = window.form.case()
    assert window.files.save_path(tmp_path / "case.json")
    window.new()
    assert window.files.open_path(tmp_path / "case.json")
    assert window.form.case() == before
    assert read_case((tmp_path / "case.json").read_bytes()) == before


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"format":"b12calc-case/1","visits":[]}', b"[1]"])
def test_an_unusable_file_changes_nothing_and_is_explained(window: MainWindow, tmp_path: Path, content: bytes) -> None:
    window.files.open_path(CASE)
    before = window.form.case()
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert not window.files.open_path(path)
    assert window.bar.text() and window.bar.isVisible()
    assert window.form.case() == before


def test_a_file_that_cannot_be_written_is_explained(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    assert not window.files.save_path(tmp_path / "nowhere" / "case.json")
    assert "Could not be saved" in window.bar.text()


def test_a_doubtful_value_is_never_dropped_silently_on_saving(window: MainWindow, tmp_path: Path) -> None:
    write(row_of(window, "total_b12").fields["value"], "142")
    assert not window.files.save_path(tmp_path / "case.json")
    assert "Total B12" in window.bar.text()
    assert list(tmp_path.iterdir()) == []


def test_new_equals_a_fresh_start(window: MainWindow) -> None:
    fresh = picture_of(window)
    window.files.open_path(CASE)
    write(window.form.identity.fields["name"], "Somebody")
    window.form.results.add_row("tsh")
    settle()
    window.answer.fold("why")
    window.new()
    settle()
    assert picture_of(window) == fresh


@pytest.mark.parametrize(
    ("field", "text"), [("identifier", "943 476 5919"), ("identifier", "7" * 500), ("name", "n" * 500)]
)
def test_name_and_number_are_taken_as_long_as_a_case_may_hold_them(window: MainWindow, field: str, text: str) -> None:
    strip = window.form.identity.fields[field]
    assert isinstance(strip, QLineEdit)
    strip.insert(text)
    assert getattr(window.form.case().patient, field) == text


def test_entries_never_kept_are_given_up_only_when_asked_twice(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    window.actions_.all["new"].trigger()
    assert window.form.is_blank()
    write(window.form.identity.fields["age"], "67")
    window.actions_.all["new"].trigger()
    assert not window.form.is_blank() and "not been saved" in window.bar.text()
    assert not window.close()
    window.actions_.all["new"].trigger()
    window.actions_.all["new"].trigger()
    assert window.form.is_blank()
    window.form.rows["fatigue"].give("yes")
    assert window.files.save_path(tmp_path / "case.json")
    window.actions_.all["new"].trigger()
    assert window.form.is_blank()


def test_what_is_not_used_yet_is_named_when_paper_is_made(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    write(row_of(window, "mma").fields["value"], "400")
    assert window.files.save_pdf_path(tmp_path / "record.pdf")
    assert "MMA" in window.bar.text()


def test_the_record_is_saved_as_pdf_and_the_note_copied(window: MainWindow, tmp_path: Path) -> None:
    window.files.open_path(CASE)
    settle()
    path = tmp_path / "record.pdf"
    assert window.files.save_pdf_path(path)
    assert path.read_bytes().startswith(b"%PDF")
    assert window.files.copy_note()
    assert "142" in QApplication.clipboard().text()


def test_nothing_goes_on_paper_while_nothing_is_shown(window: MainWindow, tmp_path: Path) -> None:
    assert not window.files.save_pdf_path(tmp_path / "record.pdf")
    assert not window.files.copy_note()
    assert list(tmp_path.iterdir()) == []


def test_titles_and_offered_names_hold_nothing_about_the_patient(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.open_path(CASE)
    settle()
    offered: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(name)
        return "", ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", ask)
    window.files.save()
    window.files.save_pdf()
    assert offered == ["b12-case-2026-03-12.json", "b12-record-2026-03-12.pdf"]
    assert window.windowTitle() == "b12calc"


def test_settings_hold_looks_only(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    _app, window = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(window, MainWindow)
    window.live.wake()
    window.files.open_path(CASE)
    window.set_look("dark", 150)
    window.close()
    _app, again = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert (look.theme.name, look.zoom) == ("dark", 150)
    window.settings._store.sync()  # type: ignore[union-attr]
    text = path.read_text()
    kept = {line.split("=")[0] for line in text.splitlines() if "=" in line}
    assert kept <= {"theme", "zoom", "pack", "geometry", "splitter"}
    assert "Jane" not in text
    again.close()


def test_no_argument_opens_the_window_and_anything_else_goes_to_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def window() -> int:
        asked.append("window")
        return 0

    def command_line(argv: list[str]) -> int:
        asked.append(argv)
        return 2

    monkeypatch.setattr("b12calc_ui.app.main", window)
    monkeypatch.setattr(sys, "argv", ["b12calc"])
    assert launcher.main() == 0
    pytest.importorskip("b12calc.cli")
    monkeypatch.setattr("b12calc.cli.main", command_line)
    monkeypatch.setattr(sys, "argv", ["b12calc", "assess", "x.json"])
    assert launcher.main() == 2
    assert asked == ["window", ["assess", "x.json"]]


def test_the_command_line_and_the_first_paint_load_nothing_heavy() -> None:
    code = "import b12calc_ui.launcher, sys; print('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "False\n"
    code = (
        "import sys; from b12calc_ui.app import build; app, window = build(['b12calc'])\n"
        "print([name for name in ('pydantic', 'reportlab', 'b12calc.rules') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"


def test_every_control_has_a_name_of_its_own(window: MainWindow) -> None:
    window.form.rows["paraesthesia"].give("yes")
    window.form.rows["metformin"].give("yes")
    names = []
    for kind in (QLineEdit, QComboBox, QAbstractButton):
        for control in window.findChildren(kind):
            if control.isVisibleTo(window) and not isinstance(control.parentWidget(), QComboBox):
                assert control.accessibleName(), control
                names.append(control.accessibleName())
    assert len(names) > 300


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("size", [(1366, 728), (640, 728), (1920, 1040)])
def test_nothing_needs_a_sideways_scroll_at_any_text_size(window: MainWindow, zoom: int, size: tuple[int, int]) -> None:
    if size[0] * 100 < 600 * zoom:
        pytest.skip("narrower than one field line at this text size")
    window.files.open_path(CASE)
    window.set_look("light", zoom)
    window.resize(*size)
    settle()
    assert window.questions.area.horizontalScrollBar().maximum() == 0
    assert window.width() <= size[0]
    for row in window.form.results.rows:
        for field in row.fields.values():
            assert field.width() >= field.sizeHint().width()
    window.set_look("light", 100)


def test_themes_and_sizes_change_while_a_case_is_open(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    before = window.form.case()
    for theme in THEMES:
        for zoom in ZOOMS[::3]:
            window.set_look(theme, zoom)
            settle()
    assert window.form.case() == before
    assert window.answer.shown is not None
    window.set_look("light", 100)
