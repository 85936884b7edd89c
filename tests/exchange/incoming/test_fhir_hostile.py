"""Hostile JSON: depth, number and size of parts are capped before anything is parsed; mangled files stop nothing."""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.exchange.incoming.fhir_json import NoJson, compact, parsed
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.judge import judged
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.fhir_making import TODAY, bundle, observation, reports

SAMPLES = Path(__file__).with_name("samples") / "fhir"
MEGA = 1_000_000
FILES = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.json"))]
SMALL = [text for text in FILES if len(text) < 10_000]
PLACES = ["status", "code", "coding", "valueQuantity", "value", "unit", "subject", "referenceRange", "entry", "result"]
ODD: list[Any] = [
    None, True, "", "\ud800", 0, -1, 1e300, [], {}, [[]], [None], ["x"], {"value": []}, "x" * 5000, [{}, {}],
    {"reference": "#"}, {"reference": "//"}, {"extension": [{"valueQuantity": [1]}]}, "1\ud800" + "0" * 30,
    {"coding": "x"}, {"coding": [{"code": {}}]}, "\x00\u202e", {"reference": "urn:uuid:" + "a" * 3000},
]  # fmt: skip


def refused_quickly(sent: bytes) -> str:
    begun = process_time()
    with pytest.raises(ProblemsFound) as found:
        reports(sent)
    assert process_time() - begun < 5
    (problem,) = found.value.problems
    assert len(problem.message) < 250
    return problem.message


@pytest.mark.parametrize("sent", [
    b"[" * 19 * MEGA, b'{"a":' * 4 * MEGA, b"[]," * 6 * MEGA, b"[{}]\n" * 4 * MEGA, b'"' + b'\\"' * 9 * MEGA,
    b'{"resourceType":"Observation","a":"' + b"[" * 19 * MEGA,
])  # fmt: skip
def test_a_file_of_brackets_or_quotes_is_refused_quickly(sent: bytes) -> None:
    assert refused_quickly(sent)


def test_depth_is_capped_before_anything_is_parsed() -> None:
    assert "nests more than 64 deep" in refused_quickly(b"[" * 65 + b"]" * 65)
    deep: Any = observation()
    for _ in range(40):
        deep = bundle(deep)
    assert "deep" in refused_quickly(json.dumps(deep).encode())


def test_depth_behind_a_broken_line_is_capped_too() -> None:
    sent = json.dumps(observation()) + '\n{"a\n' + "[" * 100_000
    assert "deep" in refused_quickly(sent.encode())


def test_brackets_inside_texts_are_no_depth() -> None:
    (report,) = reports(observation(note=[{"text": '["\\' * 500}]))
    assert len(report.found) == 1


def test_a_long_number_is_read_as_text_and_never_as_a_number() -> None:
    sent = json.dumps(observation()).replace('"value": 142', '"value": ' + "9" * MEGA)
    begun = process_time()
    (report,) = reports(sent)
    assert not judged(report, TODAY).results or judged(report, TODAY).results[0].verdict == "doubtful"
    assert process_time() - begun < 2


def test_more_results_than_any_report_holds_are_refused() -> None:
    one = json.dumps({"resourceType": "Observation"})
    assert "20,000 results" in refused_quickly(("[" + ",".join([one] * 20_001) + "]").encode())


def test_one_address_given_to_thousands_of_results_takes_no_longer() -> None:
    alone, shared = (
        [{**observation(), "id": name} for name in names] for names in (map(str, range(4000)), ["o"] * 4000)
    )
    times = []
    for sent in (alone, shared):
        text = json.dumps(sent)
        begun = process_time()
        reports(text)
        times.append(process_time() - begun)
    assert times[1] < 5 * times[0]


def attempt(sent: str) -> None:
    """Read and judge; nothing but a refusal in one sentence may come out of it."""
    try:
        for report in reports(sent.encode("utf-8", "surrogatepass")):
            judged(report, TODAY).model_dump(mode="json")
    except ProblemsFound as found:
        assert len(found.problems) == 1


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SMALL), st.data())
def test_a_sample_with_one_element_changed_is_read_or_refused(text: str, data: st.DataObject) -> None:
    tree = json.loads(text)
    holders = [tree]
    for holder in holders:
        inner = holder.values() if isinstance(holder, dict) else holder
        holders += [value for value in inner if isinstance(value, (dict, list))]
    holder = data.draw(st.sampled_from(holders))
    odd = data.draw(st.sampled_from(ODD))
    if isinstance(holder, dict):
        holder[data.draw(st.sampled_from([*holder, *PLACES]))] = odd
    else:
        holder.append(odd)
    attempt(json.dumps(tree, ensure_ascii=data.draw(st.booleans())))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SMALL), st.data())
def test_a_sample_with_signs_changed_is_read_or_refused(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 5))):
        at, gone = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
        put = data.draw(
            st.sampled_from(["", '"', "{", "}", "[", "]", ",", "\\", "\\ud800", "NaN", "\n", "1e5", "null", "\x00"])
        )
        text = text[:at] + put + text[at + gone :]
    attempt(text)


@settings(max_examples=50, deadline=None)
@given(st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["resourceType", *PLACES]), inner),
    max_leaves=20,
))  # fmt: skip
def test_an_observation_of_anything_is_read_or_refused(tree: Any) -> None:
    attempt(
        json.dumps(
            {**observation(), **(tree if isinstance(tree, dict) else {"code": tree}), "resourceType": "Observation"}
        )
    )


TREES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=30,
)


@settings(max_examples=200, deadline=None)
@given(TREES, st.sampled_from(["12.50", "1e5", "-0", "9" * 40]))
def test_the_source_that_is_shown_is_the_json_as_sent(tree: Any, figure: str) -> None:
    sent = json.dumps([tree, 7], ensure_ascii=False, separators=(",", ":")).removesuffix("7]") + figure + "]"
    assert compact(parsed(sent, Watch())) == sent


@pytest.mark.parametrize("end", ["\\", "\\\\", '"', '\\"', "[\\", '"\\'])
def test_a_text_that_ends_in_backslashes_or_quotes_hides_no_depth_behind_it(end: str) -> None:
    with pytest.raises(ProblemsFound, match="nests more than"):
        parsed(f'{{"a":{json.dumps(end)},"b":{"[" * 200_000}', Watch())
    assert parsed(f'{{"a":{json.dumps(end)},"b":[[1]]}}', Watch())["a"] == end


@pytest.mark.parametrize("before", ["", "]" * 500, '{"a":"' + "[" * 500 + '"}' + "}" * 500 + "\n", '"' * 4 + "]" * 500])
def test_nothing_that_is_closed_or_quoted_before_makes_room_for_depth(before: str) -> None:
    attempt(before + "[" * 200_000)
    with pytest.raises((ProblemsFound, NoJson)):
        parsed(before + "[" * 200_000, Watch())
