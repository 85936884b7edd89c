"""A draft that is offered stands until it is answered; what cannot be kept or read is said in one sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc_ui import draft_desk
from b12calc_ui.draft_text import NotThisForm, put_back, to_bytes
from b12calc_ui.main_window import MainWindow

from .conftest import settle, write
from .draft_desks import Desk, desk_of, drafted, enter

CASE = Path(__file__).with_name("case.json")


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    one = Desk(tmp_path)
    yield one
    one.end()


@pytest.fixture
def offered(desk: Desk) -> MainWindow:
    """A window after a power cut: a case is offered."""
    desk.cut(drafted(desk))
    window = desk.start()
    assert desk_of(window).offer.stands() and desk_of(window).offer.open.isVisible()
    return window


def sealed(desk: Desk) -> bytes:
    return (desk.settings.parent / "draft" / "case.draft").read_bytes()


def test_what_is_entered_before_the_answer_neither_replaces_nor_removes_what_is_offered(
    desk: Desk, offered: MainWindow, tmp_path: Path
) -> None:
    before, key = sealed(desk), desk.store.key
    offered.form.rows["fatigue"].give("yes")
    settle()
    desk_of(offered).write()
    assert not desk_of(offered).timer.isActive()
    assert offered.files.save_path(tmp_path / "other.json") and offered.files.open_path(CASE)
    assert sealed(desk) == before and desk.store.key == key and desk_of(offered).offer.stands()


def test_discarded_it_is_gone_and_what_was_entered_meanwhile_is_kept_from_then_on(
    desk: Desk, offered: MainWindow
) -> None:
    offered.form.rows["fatigue"].give("yes")
    settle()
    desk_of(offered).offer.discard.click()
    assert desk.nothing_left() and not desk_of(offered).offer.stands() and desk_of(offered).timer.isActive()


def test_opening_it_over_entries_asks_once_more(desk: Desk, offered: MainWindow) -> None:
    offered.form.rows["fatigue"].give("yes")
    settle()
    desk_of(offered).offer.open.click()
    assert "Choose Open it once more" in offered.bar.text() and offered.form.is_blank() is False
    desk_of(offered).offer.open.click()
    assert {code for code, row in offered.form.rows.items() if row.answer} == {"falls"}


@pytest.mark.parametrize("way", ["new", "quit"])
def test_new_and_leaving_ask_once_before_it_is_given_up(desk: Desk, offered: MainWindow, way: str) -> None:
    before = sealed(desk)
    offered.actions_.all[way].trigger()
    assert "still offered" in offered.bar.text() and offered.isVisible() and sealed(desk) == before
    offered.actions_.all[way].trigger()
    assert desk.nothing_left() and offered.isVisible() is (way == "new")


def test_a_second_power_cut_before_the_answer_leaves_it_to_be_offered_again(desk: Desk, offered: MainWindow) -> None:
    desk.cut(offered)
    desk.now += 3600
    again = desk.start()
    assert "14:20" in desk_of(again).offer.text()
    desk_of(again).open()
    desk.cut(again)
    assert "14:20" in desk_of(desk.start()).offer.text()


@pytest.mark.parametrize("damage", ["flip", "short", "empty", "folder", "no key", "other key"])
def test_what_cannot_be_read_is_said_and_goes_only_when_asked_or_by_age(desk: Desk, damage: str) -> None:
    desk.cut(drafted(desk))
    path, data = desk.settings.parent / "draft" / "case.draft", sealed(desk)
    if damage == "folder":
        path.unlink()
        path.mkdir()
    elif damage in ("no key", "other key"):
        desk.store.key = None if damage == "no key" else bytes(32)
    else:
        path.write_bytes({"flip": data[:-1] + bytes([data[-1] ^ 1]), "short": data[:50], "empty": b""}[damage])
    if damage in ("empty", "folder"):
        desk.now = path.stat().st_mtime + 60
    window = desk.start()
    offer = desk_of(window).offer
    assert "cannot be opened" in offer.text() and not offer.open.isVisible() and offer.discard.isVisible()
    assert path.exists() and window.form.is_blank()
    if damage != "folder":
        offer.discard.click()
        assert desk.nothing_left() and not offer.stands()


def test_where_there_is_no_key_store_it_says_why_and_stays_off(desk: Desk) -> None:
    desk.store.trouble = "the ring is shut"
    window = desk.start()
    window.privacy.draft.switch.trigger()
    assert not window.privacy.draft.switch.isChecked() and not window.settings.draft()
    assert window.bar.text() == "Recover after a power cut stays off: the ring is shut."
    enter(window)
    assert not desk_of(window).timer.isActive() and desk.left() == []


def test_a_key_store_that_is_gone_at_the_start_leaves_the_draft_for_when_it_is_back(desk: Desk) -> None:
    desk.cut(drafted(desk))
    desk.store.trouble = "the ring is shut"
    window = desk.start()
    assert "its key cannot be reached: the ring is shut" in desk_of(window).offer.text()
    assert not window.privacy.draft.switch.isChecked() and window.settings.draft() and desk.left()
    desk.store.trouble = ""
    window.privacy.draft.switch.trigger()
    assert window.privacy.draft.switch.isChecked()
    desk_of(window).offer.open.click()
    assert window.form.rows["falls"].answer == "yes"


def test_without_settings_there_is_no_draft(window: MainWindow) -> None:
    window.privacy.draft.switch.trigger()
    assert not window.privacy.draft.switch.isChecked() and "keeps no settings" in window.bar.text()


def test_a_draft_left_from_when_it_was_on_is_removed_once_it_is_off(desk: Desk) -> None:
    window = drafted(desk)
    desk.cut(window)
    window.settings.put("draft", "off")
    assert desk.start().privacy.draft.desk is not None
    assert desk.nothing_left() and desk.left() == []


def test_a_key_without_a_draft_goes_at_the_next_start(desk: Desk) -> None:
    desk.on().hide()
    desk_of(desk.windows[0]).keeper.release()
    desk.store.key = bytes(32)
    assert not desk_of(desk.start()).offer.stands() and desk.store.key is None


def test_a_draft_that_cannot_be_written_or_removed_is_said_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object) -> None:
        raise OSError(28, "No space left on device", "/home/doctor")

    window = drafted(desk)
    before = sealed(desk)
    monkeypatch.setattr(desk_of(window).keeper.file, "write", full)
    write(window.form.identity.fields["identifier"], "7")
    desk_of(window).write()
    assert window.bar.text() == "No draft could be kept: No space left on device." and sealed(desk) == before
    window.bar.clear()
    desk_of(window).write()
    assert not window.bar.text()
    monkeypatch.setattr(desk_of(window).keeper.file, "remove", full)
    assert window.files.save_path(desk.settings.parent / "case.json")
    said = window.bar.text()
    assert said.startswith("Case saved. ") and "could not be removed" in said and desk.store.key is None


def test_a_draft_of_another_form_is_refused_and_the_form_stays(window: MainWindow) -> None:
    window.files.open_path(CASE)
    state = to_bytes(window.form)
    for text in (b"", b"[]", b"{}", state.replace(b'"rows"', b'"lines"'), state.replace(b'"falls"', b'"trips"')):
        with pytest.raises(NotThisForm):
            put_back(window.form, text)
        assert to_bytes(window.form) == state


def test_whatever_a_file_brought_along_comes_back_with_the_case(window: MainWindow) -> None:
    window.files.open_path(CASE)
    state, case = to_bytes(window.form), window.form.case()
    window.new()
    put_back(window.form, state)
    assert window.form.case() == case and to_bytes(window.form) == state
    assert draft_desk.WAIT < 5000
