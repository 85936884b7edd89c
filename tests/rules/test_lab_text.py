"""A laboratory profile written as TOML is read back to the same profile."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from b12calc.problems import ProblemsFound
from b12calc.rules import laboratories, laboratory_content, laboratory_faults, laboratory_text, read_laboratory
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import FOLDER

NAMES = [one.id for one in laboratories()]


def again(content: Mapping[str, Any]) -> Laboratory:
    return read_laboratory(laboratory_text(content).encode(), "own.toml")


@pytest.mark.parametrize("name", NAMES)
def test_every_published_profile_survives_being_written(name: str) -> None:
    path = FOLDER / f"{name}.toml"
    content = laboratory_content(path.read_bytes(), path.name)
    assert laboratory_faults(content) == ()
    same = dataclasses.replace(again(content), id=name, stamp="", own=False)
    assert same == dataclasses.replace(read_laboratory(path.read_bytes(), path.name, own=False), stamp="")


@pytest.mark.parametrize("text", ['Say "low"', "back\\slash", 'end\\"', "ä – µ 漢", "[x] = 1 # no", "'"])
def test_a_text_of_any_letters_survives_being_written(text: str) -> None:
    content = {"title": text, "edition": "2024", "source": text, "note": text, "repeat": {"days": 42}}
    assert (again(content).title, again(content).note, again(content).repeat) == (text, text, ("days", 42))


def test_what_is_empty_is_left_out() -> None:
    content = {"title": "A", "edition": "undated", "source": "B", "method": " ", "repeat": {"months": 11}}
    assert "method" not in laboratory_text(content)


def test_a_faulty_file_gives_no_content() -> None:
    with pytest.raises(ProblemsFound):
        laboratory_content(b"title = 1", "own.toml")
    with pytest.raises(ProblemsFound):
        laboratory_content(b"title = ", "own.toml")
