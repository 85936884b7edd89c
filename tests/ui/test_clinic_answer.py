"""What a clinic adds to the answer: its own section, with sources, and nothing else."""

from b12calc.rules import assess, clinics
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle
from .test_clinic import CASE, SECTION, choose


def test_every_example_is_offered_below_the_plan_alone(window: MainWindow) -> None:
    box = window.clinic.chooser
    entries = [box.itemText(index) for index in range(box.count())]
    examples = [f"Example: {one.title}" for one in clinics()]
    assert entries == ["Not named: the plan alone", *examples, "Write our own…"]


def test_a_clinic_adds_its_section_and_leaves_the_rest_of_the_answer(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    before, edits = window.answer.body.toPlainText(), window.form.edits
    assert SECTION not in before
    for one in clinics():
        choose(window, one.id)
        assert window.answer.shown == assess(window.form.case(), today=TODAY, clinic=one)
        text = window.answer.body.toPlainText()
        start, end = text.index(SECTION), text.index("Follow-up")
        assert one.name in text[start:end]
        assert window.answer.shown is not None
        for line in window.answer.shown.here:
            said = text[start:end].replace("\u00a0", " ")
            assert line.here in said and line.reason in said and line.risk in said
        assert text[:start].split() == before[: before.index("Follow-up")].split()
    choose(window, "")
    assert window.answer.body.toPlainText() == before
    assert window.form.edits == edits


def test_the_sources_of_a_step_stand_beside_it_while_why_is_open(window: MainWindow) -> None:
    window.files.open_path(CASE)
    choose(window, "no-injections")
    assert window.answer.shown is not None
    source = window.answer.shown.here[0].sources[0]
    assert source not in window.answer.body.toPlainText()
    window.answer.fold("why")
    assert source in window.answer.body.toPlainText()


def test_the_explanation_holds_for_the_clinic_and_a_new_patient_keeps_it(window: MainWindow) -> None:
    window.files.open_path(CASE)
    choose(window, "no-tablets")
    window.answer.fold("why_not")
    assert window.answer.shown == assess(window.form.case(), today=TODAY, clinic="no-tablets", explain=True)
    window.new()
    settle()
    assert window.clinic.code == window.clinic.chooser.code() == "no-tablets"
