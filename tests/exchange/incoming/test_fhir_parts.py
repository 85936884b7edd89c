"""The parts of an observation: codes, values of every type, units, ranges and what is said beside them."""

import json
from typing import Any

import pytest

from b12calc.exchange.fhir_blocks import FINDING_WORDS
from b12calc.exchange.incoming.fhir_json import Digits
from b12calc.exchange.incoming.fhir_parts import Value, code_of, extension_text, read_value
from b12calc.exchange.incoming.found import Code
from tests.exchange.incoming.fhir_making import UCUM, quantity

V3 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def read(**node: Any) -> Value:
    """Read one value as it comes out of JSON."""
    sent = json.dumps(node)
    return read_value(json.loads(sent, parse_int=Digits, parse_float=Digits))


@pytest.mark.parametrize(("system", "known"), [
    ("http://loinc.org", "loinc"), ("HTTP://LOINC.ORG/", "loinc"), ("urn:oid:2.16.840.1.113883.6.1", "loinc"),
    ("http://snomed.info/sct", "snomed"), ("urn:oid:2.16.840.1.113883.6.96", "snomed"),
    (" http://read.info/readv2 ", "read"), ("http://read.info", "read"), ("http://other", "local"),
    ("urn:oid:2.16.840.1.113883.6.11", "local"), ("", "local"),
])  # fmt: skip
def test_a_code_is_of_the_list_its_system_names(system: str, known: str) -> None:
    assert code_of({"code": " 2132-9 ", "system": system}) == Code(known, "2132-9")  # type: ignore[arg-type]
    for empty in ({"system": system}, {"system": system, "code": " "}):
        assert code_of(empty) is None


def test_a_quantity_keeps_figure_sign_unit_and_code() -> None:
    got = read(valueQuantity=quantity(142.50, " ng/L ", " pg/mL ", comparator=" < "))
    assert got == Value(value="142.5", comparator="<", unit="ng/L", unit_code="pg/mL")
    assert read(valueSimpleQuantity=quantity()) == Value(value="142", unit="ng/L")
    assert read(valueQuantity={"value": 5, "code": "ng/L"}) == Value(value="5", unit="ng/L")
    assert read(valueQuantity={"value": 5, "system": f" {UCUM} ", "code": "ng/L"}).unit == "ng/L"
    assert read(valueQuantity={"unit": "ng/L"}) == Value(unit="ng/L")


def test_a_sign_that_is_none_and_a_code_of_another_list_are_told() -> None:
    got = read(valueQuantity={"value": 5, "comparator": "=<", "system": "http://x", "code": "u", "unit": "ng/L"})
    assert got == Value(
        value="5", unit="ng/L", doubts=["=< stands before the figure and is no comparator"],
        notes=["a unit code of another list than UCUM was not read: u"],
    )  # fmt: skip
    assert read(valueQuantity={"value": 5, "system": "http://x", "unit": "ng/L"}).notes == []
    assert read(valueQuantity={"value": 5, "system": "http://x", "code": "u"}).unit is None


def test_a_translation_beside_the_figure_is_shown_and_other_extensions_of_it_are_not() -> None:
    also = {"url": "http://x/quantity-translation", "valueQuantity": {"value": 105, "unit": "pmol/L", "code": "z"}}
    coded = {"url": "http://x/quantity-translation", "valueQuantity": {"code": "pmol/L"}}
    got = read(valueQuantity=quantity(extension=[{"url": "http://x/other", "valueString": "x"}, also, coded]))
    assert got.notes == ["sent also as 105 pmol/L", "sent also as ? pmol/L"]


@pytest.mark.parametrize("key", ["valueString", "valueInteger", "valueDecimal", "valueCode"])
def test_a_figure_in_another_type_is_read_with_the_unit_behind_it(key: str) -> None:
    assert read(**{key: "< 150 ng/L"}) == Value(value="< 150", unit="ng/L")
    assert read(**{key: "150"}) == Value(value="150")


