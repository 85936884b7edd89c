"""What must be shown beside the form as it stands: the answer to a fresh assessment, or nothing and the place why."""

import json
from collections import Counter
from datetime import date
from typing import Any

from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.wording import label
from b12calc.problems import ProblemsFound
from b12calc.rules import Clinic, Laboratory, assess, compare_packs, laboratories
from b12calc_ui.answer_html import answer_html, faults_html, notice_html, status_html
from b12calc_ui.main_window import MainWindow
from b12calc_ui.other_packs import other_packs
from b12calc_ui.unbroken import plain, unbroken

from .placed_truth import as_placed
from .window_days import day
from .window_reading import Seen, Unreadable, _number, case_of, is_used, rows_of, seen, text_of
from .window_rows import counts_of
from .window_visits import treatment_waits

TITLE = "b12calc"
NO_ANSWER = "No answer while something cannot be read"
NOT_YET = "The answer appears here while you type"
FOLDS = {"why": "Why (", "why_not": "Why not, and what would change this", "packs": "Under other guidelines",
         "sources": "Sources ("}  # fmt: skip
HIDDEN_OF_PATIENT = ("age_group", "identifier_kind")


def words_in(html: str) -> str:
    """Return the words of a text as a page shows it."""
    document = QTextDocument()
    document.setHtml(unbroken(html))
    return plain(document.toPlainText())


def page(window: MainWindow, name: str) -> str:
    """Return the words in sight in one part of the answer."""
    found = window.answer._pages.get(name)
    return found.toPlainText() if found is not None and not found.isHidden() else ""


def in_force(window: MainWindow) -> dict[str, Any]:
    """Return guideline, laboratory, clinic and the experimental switch as the choosers show them."""
    shown = window.form.identity
    pack = next(code for code in words.PACKS if label("pack", code) == shown.pack.currentText())
    named, here = text_of(shown.limits), text_of(window.clinic.chooser)
    switch = next(one for one in window.actions_.view.actions() if "cB12" in one.text())
    return {
        "pack": pack, "laboratory": laboratory_called(window, named),
        "clinic": clinic_called(window, here), "experimental": switch.isChecked(),
    }  # fmt: skip


def laboratory_called(window: MainWindow, words_shown: str) -> Laboratory | str | None:
    """Return the laboratory whose limits count by the chooser's words: a published one, or this practice's own.

    An own one holds as the window read it, whatever became of its file since.
    """
    own = window.live.own.profile
    if own is not None and words_shown == f"{own.title} (ours)":
        return own
    return next((one.id for one in laboratories() if one.title == words_shown), None)


def clinic_called(window: MainWindow, words_shown: str) -> Clinic | None:
    """Return the clinic that is called so: an example, or what this practice wrote, as the window read it."""
    shelf = window.clinic.shelf
    return next((shelf.find(code) for code, title in shelf.entries() if title == words_shown), None)


def visible_part(case: Case, found: Seen) -> dict[str, Any]:
    """Return what of a case has a widget, in the shape of ``case_of``; what a course alone tells stands as answered."""
    data = case.model_dump(mode="json")
    visit, patient = data["visits"][-1], data["patient"]
    results = [_plain_result(one) for one in visit["results"]]
    shown = {key[4:] for key in found if "|" in key}
    details = {code: {name: text for name, text in detail.items() if text and f"{code}|{name}" in shown}
               for code, detail in visit["details"].items()}  # fmt: skip
    return {"patient": {key: value for key, value in patient.items() if key not in HIDDEN_OF_PATIENT},
            "date": visit["date"], "results": results, "answers": case.visits[-1].told(),
            "details": {code: detail for code, detail in details.items() if detail},
            "b12_before_test": visit["b12_before_test"], "treatment": visit["treatment"]}  # fmt: skip


