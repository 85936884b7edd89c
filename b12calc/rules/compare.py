"""The same case under several packs: only where they part, and whether limits or rows make the difference."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from b12calc import __version__
from b12calc.models.case import Case
from b12calc.models.comparison import FIELDS, By, Comparison, Difference, Item, PackName, Side
from b12calc.models.vocabulary import PACKS
from b12calc.rules.judged import Fields, Judged, judge
from b12calc.rules.knowledge import Pack, load_pack
from b12calc.rules.lab_profile import Laboratory


def compare(
    case: Case, *, today: date, packs: Sequence[str] = PACKS, laboratory: Laboratory | str | None = None
) -> Comparison:
    """Return where packs part over a case, beside the first of them; a field in which all agree is only named.

    In a field that lists things, each side shows what not all the others say too. Raises ProblemsFound as ``assess``
    does, KeyError for an unknown pack or laboratory, ValueError with fewer than two packs or one named twice.
    """
    if len(packs) < 2 or len(set(packs)) < len(packs):  # noqa: PLR2004
        raise ValueError("two or more different packs are needed")
    judged = [judge(load_pack(name), case, today, laboratory) for name in packs]
    borrowed = [_with_limits(one.pack, judged[0].pack, case, today, laboratory) for one in judged[1:]]
    parted = [name for name in FIELDS if len({codes(one.fields[name]) for one in judged}) > 1]
    return Comparison(
        program=__version__,
        today=today,
        laboratory=judged[0].answer.laboratory,
        packs=tuple(pack_name(one.pack) for one in judged),
        differences=tuple(_difference(name, judged, borrowed) for name in parted),
        alike=tuple(name for name in FIELDS if name not in parted),
    )


def codes(items: Sequence[Item]) -> tuple[str, ...]:
    """Return what is compared of a field."""
    return tuple(item.code for item in items)


def pack_name(pack: Pack) -> PackName:
    """Return a pack by name, edition and stamp."""
    return PackName.model_validate({"pack": pack.name, "edition": pack.edition, "stamp": pack.stamp})


def apart(items: Sequence[Item], others: Sequence[Sequence[Item]]) -> tuple[Item, ...]:
    """Return the items that not all the others hold too; all of them where the difference is one of order only."""
    shared = set(codes(items)).intersection(*map(codes, others))
    left = tuple(item for item in items if item.code not in shared)
    same_things = all(set(codes(items)) == set(codes(one)) for one in others)
    return tuple(items) if same_things else left


def _with_limits(pack: Pack, first: Pack, case: Case, today: date, laboratory: Laboratory | str | None) -> Fields:
    """Return what a pack would say by the limits of the first one."""
    return judge(replace(pack, limits=first.limits), case, today, laboratory).fields


def _difference(name: str, judged: Sequence[Judged], borrowed: Sequence[Fields]) -> Difference:
    sides = []
    first = codes(judged[0].fields[name])
    for place, one in enumerate(judged):
        others = [other.fields[name] for other in judged if other is not one]
        by = _by(codes(one.fields[name]), first, codes(borrowed[place - 1][name])) if place else None
        sides.append(Side(pack=one.pack.name, items=apart(one.fields[name], others), by=by))
    return Difference.model_validate({"field": name, "sides": tuple(sides)})


def _by(own: tuple[str, ...], first: tuple[str, ...], by_its_limits: tuple[str, ...]) -> By | None:
    """Return what makes a pack part from the first: try it with the limits of the first."""
    if own == first:
        return None
    if by_its_limits == first:
        return "limits"
    return "rows" if by_its_limits == own else "limits and rows"
