"""What we have here: a clinic is chosen or written down; the plan stays, and nothing of a patient is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.rules import assess, read_clinic
from b12calc_ui.app import build
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")
SECTION = "What can be done here"


def opened(folder: Path) -> MainWindow:
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=folder / "window.ini")
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    settle()
    return main


def closed(main: MainWindow) -> None:
    main.leaving.keep()
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """A window that has a settings folder."""
    main = opened(tmp_path)
    yield main
    closed(main)


def choose(window: MainWindow, code: str) -> None:
    """Pick a clinic as the user does."""
    window.clinic.chooser.put(code)
    window.clinic.chooser.picked.emit()
    settle()


def dialog_of(window: MainWindow) -> ClinicDialog:
    window.actions_.all["clinic"].trigger()
    settle()
    assert window.clinic.dialog is not None
    return window.clinic.dialog


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.toml"))


def test_a_practice_writes_its_own_by_keyboard_and_it_is_in_force_at_once(kept: MainWindow, tmp_path: Path) -> None:
    kept.files.open_path(CASE)
    settle()
    dialog = dialog_of(kept)
    QTest.keyClicks(dialog.title, "Our clinic")
    row = dialog.rows["hydroxocobalamin_injection"]
    row.yes.setFocus()
    QTest.keyClick(row.yes, Qt.Key.Key_N)
    QTest.keyClick(dialog.rows["cyanocobalamin_injection"].yes, Qt.Key.Key_N)
    QTest.mouseClick(dialog.rows["nurse_days"].yes, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.days["tuesday"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    settle()
    assert files(tmp_path) == ["our-clinic.toml"]
    got = read_clinic((tmp_path / "clinics" / "our-clinic.toml").read_bytes(), "our-clinic.toml")
    assert got.has == {"hydroxocobalamin_injection": False, "cyanocobalamin_injection": False, "nurse_days": True}
    assert (got.title, got.date, got.nurse_days) == ("Our clinic", TODAY, frozenset({1}))
    assert kept.clinic.code == "own:our-clinic"
    assert kept.answer.shown == assess(kept.form.case(), today=TODAY, clinic=got)
    assert "Our clinic" in kept.bar.text()


def test_an_own_profile_is_remembered_and_mended_in_its_place(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "clinics"
    folder.mkdir()
    text = 'title = "Ours"\ndate = "2026-01-01"\nprinter = false\n[nurse]\ndays = ["monday"]\n'
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    first = opened(tmp_path)
    choose(first, "own:ours")
    closed(first)
    again = opened(tmp_path)
    assert again.clinic.code == again.clinic.chooser.code() == "own:ours"
    dialog = dialog_of(again)
    assert dialog.title.text() == "Ours"
    assert dialog.rows["printer"].answer == "no"
    assert dialog.nurse_days() == frozenset({0})
    dialog.rows["mma"].toggle("no")
    dialog.keep()
    settle()
    assert files(tmp_path) == ["ours.toml"]
    got = read_clinic((folder / "ours.toml").read_bytes(), "ours.toml")
    assert got.has == {"printer": False, "nurse_days": True, "mma": False}
    closed(again)


def test_an_example_is_never_written_over_and_two_of_a_name_stand_side_by_side(
    kept: MainWindow, tmp_path: Path
) -> None:
    for _ in range(2):
        choose(kept, "no-injections")
        dialog = dialog_of(kept)
        assert dialog.title.text() == ""
        assert dialog.rows["hydroxocobalamin_injection"].answer == "no"
        dialog.title.setText("Ours")
        dialog.keep()
        settle()
    assert files(tmp_path) == ["ours-2.toml", "ours.toml"]


def test_a_name_no_file_may_have_is_kept_under_another(kept: MainWindow, tmp_path: Path) -> None:
    for title in ("CON", "诊所"):
        choose(kept, "no-injections")
        dialog = dialog_of(kept)
        dialog.title.setText(title)
        dialog.keep()
        settle()
        assert kept.clinic.chooser.currentText() == title
    assert files(tmp_path) == ["clinic.toml", "con-clinic.toml"]


def test_what_is_missing_is_said_in_one_sentence_and_nothing_is_kept(kept: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(kept)
    dialog.keep()
    assert "Name of the clinic" in dialog.trouble.text()
    dialog.title.setText("Ours")
    dialog.keep()
    assert "Nothing is answered" in dialog.trouble.text()
    dialog.rows["nurse_days"].toggle("yes")
    dialog.keep()
    assert "at least one day was expected" in dialog.trouble.text()
    assert files(tmp_path) == []
    dialog.rows["nurse_days"].toggle("no")
    assert not dialog.days["monday"].isEnabled()
    dialog.keep()
    settle()
    assert files(tmp_path) == ["ours.toml"]


def test_cancel_keeps_nothing(kept: MainWindow, tmp_path: Path) -> None:
    dialog = dialog_of(kept)
    dialog.title.setText("Ours")
    dialog.rows["mma"].toggle("no")
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    settle()
    assert files(tmp_path) == []
    assert kept.clinic.code == ""


def test_the_list_leads_to_the_dialog_and_the_clinic_in_force_stays(kept: MainWindow) -> None:
    choose(kept, "no-tablets")
    choose(kept, "write")
    assert kept.clinic.dialog is not None and kept.clinic.dialog.isVisible()
    assert kept.clinic.chooser.code() == kept.clinic.code == "no-tablets"
    kept.clinic.dialog.reject()


@pytest.mark.parametrize("content", [b"", b"\xff", b'title = "x"\ndate = "2026-01-01"\n[tests]\navailable = ["tea"]'])
def test_a_faulty_file_is_named_and_left_out(qapp: QApplication, tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "clinics"
    folder.mkdir()
    (folder / "bad.toml").write_bytes(content)
    main = opened(tmp_path)
    assert main.bar.text().startswith("A clinic profile was left out. bad.toml: ")
    assert main.clinic.shelf.find("own:bad") is None
    assert main.clinic.shelf.find("full-hospital") is not None
    closed(main)


def test_a_profile_that_is_gone_is_not_used(qapp: QApplication, tmp_path: Path) -> None:
    first = opened(tmp_path)
    first.settings.put("clinic", "own:gone")
    closed(first)
    again = opened(tmp_path)
    assert (again.clinic.code, again.clinic.chooser.code()) == ("", "")
    assert again.live.clinic is None
    closed(again)


def test_a_folder_that_cannot_be_written_is_said(kept: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "clinics").write_text("a file in the way", encoding="utf-8")
    dialog = dialog_of(kept)
    dialog.title.setText("Ours")
    dialog.rows["mma"].toggle("no")
    dialog.keep()
    settle()
    assert kept.bar.trouble and "could not be kept" in kept.bar.text()
    assert (tmp_path / "clinics").read_text(encoding="utf-8") == "a file in the way"


def test_without_a_settings_folder_nothing_can_be_kept_and_that_is_said(window: MainWindow) -> None:
    window.clinic.write()
    assert window.clinic.dialog is None
    assert window.bar.trouble and "cannot be kept" in window.bar.text()


def test_every_control_of_the_dialog_has_a_name_and_the_tab_key_finds_the_lines_in_order(kept: MainWindow) -> None:
    dialog = dialog_of(kept)
    for row in dialog.rows.values():
        words = row.words.text().replace("\u00a0", " ")
        assert words in row.yes.accessibleName() and words in row.no.accessibleName()
    assert all(button.accessibleName() for button in dialog.days.values())
    dialog.title.setFocus()
    for row in list(dialog.rows.values())[:5]:
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is row.yes
    row.yes.setFocus()
    for key, answer in ((Qt.Key.Key_Y, "yes"), (Qt.Key.Key_N, "no"), (Qt.Key.Key_Delete, "")):
        QTest.keyClick(row.yes, key)
        assert row.answer == answer
    QTest.keyClick(row.yes, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is row.no
    dialog.reject()
