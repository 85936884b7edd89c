"""The note is the database: what it holds comes back, whatever was done to its lines."""

import json
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.assets import asset
from b12calc.exchange import Made, note_inputs, read_note
from b12calc.exchange.marks import entered, quoted, unquoted
from b12calc.models.case import Case, LabResult, Visit
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from tests.exchange.mangling import MANGLINGS, mangled
from tests.exchange.noted import as_noted, case_of, dressed
from tests.properties.strategies import cases
from tests.report.examples import deficient_case

SEEDS = st.integers(0, 2**32)
SAMPLE = read_case(asset("sample_case.json").read_bytes())


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_case_comes_back_from_its_note(seed: int) -> None:
    raw = dressed(Random(seed))
    assert read_note(note_inputs(case_of(raw))).case == case_of(as_noted(raw))


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_drawn_case_comes_back_from_its_note(raw: dict[str, object]) -> None:
    case = case_of(raw)
    assert read_note(note_inputs(case)).case == case


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_free_text_comes_back_as_it_is_held(text: str, other: str) -> None:
    visit = {"date": "2026-03-12", "details": {"fatigue": {"note": text, "daily_dose": other}}}
    raw = {"format": "b12calc-case/1", "patient": {"name": text}, "visits": [visit]}
    try:
        case, wanted = (read_case(json.dumps(one)) for one in (raw, as_noted(raw)))
    except ProblemsFound:  # half of a surrogate pair is no text
        return
    assert read_note(note_inputs(case)).case == wanted


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_what_a_note_holds_of_a_text_is_held_for_good(text: str) -> None:
    assert entered(entered(text)) == entered(text) == unquoted(quoted(text))


@pytest.mark.parametrize("name", MANGLINGS)
def test_a_case_comes_back_after_each_mangling(name: str) -> None:
    for seed in range(4):
        raw = dressed(Random(seed))
        assert read_note(mangled(note_inputs(case_of(raw)), (name,))).case == case_of(as_noted(raw))


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.lists(st.sampled_from(sorted(MANGLINGS)), min_size=2, max_size=5).map(tuple))
def test_a_case_comes_back_after_several_manglings(seed: int, names: tuple[str, ...]) -> None:
    raw = dressed(Random(seed))
    assert read_note(mangled(note_inputs(case_of(raw)), names)).case == case_of(as_noted(raw))


def test_the_lines_read_as_a_clinician_writes_them() -> None:
    lines = [line[:-6] for line in note_inputs(deficient_case()).splitlines()]
    assert "Total B12: 142 ng/L, range 180 to 900, collected 10 Mar 2026" in lines
    assert "Yes (nerve): paraesthesia, reduced vibration sense" in lines
    assert "No (exposures): nitrous oxide" in lines
    assert "Intrinsic factor antibody: positive, collected 10 Mar 2026" in lines


def test_no_line_is_longer_than_76_columns_and_equal_cases_give_equal_lines() -> None:
    for seed in range(25):
        case = case_of(dressed(Random(seed)))
        text = note_inputs(case)
        assert text == note_inputs(case)
        assert max(map(len, text.splitlines())) <= 76


def test_the_note_says_by_which_rules_and_when_it_was_assessed() -> None:
    assessment = assess(SAMPLE, today=date(2026, 3, 12), pack="us", laboratory="york")
    made = read_note(note_inputs(SAMPLE, assessment)).made
    assert made == Made(date(2026, 3, 12), "us", assessment.edition, assessment.laboratory)
    assert read_note(note_inputs(SAMPLE)).made is None


def test_a_question_that_was_not_asked_is_not_in_the_note() -> None:
    assert "glossitis" not in note_inputs(SAMPLE)
    assert "glossitis" not in read_note(note_inputs(SAMPLE)).case.visits[0].answers


def test_a_case_that_no_note_can_hold_is_refused_when_it_is_written() -> None:
    day = date(2026, 3, 12)
    for result in (LabResult(analyte="moon", value="1", unit="g/L"), LabResult(analyte="mcv", value=" ", unit="fL")):
        with pytest.raises(ProblemsFound):
            note_inputs(Case(format="b12calc-case/1", visits=(Visit(date=day, results=(result,)),)))


@pytest.mark.parametrize("unit", ["U\u200b", "safe\u202etxt", " U ", "U\u00adL", "µ\u2060g/L"])
def test_a_unit_with_what_no_eye_sees_is_noted_without_it(unit: str) -> None:
    seen = LabResult(analyte="parietal_cell_antibody", value="12\u200b", unit=unit)
    case = Case(format="b12calc-case/1", visits=(Visit(date=date(2026, 3, 12), results=(seen,)),))
    (read,) = read_note(note_inputs(case)).case.visits[0].results
    assert (read.value, read.unit) == ("12", entered(unit))


def test_the_example_in_the_documentation_reads_back() -> None:
    page = (Path(__file__).parents[2] / "docs" / "note.md").read_text(encoding="utf-8")
    case = read_note(page).case
    assert case.visits[0].results[0].value == "142"
    assert note_inputs(case).splitlines()[1:-1] == page.split("```")[1].splitlines()[3:-1]
