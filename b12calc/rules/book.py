"""A pack as a book: a plain, read-only view of its tables, limits, regimens and sources, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from b12calc.models import wording
from b12calc.models.assessment import CitationLine
from b12calc.models.vocabulary import ANSWER_CODES
from b12calc.rules.boxes import Box
from b12calc.rules.clinic_rows import content_for
from b12calc.rules.clinic_words import row_text
from b12calc.rules.combined_indicator import indicator_words
from b12calc.rules.fact_words import fact_titles, said_word
from b12calc.rules.haemoglobin_adjustment import Steps
from b12calc.rules.knowledge import Pack, load_pack
from b12calc.rules.repeat_content import Variation
from b12calc.rules.table import DecisionTable, FactSpace, HitPolicy, Row


@dataclass(frozen=True, slots=True)
class BookFact:
    """Name one fact as a clinician reads it, with all its words; ``means`` tells how it is read from a case."""

    code: str
    title: str
    words: Mapping[str, str]
    means: str
    asked: bool


@dataclass(frozen=True, slots=True)
class BookCondition:
    """Hold one condition: the fact is one of ``allowed`` and none of ``refused``; together they are all its words."""

    fact: BookFact
    allowed: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookRow:
    """Hold one row: all of ``always`` and, where there are any, all of one of ``choices``."""

    id: str
    always: tuple[BookCondition, ...]
    choices: tuple[tuple[BookCondition, ...], ...]
    then: Mapping[str, str]
    text: str
    withheld: str
    changed: str
    strength: str
    sources: tuple[str, ...]
    due: Mapping[str, Any]
    repeat: bool


@dataclass(frozen=True, slots=True)
class BookTable:
    """Hold one table in the order its rows are read."""

    id: str
    title: str
    hit: HitPolicy
    review: str
    rows: tuple[BookRow, ...]


@dataclass(frozen=True, slots=True)
class BookLimit:
    """Hold the limits of one analyte: for each unit (or group of people) the named cuts, as printed."""

    analyte: str
    unit: str | None
    cuts: Mapping[str, Mapping[str, str]]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BookPhase:
    """Hold one part of a regimen."""

    medicine: str
    dose: str
    route: str
    every: str
    doses: int | None


@dataclass(frozen=True, slots=True)
class BookRegimen:
    """Hold one regimen as the pack prints it."""

    id: str
    text: str
    phases: tuple[BookPhase, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Hold everything a reader may want to see of one pack; ``facts`` are those its tables read."""

    pack: str
    title: str
    edition: str
    stamp: str
    review: str
    facts: tuple[BookFact, ...]
    tables: tuple[BookTable, ...]
    limits: tuple[BookLimit, ...]
    intervals: Mapping[str, int]
    adjustment: Steps
    indicator: Mapping[str, Any]
    variations: tuple[Variation, ...]
    regimens: tuple[BookRegimen, ...]
    sources: Mapping[str, CitationLine]


def read_book(pack: str = "uk") -> Book:
    """Return a pack as a book. Raises KeyError when there is no such pack, TableError when its files are faulty."""
    content = load_pack(pack)
    facts = {name: book_fact(name, words) for name, words in content.space.words.items()}
    course = () if content.course is None else content.course.tables
    repeats = content.repeats
    late = (*course, *(() if repeats is None else (repeats.table,)))
    facts |= {name: book_fact(name, words) for table in late for name, words in table.space.words.items()}
    tables = (*content.tables.values(), *late, content_for(content.name).table)
    read = {name for table in tables for name in table.facts_read()}
    return Book(
        pack=content.name,
        title=content.title,
        edition=content.edition,
        stamp=content.stamp,
        review=content.review,
        facts=tuple(fact for name, fact in facts.items() if name in read),
        tables=tuple(_table(table, facts) for table in tables),
        limits=tuple(_limits(content)),
        intervals={**content.limits.intervals, **(content.course.time if content.course else {})},
        adjustment=content.limits.adjustment,
        indicator=indicator_words(),
        variations=() if repeats is None else tuple(repeats.variations.values()),
        regimens=tuple(_regimen(name, data) for name, data in content.regimens.items()),
        sources=content.citations,
    )


def book_fact(name: str, words: Iterable[str]) -> BookFact:
    """Return the readable face of one fact; one that has no name yet is shown by its code."""
    if name in ANSWER_CODES:
        question = wording.question(name)
        said = {word: "not asked" if word == "unknown" else word for word in words}
        return BookFact(name, question.label, said, question.include, asked=True)
    titles = fact_titles()
    entry = titles["facts"].get(name, {"title": name.replace("_", " ").capitalize(), "means": ""})
    said = {word: said_word(word, entry, titles["words"]) for word in words}
    return BookFact(name, entry["title"], said, entry["means"], asked=False)


def _table(table: DecisionTable, facts: Mapping[str, BookFact]) -> BookTable:
    rows = tuple(_row(row, table.space, facts) for row in table.rows)
    return BookTable(table.id, table.title, table.hit, table.review, rows)


def _row(row: Row, space: FactSpace, facts: Mapping[str, BookFact]) -> BookRow:
    shared = [part for part in row.boxes[0] if all(part in box for box in row.boxes)]
    rest = [[part for part in box if part not in shared] for box in row.boxes]
    return BookRow(
        id=row.id,
        always=_conditions(shared, space, facts),
        choices=tuple(_conditions(parts, space, facts) for parts in rest) if all(rest) else (),
        then=row.then,
        text=row_text(row),
        withheld=row.more.get("withheld", ""),
        changed=row.more.get("changed", ""),
        strength=row.strength,
        sources=row.sources,
        due=row.more.get("due", {}),
        repeat=bool(row.more.get("repeat")),
    )


def _conditions(
    parts: Sequence[tuple[int, int]] | Box, space: FactSpace, facts: Mapping[str, BookFact]
) -> tuple[BookCondition, ...]:
    return tuple(_condition(space.names[place], mask, space, facts) for place, mask in parts)


def _condition(name: str, mask: int, space: FactSpace, facts: Mapping[str, BookFact]) -> BookCondition:
    said = facts[name].words
    words = space.words[name]
    allowed = tuple(said[word] for bit, word in enumerate(words) if mask >> bit & 1)
    refused = tuple(said[word] for bit, word in enumerate(words) if not mask >> bit & 1)
    return BookCondition(facts[name], allowed, refused)


def _limits(content: Pack) -> Iterable[BookLimit]:
    """Yield the limits by analyte, haemoglobin by groups of people last."""
    limits = content.limits
    for analyte, units in limits.cuts.items():
        cuts = {unit: {name: str(value) for name, value in row.items()} for unit, row in units.items()}
        yield BookLimit(analyte, None, cuts, tuple(limits.sources.get(analyte, ())))
    groups = {group: {name: str(value) for name, value in row.items()} for group, row in limits.haemoglobin.items()}
    yield BookLimit("haemoglobin", "g/L", groups, tuple(limits.sources.get("haemoglobin", ())))


def _regimen(name: str, data: Mapping[str, Any]) -> BookRegimen:
    phases = tuple(
        BookPhase(one["medicine"], one["dose"], one["route"], one["every"], one.get("doses")) for one in data["phases"]
    )
    return BookRegimen(name, data["text"], phases, tuple(data.get("notes", ())), tuple(data["sources"]))
