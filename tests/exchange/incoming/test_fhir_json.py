"""JSON is read with its digits, no deeper and no larger than a report is, and written back as it was sent."""

import json

import pytest

from b12calc.exchange.incoming import fhir_json
from b12calc.exchange.incoming.fhir_json import Digits, NoJson, compact, parsed
from b12calc.exchange.incoming.guard import MAX_DEPTH, Watch
from b12calc.problems import ProblemsFound


def refused(text: str) -> str:
    with pytest.raises(ProblemsFound) as found:
        parsed(text, Watch())
    (problem,) = found.value.problems
    return problem.message


def test_figures_keep_their_digits_and_are_told_from_texts() -> None:
    got = parsed('{"a": 12.50, "b": 1E3, "c": 7, "d": "7", "e": [true, null]}', Watch())
    assert got == {"a": "12.50", "b": "1E3", "c": "7", "d": "7", "e": [True, None]}
    assert [type(got[key]) for key in "abcd"] == [Digits, Digits, Digits, str]


def test_what_was_read_is_written_in_one_line_as_it_was_sent() -> None:
    text = '{"a":12.50,"b":["x \\"y\\"",true,false,null,{}],"c":[],"d":"µ"}'
    assert compact(parsed(text, Watch())) == text


@pytest.mark.parametrize(("text", "message", "further"), [
    ('{"a": 1', "line 1, character 8: Expecting ',' delimiter", False),
    ('{"a": 1}\n{', "line 2, character 1: Extra data", True),
    ("hello", "line 1, character 1: Expecting value", False),
])  # fmt: skip
def test_what_is_no_json_is_told_with_its_place(text: str, message: str, further: bool) -> None:
    with pytest.raises(NoJson) as found:
        parsed(text, Watch())
    assert (str(found.value), found.value.further) == (message, further)


@pytest.mark.parametrize("pair", ["{}", "[]"])
def test_a_text_is_as_deep_as_the_cap_and_no_deeper(pair: str) -> None:
    deep = pair[0] * MAX_DEPTH + pair[1] * MAX_DEPTH
    if pair == "[]":
        assert parsed(deep, Watch())
    assert refused(pair[0] + deep + pair[1]) == "the file nests more than 64 deep; it is not a usual report"
    beside = f"[{pair},{'[' * 63}{']' * 63}]"
    assert parsed(beside, Watch())
    assert "more than 64 deep" in refused(f"[{pair},{'[' * 64}{']' * 64}]"), "what is closed makes no room"
    assert parsed(json.dumps("[" * 100 + '"' + "\\" + "{" * 100), Watch())


def test_a_text_has_no_more_parts_than_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fhir_json.MAX_PARTS == 1_000_000
    monkeypatch.setattr(fhir_json, "MAX_PARTS", 4)
    assert parsed("[[], {}, []]", Watch()) == [[], {}, []]
    for text in ("[[], [], [], []]", "[{}, {}, {}, {}]", "[[], {}, {}, []]"):
        assert refused(text) == "the file holds more than 4 parts; a report of one patient has some hundreds"


def test_names_that_stand_twice_are_refused_by_name_some_of_them() -> None:
    sentence = "the same name stands twice in one object ({}); it cannot be told which one counts"
    assert refused('{"a": 1, "b": 2, "a": 3}') == sentence.format("a")
    members = ", ".join(f'"{name}": 1' for name in "abcdefg")
    assert refused(f"{{{members}, {members}}}") == sentence.format("a, b, c, d, e")
    assert refused(f'{{"{"n" * 50}": 1, "{"n" * 50}": 2}}') == sentence.format("n" * 40)


def test_a_number_that_is_none_is_refused_by_its_word() -> None:
    assert refused("[NaN]") == "NaN is no number of a report"


def test_the_size_is_looked_at_before_the_clock_and_the_clock_before_the_reading() -> None:
    with pytest.raises(ProblemsFound, match="was stopped"):
        parsed("no json", Watch(called_off=lambda: True))
