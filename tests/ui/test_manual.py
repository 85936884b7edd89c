"""The manual: it names what is there and all of it, ships with the program, and opens where it is needed."""

import ast
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import b12calc_ui
from b12calc.assets import document
from b12calc.models.wording import label
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.edition_dialog import EditionDialog
from b12calc_ui.key_list import entries, key_groups, plain, with_keys
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.manual import _FIELDS, TOPICS, contents, manual_text, show_manual, topic
from b12calc_ui.markdown import headings
from b12calc_ui.reader import Reader

from .conftest import TODAY, choose_unit, row_of, settle, write

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "ui" / "b12calc_ui").glob("*.py"))
# Menus whose entries are choices of one thing: the manual names the menu.
CHOICES = (
    "Text size",
    "Theme",
    "Cover when nobody is there",
    "Print size of the patient sheet",
    "Save referral letter",
)


def calls(name: str) -> list[ast.Call]:
    """Return every call of a function or method in the sources of the window."""
    found = []
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", "")):
                found.append(node)
    return found


def said(call: ast.AST) -> set[str]:
    texts = (node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text.replace("&", "") for text in texts}


def menu_lines(window: MainWindow) -> set[str]:
    lines = set()
    for path, action in entries(window):
        last = path[-1] if path[-1] in CHOICES else plain(action.text())
        lines.add(f"{path[0]}, {last}")
    return lines


def test_every_entry_of_the_menus_is_in_the_manual_and_no_other(window: MainWindow) -> None:
    named = set(re.findall(r"(?<!\*)\*([A-Z]\w+, [^*]+)\*(?!\*)", manual_text()))
    assert named == menu_lines(window)


def test_every_key_named_exists_and_every_key_is_named(window: MainWindow) -> None:
    known = {one for group in key_groups(window) for keys, _words in group.lines for one in keys.split(" or ")}
    named = set(re.findall(r"`([^`]+)`", manual_text()))
    named |= {one for keys in named for one in keys.split(" or ")}
    assert known <= named
    typed = {"67", "142", "n", "142 ng/L", "2026-03-10", "Tab", "Shift+Tab", "Enter", "Esc"}
    typed |= {"142n", "118gl", "hb", "101f", "20260310*", "f", "y", "y0", "00", "000"}
    assert {one for one in named if " or " not in one} - typed == known


def test_the_list_of_keys_in_the_manual_is_the_generated_one(window: MainWindow) -> None:
    assert with_keys(manual_text(), window) == manual_text(), "python -m b12calc_ui.manual_keys"


def test_every_dialog_is_named_and_every_word_in_bold_stands_on_the_screen() -> None:
    visible = {text for call in calls("tr") for text in said(call)}
    visible |= {"The most urgent line", "Open means not asked, and is never read as no."}
    bold = set(re.findall(r"\*\*([^*]+)\*\*", manual_text()))
    assert bold <= visible, bold - visible
    titles = {text for call in calls("setWindowTitle") for text in said(call)}
    assert len(titles) >= 4
    for title in titles - {"b12calc"}:
        assert title in manual_text(), title
    for pack in ("uk", "us", "article"):
        assert label("pack", pack)


def test_every_section_the_window_points_at_exists() -> None:
    anchors = {anchor for anchor, _title in contents()}
    assert len(anchors) == len(contents())
    assert {*TOPICS.values(), *_FIELDS.values()} <= anchors
    assert {link[1:] for link in re.findall(r"\]\((#[^)]+)\)", manual_text())} <= anchors
    classes = {node.name for file in SOURCES for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
               if isinstance(node, ast.ClassDef)}  # fmt: skip
    assert set(TOPICS) <= classes


def test_every_subject_has_its_section() -> None:
    titles = " ".join(title for _depth, title in headings(manual_text())).lower()
    for subject in ("what it is not", "first minute", "results", "units", "unit question", "printed ranges", "states",
                    "answer column", "laboratory", "clinic", "follow-up", "pdf and note", "privacy", "by keyboard",
                    "limits of the program", "does not work", "keys", "undo"):  # fmt: skip
        assert subject in titles, subject


def test_sentences_are_short() -> None:
    text = re.sub(r"<!-- keys.*?/keys -->|^[#|!].*?$", "", manual_text(), flags=re.DOTALL | re.MULTILINE)
    sentences = [one for one in re.split(r"[.:?!](?:\s|$)|\n\n|\n\* |\n\d+\. ", text) if one.strip()]
    lengths = [len(one.split()) for one in sentences]
    assert max(lengths) <= 30, max(sentences, key=lambda one: len(one.split()))
    assert sum(lengths) / len(lengths) < 11


