"""What is read of a FHIR observation: every digit as sent, every word against it, nothing guessed."""

import json
from datetime import date

import pytest

from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.judge import judged
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import UCUM, found, judged_one, observation, quantity, reports


def with_figure(digits: str) -> str:
    return json.dumps(observation()).replace('"value": 142', f'"value": {digits}')


def test_a_plain_result_is_accepted_with_its_range_and_day() -> None:
    ranges = [{"low": {"value": 180}, "high": {"value": 900}}]
    got = judged_one(referenceRange=ranges, valueQuantity=quantity(142, "ng/L", "ng/L"))
    assert (got.verdict, got.why, got.remarks) == ("accepted", (), ())
    assert (got.analyte, got.value, got.unit, got.collected) == ("total_b12", "142", "ng/L", date(2026, 3, 10))
    assert (got.reference_low, got.reference_high, got.status) == ("180", "900", "final")
    assert got.source.where == "Observation"
    assert '"value":142' in got.source.text


@pytest.mark.parametrize("digits", ["12.50", "142.0", "0.80", "100000000000000000001", "0.1000000000000000055511"])
def test_a_figure_keeps_its_digits_as_sent(digits: str) -> None:
    (report,) = reports(with_figure(digits))
    assert report.found[0].value == digits


@pytest.mark.parametrize(("digits", "full"), [("1.42e2", "142"), ("142E0", "142"), ("1e-1", "0.1")])
def test_a_figure_with_an_exponent_is_written_out_with_a_doubt(digits: str, full: str) -> None:
    (report,) = reports(with_figure(digits))
    assert report.found[0].value == full
    assert report.found[0].doubts == (f"the figure was sent as {digits}",)


@pytest.mark.parametrize("digits", ["1e999999999", "-142", "1e-99999999999"])
def test_what_is_no_figure_of_a_laboratory_is_never_offered(digits: str) -> None:
    (report,) = reports(with_figure(digits))
    got = judged(report, date(2026, 11, 22))
    assert not got.results
    assert len(got.ignored) == 1


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_is_none_is_refused(word: str) -> None:
    with pytest.raises(ProblemsFound, match=f"{word} is no number"):
        reports(with_figure(word))


def test_a_name_that_stands_twice_is_refused_and_named() -> None:
    with pytest.raises(ProblemsFound, match=r"the same name stands twice in one object \(value\)"):
        reports(with_figure('142, "value": 412'))


@pytest.mark.parametrize(("sent", "status"), [
    ("final", "final"), ("amended", "corrected"), ("corrected", "corrected"), ("appended", "corrected"),
    ("registered", "preliminary"), ("preliminary", "preliminary"), ("unknown", "preliminary"),
    ("cancelled", "cancelled"), ("entered-in-error", "cancelled"),
])  # fmt: skip
def test_every_status_of_fhir_is_one_of_ours(sent: str, status: str) -> None:
    assert found(status=sent).status == status


@pytest.mark.parametrize("sent", [None, "finished"])
def test_a_status_that_is_missing_or_not_known_is_a_doubt(sent: str | None) -> None:
    got = judged_one(status=sent)
    assert (got.verdict, got.status) == ("doubtful", "not_told")


@pytest.mark.parametrize(("system", "known"), [
    ("http://loinc.org", "loinc"), ("http://snomed.info/sct", "snomed"), ("http://read.info/readv2", "read"),
    ("http://read.info/ctv3", "read"), ("http://snomed.info/sct/83821000000107", "snomed"),
    ("http://loinc.org.example", "local"), ("https://lab.example/codes", "local"), (None, "local"),
])  # fmt: skip
def test_the_list_of_a_code_is_told_by_its_system(system: str | None, known: str) -> None:
    coding = {"code": "X1", "system": system} if system else {"code": "X1"}
    assert found(code={"coding": [coding]}).codes == (Code(known, "X1"),)  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_a_comparator_stays_with_its_figure(sign: str) -> None:
    got = judged_one(valueQuantity=quantity(150, comparator=sign))
    assert (got.comparator, got.value, got.verdict) == (sign, "150", "accepted")


