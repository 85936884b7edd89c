"""Total and active B12: bands, doubt about the limit, the range and the unit."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from .record import Record
from .spans import Span, possible_bands, printed, span_of

TOTAL_LIMITS: Final = {
    "ng/L": (Decimal(180), Decimal(350)),
    "pg/mL": (Decimal(180), Decimal(350)),
    "pmol/L": (Decimal(133), Decimal(258)),
}
ACTIVE_LIMITS: Final = (Decimal(25), Decimal(70))
VERY_HIGH: Final = {"ng/L": Decimal(1000), "pg/mL": Decimal(1000), "pmol/L": Decimal("737.8")}
OTHER_UNIT: Final = {"ng/L": "pmol/L", "pg/mL": "pmol/L", "pmol/L": "ng/L"}
NEAR: Final = Decimal("0.1")
WORDS: Final = {
    "low": frozenset({"low"}),
    "undetectable": frozenset({"low"}),
    "raised": frozenset({"high"}),
    "equivocal": frozenset({"middle"}),
    "normal": frozenset({"middle", "high"}),
}
ANY: Final = frozenset({"low", "middle", "high"})
CONCERN: Final = ("low", "middle", "high")


@dataclass(frozen=True)
class Level:
    """One marker: the bands its result may lie in (none: not measured)."""

    possible: frozenset[str] = frozenset()
    very_high: bool = False

    @property
    def band(self) -> str:
        """low, middle, high, unresolved or missing."""
        if not self.possible:
            return "missing"
        return next(iter(self.possible)) if len(self.possible) == 1 else "unresolved"

    @property
    def shown(self) -> str:
        """The band with very_high told apart."""
        return "very_high" if self.very_high else self.band


def read_level(record: Record, analyte: str) -> Level:
    """Band of total_b12 or active_b12 in the unit reported."""
    result = record.results.get(analyte)
    if result is None:
        return Level()
    span = span_of(result)
    if span is None:
        return Level(WORDS.get(str(result.get("finding")), ANY))
    low, high = _limits(analyte, result)
    very_high = analyte == "total_b12" and span.above(VERY_HIGH[str(result["unit"])])
    return Level(possible_bands(span, low, high), very_high)


def _limits(analyte: str, result: dict[str, Any]) -> tuple[Decimal, Decimal]:
    return ACTIVE_LIMITS if analyte == "active_b12" else TOTAL_LIMITS[str(result["unit"])]


def combine(total: Level, active: Level) -> Level:
    """Both markers as one: of each possible pair the more concerned."""
    if not total.possible or not active.possible:
        return total if total.possible else active
    pairs = {min(a, b, key=CONCERN.index) for a in total.possible for b in active.possible}
    return Level(frozenset(pairs))


def near_limit(record: Record) -> bool:
    """A figure for total B12 within ten per cent of a limit."""
    result = record.results.get("total_b12")
    span = span_of(result) if result else None
    if result is None or span is None or not span.exact:
        return False
    limits = TOTAL_LIMITS[str(result["unit"])]
    return any(abs(span.low - limit) <= limit * NEAR for limit in limits)


def limits_conflict(record: Record) -> bool:
    """The printed range of either marker puts the value elsewhere than the pack does."""
    return any(_range_conflict(record, analyte) for analyte in ("total_b12", "active_b12"))


def _range_conflict(record: Record, analyte: str) -> bool:
    result = record.results.get(analyte)
    span = span_of(result) if result else None
    if result is None or span is None:
        return False
    band = read_level(record, analyte).band
    low, high = printed(result, "reference_low"), printed(result, "reference_high")
    if low is not None and band in ("middle", "high") and span.below(low):
        return True
    if low is not None and band == "low" and not span.can_be_below(low):
        return True
    return high is not None and band in ("low", "middle") and span.above(high)


def unit_doubt(record: Record, active: Level, metabolite_raised: bool) -> bool:
    """The number of total B12 means another band in the other unit and nothing corroborates the unit."""
    result = record.results.get("total_b12")
    span: Span | None = span_of(result) if result else None
    if result is None or span is None:
        return False
    unit = str(result["unit"])
    here = possible_bands(span, *TOTAL_LIMITS[unit])
    there = possible_bands(span, *TOTAL_LIMITS[OTHER_UNIT[unit]])
    if here == there or len(here) > 1:
        return False
    if printed(result, "reference_low") is not None or printed(result, "reference_high") is not None:
        return False
    return not (active.possible == here or (here == {"low"} and metabolite_raised))


def discordant(total: Level, active: Level) -> bool:
    """Total and active both present and in different bands."""
    bands = {total.band, active.band}
    return len(bands) == 2 and bands <= {"low", "middle", "high"}
