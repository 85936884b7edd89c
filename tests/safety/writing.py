"""What the pages share: their head, cells of a table, the name of a test as a sentence."""

import tomllib
from collections.abc import Iterable
from typing import Final

from tests.safety.records import SAFETY

HEAD: Final = "Made by `python -m tests.safety write`; not edited by hand."


def opening(page: str) -> str:
    """Return the words a page opens with."""
    words: str = tomllib.loads((SAFETY / "openings.toml").read_text(encoding="utf-8"))[page]
    return words.format(head=HEAD)


def cell(text: str) -> str:
    """Return a text that stands in one cell of a table."""
    return text.replace("|", "\\|").replace("<", "&lt;")


def sentence(test: str) -> str:
    """Return the name of a test as the sentence it is."""
    return test.partition("::")[2].removeprefix("test_").replace("_", " ")


def by_file(tests: Iterable[str]) -> list[str]:
    """Return tests gathered by their file, each file once, as `file`: sentence; sentence."""
    found: dict[str, list[str]] = {}
    for test in tests:
        found.setdefault(test.partition("::")[0].removeprefix("tests/"), []).append(cell(sentence(test)))
    return [f"`{file}`: {'; '.join(names)}" for file, names in found.items()]
