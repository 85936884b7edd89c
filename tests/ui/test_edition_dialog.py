"""The editions dialog: what is held, and what the present edition changes for the case on the screen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from b12calc.models.comparison import CaseChange, EditionChanges, FieldChange, Item, Rule
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules import edition_changes, held_editions, previous
from b12calc_ui.edition_dialog import EditionDialog, changes_html
from b12calc_ui.main_window import MainWindow

from .conftest import TODAY, settle

CASE = Path(__file__).with_name("case.json")


def opened(window: MainWindow) -> EditionDialog:
    window.status_line.edition.click()
    settle()
    (dialog,) = window.findChildren(EditionDialog)
    return dialog


def test_every_edition_held_is_listed_the_newest_first(window: MainWindow) -> None:
    dialog = opened(window)
    text = dialog.page.toPlainText()
    places = [text.index(f"{one.name} {'kept' if one.archive else 'in use'}") for one in reversed(held_editions())]
    assert places == sorted(places) and "in use" in text and "kept" in text
    for one in held_editions():
        assert one.stamps["uk"][:19] in text
    dialog.close()


def test_the_menu_opens_the_same_dialog(window: MainWindow) -> None:
    window.actions_.all["editions"].trigger()
    settle()
    (dialog,) = window.findChildren(EditionDialog)
    dialog.close()


def test_without_a_case_the_dialog_asks_for_one(window: MainWindow) -> None:
    dialog = opened(window)
    dialog.show_changes.click()
    assert "enter a case first" in dialog.found.toPlainText()
    dialog.close()


def test_the_change_for_the_case_on_the_screen_is_that_of_the_rules(window: MainWindow) -> None:
    window.files.open_path(CASE)
    settle()
    before = previous()
    assert before is not None
    found = edition_changes({"": window.form.case()}, before, today=TODAY)
    dialog = opened(window)
    assert dialog.found.toPlainText() == ""
    dialog.show_changes.click()
    if not found.changed:
        assert "gives the same answer" in dialog.found.toPlainText()
    for one in found.changed:
        for change in one.fields:
            assert all(rule.said in dialog.found.toPlainText() for rule in change.by)
    dialog.close()


def test_a_fault_of_an_archive_is_one_sentence(window: MainWindow) -> None:
    def broken() -> None:
        raise ProblemsFound((Problem("2026-11-22.zip", "the archive of this edition is damaged"),))

    dialog = EditionDialog("uk", broken, window)
    dialog.compare()
    assert "the archive of this edition is damaged" in dialog.found.toPlainText()
    dialog.close()


def found(*fields: FieldChange, refused: str | None = None) -> EditionChanges:
    names = [{"pack": "uk", "edition": edition, "stamp": "sha256:0"} for edition in ("2026-01-01", "2026-02-02")]
    changed = (CaseChange(case="", fields=fields, refused=refused),) if fields or refused else ()
    data = {"program": "0", "pack": "uk", "before": names[0], "after": names[1], "cases": 1, "rules": 1}
    return EditionChanges.model_validate({**data, "changed": changed}, strict=False)


def test_a_change_says_what_was_what_is_and_by_which_rule(qapp: QApplication) -> None:
    rule = Rule(kind="limit", name="x", said="Total B12: low limit in ng/L changed from 200 to 180")
    was, now = (Item(code=word, text=f"{word} <1>") for word in ("soon", "routine"))
    html = changes_html(found(FieldChange(field="urgency", before=(was,), after=(now,), by=(rule,))))
    for words in ("Urgency", "was: soon &lt;1&gt;", "now: routine &lt;1&gt;", rule.said, "2026-01-01", "2026-02-02"):
        assert words in html
    lost = changes_html(found(FieldChange(field="warnings", before=(was,), after=(), by=())))
    assert "now: not there" in lost and "the facts or the program changed" in lost


@pytest.mark.parametrize(("refused", "said"), [(None, "gives the same answer"), ("edition 1 cannot judge", "▲")])
def test_no_change_and_no_answer_take_one_sentence(qapp: QApplication, refused: str | None, said: str) -> None:
    assert said in changes_html(found(refused=refused))
