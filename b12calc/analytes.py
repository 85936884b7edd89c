"""What can be measured: units, factors, plausible ranges and codes, read once from analytes.toml.

Comparing is done in the unit the laboratory reported; converting is for display and for limits printed in another
unit only (decisions, ground rule 2; UNT rows; IMP-04). Units that cannot be converted honestly are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Context, Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from b12calc.parsed import read_toml

if TYPE_CHECKING:
    from b12calc.units import Quantity

Kind = Literal["numeric", "antibody", "study"]
Zone = Literal["fine", "unusual", "impossible"]

_PRECISE: Final = Context(prec=34)
_Row = dict[str, Any]


class PlausibleRange(NamedTuple):
    """Guard typing: outside hard the entry is impossible, outside usual it is unusual; both ends belong to the range.

    It is no reference interval and no decision limit (PLA rows, DESIGN unless the row says otherwise).
    """

    hard_low: Decimal
    hard_high: Decimal
    usual_low: Decimal
    usual_high: Decimal

    def zone(self, value: Decimal) -> Zone:
        """Place a number, given in the unit of this range, in one of the three zones."""
        if not self.hard_low <= value <= self.hard_high:
            return "impossible"
        return "fine" if self.usual_low <= value <= self.usual_high else "unusual"


class UnitRule(NamedTuple):
    """Hold one unit of one analyte: figure in ``base`` = figure x times / over + offset.

    ``base`` is the canonical unit of the analyte, or another unit when no honest way leads to the canonical one
    (gastrin, HbA1c, reticulocytes, iron, zinc, copper). Factors are kept as times and over so that 1 / 0.11809 loses
    nothing. ``exact`` tells a definition (10 g/L = 1 g/dL) from a measured molar mass. ``plausible`` is in this unit,
    taken through the factor where the reference gives another unit of the same base; None when it gives none.
    ``sources`` are the reference rows with their evidence tags.
    """

    unit: str
    base: str
    times: Decimal
    over: Decimal
    offset: Decimal
    exact: bool
    convertible: bool
    plausible: PlausibleRange | None
    ucum: str
    loinc: str | None
    sources: tuple[str, ...]

    @property
    def factor(self) -> Decimal | None:
        """Give the factor to the canonical unit, to 34 digits; None when not convertible to it."""
        return _PRECISE.divide(self.times, self.over) if self.convertible else None

    def to_base(self, value: Decimal) -> Decimal:
        """Turn a figure of this unit into the base unit."""
        return _plain(_PRECISE.add(_PRECISE.divide(_PRECISE.multiply(value, self.times), self.over), self.offset))

    def from_base(self, value: Decimal) -> Decimal:
        """Turn a figure of the base unit into this unit."""
        return _plain(_PRECISE.divide(_PRECISE.multiply(_PRECISE.subtract(value, self.offset), self.over), self.times))

    def same_size_as(self, other: UnitRule) -> bool:
        """Tell whether a figure means the same in both units."""
        same_slope = self.times * other.over == other.times * self.over
        return self.base == other.base and same_slope and self.offset == other.offset


class Analyte(NamedTuple):
    """Describe one thing that is measured or looked at, with everything entry and exchange need to know of it.

    ``units`` starts with the canonical unit and is empty where no unit is fixed. ``findings`` are the words a result
    may be given in, ``film_words`` the details a film, image or biopsy may add. ``loinc`` holds for a figure in
    whatever unit; otherwise each unit has its own code, or none when the reference confirms none.
    """

    code: str
    name: str
    short: str
    kind: Kind
    canonical_unit: str
    units: Mapping[str, UnitRule]
    findings: tuple[str, ...]
    film_words: tuple[str, ...]
    loinc: str | None

    # There is one of each: a comparison of all it holds would only cost time.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    def __hash__(self) -> int:
        return id(self)

    @property
    def numeric(self) -> bool:
        """Tell whether the result is a figure; its finding words are then the laboratory's flag without a figure."""
        return self.kind == "numeric"

    @property
    def any_unit(self) -> bool:
        """Tell whether a figure is accepted in any unit text, to be read against the laboratory's own limit only."""
        return self.kind == "antibody"


@cache
def analytes() -> Mapping[str, Analyte]:
    """Give every analyte by its code, in the order of the case format; read on first use."""
    data = read_toml(Path(__file__).with_name("analytes.toml").read_text(encoding="utf-8"))
    return MappingProxyType({code: _analyte(code, row, data) for code, row in data["analytes"].items()})


