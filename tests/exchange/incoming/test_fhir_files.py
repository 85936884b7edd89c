"""How a FHIR file is walked: every container, every patient apart, and one bad resource that sinks nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.found import Identity, Report
from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.exchange.incoming.judge import judged
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import PATIENT, TODAY, bundle, observation, quantity, reports

SAMPLES = Path(__file__).with_name("samples") / "fhir"
EXPECTED = json.loads((SAMPLES.parent / "EXPECTED.json").read_text(encoding="utf-8"))["files"]
NAMES = {
    "b12": "total_b12", "folate": "folate", "haemoglobin": "haemoglobin", "mcv": "mcv", "hct": "haematocrit",
    "wbc": "white_cells", "neutrophils": "neutrophils", "platelets": "platelets", "creatinine": "creatinine",
    "rbc": None, "mch": None, "mchc": None,  # no analytes of this program
}  # fmt: skip
# Why a result that is right as it stands is still asked about.
ASKED = {
    ("au_Bundle_referral.json", "mcv"): "only the code says",
    ("mii_Observation_creatinine.json", "creatinine"): "Specimen hemolyzed",
    ("nhs_pathology_FBC_bundle.xml", "haematocrit"): "the unit is given twice and differently",
    ("us-core_observation-cbc-mcv.json", "mcv"): "the printed range runs backwards",
}


def results(sent: object) -> list[ImportedResult]:
    return [one for report in reports(sent) for one in judged(report, TODAY).results]


def by_name(sent: object) -> dict[str | None, Report]:
    return {report.identity.name: report for report in reports(sent)}


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_sample_gives_what_a_careful_reader_finds_and_nothing_wrong(name: str) -> None:
    got = results((SAMPLES / name).read_bytes())
    expected = [one for one in EXPECTED[f"fhir/{name}"]["results"] if NAMES[one["analyte"]]]
    wanted = [(NAMES[one["analyte"]], one["value"], one["comparator"]) for one in expected]
    # HbA1c is an analyte of this program too, which the list of expected results does not name.
    assert [(one.analyte, one.value, one.comparator) for one in got if one.analyte != "hba1c"] == wanted
    for one, sent in zip([one for one in got if one.analyte != "hba1c"], expected, strict=True):
        assert one.unit_as_sent == sent["unit_as_sent"].split(" (")[0].replace("\u03bc", "\u00b5")
        asked = ASKED.get((name, one.analyte))
        assert (one.verdict == "doubtful") == (asked is not None), one.why
        assert asked is None or any(asked in why for why in one.why)


def test_every_sample_of_fhir_is_tried() -> None:
    assert {f"fhir/{path.name}" for path in SAMPLES.iterdir()} == {name for name in EXPECTED if "fhir/" in name}


def test_the_one_door_knows_every_sample_as_fhir_and_reads_it() -> None:
    for path in SAMPLES.iterdir():
        read = read_results(path.read_bytes(), Reading(TODAY))
        assert read.read_as == "fhir"
        assert sum(len(who.results) for who in read.patients) == len(results(path.read_bytes()))
    lines = (json.dumps(observation()) + "\n" + json.dumps(PATIENT)).encode()
    assert read_results(lines, Reading(TODAY)).read_as == "fhir"


def test_the_sample_of_the_nhs_in_xml_says_whose_it_is() -> None:
    (report,) = reports((SAMPLES / "nhs_pathology_FBC_bundle.xml").read_bytes())
    assert report.identity == Identity("MOXEY, Judy", date(2004, 5, 6), "female", "9727710859")


@pytest.mark.parametrize("sent", [
    observation(), bundle(observation()), [observation()], bundle(bundle(observation())),
    {"resourceType": "Parameters", "parameter": [{"name": "r", "part": [{"name": "x", "resource": observation()}]}]},
    {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloods"},
     "contained": [{**observation(), "id": "o"}], "result": [{"reference": "#o"}]},
    json.dumps(observation()) + "\n\n" + json.dumps(PATIENT) + "\n",
    "\ufeff" + json.dumps(observation()),
])  # fmt: skip
def test_a_result_is_found_in_every_container(sent: object) -> None:
    assert [(one.analyte, one.value, one.verdict) for one in results(sent)] == [("total_b12", "142", "accepted")]


def test_a_file_in_utf_16_is_read() -> None:
    assert len(results(json.dumps(observation()).encode("utf-16"))) == 1


def test_two_patients_make_two_reports() -> None:
    other = {**PATIENT, "id": "2", "name": [{"text": "Bell, Tom"}], "identifier": []}
    second = observation(subject={"reference": "Patient/2"})
    got = by_name(bundle(PATIENT, other, observation(), second, observation()))
    assert {name: len(report.found) for name, report in got.items()} == {"Marsh, Ada": 2, "Bell, Tom": 1}
    assert got["Marsh, Ada"].identity == Identity("Marsh, Ada", date(1958, 4, 2), "female", "9990001112")


def test_patients_the_file_does_not_hold_are_still_told_apart() -> None:
    got = reports([observation(), observation(subject={"reference": "Patient/2", "display": "Tom"})])
    assert [report.identity for report in got] == [
        Identity(identifier="Patient/1"),
        Identity("Tom", None, None, "Patient/2"),
    ]


def test_a_result_without_a_subject_is_given_to_nobody() -> None:
    got = reports(bundle(PATIENT, observation(), observation(subject=None)))
    assert [report.identity.name for report in got] == ["Marsh, Ada", None]
    assert not got[1].identity.told


def test_a_subject_is_found_by_address_by_containment_and_by_type_and_id() -> None:
    by_address = {"entry": [
        {"fullUrl": "urn:uuid:7", "resource": {**PATIENT, "id": "x"}},
        {"resource": observation(subject={"reference": "urn:uuid:7"})},
    ]}  # fmt: skip
    assert list(by_name({"resourceType": "Bundle", **by_address})) == ["Marsh, Ada"]
    inside = observation(contained=[{**PATIENT, "id": "p"}], subject={"reference": "#p"})
    assert list(by_name([inside, inside])) == ["Marsh, Ada"]
    assert list(
        by_name([PATIENT, observation(subject={"reference": "https://x.example/fhir/Patient/1/_history/3"})])
    ) == ["Marsh, Ada"]


def test_a_result_takes_its_subject_from_its_report_and_doubts_a_report_of_another() -> None:
    def reported(**changed: object) -> list[object]:
        report = {"resourceType": "DiagnosticReport", "subject": {"reference": "Patient/1"}, "status": "final"}
        return [PATIENT, {**report, "result": [{"reference": "Observation/o"}]}, {**observation(**changed), "id": "o"}]

    assert list(by_name(reported(subject=None))) == ["Marsh, Ada"]
    got = [one for report in reports(reported(subject={"reference": "Patient/2"})) for one in report.found]
    assert got[0].doubts == ("the report or group it stands in names another patient",)


def test_a_result_takes_its_subject_from_its_panel_and_doubts_a_panel_of_another() -> None:
    def grouped(**changed: object) -> list[object]:
        panel = observation(
            code={"text": "Haematinics"}, valueQuantity=None, hasMember=[{"reference": "Observation/o"}]
        )
        return [PATIENT, {**panel, "id": "g"}, {**observation(**changed), "id": "o"}]

    assert list(by_name(grouped(subject=None))) == ["Marsh, Ada"]
    got = [one for report in reports(grouped(subject={"reference": "Patient/2"})) for one in report.found]
    assert [one.doubts for one in got] == [("the report or group it stands in names another patient",)]


@pytest.mark.parametrize(("status", "doubts"), [("entered-in-error", 1), ("cancelled", 1), ("preliminary", 0)])
def test_a_report_that_is_withdrawn_speaks_against_its_results(status: str, doubts: int) -> None:
    report = {"resourceType": "DiagnosticReport", "status": status, "result": [{"reference": "Observation/o"}]}
    (one,) = results([report, {**observation(), "id": "o"}])
    assert len(one.why) == doubts
    assert status in " ".join((*one.why, *one.remarks))


def test_the_group_and_the_report_a_result_stands_in_are_its_headings() -> None:
    group = observation(code={"text": "Haematinics"}, valueQuantity=None, hasMember=[{"reference": "Observation/o"}])
    report = {"resourceType": "DiagnosticReport", "code": {"text": "Urine"}, "result": [{"reference": "Observation/g"}]}
    (got,) = reports([{**group, "id": "g"}, {**observation(), "id": "o"}, report])
    assert [one.headings for one in got.found] == [("Haematinics", "Urine")]
    assert got.left[0].why == "a group of results without a value of its own"


def test_resources_of_other_kinds_are_counted_and_named() -> None:
    (report,) = reports(bundle(PATIENT, observation(), {"resourceType": "Condition"}, {"resourceType": "Condition"}))
    assert [piece.why for piece in report.left] == ["Condition (2): only Observation and DiagnosticReport hold results"]


def test_groups_that_hold_each_other_end() -> None:
    def group(name: str, member: str) -> dict[str, object]:
        return {**observation(hasMember=[{"reference": f"Observation/{member}"}]), "id": name}

    assert len(results([group("a", "b"), group("b", "a"), group("c", "c")])) == 1


@pytest.mark.parametrize("kind", ["Group", "Device", "Location"])
def test_what_is_said_of_no_patient_is_left_aside(kind: str) -> None:
    (report,) = reports([observation(), observation(subject={"reference": f"{kind}/4"})])
    assert len(report.found) == 1
    assert report.left[0].why == f"it is said of a {kind}, not of a patient"


def test_one_bad_resource_sinks_nothing() -> None:
    bad = [observation(code=[{"text": "a"}, {"text": "b"}]), observation(valueQuantity="142"), "text", None, {}]
    (report,) = reports({"resourceType": "Bundle", "entry": [{"resource": one} for one in (observation(), *bad)]})
    assert len(report.found) == 1
    assert sorted(piece.where for piece in report.left) == [f"Bundle.entry[{at}].resource" for at in range(1, 6)]
    assert all(piece.why for piece in report.left)


def test_a_bad_line_among_lines_is_left_aside_with_its_number() -> None:
    (report,) = reports(f"{json.dumps(observation())}\n{{broken\n{json.dumps(observation())}")
    assert len(report.found) == 2
    assert report.left[0].where == "line 2"


def test_a_result_sent_twice_and_differently_or_deleted_is_doubtful() -> None:
    first, second = ({**observation(valueQuantity=quantity(value)), "id": "o"} for value in (142, 412))
    assert all("twice and differently" in " ".join(one.why) for one in results(bundle(first, second)))
    gone = bundle(first)
    gone["entry"].append({"request": {"method": "DELETE", "url": "Observation/o"}})
    assert results(gone)[0].why == ("the file deletes or replaces this result in another place",)


def test_a_result_that_another_one_replaces_or_disturbs_is_doubtful() -> None:
    def related(kind: str) -> list[object]:
        other = observation(
            effectiveDateTime="2026-03-11", related=[{"type": kind, "target": {"reference": "Observation/o"}}]
        )
        return [{**observation(), "id": "o"}, other]

    assert [len(one.why) for one in results(related("replaces"))] == [1, 0]
    assert [len(one.why) for one in results(related("interfered-by"))] == [0, 1]
    assert [len(one.why) for one in results(related("sequel-to"))] == [0, 0]


def test_what_a_report_names_and_the_file_lacks_is_said() -> None:
    (report,) = reports((SAMPLES / "us-core_diagnosticreport-cbc.json").read_bytes())
    assert not report.found
    assert [piece.text for piece in report.left][2] == "HEMOGLOBIN"


@pytest.mark.parametrize("sent", ["{}", "[]", "[1]", '{"resourceType": 5}', "{", '"x"', "null", '{"a": "b', "{}\n{}"])
def test_what_is_no_fhir_is_refused_in_one_sentence(sent: str) -> None:
    with pytest.raises(ProblemsFound) as refused:
        reports(sent)
    assert len(refused.value.problems) == 1
