"""The experimental combined indicator cB12 of four markers: information only, never read by a table.

Refused under 18, in pregnancy, with an eGFR below 60 or unknown, and with a marker missing or censored. Source: FRM-01
to FRM-31; the constants of the age factor are unconfirmed (FRM-06).
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from functools import cache
from typing import Any

from b12calc.analytes import analytes, convert
from b12calc.models.assessment import Assessment, CitationLine, CombinedIndicator
from b12calc.parsed import read_toml
from b12calc.rules.facts import Read
from b12calc.rules.knowledge import CLINICAL

_SHOWN = Decimal("0.001")
_NORMAL_KIDNEY = "normal"


@cache
def indicator_words() -> Mapping[str, Any]:
    """Return constants, classes, markers and sentences of the indicator; the stamp of every pack covers them."""
    return read_toml(CLINICAL.joinpath("shared", "combined_indicator.toml").read_text(encoding="utf-8"))


def age_factor(age_years: int) -> Decimal:
    """Return what is taken off at an age in completed years. Source: FRM-06, unconfirmed."""
    constants = {name: Decimal(value) for name, value in indicator_words()["age_factor"].items()}
    with localcontext() as context:
        context.prec = 20
        return constants["most"] / (1 + (age_years / constants["scale"]) ** constants["power"])


def combined_b12(holotc: Decimal, b12: Decimal, mma: Decimal, homocysteine: Decimal, age_years: int) -> Decimal:
    """Return cB12 from holotranscobalamin and B12 in pmol/L, MMA and homocysteine in umol/L, all above zero.

    Source: FRM-01 (structure), FRM-06 (age factor, unconfirmed).
    """
    with localcontext() as context:
        context.prec = 20
        return (holotc * b12 / (mma * homocysteine)).log10() - age_factor(age_years)


def class_of(value: Decimal) -> tuple[str, str]:
    """Return the class of a cB12 as a code word and in words. Source: FRM-10 to FRM-14."""
    for one in indicator_words()["class"]:
        if "above" in one and value <= Decimal(one["above"]):
            continue
        if "from" in one and value < Decimal(one["from"]):
            continue
        return one["word"], one["says"]
    raise AssertionError("the last class takes every figure")


def with_indicator(answer: Assessment, read: Read, sources: Mapping[str, CitationLine]) -> Assessment:
    """Return an answer with the indicator and its sources beside it; nothing else of the answer is touched."""
    found = combined_indicator(read)
    known = {one.id for one in answer.citations}
    added = tuple(sources[key] for key in found.sources if key in sources and key not in known)
    return answer.model_copy(update={"combined_indicator": found, "citations": (*answer.citations, *added)})


def combined_indicator(read: Read) -> CombinedIndicator:
    """Return the indicator of a chart, or every reason why it is not computed."""
    said = indicator_words()
    refused = tuple(_refused(read))
    word: Any = None
    value, text = None, f"{said['name']}: not computed"
    if not refused and read.age is not None:
        holotc, b12, mma, homocysteine = (_figure(read, one) for one in said["marker"])
        figure = combined_b12(holotc, b12, mma, homocysteine, read.age)
        word, words = class_of(figure)
        value = str(figure.quantize(_SHOWN))
        text = f"{said['name']}: {value.replace('-', '−')}, {words} (unconfirmed)"
    sources = tuple(said["sources"])
    return CombinedIndicator(
        value=value, category=word, text=text, refused=refused, statement=said["statement"], sources=sources
    )


def _figure(read: Read, marker: Mapping[str, Any]) -> Decimal:
    quantity = read.chart.results[marker["analyte"]].quantity()
    assert quantity is not None
    return convert(analytes()[marker["analyte"]], quantity, marker["unit"]).value


def _refused(read: Read) -> Iterator[str]:
    said, words = indicator_words()["refused"], read.words
    if read.age is None:
        yield said["age_unknown"]
    elif read.age < indicator_words()["adult_from"]:
        yield said["age"]
    if words["pregnant"] != "no":
        yield said["pregnant" if words["pregnant"] == "yes" else "pregnancy_unknown"]
    if words["kidney"] != _NORMAL_KIDNEY:
        yield said["kidney" if words["kidney"] in ("reduced", "poor") else "kidney_unknown"]
    for marker in indicator_words()["marker"]:
        yield from _marker(read, marker["analyte"])


def _marker(read: Read, analyte: str) -> Iterator[str]:
    said, name = indicator_words()["refused"], analytes()[analyte].name
    result = read.chart.results.get(analyte)
    quantity = None if result is None else result.quantity()
    if result is None:
        yield said["missing"].format(name=name)
    elif quantity is None:
        yield said["words"].format(name=name)
    elif quantity.comparator:
        yield said["censored"].format(name=name, figure=quantity.text())
