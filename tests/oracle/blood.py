"""Blood count, film and iron."""

from decimal import Decimal
from typing import Final

from .record import Record
from .spans import Span, canonical, printed, span_of

Grades = tuple[Decimal, Decimal, Decimal]
NOT_PREGNANT: Final[dict[str, Grades]] = {
    "female": (Decimal(120), Decimal(110), Decimal(80)),
    "male": (Decimal(130), Decimal(110), Decimal(80)),
}
PREGNANT: Final[dict[int, Grades]] = {
    1: (Decimal(110), Decimal(100), Decimal(70)),
    2: (Decimal(105), Decimal(95), Decimal(70)),
    3: (Decimal(110), Decimal(100), Decimal(70)),
}
# Low for certain, whatever a laboratory prints nowhere: the two figures of the urgency table.
SURELY_LOW: Final = {"neutrophils": Decimal("1.0"), "platelets": Decimal(50)}


def _tables(record: Record) -> list[Grades]:
    if record.patient.get("pregnancy") == "pregnant":
        trimester = record.patient.get("trimester")
        return [PREGNANT[trimester]] if trimester else [PREGNANT[1], PREGNANT[2]]
    sex = str(record.patient.get("sex"))
    return [NOT_PREGNANT[sex]] if sex in NOT_PREGNANT else list(NOT_PREGNANT.values())


def _grades(span: Span, table: Grades) -> set[str]:
    below, mild, severe = table
    found: set[str] = set()
    if span.can_be_below(severe):
        found.add("severe")
    if not span.below(severe) and span.can_be_below(mild):
        found.add("moderate")
    if not span.below(mild) and span.can_be_below(below):
        found.add("mild")
    if not span.below(below):
        found.add("none")
    return found


def anaemia_grades(record: Record) -> frozenset[str]:
    """Every degree of anaemia the haemoglobin may mean; empty when it was not measured."""
    result = record.results.get("haemoglobin")
    if result is None:
        return frozenset()
    span = canonical("haemoglobin", result)
    if span is None:
        words = {"low": {"mild"}, "undetectable": {"mild"}, "normal": {"none"}, "raised": {"none"}}
        return frozenset(words.get(record.word("haemoglobin") or "", {"none", "mild"}))
    return frozenset(grade for table in _tables(record) for grade in _grades(span, table))


def mcv_band(record: Record) -> str:
    """missing, low, normal, raised, very_raised or unresolved."""
    result = record.results.get("mcv")
    if result is None:
        return "missing"
    span = span_of(result)
    if span is None:
        return {"low": "low", "normal": "normal", "raised": "raised"}.get(record.word("mcv") or "", "unresolved")
    if span.above(Decimal(115)):
        return "very_raised"
    if span.above(Decimal(100)):
        return "raised"
    low = printed(result, "reference_low")
    if low is not None and span.below(low):
        return "low"
    return "unresolved" if span.can_be_above(Decimal(100)) else "normal"


def line_low(record: Record, analyte: str) -> str:
    """Three-valued: is this cell line low, by the laboratory's range; without one only the figures that are sure."""
    result = record.results.get(analyte)
    if result is None:
        return "unknown"
    span = span_of(result)
    if span is None:
        words = {"low": "yes", "undetectable": "yes", "normal": "no", "raised": "no"}
        return words.get(record.word(analyte) or "", "unknown")
    limit = printed(result, "reference_low")
    if limit is None:
        sure = SURELY_LOW.get(analyte)
        return "yes" if sure is not None and span.below(sure) else "unknown"
    if span.below(limit):
        return "yes"
    return "unknown" if span.can_be_below(limit) else "no"


def figure_below(record: Record, analyte: str, limit: Decimal) -> bool:
    """The whole figure lies below the limit."""
    span = span_of(record.results[analyte]) if record.has(analyte) else None
    return span is not None and span.below(limit)


def cytopenia(record: Record, grades: frozenset[str]) -> str:
    """missing, none, one_or_two_lines or pancytopenia over red cells, white cells and platelets."""
    red = "unknown" if not grades or ("none" in grades and len(grades) > 1) else "no" if "none" in grades else "yes"
    whites = {line_low(record, "white_cells"), line_low(record, "neutrophils")}
    white = "yes" if "yes" in whites else "no" if "no" in whites else "unknown"
    lines = (red, white, line_low(record, "platelets"))
    if lines.count("yes") == 3:
        return "pancytopenia"
    if "yes" in lines:
        return "one_or_two_lines"
    return "none" if lines.count("no") == 3 else "missing"


def _beyond(record: Record, analyte: str, end: str) -> str:
    """Three-valued: above the printed upper end, or below the printed lower end, or so by word."""
    result = record.results.get(analyte)
    if result is None:
        return "unknown"
    word = "raised" if end == "reference_high" else "low"
    span, limit = span_of(result), printed(result, end)
    if span is None:
        return "yes" if record.word(analyte) == word else "no" if record.word(analyte) == "normal" else "unknown"
    if limit is None:
        return "unknown"
    if span.above(limit) if word == "raised" else span.below(limit):
        return "yes"
    open_end = span.can_be_above(limit) if word == "raised" else span.can_be_below(limit)
    return "unknown" if open_end else "no"


def thrombotic_picture(record: Record) -> str:
    """Schistocytes, or low platelets with raised LDH and low haptoglobin."""
    triple = (
        line_low(record, "platelets"),
        _beyond(record, "ldh", "reference_high"),
        _beyond(record, "haptoglobin", "reference_low"),
    )
    if record.seen("blood_film", "schistocytes") or triple == ("yes", "yes", "yes"):
        return "yes"
    return "no" if record.has("blood_film") and "no" in triple else "unknown"


def iron_deficiency(record: Record) -> bool:
    """Ferritin below the laboratory's range or below 30 ug/L."""
    result = record.results.get("ferritin")
    if result is None:
        return False
    span, low = span_of(result), printed(result, "reference_low")
    if span is None:
        return record.word("ferritin") in ("low", "undetectable")
    return span.below(Decimal(30)) or (low is not None and span.below(low))
