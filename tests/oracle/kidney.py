"""Kidney function: the reported figure, or CKD-EPI 2021 from creatinine."""

from decimal import Decimal
from typing import Final

from .record import Record
from .spans import INFINITY, ZERO, Span, canonical

NORMAL: Final = Decimal(60)
POOR: Final = Decimal(30)
MG_DL: Final = Decimal("88.4")


def egfr(creatinine_umol: Decimal, age: int, female: bool) -> Decimal:
    """CKD-EPI 2021 creatinine equation, mL/min/1.73 m2."""
    kappa = Decimal("0.7") if female else Decimal("0.9")
    alpha = Decimal("-0.241") if female else Decimal("-0.302")
    ratio = creatinine_umol / MG_DL / kappa
    figure = Decimal(142) * min(ratio, Decimal(1)) ** alpha * max(ratio, Decimal(1)) ** Decimal("-1.200")
    figure *= Decimal("0.9938") ** age
    return figure * Decimal("1.012") if female else figure


def _bands(span: Span) -> set[str]:
    bands: set[str] = set()
    if span.can_be_below(POOR):
        bands.add("poor")
    if not span.below(POOR) and span.can_be_below(NORMAL):
        bands.add("reduced")
    if not span.below(NORMAL):
        bands.add("normal")
    return bands


def _from_creatinine(span: Span, age: int, female: bool) -> Span:
    high = INFINITY if span.low == ZERO else egfr(span.low, age, female)
    low = ZERO if span.high == INFINITY else egfr(span.high, age, female)
    return Span(low, high, span.high_included, span.low_included)


def _measured(record: Record, age: int | None) -> set[str]:
    if "egfr" in record.results:
        span = canonical("egfr", record.results["egfr"])
        if span is not None:
            return _bands(span)
        return {"normal": {"normal"}}.get(record.word("egfr") or "", set())
    span = canonical("creatinine", record.results["creatinine"]) if record.has("creatinine") else None
    if span is None or age is None or age < 18:
        return set()
    sexes = {"female": (True,), "male": (False,)}.get(str(record.patient.get("sex")), (True, False))
    return {band for female in sexes for band in _bands(_from_creatinine(span, age, female))}


def kidney(record: Record, age: int | None) -> str:
    """missing, normal, reduced, poor; unresolved where the figure leaves normal and reduced open."""
    bands = _measured(record, age)
    if not bands:
        return "reduced" if record.yes("kidney_disease") else "missing"
    if len(bands) == 1:
        return bands.pop()
    return "unresolved" if "normal" in bands else "poor"
