"""The practice's own laboratory: written in the window, read as strictly as a file, kept whole, chosen, editable."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from b12calc.rules import assess, laboratories, laboratory_content, read_laboratory
from b12calc.rules.laboratory import FOLDER
from b12calc_ui.app import build
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.laboratory_form import LaboratoryForm
from b12calc_ui.main_window import MainWindow
from b12calc_ui.own_laboratory import OWN

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")


def start(folder: Path) -> MainWindow:
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=folder / "window.ini")
    assert isinstance(main, MainWindow)
    main.show()
    main.activateWindow()
    main.live.wake()
    settle()
    return main


def end(main: MainWindow) -> None:
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that remembers."""
    main = start(tmp_path)
    yield main
    end(main)


def opened(main: MainWindow) -> LaboratoryDialog:
    main.actions_.all["laboratory"].trigger()
    settle()
    return main.findChildren(LaboratoryDialog)[-1]


def fill(dialog: LaboratoryDialog, **texts: str) -> None:
    for name, text in texts.items():
        dialog.form.fields[name].setText(text)


def usable(dialog: LaboratoryDialog, low: str = "150", high: str = "200") -> None:
    fill(dialog, title="Hilltop", edition="2025-03", source="Handbook, page 4", uncertainty_percent="4", repeat="42")
    dialog.form.unit.put("days")
    total = dialog.form.rows[0]
    total.unit.put("ng/L")
    total.figures["limits.low"].setText(low)
    total.figures["limits.high"].setText(high)


def save(dialog: LaboratoryDialog) -> None:
    dialog.save.click()
    settle()


def troubles(dialog: LaboratoryDialog) -> list[str]:
    return [one.text() for one in dialog.form.findChildren(QLabel) if one.text().startswith("▲")]


def test_a_profile_is_saved_chosen_and_judges(kept: MainWindow, tmp_path: Path) -> None:
    kept.files.open_path(CASE)
    dialog = opened(kept)
    usable(dialog)
    save(dialog)
    path = tmp_path / "our-laboratory.toml"
    profile = read_laboratory(path.read_bytes(), path.name)
    assert (profile.title, profile.repeat, profile.uncertainty_percent) == ("Hilltop", ("days", 42), 4)
    assert kept.form.identity.limits.code() == OWN
    assert kept.form.identity.limits.currentText() == "Hilltop (ours)"
    assert kept.answer.shown == assess(kept.form.case(), today=TODAY, laboratory=profile)
    assert "limits of Hilltop (ours)" in kept.status_line.edition.text()
    assert [one.name for one in tmp_path.iterdir() if one.suffix != ".ini"] == ["our-laboratory.toml"]


def test_it_is_there_at_the_next_start_and_can_be_changed(kept: MainWindow, tmp_path: Path) -> None:
    dialog = opened(kept)
    usable(dialog)
    save(dialog)
    kept.close()
    again = start(tmp_path)
    assert again.live.laboratory == again.form.identity.limits.code() == OWN
    dialog = opened(again)
    assert dialog.form.fields["title"].text() == "Hilltop"
    dialog.form.rows[0].figures["limits.low"].setText("145")
    save(dialog)
    assert tomllib.loads((tmp_path / "our-laboratory.toml").read_text())["total_b12"]["limits"]["ng/L"]["low"] == "145"
    box = again.form.identity.limits
    assert box.count() == 2 + len(laboratories())
    end(again)


@pytest.mark.parametrize(
    ("texts", "field", "sentence"),
    [
        ({"title": ""}, "title", "▲ Laboratory is missing; a text was expected"),
        ({"edition": "Mar 2025"}, "edition", "expected the date of the laboratory's statement, such as 2024-12"),
        ({"source": " "}, "source", "▲ Source is missing"),
        ({"uncertainty_percent": "ten"}, "uncertainty_percent", "Uncertainty, %: a whole number from 1 to 50"),
        ({"repeat": "6 weeks"}, "repeat", "Repeat not within: expected a whole number of days, 1 to 731"),
    ],
)
def test_a_fault_is_one_sentence_beside_its_field(
    kept: MainWindow, tmp_path: Path, texts: dict[str, str], field: str, sentence: str
) -> None:
    dialog = opened(kept)
    usable(dialog)
    fill(dialog, **texts)
    save(dialog)
    assert len(troubles(dialog)) == 1 and sentence in troubles(dialog)[0]
    assert dialog.focusWidget() is dialog.form.fields[field]
    assert dialog.form.fields[field].accessibleDescription()
    assert not (tmp_path / "our-laboratory.toml").exists() and kept.form.identity.limits.code() == ""


