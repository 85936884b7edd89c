"""What a written FHIR bundle holds: the case and nothing else, valid for others, and the same results read back."""

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import b12calc.analytes
from b12calc.analytes import analytes
from b12calc.exchange.fhir_blocks import FINDING_WORDS
from b12calc.exchange.fhir_results import LOINC, UNCONFIRMED
from tests.exchange.fhir_written import VIGNETTES, Raw, back, bundle_of, hold, members, resources, sample
from tests.exchange.noted import dressed
from tests.rules.making import SYMPTOMS, case

# The parts UCUM's codes are made of: its tables of prefixes, of metric units and of others, as far as they are needed.
# Source: The Unified Code for Units of Measure; ucumvert 0.3 parses every one of these codes too.
PREFIX, METRIC = "[npumdf]?", r"(?:g|L|mol|eq|U|\[IU\])"
ATOM = rf"(?:{PREFIX}{METRIC}|%|10\*9|min|\{{1\.73_m2\}})"
UCUM = re.compile(rf"{ATOM}(?:/{ATOM})*")
LOINC_ROWS = tomllib.loads(Path(b12calc.analytes.__file__).with_name("analytes.toml").read_text("utf-8"))["loinc"]


def with_result(**result: object) -> Raw:
    raw = sample()
    raw["visits"][0]["results"] = [result]
    return raw


def test_the_bundle_of_the_sample_is_valid() -> None:
    hold(bundle_of(sample()))


@pytest.mark.parametrize("path", VIGNETTES, ids=lambda path: path.stem)
def test_the_bundle_of_a_published_case_is_valid(path: Path) -> None:
    hold(bundle_of(json.loads(path.read_text(encoding="utf-8"))["case"]))


@pytest.mark.parametrize("seed", range(60))
def test_the_bundle_of_a_random_case_with_odd_texts_is_valid(seed: int) -> None:
    hold(bundle_of(dressed(Random(seed))))


@pytest.mark.parametrize("fault", [
    lambda node: node.pop("code"), lambda node: node.pop("status"), lambda node: node.update(unheard="of"),
    lambda node: node.update(effectiveDateTime="2026-02-31"), lambda node: node.update(valueString="142"),
    lambda node: node.update(status="finished"), lambda node: node.update(issued=None),
    lambda node: node["subject"].update(reference="urn:uuid:5"),
    lambda node: node["valueQuantity"].update(comparator="=<"), lambda node: node["valueQuantity"].update(value="142"),
])  # fmt: skip
def test_what_holds_a_bundle_finds_planted_faults(fault: Callable[[Raw], object]) -> None:
    bundle = json.loads(bundle_of(sample()))
    fault(bundle["entry"][1]["resource"])
    with pytest.raises((AssertionError, ValueError, KeyError)):
        hold(json.dumps(bundle).encode())


def test_signs_that_fhir_does_not_know_are_left_out_of_texts() -> None:
    raw = with_result(analyte="total_b12", value="142", unit="ng/L", comment="a\x07b\x00", laboratory=" \x1f ")
    raw["patient"]["name"] = "Ada\x0bMarsh"
    hold(bundle_of(raw))
    (one,) = resources(bundle_of(raw), "Observation")
    assert one["note"] == [{"text": "ab"}]
    assert "performer" not in one


def test_the_same_case_gives_the_same_bytes_and_another_case_another_patient() -> None:
    other = with_result(analyte="total_b12", value="142", unit="ng/L")
    assert bundle_of(sample()) == bundle_of(sample())
    (first,), (second,) = resources(bundle_of(sample()), "Patient"), resources(bundle_of(other), "Patient")
    assert first["id"] != second["id"]


def test_the_patient_is_what_the_case_holds_and_no_more() -> None:
    raw = sample()
    raw["patient"] = {}
    (nobody,) = resources(bundle_of(raw), "Patient")
    assert set(nobody) == {"resourceType", "id"}
    raw["patient"] = {"name": "Ada Marsh", "identifier": "9990001112", "identifier_kind": "NHS number",
                      "date_of_birth": "1958-04-02", "sex": "female"}  # fmt: skip
    (somebody,) = resources(bundle_of(raw), "Patient")
    assert somebody["name"] == [{"text": "Ada Marsh"}]
    assert somebody["identifier"] == [{"type": {"text": "NHS number"}, "value": "9990001112"}]
    assert (somebody["gender"], somebody["birthDate"]) == ("female", "1958-04-02")


@pytest.mark.parametrize(("printed", "sent"), [("142.0", "142.0"), ("0,28", "0.28"), ("+7", "7"), ("12.50", "12.50")])
def test_a_figure_keeps_its_digits(printed: str, sent: str) -> None:
    written = bundle_of(with_result(analyte="homocysteine", value=printed, unit="umol/L", collected="2026-03-10"))
    assert f'"value": {sent},' in written.decode()


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
def test_a_comparator_stands_beside_its_figure(sign: str) -> None:
    written = bundle_of(with_result(analyte="total_b12", value="150", comparator=sign, unit="ng/L"))
    (one,) = resources(written, "Observation")
    assert one["valueQuantity"]["comparator"] == sign
    assert (back(written).results[0].comparator, back(written).results[0].value) == (sign, "150")


def test_a_figure_about_something_never_becomes_the_plain_figure() -> None:
    written = bundle_of(with_result(analyte="total_b12", value="150", comparator="~", unit="ng/L"))
    hold(written)
    (one,) = resources(written, "Observation")
    assert "valueQuantity" not in one
    assert one["valueString"] == "~150 ng/L"
    (again,) = back(written).results
    assert (again.comparator, again.value, again.unit, again.why) == ("~", "150", "ng/L", ())