PLACES: dict[str, tuple[str, Callable[[MainWindow], QWidget]]] = {
    "age": ("the-patient", lambda window: window.form.identity.fields["age"]),
    "value": ("entering-results", lambda window: row_of(window, "mma").fields["value"]),
    "unit": ("units", lambda window: row_of(window, "mma").fields["unit"]),
    "range": ("printed-ranges", lambda window: row_of(window, "mma").fields["high"]),
    "date": ("dates", lambda window: row_of(window, "mma").fields["collected"]),
    "question": ("questions-with-three-states", lambda window: window.form.rows["metformin"].yes),
    "before": ("b12-before-the-test", lambda window: window.form.before.kind),
    "answer": ("the-answer-column", lambda window: window.answer.guide),
    "flags": ("red-flags-and-the-foot-of-the-window", lambda window: window.status_line.flags),
}


@pytest.mark.parametrize("name", PLACES)
def test_f1_opens_the_section_on_the_field_in_use(window: MainWindow, name: str) -> None:
    anchor, find = PLACES[name]
    widget = find(window)
    widget.setFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    settle()
    (reader,) = window.findChildren(Reader)
    assert reader.page.trail[-1] == anchor
    reader.close()


def test_the_unit_question_has_a_section_of_its_own(window: MainWindow) -> None:
    row = row_of(window, "total_b12")
    write(row.fields["value"], "142")
    choose_unit(row, "ng/L")
    assert row.below is not None
    assert topic(row.below) == "the-unit-question"
    assert topic(None) == topic(window) == ""


@pytest.mark.parametrize("kind", [ClinicDialog, LaboratoryDialog, EditionDialog])
def test_f1_in_a_dialog_opens_the_manual_beside_it(window: MainWindow, kind: type[QDialog]) -> None:
    made: dict[type[QDialog], Callable[[], QDialog]] = {
        ClinicDialog: lambda: ClinicDialog(None, TODAY, window),
        LaboratoryDialog: lambda: LaboratoryDialog({}, lambda _content: "", window),
        EditionDialog: lambda: EditionDialog("uk", lambda: None, window),
    }
    dialog = made[kind]()
    dialog.open()
    settle()
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    settle()
    (reader,) = dialog.findChildren(Reader)
    assert reader.page.trail == [TOPICS[kind.__name__]] and reader.isVisible()
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    settle()
    assert dialog.isVisible()
    dialog.done(0)


def test_contents_search_and_pictures_work_at_twice_the_size(window: MainWindow) -> None:
    window.set_look("dark", 200)
    reader = show_manual("", window)
    for width in (1300, 640):
        reader.resize(width, 700)
        settle()
        assert reader.page.document().idealWidth() <= reader.page.viewport().width()
        for name in re.findall(r"img src='([^']+)'", reader.page._html):
            picture = reader.page.loadResource(2, name)
            assert not picture.isNull() and picture.width() <= reader.page.viewport().width() - 32
    assert reader.contents.count() == len(contents())
    assert reader.page.toPlainText().count("Undo and redo") == 1
    QTest.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(reader.wanted, "letter for letter")
    assert reader.count.text() == "1 of 1"
    reader.close()
    window.set_look("light", 100)


def test_the_way_from_an_empty_window_to_the_pdf_is_as_written(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each numbered step, with the keys it names, wherever the keyboard is by then."""
    path, control = tmp_path / "record.pdf", Qt.KeyboardModifier.ControlModifier
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_words: (str(path), ""))

    def press(*keys: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            focus = QApplication.focusWidget() or window
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key, held)
            settle()

    tab, down = Qt.Key.Key_Tab, Qt.Key.Key_Down
    press(Qt.Key.Key_N, held=control)
    press("67", tab, "f", tab)
    assert QApplication.focusWidget() is window.form.identity.fields["pregnancy"]
    press(Qt.Key.Key_1, held=control)
    press("142", tab, "n", tab, "2026-03-10", down)
    press(Qt.Key.Key_2, held=control)
    press("y", down, "n", down)
    press(Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_R, held=control)
    for _ in range(14):
        press("n", down)
    assert window.status_line.flags.text().endswith("All red flags answered")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_E, held=control)
    assert window.answer.is_open("why")
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_S, held=control | Qt.KeyboardModifier.ShiftModifier)
    assert path.read_bytes().startswith(b"%PDF")
    press(Qt.Key.Key_P, held=control)
    assert window.files.printing.dialog is not None and window.files.printing.dialog.print_.isDefault()
    press(Qt.Key.Key_Escape)
    assert window.files.printing.dialog is None
    (result,) = window.form.data()["visits"][0]["results"]
    assert (result["value"], result["unit"], result["collected"]) == ("142", "ng/L", "2026-03-10")
    assert (window.form.identity.state()["age"], window.form.identity.state()["sex"]) == ("67", "female")


def test_the_manual_and_its_pictures_are_in_the_wheel(tmp_path: Path) -> None:
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    run = [sys.executable, "-c", code, str(tmp_path)]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "b12calc/docs/manual.md" in names
    for name in re.findall(r"\]\((pictures/[^)]+)\)", manual_text()):
        assert f"b12calc/docs/{name}" in names and document(*name.split("/")).is_file()
    assert wheel.stat().st_size < 5_000_000
    assert Path(b12calc_ui.__file__).parent.name == "b12calc_ui"
