"""Requirement to rule to test to hazard, and back; rows and tests are those of the traceability table."""

from collections.abc import Iterator, Sequence

from b12calc.rulebook.tracing import Trace, read_trace
from tests.safety.records import Hazard, read_hazards
from tests.safety.writing import cell, opening

SECOND = """
## Back from each hazard

| hazard | requirements | rows that cite them | controls | tests |
|---|---|---|---|---|"""


def page() -> str:
    """Return the whole page."""
    trace, hazards = read_trace(), read_hazards()
    there = [_requirement(key, trace, hazards) for key in trace.requirements]
    back = [_hazard(one, trace) for one in hazards]
    return "\n".join((opening("trace"), *there, SECOND, *back, "", *_loose(trace, hazards))) + "\n"


def _requirement(key: str, trace: Trace, hazards: Sequence[Hazard]) -> str:
    tests = trace.named.get(key, [])
    shared = [one.id for one in hazards if set(tests) & set(one.tests())]
    named = [one.id for one in hazards if key in one.requirements]
    both = sorted({*shared, *named}, key=lambda name: int(name[1:]))
    rows = ", ".join(trace.cites.get(key, {})) or "none, with a reason"
    return f"| {key} | {rows} | {len(tests)} | {', '.join(both) or '–'} | {', '.join(shared) or '–'} |"


def _hazard(one: Hazard, trace: Trace) -> str:
    rows = {row for key in one.requirements for row in trace.cites.get(key, {})}
    asked = ", ".join(one.requirements) or "–"
    return f"| {one.id} {cell(one.hazard)} | {asked} | {len(rows) or '–'} | {len(one.controls)} | {len(one.tests())} |"


def _loose(trace: Trace, hazards: Sequence[Hazard]) -> Iterator[str]:
    """Yield the requirements that bear on no hazard: mostly words that explain or promise nothing."""
    tests = {test for one in hazards for test in one.tests()}
    named = {key for one in hazards for key in one.requirements}
    loose = [key for key in trace.requirements if key not in named and not tests & set(trace.named.get(key, ()))]
    yield f"Requirements on no hazard's list: {', '.join(loose) or 'none'}."
