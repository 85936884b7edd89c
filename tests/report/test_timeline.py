"""The picture of the expected order of recovery: its places are true, its words never overlap, and it is one figure."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.plan.schedule import add_months
from b12calc.report import build, note, pdf
from b12calc.report.course import course_blocks
from b12calc.report.document import Timeline
from b12calc.report.faces import register_fonts, width_of
from b12calc.report.timeline import labels, plan_of
from b12calc.report.timeline_plan import Stroke, Word, shapes
from b12calc.rules import assess
from tests.report.reading import differs
from tests.report.tag_faults import faults
from tests.report.tag_walk import opened, tree
from tests.rules.making import case, egfr, haemoglobin, mcv, mma, read, total, visit

STARTED = date(2026, 3, 13)
WIDTHS = (360.0, 372.0, 506.0, 524.0)  # around the columns of A5, A4 and Letter
NARROW = (120.0, 173.0, 220.0, 300.0)  # a screen in large text


def followed(days: int = 94, yes: str = "fatigue paraesthesia", **course: str) -> tuple[Case, Assessment]:
    first = case(total("142"), haemoglobin("98"), mcv("112"), mma("1200"), egfr("88"), yes=yes)
    told = {code: {"course": course.get(code, "unchanged")} for code in yes.split()}
    on = STARTED + timedelta(days=days)
    again = visit(
        haemoglobin("109", collected=on.isoformat()), on=on.isoformat(), details=told,
        treatment={"route": "im", "started": STARTED.isoformat()},
    )  # fmt: skip
    one = read({**first, "visits": [*first["visits"], again]})
    return one, assess(one, today=on)


def timeline(days: int = 94) -> Timeline:
    (found,) = [block for block in course_blocks(followed(days)[1]) if isinstance(block, Timeline)]
    return found


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts()


@pytest.mark.parametrize("width", (*NARROW, *WIDTHS))
@pytest.mark.parametrize("days", [0, 1, 7, 30, 56, 94, 200, 365, 800])
def test_no_word_overlaps_another_or_leaves_the_picture(days: int, width: float) -> None:
    one = timeline(days)
    height = plan_of(one, width).height
    boxes = [(at.x, at.y - 1.5, at.x + width_of(at.text, at.face, 7.5), at.y + 6) for at in labels(one, width)]
    for left, foot, right, top in boxes:
        assert left >= 0 and right <= width + 0.01 and foot >= -0.5 and top <= height
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b


def test_bars_stand_beside_their_names_on_paper_and_below_them_where_it_is_narrow() -> None:
    assert not any(plan_of(timeline(), width).stacked for width in WIDTHS)
    assert all(plan_of(timeline(), width).stacked for width in NARROW[:2])


@pytest.mark.parametrize("width", (*NARROW, *WIDTHS))
def test_no_line_and_no_bar_leaves_the_picture(width: float) -> None:
    for days in (0, 94, 800):
        plan = plan_of(timeline(days), width)
        for shape in shapes(plan):
            if isinstance(shape, Word):
                continue
            ends = (
                (shape.to_x, shape.to_y) if isinstance(shape, Stroke) else (shape.x + shape.wide, shape.y + shape.tall)
            )
            for x, y in ((shape.x, shape.y), ends):
                assert -1.01 <= x <= width + 0.01 and 0 <= y <= plan.height, (days, shape)


def test_days_stand_in_order_and_the_third_day_can_be_told_from_the_first() -> None:
    plan = plan_of(timeline(), 360.0)
    places = [plan.x(day) for _, day in plan.timeline.ticks]
    assert [day for _, day in plan.timeline.ticks][-3:] == [add_months(STARTED, count) for count in (3, 6, 12)]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (plan.left, plan.right)
    assert plan.x(STARTED + timedelta(days=3)) - plan.left > 10
    assert places[2] == pytest.approx(plan.left + (28 / 365) ** 0.5 * (plan.right - plan.left))


def test_a_bar_without_an_end_gets_no_day_and_a_visit_beyond_the_axis_an_arrow() -> None:
    one = timeline()
    open_ends = [span for span in one.spans if span.closes is None]
    assert sum(label.text == one.no_end for label in labels(one, 400.0)) == len(open_ends)
    assert not plan_of(one, 400.0).beyond(one.visit)
    late = timeline(800)
    assert plan_of(late, 400.0).beyond(late.visit)


def test_fewer_than_two_things_expected_make_no_picture() -> None:
    answer = followed()[1]
    assert answer.course is not None
    one = answer.course.model_copy(update={"expected": answer.course.expected[:1]})
    blocks = course_blocks(answer.model_copy(update={"course": one}))
    assert not [block for block in blocks if isinstance(block, Timeline)]


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_on_paper_it_is_one_figure_with_words_and_the_same_bytes_twice(paper: str) -> None:
    one, answer = followed()
    document = build(one, answer)
    data = pdf(document, paper)
    assert faults(data) == []
    with opened(data) as file:
        words = [node.alt for node in tree(file).walk() if node.role == "Figure"]
    assert words.count(timeline().twin) == 1
    assert differs(document, data, paper) == ""
    assert pdf(document, paper) == data


def test_the_words_of_the_picture_name_each_thing_and_the_note_leaves_them_to_the_table() -> None:
    one = timeline()
    for span in one.spans:
        assert f"{span.name}: " in one.twin and span.word.lower() in one.twin
    assert one.visit_text not in note(build(*followed())).replace("\n", " ")
