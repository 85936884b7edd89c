"""Bad case files: each kind is refused with the place and one clear sentence; identical duplicates change nothing."""

import copy
import json
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.models.reading import read_case, write_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess

from .cases import TODAY, Raw, figure, finding, judge, make_case, visit_of
from .strategies import cases

GOOD: Final = make_case([figure("total_b12", "142", "ng/L"), figure("haemoglobin", "118", "g/L")])
JARGON: Final = ("Traceback", "Input should", "validation error", "pydantic", "NoneType", "Decimal(", "literal_")
Place = tuple[str | int, ...]
FIRST: Final[Place] = ("visits", 0, "results", 0)


def problems_of(text: str) -> list[tuple[str, str]]:
    """Return path and sentence of every problem found on the way from the text to the assessment."""
    with pytest.raises(ProblemsFound) as caught:
        assess(read_case(text), today=TODAY)
    return [(one.path, one.message) for one in caught.value.problems]


def changed(place: Place, value: Any) -> Raw:
    """Return the good case with one place changed; a value of Ellipsis takes the field out."""
    raw = copy.deepcopy(GOOD)
    spot: Any = raw
    for step in place[:-1]:
        spot = spot.setdefault(step, {}) if isinstance(spot, dict) else spot[step]
    if value is ...:
        del spot[place[-1]]
    else:
        spot[place[-1]] = value
    return raw


def is_clear(message: str) -> bool:
    """Tell whether a message is one short sentence for a clinician."""
    return 10 <= len(message) <= 300 and "\n" not in message and not any(word in message for word in JARGON)


def refused(text: str, *places: str) -> None:
    """Fail unless the text is refused with clear sentences, one of them at one of the places."""
    found = problems_of(text)
    for path, message in found:
        assert path, "a problem without a path"
        assert is_clear(message), message
    if places:
        assert any(place in path for path, _ in found for place in places), found


BROKEN_TEXTS: Final = {
    "empty": "",
    "words": "this is not a case",
    "cut short": json.dumps(GOOD)[:-20],
    "trailing comma": '{"format": "b12calc-case/1", "visits": [{"date": "2026-03-12"},]}',
    "two documents": json.dumps(GOOD) + json.dumps(GOOD),
    "a list": "[]",
    "null": "null",
    "a number": "142",
    "single quotes": "{'format': 'b12calc-case/1'}",
    "deep nesting": "[" * 100 + "]" * 100,
    "duplicate key": '{"format": "b12calc-case/1", "format": "b12calc-case/1", "visits": [{"date": "2026-03-12"}]}',
    "duplicate answer": json.dumps(GOOD).replace('"fatigue": "no"', '"fatigue": "no", "fatigue": "yes"'),
    "NaN": json.dumps(changed(("patient", "age_years"), float("nan"))),
    "Infinity": json.dumps(changed((*FIRST, "value"), float("inf"))),
}


@pytest.mark.parametrize("text", BROKEN_TEXTS.values(), ids=BROKEN_TEXTS.keys())
def test_a_file_that_is_no_readable_case_is_refused_with_one_clear_sentence(text: str) -> None:
    """H36 and H43: duplicate keys, NaN, nesting and text that is no JSON."""
    refused(text)


def test_bytes_that_are_not_utf8_are_refused() -> None:
    """A file in another encoding is refused with a sentence."""
    with pytest.raises(ProblemsFound) as caught:
        read_case(json.dumps(GOOD).encode("utf-16"))
    assert all(is_clear(one.message) for one in caught.value.problems)


BAD_FIELDS: Final[dict[str, tuple[Place, Any, str]]] = {
    "format missing": (("format",), ..., "format"),
    "another format": (("format",), "b12calc-case/9", "format"),
    "no visits": (("visits",), [], "visits"),
    "visit date missing": (("visits", 0, "date"), ..., "date"),
    "visit date in words": (("visits", 0, "date"), "12 March 2026", "date"),
    "visit date ambiguous": (("visits", 0, "date"), "03/04/2026", "date"),
    "visit date as a number": (("visits", 0, "date"), 20260312, "date"),
    "visit date impossible": (("visits", 0, "date"), "2026-02-30", "date"),
    "wrong word for sex": (("patient", "sex"), "F", "sex"),
    "wrong word for pregnancy": (("patient", "pregnancy"), "maybe", "pregnancy"),
    "wrong word for an answer": (("visits", 0, "answers", "fatigue"), "unknown", "fatigue"),
    "answer as true": (("visits", 0, "answers", "fatigue"), True, "fatigue"),
    "unknown question": (("visits", 0, "answers", "tiredness"), "yes", "tiredness"),
    "unknown analyte": ((*FIRST, "analyte"), "vitamin_z", "results[0]"),
    "wrong finding": ((*FIRST, "finding"), "funny", "results[0]"),
    "wrong comparator": ((*FIRST, "comparator"), "=<", "results[0]"),
    "unknown field": (("visits", 0, "mood"), "good", "mood"),
    "unknown field of a result": ((*FIRST, "colour"), "red", "results[0]"),
    "unknown field of the patient": (("patient", "weight"), "80", "weight"),
    "value as a number": ((*FIRST, "value"), 142, "results[0].value"),
    "value as a fraction": ((*FIRST, "value"), 142.5, "results[0].value"),
    "value as a list": ((*FIRST, "value"), ["142"], "results[0].value"),
    "age as text": (("patient", "age_years"), "45", "age_years"),
    "age negative": (("patient", "age_years"), -1, "age_years"),
    "age of 200": (("patient", "age_years"), 200, "age_years"),
    "trimester 4": (("patient", "trimester"), 4, "trimester"),
    "unknown unit": ((*FIRST, "unit"), "mg/kg", "results[0]"),
    "unit of another analyte": ((*FIRST, "unit"), "fL", "results[0]"),
    "unit missing": ((*FIRST, "unit"), ..., "results[0]"),
    "neither value nor finding": ((*FIRST, "value"), ..., "results[0]"),
    "value of 1,500": ((*FIRST, "value"), "1,500", "results[0]"),
    "value of 1.500": ((*FIRST, "value"), "1.500", "results[0]"),
    "value in words": ((*FIRST, "value"), "normal", "results[0]"),
    "negative value": ((*FIRST, "value"), "-142", "results[0]"),
    "impossible B12": ((*FIRST, "value"), "9999999", "results[0]"),
    "B12 of zero": ((*FIRST, "value"), "0", "results[0]"),
    "impossible haemoglobin": (("visits", 0, "results", 1, "value"), "900", "results[1]"),
    "haemoglobin in the wrong unit": (("visits", 0, "results", 1, "value"), "11.8", "results[1]"),
    "reference limit in words": ((*FIRST, "reference_low"), "low", "results[0]"),
    "sample after today": ((*FIRST, "collected"), "2026-03-20", "results[0]"),
    "visit after today": (("visits", 0, "date"), "2026-04-01", "visits[0]"),
    "wrong kind of B12 before": (("visits", 0, "b12_before_test"), {"kind": "maybe"}, "b12_before_test"),
    "B12 taken after today": (
        ("visits", 0, "b12_before_test"),
        {"kind": "oral", "last_taken": "2026-05-01"},
        "b12_before_test",
    ),
}