def convert(analyte: Analyte, quantity: Quantity, unit: str) -> Quantity:
    """Express a quantity in another unit of the analyte, to 34 digits, with its comparator.

    Units of the same size keep the digits as entered. Raises ValueError for a unit the analyte does not have, and for
    two units between which the reference confirms no factor: gastrin pmol/L and ng/L (CON-14), HbA1c (UNT-14, U),
    reticulocytes % and count, iron, zinc and copper. Sources: UNT-01 to UNT-16.
    """
    if unit == quantity.unit and (analyte.any_unit or unit in analyte.units):
        return quantity
    given, wanted = _rule(analyte, quantity.unit), _rule(analyte, unit)
    if given.base != wanted.base:
        raise ValueError(f"{analyte.name}: {given.unit} is not converted to {wanted.unit}; no agreed factor is known.")
    same = given.same_size_as(wanted)
    value = quantity.value if same else wanted.from_base(given.to_base(quantity.value))
    # Here, since the window is painted with the names and units of analytes before any figure is read.
    from b12calc.units import Quantity

    return Quantity(value, unit, quantity.comparator)


def zone(analyte: Analyte, quantity: Quantity) -> Zone:
    """Tell whether a figure, in its reported unit, is fine, unusual (confirm it) or impossible (refuse it).

    A censored figure is judged by its number. "fine" also where the reference gives no range. Raises ValueError for a
    unit the analyte does not have. Sources: PLA-01 to PLA-27.
    """
    if analyte.any_unit and quantity.unit not in analyte.units:
        return "fine"
    plausible = _rule(analyte, quantity.unit).plausible
    return "fine" if plausible is None else plausible.zone(quantity.value)


def same_unit_family(analyte: Analyte, a: str, b: str) -> bool:
    """Tell whether a number means the same in both units, so that a limit printed in one holds in the other.

    True for ng/L and pg/mL. Raises ValueError for a unit the analyte does not have.
    """
    if a == b and analyte.any_unit:
        return True
    return _rule(analyte, a).same_size_as(_rule(analyte, b))


def _plain(value: Decimal) -> Decimal:
    """Spell a number out, so that no text made of it ever shows an exponent (1E+2)."""
    return Decimal(f"{value:f}")


def _rule(analyte: Analyte, unit: str) -> UnitRule:
    try:
        return analyte.units[unit]
    except KeyError:
        known = ", ".join(analyte.units) or "none fixed"
        raise ValueError(f"{analyte.name} is not known in {unit!r}; known units: {known}.") from None


def _analyte(code: str, row: _Row, data: _Row) -> Analyte:
    kind: Kind = row.get("kind", "numeric")
    units = _units(code, row.get("units", []), data)
    return Analyte(
        code=code,
        name=row["name"],
        short=row["short"],
        kind=kind,
        canonical_unit=next(iter(units), ""),
        units=MappingProxyType(units),
        findings=tuple(data["findings"][kind]),
        film_words=tuple(row.get("words", ())),
        loinc=_loinc(code, "any", data).get("code"),
    )


def _units(code: str, names: list[str], data: _Row) -> dict[str, UnitRule]:
    rules = {name: _unit_rule(code, name, names[0], data) for name in names}
    ranges: _Row = data["plausible"].get(code, {})
    return {name: _with_range(rule, rules, ranges) for name, rule in rules.items()}


def _unit_rule(code: str, unit: str, canonical: str, data: _Row) -> UnitRule:
    factor: _Row = data["factors"].get(code, {}).get(unit, {})
    loinc = _loinc(code, unit, data)
    base = factor.get("to", unit)
    return UnitRule(
        unit=unit,
        base=base,
        times=Decimal(factor.get("times", "1")),
        over=Decimal(factor.get("over", "1")),
        offset=Decimal(factor.get("plus", "0")),
        exact=factor.get("exact", unit == base),
        convertible=base == canonical,
        plausible=None,
        ucum=data["ucum"].get(unit, unit),
        loinc=loinc.get("code"),
        sources=_sources(factor, loinc),
    )


def _with_range(rule: UnitRule, rules: Mapping[str, UnitRule], ranges: _Row) -> UnitRule:
    """Give a rule its plausible range: its own row, else the row of another unit of the same base, converted."""
    related = (name for name in (rule.unit, *ranges) if name in ranges and rules[name].base == rule.base)
    name = next(related, None)
    if name is None:
        return rule
    row = ranges[name]
    ends = [Decimal(end) for end in (*row["hard"], *row["usual"])]
    if not rules[name].same_size_as(rule):
        ends = [rule.from_base(rules[name].to_base(end)) for end in ends]
    return rule._replace(plausible=PlausibleRange(*ends), sources=rule.sources + _sources(row))


def _loinc(code: str, unit: str, data: _Row) -> _Row:
    rows: list[_Row] = data["loinc"].get(code, [])
    return next((row for row in rows if unit in row["units"]), {})


def _sources(*rows: _Row) -> tuple[str, ...]:
    return tuple(f"{row['id']} [{row['tag']}]" for row in rows if row.get("id"))
