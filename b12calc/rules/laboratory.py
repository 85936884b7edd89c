"""Laboratory profiles: the published ones, and what a profile does to the limits of a pack.

A profile replaces limits and never touches decisions (decisions, introduction). Each file in ``laboratories`` is dated
and names its source; a practice may write its own.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from b12calc.models.assessment import CitationLine
from b12calc.rules.knowledge import Pack
from b12calc.rules.lab_profile import Laboratory, read_laboratory
from b12calc.rules.limits import DecisionLimits
from b12calc.rules.profile_file import shipped
from b12calc.units import Quantity

FOLDER = Path(__file__).with_name("laboratories")


@cache
def laboratories() -> tuple[Laboratory, ...]:
    """Return every published profile, in the order of their titles."""
    found = (_read(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: one.title))


@cache
def find_laboratory(name: str) -> Laboratory:
    """Return a published profile by its id. Raises KeyError when there is none."""
    return _read(shipped(FOLDER, name))


def _read(path: Path) -> Laboratory:
    return read_laboratory(path.read_bytes(), path.name, own=False)


def under(pack: Pack, laboratory: Laboratory | str | None) -> Pack:
    """Return the pack with the limits of a laboratory and the source that gives them; unchanged without one."""
    if laboratory is None:
        return pack
    return _under(pack, find_laboratory(laboratory) if isinstance(laboratory, str) else laboratory)


@lru_cache(maxsize=32)
def _under(pack: Pack, laboratory: Laboratory) -> Pack:
    return replace(pack, limits=apply(pack.limits, laboratory))


@lru_cache(maxsize=32)
def apply(limits: DecisionLimits, laboratory: Laboratory) -> DecisionLimits:
    """Return the limits with those of the laboratory in place of the pack's, wherever it prints any.

    What the laboratory does not print stays: its lower limit alone keeps the pack's upper one, if that lies above it.
    """
    own = {
        analyte: {unit: _merged(limits, analyte, unit, cuts) for unit, cuts in units.items()}
        for analyte, units in laboratory.limits.items()
    }
    percent = laboratory.uncertainty_percent
    return replace(
        limits,
        cuts={**limits.cuts, **own},
        sources={**limits.sources, **dict.fromkeys(own, (laboratory.source,))},
        intervals={**limits.intervals, **({} if percent is None else {"doubt_percent": percent})},
        laboratory=laboratory,
        guideline=limits,
    )


def _merged(limits: DecisionLimits, analyte: str, unit: str, cuts: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    pack = limits.of(analyte, Quantity(Decimal(0), unit))
    own = max(cuts.values())
    kept = {name: cut for name, cut in pack.items() if cut > own or name == "markedly_raised"}
    return {**kept, **cuts}


def citation(laboratory: Laboratory) -> CitationLine:
    """Return the profile as a source: who printed the limits, and what was printed."""
    return CitationLine(
        id=laboratory.source,
        title=laboratory.name,
        says=laboratory.says,
        evidence=laboratory.evidence,
        unconfirmed=False,
    )
