"""MMA, homocysteine and folate: bands, and whether a raised figure may be used."""

from decimal import Decimal
from typing import Final

from .limits import Limits
from .record import Record
from .spans import Span, canonical, printed, span_of

FALLBACK: Final = {"mma": Decimal(280), "homocysteine": Decimal(15)}
MARKED: Final = {"mma": Decimal(750), "homocysteine": Decimal(50)}
RAISED: Final = ("raised", "markedly_raised")
FOLATE_LOW: Final = {
    "folate": {"ug/L": Decimal(3), "ng/mL": Decimal(3), "nmol/L": Decimal(7)},
    "red_cell_folate": {"ug/L": Decimal(100), "ng/mL": Decimal(100), "nmol/L": Decimal("226.5")},
}


def metabolite_band(record: Record, analyte: str, limits: Limits) -> str:
    """missing, normal, raised, markedly_raised or unresolved."""
    result = record.results.get(analyte)
    if result is None:
        return "missing"
    own, span = span_of(result), canonical(analyte, result)
    if own is None or span is None:
        return {"raised": "raised", "normal": "normal", "low": "normal", "undetectable": "normal"}.get(
            record.word(analyte) or "", "unresolved"
        )
    if span.above(MARKED[analyte]):
        return "markedly_raised"
    limit = printed(result, "reference_high") or limits.own(analyte, str(result["unit"]), "raised")
    compared, line = (own, limit) if limit is not None else (span, FALLBACK[analyte])
    if compared.above(line):
        return "raised"
    return "unresolved" if compared.can_be_above(line) else "normal"


def mma_usable(kidney: str) -> str:
    """Whether a raised MMA may raise the conclusion."""
    return {"normal": "yes", "reduced": "no", "poor": "no"}.get(kidney, "unknown")


def homocysteine_usable(record: Record, kidney: str, folate: str) -> str:
    """Whether a raised homocysteine may raise the conclusion."""
    if folate in ("low", "missing", "unresolved") or kidney in ("reduced", "poor") or record.yes("thyroid_disease"):
        return "no"
    known = kidney == "normal" and folate != "borderline" and record.answers.get("thyroid_disease") == "no"
    return "yes" if known else "unknown"


def folate_band(record: Record, limits: Limits) -> str:
    """Serum folate, else red cell folate, by the printed range, the laboratory's limit, or the usual one."""
    analyte = "folate" if record.has("folate") else "red_cell_folate"
    result = record.results.get(analyte)
    if result is None:
        return "missing"
    span = span_of(result)
    if span is None:
        words = {"low": "low", "undetectable": "low", "normal": "normal", "raised": "high", "equivocal": "borderline"}
        return words.get(record.word(analyte) or "", "unresolved")
    unit = str(result["unit"])
    low = printed(result, "reference_low") or limits.own(analyte, unit, "low") or FOLATE_LOW[analyte][unit]
    return _folate_figure(span, low, printed(result, "reference_high") or limits.own(analyte, unit, "high"))


def _folate_figure(span: Span, low: Decimal, high: Decimal | None) -> str:
    # A figure that may be normal or high is not low for certain, and only low matters.
    if span.below(low):
        return "low"
    if span.can_be_below(low):
        return "unresolved"
    if high is not None and span.above(high):
        return "high"
    return "normal"
