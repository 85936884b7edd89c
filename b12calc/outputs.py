"""What ``b12calc assess`` can write: the options that name the files, what is refused early, what makes each file."""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from b12calc.day_options import diary
from b12calc.models.vocabulary import PAPERS, PRINT_SIZES
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from b12calc.models.assessment import Assessment
    from b12calc.models.case import Case
    from b12calc.plan.schedule_words import Schedule

_FILES = ("json", "note", "pdf", "leaflet", "card", "letter", "ics", "reminder", "fhir", "csv")
Output = tuple[str, Callable[[], bytes]]


def add_outputs(assess: argparse.ArgumentParser) -> None:
    """Add the options that name what is written, and how it looks on paper."""
    assess.add_argument("--json", metavar="FILE", help="write the assessment; - for standard output")
    assess.add_argument("--note", metavar="FILE", help="write the note text; - for standard output")
    assess.add_argument("--pdf", metavar="FILE", help="write the record PDF")
    lock = "lock the record PDF for transport (AES, 256 bits) with the password in this file's first line"
    assess.add_argument("--password-file", metavar="FILE", help=lock)
    forms = "its ending tells the form: .pdf, .html or .txt"
    assess.add_argument("--leaflet", metavar="FILE", help=f"write the sheet for the patient; {forms}")
    assess.add_argument("--card", metavar="FILE", help=f"write the treatment card, on A5; {forms}")
    assess.add_argument("--letter", metavar="FILE", help=f"write the referral letter; {forms}")
    to = "to whom the letter goes, one of the plan's referrals such as neurology; where it names but one, left out"
    assess.add_argument("--service", metavar="NAME", help=to)
    assess.add_argument("--fhir", metavar="FILE", help="write case, assessment and plan as a FHIR R4 bundle (.json)")
    row = "write inputs and answers as one row under the audit table's heads, without name, number and date of birth"
    assess.add_argument("--csv", metavar="FILE", help=row)
    paper = "of record, leaflet and letter: A4, Letter or A5; A4 when left out"
    assess.add_argument("--paper", metavar="SIZE", help=paper)
    sizes = ", ".join(map(str, PRINT_SIZES))
    assess.add_argument("--print-size", metavar="POINTS", help=f"of the leaflet: {sizes}; {PRINT_SIZES[0]} if left out")
    heading = "one line of the practice's heading on paper; given again, the next line: name, address, telephone"
    assess.add_argument("--heading", metavar="TEXT", action="append", help=heading)


def refuse_outputs(options: argparse.Namespace) -> None:
    """Refuse outputs that cannot be, before anything is read; raises ProblemsFound."""
    _refuse_paper(options)
    if options.pdf == "-":
        _refuse("--pdf", "a file name was expected; a PDF is not written to standard output")
    for option, ending in (("fhir", ".json"), ("csv", ".csv")):
        name = getattr(options, option)
        if name is not None and not name.lower().endswith(ending):
            _refuse(f"--{option}", f"a file ending in {ending} was expected")
    if options.password_file and not options.pdf:
        _refuse("command line", "--password-file goes with --pdf: the record PDF alone is locked")
    if [options.json, options.note, options.reminder].count("-") > 1:
        _refuse("command line", "only one of --json, --note and --reminder can go to standard output")
    _refuse_endings(options)
    given = (getattr(options, name) for name in _FILES)
    named = [Path(name).resolve() for name in given if name and name != "-"]
    if len(set(named)) < len(named):
        _refuse("command line", "two outputs name the same file; two different files were expected")
    read = {"the case file": options.case, "the laboratory profile": options.lab, "the clinic profile": options.clinic}
    read |= {"the file of closed days": options.closed, "the file with the password": options.password_file}
    for what, path in read.items():
        if path not in (None, "-") and Path(path).resolve() in named:
            _refuse("command line", f"an output names {what} itself; another file was expected")