@pytest.mark.parametrize(("place", "value", "path"), BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_a_wrong_field_is_refused_at_its_place(place: Place, value: Any, path: str) -> None:
    """Each kind of fault names the place and what was expected."""
    refused(json.dumps(changed(place, value)), path)


CONTRADICTIONS: Final[dict[str, tuple[Raw, tuple[str, ...]]]] = {
    "male and pregnant": (make_case(patient={"sex": "male", "pregnancy": "pregnant"}), ("pregnancy", "sex", "patient")),
    "sample before birth": (
        make_case(
            [figure("total_b12", "142", "ng/L", collected="1960-01-01")],
            patient={"age_years": None, "date_of_birth": "1970-05-05"},
        ),
        ("results[0]", "date_of_birth"),
    ),
    "born after the visit": (
        make_case(patient={"age_years": None, "date_of_birth": "2026-03-14"}),
        ("date_of_birth", "visits[0]"),
    ),
    "age against date of birth": (make_case(patient={"date_of_birth": "1960-01-01"}), ("age_years", "date_of_birth")),
    "two values on one day": (
        make_case([figure("total_b12", "142", "ng/L"), figure("total_b12", "420", "ng/L")]),
        ("results[0]", "results[1]"),
    ),
    "two findings on one day": (
        make_case([finding("intrinsic_factor_antibody", word) for word in ("positive", "negative")]),
        ("results[0]", "results[1]"),
    ),
}


@pytest.mark.parametrize(("raw", "places"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_facts_that_contradict_each_other_are_asked_about(raw: Raw, places: tuple[str, ...]) -> None:
    """P33 and H31: a contradiction is never settled in silence."""
    refused(json.dumps(raw), *places)


@pytest.mark.parametrize("text", ["142", "142.0", " 142", "+142", "142,5"])
def test_a_plain_number_in_every_accepted_spelling_is_read(text: str) -> None:
    """P06: the refusals above do not come from refusing everything."""
    assert judge(changed((*FIRST, "value"), text)).status == "deficient"


@given(cases(), st.data())
def test_p33_identical_duplicates_change_nothing(raw: Raw, data: st.DataObject) -> None:
    """P33: the same observation entered twice leaves the whole assessment as it was, to the letter."""
    results = visit_of(raw)["results"]
    doubled = copy.deepcopy(raw)
    for place in data.draw(st.sets(st.integers(0, max(0, len(results) - 1)))):
        visit_of(doubled)["results"] += [dict(one) for one in results[place : place + 1]]
    assert judge(doubled) == judge(raw)


@given(cases())
def test_p30_a_case_written_and_read_again_gives_the_same_assessment(raw: Raw) -> None:
    """P30: saving and reopening changes nothing."""
    case = read_case(json.dumps(raw))
    again = read_case(write_case(case))
    assert again == case
    assert assess(again, today=TODAY) == assess(case, today=TODAY)


@given(cases(), st.text(max_size=40))
def test_p32_name_identifier_and_comments_change_no_decision(raw: Raw, words: str) -> None:
    """P32: what identifies a patient is read by no rule."""
    named = copy.deepcopy(raw)
    named["patient"] |= {"name": words, "identifier": words, "identifier_kind": words}
    for result in visit_of(named)["results"]:
        result["comment"] = words
    one, other = judge(raw), judge(named)
    leave = {"measurements", "stamp"}
    assert one.model_dump(exclude=leave) == other.model_dump(exclude=leave)


@given(cases(), st.randoms(use_true_random=False))
def test_p29_the_order_of_entry_changes_no_decision(raw: Raw, random: Any) -> None:
    """P29: results and answers in any order."""
    shuffled = copy.deepcopy(raw)
    visit = visit_of(shuffled)
    random.shuffle(visit["results"])
    answers = list(visit["answers"].items())
    random.shuffle(answers)
    visit["answers"] = dict(answers)
    one, other = judge(raw), judge(shuffled)
    assert one.model_dump(exclude={"measurements"}) == other.model_dump(exclude={"measurements"})