def test_a_comparator_that_is_none_is_a_doubt() -> None:
    got = judged_one(valueQuantity=quantity(150, comparator="=<"))
    assert "=< stands before the figure and is no comparator" in got.why


def test_a_figure_in_a_text_keeps_its_comparator_and_lacks_its_unit() -> None:
    got = judged_one(valueQuantity=None, valueString="<150")
    assert (got.comparator, got.value, got.unit) == ("<", "150", None)
    assert got.why == ("no unit is printed with the figure",)


def test_two_values_in_one_result_are_a_doubt() -> None:
    assert judged_one(valueString="412").verdict == "doubtful"


@pytest.mark.parametrize("value", [
    {"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 80}}},
    {"valueRange": {"low": {"value": 100}, "high": {"value": 150}}},
])  # fmt: skip
def test_a_ratio_and_a_range_are_no_plain_figure(value: dict[str, object]) -> None:
    assert found(valueQuantity=None, **value).doubts[0].startswith("the value is sent as a ra")


ANTIBODY = {"text": "Intrinsic factor antibody"}


@pytest.mark.parametrize("value", [
    {"text": "Positive"}, {"coding": [{"system": "http://snomed.info/sct", "code": "10828004"}]},
    {"coding": [{"code": "x", "display": "Detected"}]},
    {"coding": [{"system": "http://loinc.org", "code": "LA6576-8"}]},
    {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "POS"}]},
])  # fmt: skip
def test_a_finding_is_read_from_words_or_a_well_known_code(value: dict[str, object]) -> None:
    got = judged_one(code=ANTIBODY, valueQuantity=None, valueCodeableConcept=value)
    assert (got.finding, got.value, got.verdict) == ("positive", None, "accepted")


def test_words_and_code_of_a_finding_that_disagree_are_a_doubt() -> None:
    value = {"text": "Negative", "coding": [{"system": "http://snomed.info/sct", "code": "10828004"}]}
    got = judged_one(code=ANTIBODY, valueQuantity=None, valueCodeableConcept=value)
    assert got.why == ("words and code say different things: negative, positive",)


def test_a_unit_and_its_code_that_disagree_are_a_doubt() -> None:
    got = judged_one(valueQuantity=quantity(142, "ng/L", "pmol/L"))
    assert got.why == ("the unit is given twice and differently: ng/L and pmol/L",)


def test_a_unit_is_taken_from_its_code_where_no_text_is_sent() -> None:
    assert found(valueQuantity={"value": 142, "system": UCUM, "code": "ng/L"}).unit == "ng/L"


def test_a_range_in_another_unit_than_the_figure_is_a_doubt() -> None:
    ranges = [{"low": quantity(133, "pmol/L"), "high": quantity(664, "pmol/L")}]
    assert "the printed range is in pmol/l, the figure in ng/L" in judged_one(referenceRange=ranges).why


@pytest.mark.parametrize("ranges", [
    [{"low": {"value": 180}}, {"low": {"value": 250}}],
    [{"low": {"value": 180}, "age": {"low": {"value": 18}}}],
    [{"low": {"value": 180}, "appliesTo": [{"text": "pregnant"}]}],
    [{"low": {"value": 180}, "type": {"coding": [{"code": "therapeutic"}]}}],
])  # fmt: skip
def test_a_range_for_some_people_only_is_shown_and_not_chosen(ranges: list[dict[str, object]]) -> None:
    got = judged_one(referenceRange=ranges)
    assert (got.reference_low, got.reference_high, got.verdict) == (None, None, "accepted")
    assert "none was taken" in got.remarks[0]
    assert "180" in got.remarks[0]


def test_a_range_in_words_is_read_as_a_range() -> None:
    got = judged_one(referenceRange=[{"text": "180-900"}])
    assert (got.reference_low, got.reference_high) == ("180", "900")