def outputs(
    options: argparse.Namespace, case: "Case", assessment: "Assessment", schedule: "Schedule | None" = None
) -> list[Output]:
    """Return every file that is asked for, with what makes it; papers bear the dates of a schedule if there is one."""
    found: list[Output] = []
    if options.json or not any(getattr(options, name) for name in _FILES):
        text = json.dumps(assessment.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
        found.append((options.json or "-", text.encode))
    if any(getattr(options, name) for name in _FILES[1:]):
        from b12calc.report import read_heading

        heading = read_heading(options.heading) if options.heading else ()
        shown = _on_open_days(assessment, schedule)
        found += [*_record(options, case, (assessment, shown), heading), *_handouts(options, case, shown, heading)]
        if schedule is not None:
            found += diary(options, case, shown, schedule, heading[0] if heading else "")
        if options.fhir:
            from b12calc.exchange.fhir_writer import write_bundle

            found.append((options.fhir, lambda: write_bundle(case, shown)))
        if options.csv:
            from b12calc.exchange.audit_row import one_row

            found.append((options.csv, lambda: one_row(case, shown)))
    return found


def _on_open_days(assessment: "Assessment", schedule: "Schedule | None") -> "Assessment":
    if schedule is None:
        return assessment
    from b12calc.rules import on_open_days

    return on_open_days(assessment, schedule)


def _record(
    options: argparse.Namespace, case: "Case", answers: tuple["Assessment", "Assessment"], heading: tuple[str, ...]
) -> Iterator[Output]:
    """Yield note and record as they are shown; the record holds the assessment of the rules, so that it reads back."""
    if not (options.note or options.pdf):
        return
    from b12calc.report import build, lock, note, pdf

    assessment, shown = answers
    document = replace(build(case, shown, heading), attached=build(case, assessment, heading).attached)
    if options.note:
        from b12calc.exchange import note_inputs

        yield options.note, lambda: note(document, note_inputs(case, assessment)).encode()
    if options.pdf:
        password = _password(options)
        made = partial(pdf, document, options.paper or PAPERS[0])
        yield options.pdf, (lambda: lock(made(), password)) if password else made


def _password(options: argparse.Namespace) -> str:
    """Return the password that is asked for, from its file; none where none is. Raises ProblemsFound."""
    if not options.password_file:
        return ""
    from b12calc.report import password_of

    try:
        given = Path(options.password_file).read_bytes()
    except OSError as error:
        _refuse("--password-file", f"its file cannot be read ({error.strerror}); a file with the password was expected")
    return password_of(given, "--password-file")


def _handouts(
    options: argparse.Namespace, case: "Case", assessment: "Assessment", heading: tuple[str, ...]
) -> Iterator[Output]:
    if options.leaflet:
        from b12calc.report.handout import patient_sheet, written

        sheet = patient_sheet(case, assessment, heading, int(options.print_size or PRINT_SIZES[0]))
        yield options.leaflet, lambda: written(sheet, options.leaflet, options.paper or PAPERS[0])
    if options.card:
        from b12calc.report.handout import CARD_PAPER, treatment_card, written

        card = treatment_card(case, assessment, heading)
        yield options.card, lambda: written(card, options.card, CARD_PAPER)
    if options.letter:
        from b12calc.report.handout import referral_letter, written

        letter = referral_letter(case, assessment, heading, options.service)
        yield options.letter, lambda: written(letter, options.letter, options.paper or PAPERS[0])


def _refuse_endings(options: argparse.Namespace) -> None:
    for option in ("leaflet", "card", "letter"):
        if name := getattr(options, option):
            from b12calc.report.handout import check_ending

            check_ending(f"--{option}", name)


def _refuse_paper(options: argparse.Namespace) -> None:
    heading = options.heading and not options.reminder
    sized = options.pdf or options.leaflet or options.letter
    if not (sized or options.card) and (options.paper or heading):
        message = "--paper and --heading go with --pdf, --leaflet, --card or --letter: they are on paper only"
        _refuse("command line", message)
    if options.service and not options.letter:
        _refuse("command line", "--service goes with --letter: it says to whom the letter goes")
    if options.paper and not sized:
        _refuse("--paper", "the treatment card is made for A5; no other paper can be chosen")
    if options.paper not in (None, *PAPERS):
        _refuse("--paper", f"{options.paper[:40]!r} is no paper of this program; expected {', '.join(PAPERS)}")
    if options.print_size is not None and not options.leaflet:
        _refuse("command line", "--print-size goes with --leaflet: the other papers have one size of print")
    sizes = tuple(map(str, PRINT_SIZES))
    if options.print_size not in (None, *sizes):
        _refuse("--print-size", f"{options.print_size[:40]!r} is no size of the leaflet; expected {', '.join(sizes)}")


def _refuse(where: str, message: str) -> NoReturn:
    raise ProblemsFound((Problem(where, message),))
