"""The published schemas: as fresh as the models, and naming every word a case may hold."""

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

from b12calc.analytes import analytes
from b12calc.models import vocabulary as words
from b12calc.models.schema import FOLDER, schema_text, write_schemas

NAMES = ("case.schema.json", "assessment.schema.json")


def schema(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return data


def field(name: str, model: str, key: str) -> dict[str, Any]:
    data: dict[str, Any] = schema(name)["$defs"][model]["properties"][key]
    return data


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_as_fresh_as_the_models(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(name), "run python -m b12calc.models.schema"


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_2020_12_with_its_keys_sorted(name: str) -> None:
    data = schema(name)
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(data) == sorted(data)
    assert list(data["properties"]) == sorted(data["properties"])


def test_the_folder_holds_these_two_schemas_and_nothing_else(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schemas")
    made = {path.name: path.read_bytes() for path in (tmp_path / "schemas").iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert made.keys() == set(NAMES)


def test_the_module_run_as_a_program_writes_both(monkeypatch: pytest.MonkeyPatch) -> None:
    written: dict[str, bytes] = {}
    monkeypatch.setattr("b12calc.files.write_whole", lambda path, data: written.update({path.name: data}))
    runpy.run_path(str(FOLDER.with_name("schema.py")), run_name="__main__")
    assert written == {name: schema_text(name).encode() for name in NAMES}


@pytest.mark.parametrize("key", ["answers", "details"])
def test_the_case_schema_lists_every_answer_code(key: str) -> None:
    assert field("case.schema.json", "Visit", key)["propertyNames"]["enum"] == list(words.ANSWER_CODES)


def test_the_case_schema_lists_every_analyte() -> None:
    assert field("case.schema.json", "LabResult", "analyte")["enum"] == list(analytes())


def test_the_case_schema_asks_for_text_where_a_laboratory_prints_a_number() -> None:
    kinds = [one["type"] for one in field("case.schema.json", "LabResult", "value")["anyOf"]]
    assert kinds == ["string", "null"]


@pytest.mark.parametrize("name", NAMES)
def test_no_object_of_the_schema_takes_a_field_it_does_not_name(name: str) -> None:
    data = schema(name)
    closed = [data, *(part for part in data["$defs"].values() if part["type"] == "object")]
    assert len(closed) > 5
    assert all(part["additionalProperties"] is False for part in closed)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("next_tests", words.TESTS),
        ("warnings", words.WARNINGS),
        ("referrals", words.REFERRALS),
        ("causes", words.CAUSES),
    ],
)
def test_the_assessment_schema_lists_the_words_of_its_lists(key: str, expected: tuple[str, ...]) -> None:
    assert schema("assessment.schema.json")["properties"][key]["items"]["enum"] == list(expected)


def test_every_field_of_an_assessment_is_always_there() -> None:
    data = schema("assessment.schema.json")
    assert set(data["required"]) == set(data["properties"])


def test_a_case_needs_only_its_format_and_its_visits() -> None:
    assert schema("case.schema.json")["required"] == ["format", "visits"]
    assert schema("case.schema.json")["$defs"]["Visit"]["required"] == ["date"]
