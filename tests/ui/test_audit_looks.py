"""The practice audit at every text size and width, for keyboard and ear, in another language, and with many rows."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QTextBrowser, QWidget

from b12calc.audit import AuditOptions
from b12calc.audit.plain import Patient
from b12calc_ui.app import build
from b12calc_ui.audit_list import WorkList
from b12calc_ui.audit_model import WorkModel
from b12calc_ui.audit_view import WorkTable
from b12calc_ui.audit_window import AuditWindow
from b12calc_ui.controls import Choice, FlatButton
from b12calc_ui.main_window import MainWindow
from b12calc_ui.scroll_column import ScrollColumn

from .audit_stage import audited, name_columns, opened, practice
from .conftest import TODAY, settle
from .pseudo import spoken
from .test_access import controls, expected, tab_order
from .test_geometry import cut, sticks_out, words_of

PAGES = ("columns", "list", "refused", "summary")
ANSWER = {"status": "deficient", "urgency": "soon", "next_tests": "folate;fbc", "next_review": "2026-04-01"}


@pytest.fixture(scope="module")
def made(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MainWindow, AuditWindow]]:
    """One audit for all sizes: its columns named, its list made."""
    _app, main = build(["b12calc"], today=lambda: TODAY)
    assert isinstance(main, MainWindow)
    main.show()
    main.live.wake()
    settle()
    yield main, audited(main, tmp_path_factory.mktemp("audit"), 60)
    main.set_look("light", 100)
    main.close()
    main.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def page(audit: AuditWindow, name: str) -> QWidget:
    """Show a page of the window."""
    assert audit.results is not None
    if name == "columns":
        audit.show_page(audit.setup)
    elif name == "list":
        audit.results.back()
        audit.results.work.fold(True)
    else:
        (audit.results.show_refused if name == "refused" else audit.results.show_summary)()
    settle()
    return audit.pages.currentWidget() or audit


@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_and_nothing_scrolls_sideways(
    made: tuple[MainWindow, AuditWindow], name: str, zoom: int
) -> None:
    main, audit = made
    main.set_look("light", zoom)
    shown = page(audit, name)
    for width in (640, 1024, 1366):
        audit.resize(width, 700)
        settle()
        assert (audit.width(), audit.height()) == (width, 700)
        for area in (*shown.findChildren(ScrollColumn), *shown.findChildren(QTableView)):
            assert area.horizontalScrollBar().maximum() == 0, (width, area.accessibleName())
        for words in (*shown.findChildren(QLabel), *shown.findChildren(Choice), *shown.findChildren(FlatButton)):
            if words.isVisibleTo(shown) and not isinstance(words.parentWidget(), Choice):
                whole = not cut(words) or words_of(words) == words.toolTip()
                assert whole and not sticks_out(words), (width, words_of(words))
        for view in shown.findChildren(QTextBrowser):
            assert view.horizontalScrollBar().maximum() == 0, width
        for table in shown.findChildren(QTableView):
            row = table.rowHeight(0)
            assert row >= 24 and table.viewport().height() >= table.fontMetrics().height()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_a_role_and_room_to_be_hit(made: tuple[MainWindow, AuditWindow], name: str) -> None:
    main, audit = made
    main.set_look("light", 100)
    audit.resize(1180, 760)
    page(audit, name)
    found = controls(audit)
    assert len(found) >= 2
    for control in found:
        told = QAccessible.queryAccessibleInterface(control)
        assert told.text(QAccessible.Text.Name).strip() and told.role() == expected(control), control
        assert not control.isEnabled() or min(control.width(), control.height()) >= 24, control.accessibleName()


@pytest.mark.parametrize("name", ["list", "refused", "summary"])
def test_the_tab_key_goes_as_the_eye_does(made: tuple[MainWindow, AuditWindow], name: str) -> None:
    _main, audit = made
    audit.resize(1180, 760)
    page(audit, name)
    stops = tab_order(audit)
    places = [
        (round(centre.y() / 8), centre.x()) for one in stops for centre in [one.mapTo(audit, one.rect().center())]
    ]
    first = places.index(min(places))
    assert places[first:] + places[:first] == sorted(places), [one.accessibleName() for one in stops]


def test_in_a_column_the_tab_key_goes_downwards_and_on_to_the_next(
    made: tuple[MainWindow, AuditWindow],
) -> None:
    _main, audit = made
    page(audit, "columns")
    stops = tab_order(audit)
    order = [[stops.index(one) for one in card.stops() if one in stops] for card in audit.setup.cards]
    flat = [place for card in order for place in card]
    assert flat == list(range(flat[0], flat[0] + len(flat)))
    assert stops[(flat[-1] + 1) % len(stops)] is audit.setup.keep


def test_it_is_done_by_keyboard_alone(window: MainWindow, tmp_path: Path) -> None:
    audit = opened(window, practice(tmp_path / "practice.csv", 8))
    one = audit.setup.cards[0]
    one.holds.setFocus()
    QTest.keyClicks(one.holds, "p")
    assert one.holds.code() == "id"
    QTest.keyClick(one.holds, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is audit.setup.cards[1].holds
    for _ in range(4):
        QTest.keyClick(focused, Qt.Key.Key_Down)
    settle()
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is audit.setup.cards[1].fields["female"]


def test_it_follows_the_text_size_and_the_theme_while_it_is_open(made: tuple[MainWindow, AuditWindow]) -> None:
    main, audit = made
    page(audit, "list")
    audit.resize(1180, 760)
    assert audit.results is not None
    table = audit.results.work.table
    main.set_look("light", 100)
    settle()
    before = table.rowHeight(0)
    main.set_look("contrast", 200)
    settle()
    assert table.rowHeight(0) > 1.8 * before and "#000000" in table.styleSheet()
    main.set_look("light", 100)


def test_its_sentences_pass_through_the_translation(window: MainWindow, qapp: QApplication, tmp_path: Path) -> None:
    with spoken(qapp, "longer"):
        audit = opened(window, practice(tmp_path / "practice.csv", 20))
        name_columns(audit)
        said = [one.text() for one in audit.setup.findChildren(QLabel) if one.isVisibleTo(audit) and one.text().strip()]
        assert all("«" in one for one in said), said
        buttons = [one for one in audit.findChildren(FlatButton) if one.isVisibleTo(audit)]
        assert buttons and all("«" in one.accessibleName() for one in buttons)


def test_a_hundred_thousand_rows_stay_quick_and_small() -> None:
    listed = WorkList(Path("a.csv"), Path("b.csv"), AuditOptions(TODAY))
    few, many = 10_000, 100_000
    for place in range(many):
        urgency = ("urgent", "soon", "routine")[place % 3]
        listed.add(Patient(place + 2, ()), (str(place), place % 100, "female"), ANSWER | {"urgency": urgency})
    held = [one for one in vars(listed).values() if hasattr(one, "itemsize")]
    assert sum(one.itemsize for one in held) < 48 and len(listed._ids) < 6 * many and len(listed.pool.texts) < 5
    model = WorkModel(listed)
    table = WorkTable(model)
    table.resize(1100, 700)
    table.show()
    settle()
    begun = time.process_time()
    for place in range(0, many, few // 2):
        table.go(place)
        table.grab()
    painted = time.process_time() - begun
    begun = time.process_time()
    model.sort(0)
    ordered = time.process_time() - begun
    assert model.list.identity(model.rows[few]) == str(few)
    assert painted < 5 and ordered < 3
    table.close()
