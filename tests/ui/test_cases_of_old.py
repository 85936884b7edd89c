"""What earlier stages of the program wrote opens in the window, and what was advised then is told as it was."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from b12calc.models.case import Case
from b12calc.report import embedded_assessment
from b12calc_ui.main_window import MainWindow
from b12calc_ui.opening import Locked, NotOpened, made_by, read_file
from tests.test_cases_of_old import CASES, OLD, PASSWORD, SEALED, case_of, paper

from .conftest import settle
from .follow_up_stage import course, window_on

OPEN = [one for one in SEALED if one not in PASSWORD]
NOTES = ["1506-sealed.note.txt", "1738-treatment.note.txt"]
FILES = [*(path.name for path in CASES), *NOTES, *(f"{name}.record.pdf" for name in OPEN)]


@pytest.fixture
def later(qapp: QApplication) -> Iterator[MainWindow]:
    """A window on the day after the assessments of then."""
    with window_on(date(2026, 7, 2)) as window:
        yield window


def plain(case: Case) -> dict[str, Any]:
    """A case with its results in an order of their own: the form keeps that of its rows."""
    data = case.model_dump(mode="json")
    for visit in data["visits"]:
        visit["results"].sort(key=lambda one: str(one["analyte"]))
    return data


def then(name: str) -> dict[str, str]:
    """Headline, status and regimen that the record printed."""
    old = json.loads(embedded_assessment(paper(name), PASSWORD.get(name, "")))
    regimen = old["regimen"]["text"] if old["regimen"] else ""
    return {"headline": old["headline"], "status": old["status_text"], "regimen": regimen, "edition": old["edition"]}


@pytest.mark.parametrize("name", FILES)
def test_each_file_of_then_gives_the_same_case(later: MainWindow, name: str) -> None:
    case = case_of(name.partition(".")[0])
    assert read_file(OLD / name).case == case
    assert later.files.open_path(OLD / name)
    settle()
    assert not later.bar.trouble
    assert plain(later.form.case()) == plain(case)


def test_a_locked_record_of_then_opens_with_its_password() -> None:
    with pytest.raises(Locked):
        read_file(OLD / "1838-locked.record.pdf")
    opened = read_file(OLD / "1838-locked.record.pdf", PASSWORD["1838-locked"])
    assert opened.case == case_of("1838-locked") and opened.printed is not None


@pytest.mark.parametrize("name", ["0835-first.record.pdf", "0835-first.note.txt"])
def test_what_never_held_its_case_is_refused_with_the_reason(name: str) -> None:
    with pytest.raises(NotOpened) as caught:
        read_file(OLD / name)
    assert "before" in str(caught.value) and str(caught.value).endswith("Nothing was changed.")
    assert "no b12calc note" not in str(caught.value)


@pytest.mark.parametrize("name", ["1506-sealed", "1738-treatment"])
def test_where_the_rules_decide_otherwise_now_the_advice_of_then_is_told(later: MainWindow, name: str) -> None:
    old = then(name)
    assert later.files.open_path(OLD / f"{name}.record.pdf")
    said = later.bar.text()
    assert f"of 1 Jul 2026, made under edition {old['edition']}" in said and "decide otherwise" in said
    advised = said.partition("Advised then: ")[2]
    assert old["headline"] in advised and old["status"] in advised and old["regimen"] in advised
    assert advised.index(old["headline"]) < advised.index(old["regimen"])


def test_a_record_whose_case_gives_no_answer_now_still_tells_what_was_advised(later: MainWindow) -> None:
    old = then("1814-course")
    assert later.files.open_path(OLD / "1814-course.record.pdf")
    settle()
    said = later.bar.text()
    assert f"of 1 Jul 2026, made under edition {old['edition']}" in said
    assert "fatigue: the course resolved contradicts the answer yes" in said
    assert old["headline"] in said.partition("Advised then: ")[2]
    assert later.live.now() is None
    ((_sentence, place),) = later.live.faults
    assert place is course(later, "fatigue").buttons["resolved"] and place.isVisibleTo(later)
    course(later, "fatigue").give("resolved")
    settle()
    assert later.live.now() is not None


def test_where_the_rules_decide_alike_nothing_is_told_twice(later: MainWindow) -> None:
    opened = read_file(OLD / "1838-locked.record.pdf", PASSWORD["1838-locked"])
    assert opened.printed is not None
    assert "Advised then" not in made_by(opened.printed, opened.case, later.live)
