"""One laboratory's profile: its decision limits, reference intervals and repeat rule, as it prints them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from b12calc.analytes import analytes, convert, same_unit_family
from b12calc.days import since_text
from b12calc.plan.schedule import add_months
from b12calc.rules.lab_check import B12, METABOLITES, TEXTS, faults
from b12calc.rules.profile_file import parsed, refuse, stamp
from b12calc.units import Quantity, normal_unit, read_number

Ends = Mapping[str, Decimal]
Figures = Mapping[str, Mapping[str, Ends]]


@dataclass(frozen=True, slots=True)
class Laboratory:
    """Hold one dated profile: figures by analyte, then unit, then end; an interval is no decision limit."""

    id: str
    title: str
    edition: str
    source: str
    evidence: str
    says: str
    method: str
    note: str
    statements: tuple[str, ...]
    unit_inferred: bool
    repeat: tuple[str, int] | None
    uncertainty_percent: int | None
    limits: Figures
    intervals: Figures
    stamp: str
    own: bool = False

    def __hash__(self) -> int:
        """Return a hash by the file, which everything else was read from."""
        return hash((self.id, self.stamp))

    @property
    def name(self) -> str:
        """Return title and date as a record names the profile; a file of the practice with its stamp too."""
        day = self.edition if self.edition == "undated" else since_text(self.edition)
        return f"{self.title} ({day}, own file {self.stamp[:19]})" if self.own else f"{self.title} ({day})"

    @property
    def repeat_text(self) -> str:
        """Return the repeat rule in words: 42 days."""
        return "" if self.repeat is None else f"{self.repeat[1]} {self.repeat[0]}"

    def prints(self, analyte: str, unit: str) -> bool:
        """Tell whether the laboratory prints figures of this analyte in this unit, or in one of the same size."""
        printed = (*self.limits.get(analyte, {}), *self.intervals.get(analyte, {}))
        return any(same_unit_family(analytes()[analyte], one, unit) for one in printed)

    def printed_unit(self, analyte: str) -> str | None:
        """Return the one unit the laboratory prints for an analyte; None where it prints several or it is inferred."""
        printed = {*self.limits.get(analyte, {}), *self.intervals.get(analyte, {})}
        return printed.pop() if len(printed) == 1 and not self.unit_inferred else None

    def interval(self, analyte: str, unit: str) -> Ends:
        """Return the reference interval in a unit, converted where it is printed in another; empty without one."""
        measured = analytes()[analyte]
        printed = self.intervals.get(analyte, {})
        for one, ends in printed.items():
            if same_unit_family(measured, one, unit):
                return ends
        for one, ends in printed.items():
            return {end: convert(measured, Quantity(cut, one), unit).value for end, cut in ends.items()}
        return {}

    def repeat_from(self, day: date) -> date | None:
        """Return the first day on which the laboratory takes the test again, None without a rule."""
        if self.repeat is None:
            return None
        unit, count = self.repeat
        return day + timedelta(days=count) if unit == "days" else add_months(day, count)


def read_laboratory(data: bytes, name: str, *, own: bool = True) -> Laboratory:
    """Return the profile held in a TOML file. Raises ProblemsFound with every fault; ``name`` is the file's name."""
    content = parsed(data, name, "laboratory")
    refuse(faults(content), name)
    texts = {key: content.get(key, "").strip() for key in TEXTS}
    texts["evidence"] = texts["evidence"] or "local"
    texts["says"] = texts["says"] or texts["title"]
    return Laboratory(
        **texts,
        id=name.removesuffix(".toml"),
        statements=tuple(content.get("statements", ())),
        unit_inferred=content.get("unit_inferred", False),
        repeat=next(iter(content.get("repeat", {}).items()), None),
        uncertainty_percent=content.get("uncertainty_percent"),
        limits=_figures(content, "limits"),
        intervals=_figures(content, "interval"),
        stamp=stamp(data),
        own=own,
    )


def _figures(content: Mapping[str, Any], part: str) -> Figures:
    return {
        code: {
            normal_unit(unit): {end: read_number(str(value)) for end, value in ends.items()}
            for unit, ends in content[code][part].items()
        }
        for code in (*B12, *METABOLITES)
        if part in content.get(code, {})
    }
