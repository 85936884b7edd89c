"""The answer: what is shown equals what the core says of the form as it stands, or nothing is shown."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from b12calc.models.reading import read_case
from b12calc.rules import assess
from b12calc_ui.answer_html import answer_html
from b12calc_ui.answer_lines import question_words
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, choose_unit, row_of, settle, write

CASE = Path(__file__).with_name("case.json")
EDITS = ("142", "400", "<150", "1,500", "abc", "99999999", "")


def shown_is_true(window: MainWindow) -> bool:
    """Tell whether the answer on the screen is the core's answer for the form, or nothing."""
    settle()
    shown = window.answer.shown
    return shown is None or shown == assess(window.form.case(), today=TODAY, pack="uk")


def test_a_short_guide_stands_where_the_answer_will_be(window: MainWindow) -> None:
    assert window.answer.shown is None
    assert window.answer.guide.isVisible() and "unit" in window.answer.guide.text()
    window.form.rows["fatigue"].give("yes")
    settle()
    assert window.answer.shown is not None and not window.answer.guide.isVisible()


def test_what_is_shown_is_what_the_core_says(window: MainWindow) -> None:
    assert window.files.open_path(CASE)
    settle()
    shown = window.answer.shown
    assert shown is not None
    assert shown == assess(read_case(CASE.read_bytes()), today=TODAY, pack="uk")
    assert window.answer.urgent.line.text() == shown.headline
    text = window.answer.body.toPlainText()
    for line in shown.recommendations:
        if line.kind not in ("status",) and line.text not in (shown.headline, shown.status_text):
            assert line.text in text
    assert shown.regimen is not None
    assert all(f"{phase.medicine} {phase.dose}" in text and phase.every in text for phase in shown.regimen.phases)
    assert all(step.text in text for step in shown.follow_up)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(some.tuples(some.sampled_from(("answer", "value", "unit", "undo", "redo", "new")),
                              some.integers(0, 119), some.sampled_from(EDITS)), max_size=12))  # fmt: skip
def test_after_any_edits_the_answer_is_true_or_absent(window: MainWindow, steps: list[tuple[str, int, str]]) -> None:
    rows = list(window.form.rows.values())
    for deed, number, text in steps:
        if deed == "answer":
            rows[number % len(rows)].give(("yes", "no", "")[number % 3])
        elif deed == "value":
            box = row_of(window, ("total_b12", "mma", "haemoglobin")[number % 3]).fields["value"]
            box.put(text)  # type: ignore[union-attr]
            box.typed.emit()  # type: ignore[union-attr]
        elif deed == "unit":
            choose_unit(row_of(window, "total_b12"), ("ng/L", "pmol/L", "")[number % 3])
        else:
            {"undo": window.form.step_back, "redo": window.form.step_on, "new": window.new}[deed]()
        assert shown_is_true(window)


