"""The commands beside assess, which keep nothing: compare, editions, changes, replay, case-from-note, verify, sheet."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from b12calc import verify, waiting_room
from b12calc.models.vocabulary import PACKS
from b12calc.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from pydantic import BaseModel

    from b12calc.models.case import Case
    from b12calc.models.comparison import CaseChange, Comparison, EditionChanges, FieldChange, Item
    from b12calc.rules import Laboratory

NAMES = ("compare", "editions", "changes", "replay", "case-from-note", verify.NAME, *waiting_room.DEEDS)
DONE, NOT_SAME = 0, 2
WIDTH = 110
# What makes a pack part from the first one.
BY = {None: "", "limits": " (by its limits)", "rows": " (by its rows)", "limits and rows": " (by its limits and rows)"}
_LAB = "a laboratory profile: its name, or a TOML file of your own"
_DAY = "the day the rules count from, YYYY-MM-DD; the computer's date when left out"


@dataclass(frozen=True, slots=True)
class Door:
    """Hold what the command line lends its commands: reading and writing files, the day, and profiles by name."""

    read: Callable[[str, str], bytes]
    write: Callable[[Sequence[tuple[str, bytes]]], int]
    day: Callable[[str | None], date]
    laboratory: Callable[[str], "Laboratory"]


def add_parsers(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of this file to the command line."""
    compare = commands.add_parser("compare", help="show where guideline packs part over a case", allow_abbrev=False)
    compare.add_argument("case", metavar="CASE.json", help="a case file, or - for standard input")
    compare.add_argument("--packs", default=",".join(PACKS), help=f"two or more of {','.join(PACKS)}, the first leads")
    commands.add_parser("editions", help="list the editions of the rules that are held", allow_abbrev=False)
    changes = commands.add_parser(
        "changes", help="say whom a newer edition changes, and by which rule", allow_abbrev=False
    )
    changes.add_argument("cases", nargs="+", metavar="CASE.json", help="case files")
    changes.add_argument("--from", dest="before", required=True, metavar="EDITION", help="the older edition")
    changes.add_argument(
        "--to", dest="after", metavar="EDITION", help="the newer edition; the present one when left out"
    )
    changes.add_argument("--pack", default="uk", help=f"one of {', '.join(PACKS)}")
    replay = commands.add_parser(
        "replay", help="make a saved assessment again by the rules of its day", allow_abbrev=False
    )
    replay.add_argument("assessment", metavar="ASSESSMENT.json", help="an assessment file")
    replay.add_argument("--case", required=True, metavar="CASE.json", help="the case it was made for")
    from_note = commands.add_parser("case-from-note", help="rebuild a case from a pasted note", allow_abbrev=False)
    from_note.add_argument("note", metavar="NOTE.txt", help="a text that holds one note, or - for standard input")
    from_note.add_argument("--json", metavar="FILE", default="-", help="write the case; - for standard output")
    verify.add_parser(commands)
    waiting_room.add_parsers(commands)
    for one in (compare, changes, replay):
        one.add_argument("--lab", metavar="PROFILE", help=_LAB)
        one.add_argument("--json", metavar="FILE", help="write the result as JSON; - for standard output")
    for one in (compare, changes):
        one.add_argument("--today", help=_DAY)


def run(options: argparse.Namespace, door: Door) -> int:
    """Run one of these commands and return its exit code. Raises ProblemsFound with what the user can mend."""
    deeds = {"compare": _compare, "editions": _editions, "changes": _changes, "replay": _replay}
    deeds |= {"case-from-note": _from_note, **waiting_room.DEEDS}
    if options.command == verify.NAME:
        return verify.verify(options, door.read, lambda line: door.write([("-", line)]))
    return deeds[options.command](options, door)


def _case(name: str, door: Door) -> "Case":
    from b12calc.models.reading import read_case

    return read_case(door.read(name, "a case file"))


def _named_case(name: str, door: Door) -> "Case":
    """Return one case of several: what is wrong with it is said with its name."""
    try:
        return _case(name, door)
    except ProblemsFound as found:
        named = (one if one.path == name else Problem(f"{name}: {one.path}", one.message) for one in found.problems)
        raise ProblemsFound(named) from None


def _lab(options: argparse.Namespace, door: Door) -> "Laboratory | None":
    return None if options.lab is None else door.laboratory(options.lab)


def _out(found: "BaseModel", lines: Iterator[str], options: argparse.Namespace, door: Door) -> int:
    """Write the result as JSON where it was asked for, else as lines."""
    if options.json:
        _refuse_own_input(options)
        text = json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
        return door.write([(options.json, text.encode())])
    return door.write([("-", "".join(f"{line}\n" for line in lines).encode())])


def _refuse_own_input(options: argparse.Namespace) -> None:
    given = [getattr(options, name, None) for name in ("case", "assessment", "lab", "note")]
    named = [Path(one).resolve() for one in given + getattr(options, "cases", []) if one not in (None, "-")]
    if options.json != "-" and Path(options.json).resolve() in named:
        raise ProblemsFound((Problem("--json", "it names a file that was read; another file was expected"),))


