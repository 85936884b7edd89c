"""In another language, longer, accented or from right to left, nothing is cut and no value changes."""

import json
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from b12calc.models.reading import write_case
from b12calc_ui.app import build
from b12calc_ui.clinic_dialog import ClinicDialog
from b12calc_ui.controls import Choice, FlatButton, Words
from b12calc_ui.dose_dialog import DoseDialog
from b12calc_ui.edition_dialog import EditionDialog
from b12calc_ui.finder import Finder
from b12calc_ui.key_list import show_keys
from b12calc_ui.laboratory_dialog import LaboratoryDialog
from b12calc_ui.main_window import MainWindow
from b12calc_ui.recall_dialog import RecallDialog
from b12calc_ui.scroll_column import ScrollColumn
from b12calc_ui.texts import tr, use
from b12calc_ui.visit_days import VisitDays

from .conftest import TODAY, choose_unit, row_of, settle, write
from .pseudo import FORMS, Form, spoken
from .test_geometry import CASE, cut, faults, unaligned, words_of
from .visible import unmarked

SIZES = ((1366, 768, 100), (1366, 768, 200), (640, 768, 100), (640, 768, 200))
LOCALES = ("de_DE", "ar_EG", "fr_FR", "hi_IN")


def opened() -> MainWindow:
    """Return a shown window with a full case and every section of the answer open."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    main.form.questions.finish()
    main.files.open_path(CASE)
    for code in ("metformin", "paraesthesia"):
        main.form.rows[code].give("yes")
    main.form.results.add_row("blood_film")
    main.form.results.rows[2].fields["value"].put(">1234.5")  # type: ignore[union-attr]
    main.clinic.put("basic-laboratory")
    for code in ("why", "why_not", "packs", "sources"):
        main.answer.fold(code)
    main.bar.say(tr("Case saved."))
    settle()
    return main


def shut(main: MainWindow) -> None:
    """Close a window and everything that belongs to it."""
    main.set_look("light", 100)
    main.leaving.keep()
    assert main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="module", params=list(FORMS))
def foreign(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[MainWindow]:
    """The window in each form."""
    with spoken(qapp, request.param):
        main = opened()
        yield main
        shut(main)


def too_narrow(window: MainWindow) -> list[str]:
    """Return every text that is cut; the chosen clinic and laboratory are whole in their tips."""
    tipped = (window.clinic.chooser, window.form.identity.limits)
    return [
        f"{type(widget).__name__}: {words_of(widget)!r}"
        for kind in (QLineEdit, Choice, FlatButton, QLabel)
        for widget in window.findChildren(kind)
        if widget.isVisibleTo(window) and not isinstance(widget.parentWidget(), QComboBox) and words_of(widget)
        if cut(widget) and not (widget in tipped and words_of(widget) in widget.toolTip())
    ]  # fmt: skip


def overlapping(root: QWidget) -> list[str]:
    """Return every pair of controls or words beside each other that cover one another."""
    found = []
    kinds = (QLineEdit, Choice, FlatButton, Words)
    for parent in {one.parentWidget() for kind in kinds for one in root.findChildren(kind)}:
        assert parent is not None
        pieces = [one for one in parent.children() if isinstance(one, kinds) and one.isVisibleTo(root)]
        found += [
            f"{words_of(one)!r} on {words_of(other)!r}"
            for one, other in combinations(pieces, 2) if one.geometry().intersects(other.geometry())
        ]  # fmt: skip
    return found


@pytest.mark.parametrize(("width", "height", "zoom"), SIZES)
def test_nothing_is_cut_in_another_language(foreign: MainWindow, width: int, height: int, zoom: int) -> None:
    foreign.set_look("light", zoom)
    foreign.resize(width, height)
    settle()
    assert (foreign.width(), foreign.height()) == (width, height)
    for area in foreign.findChildren(ScrollColumn):
        assert area.horizontalScrollBar().maximum() == 0, area.accessibleName()
    assert faults(foreign) == []
    assert too_narrow(foreign) == []
    assert unaligned(foreign) == []
    assert overlapping(foreign) == []


def test_no_sentence_of_the_window_stays_untranslated(foreign: MainWindow) -> None:
    foreign.set_look("light", 100)
    foreign.resize(1366, 768)
    settle()
    assert unmarked(foreign, foreign) == []
    stray = QLabel("Nothing is kept", foreign.questions)
    stray.show()
    assert ("QLabel", "Nothing is kept") in unmarked(foreign, foreign)
    stray.setParent(None)
    stray.deleteLater()


def test_no_sentence_of_a_dialog_stays_untranslated(foreign: MainWindow) -> None:
    foreign.set_look("light", 100)
    laboratory = LaboratoryDialog({}, lambda _content: "", foreign)
    laboratory.accept()
    clinic = ClinicDialog(None, TODAY, foreign)
    clinic.keep()
    editions = EditionDialog("uk", foreign.live.edition_changes, foreign)
    foreign.practice.write()
    practice = foreign.practice.sheet
    assert practice is not None and practice.files is not None
    doses, recall = (
        DoseDialog(VisitDays(), foreign),
        RecallDialog(foreign.files.recall.rules(), foreign.files.recall.laboratory(), lambda: None, foreign),
    )
    doses.start.setText("3/4/26")
    doses.accept()
    recall.make()
    for dialog in (
        laboratory,
        clinic,
        editions,
        practice,
        doses,
        recall,
        Finder(foreign, foreign.questions),
        show_keys(foreign),
    ):
        dialog.show()
        settle()
        assert unmarked(dialog, foreign) == []
        assert overlapping(dialog) == []
        dialog.close()


def place(window: MainWindow, one: QWidget) -> QRect:
    """Return where a widget stands in the window."""
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())


def test_the_window_that_is_read_from_the_right_is_the_mirror_image(foreign: MainWindow) -> None:
    foreign.set_look("light", 100)
    foreign.resize(1366, 768)
    settle()
    mirrored = foreign.isRightToLeft()
    fields = row_of(foreign, "total_b12").fields
    question = foreign.form.rows["paraesthesia"]
    identity = foreign.form.identity.fields
    lines: list[list[QWidget]] = [
        [foreign.questions, foreign.answer], [fields[name] for name in ("value", "unit", "collected", "low", "high")],
        [question.words, question.yes, question.no], [identity[name] for name in ("name", "age", "sex")],
        list(foreign.toolbar.findChildren(FlatButton)),
    ]  # fmt: skip
    for line in lines:
        for one, other in pairwise(place(foreign, widget) for widget in line):
            assert one.left() > other.right() if mirrored else one.right() < other.left()


def entered(window: MainWindow) -> tuple[object, str]:
    """Type the same words and figures into a new window and return the case it makes, and its file."""
    write(window.form.identity.fields["age"], "67")
    b12 = row_of(window, "total_b12")
    write(b12.fields["value"], "142.5")
    choose_unit(b12, "ng/L")
    write(b12.fields["collected"], "10 Mar 2026")
    write(b12.fields["low"], "180")
    ferritin = row_of(window, "ferritin")
    write(ferritin.fields["value"], "234.5")
    choose_unit(ferritin, "ug/L")
    window.form.rows["metformin"].give("yes")
    settle()
    case = window.form.case()
    return case, write_case(case)


def made() -> tuple[object, str]:
    """Return the case of a new window in which the same was typed."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    main.show()
    main.live.wake()
    try:
        return entered(main)
    finally:
        shut(main)


@pytest.fixture(scope="module")
def plainly(qapp: QApplication) -> tuple[object, str]:
    """What is made of the words and figures in the language of the program."""
    found = made()
    results = json.loads(found[1])["visits"][0]["results"]
    assert [one["value"] for one in results] == ["142.5", "234.5"]
    return found


@pytest.mark.parametrize("name", LOCALES)
def test_the_locale_of_the_computer_never_changes_a_value(plainly: tuple[object, str], name: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        assert made() == plainly
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize("name", list(FORMS))
def test_the_language_of_the_window_never_changes_a_value(
    plainly: tuple[object, str], qapp: QApplication, name: str
) -> None:
    with spoken(qapp, name):
        assert tr("Unit").startswith("«")
        assert made() == plainly


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_a_form_changes_words_and_never_a_value(form: Form) -> None:
    use(form)
    try:
        said = tr("{value} {unit} is not possible; check number and unit.", value="1,234.5", unit="ng/L")
    finally:
        use(None)
    assert said.startswith("«1,234.5 ng/L ") and "possible" not in said
    assert tr("{value} {unit}", value="1", unit="ng/L") == "1 ng/L"
