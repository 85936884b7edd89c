"""One raw case decided twice: by the tables and by the second implementation, quickly enough for millions.

Every fragment of a case (a result, a detail) is validated once and kept by its fields; the whole is then put together
without validating it again. The short test holds this way against the reader of case files.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from b12calc.models.case import B12BeforeTest, Case, Detail, LabResult, Patient, Treatment, Visit
from b12calc.rules.chart import Chart, read_chart
from b12calc.rules.decide import core
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack
from tests.oracle.decide import Core, decide_core
from tests.oracle.record import read_record

Raw = dict[str, Any]
DAYS = frozenset({"date_of_birth", "collected", "last_taken", "started"})
KEPT = 50_000
_kept: dict[tuple[Any, ...], Any] = {}


def quick_case(raw: Raw) -> Case:
    """Return the case of a valid raw one."""
    return Case.model_construct(
        format="b12calc-case/1",
        patient=_fragment(Patient, raw.get("patient") or {}),
        visits=tuple(_visit(one) for one in raw["visits"]),
    )


def _visit(raw: Raw) -> Visit:
    before, treatment = raw.get("b12_before_test"), raw.get("treatment")
    return Visit.model_construct(
        date=date.fromisoformat(raw["date"]),
        results=tuple(_fragment(LabResult, one) for one in raw.get("results") or ()),
        answers=raw.get("answers") or {},
        details={code: _fragment(Detail, one) for code, one in (raw.get("details") or {}).items()},
        b12_before_test=None if before is None else _fragment(B12BeforeTest, before),
        treatment=None if treatment is None else _fragment(Treatment, treatment),
    )


def _fragment(model: Any, raw: Raw) -> Any:
    """Return one part of a case, validated the first time it is met."""
    key = (model, *((name, tuple(value) if isinstance(value, list) else value) for name, value in raw.items()))
    found = _kept.get(key)
    if found is None:
        if len(_kept) > KEPT:
            _kept.clear()
        found = _kept[key] = model.model_validate(
            {name: _typed(name, value) for name, value in raw.items()}, strict=True
        )
    return found


def _typed(name: str, value: Any) -> Any:
    if name in DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def by_the_tables(pack: Pack, chart: Chart) -> Core:
    """Return the six words the tables decide."""
    decision = core(pack, read_facts(chart, pack.limits))
    words = decision.words
    for_life = decision.decide("lifelong")["lifelong"]
    return Core(words["status"], words["urgency"], words["start"], words["route"], words["neuro"], for_life)


def differences(packs: Iterable[Pack], raw: Raw) -> Iterator[tuple[str, str, str, str]]:
    """Yield pack, field, word of the tables and word of the second implementation wherever they part."""
    chart, record = read_chart(quick_case(raw)), read_record(raw)
    for pack in packs:
        ours, theirs = by_the_tables(pack, chart), decide_core(record, pack.name)
        if ours != theirs:
            parted = zip(Core._fields, ours, theirs, strict=True)
            yield from ((pack.name, name, one, two) for name, one, two in parted if one != two)
