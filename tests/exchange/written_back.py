"""What a case says of its results, and what was read of what was written of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.units import normal_unit, read_number

Raw = dict[str, Any]
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


def hold(raw: Raw, again: Sequence[ImportedResult]) -> Sequence[ImportedResult]:
    """Hold that every result of a case comes back, with its range, and nothing besides."""
    expected: dict[Key, set[Key]] = defaultdict(set)
    for key, limits in (sent(one) for visit in raw["visits"] for one in visit["results"]):
        expected[key].add(limits)
    read = [came(one) for one in again]
    assert {key for key, _ in read} == set(expected)
    assert all(limits in expected[key] for key, limits in read)
    assert len(read) >= len(expected)
    return again
