"""What is proved of the rules that are held: every table, every past edition, and who reviewed them.

Sources: hazards H21 and H22.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.rules import editions
from b12calc.rules.completeness import faults
from b12calc.rules.knowledge import Pack, clinical_files, load_pack, parse, stamp_of
from b12calc.rules.table import DecisionTable


@dataclass(frozen=True, slots=True)
class TableProof:
    """Hold how many tables and rows were proved, over how many states of their facts, and each fault in words."""

    tables: int
    rows: int
    states: int
    faults: tuple[str, ...]


def prove_tables(pack: str) -> TableProof:
    """Return the proof that each table of a pack gives one answer in every state of its facts; lists are unbounded.

    A state is one combination of the words of all facts that a table reads; the states of all tables are added up.
    """
    tables = every_table(load_pack(pack))
    found = tuple(str(fault) for table in tables for fault in faults(table))
    return TableProof(len(tables), sum(len(table.rows) for table in tables), sum(map(_states, tables)), found)


def prove_each_table(pack: str) -> Iterator[tuple[str, ...]]:
    """Yield for one table of a pack after the other what is wrong with it, so that there is time between them."""
    for table in every_table(load_pack(pack)):
        yield tuple(map(str, faults(table)))


def every_table(pack: Pack) -> tuple[DecisionTable, ...]:
    """Return the tables of a pack, those of the course and of repeated results among them."""
    course = () if pack.course is None else tuple(pack.course.tables)
    repeats = () if pack.repeats is None else (pack.repeats.table,)
    return (*pack.tables.values(), *course, *repeats)


def damaged_editions() -> tuple[str, ...]:
    """Return what is wrong with the archives of past editions, held against the stamps they name."""
    found = []
    for path in sorted(editions.FOLDER.glob("*.zip")):
        try:
            head = editions.read_head(path)
            fit = all(stamp_of(editions.edition_files(path, pack)) == stamp for pack, stamp in head.stamps.items())
            found += [] if fit else [f"{path.name}: its stamp does not fit"]
        except ProblemsFound as problems:
            found.append(str(problems))
    return tuple(found)


def reviews() -> dict[str, tuple[str, str | None]]:
    """Return for each pack who reviewed it, and the day by which it is to be reviewed again where it names one."""
    heads = {pack: parse({"head/pack.toml": clinical_files(pack)[f"{pack}/pack.toml"]})["pack"] for pack in PACKS}
    return {pack: (str(head["review"]), head.get("review_by")) for pack, head in heads.items()}


def _states(table: DecisionTable) -> int:
    return prod(len(table.space.words[name]) for name in table.facts_read())
