"""Results as the laboratory printed them and as the rules read them, and the picture of B12."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from b12calc.analytes import analytes
from b12calc.models.assessment import Assessment, Measurement
from b12calc.models.case import Case, LabResult, Visit
from b12calc.report import document as content
from b12calc.report.words import NOT_GIVEN, capital, day, figure, listed, say, span, tied

_PICTURED: Final = ("total_b12", "active_b12")
_HEADER: Final = ("Test", "Result", "Sample", "Printed range", "Read against", "Reading")
_SHARES: Final = (20, 20, 11, 13.5, 21.7, 13.8)
_COMMENT: Final = "Comment: {}"


def result_blocks(case: Case, assessment: Assessment) -> tuple[content.Block, ...]:
    """Return table, remarks and pictures of the results of this visit; empty when there are none."""
    read, rows = assessment.measurements, _rows(case, assessment)
    if not rows:
        return ()
    notes = _comments(case, assessment)
    # a remark stands beside its result; the same words among the problems are not said again
    said = [(entry.name, tuple(filter(None, (entry.adjustment, *entry.remarks)))) for entry in read]
    remarks = [(name, listed(lines, " ")) for name, lines in said if lines]
    blocks: list[content.Block] = [content.Table(_HEADER, tuple(rows), _SHARES, (1,), under=notes)]
    if remarks:
        blocks.append(content.KeyValues(tuple(remarks)))
    blocks += [scale for measurement in read for scale in _scale(measurement)]
    return tuple(blocks)


def short_rows(case: Case, assessment: Assessment) -> list[tuple[str, ...]]:
    """Return each result as test, result as printed, printed range, day of the sample, reading: for a letter."""
    found = _rows(case, assessment)
    return [(name, result, printed, taken, reading) for name, result, taken, printed, _, reading in found]


def _rows(case: Case, assessment: Assessment) -> list[tuple[str, ...]]:
    rows = [_row(measurement, case) for measurement in assessment.measurements]
    return rows + [_plain_row(result) for result in _left_aside(case, assessment)]


def _left_aside(case: Case, assessment: Assessment) -> list[LabResult]:
    """Return the results of this visit that the rules do not show; they are printed all the same."""
    return [result for result in case.visits[-1].results if not _is_among(result, assessment.measurements)]


def _comments(case: Case, assessment: Assessment) -> tuple[str, ...]:
    """Return for each row what was remarked beside the result, as it was typed; nothing where no row has any."""
    results = [*(_result_of(entry, case) for entry in assessment.measurements), *_left_aside(case, assessment)]
    found = tuple(_COMMENT.format(one.comment) if one and (one.comment or "").strip() else "" for one in results)
    return found if any(found) else ()


def _is_among(result: LabResult, read: tuple[Measurement, ...]) -> bool:
    """Tell whether the rules show this very result; one they left aside is still printed."""
    key = (result.analyte, result.value, result.finding, result.collected)
    return any(key == (entry.analyte, entry.value, entry.finding, entry.collected) for entry in read)


def _result_of(entry: Measurement, case: Case) -> LabResult | None:
    """Return the result that the rules read, the latest where several are equal."""
    every = (result for visit in reversed(case.visits) for result in visit.results)
    return next((result for result in every if _is_among(result, (entry,))), None)


def _reported(entry: Measurement, case: Case) -> str:
    """Write the result as printed by the laboratory, with the words of its report where it has any."""
    if (result := _result_of(entry, case)) is not None:
        return result_text(result)
    return figure(entry.value, entry.unit, entry.comparator) if entry.value is not None else tied(entry.text)


def _row(entry: Measurement, case: Case) -> tuple[str, ...]:
    also = f" ({tied(entry.also)})" if entry.also else ""
    limits = span(entry.low_limit, entry.high_limit, entry.unit)
    if entry.limits_from and limits != NOT_GIVEN:
        limits = f"{limits}, {entry.limits_from}"
    return (
        entry.name,
        _reported(entry, case) + also,
        day(entry.collected),
        span(entry.reference_low, entry.reference_high, entry.unit),
        limits,
        _reading(entry),
    )


def _reading(entry: Measurement) -> str:
    """Return what the figure means: the end of the measurement's own sentence, else the word of its band."""
    _, colon, meaning = entry.text.rpartition(": ")
    if entry.band is None:
        return NOT_GIVEN
    return capital(meaning) if colon else say("band", entry.band)


def result_text(result: LabResult) -> str:
    """Write one result of the case as printed by the laboratory."""
    words = [figure(result.value, result.unit, result.comparator)] if result.value is not None else []
    words += [say("finding", result.finding)] if result.finding else []
    return listed((*words, *(say("findings", word).lower() for word in result.findings)), ", ")


def _plain_row(result: LabResult) -> tuple[str, ...]:
    measured = analytes().get(result.analyte)
    return (
        result.analyte if measured is None else measured.name,
        result_text(result),
        day(result.collected),
        span(result.reference_low, result.reference_high, result.unit),
        NOT_GIVEN,
        NOT_GIVEN,
    )


def _scale(entry: Measurement) -> Iterator[content.Scale]:
    """Yield the picture of a B12 figure with both limits; a result in words has none."""
    limits = (entry.low_limit, entry.high_limit)
    if entry.analyte not in _PICTURED or entry.value is None or entry.unit is None or None in limits:
        return
    low, high, value = entry.low_limit or "", entry.high_limit or "", figure(entry.value, entry.unit, entry.comparator)
    zones = (f"Below {low}", tied(f"{low} to {high}"), f"Above {high}")
    doubt = None
    if entry.doubt_low is not None and entry.doubt_high is not None:
        doubt = (Decimal(entry.doubt_low), Decimal(entry.doubt_high))
    printed = span(entry.reference_low, entry.reference_high, entry.unit)
    yield content.Scale(
        name=entry.name, unit=entry.unit, value=Decimal(entry.value.replace(",", ".")),
        value_text=_marked(entry, value), comparator=entry.comparator or "",
        low=Decimal(low), high=Decimal(high), zones=zones, twin=_twin(entry, value, printed), doubt=doubt,
        reference=(_decimal(entry.reference_low), _decimal(entry.reference_high)),
        reference_label="" if printed == NOT_GIVEN else f"Laboratory's range {printed}",
    )  # fmt: skip


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text.replace(",", "."))


def _marked(entry: Measurement, value: str) -> str:
    doubt = "" if entry.doubt_low is None else f" (doubt {span(entry.doubt_low, entry.doubt_high, entry.unit)})"
    return f"{entry.name} {value}{doubt}"


def _twin(entry: Measurement, value: str, printed: str) -> str:
    """Say in words what the picture shows."""
    parts = [f"{entry.name} {value}"]
    if entry.doubt_low is not None and entry.doubt_high is not None:
        parts.append(f"measurement doubt {span(entry.doubt_low, entry.doubt_high, entry.unit)}")
    parts.append(f"decision limits {span(entry.low_limit, entry.high_limit, entry.unit)}")
    if printed != NOT_GIVEN:
        parts.append(f"laboratory's range {printed}")
    return "; ".join(parts) + "."


def earlier_results(visit: Visit) -> str:
    """Write all results of one earlier visit in one line."""
    names = analytes()
    return listed(
        f"{names[result.analyte].name} {result_text(result)} ({day(result.collected)})" for result in visit.results
    )
