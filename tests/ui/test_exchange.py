"""The exchange folder: what comes is offered and never opened by itself; a request is answered, about its patient."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.exchange.incoming.gdt import read_request
from b12calc_ui import launcher
from b12calc_ui.exchange_desk import ExchangeDesk
from b12calc_ui.exchange_folder import ExchangeFolder
from b12calc_ui.import_dialog import ReviewDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.practice import Exchange
from b12calc_ui.practice_exchange import PracticeExchange
from b12calc_ui.second_start import SecondStart

from .conftest import choose_unit, row_of, settle, write


def gdt(*fields: tuple[str, str], kind: str = "6302") -> bytes:
    """Return a record as a record system writes it."""

    def line(field: str, text: str) -> bytes:
        data = text.encode("cp1252")
        return f"{len(data) + 9:03}{field}".encode() + data + b"\r\n"

    body = b"".join(line(*field) for field in fields)
    return line("8000", kind) + line("8100", f"{len(body) + 27:05}") + body


ASKS = gdt(
    ("8315", "B12CALC"), ("8316", "PRAX_PVS"), ("9206", "3"), ("3000", "4711"), ("3101", "Müller"), ("3102", "Erika"),
    ("3103", "12031985"), ("3110", "2"), ("8402", "ALLG00"),
)  # fmt: skip


def watched(folder: Path, seen: list[str]) -> ExchangeFolder:
    made = ExchangeFolder(Exchange(str(folder)), QApplication.instance(), settled=20, slowly=60_000)  # type: ignore[arg-type]
    made.came.connect(lambda name: seen.append(Path(name).name))
    made.begin()
    return made


def wait_for(seen: list[str], count: int = 1) -> None:
    for _ in range(150):
        if len(seen) >= count:
            return
        QTest.qWait(10)
    raise AssertionError(seen)


def test_a_new_file_is_told_once_when_it_is_whole(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []
    folder = watched(tmp_path, seen)
    (tmp_path / "report.hl7").write_bytes(b"MSH|")
    wait_for(seen)
    QTest.qWait(80)
    assert seen == ["report.hl7"]
    folder.end()


def test_a_file_that_still_grows_waits(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []
    folder = watched(tmp_path, seen)
    folder._soon.setInterval(10_000)
    path = tmp_path / "report.hl7"
    for size in range(1, 4):
        path.write_bytes(b"M" * size)
        folder.look()
        assert seen == []
    folder.look()
    assert seen == ["report.hl7"]
    folder.end()


def test_what_lay_there_before_is_left_but_for_an_unread_request(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []
    for name in ("old.hl7", "B12CEDV1.GDT"):
        (tmp_path / name).write_bytes(b"x")
    folder = watched(tmp_path, seen)
    wait_for(seen)
    QTest.qWait(60)
    assert seen == ["B12CEDV1.GDT"]
    folder.end()


def test_what_the_program_writes_hidden_pieces_and_links_are_never_read(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []
    folder = watched(tmp_path, seen)
    for name in ("EDV1B12C.GDT", "edv1b12c.001", ".b12calc-x.part", ".x.gdt", "record.pdf", "a.png"):
        (tmp_path / name).write_bytes(b"x")
    os.symlink("/etc/passwd", tmp_path / "link.txt")
    (tmp_path / "empty.hl7").write_bytes(b"")
    (tmp_path / "B12CEDV1.001").write_bytes(b"x")
    wait_for(seen)
    QTest.qWait(60)
    assert seen == ["B12CEDV1.001"]
    folder.end()


@pytest.fixture
def desk(window: MainWindow) -> ExchangeDesk:
    """The desk of a window that watches nothing yet."""
    return window.files.imports._exchange_desk()


def settled(window: MainWindow) -> ReviewDialog:
    for _ in range(300):
        settle()
        found = window.files.imports.dialog
        if isinstance(found, ReviewDialog):
            return found
        QTest.qWait(10)
    raise AssertionError(window.bar.text())


def test_a_report_that_came_is_offered_without_its_name_and_read_only_when_wanted(
    window: MainWindow, desk: ExchangeDesk, tmp_path: Path
) -> None:
    path = tmp_path / "Erika Mueller.GDT"
    path.write_bytes(ASKS)
    desk.add(path)
    desk.add(tmp_path / "other.hl7")
    settle()
    assert desk.offer.stands() and "Erika" not in desk.offer.text() and "1 more" in desk.offer.text()
    assert window.form.is_blank() and window.files.imports.dialog is None
    desk.offer.open.click()
    dialog = settled(window)
    assert dialog.identity.who.report.startswith("Müller") and window.form.is_blank()
    dialog.reject()
    assert [one.name for one, _when in desk.waiting] == ["other.hl7", "Erika Mueller.GDT"]
    desk.offer.discard.click()
    desk.offer.discard.click()
    assert not desk.offer.stands()


def test_a_file_that_is_gone_is_said(window: MainWindow, desk: ExchangeDesk, tmp_path: Path) -> None:
    desk.add(tmp_path / "gone.hl7")
    desk.offer.open.click()
    assert "This file is gone" in window.bar.text()


def ask(window: MainWindow, folder: Path) -> None:
    """Start with a request, and take its patient into the empty form."""
    path = folder / "B12CEDV1.GDT"
    path.write_bytes(ASKS)
    window.files.open_path(path)
    dialog = settled(window)
    dialog.identity.also.setChecked(True)
    dialog.accept()
    settle()
    assert window.form.identity.state()["name"].startswith("Müller")


def test_a_request_fills_the_empty_form_after_asking_and_is_answered_into_its_folder(
    window: MainWindow, tmp_path: Path
) -> None:
    ask(window, tmp_path)
    write(row_of(window, "total_b12").fields["value"], "90")
    choose_unit(row_of(window, "total_b12"), "ng/L")
    window.actions_.all["answer"].trigger()
    settle()
    assert window.bar.text() == "Answered as EDV1B12C.GDT, with the record PDF beside it."
    answer = (tmp_path / "EDV1B12C.GDT").read_bytes()
    sent = ("80006310", "30004711", "8315PRAX_PVS", "8410total_b12", "842090", "8421ng/L")
    (paper,) = tmp_path.glob("*.pdf")
    assert all(field.encode("cp1252") + b"\r\n" in answer for field in (*sent, f"6305{paper}"))
    assert not any(word in paper.name.casefold() for word in ("erika", "ller", "4711", "1985"))
    assert int(answer.split(b"8100")[1][:5]) == len(answer)


def test_an_answer_nobody_has_read_is_never_overwritten_and_nothing_else_is_written(
    window: MainWindow, tmp_path: Path
) -> None:
    ask(window, tmp_path)
    write(row_of(window, "total_b12").fields["value"], "90")
    choose_unit(row_of(window, "total_b12"), "ng/L")
    (tmp_path / "EDV1B12C.GDT").write_bytes(b"unread")
    window.files.imports.answer()
    assert "an answer lies there" in window.bar.text()
    assert (tmp_path / "EDV1B12C.GDT").read_bytes() == b"unread" and not list(tmp_path.glob("*.pdf"))


def test_nothing_is_answered_about_another_patient_nobody_or_without_a_request(
    window: MainWindow, tmp_path: Path
) -> None:
    window.files.imports.answer()
    assert window.bar.text().startswith("No record system has asked")
    ask(window, tmp_path)
    for name, age in (("Peter Cole", "12 Mar 1985"), ("", ""), ("", "41")):
        state = {**window.form.identity.state(), "name": name, "age": age, "identifier": "", "sex": ""}
        window.form.identity.restore(state)
        window.files.imports.answer()
        assert "did not ask about the patient in the form" in window.bar.text()
    window.new()
    window.files.imports.answer()
    assert window.bar.text().startswith("No record system has asked") and not (tmp_path / "EDV1B12C.GDT").exists()


def test_a_request_is_read_as_it_was_written() -> None:
    assert read_request(ASKS).number == "4711"


def test_the_settings_take_a_folder_that_is_there_and_four_letters_each(qapp: QApplication, tmp_path: Path) -> None:
    part = PracticeExchange(Exchange())
    assert part.choices() == Exchange("", "B12C", "EDV1") and part.problem() is None
    part.folder.setText(str(tmp_path / "none"))
    assert part.problem() is not None
    part.folder.setText(str(tmp_path))
    assert part.problem() is None
    for text in ("ED", "B12C", "../x"):
        part.theirs.setText(text)
        assert part.problem() is not None, text


def test_the_folder_of_the_settings_is_watched_once_they_are_kept(window: MainWindow, tmp_path: Path) -> None:
    window.settings._store = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window.practice.write()
    sheet = window.practice.sheet
    assert sheet is not None and sheet.files is not None
    sheet.files.exchange.folder.setText(str(tmp_path))
    sheet.accept()
    settle()
    desk = window.files.imports._exchange
    assert desk is not None and desk.folder is not None and desk.folder.exchange == Exchange(str(tmp_path))
    desk.watch(Exchange())
    assert desk.folder is None


def test_a_second_start_never_replaces_a_patient_nor_an_open_review(window: MainWindow, tmp_path: Path) -> None:
    (path := tmp_path / "B12CEDV1.GDT").write_bytes(ASKS)
    write(window.form.identity.fields["age"], "40")
    second = SecondStart(window)
    second.come(str(path))
    dialog = settled(window)
    assert second.box is None and window.form.identity.state()["age"] == "40" and dialog.identity.who.differ
    second.come(str(tmp_path / "other.hl7"))
    assert window.files.imports.dialog is dialog and window.files.imports._exchange_desk().offer.stands()


def test_a_start_with_a_report_opens_the_window_and_a_command_does_not(tmp_path: Path) -> None:
    counted = tmp_path / "B12CEDV1.001"
    counted.write_bytes(b"x")
    assert launcher._file(str(counted)) == counted and launcher._file("C:/GDT/B12CEDV1.GDT") is not None
    assert launcher._file("assess") is None and launcher._file("--version") is None
    assert launcher._file(str(tmp_path / "none.001")) is None
