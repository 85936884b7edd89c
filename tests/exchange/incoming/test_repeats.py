"""Of several results of one test and day a correction counts, the same is kept once, and others are asked about."""

from dataclasses import replace
from datetime import date

import pytest

from b12calc.exchange.incoming.found import Found, Identity, Report
from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc.exchange.incoming.judge import judged

TODAY = date(2026, 11, 22)
DAY = date(2026, 3, 10)
B12 = Found(names=("B12",), value="142", unit="ng/L", status="final", collected=DAY, text="B12", where="line 1")
DIFFER = "the file holds different figures of this test of 2026-03-10"
AGAIN = "the same result stands in the file already"


def patient(*found: Found) -> ImportedPatient:
    return judged(Report(Identity(), found), TODAY)


def told(*found: Found) -> list[tuple[str | None, str, tuple[str, ...]]]:
    return [(one.value, one.verdict, one.why) for one in patient(*found).results]


def test_of_two_figures_both_are_asked_about_and_the_day_is_named() -> None:
    assert told(B12, replace(B12, value="412")) == [("142", "doubtful", (DIFFER,)), ("412", "doubtful", (DIFFER,))]
    first, second = (replace(B12, value=value, collected=None) for value in ("142", "412"))
    why = ("the file holds different figures of this test without a day",)
    assert told(first, second) == [("142", "doubtful", why), ("412", "doubtful", why)]


@pytest.mark.parametrize("changed", [{"value": "412"}, {"comparator": "<"}, {"unit": "pmol/L"}])
def test_a_result_is_the_same_only_where_figure_comparator_and_unit_are(changed: dict[str, str]) -> None:
    got = patient(B12, replace(B12, **changed))  # type: ignore[arg-type]
    assert [one.verdict for one in got.results] == ["doubtful", "doubtful"] and not got.ignored


def test_a_finding_is_another_one_only_where_its_word_is() -> None:
    ifa = replace(B12, names=("Intrinsic factor antibody",), value="positive", unit=None)
    assert len(patient(ifa, ifa).results) == 1
    assert [one.verdict for one in patient(ifa, replace(ifa, value="negative")).results] == ["doubtful", "doubtful"]


def test_the_same_result_sent_again_is_left_aside_with_its_place_and_no_doubt_to_the_first() -> None:
    got = patient(B12, replace(B12, where="line 9"), replace(B12, where="line 12"))
    assert [one.verdict for one in got.results] == ["accepted"]
    assert [(one.why, one.source.where) for one in got.ignored] == [(AGAIN, "line 9"), (AGAIN, "line 12")]


def test_beside_two_figures_a_repeated_one_is_still_kept_once() -> None:
    got = patient(B12, replace(B12, value="412"), B12)
    assert [(one.value, one.verdict) for one in got.results] == [("142", "doubtful"), ("412", "doubtful")]
    assert [one.why for one in got.ignored] == [AGAIN]


def test_a_correction_stands_wherever_it_is_in_the_file_and_on_its_own_day_alone() -> None:
    corrected = replace(B12, value="412", status="corrected")
    other = replace(B12, value="99", collected=date(2026, 2, 1))
    for found in ((B12, corrected, other), (corrected, B12, other)):
        got = patient(*found)
        assert sorted((str(one.value), one.verdict) for one in got.results) == [("412", "accepted"), ("99", "accepted")]
        assert [one.why for one in got.ignored] == ["a corrected result replaces it"]


def test_neutrophils_in_per_cent_do_not_speak_against_their_count() -> None:
    count = replace(B12, names=("Neutrophils",), value="4.2", unit="10*9/L")
    share = replace(count, value="61", unit="%")
    assert next((one.unit, one.verdict) for one in patient(count, share).results) == ("10*9/L", "accepted")
    verdicts = [one.verdict for one in patient(share, count, replace(count, value="9.9")).results]
    assert verdicts == ["doubtful", "doubtful", "doubtful"]


def test_where_any_unit_will_do_two_units_are_two_statements() -> None:
    ttg = replace(B12, names=("tTG IgA",), value="4", unit="U/mL")
    got = patient(ttg, replace(ttg, unit="AU", value="7"))
    assert [one.why for one in got.results] == [(DIFFER,), (DIFFER,)]
