"""The copies kept in docs/clinical are those the rules make now. Stale? ``python -m b12calc.rulebook`` mends it."""

from pathlib import Path

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.rulebook import rule_book
from b12calc.rulebook.matrix import matrix
from b12calc.rulebook.trace import TARGET
from b12calc.rulebook.tracing import read_trace

MEND = "python -m b12calc.rulebook"


def kept(name: str) -> str:
    return Path(TARGET.with_name(name)).read_bytes().decode().replace("\r\n", "\n")


@pytest.mark.parametrize("pack", PACKS)
def test_the_kept_rule_book_is_what_the_pack_says_now(pack: str) -> None:
    assert kept(f"rulebook-{pack}.html") == rule_book(pack).decode(), MEND


def test_the_kept_traceability_table_is_what_rules_and_tests_say_now() -> None:
    assert kept("traceability.md") == matrix(read_trace()), MEND
