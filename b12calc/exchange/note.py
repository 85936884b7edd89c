"""The note as the database: the inputs of a case as lines a clinician reads, and the way back from a pasted note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from b12calc.analytes import analytes
from b12calc.exchange import parts
from b12calc.exchange.parts import Raw
from b12calc.exchange.pasted import framed, note_lines
from b12calc.exchange.spelling import DAY, code_of, day, head, iso_day, spoken
from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.problems import Problem, ProblemsFound

_ANSWERED: Final = re.compile(r"(Yes|No) \([a-zA-Z0-9 ]+\)")
_BEFORE, _DETAIL = "B12 before the test", "More on "
_SHOWN: Final = 60  # characters of a part that are shown


@dataclass(frozen=True, slots=True)
class Made:
    """Hold what the note says of its assessment: the day, the pack, its edition and the laboratory."""

    today: date | None = None
    pack: str | None = None
    edition: str | None = None
    laboratory: str | None = None


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Hold what a pasted note gave back: the case, and what it was assessed by where the note says so."""

    case: Case
    made: Made | None


def note_inputs(case: Case, assessment: Assessment | None = None) -> str:
    """Return the inputs as lines of at most 76 columns from which ``read_note`` rebuilds the case.

    With an assessment its day, pack, edition and laboratory stand first. Free text is held as ``marks.entered`` leaves
    it. The lines are read back before they are given. Raises ProblemsFound for a case that no note can hold: a test
    the program does not know, a figure of spaces alone.
    """
    lines = [*_made(assessment), *_case_lines(case.model_dump(mode="json"))]
    text = framed(lines)
    again = _case_lines(read_note(text).case.model_dump(mode="json"))
    if [*_made(assessment), *again] != lines:
        raise ValueError("the note would not give back the same case")
    return text


def read_note(text: str) -> ReadNote:
    """Return the case of the one note in a pasted text; what stands before and after the note is left alone.

    Raises ProblemsFound with one sentence for each damaged line (``line 12``, counted in the text given), for a note
    that is cut off, of a newer format or not there, and for more than one note.
    """
    case: Raw = {"format": words.CASE_FORMAT, "patient": {}, "visits": []}
    made: Made | None = None
    problems = []
    for line in note_lines(text):
        try:
            made = _take(line.text, case) or made
        except ValueError as error:
            said = str(error)[:_SHOWN]
            message = f"{said!r} is not known to this program; a note of this or an earlier version was expected"
            problems.append(Problem(line.place, message))
    if problems:
        raise ProblemsFound(problems)
    return ReadNote(read_case(json.dumps(case)), made)


def _made(assessment: Assessment | None) -> Iterator[str]:
    if assessment is not None:
        raw = assessment.model_dump(mode="json", include={"today", "pack", "edition", "laboratory"})
        yield f"Assessed: {parts.write_parts(parts.MADE, raw)}"


def _case_lines(raw: Raw) -> Iterator[str]:
    yield f"Patient: {parts.write_parts(parts.PATIENT, raw['patient'])}"
    for visit in raw["visits"]:
        yield f"Visit: {day(visit['date'])}"
        for result in visit["results"]:
            yield f"{head(result['analyte'])}: {parts.write_parts(parts.RESULT, result)}"
        for said in ("Yes", "No"):
            for group, codes in parts.answers(visit["answers"], said.lower()):
                yield f"{said} ({spoken(group)}): {', '.join(map(spoken, codes))}"
        for code in sorted(visit["details"], key=words.ANSWER_CODES.index):
            yield f"{_DETAIL}{spoken(code)}: {parts.write_parts(parts.DETAIL, visit['details'][code])}"
        if visit["b12_before_test"] is not None:
            yield f"{_BEFORE}: {parts.write_parts(parts.BEFORE, visit['b12_before_test'])}"
        if visit["treatment"] is not None:
            yield f"Treatment: {parts.write_parts(parts.TREATMENT, visit['treatment'])}"


def _take(text: str, case: Raw) -> Made | None:
    """Put one line into the case. Raises ValueError with what is not known."""
    said, colon, rest = text.partition(": ")
    if said == "Assessed":
        given = parts.read_parts(parts.MADE, rest)
        return Made(**given | {"today": date.fromisoformat(given["today"]) if "today" in given else None})
    if said == "Patient":
        case["patient"] = parts.read_parts(parts.PATIENT, rest)
    elif said == "Visit":
        case["visits"].append({"date": _day(rest), "results": [], "answers": {}, "details": {}})
    elif colon and case["visits"]:
        _take_of_visit(said, rest, case["visits"][-1])
    else:
        raise ValueError(text)
    return None


def _take_of_visit(said: str, rest: str, visit: Raw) -> None:
    if answered := _ANSWERED.fullmatch(said):
        visit["answers"] |= dict.fromkeys(_known(rest.split(", "), words.ANSWER_CODES), answered[1].lower())
    elif said.startswith(_DETAIL):
        (code,) = _known([said.removeprefix(_DETAIL)], words.ANSWER_CODES)
        visit["details"][code] = parts.read_parts(parts.DETAIL, rest)
    elif said == _BEFORE:
        visit["b12_before_test"] = parts.read_parts(parts.BEFORE, rest)
    elif said == "Treatment":
        visit["treatment"] = parts.read_parts(parts.TREATMENT, rest)
    else:
        (code,) = _known([said], analytes())
        visit["results"].append({"analyte": code, **parts.read_parts(parts.RESULT, rest)})


def _known(said: Sequence[str], codes: Iterable[str]) -> list[str]:
    """Return the words of the case format that were said. Raises ValueError with one that is none."""
    allowed = frozenset(codes)
    unknown = next((one for one in said if code_of(one) not in allowed), None)
    if unknown is not None:
        raise ValueError(unknown)
    return [code_of(one) for one in said]


def _day(text: str) -> str:
    if re.fullmatch(DAY.pattern, text) is None:
        raise ValueError(text)
    return iso_day(text)
