"""One observation with what stands around it: status, day, sample, panel, report, notes, doubts, source."""

import json
from datetime import date
from typing import Any

import pytest

from b12calc.exchange.incoming.fhir_json import Digits
from b12calc.exchange.incoming.fhir_observation import Around, results_of
from b12calc.exchange.incoming.fhir_tree import File, Item, Unreadable
from b12calc.exchange.incoming.found import Code, Found, Leftover
from b12calc.exchange.incoming.guard import Watch
from tests.exchange.incoming.fhir_making import Node, observation, quantity


def item(node: Node) -> Item:
    return Item("here", json.loads(json.dumps(node), parse_int=Digits, parse_float=Digits))


def read(*holders: Node, **changed: Any) -> Found:
    """Read one observation that stands in some panels and reports."""
    (found,) = pieces(*holders, **changed)
    assert isinstance(found, Found)
    return found


def pieces(*holders: Node, **changed: Any) -> list[Found | Leftover]:
    file, items = File(Watch()), list(map(item, holders))
    file.items += items
    for node in (observation(**changed), *holders):
        for inner in node.get("contained", ()):
            file._known.setdefault(f"{inner['resourceType']}/{inner['id']}", []).append(item(inner))
    around = Around(
        [one for one in items if one.kind == "Observation"], [one for one in items if one.kind == "DiagnosticReport"]
    )
    return list(results_of(file, item(observation(**changed)), around))


def panel(**said: Any) -> Node:
    return {"resourceType": "Observation", **said}


def report(**said: Any) -> Node:
    return {"resourceType": "DiagnosticReport", **said}


def sample(**said: Any) -> Node:
    inner = {"resourceType": "Specimen", "id": "s", **said}
    return {"contained": [inner], "specimen": [{"reference": "Specimen/s"}]}


def test_a_plain_result_is_found_with_all_that_is_sent() -> None:
    got = read(
        category=[{"text": "Laboratory"}], interpretation=[{"coding": [{"code": "L"}]}, {"text": "Low"}],
        bodySite={"text": "Arm"}, specimen={"display": "Serum"}, note=[{"text": "a"}, {"text": "a"}, {}], comments="b",
    )  # fmt: skip
    assert got == Found(
        names=("Serum vitamin B12", "Vitamin B12"), codes=(Code("loinc", "2132-9"),), value="142", unit="ng/L",
        flag="L, Low", status="final", collected=date(2026, 3, 10), specimen="Serum; Arm", headings=("Laboratory",),
        notes=("a", "b"), text=got.text, where="here",
    )  # fmt: skip


def test_the_source_holds_what_decides_and_nothing_else() -> None:
    sent = json.loads(read(id="x", note=[{"text": "a"}], _valueString={"id": "1"}, issued="2026-03-11").text)
    assert list(sent) == ["status", "code", "effectiveDateTime", "valueQuantity", "_valueString", "issued"]
    whole = observation(component=[{"code": {"text": "MCV"}, "valueQuantity": quantity(97, "fL"), "id": "c"}])
    (_, part) = pieces(component=whole["component"])
    assert isinstance(part, Found)
    assert json.loads(part.text) == {
        "status": "final", "component": {"code": {"text": "MCV"}, "valueQuantity": quantity(97, "fL")}
    }  # fmt: skip


def test_components_stand_beside_the_value_of_the_whole_and_under_its_name() -> None:
    parts = [{"code": {"text": name}, "valueQuantity": quantity(value)} for name, value in (("a", 1), ("b", 2))]
    got = pieces(component=parts, category=[{"text": "Laboratory"}], code={"text": "Panel"})
    assert [(one.where, one.names, one.value, one.headings) for one in got if isinstance(one, Found)] == [
        ("here", ("Panel",), "142", ("Laboratory",)),
        ("here.component[0]", ("a",), "1", ("Laboratory", "Panel")),
        ("here.component[1]", ("b",), "2", ("Laboratory", "Panel")),
    ]
    assert [one.names for one in pieces(component=parts, valueQuantity=None) if isinstance(one, Found)] == [
        ("a",), ("b",)
    ]  # fmt: skip


@pytest.mark.parametrize("members", [{"hasMember": [{"reference": "x"}]}, {"related": [{"type": "has-member"}]}])
def test_a_group_without_a_value_is_left_aside_and_one_with_a_value_is_a_result(members: Node) -> None:
    (left,) = pieces(valueQuantity=None, **members)
    assert isinstance(left, Leftover)
    assert (left.where, left.why) == ("here", "a group of results without a value of its own")
    assert read(**members).value == "142"
    assert [type(one) for one in pieces(valueQuantity=None, component=[{"valueString": "1"}], **members)] == [Found]


