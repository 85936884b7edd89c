"""The short share of the fuzz of imports: 200,000 broken reports, always the same ones, and faults it has to see."""

from datetime import date
from random import Random

import pytest

from b12calc.exchange.incoming.door import FORMATS
from b12calc.exchange.incoming.imported import Import, ImportedIdentity, ImportedPatient, ImportedResult, Source
from tests.campaigns.fuzz_breaking import broken
from tests.campaigns.fuzz_import import Tally, faults_of, seeds, tried

SHARES = 10
EACH = 20_000


@pytest.mark.parametrize("seed", range(1, SHARES + 1))
def test_broken_reports_bring_no_fault_and_no_figure_that_was_not_sent(seed: int) -> None:
    tally, random, held = Tally(), Random(seed), seeds()
    for _ in range(EACH):
        tried(*broken(random, held), tally)
    assert [fault for fault, _ in tally.faults] == []
    assert tally.inputs == EACH
    assert tally.accepted > EACH // 10


def test_reports_of_every_format_are_broken() -> None:
    assert {name for _, name in seeds()} == set(FORMATS)


def import_of(**changed: object) -> Import:
    result = ImportedResult(
        analyte="total_b12", name_as_sent="B12", value="142", comparator=None, unit="ng/L", unit_as_sent="ng/L",
        finding=None, collected=date(2026, 3, 10), reference_low=None, reference_high=None, flag=None, status="final",
        verdict="accepted", why=(), remarks=(), source=Source(text="B12 142 ng/L", where="line 1"),
    ).but(**changed)  # fmt: skip
    nobody = ImportedIdentity(name=None, date_of_birth=None, sex=None, identifier=None)
    return Import(read_as="text", patients=(ImportedPatient(identity=nobody, results=(result,), ignored=()),))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "412"}, "not in the text"),
        ({"unit": "apples"}, "in apples"),
        ({"unit": None}, "in None"),
        ({"status": "preliminary"}, "although preliminary"),
        ({"why": ("a doubt",)}, "with a doubt"),
        ({"value": None}, "without figure"),
    ],
)
def test_a_planted_fault_is_seen(changed: dict[str, object], said: str) -> None:
    assert said in faults_of(import_of(**changed), b"B12 142 ng/L")[0]


def test_a_result_as_it_should_be_is_no_fault() -> None:
    assert faults_of(import_of(), b"B12 142 ng/L") == []
