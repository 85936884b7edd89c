"""The clinical content of the course under treatment, as course.toml holds it: its own facts, tables and times."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from b12calc.rules.table import DecisionTable, FactSpace, read_table

COURSE_TABLES = ("verdict", "notes", "expected")


@dataclass(frozen=True, slots=True, eq=False)
class CourseContent:
    """Hold the verdict table, the notes beside it, the expected order of recovery and the times they count by."""

    verdict: DecisionTable
    notes: DecisionTable
    expected: DecisionTable
    time: Mapping[str, int]

    @property
    def tables(self) -> tuple[DecisionTable, ...]:
        """Return the three tables in the order in which they are read."""
        return self.verdict, self.notes, self.expected


def read_course(data: Mapping[str, Any]) -> CourseContent:
    """Return the content of parsed TOML. Raises TableError naming the row outside the grammar."""
    space = FactSpace({fact: tuple(words) for fact, words in data["facts"].items()})
    verdict, notes, expected = (read_table(data[table], space) for table in COURSE_TABLES)
    return CourseContent(verdict, notes, expected, dict(data["time"]))
