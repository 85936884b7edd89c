"""Reading case files: bounded and strict, each fault one sentence at its place; what is written reads back the same."""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.case import Case
from b12calc.models.reading import MAX_BYTES, MAX_DEPTH, read_case, write_case
from b12calc.problems import Problem, ProblemsFound
from tests.oracle.generate import random_case

Raw = dict[str, Any]
VISIT = "$.visits[0]"


def small(**visit: Any) -> Raw:
    return {"format": "b12calc-case/1", "visits": [{"date": "2026-03-12", **visit}]}


def faults(raw: Raw | str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        read_case(json.dumps(raw) if isinstance(raw, dict) else raw)
    return caught.value.problems


def only(raw: Raw | str | bytes) -> tuple[str, str]:
    found = faults(raw)
    assert len(found) == 1, [str(one) for one in found]
    return found[0].path, found[0].message


def test_the_smallest_case_is_a_format_and_a_visit_with_its_date() -> None:
    case = read_case(json.dumps(small()))
    assert (case.patient.sex, case.patient.pregnancy, case.visits[0].answers) == ("unknown", "unknown", {})


def test_text_and_bytes_with_or_without_a_mark_at_the_start_are_the_same_case() -> None:
    text = json.dumps(small())
    assert read_case(text) == read_case(text.encode()) == read_case(b"\xef\xbb\xbf" + text.encode())


@pytest.mark.parametrize("seed", range(40))
def test_a_case_written_and_read_again_is_equal_and_is_written_the_same(seed: int) -> None:
    case = read_case(json.dumps(random_case(Random(seed))))
    text = write_case(case)
    assert read_case(text) == case
    assert write_case(read_case(text)) == text
    assert text.endswith("}\n")


def test_letters_of_any_language_are_written_as_they_are() -> None:
    raw = {**small(), "patient": {"name": "Łucja Ðorđević 王"}}
    assert "Łucja Ðorđević 王" in write_case(read_case(json.dumps(raw)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not readable as JSON (line 1, column 1)"),
        ("{", "not readable as JSON"),
        ('{"format": "b12calc-case/1",}', "not readable as JSON"),
        ("\ufeff{}", "not readable as JSON"),
        (b"\xff\xfe{\x00}\x00", "not UTF-8 text"),
        ('{"format": "b12calc-case/1", "x": NaN}', "NaN is not a number a case may hold"),
        ('{"x": Infinity}', "Infinity is not a number"),
        ('{"x": -Infinity}', "-Infinity is not a number"),
        ('{"format": 1, "format": 2}', "the key 'format' is given twice"),
        ('{"visits": [{"answers": {"falls": "yes", "falls": "no"}}]}', "the key 'falls' is given twice"),
        ("[]", "input should be an object"),
        ("null", "input should be an object"),
        ('"case"', "input should be an object"),
        ('{"a": "\\ud800"}', "invalid JSON"),
    ],
)
def test_what_is_no_case_file_is_refused_as_a_whole(text: str | bytes, said: str) -> None:
    path, message = only(text)
    assert path == "$"
    assert said in message


def test_nesting_is_bounded_and_brackets_inside_text_do_not_count() -> None:
    assert f"deeper than {MAX_DEPTH} levels" in only("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[1]
    assert "deeper" in only("[" * 100_000)[1]
    assert "deeper" not in only("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1]
    raw = {**small(), "patient": {"name": '[{"' * 60 + "\\"}}
    assert read_case(json.dumps(raw)).patient.name == '[{"' * 60 + "\\"


def test_size_is_bounded() -> None:
    assert only(" " * (MAX_BYTES + 1)) == ("$", "the file is larger than 20 MB")
    assert only(b" " * (MAX_BYTES + 1)) == ("$", "the file is larger than 20 MB")


@pytest.mark.parametrize(
    ("raw", "path", "said"),
    [
        ({**small(), "format": "b12calc-case/2"}, "$.format", "expected one of"),
        ({"visits": small()["visits"]}, "$.format", "required and missing"),
        ({"format": "b12calc-case/1"}, "$.visits", "required and missing"),
        ({"format": "b12calc-case/1", "visits": []}, "$.visits", "at least one entry"),
        ({**small(), "patients": {}}, "$.patients", "not part of the case format"),
        ({**small(), "patient": {"age": 4}}, "$.patient.age", "not part of the case format"),
        ({**small(), "patient": {"sex": "woman"}}, "$.patient.sex", "'woman' was given"),
        ({**small(), "patient": {"age_years": "67"}}, "$.patient.age_years", "'67' was given"),
        ({**small(), "patient": {"age_years": -1}}, "$.patient.age_years", "greater than or equal to 0"),
        ({**small(), "patient": {"age_years": 121}}, "$.patient.age_years", "less than or equal to 120"),
        ({**small(), "patient": {"trimester": 4}}, "$.patient.trimester", "less than or equal to 3"),
        ({**small(), "patient": {"name": "x" * 501}}, "$.patient.name", "at most 500 characters"),
        ({**small(), "patient": {"date_of_birth": "1.2.1960"}}, "$.patient.date_of_birth", "YYYY-MM-DD"),
    ],
)
def test_a_fault_outside_the_visits_is_named_once(raw: Raw, path: str, said: str) -> None:
    found = only(raw)
    assert found[0] == path
    assert said in found[1]


LAB = "$.visits[0].results[0]"


@pytest.mark.parametrize(
    ("visit", "path", "said"),
    [
        ({"date": "12.03.2026"}, f"{VISIT}.date", "YYYY-MM-DD"),
        ({"date": "2026-02-30"}, f"{VISIT}.date", "'2026-02-30' was given"),
        ({"date": "2026-03-12T00:00:00"}, f"{VISIT}.date", "YYYY-MM-DD"),
        ({"date": 1773273600}, f"{VISIT}.date", "valid date"),
        ({"answers": {"fatigue": "maybe"}}, f"{VISIT}.answers.fatigue", "'maybe' was given"),
        ({"answers": {"fatigue": True}}, f"{VISIT}.answers.fatigue", "'True' was given"),
        ({"answers": {"tired": "yes"}}, f"{VISIT}.answers.tired", "'tired' was given"),
        ({"details": {"fatigue": {"since": "last year"}}}, f"{VISIT}.details.fatigue.since", "YYYY-MM"),
        ({"details": {"fatigue": {"course": "bad"}}}, f"{VISIT}.details.fatigue.course", "'bad' was given"),
        ({"treatment": {"started": "2026-01-05"}}, f"{VISIT}.treatment.route", "required and missing"),
        ({"results": [{"value": "142"}]}, f"{LAB}.analyte", "required and missing"),
        ({"results": [{"analyte": "mma", "value": 142}]}, f"{LAB}.value", "text in quotation marks"),
        ({"results": [{"analyte": "mma", "value": 0.28}]}, f"{LAB}.value", "text in quotation marks"),
        ({"results": [{"analyte": "mma", "finding": "high"}]}, f"{LAB}.finding", "'high' was given"),
        ({"results": [{"analyte": "mma", "comparator": "≤"}]}, f"{LAB}.comparator", "'≤' was given"),
        ({"results": [{"analyte": "mma", "units": "x"}]}, f"{LAB}.units", "not part of the case format"),
    ],
)
def test_a_fault_inside_a_visit_is_named_at_its_place(visit: Raw, path: str, said: str) -> None:
    first = faults(small(**visit))[0]
    assert first.path == path
    assert said in first.message


def test_one_fault_in_the_only_visit_is_one_problem() -> None:
    found = [str(one) for one in faults(small(answers={"fatigue": "maybe"}))]
    assert len(found) == 1, found


def test_every_fault_is_told_at_once() -> None:
    raw = {**small(answers={"fatigue": "often"}), "patient": {"sex": "x"}, "extra": 1}
    assert {"$.patient.sex", f"{VISIT}.answers.fatigue", "$.extra"} <= {one.path for one in faults(raw)}


@pytest.mark.parametrize("key", ["a\nb", "a\x1b[2Jb"])
def test_a_problem_stays_one_line_whatever_the_file_calls_its_fields(key: str) -> None:
    (problem,) = faults({**small(), key: 1})
    assert len(str(problem).splitlines()) == 1
    assert str(problem).isprintable()


@given(st.text(max_size=40))
def test_no_text_ever_ends_in_anything_but_a_case_or_problems(text: str) -> None:
    for given_as in (
        text,
        json.dumps(text),
        json.dumps({text: text}),
        json.dumps({**small(), "patient": {"name": text}}),
    ):
        try:
            assert isinstance(read_case(given_as), Case)
        except ProblemsFound as found:
            assert found.problems


def test_a_long_value_is_shown_by_its_beginning_only() -> None:
    (problem,) = faults({**small(), "patient": {"sex": "f" * 5000}})
    assert len(problem.message) < 300
