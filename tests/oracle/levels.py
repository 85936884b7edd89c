"""Total and active B12: bands, doubt about the limit, the range and the unit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from .limits import ANY, OTHER_UNIT, Limits, bands_by
from .record import Record
from .spans import Span, printed, span_of

VERY_HIGH: Final = {"ng/L": Decimal(1000), "pg/mL": Decimal(1000), "pmol/L": Decimal("737.8")}
NEAR: Final = Decimal("0.1")
WORDS: Final = {
    "low": frozenset({"low"}),
    "undetectable": frozenset({"low"}),
    "raised": frozenset({"high"}),
    "equivocal": frozenset({"middle"}),
    "normal": frozenset({"middle", "high"}),
}
CONCERN: Final = ("low", "middle", "high")


@dataclass(frozen=True)
class Level:
    """One marker: the bands its result may lie in (none: not measured), and whether its figure is very high."""

    possible: frozenset[str] = frozenset()
    very_high: bool = False
    by_range: bool = False  # placed by a printed lower end alone: then nothing is called unlikely

    @property
    def band(self) -> str:
        """low, middle, high, unresolved or missing."""
        if not self.possible:
            return "missing"
        return next(iter(self.possible)) if len(self.possible) == 1 else "unresolved"

    @property
    def shown(self) -> str:
        """The band with very_high told apart."""
        return "very_high" if self.very_high and self.band == "high" else self.band


def read_level(record: Record, analyte: str, limits: Limits) -> Level:
    """Band of total_b12 or active_b12 in the unit reported."""
    result = record.results.get(analyte)
    if result is None:
        return Level()
    span = span_of(result)
    if span is None:
        return Level(WORDS.get(str(result.get("finding")), ANY))
    very_high = analyte == "total_b12" and span.above(VERY_HIGH[str(result["unit"])])
    by_range = limits.chosen(analyte, str(result["unit"])) is None
    return Level(bands_by(span, limits.in_use(result)), very_high, by_range)


def combine(total: Level, active: Level) -> Level:
    """Both markers as one: of each possible pair the more concerned."""
    if not total.possible or not active.possible:
        return total if total.possible else active
    pairs = {min(a, b, key=CONCERN.index) for a in total.possible for b in active.possible}
    return Level(frozenset(pairs), by_range=total.by_range or active.by_range)


def near_limit(record: Record, limits: Limits) -> bool:
    """A limit in use within ten per cent of the figure for total B12."""
    result = record.results.get("total_b12")
    span = span_of(result) if result else None
    if result is None or span is None or result.get("comparator") in ("<", "<=", ">", ">="):
        return False
    edges, figure = limits.in_use(result) or (), Decimal(str(result["value"]))
    return any(abs(figure - limit) <= figure * NEAR for limit in edges if limit is not None)


def limits_conflict(record: Record, limits: Limits) -> bool:
    """The printed range, or the laboratory against the pack, puts the value of either marker elsewhere."""
    return any(_conflict(record.results.get(analyte), limits) for analyte in ("total_b12", "active_b12"))


def _conflict(result: dict[str, Any] | None, limits: Limits) -> bool:
    span = span_of(result) if result else None
    if result is None or span is None:
        return False
    analyte, unit = str(result["analyte"]), str(result["unit"])
    pack, laboratory = limits.by_pack(analyte, unit), limits.by_laboratory(analyte, unit)
    if pack and laboratory and not bands_by(span, pack) & bands_by(span, laboratory):
        return True
    return _range_conflict(result, span, bands_by(span, limits.in_use(result)))


def _range_conflict(result: dict[str, Any], span: Span, bands: frozenset[str]) -> bool:
    low, high = printed(result, "reference_low"), printed(result, "reference_high")
    if low is not None and span.below(low) and "low" not in bands:
        return True
    if low is not None and bands == {"low"} and not span.can_be_below(low):
        return True
    return high is not None and span.above(high) and "high" not in bands


def unit_doubt(record: Record, limits: Limits, active: Level, metabolite_raised: bool) -> bool:
    """The number of total B12 means another band in the other unit and nothing corroborates the unit."""
    result = record.results.get("total_b12")
    span: Span | None = span_of(result) if result else None
    if result is None or span is None or result.get("unit_confirmed") is True:
        return False
    unit = str(result["unit"])
    here = bands_by(span, limits.in_use(result))
    there = bands_by(span, limits.chosen("total_b12", OTHER_UNIT[unit]))
    if here == there or limits.by_laboratory("total_b12", unit):
        return False
    if printed(result, "reference_low") is not None or printed(result, "reference_high") is not None:
        return False
    return not ((active.possible == here and len(here) == 1) or (here == {"low"} and metabolite_raised))


def discordant(total: Level, active: Level) -> bool:
    """Total and active both present and in different bands."""
    bands = {total.band, active.band}
    return len(bands) == 2 and bands <= {"low", "middle", "high"}
