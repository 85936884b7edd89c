"""What is said of two results beside each other: the row of the table of repeats, with figures, method and sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from b12calc.analytes import analytes, same_unit_family
from b12calc.days import day_text
from b12calc.models.case import LabResult
from b12calc.models.repeat import Repeat
from b12calc.rules.certainty import together
from b12calc.rules.knowledge import Pack
from b12calc.rules.repeat_content import RepeatContent, Variation
from b12calc.units import Quantity

_DESIGN: Final = "DESIGN"


@dataclass(frozen=True, slots=True)
class Dated:
    """Hold a plain figure with its result and the day it counts for."""

    result: LabResult
    quantity: Quantity
    day: date


def differing(newest: Dated, earlier: Dated) -> tuple[str, ...]:
    """Return what tells two figures of an analyte apart by method: unit, named laboratory, printed range.

    A printed range is compared in one unit only, and only an end that both reports print. What is not told tells
    nothing.
    """
    one, two = newest.result, earlier.result
    named = [name.casefold().split() for name in (one.laboratory, two.laboratory) if name and name.strip()]
    found = [] if _one_unit(newest, earlier) else ["unit"]
    if len(named) == 2 and named[0] != named[1]:  # noqa: PLR2004
        found.append("laboratory")
    if found[:1] != ["unit"] and any(first != second for first, second in _ends(newest, earlier)):
        found.append("range")
    return tuple(found)


def one_method(newest: Dated, earlier: Dated) -> bool:
    """Tell whether the reports show that two figures that do not differ in method come from one laboratory."""
    return bool((newest.result.laboratory or "").strip() and (earlier.result.laboratory or "").strip()) or any(
        _ends(newest, earlier)
    )


def _one_unit(newest: Dated, earlier: Dated) -> bool:
    return same_unit_family(analytes()[newest.result.analyte], newest.quantity.unit, earlier.quantity.unit)


def _ends(newest: Dated, earlier: Dated) -> list[tuple[object, object]]:
    """Return the ends of the printed range that both reports print."""
    pairs = zip(newest.result.reference_limits(), earlier.result.reference_limits(), strict=True)
    return [(one, two) for one, two in pairs if one is not None and two is not None]


class Words:
    """Put comparisons into words, by the content of one pack."""

    def __init__(self, content: RepeatContent, pack: Pack) -> None:
        self._content, self._pack, self._words = content, pack, content.words

    def compared(  # noqa: PLR0913, PLR0917
        self,
        newest: Dated,
        earlier: Dated,
        variation: Variation,
        apart: str,
        method: str,
        taken: Mapping[str, str],
        close: bool,
    ) -> Repeat:
        """Return what is said of two comparable figures.

        ``taken`` are the facts on B12 taken; ``close`` tells that both may stand for one and the same state.
        """
        facts = self._facts(variation.analyte, repeat_method=method, repeat_apart=apart, **taken)
        both, sources = None, self._figures_from(variation, apart)
        if apart == "measuring" and taken["treated"] != "yes" and close:
            both = together(newest.result.reported(), newest.quantity, earlier.quantity.value, self._pack.limits)
        percent, share, band = both or (None, "", "")
        more = self._words["together"].format(share=share, band=band) if share else ""
        against = list(self._figures(variation, apart))
        if against and method == "not_told":
            against.append(self._words["one_method"])
        return self._repeat(facts, earlier, sources, more=more, against=against, percent=percent)

    def not_comparable(self, newest: Dated, earlier: Dated, variation: Variation) -> Repeat:
        """Return that an earlier figure may come from another method, and by what that shows."""
        found = differing(newest, earlier)
        differs = "".join(f", {self._words['differs'][one]}" for one in found)
        return self._repeat(self._facts(variation.analyte, repeat_method=found[0]), earlier, (), differs=differs)

    def other_test(self, newest: Dated, earlier: Dated) -> Repeat:
        """Return that total and active B12 are no repeats of each other."""
        facts = self._facts(newest.result.analyte, repeat_method="other_test")
        return self._repeat(facts, earlier, (), named=f"{analytes()[earlier.result.analyte].name} ")

    def _facts(self, analyte: str, **told: str) -> Mapping[str, str]:
        space = self._content.table.space
        of = analyte if analyte in space.words["repeat_of"] else "other"
        return {"repeat_apart": "not_known", "treated": "unknown", "injected": "unknown", "repeat_of": of, **told}

    def _repeat(  # noqa: PLR0913
        self,
        facts: Mapping[str, str],
        earlier: Dated,
        sources: tuple[str, ...],
        *,
        differs: str = "",
        named: str = "",
        more: str = "",
        against: Sequence[str] = (),
        percent: int | None = None,
    ) -> Repeat:
        row = self._content.table.decide(facts).row
        figure = f"{named}{earlier.quantity.text()}"
        keys = tuple(sorted(dict.fromkeys((*row.sources, *sources)), key=_DESIGN.__eq__))
        lead = self._words["earlier"].format(earlier=figure, day=day_text(earlier.day), differs=differs)
        said = " ".join(filter(None, (lead, row.text, more)))
        text = f"{said.removesuffix('.')} ({'; '.join((*against, self._sources(keys)))})."
        return Repeat(
            row=row.id, verdict=row.then["repeat"], earlier=figure, day=earlier.day,
            together_percent=percent, text=text, sources=keys,
        )  # fmt: skip

    def _figures(self, variation: Variation, apart: str) -> Iterator[str]:
        """Yield what the difference was held against."""
        if apart == "not_known":
            return
        yield self._uncertainty() if variation.stated else self._percent("measuring", variation.measuring)
        if apart != "measuring" and variation.within_person is not None:
            yield self._percent("up_to" if variation.up_to else "within_person", variation.within_person)

    def _percent(self, name: str, percent: object) -> str:
        return str(self._words[name].format(percent=percent))

    def _figures_from(self, variation: Variation, apart: str) -> tuple[str, ...]:
        """Return the sources of those figures; a laboratory that states its own is named in the words."""
        if apart == "not_known":
            return ()
        own = () if variation.stated and self._stated_by() else variation.measuring_sources
        return own if apart == "measuring" else (*own, *variation.within_person_sources)

    def _stated_by(self) -> str:
        """Return the laboratory that states its uncertainty, empty where that is the program's own."""
        laboratory = self._pack.limits.laboratory
        return laboratory.title if laboratory is not None and laboratory.uncertainty_percent is not None else ""

    def _uncertainty(self) -> str:
        words, laboratory = self._words, self._stated_by()
        whose = words["stated"].format(laboratory=laboratory) if laboratory else words["own"]
        return str(words["uncertainty"].format(percent=self._pack.limits.intervals["doubt_percent"], whose=whose))

    def _sources(self, keys: Iterable[str]) -> str:
        """Return the sources with their evidence; the program's own choice is named where there is no other."""
        cited = self._pack.citations
        said = [f"{key} {cited[key].evidence}" for key in keys if key != _DESIGN]
        return ", ".join(said) or str(self._words["design"])