@pytest.mark.parametrize(("text", "value", "unit"), [
    ("150 ng/L", "150", "ng/L"), ("150ng/L", "150", "ng/L"), ("≤150 ng/L", "≤150", "ng/L"),
    (">=1.5 ng/L", ">=1.5", "ng/L"), (" 150 ng/L ", "150", "ng/L"), ("4 10*9/L", "4", "10*9/L"),
    ("~150 drops", "~150", "drops"), ("150 drops", "150 drops", None),
    ("150", "150", None), ("x150 ng/L", "x150 ng/L", None), ("150 . ng/L", "150 . ng/L", None),
    ("<<<150 ng/L", "<<<150 ng/L", None), ("1" * 22 + " ng/L", "1" * 22 + " ng/L", None),
])  # fmt: skip
def test_only_a_known_unit_is_parted_from_a_figure(text: str, value: str, unit: str | None) -> None:
    got = read(valueString=text)
    assert (got.value, got.unit) == (value, unit)


@pytest.mark.parametrize(("sent", "value", "doubted"), [
    ("1.42e2", "142", True), ("142E0", "142", True), ("1e-12", "0.000000000001", True), ("1e12", "1000000000000", True),
    ("1e13", "1e13", False), ("1e-13", "1e-13", False),
    ("1e-9999999999999999999999", "1e-9999999999999999999999", False),
    ("see 5", "see 5", False), ("five", "five", False), ("1e5x", "1e5x", False), ("142", "142", False),
])  # fmt: skip
def test_an_exponent_is_written_out_only_for_a_figure_of_a_laboratory(sent: str, value: str, doubted: bool) -> None:
    got = read(valueString=sent)
    assert (got.value, got.doubts) == (value, [f"the figure was sent as {sent}"] if doubted else [])


def test_a_ratio_or_a_range_is_told_as_it_stands() -> None:
    ratio = {"numerator": {"value": 1}, "denominator": {"value": 80}}
    assert read(valueRatio=ratio) == Value(value="1:80", doubts=["the value is sent as a ratio, 1:80"])
    assert read(valueRatio={"numerator": {"value": 1}}).value == "1:?"
    ends = {"low": {"value": 100}, "high": {"value": 150}}
    assert read(valueRange=ends) == Value(value="100 - 150", doubts=["the value is sent as a range, 100 - 150"])
    assert read(valueRange={"high": {"value": 150}}).value == "? - 150"


def test_a_value_of_another_type_is_said_and_not_read() -> None:
    assert read(valuePeriod={"start": "2026"}) == Value(
        notes=["the value is sent as valuePeriod, which is no figure and no finding"]
    )


def test_of_several_values_the_first_is_shown_with_a_doubt() -> None:
    got = read(valueString="5", valueInteger=6, valueQuantity={}, valueCode=None, valueRange=[])
    assert (got.value, got.doubts) == ("5", ["2 values stand in one result: valueString, valueInteger"])


@pytest.mark.parametrize(("code", "word"), [
    ("10828004", "positive"), ("260385009", "negative"), ("260373001", "detected"), ("260415000", "not detected"),
    ("42425007", "equivocal"), ("LA6576-8", "positive"), ("LA6577-6", "negative"),
])  # fmt: skip
def test_every_code_of_a_finding_says_its_word(code: str, word: str) -> None:
    assert read(valueCodeableConcept={"coding": [{"code": code}]}) == Value(value=word)


@pytest.mark.parametrize(("code", "word"), [
    ("POS", "positive"), ("NEG", "negative"), ("DET", "detected"), ("ND", "not detected"), ("E", "equivocal"),
])  # fmt: skip
def test_letters_say_a_finding_in_their_own_list_alone(code: str, word: str) -> None:
    assert read(valueCodeableConcept={"coding": [{"code": code, "system": V3}]}).value == word
    assert read(valueCodeableConcept={"coding": [{"code": code, "system": "http://x"}]}).value is None


def test_words_of_a_finding_stand_before_others_and_are_held_against_codes() -> None:
    both = {"text": "see note", "coding": [{"display": "Negative", "code": "10828004"}]}
    got = read(valueCodeableConcept=both)
    assert (got.value, got.finding) == ("Negative", None)
    assert got.doubts == ["words and code say different things: negative, positive"]
    assert read(valueCodeableConcept={"text": "see note"}) == Value(value="see note")
    assert read(valueCodeableConcept={"text": "x", "coding": [{"code": "10828004"}]}).value == "positive"


