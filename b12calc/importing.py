"""The command import: what results a report holds, each with its source, as JSON or as lines to read."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import Import, ImportedPatient, ImportedResult

NAME: Final = "import"
_AUTO: Final = "auto"
_FORMATS: Final = ("text", "csv", "hl7", "fhir", "gdt", "edifact")
_DATES: Final = {"day-first": True, "month-first": False}
NOTHING: Final = "No result of this program's tests was found."


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    one = commands.add_parser(NAME, help="read the results of a laboratory report", allow_abbrev=False)
    one.add_argument("report", metavar="FILE", help="a report: pasted text, CSV, HL7 v2, FHIR, GDT or EDIFACT; or -")
    one.add_argument("--format", default=_AUTO, help=f"one of {', '.join((_AUTO, *_FORMATS))}")
    one.add_argument("--dates", help=f"how days such as 03/04/2026 are meant where nothing tells: {', '.join(_DATES)}")
    one.add_argument("--today", help="no sample was taken after this day; the computer's date when left out")
    one.add_argument("--json", metavar="FILE", help="write what was read as JSON; - for standard output")


@dataclass(frozen=True, slots=True)
class Doors:
    """Hold what the command line lends: reading and writing files, and the day."""

    read: Callable[[str, str], bytes]
    write: Callable[[Sequence[tuple[str, bytes]]], int]
    day: Callable[[str | None], date]


def run(options: argparse.Namespace, doors: Doors) -> int:
    """Read one report and write what it holds; nothing of it enters a case. Raises ProblemsFound."""
    if options.format not in (_AUTO, *_FORMATS):
        message = f"{options.format[:40]!r} is not known; expected {', '.join((_AUTO, *_FORMATS))}"
        raise ProblemsFound((Problem("--format", message),))
    if options.dates is not None and options.dates not in _DATES:
        raise ProblemsFound((Problem("--dates", f"expected {' or '.join(_DATES)}; {options.dates[:40]!r} was given"),))
    _refuse_own_input(options)
    today = doors.day(options.today)
    from b12calc.exchange.incoming.door import Reading, read_results

    how = Reading(today, None if options.dates is None else _DATES[options.dates])
    found = read_results(
        doors.read(options.report, "a laboratory report"), how, None if options.format == _AUTO else options.format
    )
    if options.json:
        text = json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=1)
        return doors.write([(options.json, f"{text}\n".encode())])
    return doors.write([("-", "".join(f"{line}\n" for line in _lines(found)).encode())])


def _refuse_own_input(options: argparse.Namespace) -> None:
    if options.json in (None, "-") or options.report == "-":
        return
    if Path(options.json).resolve() == Path(options.report).resolve():
        raise ProblemsFound((Problem("--json", "it names the report itself; another file was expected"),))


def _lines(found: "Import") -> Iterator[str]:
    for place, patient in enumerate(found.patients, 1):
        if len(found.patients) > 1:
            yield f"Patient {place} of {len(found.patients)}"
        yield from _of(patient)
    if not any(patient.results for patient in found.patients):
        yield NOTHING


def _of(patient: "ImportedPatient") -> Iterator[str]:
    who = patient.identity
    told = (who.name, who.date_of_birth and f"born {who.date_of_birth}", who.sex, who.identifier)
    yield "Reported for: " + (", ".join(str(one) for one in told if one) or "nobody is named")
    for result in patient.results:
        yield from _result(result)
    for piece in patient.ignored:
        yield f"  left out   {piece.source.where}: {piece.why}"


def _result(result: "ImportedResult") -> Iterator[str]:
    from b12calc.analytes import analytes

    figure = " ".join(filter(None, (result.comparator, result.value, result.unit, result.finding)))
    limits = f" [{result.reference_low or ''} - {result.reference_high or ''}]" if _ranged(result) else ""
    day = f", taken {result.collected}" if result.collected else ", no day told"
    yield f"  {result.verdict:10} {analytes()[result.analyte].name}: {figure}{limits}{day} ({result.source.where})"
    yield from (f"             doubt: {why}" for why in result.why)
    yield from (f"             note: {remark}" for remark in result.remarks)


def _ranged(result: "ImportedResult") -> bool:
    return result.reference_low is not None or result.reference_high is not None
