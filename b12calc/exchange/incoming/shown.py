"""What was read, as JSON or as lines to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from b12calc.analytes import analytes
from b12calc.exchange.incoming.imported import Import, ImportedPatient, ImportedResult

NOTHING: Final = "No result of this program's tests was found."


def as_json(found: Import) -> bytes:
    """Return what was read as indented JSON (b12calc-import/1), UTF-8."""
    return f"{json.dumps(found.model_dump(mode='json'), ensure_ascii=False, indent=1)}\n".encode()


def as_lines(found: Import) -> Iterator[str]:
    """Yield what was read line by line, patient by patient."""
    for place, patient in enumerate(found.patients, 1):
        if len(found.patients) > 1:
            yield f"Patient {place} of {len(found.patients)}"
        yield from _of(patient)
    if not any(patient.results for patient in found.patients):
        yield NOTHING


def _of(patient: ImportedPatient) -> Iterator[str]:
    who = patient.identity
    told = (who.name, who.date_of_birth and f"born {who.date_of_birth}", who.sex, who.identifier)
    yield "Reported for: " + (", ".join(str(one) for one in told if one) or "nobody is named")
    for result in patient.results:
        yield from _result(result)
    for piece in patient.ignored:
        yield f"  left out   {piece.source.where}: {piece.why}"


def _result(result: ImportedResult) -> Iterator[str]:
    figure = " ".join(filter(None, (result.comparator, result.value, result.unit, result.finding)))
    limits = f" [{result.reference_low or ''} - {result.reference_high or ''}]" if _ranged(result) else ""
    day = f", taken {result.collected}" if result.collected else ", no day told"
    yield f"  {result.verdict:10} {analytes()[result.analyte].name}: {figure}{limits}{day} ({result.source.where})"
    yield from (f"             doubt: {why}" for why in result.why)
    yield from (f"             note: {remark}" for remark in result.remarks)


def _ranged(result: ImportedResult) -> bool:
    return result.reference_low is not None or result.reference_high is not None
