"""Show each result as the rules read it: figure, other unit, band, the limits it was compared with, its doubt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from b12calc.analytes import Analyte, analytes, convert
from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.assessment import Measurement
from b12calc.models.case import Reported
from b12calc.rules.certainty import likelihood
from b12calc.rules.chart import Chart
from b12calc.rules.haemoglobin_adjustment import adjustment_words
from b12calc.rules.limits import DecisionLimits, doubt
from b12calc.rules.remarks import remarks_on
from b12calc.rules.side_by_side import OPEN_BANDS, too_early
from b12calc.rules.unit_guard import doubtful_unit
from b12calc.units import Quantity, shown

BAND_FACT: Mapping[str, str] = {
    "total_b12": "total_b12_band",
    "active_b12": "active_b12_band",
    "mma": "mma_band",
    "homocysteine": "homocysteine_band",
    "folate": "folate_band",
    "red_cell_folate": "folate_band",
    "haemoglobin": "anaemia",
    "mcv": "mcv_band",
    "egfr": "kidney",
    "creatinine": "kidney",
    "intrinsic_factor_antibody": "antibody",
}
OTHER_UNIT: Mapping[str, tuple[str, ...]] = {
    "total_b12": ("pmol/L", "ng/L"),
    "mma": ("umol/L", "nmol/L"),
    "folate": ("nmol/L", "ug/L"),
    "red_cell_folate": ("nmol/L", "ug/L"),
    "haemoglobin": ("g/dL", "g/L"),
    "creatinine": ("mg/dL", "umol/L"),
    "homocysteine": ("umol/L",),
}
PRINTED_DIGITS = 12  # more digits than that come from a division, never from a report
B12 = frozenset({"total_b12", "active_b12"})
_BAND_WORDS = {
    "anaemia": {
        "none": "no anaemia",
        "none_or_mild": "no anaemia or mild anaemia, cannot tell which",
        "mild": "mild anaemia",
        "mild_or_worse": "anaemia, its degree cannot be told",
        "moderate": "moderate anaemia",
        "moderate_or_worse": "moderate or severe anaemia",
        "severe": "severe anaemia",
    },
    "kidney": {"normal": "eGFR 60 or more", "reduced": "eGFR 30 to 59", "poor": "eGFR below 30"},
    "antibody": {"untrusted": "taken within two weeks after an injection"},
}


def measurements(chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> tuple[Measurement, ...]:
    """Return every result that counts, in the order of the case format."""
    known, places = analytes(), _places()
    return tuple(
        [_measurement(known[code], chart, words, limits) for code in sorted(chart.results, key=places.__getitem__)]
    )


@cache
def _places() -> Mapping[str, int]:
    return {code: place for place, code in enumerate(analytes())}


def _measurement(analyte: Analyte, chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> Measurement:
    code, collected = analyte.code, chart.results[analyte.code].collected
    fact = BAND_FACT.get(code)
    band = None if fact is None or (code == "red_cell_folate" and "folate" in chart.results) else words[fact]
    one = chart.figures[code]
    if one.quantity is None:
        return _on_day(_in_words(one, chart.results[code].findings, band), collected)
    asked = doubtful_unit(analyte, chart, words, limits)
    waiting = too_early(chart, limits) if code in B12 else None
    # An antibody is given in any unit text, which is nothing to keep.
    make = _figure.__wrapped__ if analyte.any_unit else _figure
    line = _on_day(make(one, band, asked, waiting, limits), collected)
    adjusted = adjustment_words(chart, limits.adjustment) if code == "haemoglobin" else ""
    if not adjusted:
        return line
    day = "" if collected is None else f" ({day_text(collected)})"
    figure = f"{analyte.short} {one.quantity.text()}{day}, {adjusted}"
    return line.but(text=_text(figure, line.reading), adjustment=adjusted)


@dataclass(slots=True)
class _Undated:
    """Hold the line of a result still without its day, and its text on both sides of where the day is put.

    ``dated`` is the line with the day it was last asked for, most often that of the next time: one state of a case
    follows another.
    """

    line: Measurement
    figure: str
    meaning: str
    dated: Measurement
    day: date | None = None


def _on_day(one: _Undated, collected: date | None) -> Measurement:
    """Return the line of a result with its day, if it has one."""
    if collected is None:
        return one.line
    if one.day != collected:
        text = f"{one.figure} ({day_text(collected)}){one.meaning}"
        one.day, one.dated = collected, one.line.but(text=text, collected=collected)
    return one.dated


def _undated(analyte: Analyte, figure: str, meaning: str, **fields: Any) -> _Undated:
    named = named_figure(analyte, figure)
    line = _blank(analyte).but(text=_text(named, meaning), collected=None, reading=meaning or None, **fields)
    return _Undated(line, named, f": {meaning}" if meaning else "", line)


@lru_cache(maxsize=4096)
def _figure(
    one: Reported, band: str | None, asked: str | None, waiting: str | None, limits: DecisionLimits
) -> _Undated:
    """Return the line of a figure: it depends on the figure, its band and the limits, and is kept by them."""
    analyte, quantity = analytes()[one.analyte], one.quantity
    if quantity is None:
        raise ValueError("a result in words has no figure")
    percent, near = likelihood(one, quantity, limits)
    return _undated(
        analyte,
        quantity.text(),
        _meaning(BAND_FACT.get(one.analyte), band),
        value=one.value,
        comparator=quantity.comparator,
        unit=quantity.unit,
        also=_also(analyte, quantity),
        band=band,
        reference_low=one.reference_low,
        reference_high=one.reference_high,
        unit_asked=asked,
        same_band_percent=percent,
        remarks=remarks_on(one, asked, waiting, near, limits),
        **_limits(analyte, one, quantity, limits),
    )


def named_figure(analyte: Analyte, figure: str) -> str:
    """Return a result as its line begins: its short name and what was measured."""
    return f"{analyte.short} {figure}"


@lru_cache(maxsize=1024)
def _in_words(one: Reported, findings: tuple[str, ...], band: str | None) -> _Undated:
    """Return the line of a result that was given in words; all of them are words of the case format."""
    analyte = analytes()[one.analyte]
    said = [wording.label("finding", one.finding).lower()] if one.finding else []
    words = ", ".join((*said, *(word.replace("_", " ") for word in findings)))
    return _undated(
        analyte,
        words,
        _meaning(BAND_FACT.get(analyte.code), band),
        value=one.value,
        comparator=None,
        finding=one.finding,
        band=band,
        reference_low=one.reference_low,
        reference_high=one.reference_high,
    )


def _text(figure: str, meaning: str | None) -> str:
    return f"{figure}: {meaning}" if meaning else figure


@lru_cache(maxsize=256)
def _blank(analyte: Analyte) -> Measurement:
    """Return the line of an analyte, checked, still without its result, which the case has checked already."""
    return Measurement(analyte=analyte.code, name=analyte.name, text="")


@lru_cache(maxsize=256)
def _meaning(fact: str | None, band: str | None) -> str:
    """Return what a band means in words; nothing where the finding already says it."""
    if fact is None or band in (None, "missing", "positive", "negative", "equivocal"):
        return ""
    if fact == "mcv_band" and band == "normal":
        return "not raised"
    special = _BAND_WORDS.get(fact, {}).get(band)
    if special:
        return special
    return OPEN_BANDS.get(band) or wording.label("band", band).lower()


def _also(analyte: Analyte, quantity: Quantity) -> str | None:
    for unit in OTHER_UNIT.get(analyte.code, ()):
        if unit != quantity.unit and quantity.unit in analyte.units:
            other = convert(analyte, quantity, unit)
            return f"{quantity.comparator or ''}{' ' if quantity.comparator else ''}{shown(other.value)} {unit}"
    return None


def _limits(analyte: Analyte, result: Reported, quantity: Quantity, limits: DecisionLimits) -> dict[str, str]:
    """Return the limits the figure was compared with, in its own unit, and its doubt band for B12."""
    cuts = limits.of(analyte.code, quantity)
    low, high = cuts.get("low"), cuts.get("high") or cuts.get("raised")
    own_low = analyte.code in ("folate", "red_cell_folate") or (analyte.code in B12 and not cuts)
    if analyte.code in ("mma", "homocysteine") and result.high is not None:
        high, source = result.high, "laboratory"
    elif own_low and result.low is not None:
        low, source = result.low, "laboratory"
    else:
        source = _source(analyte.code, quantity, limits)
    found = {"low_limit": low, "high_limit": high}
    if analyte.code in B12 and quantity.comparator in (None, "~"):
        found["doubt_low"], found["doubt_high"] = doubt(quantity, limits.intervals["doubt_percent"])
    texts = {name: _plain(value) for name, value in found.items() if value is not None}
    return texts | ({"limits_from": source} if texts.keys() & {"low_limit", "high_limit"} else {})


def _source(code: str, quantity: Quantity, limits: DecisionLimits) -> str:
    """Return whose limits they are; an upper one that the profile leaves to the pack is named apart."""
    laboratory = limits.from_laboratory(code)
    if laboratory is None:
        return "guideline"
    borrowed = code in B12 and all("high" not in cuts for cuts in laboratory.limits[code].values())
    from_pack = borrowed and "high" in limits.of(code, quantity)
    return f"{laboratory.title}; upper limit: guideline" if from_pack else laboratory.title


def _plain(value: Decimal) -> str:
    """Return a limit without exponent and without zeros a division left behind; a converted one rounded for the eye."""
    if len(value.as_tuple().digits) > PRINTED_DIGITS:
        return shown(value)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
