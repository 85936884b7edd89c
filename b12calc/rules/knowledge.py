"""Load a pack: its tables, limits, regimens, wording and sources, with a stamp over all of them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sys import intern
from typing import Any

from b12calc import integrity
from b12calc.models.assessment import CitationLine
from b12calc.models.vocabulary import ANSWER_CODES
from b12calc.parsed import read_toml
from b12calc.rules.course_content import COURSE_TABLES, CourseContent, read_course
from b12calc.rules.limits import DecisionLimits, read_limits
from b12calc.rules.older import OlderWords
from b12calc.rules.repeat_content import RepeatContent, read_repeats
from b12calc.rules.table import DecisionTable, FactSpace, TableError, read_table

_FACTS = ("facts", "decided")
CLINICAL = Path(__file__).with_name("clinical")
TABLES = (
    "status",
    "urgency",
    "causes",
    "cause_picture",
    "start",
    "route",
    "regimen",
    "lifelong",
    "tests",
    "warnings",
    "referrals",
    "follow_up",
    "questions",
    "advice",
)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Hold one dated set of clinical content, read-only; ``older`` reads the case for an edition of the past.

    A pack is equal only to itself: what was made of it is found again by the object. ``decided`` are the facts that
    tables decide, with the word each has until then. ``course`` is None in editions of before the course under
    treatment was judged, ``repeats`` in those of before repeated results were held against each other.
    """

    name: str
    title: str
    edition: str
    stamp: str
    limits: DecisionLimits
    tables: Mapping[str, DecisionTable]
    regimens: Mapping[str, Mapping[str, Any]]
    citations: Mapping[str, CitationLine]
    space: FactSpace
    review: str
    titles: Mapping[str, Any]
    decided: Mapping[str, str]
    course: CourseContent | None = None
    repeats: RepeatContent | None = None
    older: OlderWords | None = None


@cache
def load_pack(name: str) -> Pack:
    """Return a pack by name, of a copy of the program that is whole.

    Raises Damaged where the copy is not, TableError when the pack's files are faulty and KeyError when there is none.
    """
    integrity.require()
    return read_pack(name, clinical_files(name))


def clinical_files(name: str) -> dict[str, bytes]:
    """Return the files a pack is made of, by folder and name. Raises KeyError when there is no such pack."""
    folder = CLINICAL / name
    if not (folder / "pack.toml").is_file():
        raise KeyError(name)
    paths = (*CLINICAL.joinpath("shared").glob("*.toml"), *folder.glob("*.toml"))
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in paths}


def read_pack(name: str, files: Mapping[str, bytes]) -> Pack:
    """Return the pack that these files hold, of whatever edition. Raises TableError when they are faulty."""
    return make_pack(name, parse(files), stamp_of(files))


def parse(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Return what each file of a pack holds, by the name of the file."""
    return {place.split("/")[1].removesuffix(".toml"): read_toml(files[place].decode("utf-8")) for place in files}


def make_pack(name: str, data: Mapping[str, Mapping[str, Any]], stamp: str) -> Pack:
    """Return the pack made of parsed files. Raises TableError when a row is faulty."""
    space = _space(data["facts"])
    head = data["pack"]
    pack = Pack(
        name=name,
        title=head["title"],
        edition=head["edition"],
        stamp=stamp,
        limits=read_limits({**data["fallback_limits"], **data["limits"]}),
        tables={table: read_table(rows_of(data[table], name, head["leave_out"]), space) for table in TABLES},
        regimens=data["regimens"],
        citations={intern(key): _citation(key, value) for key, value in data["sources"].items()},
        space=space,
        review=head["review"],
        titles=data["fact_titles"],
        decided={name: space.first_words[name] for name in data["facts"]["decided"]},
        course=_course(data["course"], name, head["leave_out"]) if "course" in data else None,
        repeats=_repeats(data["repeats"], name, head["leave_out"]) if "repeats" in data else None,
    )
    _check_citations(pack)
    return pack


def rows_of(table: Mapping[str, Any], pack: str, leave_out: Sequence[str]) -> Mapping[str, Any]:
    """Return a table without the rows of other packs, each row citing this pack's sources wherever it has one."""
    rows = [row for row in table["row"] if pack in row.get("packs", (pack,))]
    return {**table, "row": [{**row, "sources": _own(row["sources"], leave_out)} for row in rows]}


def _course(data: Mapping[str, Any], pack: str, leave_out: Sequence[str]) -> CourseContent:
    return read_course({**data, **{table: rows_of(data[table], pack, leave_out) for table in COURSE_TABLES}})


def _repeats(data: Mapping[str, Any], pack: str, leave_out: Sequence[str]) -> RepeatContent:
    return read_repeats(data, rows_of(data, pack, leave_out)["row"])


def _own(sources: Sequence[str], leave_out: Sequence[str]) -> list[str]:
    """Return the sources of this pack, or all of them where it has none for this line."""
    return [key for key in sources if not key.startswith(tuple(leave_out))] or list(sources)


def _citation(key: str, value: Mapping[str, str]) -> CitationLine:
    """Return one source; one tagged S- or U may never decide alone and is always printed as unconfirmed."""
    return CitationLine(id=key, unconfirmed=value["evidence"] in ("S-", "U"), **value)


def _space(facts: Mapping[str, Mapping[str, list[str]]]) -> FactSpace:
    # Interned, as the words in the program are: where both are one object they need not be compared letter by letter.
    words = {intern(name): tuple(map(intern, values)) for part in _FACTS for name, values in facts[part].items()}
    return FactSpace(words | dict.fromkeys(ANSWER_CODES, ("yes", "no", "unknown")))


def stamp_of(files: Mapping[str, bytes]) -> str:
    """Return one SHA-256 over names and bytes, line ends made equal so that a checkout cannot change it."""
    digest = hashlib.sha256()
    for folder, name in sorted(place.split("/") for place in files):
        digest.update(name.encode() + b"\0" + files[f"{folder}/{name}"].replace(b"\r\n", b"\n") + b"\0")
    return f"sha256:{digest.hexdigest()}"


def _check_citations(pack: Pack) -> None:
    """Refuse a row that cites a source the pack does not hold, or that only unconfirmed sources carry."""
    course = () if pack.course is None else pack.course.tables
    repeats = () if pack.repeats is None else (pack.repeats.table,)
    for table in (*pack.tables.values(), *course, *repeats):
        for row in table.rows:
            missing = [key for key in row.sources if key not in pack.citations]
            if missing or not row.sources:
                raise TableError(f"{table.id}/{row.id}: no such source {missing}")
            if all(pack.citations[key].unconfirmed for key in row.sources) and row.strength != "program":
                raise TableError(f"{table.id}/{row.id}: decided by unconfirmed sources alone")
