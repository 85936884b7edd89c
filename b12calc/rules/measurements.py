"""Show each result as the rules read it: figure, other unit, band, the limits it was compared with, its doubt."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from b12calc.analytes import Analyte, analytes, convert, zone
from b12calc.days import day_text
from b12calc.models import wording
from b12calc.models.assessment import Measurement
from b12calc.models.case import LabResult
from b12calc.rules.certainty import likelihood
from b12calc.rules.chart import Chart
from b12calc.rules.haemoglobin_adjustment import adjustment_words
from b12calc.rules.limits import DecisionLimits, doubt
from b12calc.rules.side_by_side import OPEN_BANDS, remarks
from b12calc.rules.unit_guard import doubtful_unit, unit_remark
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
# No source gives a figure for these: only the laboratory's own range tells (white cells, platelets, haemolysis).
NEED_RANGE = frozenset({"white_cells", "neutrophils", "platelets", "ldh", "haptoglobin"})
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
    known = analytes()
    return tuple(_measurement(known[code], chart, words, limits) for code in known if code in chart.results)


def _measurement(analyte: Analyte, chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> Measurement:
    result = chart.results[analyte.code]
    quantity = result.quantity()
    fact = BAND_FACT.get(analyte.code)
    band = None if fact is None else words[fact]
    if analyte.code == "red_cell_folate" and "folate" in chart.results:
        band = None
    figure = _figure(result, quantity)
    taken = "" if result.collected is None else f" ({day_text(result.collected)})"
    adjusted = adjustment_words(chart, limits.adjustment) if analyte.code == "haemoglobin" else ""
    meaning = "not raised" if fact == "mcv_band" and band == "normal" else _meaning(fact, band)
    return _blank(analyte).but(
        text=": ".join(filter(None, (f"{analyte.short} {figure}{taken}{adjusted and f', {adjusted}'}", meaning))),
        value=result.value,
        comparator=result.comparator,
        unit=None if quantity is None else quantity.unit,
        finding=result.finding,
        also=_also(analyte, quantity),
        collected=result.collected,
        band=band,
        reading=meaning or None,
        adjustment=adjusted or None,
        reference_low=result.reference_low,
        reference_high=result.reference_high,
        **_said(analyte, chart, words, limits),
        **_limits(analyte, result, quantity, limits),
    )


@lru_cache(maxsize=256)
def _blank(analyte: Analyte) -> Measurement:
    """Return the line of an analyte, checked, still without its result, which the case has checked already."""
    return Measurement(analyte=analyte.code, name=analyte.name, text="")


def _figure(result: LabResult, quantity: Quantity | None) -> str:
    if quantity is not None:
        return quantity.text()
    said = [wording.label("finding", result.finding).lower()] if result.finding else []
    return ", ".join((*said, *(word.replace("_", " ") for word in result.findings)))


@lru_cache(maxsize=256)
def _meaning(fact: str | None, band: str | None) -> str:
    """Return what a band means in words; nothing where the finding already says it."""
    if fact is None or band in (None, "missing", "positive", "negative", "equivocal"):
        return ""
    special = _BAND_WORDS.get(fact, {}).get(band)
    if special:
        return special
    return OPEN_BANDS.get(band) or wording.label("band", band).lower()


@lru_cache(maxsize=1024)
def _also(analyte: Analyte, quantity: Quantity | None) -> str | None:
    if quantity is None:
        return None
    for unit in OTHER_UNIT.get(analyte.code, ()):
        if unit != quantity.unit and quantity.unit in analyte.units:
            other = convert(analyte, quantity, unit)
            return f"{quantity.comparator or ''}{' ' if quantity.comparator else ''}{shown(other.value)} {unit}"
    return None


def _remarks(analyte: Analyte, result: LabResult, quantity: Quantity, limits: DecisionLimits) -> Iterator[str]:
    if zone(analyte, quantity) == "unusual":
        yield "unusual figure: check value and unit"
    if analyte.code in NEED_RANGE and result.reference_low is None and result.reference_high is None:
        yield "no printed range: low, normal or raised cannot be told; enter the laboratory's range"
    if analyte.code in B12 and not limits.of(analyte.code, quantity):
        yield "this pack has no limits for it: choose a laboratory profile or enter the laboratory's printed range"


def _said(analyte: Analyte, chart: Chart, words: Mapping[str, str], limits: DecisionLimits) -> dict[str, Any]:
    """Return the unit that is asked about, and everything to remark on a result."""
    result = chart.results[analyte.code]
    quantity = result.quantity()
    if quantity is None:
        return {}
    asked = doubtful_unit(analyte, chart, words, limits)
    percent, near = likelihood(result, quantity, limits)
    said = (
        unit_remark(analyte, result, asked),
        *_remarks(analyte, result, quantity, limits),
        *remarks(result, quantity, chart, limits),
        near,
    )
    return {"unit_asked": asked, "same_band_percent": percent, "remarks": tuple(filter(None, said))}


def _limits(analyte: Analyte, result: LabResult, quantity: Quantity | None, limits: DecisionLimits) -> dict[str, Any]:
    """Return the limits the figure was compared with, in its own unit, and its doubt band for B12."""
    if quantity is None:
        return {}
    cuts = limits.of(analyte.code, quantity)
    low, high = cuts.get("low"), cuts.get("high") or cuts.get("raised")
    printed_low, printed_high = result.reference_limits()
    own_low = analyte.code in ("folate", "red_cell_folate") or (analyte.code in B12 and not cuts)
    if analyte.code in ("mma", "homocysteine") and printed_high is not None:
        high, source = printed_high, "laboratory"
    elif own_low and printed_low is not None:
        low, source = printed_low, "laboratory"
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
