"""The expected order of recovery in the answer: the picture of paper, in every theme, with its words for the ear."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QFontMetricsF

from b12calc.models.reading import write_case
from b12calc.report.course import timeline_of
from b12calc.report.timeline_plan import SIZE, words
from b12calc_ui.main_window import MainWindow
from b12calc_ui.theme import LIGHT, THEMES, look
from b12calc_ui.timeline_drawing import timeline_shown
from tests.report.test_timeline import followed

from .conftest import SAMPLE, settle
from .follow_up_stage import window_on

DAYS = 94


@pytest.fixture
def course(tmp_path: Path, qapp: object) -> Iterator[MainWindow]:
    """A window with a course under treatment."""
    case, answer = followed(DAYS, fatigue="worse")
    path = tmp_path / "case.json"
    path.write_text(write_case(case), encoding="utf-8")
    with window_on(answer.today) as main:
        main.files.open_path(path)
        settle()
        yield main
        main.set_look("light", 100)


def test_the_picture_shows_what_paper_shows(course: MainWindow) -> None:
    shown, answer = course.answer.timeline.timeline, course.answer.shown
    assert shown is not None and answer is not None and answer.course is not None
    paper = timeline_of(answer.course)
    assert paper is not None
    assert (shown.spans, shown.visit, shown.ticks) == (paper.spans, paper.visit, paper.ticks)
    assert (shown.visit_text, shown.no_end, shown.aside) == (paper.visit_text.replace("\u00a0", " "), paper.no_end,
                                                             paper.aside)  # fmt: skip


def test_the_ear_hears_every_row_with_what_was_seen(course: MainWindow) -> None:
    drawing = course.answer.timeline
    assert drawing.timeline is not None and drawing.isVisibleTo(course)
    told = drawing.accessibleName()
    assert QAccessible.queryAccessibleInterface(drawing).role() == QAccessible.Role.Graphic
    assert told.startswith("Expected order of recovery, from the first dose on 13 Mar 2026. This visit, 94 days after")
    for span in drawing.timeline.spans:
        assert f"{span.name}: " in told and f". {span.word}." in told


@pytest.mark.parametrize("theme", THEMES)
def test_it_is_drawn_in_the_colours_of_the_theme(course: MainWindow, theme: str) -> None:
    course.set_look(theme, 100)
    settle()
    picture = course.answer.timeline.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {look.theme.paper, look.theme.text} <= colours
    assert theme == "light" or LIGHT.paper not in colours or look.theme.text == LIGHT.paper


@pytest.mark.parametrize("zoom", [100, 200, 300])
@pytest.mark.parametrize("width", [640, 1366])
def test_no_word_is_cut_or_covers_another(course: MainWindow, zoom: int, width: int) -> None:
    course.set_look("light", zoom)
    course.resize(width, 720)
    settle()
    drawing = course.answer.timeline
    assert drawing.timeline is not None
    plan, scale = drawing.plan(drawing.timeline)
    metrics = {bold: QFontMetricsF(look.font(0.88, bold)) for bold in (False, True)}
    boxes = []
    for word in words(plan):
        right = word.x * scale + metrics[word.bold].horizontalAdvance(word.text)
        assert word.x >= 0 and right <= drawing.width() and 0 <= word.y <= plan.height, word
        boxes.append((word.x * scale, word.y, right, word.y + SIZE - 2))
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b
    assert plan.height * scale <= drawing.height()


def test_it_goes_with_the_course_and_with_the_patient(course: MainWindow) -> None:
    course.files.open_path(SAMPLE)
    settle()
    assert course.answer._timeline is None or course.answer._timeline.isHidden()
    answer = course.answer.shown
    assert answer is not None and timeline_shown(answer) is None
    course.new()
    assert course.answer._timeline is None


@pytest.mark.parametrize(("days", "said"), [(0, "on the day of the first dose"), (1, "1 day after the first dose")])
def test_the_first_days_are_said_as_they_are(days: int, said: str) -> None:
    shown = timeline_shown(followed(days)[1])
    assert shown is not None and shown.visit_text == f"This visit, {said}"
