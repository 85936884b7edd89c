"""What a screen reader does and hears: answers set without a click, each change said once, a label for each list."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel

from b12calc_ui import message_bar, offer_bar, results_table, urgent_line
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.roles import label_for_ear

from .conftest import TODAY, choose_unit, row_of, settle, write


def test_an_answer_set_without_a_click_is_the_answer_of_the_case(window: MainWindow) -> None:
    window.form.questions.finish()
    row = window.form.rows["metformin"]
    for button, wanted in ((row.yes, "yes"), (row.no, "no")):
        button.setChecked(True)
        settle()
        assert row.answer == wanted and window.form.case().visits[-1].answers["metformin"] == wanted
        assert row.yes.isChecked() == (wanted == "yes")
    row.no.setChecked(False)
    assert row.answer == ""
    window.form.step_back()
    assert row.answer == "no"


def test_a_line_of_the_clinic_set_without_a_click_is_kept(window: MainWindow) -> None:
    dialog = ClinicDialog(None, TODAY, window)
    row = next(iter(dialog.rows.values()))
    row.no.setChecked(True)
    assert row.answer == "no" and not row.yes.isChecked()
    dialog.close()


def test_each_change_of_the_answer_is_announced_once(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    for module in (urgent_line, message_bar):
        monkeypatch.setattr(module, "announce", lambda _speaker, sentence: said.append(sentence))
    b12 = row_of(window, "total_b12")
    write(b12.fields["value"], "142")
    choose_unit(b12, "ng/L")
    assert said == [window.answer.urgent.accessibleName()]
    window.live.refresh()
    window.form.rows["metformin"].give("yes")
    settle()
    assert said == [window.answer.urgent.accessibleName()]
    window.bar.say("Case saved.")
    assert said[1:] == ["Case saved."]


def test_an_offer_is_announced(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(offer_bar, "announce", lambda _speaker, sentence: said.append(sentence))
    bar = offer_bar.OfferBar()
    bar.say("A case was kept.", True)
    assert said == ["A case was kept."]


def test_how_many_results_were_dated_is_announced(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(results_table, "announce", lambda _speaker, sentence: said.append(sentence))
    for code in ("total_b12", "mcv"):
        write(row_of(window, code).fields["value"], "142")
    write(row_of(window, "haemoglobin").fields["value"], "118")
    write(row_of(window, "haemoglobin").fields["collected"], "2026-03-10*")
    assert said == ["2 results dated 10 Mar 2026."]


def test_every_list_gets_one_label_for_the_ear(window: MainWindow) -> None:
    unit = row_of(window, "total_b12").fields["unit"]
    for _ in range(2):
        label_for_ear(unit)
    told = QAccessible.queryAccessibleInterface(unit).relations(QAccessible.RelationFlag.Label)
    beside = unit.parentWidget()
    assert beside is not None
    labels = [one for one in beside.findChildren(QLabel) if one.buddy() is unit]
    assert [one.text() for one in labels] == ["Total vitamin B12: unit"] and labels[0].isHidden()
    assert [one.text(QAccessible.Text.Name) for one, _relation in told] == ["Total vitamin B12: unit"]


def test_a_painted_piece_is_heard_as_it_is_now_and_not_as_it_was_first(window: MainWindow) -> None:
    window.bar.say("The first message")
    told = QAccessible.queryAccessibleInterface(window.bar)
    assert told.text(QAccessible.Text.Name) == "The first message"
    window.bar.say("The second message")
    assert told.text(QAccessible.Text.Name) == "The second message"
