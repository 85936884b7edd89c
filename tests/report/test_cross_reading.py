"""A short share of the campaigns over papers: the same figures everywhere, hostile texts as typed or refused."""

from random import Random

import pytest

from tests.campaigns.cross_reading import dates_in, run, section_of
from tests.campaigns.hostile import outcomes
from tests.campaigns.hostile_strings import COUNT, KINDS, strings
from tests.campaigns.hostile_trial import Page
from tests.campaigns.watching import Watch
from tests.report.examples import TODAY


def test_pdf_page_note_and_json_hold_the_same_values_doses_and_dates() -> None:
    counts, examples = run(6, seed=2)
    assert examples == {}
    assert counts["cases"] == 6


def test_a_result_of_an_equal_figure_and_another_day_is_printed_too() -> None:
    _, examples = run(1, seed=1, skip=9)
    assert examples == {}


def test_a_figure_or_a_date_that_differs_would_be_found() -> None:
    text = "Results\nTotal B12 142 ng/L 12 Mar 2026\nPlan\nInject on 13 Mar 2026\n"
    assert dates_in(section_of(text, "Results", ["Results", "Plan"])) == {TODAY}
    assert dates_in("112 Mar 2026, 12 Mar 20, 12 March 2026") == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_text_in_every_field_comes_out_as_typed_or_is_refused(kind: str) -> None:
    outcomes("Elinor Ashby")
    text = Random(f"share/{kind}").choice(KINDS[kind])
    with Watch() as watch:
        found = outcomes(text)
    assert [one for one in found if not one.startswith("refused")] == []
    assert watch.seen == []


def test_the_watch_and_the_reader_of_pages_find_what_is_planted() -> None:
    with Watch() as watch:
        open(__file__, "rb").close()
    assert watch.seen
    assert Page("<p>a<img src=x>b<!-- c --></p>").foreign == ["<img [('src', 'x')]>", "<!-- c "]
    assert len({text for _, text in strings()}) == COUNT
