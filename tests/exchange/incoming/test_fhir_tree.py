"""Plain members of FHIR: what stands once or repeats, where resources stand, and which one a reference means."""

from typing import Any

import pytest

from b12calc.exchange.incoming import fhir_tree
from b12calc.exchange.incoming.fhir_tree import File, Item, Unreadable, many, names_of, one, text, texts
from b12calc.exchange.incoming.guard import Watch
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import Node, bundle


def taken(*sent: Any) -> File:
    file = File(Watch())
    for at, value in enumerate(sent):
        file.take(value, f"[{at}]")
    return file


def places(file: File) -> list[str]:
    return [item.path for item in file.items]


def obs(name: str | None = None, **more: Any) -> Node:
    return {"resourceType": "Observation", **({"id": name} if name else {}), **more}


def test_what_repeats_is_a_list_whether_one_or_several_were_sent() -> None:
    assert many({}, "a") == [] and many({"a": None}, "a") == []
    assert many({"a": {"b": 1}}, "a") == [{"b": 1}] and many({"a": [{}, {"b": 1}]}, "a") == [{}, {"b": 1}]
    for wrong in ("x", ["x"], [{}, 1], 0):
        with pytest.raises(Unreadable, match=r"^a is not written as FHIR writes it$"):
            many({"a": wrong}, "a")


def test_what_stands_once_may_not_repeat() -> None:
    assert (one({}, "a"), one({"a": {"b": 1}}, "a"), one({"a": [{"b": 1}]}, "a")) == ({}, {"b": 1}, {"b": 1})
    with pytest.raises(Unreadable, match=r"^a stands there 2 times; FHIR has it once$"):
        one({"a": [{}, {}]}, "a")


def test_a_text_is_itself_a_truth_its_word_and_all_else_none() -> None:
    assert text({"a": "x"}, "a") == "x" and text({"a": "µ"}, "a") == "µ"
    assert (text({"a": True}, "a"), text({"a": False}, "a")) == ("true", "false")
    assert (text({}, "a"), text({"a": {}}, "a"), text({"a": 5}, "a")) == (None, None, None)
    assert text({"a": "x\udc80"}, "a") == "x?"
    with pytest.raises(Unreadable, match=r"^a stands there 2 times; FHIR has it once$"):
        text({"a": ["x", "y"]}, "a")


def test_texts_that_repeat_are_all_texts_of_the_list() -> None:
    assert texts({"a": ["x", 1, None, "y\udc80"]}, "a") == ["x", "y?"]
    assert (texts({"a": "x"}, "a"), texts({}, "a")) == (["x"], [])


def test_a_concept_is_called_by_its_text_and_its_displays_each_once() -> None:
    codings = [{"display": " B12 "}, {"display": "Vitamin B12"}, {"code": "x"}, {"display": " "}]
    assert names_of({"text": "Vitamin B12", "coding": codings}) == ("Vitamin B12", "B12")
    assert names_of({}) == ()


def test_resources_are_found_in_bundles_lists_of_parameters_and_one_in_another() -> None:
    inner = {"resourceType": "Parameters", "parameter": [
        {"name": "x"}, {"resource": obs("a"), "part": [{"name": "y"}, {"resource": obs("b")}]}
    ]}  # fmt: skip
    file = taken(bundle(obs("c"), bundle(inner)), obs("d", contained=[obs("e"), {"resourceType": "?"}, {"id": "f"}]))
    assert places(file) == [
        "[0].entry[0].resource", "[0].entry[1].resource.entry[0].resource.parameter[1].resource",
        "[0].entry[1].resource.entry[0].resource.parameter[1].part[1].resource", "[1]", "[1].contained[0]",
    ]  # fmt: skip
    assert not file.bad


@pytest.mark.parametrize("value", [None, "x", 5, [], {}, {"resourceType": 5}, {"resourceType": "A1"},
                                   {"resourceType": ""}, {"resourceType": "É"}])  # fmt: skip
def test_what_is_no_resource_is_told_with_its_place(value: object) -> None:
    assert taken(value).bad == [("[0]", "no FHIR resource stands here")] and not taken(value).items


