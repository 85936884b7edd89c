"""Whose limit counts: the laboratory's for its analyte and unit, else the pack's, else the printed lower end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from .spans import Span, possible_bands, printed

Edges = tuple[Decimal, Decimal | None]
ANY: Final = frozenset({"low", "middle", "high"})
NOT_LOW: Final = frozenset({"middle", "high"})
# Two spellings of one unit: what is printed in the one holds in the other.
SPELLING: Final = {"pg/mL": "ng/L", "ug/L": "ng/mL"}
OTHER_UNIT: Final = {"ng/L": "pmol/L", "pg/mL": "pmol/L", "pmol/L": "ng/L"}
PACKS: Final[dict[str, dict[tuple[str, str], Edges]]] = {
    "uk": {
        ("total_b12", "ng/L"): (Decimal(180), Decimal(350)),
        ("total_b12", "pmol/L"): (Decimal(133), Decimal(258)),
        ("active_b12", "pmol/L"): (Decimal(25), Decimal(70)),
    },
    "us": {
        ("total_b12", "ng/L"): (Decimal(180), Decimal(350)),
        ("total_b12", "pmol/L"): (Decimal("132.8"), Decimal("258.2")),
    },
    "article": {},
}


@dataclass(frozen=True)
class Limits:
    """A pack, and the limits of a laboratory by analyte and unit."""

    pack: str = "uk"
    laboratory: Mapping[tuple[str, str], Mapping[str, Decimal]] = field(default_factory=dict)

    def own(self, analyte: str, unit: str, name: str) -> Decimal | None:
        """The laboratory's `low`, `high` or `raised` in this very unit."""
        return self.laboratory.get((analyte, SPELLING.get(unit, unit)), {}).get(name)

    def by_pack(self, analyte: str, unit: str) -> Edges | None:
        """Low and high of the pack."""
        return PACKS[self.pack].get((analyte, SPELLING.get(unit, unit)))

    def by_laboratory(self, analyte: str, unit: str) -> Edges | None:
        """Low and high of the laboratory: its high stays open where it gives none."""
        low = self.own(analyte, unit, "low")
        return None if low is None else (low, self.own(analyte, unit, "high"))

    def chosen(self, analyte: str, unit: str) -> Edges | None:
        """The laboratory's limits, else the pack's."""
        return self.by_laboratory(analyte, unit) or self.by_pack(analyte, unit)

    def in_use(self, result: dict[str, Any]) -> Edges | None:
        """The limits a figure is held against; nothing is high above a printed lower end."""
        edges = self.chosen(str(result["analyte"]), str(result["unit"]))
        low = printed(result, "reference_low")
        return edges if edges is not None or low is None else (low, None)


def read_limits(pack: str, laboratory: dict[str, Any] | None) -> Limits:
    """Limits of a pack and of `{"limits": {analyte: {unit: {"low": "180", "high": "350"}}}}`."""
    if pack not in PACKS:
        raise ValueError(f"pack: one of {', '.join(PACKS)} expected, not {pack}")
    given = (laboratory or {}).get("limits") or {}
    table = {
        (analyte, SPELLING.get(unit, unit)): {name: Decimal(str(text)) for name, text in entry.items()}
        for analyte, units in given.items()
        for unit, entry in units.items()
    }
    return Limits(pack, table)


def bands_by(span: Span, edges: Edges | None) -> frozenset[str]:
    """Which bands a figure may lie in; without limits every one, without a high limit middle and high together."""
    if edges is None:
        return ANY
    low, high = edges
    if high is not None:
        return possible_bands(span, low, high)
    below = frozenset({"low"}) if span.can_be_below(low) else frozenset()
    return below if span.below(low) else below | NOT_LOW
