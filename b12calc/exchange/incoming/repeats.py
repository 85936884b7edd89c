"""Several results of one test in one file: a correction replaces what it corrects, a contradiction is asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from b12calc.analytes import analytes
from b12calc.exchange.incoming.imported import Ignored, ImportedResult

_Key = tuple[str, date | None]


def settle_repeats(results: Sequence[ImportedResult]) -> tuple[tuple[ImportedResult, ...], tuple[Ignored, ...]]:
    """Return the results that stand, and those that another one of the same test and day replaces.

    A corrected result replaces the final ones of its test and day; the last correction counts. The same figure sent
    twice is kept once. Two different figures of one test and day are both doubtful: nobody knows here which counts.
    """
    groups: dict[_Key, list[int]] = defaultdict(list)
    for at, result in enumerate(results):
        groups[result.analyte, result.collected].append(at)
    gone: dict[int, str] = {}
    unsure: set[int] = set()
    for places in groups.values():
        _settle(results, places, gone, unsure)
    kept = tuple(_doubted(result) if at in unsure else result for at, result in enumerate(results) if at not in gone)
    return kept, tuple(Ignored(why=why, source=results[at].source) for at, why in gone.items())


def _settle(results: Sequence[ImportedResult], places: list[int], gone: dict[int, str], unsure: set[int]) -> None:
    corrected = [at for at in places if results[at].status == "corrected"]
    if corrected:
        gone |= {at: "a corrected result replaces it" for at in places if at != corrected[-1]}
        return
    seen: dict[tuple[str | None, ...], int] = {}
    for at in places:
        if _of_another_kind(results[at]):
            continue
        said = _said(results[at])
        if results[at].unit is None and any(_same_figure(results[at], results[other]) for other in places):
            gone[at] = "the same figure stands in the file with its unit"
        elif said in seen:
            gone[at] = "the same result stands in the file already"
        else:
            seen[said] = at
    if len(seen) > 1:
        unsure.update(seen.values())


def _of_another_kind(result: ImportedResult) -> bool:
    """Tell whether the unit says that something else was measured: neutrophils in per cent beside their count."""
    analyte = analytes()[result.analyte]
    return result.unit is not None and not analyte.any_unit and result.unit not in analyte.units


def _same_figure(bare: ImportedResult, other: ImportedResult) -> bool:
    """Tell whether another result says the same figure with a unit."""
    same = (bare.value, bare.comparator) == (other.value, other.comparator)
    return bare.value is not None and same and other.unit is not None


def _said(result: ImportedResult) -> tuple[str | None, ...]:
    return result.value, result.comparator, result.unit, result.finding


def _doubted(result: ImportedResult) -> ImportedResult:
    day = f"of {result.collected:%Y-%m-%d}" if result.collected else "without a day"
    why = (*result.why, f"the file holds different figures of this test {day}")
    return result.but(verdict="doubtful", why=why)