@pytest.mark.parametrize(
    ("unit", "low", "high", "sentence"),
    [
        ("ng/L", "200", "150", "Total B12: the low figure was expected to be below the high one"),
        ("", "150", "200", "Total B12, unit: expected one of ng/L, pg/mL, pmol/L"),
        ("ng/L", "1,500", "2000", "This can be read as two numbers"),
        ("ng/L", "9999999", "", "cannot be a limit of Total vitamin B12"),
        ("ng/L", "", "200", "expected the figures low, or low and high"),
        ("ng/L", "", "", "expected the figures low, or low and high"),
    ],
)
def test_a_wrong_figure_is_refused_below_its_row(
    kept: MainWindow, unit: str, low: str, high: str, sentence: str
) -> None:
    dialog = opened(kept)
    usable(dialog, low, high)
    dialog.form.rows[0].unit.put(unit)
    save(dialog)
    assert len(troubles(dialog)) == 1 and sentence in troubles(dialog)[0]
    assert dialog.focusWidget() in dialog.form.rows[0].stops()


def test_a_fault_has_the_width_of_the_form_and_stands_below_its_field(kept: MainWindow) -> None:
    dialog = opened(kept)
    dialog.resize(632, 700)
    save(dialog)
    faults = [one for one in dialog.form.findChildren(QLabel) if one.text().startswith("▲")]
    assert faults and all(one.width() > 300 for one in faults)


def test_nothing_set_is_said_and_a_mended_fault_goes_at_once(kept: MainWindow) -> None:
    dialog = opened(kept)
    fill(dialog, title="Hilltop", edition="2025", source="Handbook")
    save(dialog)
    assert "nothing is set" in troubles(dialog)[0]
    QTest.keyClicks(dialog.form.fields["repeat"], "42")
    dialog.form.unit.put("days")
    dialog.form.unit.picked.emit()
    assert troubles(dialog) == []


@pytest.mark.parametrize("name", [one.id for one in laboratories()])
def test_a_file_is_taken_with_all_it_holds(name: str, kept: MainWindow) -> None:
    path = FOLDER / f"{name}.toml"
    dialog = opened(kept)
    assert dialog.import_path(path)
    content = laboratory_content(path.read_bytes(), path.name)
    assert dialog.form.problems() == []
    assert dialog.form.content() == content
    assert LaboratoryForm(dialog.form.content()).content() == content
    dialog.reject()
    dialog.reject()


@pytest.mark.parametrize("data", [b"title = ", b'title = "x"\nfoo = 1', b"\xff\xfe", b""])
def test_a_faulty_file_changes_nothing(kept: MainWindow, tmp_path: Path, data: bytes) -> None:
    dialog = opened(kept)
    usable(dialog)
    before = dialog.form.texts()
    (tmp_path / "lab.toml").write_bytes(data)
    assert not dialog.import_path(tmp_path / "lab.toml") and not dialog.import_path(tmp_path / "none.toml")
    assert dialog.form.texts() == before
    assert "Nothing was changed" in dialog.message.text()


def test_what_was_written_is_given_up_only_when_asked_for_twice(kept: MainWindow) -> None:
    dialog = opened(kept)
    QTest.keyClicks(dialog.form.fields["title"], "Hill")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and "once more" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_changes(kept: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "our-laboratory.toml").mkdir()
    dialog = opened(kept)
    usable(dialog)
    save(dialog)
    assert "could not be written" in dialog.message.text() and dialog.isVisible()
    assert kept.form.identity.limits.code() == "" and kept.live.own.profile is None
    assert [one for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_spoiled_profile_is_said_at_the_start_and_the_guideline_counts(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "our-laboratory.toml").write_text("title = 3")
    main = start(tmp_path)
    assert "Our laboratory could not be read and its limits are not used" in main.bar.text()
    assert main.live.laboratory == ""
    end(main)


def test_tab_order_is_visual_order_and_every_control_has_name_and_size(kept: MainWindow) -> None:
    dialog = opened(kept)
    stops = [*dialog.form.stops(), dialog.take, dialog.cancel, dialog.save]
    here: QWidget = stops[0]
    here.setFocus()
    walked = [here]
    for _ in stops[1:]:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget() or dialog)
    assert walked == stops
    places = [(one.mapTo(dialog, one.rect().center()).y(), one.mapTo(dialog, one.rect().center()).x()) for one in stops]
    assert places == sorted(places)
    controls = [one for one in dialog.findChildren(QWidget) if isinstance(one, QLineEdit | QComboBox | QAbstractButton)]
    shown = [one for one in controls if one.isVisible()]
    assert set(stops) <= set(shown)
    assert all(one.accessibleName() and min(one.width(), one.height()) >= 24 for one in shown)
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
    assert {*dialog.form.fields.values(), *(row.unit for row in dialog.form.rows)} <= buddies


def test_without_a_settings_folder_it_lasts_as_long_as_the_window(window: MainWindow) -> None:
    dialog = opened(window)
    usable(dialog)
    save(dialog)
    assert window.live.own.profile is not None and window.form.identity.limits.code() == OWN
