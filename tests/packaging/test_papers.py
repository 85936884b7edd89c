"""The papers for practice IT say what is: every key, every place, every test they name."""

import ast
import re
import tomllib

import pytest

from b12calc.installation import KEYS, NAME, NEVER_LOCKED

from .licence_scripts import ROOT

DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_that_of_the_program() -> None:
    table = DEPLOYMENT.split("### Keys")[1].split("###")[0]
    first = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert [key for cell in first for key in re.findall(r"`(\w+)`", cell)] == list(KEYS)
    never = {re.findall(r"`(\w+)`", line)[0] for line in table.splitlines() if line.endswith("cannot be locked |")}
    assert never == set(NEVER_LOCKED)


def test_the_example_is_toml_of_known_keys_and_locks_what_can_be_locked() -> None:
    example = DEPLOYMENT.split("```toml\n")[1].split("```")[0]
    read = tomllib.loads(example)
    assert set(read) == {"default", "locked"} and {*read["default"], *read["locked"]} <= set(KEYS)
    assert not set(read["locked"]) & set(NEVER_LOCKED)


def test_the_places_are_those_the_program_looks_at() -> None:
    source = (ROOT / "b12calc" / "installation.py").read_text(encoding="utf-8")
    for place in ("/etc/xdg/b12calc", "/Library/Application Support/b12calc"):
        assert f'"{place}"' in source and f"`{place}/{NAME}`" in DEPLOYMENT


def named() -> list[str]:
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", SECURITY)))


@pytest.mark.parametrize("test", named())
def test_a_test_that_the_security_page_names_is_there(test: str) -> None:
    path, function = test.split("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_threat_names_the_tests_that_show_it() -> None:
    rows = [line for line in SECURITY.split("| --- | --- | --- |")[1].splitlines() if line.startswith("| ")]
    assert len(rows) >= 13 and all("::test_" in row for row in rows) and len(named()) > 25


@pytest.mark.parametrize("text", [DEPLOYMENT, SECURITY], ids=["deployment", "security"])
def test_every_page_that_is_linked_is_there(text: str) -> None:
    folder = ROOT / "docs" if text is DEPLOYMENT else ROOT
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (folder / link).is_file(), link
