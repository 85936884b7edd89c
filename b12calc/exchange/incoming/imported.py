"""What an import gives: for each patient of the file the results with their source, and what was left aside."""

from __future__ import annotations

from typing import Final, Literal

from b12calc.models import vocabulary as words
from b12calc.models.base import Day, Strict

FORMAT: Final = "b12calc-import/1"
Verdict = Literal["accepted", "doubtful"]


class Source(Strict):
    """Hold the piece of the file a result was read from.

    ``start`` and ``end`` are the characters of the decoded text between which the figure stands, where the file is a
    text of lines: the text from start to end is the figure as sent.
    """

    text: str
    where: str
    start: int | None = None
    end: int | None = None


class ImportedResult(Strict):
    """Hold one result for the review table.

    ``value`` is the figure exactly as sent, ``unit`` the unit in the spelling of the case format where it is one of
    the analyte's, else as sent; ``unit_as_sent`` always as sent. ``accepted`` says that name, code, unit, status and
    plausibility agree; ``doubtful`` that a person has to decide, with the reasons in ``why``. ``remarks`` are worth
    reading and no doubt. Nothing of it enters a case without the review table.
    """

    analyte: str
    name_as_sent: str
    value: str | None
    comparator: Literal[words.COMPARATORS] | None  # type: ignore[valid-type]
    unit: str | None
    unit_as_sent: str | None
    finding: Literal[words.FINDINGS] | None  # type: ignore[valid-type]
    collected: Day | None
    reference_low: str | None
    reference_high: str | None
    flag: str | None
    status: Literal["final", "corrected", "preliminary", "cancelled", "not_told"]
    verdict: Verdict
    why: tuple[str, ...]
    remarks: tuple[str, ...]
    source: Source


class Ignored(Strict):
    """Hold a piece that is no result to offer, with one sentence why."""

    why: str
    source: Source


class ImportedIdentity(Strict):
    """Hold who the file says the results belong to; only shown and compared."""

    name: str | None
    date_of_birth: Day | None
    sex: Literal["female", "male", "other"] | None
    identifier: str | None


class ImportedPatient(Strict):
    """Hold the results of one patient of the file."""

    identity: ImportedIdentity
    results: tuple[ImportedResult, ...]
    ignored: tuple[Ignored, ...]


class Import(Strict):
    """Hold what one file gave; ``read_as`` names the format it was read as."""

    format: Literal["b12calc-import/1"] = FORMAT
    read_as: Literal["text", "csv", "hl7", "fhir", "gdt", "edifact"]
    patients: tuple[ImportedPatient, ...]
