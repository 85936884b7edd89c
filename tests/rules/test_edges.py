"""The rare ends of the rules: what has no figure, no profile, no day, or a table with a fault in it."""

import dataclasses
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from b12calc.analytes import analytes
from b12calc.models.case import Reported
from b12calc.rules import alike, clinic_rows, combined_indicator, knowledge
from b12calc.rules.course_facts import since_words
from b12calc.rules.limits import three
from b12calc.rules.measurements import _figure
from b12calc.rules.numbers import b12_facts
from b12calc.rules.remarks import remarks_on
from b12calc.rules.table import TableError
from b12calc.rules.whatif import outcome
from tests.rules.making import Raw, active, case, chart, decided, finding, pack, total

NEGATIVE = finding("total_b12", "low")


def reported(raw: Raw) -> Reported:
    found = chart(raw).reported("total_b12")
    assert found is not None
    return found


def test_a_result_in_words_has_no_line_of_a_figure_and_no_remark_on_one() -> None:
    one = reported(case(NEGATIVE))
    with pytest.raises(ValueError, match="in words"):
        _figure.__wrapped__(one, None, None, None, pack().limits)
    assert remarks_on(one, None, None, "", pack().limits) == ()


@pytest.mark.parametrize(
    ("started", "words"),
    [
        (None, "day of the first dose not known"),
        (date(2026, 3, 13), "treatment since 13 Mar 2026, after this visit"),
        (date(2026, 3, 12), "treatment since 12 Mar 2026: 0 days"),
        (date(2026, 3, 11), "treatment since 11 Mar 2026: 1 day"),
        (date(2026, 2, 27), "treatment since 27 Feb 2026: 13 days"),
        (date(2026, 2, 26), "treatment since 26 Feb 2026: 2 weeks"),
    ],
)
def test_how_long_a_treatment_has_run_is_told_in_days_then_in_weeks(started: date | None, words: str) -> None:
    said = since_words(started, date(2026, 3, 12)).replace("\u00a0", " ")
    assert said == words


def test_an_active_b12_far_above_any_limit_is_high_and_no_more() -> None:
    limits = pack().limits
    cuts = {"pmol/L": {"low": Decimal(25), "high": Decimal(70), "very_high": Decimal(100)}}
    with_more = dataclasses.replace(limits, cuts={**limits.cuts, "active_b12": cuts})
    assert b12_facts(chart(case(active("900"))), with_more)["active_b12_band"] == "high"


def test_where_no_limit_is_printed_anywhere_nothing_conflicts() -> None:
    assert decided(case(total("150")), "article").words["limits_conflict"] == "no"
    assert decided(case(active("20", reference_low="25", reference_high="70")), "us").words["limits_conflict"] == "no"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('sources = ["DEL-03", "B-003", "D4"]', "sources = []", "no such source"),
        ('sources = ["DEL-03", "B-003", "D4"]', 'sources = ["NOT-1"]', "no such source"),
        ('sources = ["DEL-03", "B-003", "D4"]', 'sources = ["FRM-06"]', "decided by unconfirmed sources alone"),
    ],
)
def test_a_substitution_without_a_confirmed_source_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, fault: str
) -> None:
    copy = tmp_path / "clinic.toml"
    text = (knowledge.CLINICAL / "shared" / "clinic.toml").read_text(encoding="utf-8")
    assert old in text
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(clinic_rows, "FILE", copy)
    with pytest.raises(TableError, match=fault):
        clinic_rows.content_for.__wrapped__("uk")


def test_no_two_analytes_bear_one_short_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({short for _, short in alike.names().values()}) == len(alike.names())
    one = analytes()["mma"]
    monkeypatch.setattr(alike, "analytes", lambda: {"mma": one, "mma_too": one})
    with pytest.raises(ValueError, match="one short name"):
        alike.names()


def test_a_class_of_the_indicator_takes_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert combined_indicator.class_of(Decimal(-100))[0]
    monkeypatch.setattr(combined_indicator, "indicator_words", lambda: {"class": [{"above": "1.5", "word": "x"}]})
    with pytest.raises(AssertionError, match="every figure"):
        combined_indicator.class_of(Decimal(0))


def test_a_figure_above_the_printed_range_that_is_not_high_here_is_a_conflict() -> None:
    assert decided(case(total("300", reference_high="250"))).words["limits_conflict"] == "yes"
    assert decided(case(total("300", reference_high="300"))).words["limits_conflict"] == "no"
    assert decided(case(total("400", reference_high="250"))).words["limits_conflict"] == "no"


def test_a_chart_has_its_four_decisions() -> None:
    assert outcome(pack(), chart(case(total("120")))) == ("deficient", "soon", "now", "im_or_oral")


def test_three_values_are_said_in_words() -> None:
    assert [three(one) for one in (True, False, None)] == ["yes", "no", "unknown"]
