"""The decision space cut into blocks: every combination of what acts together, the rest held at a few backgrounds.

A *part* is one possible entry of a case, a *dimension* the alternatives of which a state holds exactly one, a *block* a
full product of dimensions. Dimensions of one block share no code, so two states of a block are never the same case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import prod
from random import Random
from typing import Any, Final, NamedTuple

from .building import VISIT
from .generate import IMPLIES

Case = dict[str, Any]
SHARD_DEPTH: Final = 3
ADULT: Final = {"age_years": 40, "sex": "female"}


@dataclass(frozen=True)
class Part:
    """One possible entry; `clash`: names of parts of earlier dimensions that contradict it."""

    name: str
    results: tuple[Case, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Case] = field(default_factory=dict)
    patient: Mapping[str, Any] = field(default_factory=dict)
    visit: Mapping[str, Any] = field(default_factory=dict)
    clash: frozenset[str] = frozenset()

    def owned(self) -> frozenset[str]:
        """Every code, analyte and field the part sets."""
        analytes = (str(result["analyte"]) for result in self.results)
        return frozenset((*self.answers, *analytes, *self.patient, *self.visit))


Dimension = tuple[Part, ...]


@dataclass(frozen=True)
class Block:
    """A name and the dimensions, of which the first holds the backgrounds."""

    name: str
    dimensions: tuple[Dimension, ...]


def block(name: str, backgrounds: Dimension, *dimensions: Dimension) -> Block:
    """A block whose backgrounds leave to the dimensions whatever these set."""
    owned = {code for dimension in dimensions for part in dimension for code in part.owned()}
    owned |= {general for special, general in IMPLIES if special in owned}
    held = tuple(
        replace(
            part,
            results=tuple(result for result in part.results if result["analyte"] not in owned),
            answers={code: answer for code, answer in part.answers.items() if code not in owned},
            patient={key: value for key, value in part.patient.items() if key not in owned},
        )
        for part in backgrounds
    )
    return Block(name, (held, *dimensions))


class _Prefix(NamedTuple):
    """The parts chosen so far, merged."""

    names: frozenset[str]
    results: tuple[Case, ...]
    answers: Mapping[str, str]
    details: Mapping[str, Case]
    patient: Mapping[str, Any]
    visit: Mapping[str, Any]


NOTHING: Final = _Prefix(frozenset(), (), {}, {}, ADULT, {"date": VISIT})


def _joined(prefix: _Prefix, part: Part) -> _Prefix:
    """The prefix with one more part; what the part leaves alone is shared, not copied."""
    return _Prefix(
        prefix.names | {part.name},
        prefix.results + part.results if part.results else prefix.results,
        {**prefix.answers, **part.answers} if part.answers else prefix.answers,
        {**prefix.details, **part.details} if part.details else prefix.details,
        {**prefix.patient, **part.patient} if part.patient else prefix.patient,
        {**prefix.visit, **part.visit} if part.visit else prefix.visit,
    )


def _prefixes(start: _Prefix, dimensions: tuple[Dimension, ...]) -> Iterator[_Prefix]:
    if not dimensions:
        yield start
        return
    for part in dimensions[0]:
        if not part.clash or part.clash.isdisjoint(start.names):
            yield from _prefixes(_joined(start, part), dimensions[1:])


def _case(prefix: _Prefix) -> Case:
    visit = {**prefix.visit, "results": list(prefix.results), "answers": prefix.answers}
    if prefix.details:
        visit["details"] = prefix.details
    return {"format": "b12calc-case/1", "patient": prefix.patient, "visits": [visit]}


def _with_each(prefix: _Prefix, last: Dimension) -> Iterator[Case]:
    """The cases of the last dimension, made without a prefix between."""
    for part in last:
        if not part.clash or part.clash.isdisjoint(prefix.names):
            yield _case(_joined(prefix, part))


def states(space: Block, shard: int = 0, shards: int = 1) -> Iterator[Case]:
    """Every state once, in a fixed order, or every one of a share; fragments are shared and not to be changed."""
    first, middle, last = space.dimensions[:SHARD_DEPTH], space.dimensions[SHARD_DEPTH:-1], space.dimensions[-1]
    for number, start in enumerate(_prefixes(NOTHING, first)):
        if number % shards == shard:
            for prefix in _prefixes(start, middle):
                yield from _with_each(prefix, last)


def count(space: Block) -> int:
    """How many states the block has."""
    return _count(space.dimensions, frozenset())


def _count(dimensions: tuple[Dimension, ...], names: frozenset[str]) -> int:
    if not any(part.clash for dimension in dimensions for part in dimension):
        return prod(len(dimension) for dimension in dimensions)
    fitting = (part for part in dimensions[0] if part.clash.isdisjoint(names))
    return sum(_count(dimensions[1:], names | {part.name}) for part in fitting)


def sample(space: Block, n: int, seed: int) -> Iterator[Case]:
    """States drawn at random, each as likely as any other; the same for the same seed."""
    rng = Random(seed)
    drawn = 0
    while drawn < n:
        parts = [rng.choice(dimension) for dimension in space.dimensions]
        names = frozenset(part.name for part in parts)
        if all(part.clash.isdisjoint(names) for part in parts):
            prefix = NOTHING
            for part in parts:
                prefix = _joined(prefix, part)
            drawn += 1
            yield _case(prefix)