def test_a_bundle_that_is_not_one_is_told_and_the_rest_goes_on() -> None:
    file = taken({"resourceType": "Bundle", "entry": ["x"]}, obs("a"))
    assert file.bad == [("[0]", "entry is not written as FHIR writes it")] and places(file) == ["[1]"]
    file = taken({"resourceType": "Bundle", "entry": [{"fullUrl": "urn:1"}, {"resource": None}]})
    assert file.bad == [("[0].entry[1].resource", "no FHIR resource stands here")]


def test_resources_are_counted_and_too_many_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fhir_tree, "MAX_RESULTS", 1)
    assert len(taken(*[obs()] * 11).items) == 11
    with pytest.raises(ProblemsFound, match="more than 10 resources; no usual report does"):
        taken(*[obs()] * 12)


@pytest.mark.parametrize(("reference", "path"), [
    ("Observation/a", "[0]"), ("Observation/a/_history/3", "[0]"), (" Observation/a ", "[0]"),
    ("https://x.example/fhir/Observation/a", "[0]"), ("https://x.example/fhir/Observation/a/_history/2", "[0]"),
    ("urn:uuid:7", "[1]"), ("#p", "[1].contained[0]"), ("#q", None), ("Patient/a", None), ("a", None), ("", None),
])  # fmt: skip
def test_a_reference_means_an_address_a_type_with_its_id_or_what_is_contained(reference: str, path: str | None) -> None:
    file = taken(obs("a"))
    file.take(obs("b", contained=[{"resourceType": "Patient", "id": "p"}]), "[1]", "urn:uuid:7/_history/1")
    found = file.resolved(reference, file.items[1])
    assert (found.path if found else None) == path
    assert file.resolved("#p", file.items[0]) is None


def test_what_is_contained_knows_what_stands_beside_it() -> None:
    file = taken(obs("a", contained=[obs("b"), obs("c")]))
    assert file.resolved("#c", file.items[1]) is file.items[2]
    assert file.resolved("#", taken(obs("a", contained=[obs()])).items[0]) is None


def test_of_two_under_one_address_the_first_is_meant() -> None:
    file = taken(obs("a", status="final"), obs("a", status="amended"))
    assert file.resolved("Observation/a", file.items[0]) is file.items[0]


def test_references_that_lead_nowhere_are_passed_over() -> None:
    file = taken(obs("a"), obs("b", hasMember=[{"reference": "Observation/a"}, {"display": "x"}, {"reference": "x/y"}]))
    assert [item.path for item in file.referred(file.items[1], "hasMember")] == ["[0]"]


def test_two_different_resources_of_one_address_are_told_and_equal_ones_are_not() -> None:
    file = taken(obs("a", status="final"), obs("a", status="amended"), obs("b"), obs("b"), obs())
    assert [file.twice(item) for item in file.items] == [True, True, False, False, False]
    addressed = File(Watch())
    addressed.take(obs("a", status="final"), "x", "urn:1")
    addressed.take(obs("b", status="final"), "y", "urn:1/_history/2")
    assert [addressed.twice(item) for item in addressed.items] == [True, True]


@pytest.mark.parametrize(("method", "url", "gone"), [
    ("DELETE", "Observation/a", True), ("delete", " Observation/a/_history/1", True), ("DELETE", "urn:7", True),
    ("DELETE", "Observation/b", False), ("PUT", "Observation/a", False), ("DELETE", None, False),
    (None, "Observation/a", False),
])  # fmt: skip
def test_a_resource_is_withdrawn_by_a_deletion_of_its_address(method: str | None, url: str | None, gone: bool) -> None:
    request = {key: value for key, value in (("method", method), ("url", url)) if value}
    file = taken(
        {"resourceType": "Bundle", "entry": [{"request": request}, {"fullUrl": "urn:7", "resource": obs("a")}]}
    )
    assert file.withdrawn(file.items[0]) is gone


def test_a_resource_is_withdrawn_where_another_replaces_it() -> None:
    file = taken(obs("a"), obs("b"))
    file.replaced.add(file.items[0])
    assert [file.withdrawn(item) for item in file.items] == [True, False]


def test_a_resource_without_a_type_has_none() -> None:
    assert (Item("x", {}).kind, Item("x", {"resourceType": "Patient"}).kind) == ("", "Patient")
