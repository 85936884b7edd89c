"""No answer stands in the window before this copy is proved, and none where it is not."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from b12calc import integrity, rules
from b12calc.integrity import CHANGED, Damaged, Fault
from b12calc.selftest_checks import Check
from b12calc_ui import proving, wholeness
from b12calc_ui.app import build
from b12calc_ui.live import Live
from b12calc_ui.main_window import MainWindow

from .conftest import SAMPLE, TODAY, settle

FAULT = Fault("b12calc/rules/clinical/uk/limits.toml", CHANGED)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is proved yet, and what is refused here is forgotten."""
    kept = set(wholeness.proved)
    wholeness.proved.clear()
    yield
    for notice in wholeness.refusals:
        notice.close()
        notice.deleteLater()
    wholeness.refusals.clear()
    wholeness.proved.update(kept)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def asleep(qapp: QApplication) -> Iterator[MainWindow]:
    """A window that was painted; its rules are not loaded."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    yield main
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def refuse_golden(monkeypatch: pytest.MonkeyPatch, *packs: str) -> None:
    def prove(pack: str) -> None:
        if pack in packs:
            raise Damaged((Fault(f"Golden case G01 (deficient), pack {pack}:", "status should be deficient"),))

    monkeypatch.setattr(rules, "prove_golden", prove)


def finish(window: MainWindow) -> None:
    """Let the window take its turns until it can answer, or cannot."""
    for _ in range(60):
        window._wake()
        settle()
        if window.live.ready or wholeness.refusals:
            return


def test_of_a_damaged_copy_nothing_more_is_built_and_the_notice_takes_its_place(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = asleep.form.questions.due()
    monkeypatch.setattr(integrity, "damage", lambda: (FAULT,))
    finish(asleep)
    (notice,) = wholeness.refusals
    assert notice.isVisible() and not asleep.isVisible()
    assert notice.geometry() == asleep.geometry()
    assert not asleep.live.ready and asleep.form.questions.due() == due
    assert wholeness.exit_code(0) == wholeness.DAMAGED == 4


def test_a_file_opened_at_once_gets_no_answer_from_a_damaged_copy(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(integrity, "damage", lambda: (FAULT,))
    asleep.files.open_path(SAMPLE)
    asleep.live.wake()
    settle()
    assert wholeness.refusals and asleep.answer.shown is None and asleep.live.now() is None


def test_the_golden_cases_of_the_pack_in_use_come_before_the_first_answer(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_golden(monkeypatch, "uk")
    asleep.files.open_path(SAMPLE)
    finish(asleep)
    assert asleep.answer.shown is None
    (notice,) = wholeness.refusals
    assert "Golden case G01 (deficient), pack uk: status should be deficient" in notice.details()
    assert asleep.files._record() is None, "there is nothing to save or print"


def test_another_pack_is_proved_before_it_answers_first(asleep: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_golden(monkeypatch, "us")
    asleep.files.open_path(SAMPLE)
    finish(asleep)
    assert asleep.answer.shown is not None and not wholeness.refusals
    asleep.live.use("us")
    assert wholeness.refusals and asleep.live.other_packs() == ""
    assert asleep.answer.shown.pack == "uk" and not asleep.isVisible()


def test_the_packs_side_by_side_are_proved_before_they_are_shown(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_golden(monkeypatch, "article")
    asleep.files.open_path(SAMPLE)
    finish(asleep)
    assert not wholeness.refusals
    assert asleep.live.other_packs() == ""
    assert wholeness.refusals


def test_a_whole_copy_is_looked_at_once_and_each_pack_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(rules, "prove_golden", asked.append)
    monkeypatch.setattr(integrity, "require", lambda: asked.append("files"))
    assert wholeness.whole() and wholeness.whole("uk") and wholeness.whole("uk", "us") and wholeness.whole("us")
    assert asked == ["files", "files", "uk", "files", "us"]


def turns(live: Live, qtbot_wait: int = 400) -> None:
    for _ in range(qtbot_wait):
        QApplication.processEvents()
        if wholeness.refusals or not live.findChildren(proving._Turns):
            return


def test_the_tables_are_proved_in_turns_after_the_first_answer(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []

    def each(pack: str) -> Iterator[tuple[str, ...]]:
        for name in ("status", "urgency"):
            given.append(f"{pack} {name}")
            yield ()
        yield ("start: gap  scope=adult",)

    monkeypatch.setattr(rules, "prove_each_table", each)
    monkeypatch.setattr(proving, "_PAUSE", 0)
    proving.prove_later(asleep.live, asleep.bar)
    finish(asleep)
    turns(asleep.live)
    assert given == ["uk status", "uk urgency"]
    (notice,) = wholeness.refusals
    assert [str(one) for one in notice.faults] == ["Tables of the pack uk: start: gap  scope=adult"]


def test_tables_that_are_right_refuse_nothing_and_the_turns_end(
    asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proving, "_PAUSE", 0)
    proving.prove_later(asleep.live, asleep.bar)
    finish(asleep)
    turns(asleep.live, 4000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not wholeness.refusals and not asleep.live.findChildren(proving._Turns)


@pytest.mark.parametrize("result", ["ok", "warning"])
def test_a_clock_that_cannot_be_right_is_told_in_the_bar(
    result: str, asleep: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from b12calc import selftest_checks

    said = Check("clock", "Clock", result, "it says 1970-01-01, before the day of this program (2026-11-22)")
    monkeypatch.setattr(selftest_checks, "check", lambda _code, _today: said)
    proving.tell_clock(asleep.live, asleep.bar)
    assert asleep.bar.text().startswith("Check the clock of this computer: it says 1970") is (result == "warning")