def test_a_period_an_issue_and_a_month_say_what_they_are() -> None:
    period = found(effectiveDateTime=None, effectivePeriod={"start": "2026-03-10", "end": "2026-03-12"})
    issue = found(effectiveDateTime=None, issued="2026-03-11T10:00:00Z")
    month = found(effectiveDateTime="2026-03")
    assert (period.collected, period.notes) == (date(2026, 3, 10), ("the day is the first of a period",))
    assert issue.collected == date(2026, 3, 11)
    assert issue.notes == ("the day is that of issue; when the sample was taken is not told",)
    assert (month.collected, month.notes) == (None, ("the day is given as 2026-03 only",))


@pytest.mark.parametrize("sent", ["2026-02-30", "10.03.2026", "2026-03-10x"])
def test_a_day_that_is_none_is_a_doubt(sent: str) -> None:
    assert judged_one(effectiveDateTime=sent).why == (f"{sent} is no day",)


def test_a_value_and_a_reason_why_it_is_absent_are_a_doubt() -> None:
    assert judged_one(dataAbsentReason={"text": "haemolysed"}).verdict == "doubtful"


def test_notes_of_both_editions_of_fhir_are_kept() -> None:
    assert found(note=[{"text": "Repeat in 4 weeks"}], comment="Repeated").notes == ("Repeat in 4 weeks", "Repeated")


def test_what_stands_beside_a_value_is_shown() -> None:
    beside = {"extension": [{"url": "https://x/near-limit", "valueString": "near the limit"}]}
    assert found(valueQuantity=quantity(142, _value=beside)).notes == ("said beside the value: near the limit",)


MODIFIER = [{"url": "https://lab.example/haemolysis", "valueCodeableConcept": {"text": "Sample haemolysed"}}]


def sampled(**said: object) -> dict[str, object]:
    return {"contained": [{"resourceType": "Specimen", "id": "s", **said}], "specimen": {"reference": "#s"}}


@pytest.mark.parametrize("changed", [
    {"modifierExtension": MODIFIER}, {"implicitRules": "https://x/rules"}, {"focus": [{"display": "donor"}]},
    {"meta": {"tag": [{"code": "SUBSETTED"}]}}, sampled(modifierExtension=MODIFIER), sampled(status="unsatisfactory"),
    sampled(condition=[{"text": "clotted"}]),
])  # fmt: skip
def test_what_fhir_forbids_to_ignore_is_a_doubt(changed: dict[str, object]) -> None:
    got = judged_one(**changed)
    assert got.verdict == "doubtful"
    assert len(got.why) == 1


@pytest.mark.parametrize(("code", "doubts"), [("<", 1), (">", 1), ("QCF", 1), ("H", 0), ("L", 0), ("N", 0)])
def test_a_flag_that_says_the_figure_is_not_the_value_is_a_doubt(code: str, doubts: int) -> None:
    got = judged_one(interpretation=[{"coding": [{"code": code}]}])
    assert len(got.why) == doubts
    assert got.flag == code


def test_a_sample_of_urine_is_no_result_of_blood() -> None:
    sample = {"resourceType": "Specimen", "id": "s", "type": {"text": "Urine"}}
    (report,) = reports(observation(contained=[sample], specimen={"reference": "#s"}))
    assert not judged(report, date(2026, 11, 22)).results
    assert found(specimen={"display": "Urine"}).specimen == "Urine"


def test_components_are_results_of_their_own_under_the_name_of_the_whole() -> None:
    parts = [
        {"code": {"text": "Haemoglobin"}, "valueQuantity": quantity(108, "g/L")},
        {"code": {"text": "MCV"}, "valueQuantity": quantity(97, "fL"), "modifierExtension": MODIFIER},
    ]
    (report,) = reports(observation(code={"text": "Full blood count"}, valueQuantity=None, component=parts))
    assert [one.where for one in report.found] == ["Observation.component[0]", "Observation.component[1]"]
    assert all(one.headings == ("Full blood count",) for one in report.found)
    assert [bool(one.doubts) for one in report.found] == [False, True]