def differences(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in one case and not in the other; the order of results is the form's own."""
    found: dict[str, Any] = {}
    for key in one:
        mine, theirs = ([json.dumps(part, sort_keys=True) for part in (side[key] if isinstance(side[key], list)
                         else (side[key] or {}).items() if isinstance(side[key] or {}, dict) else [side[key]])]
                        for side in (one, other))  # fmt: skip
        if sorted(mine) != sorted(theirs):
            found[key] = [part for part in mine if part not in theirs], [part for part in theirs if part not in mine]
    return found


def _plain_result(one: dict[str, Any]) -> dict[str, Any]:
    entry = {key: one[key] for key in ("analyte", "collected", "comment")} | {"findings": sorted(one["findings"])}
    if one["finding"]:
        return {**entry, "finding": one["finding"]}
    if one["value"] is not None:
        entry |= {"value": _number(one["value"]), "comparator": one["comparator"], "unit": one["unit"]}
        limits = {key: one[key] for key in ("reference_low", "reference_high")}
        entry |= {key: _number(text) if text else None for key, text in limits.items()}
        entry["unit_confirmed"] = one["unit_confirmed"]
    return entry


def check(window: MainWindow, today: date) -> Seen:
    """Assert that what is shown belongs to what is entered, both read off the window; return what is entered."""
    found, rows = seen(window), rows_of(window)
    _nothing_in_titles(window, found)
    flags = sum(not found[f"ask:{code}"] and f"told:{code}" not in found for code in words.MUST_ANSWER_RED_FLAGS)
    assert window.status_line.flags.accessibleName().startswith("All" if not flags else str(flags))
    try:
        shown = case_of(found, rows, today)
    except Unreadable as trouble:
        _nothing_shown(window, len(trouble.args))
        return found
    try:
        case = window.form.case()
    except ProblemsFound as refused:
        _nothing_shown(window, len(refused.problems))
        return found
    differ = differences(visible_part(case, found), shown)
    assert not differ, f"the case is not what the widgets show: {differ}"
    carried = len(case.visits) > 1 or case.visits[-1].treatment is not None
    if not (carried or shown["results"] or shown["answers"] or shown["b12_before_test"]):
        assert window.answer.shown is None and window.answer.urgent.line.text() == NOT_YET
        assert not page(window, "status") and not page(window, "body")
        return found
    _answer_shown(window, case, today, found)
    return found


def _answer_shown(window: MainWindow, case: Case, today: date, found: Seen) -> None:
    force, body = in_force(window), page(window, "body")
    opened = frozenset(code for code, title in FOLDS.items() if f"▾ {title}" in body)
    try:
        fresh = assess(case, today=today, explain="why_not" in opened, **force)
    except ProblemsFound as refused:
        _nothing_shown(window, len(refused.problems))
        return
    fresh = as_placed(window, case, fresh)
    assert window.answer.shown == fresh, "the answer held is not that of a fresh assessment"
    line = window.answer.urgent
    assert (line.shape.level, line.word.text(), line.line.text()) == (
        fresh.urgency, label("urgency", fresh.urgency), fresh.headline)  # fmt: skip
    assert page(window, "status") == words_in(status_html(fresh))

    def beside() -> str:
        packs = sorted(words.PACKS, key=lambda name: name != force["pack"])
        return other_packs(compare_packs(case, today=today, packs=packs, laboratory=force["laboratory"]))

    assert body == words_in(answer_html(fresh, opened, beside)), "the text is not that of a fresh assessment"
    waiting = [sentence for sentence, _field in window.form.waiting()]
    marked = sum(text == "waiting" for key, text in found.items() if key.endswith(".mark")) + treatment_waits(found)
    assert len(waiting) == marked and page(window, "notice") == words_in(notice_html(waiting))
    _units_asked(window, fresh, found)
    _counting(window, case, found)


def _units_asked(window: MainWindow, fresh: Assessment, found: Seen) -> None:
    """Assert that a unit is asked for at the results the assessment doubts, and nowhere else."""
    asked = {(one.analyte, one.collected.isoformat() if one.collected else None)
             for one in fresh.measurements if one.unit_asked}  # fmt: skip
    here = {place: (row.analyte.code, day(found[f"{place}.collected"])) for place, row in rows_of(window)
            if is_used(found, place)}  # fmt: skip
    at = {here[place] for place in here if found[f"{place}.mark"] == "unit?"}
    # A doubt about a result of an earlier visit has no row to be asked at.
    assert asked & set(here.values()) == at, (asked, at)


def _counting(window: MainWindow, case: Case, found: Seen) -> None:
    """Assert that of several results of one analyte the newest is said to count, and of one alone nothing."""
    newest, several = dict[str, tuple[date, int, int]](), Counter[str]()
    for number, visit in enumerate(case.visits):
        for index, one in enumerate(visit.results):
            several[one.analyte] += 1
            place = (one.collected or visit.date, number, index)
            newest[one.analyte] = max(place, newest.get(one.analyte, place))
    wanted = [newest[one.analyte][1:] == (len(case.visits) - 1, index) if several[one.analyte] > 1 else None
              for index, one in enumerate(case.visits[-1].results)]  # fmt: skip
    here = {place: counts_of(row) for place, row in rows_of(window)}
    used = [place for place in here if is_used(found, place)]
    assert [here[place] for place in used] == wanted, (used, wanted)
    assert not [place for place, said in here.items() if said is not None and place not in used]


def _nothing_shown(window: MainWindow, faults: int) -> None:
    view = window.answer
    assert not [place for place, row in rows_of(window) if counts_of(row) is not None], "said to count without answer"
    assert view.shown is None, "an answer stands beside what cannot be read"
    assert (view.urgent.shape.level, view.urgent.word.text(), view.urgent.line.text()) == ("", "", NO_ANSWER)
    assert not page(window, "body") and not page(window, "notice"), "a part of an older answer was left"
    assert view._scale is None or view._scale.isHidden(), "the drawing of an older answer was left"
    sentences = [sentence for sentence, _field in window.live.faults]
    assert len(sentences) >= min(faults, 1) and all(sentences)
    assert page(window, "status") == words_in(faults_html(sentences)), "the place is not said"
    assert window.live.now() is None


def _nothing_in_titles(window: MainWindow, found: Seen) -> None:
    private = {text for key, text in found.items() if key in ("who:name", "who:identifier", "who:age") and text}
    assert window.windowTitle() == TITLE and not window.windowFilePath()
    for one in QApplication.topLevelWidgets():
        if one.isVisible():
            assert not any(text in one.windowTitle() for text in private if len(text) > 3), one.windowTitle()
