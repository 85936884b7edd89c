"""The adjustment of haemoglobin, what repeats vary by and the experimental indicator in words, for page and paper."""

from collections.abc import Iterator, Mapping
from typing import Final

from b12calc.analytes import analytes
from b12calc.rules import Book

ADJUSTED: Final = (
    "Subtracted from a measured haemoglobin before anaemia is graded, and only when asked for: altitude when it is "
    "given, smoking when it is switched on. Of the two the larger counts; that they add up is unconfirmed."
)
REPEATED: Final = (
    "Two results of one analyte differ by more than chance where |a − b| is larger than twice the root of the sum of "
    "both squared standard deviations. Each figure below is in percent of the result; a stated uncertainty is two "
    "standard deviations, the others are one. Near a limit of B12 two results that count as one, taken within the days "
    "after which a result is out of date, are counted together: their mean, half that root its standard deviation."
)
Line = tuple[str, str, str]  # what, the figure, the source
Varied = tuple[str, str, str, tuple[str, ...]]  # what, measuring, within one person, the sources


def adjustments(book: Book) -> Iterator[Line]:
    """Yield every step of altitude and smoking with what it subtracts."""
    steps = book.adjustment
    for unit, table, source in (
        ("m above sea level", steps.altitude, steps.altitude_source),
        ("cigarettes a day", steps.smoking, steps.smoking_source),
    ):
        ends = [start - 1 for start, _ in table[1:]]
        ends += [steps.altitude_highest] if table is steps.altitude else []
        for place, (start, grams) in enumerate(table):
            span = f"{start:,} to {ends[place]:,}" if place < len(ends) else f"{start:,} or more"
            yield f"{span} {unit}", f"{grams} g/L", source
    if steps.smoking:
        yield "smoking, amount not known", f"{steps.smoking_unknown} g/L", steps.smoking_source


def variations(book: Book) -> Iterator[Varied]:
    """Yield what two results of each analyte may differ by."""
    for one in book.variations:
        stated = f"stated by the laboratory, else {book.intervals['doubt_percent']} %" if one.stated else "not stated"
        measuring = stated if one.measuring is None else f"{one.measuring} %"
        within = "not stated" if one.within_person is None else f"{'up to ' if one.up_to else ''}{one.within_person} %"
        yield analytes()[one.analyte].name, measuring, within, one.sources


def indicator(book: Book) -> Iterator[str]:
    """Yield what the experimental indicator is, sentence by sentence."""
    said = book.indicator
    named = [f"{analytes()[one['analyte']].name} ({_unit(one['unit'])})" for one in said["marker"]]
    factor = "{most} / [1 + (age / {scale}) to the power {power}]".format(**said["age_factor"])
    never = "; ".join(said["refused"][name] for name in ("age", "pregnant", "kidney"))
    yield said["statement"]
    yield f"log10 [({' × '.join(named[:2])}) / ({' × '.join(named[2:])})], less {factor}."
    yield f"Classes: {'; '.join(map(_class, said['class']))}. A figure on a limit belongs to the less severe class."
    yield f"Not computed where: {never}; or one of the four is missing or no exact figure."


def sources(book: Book) -> set[str]:
    """Return the sources cited by these."""
    found = {book.adjustment.altitude_source, book.adjustment.smoking_source, *book.indicator["sources"]}
    found |= {key for one in book.variations for key in one.sources}
    return found & set(book.sources)


def _class(one: Mapping[str, str]) -> str:
    if "above" in one:
        return f"{one['says']} above {one['above']}"
    return f"{one['says']} from {one['from']}" if "from" in one else f"{one['says']} below that"


def _unit(unit: str) -> str:
    return unit.replace("umol", "µmol")
