"""The way out and back: every result of a case is read again from the bundle that was written of it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.units import normal_unit, read_number
from tests.exchange.fhir_written import Raw, back, bundle_of
from tests.exchange.noted import dressed
from tests.properties.strategies import cases

LATER = date(2030, 1, 1)  # no day of any case lies beyond it
Key = tuple[object, ...]


def number(text: str | None) -> Decimal | None:
    return None if text is None else read_number(text)


def sent(raw: Raw) -> tuple[Key, Key]:
    """What a result of a case says: of whom the same is only kept once, and its printed range."""
    unit = normal_unit(raw["unit"]) if raw.get("value") and raw.get("unit") else None
    key = (raw["analyte"], number(raw.get("value")), raw.get("comparator"), unit, raw.get("finding"))
    return (*key, raw.get("collected")), (number(raw.get("reference_low")), number(raw.get("reference_high")))


def came(one: ImportedResult) -> tuple[Key, Key]:
    unit = None if one.unit is None else normal_unit(one.unit)
    day = None if one.collected is None else one.collected.isoformat()
    key = (one.analyte, number(one.value), one.comparator, unit, one.finding, day)
    return key, (number(one.reference_low), number(one.reference_high))


def hold(raw: Raw) -> tuple[ImportedResult, ...]:
    """Hold that every result comes back, with its range, and nothing besides."""
    expected: dict[Key, set[Key]] = defaultdict(set)
    for key, limits in (sent(one) for visit in raw["visits"] for one in visit["results"]):
        expected[key].add(limits)
    again = back(bundle_of(raw), LATER).results
    read = [came(one) for one in again]
    assert {key for key, _ in read} == set(expected)
    assert all(limits in expected[key] for key, limits in read)
    assert len(read) >= len(expected)
    return again


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_what_is_written_is_read_back_and_only_repeats_are_asked_about(raw: Raw) -> None:
    again = hold(raw)
    assert all("different figures of this test" in why for one in again for why in one.why)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_of_several_visits_odd_units_and_free_texts_every_result_comes_back(seed: int) -> None:
    raw: dict[str, Any] = dressed(Random(seed))
    hold(raw)
