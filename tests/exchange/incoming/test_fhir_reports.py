"""Of a whole FHIR file: whose each result is, what a report holds beside results, and each refusal in its words."""

import json
from typing import Any

import pytest

from b12calc.exchange.incoming import fhir
from b12calc.exchange.incoming.found import Identity, Leftover
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import PATIENT, Node, bundle, observation, reports


def told(sent: Any) -> list[tuple[str | None, str | None, int]]:
    """Name, number and how many results of each report."""
    return [(one.identity.name, one.identity.identifier, len(one.found)) for one in reports(sent)]


def refused(sent: str | bytes) -> str:
    with pytest.raises(ProblemsFound) as found:
        reports(sent)
    (problem,) = found.value.problems
    return problem.message


def report(**said: Any) -> Node:
    return {"resourceType": "DiagnosticReport", "status": "final", **said}


@pytest.mark.parametrize(("subject", "who"), [
    ({"reference": " Patient/9 ", "display": "Tom"}, ("Tom", "Patient/9")),
    ({"identifier": {"value": "77"}, "display": "Tom"}, ("Tom", "77")),
    ({"reference": "Patient/9", "identifier": {"value": "77"}}, (None, "77")),
    ({"display": "Tom"}, ("Tom", None)),
    ({"type": "Patient", "display": "Tom"}, ("Tom", None)),
    ({}, (None, None)),
])  # fmt: skip
def test_somebody_the_file_does_not_hold_is_known_by_what_is_said(
    subject: Node, who: tuple[str | None, str | None]
) -> None:
    assert told(observation(subject=subject)) == [(*who, 1)]


def test_the_subject_of_older_resources_is_their_patient() -> None:
    assert told(observation(subject=None, patient={"reference": "Patient/9"})) == [(None, "Patient/9", 1)]


@pytest.mark.parametrize("kind", ["Group", "Device", "Location", "Substance", "Medication", "Organization",
                                  "Procedure", "Practitioner"])  # fmt: skip
def test_a_result_of_no_patient_is_left_aside_however_its_kind_is_told(kind: str) -> None:
    other = {"resourceType": kind, "id": "4"}
    why = f"it is said of a {kind}, not of a patient"
    for subject in ({"reference": f"https://x.example/{kind}/4"}, {"type": kind}, {"reference": "urn:4", "type": kind}):
        assert reports(observation(subject=subject))[0].left[0] == Leftover("", "Observation", why), subject
    inside = observation(subject={"reference": "#4"}, contained=[other])
    assert why in [piece.why for piece in reports(inside)[0].left]
    assert told(observation(subject={"reference": "Patient/4", "type": kind})) == [(None, "Patient/4", 1)]


def test_one_person_under_two_addresses_is_one_where_number_and_birth_date_tell() -> None:
    second = observation(subject={"reference": "Patient/2"})
    assert told(bundle(PATIENT, {**PATIENT, "id": "2"}, observation(), second)) == [("Marsh, Ada", "9990001112", 2)]
    for key in ("birthDate", "identifier"):
        bare = {name: value for name, value in PATIENT.items() if name != key}
        assert len(told(bundle(bare, {**bare, "id": "2"}, observation(), second))) == 2


def test_a_patient_that_cannot_be_read_is_somebody_without_a_name() -> None:
    odd = {**PATIENT, "name": "Ada"}
    assert told(bundle(odd, observation())) == [(None, None, 1)]
    (alone,) = reports(odd)
    assert (alone.identity, alone.found, alone.left) == (Identity(), (), ())


def test_a_file_of_a_patient_alone_says_who_it_is() -> None:
    assert told([{"resourceType": "Specimen"}, PATIENT]) == [("Marsh, Ada", "9990001112", 0)]


def test_what_a_report_holds_beside_its_results_is_left_aside_with_its_place() -> None:
    forms = [{"title": "Report.pdf", "contentType": "application/pdf"}, {"contentType": "text/plain"}, {}]
    whole = report(
        result=[{"reference": "Observation/a"}, {"reference": "Observation/x", "display": "Folate"},
                {"reference": "Observation/y"}, {}],
        presentedForm=forms, conclusion="Low B12",
    )  # fmt: skip
    (got,) = reports([{**observation(), "id": "a"}, whole])
    missing, document = "the report names a result the file does not hold", "an attached document; its text is not read"
    assert got.left == (
        Leftover("Folate", "[1].result[1]", missing), Leftover("Observation/y", "[1].result[2]", missing),
        Leftover("", "[1].result[3]", missing),
        Leftover("Report.pdf", "[1].presentedForm[0]", document),
        Leftover("text/plain", "[1].presentedForm[1]", document), Leftover("", "[1].presentedForm[2]", document),
        Leftover("Low B12", "[1].conclusion", "the report's conclusion, in words"),
    )  # fmt: skip