def _from_note(options: argparse.Namespace, door: Door) -> int:
    from b12calc.exchange import read_note, text_of
    from b12calc.models.reading import write_case

    _refuse_own_input(options)
    case = read_note(text_of(door.read(options.note, "a text file"))).case
    return door.write([(options.json, write_case(case).encode())])


def _compare(options: argparse.Namespace, door: Door) -> int:
    packs = tuple(options.packs.split(","))
    if len(packs) < 2 or len(set(packs)) < len(packs) or set(packs) - set(PACKS):  # noqa: PLR2004
        message = f"two or more different ones of {', '.join(PACKS)} were expected, with a comma between them"
        raise ProblemsFound((Problem("--packs", message),))
    today = door.day(options.today)
    from b12calc.rules import compare_packs

    found = compare_packs(_case(options.case, door), today=today, packs=packs, laboratory=_lab(options, door))
    return _out(found, _side_by_side(found), options, door)


def _side_by_side(found: "Comparison") -> Iterator[str]:
    """Yield a table: field by field, pack by pack, what not all of them say."""
    from b12calc.models.wording import label

    yield from wrap(" · ".join(f"{label('pack', one.pack)}, edition {one.edition}" for one in found.packs), WIDTH)
    if not found.differences:
        yield "The packs say the same of this case in every field."
        return
    names = {one.pack: label("pack", one.pack) for one in found.packs}
    for difference in found.differences:
        yield ""
        yield label("field", difference.field).upper()
        for side in difference.sides:
            yield f"  {names[side.pack]}{BY[side.by]}"
            yield from _items(side.items)
            if not side.items:
                yield "    nothing that the others do not say too"
    if found.alike:
        yield ""
        yield from wrap(f"Alike: {', '.join(label('field', name).lower() for name in found.alike)}.", WIDTH)


def _items(items: "Sequence[Item]") -> Iterator[str]:
    """Yield things line by line; row and sources once where several rest on the same."""
    for place, item in enumerate(items, 1):
        after = items[place] if place < len(items) else None
        last = after is None or (after.row, after.sources) != (item.row, item.sources)
        yield from _item(item, tagged=last)


def _item(item: "Item", mark: str = "-", tagged: bool = True) -> list[str]:
    tail = " · ".join(filter(None, (item.row, *item.sources))) if tagged else ""
    text = f"{item.text} [{tail}]" if tail else item.text
    return wrap(text, WIDTH, initial_indent=f"    {mark} ", subsequent_indent="      ")


def _editions(_options: argparse.Namespace, door: Door) -> int:
    from b12calc.rules import held_editions

    lines = []
    for one in held_editions():
        held = "archived" if one.archive is not None else "present"
        lines.append(f"{one.name}  {held}, given out with program version {one.program}")
        lines += [f"    {pack:8} {stamp}" for pack, stamp in one.stamps.items()]
    return door.write([("-", "".join(f"{line}\n" for line in lines).encode())])


def _changes(options: argparse.Namespace, door: Door) -> int:
    if options.pack not in PACKS:
        raise ProblemsFound((Problem("--pack", f"expected {', '.join(PACKS)}"),))
    if len(set(options.cases)) < len(options.cases):
        raise ProblemsFound((Problem("command line", "a case file is named twice; each was expected once"),))
    today = door.day(options.today)
    from b12calc.rules import edition_changes, find_edition

    after = None if options.after is None else find_edition(options.after)
    before = find_edition(options.before)
    cases = {name: _named_case(name, door) for name in options.cases}
    laboratory = _lab(options, door)
    found = edition_changes(cases, before, after, today=today, pack=options.pack, laboratory=laboratory)
    return _out(found, _changed(found), options, door)


def _changed(found: "EditionChanges") -> Iterator[str]:
    changed = [one for one in found.changed if one.fields]
    rules = f"{found.rules} rules differ" if found.rules != 1 else "1 rule differs"
    yield f"Pack {found.pack}: edition {found.before.edition} -> {found.after.edition}; {rules}."
    yield f"{len(changed)} of {found.cases} case{'' if found.cases == 1 else 's'} changed."
    for one in found.changed:
        yield ""
        yield one.case
        yield from _of_case(one)


def _of_case(one: "CaseChange") -> Iterator[str]:
    if one.refused:
        yield f"  not judged: {one.refused}"
    for change in one.fields:
        yield from _field(change)


def _field(change: "FieldChange") -> Iterator[str]:
    from b12calc.models.wording import label

    yield f"  {label('field', change.field).upper()}"
    yield from (line for item in change.before for line in _item(item, "was"))
    yield from (line for item in change.after for line in _item(item, "now"))
    by = "; ".join(rule.said for rule in change.by) or "no rule by itself: the facts or the program changed"
    yield from wrap(f"by {by}", WIDTH, initial_indent="    ", subsequent_indent="      ")


def _replay(options: argparse.Namespace, door: Door) -> int:
    from b12calc.rules import replay_assessment

    saved = door.read(options.assessment, "an assessment file")
    found = replay_assessment(saved, _case(options.case, door), _lab(options, door))
    if options.json:
        _out(found, iter(()), options, door)
    if not found.same:
        print(f"b12calc: {options.assessment}: {found.said}", file=sys.stderr)
        return NOT_SAME
    return DONE if options.json else door.write([("-", f"{options.assessment}: {found.said}\n".encode())])