QUANTITY = {"unit": "ng/L", "system": "http://unitsofmeasure.org", "code": "ng/L"}


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ({}, None),
        ({"reference_low": "180"}, [{"low": {"value": 180, **QUANTITY}}]),
        ({"reference_high": "900"}, [{"high": {"value": 900, **QUANTITY}}]),
        (
            {"reference_low": "180", "reference_high": "900"},
            [{"low": {"value": 180, **QUANTITY}, "high": {"value": 900, **QUANTITY}}],
        ),
        ({"reference_low": "trace", "reference_high": "5"}, [{"text": "trace to 5"}]),
        ({"reference_high": "trace"}, [{"text": "trace"}]),
    ],
)
def test_a_printed_range_is_written_as_figures_where_it_is_figures_else_in_words(
    printed: Raw, written: list[Raw] | None
) -> None:
    bundle = bundle_of(with_result(analyte="total_b12", value="150", unit="ng/L", **printed))
    hold(bundle)
    (one,) = resources(bundle, "Observation")
    assert one.get("referenceRange") == written


@pytest.mark.parametrize(
    ("analyte", "word"), [(one.code, word) for one in analytes().values() for word in one.findings]
)
def test_a_finding_is_written_in_words_and_by_code_and_read_back(analyte: str, word: str) -> None:
    written = bundle_of(with_result(analyte=analyte, finding=word))
    (one,) = resources(written, "Observation")
    assert one["valueCodeableConcept"] == {"coding": [{"system": FINDING_WORDS, "code": word}], "text": word}
    again = [(one.analyte, one.finding, one.verdict) for one in back(written).results]
    assert again == [(analyte, word, "accepted")]


def test_words_that_say_another_thing_than_the_code_of_a_finding_are_asked_about() -> None:
    written = bundle_of(with_result(analyte="total_b12", finding="raised")).decode()
    (one,) = back(written.replace('"text": "raised"', '"text": "normal"').encode()).results
    assert (one.finding, one.why) == ("raised", ("words and code say different things: normal, raised",))
    elsewhere = written.replace(FINDING_WORDS, "http://example.org/words")
    assert back(elsewhere.encode()).results == ()


def test_a_name_that_says_another_thing_than_the_code_of_a_test_is_asked_about() -> None:
    written = bundle_of(with_result(analyte="total_b12", value="142", unit="ng/L")).decode()
    (one,) = back(written.replace('"text": "Total vitamin B12"', '"text": "Ferritin"').encode()).results
    assert one.analyte == "ferritin" and "the b12calc code total_b12 means Total vitamin B12" in " ".join(one.why)


def test_a_question_that_was_not_asked_is_not_in_the_answers() -> None:
    raw = sample()
    raw["visits"][0] |= {"answers": {"fatigue": "yes", "metformin": "no"}, "details": {}}
    (said,) = resources(bundle_of(raw), "QuestionnaireResponse")
    answered = {item["linkId"]: item["answer"] for _, value in members(said) if isinstance(value, list)
                for item in value if isinstance(item, dict) and "answer" in item}  # fmt: skip
    asked = {code: answer for code, answer in answered.items() if "." not in code}
    assert asked == {"fatigue": [{"valueBoolean": True}], "metformin": [{"valueBoolean": False}]}
    assert "unknown" not in json.dumps(said)


def test_the_assessment_is_preliminary_and_names_program_edition_and_reasons() -> None:
    written = bundle_of(sample())
    (risk,) = resources(written, "RiskAssessment")
    text = " ".join(note["text"] for note in risk["note"])
    assert risk["status"] == "preliminary"
    assert "edition 20" in text
    assert "sha256:" in text
    assert "no diagnosis" in text
    assert "Total B12 142 ng/L" in risk["prediction"][0]["rationale"]
    assert len(risk["basis"]) == len(resources(written, "Observation")) + 1


def test_the_plan_is_a_proposal_with_its_dates() -> None:
    (plan,) = resources(bundle_of(sample()), "CarePlan")
    kinds = {activity["detail"]["kind"] for activity in plan["activity"]}
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")
    assert kinds == {"MedicationRequest", "ServiceRequest", "Appointment"}
    assert plan["activity"][0]["detail"]["scheduledTiming"]["event"][0] == "2026-03-12"


def test_where_nothing_is_to_be_done_there_is_no_plan() -> None:
    bundle = bundle_of(case(no=SYMPTOMS))
    hold(bundle)
    assert resources(bundle, "CarePlan") == []
    assert len(resources(bundle, "RiskAssessment")) == 1


def test_every_ucum_code_is_made_of_parts_that_ucum_has() -> None:
    codes = {rule.ucum for analyte in analytes().values() for rule in analyte.units.values()}
    assert len(codes) > 15
    assert [code for code in codes if not UCUM.fullmatch(code)] == []


def test_only_loinc_codes_that_their_publisher_confirms_are_written() -> None:
    rows = [row for rows in LOINC_ROWS.values() for row in rows]
    assert {row["code"] for row in rows if row["tag"] != "P"} == UNCONFIRMED
    confirmed = {row["code"] for row in rows if row["tag"] == "P"}
    for code, analyte in analytes().items():
        for unit in analyte.units:
            (one,) = resources(bundle_of(with_result(analyte=code, value="9", unit=unit)), "Observation")
            codings = [coding for coding in one["code"]["coding"] if coding["system"] == LOINC]
            assert {coding["code"] for coding in codings} <= confirmed
