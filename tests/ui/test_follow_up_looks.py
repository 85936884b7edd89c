"""Section 5 is named, in the order of the eye, large enough, and not cut at any text size in any window."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from b12calc_ui.finder import places
from b12calc_ui.main_window import MainWindow
from b12calc_ui.manual import topic

from .conftest import settle
from .follow_up_stage import CASE, LATER, course, section, treatment, window_on
from .pseudo import FORMS, spoken
from .test_access import controls, expected, tab_order
from .test_geometry import cut, faults, sticks_out
from .test_new_patient import begin_anew, differences
from .test_pseudo import overlapping, too_narrow
from .visible import unmarked


@pytest.fixture(scope="module")
def since(qapp: QApplication) -> Iterator[MainWindow]:
    """One window with a follow-up half entered, for all sizes."""
    with window_on(LATER) as window:
        window.files.open_path(CASE)
        assert window.follow_up.begin()
        course(window, "paraesthesia").give("improved")
        treatment(window).fields["started"].setText("13 Mar 2026")  # type: ignore[union-attr]
        treatment(window).edited.emit("started")
        settle()
        yield window
        window.set_look("light", 100)


def inside(window: MainWindow) -> list[QWidget]:
    return [one for one in controls(window) if section(window).isAncestorOf(one)]


def test_every_control_of_it_has_a_name_a_role_and_24_pixels(since: MainWindow) -> None:
    found = inside(since)
    assert len(found) == 1 + 6 + 2 + 4 * 4
    for one in found:
        told = QAccessible.queryAccessibleInterface(one)
        assert told.text(QAccessible.Text.Name).strip() and told.role() == expected(one), one.accessibleName()
        assert min(one.width(), one.height()) >= 24, one.accessibleName()
    row = QAccessible.queryAccessibleInterface(course(since, "fatigue"))
    assert (row.role(), row.text(QAccessible.Text.Name)) == (QAccessible.Role.Grouping, "Unexplained fatigue")
    names = [one.accessibleName() for one in controls(since) if since.questions.isAncestorOf(one)]
    assert len(set(names)) == len(names)


def test_the_tab_key_goes_through_it_as_the_eye_does(since: MainWindow) -> None:
    stops = [one for one in tab_order(since) if section(since).isAncestorOf(one)]
    assert stops == [one for one in section(since).stops() if one in stops] and len(stops) == 1 + 6 + 1 + 4
    places_of = [(one.mapTo(since, one.rect().center()).y() // 8, one.mapTo(since, one.rect().center()).x())
                 for one in stops]  # fmt: skip
    assert places_of == sorted(places_of)
    order = tab_order(since)
    after = order[order.index(stops[-1]) + 1]
    assert since.form.results.rows[0].isAncestorOf(after)


@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("width", [640, 1366])
def test_nothing_of_it_is_cut(since: MainWindow, zoom: int, width: int) -> None:
    since.set_look("dark" if zoom == 200 else "light", zoom)
    since.resize(width, 768)
    settle()
    settle()
    assert since.questions.area.horizontalScrollBar().maximum() == 0
    assert [one for one in faults(since) if "Opened" not in one] == []
    for kind in (QLabel, QLineEdit, QComboBox, QAbstractButton):
        for one in section(since).findChildren(kind):
            if one.isVisibleTo(since) and not isinstance(one.parentWidget(), QComboBox):
                assert not sticks_out(one), (one.accessibleName(), one.geometry().getRect())
                if isinstance(one, QLabel) and one.text():
                    assert not cut(one), one.text()


def test_the_finder_and_the_manual_know_it(since: MainWindow) -> None:
    names = {place.words for place in places(since, since.questions)}
    assert {"B12 last given", "Doses of B12 missed", "Follow-up visit", "Give up this follow-up"} <= names
    assert (
        topic(treatment(since).fields["route"])
        == topic(course(since, "fatigue").buttons["worse"])
        == "follow-up-visits"
    )


def test_after_new_every_widget_equals_a_fresh_start(qapp: QApplication) -> None:
    with window_on(LATER) as used, window_on(LATER) as fresh:
        used.activateWindow()
        used.files.open_path(CASE)
        assert used.follow_up.begin()
        section(used).offer.take.click()
        for row in section(used).courses:
            row.give("improved")
        used.questions.go(3)
        settle()
        assert differences(used, fresh)
        begin_anew(used)
        used.files.open_path(CASE)
        begin_anew(used)
        assert differences(used, fresh) == []


@pytest.mark.parametrize("name", list(FORMS))
def test_in_another_language_nothing_of_it_is_cut_or_left_untranslated(qapp: QApplication, name: str) -> None:
    with spoken(qapp, name), window_on(LATER) as window:
        window.files.open_path(CASE)
        assert not window.bar.offer.isHidden() and too_narrow(window) == []
        assert window.follow_up.begin()
        course(window, "paraesthesia").give("improved")
        for width, zoom in ((1366, 100), (640, 200)):
            window.set_look("light", zoom)
            window.resize(width, 768)
            settle()
            settle()
            assert faults(window) == [] and overlapping(window) == []
            assert [one for one in too_narrow(window) if "TextField" in one] == []
        window.set_look("light", 100)
        window.resize(1366, 768)
        settle()
        assert unmarked(window, window) == []
