"""The content of repeats.toml: its table, what each analyte varies by, and the words around what a row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from b12calc.rules.table import DecisionTable, FactSpace, read_table


@dataclass(frozen=True, slots=True)
class Variation:
    """Hold what two results of one analyte may differ by, in percent of the figure, each as one standard deviation.

    ``stated`` takes the measuring uncertainty from the laboratory or the intervals of the pack; None is not known.
    ``up_to`` marks a variation within one person that its source gives as the largest one.
    """

    analyte: str
    stated: bool
    measuring: Decimal | None
    measuring_sources: tuple[str, ...]
    within_person: Decimal | None
    within_person_sources: tuple[str, ...]
    up_to: bool

    @property
    def sources(self) -> tuple[str, ...]:
        """Return every source of its figures, each once."""
        return tuple(dict.fromkeys((*self.measuring_sources, *self.within_person_sources)))


@dataclass(frozen=True, slots=True, eq=False)
class RepeatContent:
    """Hold the table of repeats, the variation of each analyte it speaks of, and the words beside its rows."""

    table: DecisionTable
    variations: Mapping[str, Variation]
    words: Mapping[str, Any]


def read_repeats(data: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> RepeatContent:
    """Return the content of parsed TOML with the rows of one pack. Raises TableError for a row outside the grammar."""
    space = FactSpace({fact: tuple(words) for fact, words in data["facts"].items()})
    variations = {one["analyte"]: _variation(one) for one in data["variation"]}
    return RepeatContent(read_table({"table": data["table"], "row": rows}, space), variations, data["words"])


def _variation(one: Mapping[str, Any]) -> Variation:
    measuring, within = one.get("measuring_percent"), one.get("within_person_percent")
    return Variation(
        analyte=one["analyte"],
        stated=one.get("measuring") == "stated",
        measuring=None if measuring is None else Decimal(measuring),
        measuring_sources=tuple(one.get("measuring_sources", ())),
        within_person=None if within is None else Decimal(within),
        within_person_sources=tuple(one.get("within_person_sources", ())),
        up_to=one.get("up_to", False),
    )
