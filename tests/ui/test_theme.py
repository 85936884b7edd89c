"""The three themes: their contrast by the table of pairs and by pixels, and how one of them is chosen."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget

from b12calc_ui import theme
from b12calc_ui.app import build
from b12calc_ui.main_window import MainWindow
from b12calc_ui.theme import STROKES_ON, SYSTEM, THEMES, WORDS_ON, Theme, look

from .conftest import TODAY, row_of, settle

CASE = Path(__file__).with_name("case.json")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = [channel / 255 for channel in QColor(colour).getRgb()[:3]]  # type: ignore[index]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_gives_the_published_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("dress", THEMES.values(), ids=lambda one: one.name)
def test_words_reach_4_5_and_strokes_3_on_every_ground(dress: Theme) -> None:
    for table, least in ((WORDS_ON, 4.5), (STROKES_ON, 3.0)):
        for ground, inks in table.items():
            for ink in inks:
                assert contrast(getattr(dress, ink), getattr(dress, ground)) >= least, (ink, ground)


@pytest.mark.parametrize("dress", THEMES.values(), ids=lambda one: one.name)
def test_no_colour_is_missing_from_the_table_of_pairs(dress: Theme) -> None:
    colours = {name for name in dress._fields if name != "name"}
    named = {name for table in (WORDS_ON, STROKES_ON) for ground, inks in table.items() for name in (ground, *inks)}
    assert colours - named == {"line"}  # a hairline between parts: nothing is known by it alone


def picture(widget: QWidget) -> tuple[str, str]:
    """Return ground and strongest ink of a widget as it is painted."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    seen = Counter(image.pixelColor(x, y).name() for y in range(3, image.height() - 3) for x in range(3, image.width()))
    ground = seen.most_common(1)[0][0]
    return ground, max((one for one, count in seen.items() if count > 1), key=lambda one: contrast(one, ground))


def edge_contrast(window: MainWindow, widget: QWidget) -> float:
    """Return how far the left edge of a widget stands out from what lies beside it."""
    place = widget.mapTo(window, QPoint(0, widget.height() // 2))
    image = window.grab().toImage()
    outside = image.pixelColor(place.x() - 2, place.y()).name()
    return max(contrast(image.pixelColor(place.x() + step, place.y()).name(), outside) for step in range(3))


@pytest.fixture
def full(window: MainWindow) -> MainWindow:
    """A window with a case, an error, a message and a warning in it."""
    window.files.open_path(CASE)
    window.resize(1366, 768)
    window.bar.say("A message", trouble=True)
    settle()
    return window


@pytest.mark.parametrize("name", THEMES)
def test_painted_words_reach_4_5(full: MainWindow, name: str) -> None:
    full.set_look(name, 100)
    settle()
    row = row_of(full, "total_b12")
    rows = full.form.rows
    buttons = [full.toolbar._buttons[0], full.toolbar._buttons[3], full.status_line.flags, full.status_line.edition]
    answers = [rows["paraesthesia"].yes, rows["falls"].no, rows["dizziness"].yes]
    fields = [full.form.identity.fields["name"], row.fields["unit"], row.fields["value"], row.fields["collected"],
              row_of(full, "mma").fields["unit"], row_of(full, "mma").fields["collected"]]  # fmt: skip
    texts = [full.answer.status, full.answer.urgent.line, full.answer.urgent.word, full.bar, full.menuBar(), row.below]
    for widget in (*buttons, *answers, *fields, *texts):
        assert widget is not None
        ground, ink = picture(widget)
        assert contrast(ground, ink) >= 4.5, (type(widget).__name__, widget.accessibleName(), ground, ink)


@pytest.mark.parametrize("name", THEMES)
def test_painted_edges_and_rings_reach_3(full: MainWindow, name: str) -> None:
    full.set_look(name, 100)
    settle()
    full.questions.go(1)
    row, answers = row_of(full, "total_b12"), full.form.rows["paraesthesia"]
    controls = [row.fields["unit"], row.fields["collected"], row.fields["value"], full.toolbar._buttons[0],
                full.toolbar.last, full.form.identity.fields["name"]]  # fmt: skip
    for widget in controls:
        assert edge_contrast(full, widget) >= 3, widget.accessibleName()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        assert edge_contrast(full, widget) >= 3, ("focus", widget.accessibleName())
    full.questions.reveal(answers.no)
    settle()
    for widget in (answers.yes, answers.no):
        assert edge_contrast(full, widget) >= 3, widget.accessibleName()


@pytest.mark.parametrize("name", THEMES)
def test_the_focus_is_seen_on_every_kind_of_control(full: MainWindow, name: str) -> None:
    full.set_look(name, 100)
    row = row_of(full, "total_b12")
    for widget in (row.fields["unit"], row.fields["collected"], *full.toolbar._buttons[2:4], row.end):
        full.form.identity.fields["age"].setFocus()
        settle()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        after = widget.grab().toImage()
        points = [(x, y) for x in range(before.width()) for y in range(before.height())]
        changed = [contrast(before.pixelColor(x, y).name(), after.pixelColor(x, y).name()) for x, y in points]
        # A ring of two pixels round the control, or one inside the frame of a filled one.
        ring = sum(ratio >= 3 for ratio in changed)
        assert ring >= 2 * (before.width() + before.height()) - 24, (widget.accessibleName(), ring)


@pytest.mark.parametrize(
    ("more_contrast", "scheme", "wanted"),
    [(True, "Dark", "contrast"), (True, "Light", "contrast"), (False, "Dark", "dark"), (False, "Light", "light"),
     (False, "Unknown", "light")],
)  # fmt: skip
def test_high_contrast_of_the_system_comes_first(more_contrast: bool, scheme: str, wanted: str) -> None:
    preference = Qt.ContrastPreference.HighContrast if more_contrast else Qt.ContrastPreference.NoPreference
    assert theme.nearest(preference, Qt.ColorScheme[scheme]) == wanted


def test_the_system_is_followed_until_a_theme_is_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _app, main = build(["b12calc"], today=lambda: TODAY, settings=tmp_path / "window.ini")
    assert isinstance(main, MainWindow)
    assert main.looks.choice == SYSTEM
    asked = ["contrast"]
    monkeypatch.setattr(theme, "system_theme", lambda: asked[0])
    main.looks.follow()
    assert look.theme.name == "contrast" and main.settings.theme() == SYSTEM
    main.set_look("dark", 100)
    main.looks.follow()
    assert look.theme.name == "dark" and main.settings.theme() == "dark"
    ticked = [action.data() for action in main.actions_.themes if action.isChecked()]
    assert ticked == ["dark"]
    main.close()
    main.set_look("light", 100)


@pytest.mark.parametrize("name", THEMES)
def test_a_chosen_theme_is_remembered(qapp: QApplication, tmp_path: Path, name: str) -> None:
    path = tmp_path / "window.ini"
    _app, first = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(first, MainWindow)
    action = next(one for one in first.actions_.themes if one.data() == name)
    action.trigger()
    first.close()
    _app, again = build(["b12calc"], today=lambda: TODAY, settings=path)
    assert isinstance(again, MainWindow)
    assert look.theme.name == again.looks.choice == name
    again.set_look("light", 100)
    again.close()