@pytest.mark.parametrize("value", [None, {}, []])
def test_a_result_without_a_value_is_found_as_such(value: object) -> None:
    assert (read(valueQuantity=None, valueString=value).value, read(valueQuantity=None).doubts) == (None, ())


@pytest.mark.parametrize(("sent", "status", "doubts"), [
    ("final", "final", ()), ("partial", "preliminary", ()), (None, "not_told", ("it has no status",)),
    ("done", "not_told", ("its status is done, which FHIR does not know",)),
])  # fmt: skip
def test_a_status_is_one_of_fhir_or_a_doubt(sent: str | None, status: str, doubts: tuple[str, ...]) -> None:
    assert (read(status=sent).status, read(status=sent).doubts) == (status, doubts)


EXTENDED = {"modifierExtension": [{"url": "http://x/torn"}], "implicitRules": "http://rules"}
BOTH = ("said of the {0}: torn", "the {0} is to be read by rules of its own: http://rules")


@pytest.mark.parametrize(("holders", "changed", "whose"), [
    ((), EXTENDED, "result"), ((panel(**EXTENDED),), {}, "group of results"), ((report(**EXTENDED),), {}, "report"),
    ((), sample(**EXTENDED), "sample"),
])  # fmt: skip
def test_what_may_not_be_ignored_is_said_with_whose_it_is(holders: tuple[Node, ...], changed: Node, whose: str) -> None:
    assert read(*holders, **changed).doubts == tuple(one.format(whose) for one in BOTH)


def test_a_part_of_a_result_may_have_a_modifier_of_its_own() -> None:
    parts = [{"valueString": "1", **EXTENDED}, {"valueString": "2"}]
    first, second = pieces(valueQuantity=None, component=parts)
    assert isinstance(first, Found) and isinstance(second, Found)
    assert (first.doubts, second.doubts) == (tuple(one.format("result") for one in BOTH), ())


@pytest.mark.parametrize("key", ["tag", "security"])
def test_marks_say_that_only_a_part_was_sent_or_that_it_is_test_data(key: str) -> None:
    assert read(meta={key: [{"code": "x"}, {"code": "SUBSETTED"}]}).doubts == (
        "the result was sent only in part (SUBSETTED)",
    )
    got = read(meta={key: [{"code": "HTEST"}]})
    assert (got.notes, got.doubts) == (("marked as test data by the sender",), ())


@pytest.mark.parametrize(("status", "notes", "doubts"), [
    ("entered-in-error", (), ("the report it stands in is withdrawn (entered-in-error)",)),
    ("cancelled", (), ("the report it stands in is withdrawn (cancelled)",)),
    ("preliminary", ("the report it stands in is preliminary",), ()),
    ("registered", ("the report it stands in is registered",), ()), ("final", (), ()), (None, (), ()),
])  # fmt: skip
def test_the_status_of_the_report_is_said_of_its_results(
    status: str | None, notes: tuple[str, ...], doubts: tuple[str, ...]
) -> None:
    got = read(report(status=status))
    assert (got.notes, got.doubts) == (notes, doubts)


def test_a_result_about_something_else_than_the_patient_is_doubted() -> None:
    why = "the result is about something else than the patient: "
    assert read(focus=[{"display": "donor"}]).doubts == (f"{why}donor",)
    assert read(focus=[{"reference": "Device/1"}]).doubts == (f"{why}not named",)


@pytest.mark.parametrize(("kind", "doubted"), [
    ("interfered-by", True), ("qualified-by", True), ("sequel-to", False), ("has-member", False)
])  # fmt: skip
def test_a_result_that_disturbs_another_is_a_doubt(kind: str, doubted: bool) -> None:
    why = ("another result is said to disturb or qualify it",) if doubted else ()
    assert read(related=[{"type": kind}]).doubts == why


@pytest.mark.parametrize(("code", "said"), [
    ("<", "below what can be measured"), (">", "above what can be measured"), ("QCF", "quality control failed"),
    ("AC", "disturbed by antibodies"), ("TOX", "disturbed by a toxic substance"),
])  # fmt: skip
def test_a_flag_that_denies_the_figure_is_said(code: str, said: str) -> None:
    got = read(interpretation=[{"coding": [{"display": "x"}, {"code": code}, {"code": "y"}], "text": "z"}])
    assert (got.flag, got.doubts) == (code, (f"its flag says: {said}",))