def test_a_finding_of_our_own_list_is_taken_as_it_is() -> None:
    ours = {"code": "raised", "system": FINDING_WORDS}
    assert read(valueCodeableConcept={"coding": [ours]}) == Value(finding="raised")
    assert read(valueCodeableConcept={"coding": [{**ours, "system": "http://x"}]}).finding is None
    assert read(valueCodeableConcept={"coding": [{**ours, "code": "huge"}]}).finding is None
    against = read(valueCodeableConcept={"text": "Negative", "coding": [{**ours, "code": "positive"}]})
    assert against.doubts == ["words and code say different things: negative, positive"]


def test_why_a_value_is_absent_is_a_note_and_beside_a_value_a_doubt() -> None:
    absent = {"coding": [{"code": "error"}]}
    assert read(dataAbsentReason=absent) == Value(notes=["said of the value: error"])
    assert read(dataAbsentReason={**absent, "text": "Clotted"}).notes == ["said of the value: Clotted"]
    got = read(valueString="5", dataAbsentReason={"text": "Clotted"})
    assert got.doubts == ["a value stands there and a reason why it is absent: Clotted"]


@pytest.mark.parametrize(("extension", "said"), [
    ({"url": "http://x/near", "valueString": "near the\nlimit"}, "near the limit"),
    ({"url": "http://x/near", "valueCodeableConcept": {"text": "Clotted"}}, "Clotted"),
    ({"url": "http://x/near", "valueCoding": {"code": "C", "display": "Clotted"}}, "Clotted"),
    ({"url": "http://x/near", "valueCoding": {"code": "C"}}, "C"),
    ({"url": "http://x/near", "valueCoding": {}}, "near"),
    ({"url": "http://x/near", "valueString": ""}, "near"),
    ({"url": "http://x/near", "valueCoding": {}, "valueString": "torn"}, "torn"),
    ({"id": "1", "url": "http://x/near"}, "near"),
    ({}, "an unnamed statement"),
])  # fmt: skip
def test_an_extension_says_its_words_else_the_end_of_its_address(extension: dict[str, Any], said: str) -> None:
    assert extension_text(extension) == said
    beside = {"extension": [extension, {"url": "http://x/quantity-precision", "valueInteger": "1"}]}
    assert read(valueString="5", _valueString=beside).notes == [f"said beside the value: {said}"]
    assert read(valueQuantity=quantity(_value=beside)).notes == [f"said beside the value: {said}"]


LIMITS = {"low": quantity(180), "high": quantity(900)}


def test_one_range_for_everybody_is_taken_with_its_words() -> None:
    got = read(valueQuantity=quantity(), referenceRange=[{**LIMITS, "text": "180-900"}])
    assert (got.low, got.high, got.range_text, got.doubts, got.notes) == ("180", "900", "180-900", [], [])
    normal = {"coding": [{"code": "normal"}]}
    assert read(valueQuantity=quantity(), referenceRange=[{**LIMITS, "type": normal}]).low == "180"
    assert read(valueQuantity=quantity(), referenceRange=[{**LIMITS, "type": {"text": "x"}}]).low == "180"


@pytest.mark.parametrize("more", [{"appliesTo": [{"text": "women"}]}, {"age": {"low": {"value": "18"}}},
                                  {"type": {"coding": [{"code": "treatment"}]}}])  # fmt: skip
def test_a_range_of_some_people_is_printed_as_sent(more: dict[str, Any]) -> None:
    got = read(valueQuantity=quantity(), referenceRange=[{"high": {"value": "900"}, "id": "r", **more}])
    sent = json.dumps({"high": {"value": "900"}, **more}, separators=(",", ":"))
    assert got.notes == [f"the printed range depends on more than the test; none was taken: {sent}"]
    assert (got.low, got.high, got.range_text) == (None, None, None)


@pytest.mark.parametrize(("limit", "doubts"), [
    (quantity(180, "pmol/L"), ["the printed range is in pmol/l, the figure in ng/L"]),
    (quantity(180, "pmol/L", "PMOL/L", comparator="<"), ["the printed range is in pmol/l, the figure in ng/L",
                                                       "< stands before a limit of the printed range"]),
    (quantity(180, "x", "ng/L"), []), (quantity(180, "NG/L"), []), ({"value": 180}, []),
])  # fmt: skip
def test_a_limit_is_in_the_unit_of_the_figure_or_doubted(limit: dict[str, Any], doubts: list[str]) -> None:
    assert read(valueQuantity=quantity(), referenceRange=[{"low": limit}]).doubts == doubts
    assert read(valueString="5", referenceRange=[{"low": {**limit, "comparator": None}}]).doubts == []