def test_a_bug_in_the_core_never_leaves_an_old_answer_standing(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.files.open_path(CASE)
    settle()

    def broken(*_words: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("b12calc_ui.live.assess_case", broken)
    with pytest.raises(RuntimeError):
        window.live.refresh()
    assert window.answer.shown is None
    assert "fault of its own" in window.answer.status.toPlainText()


def test_the_scale_draws_value_limits_doubt_and_the_laboratorys_range(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    scale = window.answer.scale.scale
    assert scale is not None
    assert (scale.shown, scale.low_text, scale.high_text, scale.own) == ("142", "180", "350", ("180", "900"))
    assert scale.doubt is not None and scale.doubt[0] < 142 < scale.doubt[1]
    assert "180" in window.answer.scale.accessibleName()


def test_an_open_question_leads_to_its_place_in_the_form(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    shown = window.answer.shown
    assert shown is not None and shown.open_questions
    code = next(code for code in shown.open_questions if code in window.form.rows)
    assert question_words(code) in window.answer.body.toPlainText()
    window.answer.body.anchorClicked.emit(QUrl(f"open:{code}"))
    assert QApplication.focusWidget() is window.form.rows[code].yes


def test_every_open_question_of_the_core_has_a_place(window: MainWindow) -> None:
    for code in ("age", "sex", "pregnancy", "b12_before_test", "total_b12", "metformin"):
        assert window.live.field(f"open:{code}") is not None


@pytest.mark.parametrize("opened", [frozenset(), frozenset({"why"})])
def test_what_is_noted_beside_a_line_of_the_plan_is_shown_whether_or_not_why_is_open(opened: frozenset[str]) -> None:
    answer = assess(read_case(CASE.read_bytes()), today=TODAY)
    noted = [line.but(notes=(f"Noted beside {line.id}.",)) for line in answer.recommendations]
    shown = answer_html(answer.but(recommendations=tuple(noted)), opened)
    test = next(line for line in noted if line.kind == "test")
    assert test.notes[0] in shown


def test_reasons_and_sources_open_and_close(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    shown = window.answer.shown
    assert shown is not None
    reason = shown.reasons[0].because[0]
    assert f"because {reason}" not in window.answer.body.toPlainText()
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert f"because {reason}" in window.answer.body.toPlainText()
    window.answer.fold("sources")
    assert shown.citations[0].title in window.answer.body.toPlainText()


def test_text_from_the_user_is_never_read_as_markup(window: MainWindow) -> None:
    write(row_of(window, "total_b12").fields["value"], "<b>x</b>")
    window.form.identity.fields["age"].setText("<i>old</i>")  # type: ignore[union-attr]
    window.form.identity.edited.emit("age")
    settle()
    assert window.answer.shown is None
    assert "<i>" not in window.answer.status.toHtml()


def test_two_results_of_one_day_that_differ_are_refused_with_their_place(window: MainWindow) -> None:
    window.files.open_path(CASE)
    table = window.form.results
    table.add_row("total_b12")
    write(table.rows[1].fields["value"], "300")
    choose_unit(table.rows[1], "ng/L")
    write(table.rows[1].fields["collected"], "10 Mar 2026")
    table.rows[1].fields["value"].setFocus()
    settle()
    assert window.answer.shown is None
    assert window.live.faults[0][1] is not None


def test_f6_leads_to_the_answer_and_back(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    start = window.form.rows["falls"].yes
    window.questions.reveal(start)
    QTest.keyClick(start, Qt.Key.Key_F6)
    focused = QApplication.focusWidget()
    assert focused is not None and window.answer.isAncestorOf(focused)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is start


def test_f6_leads_to_the_first_result_where_the_answer_had_the_keyboard_first_or_the_field_is_gone(
    window: MainWindow,
) -> None:
    window.files.open_path(CASE)
    settle()
    first = window.form.results.rows[0].fields["value"]
    window.answer.focus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is first
    rows = window.form.results.rows
    rows[0].again.emit(rows[0])
    settle()
    added = window.form.results.rows[1]
    added.fields["value"].setFocus()
    QTest.keyClick(added.fields["value"], Qt.Key.Key_F6)
    added.remove.emit(added)
    settle()
    window.answer.body.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is first


def test_control_and_a_number_lead_to_the_sections(window: MainWindow) -> None:
    for number in range(1, 5):
        key = getattr(Qt.Key, f"Key_{number}")
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        focused = QApplication.focusWidget()
        assert focused is not None and window.questions.isAncestorOf(focused)
        assert focused.mapTo(window, focused.rect().topLeft()).y() > 0


def test_what_makes_a_question_worth_asking_stands_beside_it_alone(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    text = window.answer.body.toPlainText()
    advice = text[text.index("\nAdvice") : text.index("\nResults as read")]
    still_open = text[text.index("\nStill open") : text.index("\nAdvice")]
    assert "It changes the route." in still_open and "It changes the route." not in advice
    assert "A red flag" not in advice


def test_units_are_spelt_as_in_the_form(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    text = window.answer.body.toPlainText()
    assert "Folate 6.1 µg/L" in text and "78 mL/min/1.73 m²" in text