def test_the_sample_is_that_of_the_result_else_of_its_report() -> None:
    blood = sample(type={"text": "Blood", "coding": [{"display": "Whole blood"}]})
    assert read(**blood).specimen == "Blood; Whole blood"
    assert read(report(), report(specimen=[{"display": "Serum"}]), report(specimen=[{"display": "x"}])).specimen == (
        "Serum"
    )
    assert read(report(specimen=[{"display": "Serum"}]), **blood).specimen == "Blood; Whole blood"
    assert read(report(), panel(specimen=[{"display": "x"}])).specimen is None


def test_what_is_said_of_the_sample_is_a_doubt_or_a_note() -> None:
    got = read(**sample(
        status="unsatisfactory", condition=[{"text": "Clotted"}, {"coding": [{"code": "HEM"}, {"code": "x"}]}, {}],
        note=[{"text": "late"}, {}],
    ))  # fmt: skip
    assert got.doubts == ("said of the sample: Clotted", "said of the sample: HEM", "the sample is unsatisfactory")
    assert got.notes == ("of the sample: late",)
    assert read(**sample(status="entered-in-error")).doubts == ("the sample is entered-in-error",)
    assert read(**sample(status="available")).doubts == ()


WHOLE = "the day is that of the whole report"
FIRST, LAST = "the day is the first of a period", "the day is the last of a period"
ISSUE = "the day is that of issue; when the sample was taken is not told"
ON = {"effectiveDateTime": "2026-03-05"}


@pytest.mark.parametrize(("holders", "changed", "day", "notes"), [
    ((panel(**ON),), {"effectiveDateTime": "2026-03-01"}, 1, ()),
    ((panel(**ON),), {"effectiveInstant": "2026-03-02T10:00:00Z"}, 2, ()),
    ((), {"effectivePeriod": {"start": "2026-03-03", "end": "2026-03-04"}}, 3, (FIRST,)),
    ((panel(**ON),), {"effectivePeriod": {"end": "2026-03-04"}}, 4, (LAST,)),
    ((panel(**ON), report(effectiveDateTime="2026-03-06")), {}, 5, (WHOLE,)),
    ((report(effectiveDateTime="2026-03-06"),), sample(collection={"collectedDateTime": "2026-03-07"}), 6, (WHOLE,)),
    ((), {**sample(collection={"collectedDateTime": "2026-03-07"}), "issued": "2026-03-09"}, 7, ()),
    ((), sample(collection={"collectedPeriod": {"start": "2026-03-08"}}), 8, ()),
    ((report(issued="2026-03-10"),), {"issued": "2026-03-09"}, 9, (ISSUE,)),
    ((panel(issued="2026-03-11"), report(issued="2026-03-10")), sample(), 10, (ISSUE,)),
    ((report(), report(**sample(collection={"collectedDateTime": "2026-03-12"}))), {}, 12, ()),
])  # fmt: skip
def test_the_day_is_the_nearest_that_is_told_and_says_whose_it_is(
    holders: tuple[Node, ...], changed: Node, day: int, notes: tuple[str, ...]
) -> None:
    got = read(*holders, **{"effectiveDateTime": None, **changed})
    assert (got.collected, got.notes, got.doubts) == (date(2026, 3, day), notes, ())


def test_a_day_that_is_none_or_not_whole_gives_way_to_the_next_one() -> None:
    got = read(report(effectiveDateTime="2026-03-06"), effectiveDateTime="soon")
    assert (got.collected, got.doubts, got.notes) == (date(2026, 3, 6), ("soon is no day",), (WHOLE,))
    got = read(effectiveDateTime="2026-03", issued="2026-03-09")
    assert (got.collected, got.notes) == (date(2026, 3, 9), ("the day is given as 2026-03 only", ISSUE))
    assert read(effectiveDateTime=None).collected is None


def test_headings_are_those_of_the_result_its_panels_and_its_reports_each_once() -> None:
    got = read(
        panel(category=[{"text": "P"}], code={"text": "Haematinics"}),
        report(category={"text": "R"}, code={"text": "Q"}),
        category=[{"text": "Lab", "coding": [{"display": "P"}]}],
    )  # fmt: skip
    assert got.headings == ("Lab", "P", "Haematinics", "R", "Q")


def test_two_codes_of_one_result_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="code stands there 2 times"):
        pieces(code=[{"text": "a"}, {"text": "b"}])