def test_a_report_without_anything_is_named_as_such_and_one_with_results_is_not() -> None:
    code = {"text": "Bloods", "coding": [{"display": "FBC"}]}
    (got,) = reports(report(code=code))
    assert got.left == (Leftover("Bloods; FBC", "DiagnosticReport", "a report without results"),)
    (got,) = reports([{**observation(), "id": "a"}, report(code=code, result=[{"reference": "Observation/a"}])])
    assert got.left == ()


def test_what_a_report_of_nobody_holds_stands_with_the_first_patient() -> None:
    files = [observation(), observation(subject={"reference": "Patient/2"})]
    nobody, second = reports([*files, report()]), reports([*files, report(subject={"reference": "Patient/2"})])
    assert [len(one.left) for one in nobody] == [1, 0] and [len(one.left) for one in second] == [0, 1]
    (own, other) = reports([observation(), report(subject={"reference": "Patient/3"})])
    assert (other.identity.identifier, len(other.left), own.left) == ("Patient/3", 1, ())


def test_a_report_that_cannot_be_read_is_told_once_and_sinks_nothing() -> None:
    (got,) = reports([observation(), report(result="x", conclusion=["a", "b"])])
    assert len(got.found) == 1
    assert got.left == (Leftover("", "[1]", "result is not written as FHIR writes it"),)


def test_results_in_panels_of_the_older_edition_stand_in_their_panel() -> None:
    panel = observation(valueQuantity=None, code={"text": "Haematinics"},
                        related=[{"type": "has-member", "target": {"reference": "Observation/o"}},
                                 {"type": "has-member"}])  # fmt: skip
    (got,) = reports([{**observation(), "id": "o"}, panel])
    assert [one.headings for one in got.found] == [("Haematinics",)]


def test_results_are_found_through_panels_inside_panels_nearest_first() -> None:
    def group(name: str, member: str) -> Node:
        return observation(id=name, code={"text": name}, valueQuantity=None,
                           hasMember=[{"reference": f"Observation/{member}"}])  # fmt: skip

    (got,) = reports([group("outer", "inner"), group("inner", "o"), observation(id="o")])
    assert [one.headings for one in got.found] == [("inner", "outer")]


def test_other_resources_are_counted_by_kind_and_those_around_results_are_not() -> None:
    used = ("Specimen", "Practitioner", "PractitionerRole", "Organization", "MessageHeader", "Composition", "Device",
            "Location", "Encounter", "OperationOutcome", "Provenance")  # fmt: skip
    said = "only Observation and DiagnosticReport hold results"
    kinds = [{"resourceType": kind} for kind in (*used, "Task", "Condition", "Task")]
    (got,) = reports([observation(), *kinds])
    assert got.left == (
        Leftover("Condition", "file", f"Condition (1): {said}"), Leftover("Task", "file", f"Task (2): {said}")
    )  # fmt: skip


def test_each_resource_is_named_by_its_kind_or_by_its_place_in_the_list() -> None:
    assert reports(observation())[0].found[0].where == "Observation"
    assert reports([observation()])[0].found[0].where == "[0]"
    assert reports(f"{json.dumps(observation())}\n\n{json.dumps(observation())}")[0].found[1].where == "line 3"
    (got,) = reports(f"{json.dumps(observation())}\n{{x")
    why = "the line is no JSON: line 1, character 2: Expecting property name enclosed in double quotes"
    assert got.left == (Leftover("", "line 2", why),)


@pytest.mark.parametrize(("sent", "said"), [
    ('{"a": 1', "the JSON breaks off or is not well formed at line 1, character 8: Expecting ',' delimiter"),
    ("{}", "no FHIR resource was found; expected a Bundle, Observation or DiagnosticReport: no FHIR resource stands "
           "here"),
    ("[]", "no FHIR resource was found; expected a Bundle, Observation or DiagnosticReport"),
    (" ", "the file is empty; expected a laboratory report"),
])  # fmt: skip
def test_what_is_no_fhir_is_refused_with_the_reason(sent: str, said: str) -> None:
    assert refused(sent) == said


def test_signs_around_the_text_are_passed_over() -> None:
    assert told(f"\ufeff \t\r\n{json.dumps(observation())}\x00\n ") == [(None, "Patient/1", 1)]


def test_as_many_lines_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir, "MAX_LINES", 3)
    line = json.dumps(observation())
    assert told("\n".join([line] * 3)) == [(None, "Patient/1", 3)]
    message = "the file has more than 3 lines; a report of one patient is far smaller"
    assert refused("\n".join([line] * 4)) == message


def test_as_many_results_as_the_cap_are_read_and_one_more_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir, "MAX_RESULTS", 2)
    assert told([observation(), observation()]) == [(None, "Patient/1", 2)]
    message = "the file holds more than 2 results; a report of one patient has some dozens"
    assert refused(json.dumps([observation()] * 3)) == message
