"""The lines of an assessment: what each row that held says, why, and by whose word.

A line without its reasons depends on the row alone: it is made and checked once, then filled in for each case.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from b12calc.models.assessment import FollowUp, Reason, Recommendation
from b12calc.models.course import Course
from b12calc.rules.course import course_lines
from b12calc.rules.decide import Decision
from b12calc.rules.planning import due_line
from b12calc.rules.reasons import Grounds, joined
from b12calc.rules.table import Hit, Row
from b12calc.rules.told import Parts

# The lists behind the decisions, in the order they are printed: table, kind of line, output.
_LISTS = (
    ("referrals", "referral", "referral"),
    ("tests", "test", "test"),
    ("warnings", "warning", "warning"),
    ("advice", "advice", "advice"),
    ("questions", "note", "question"),
)
_FIRST = (("urgency", "urgent"), ("status", "status"))
_DECIDED_ONCE = ("status", "urgency", "start", "route", "regimen", "lifelong")
# What these say of beginning a treatment does not hold for one that runs and goes on.
_BEGINS = ("start", "route", "regimen")


class Lines:
    """Make the lines of one assessment out of the rows that held."""

    def __init__(self, decision: Decision, grounds: Grounds, course: Course | None = None) -> None:
        self._decision, self._course = decision, course
        self._runs = course is not None and course.plan == "runs"
        self._texts: dict[str, str] = {}
        self._told = grounds.lines
        # What was typed freely is in no line that is kept.
        kept = grounds.may_be_kept
        self._reason = _reason if kept else _reason.__wrapped__
        self._recommendation = _recommendation if kept else _recommendation.__wrapped__
        self._follow_up = _follow_up if kept else _follow_up.__wrapped__

    def follow_up(self, hit: Hit, start: date) -> FollowUp:
        """Return what is due by one row, counted from a day."""
        return self._follow_up(hit.row, start, hit.told(self._told))

    def text(self, table: str) -> str:
        """Return what a deciding row says of this case."""
        found = self._texts.get(table)
        if found is None:
            found = row_text(self._decision, table, self._decision.hits[table].row)
            if self._runs and table == "urgency":
                found = self._decision.hits[table].row.more.get("running", found)
            self._texts[table] = found
        return found

    def reasons(self) -> list[Reason]:
        """Return why each field has its value."""
        first, lines, reason = self._first(), self._told, self._reason
        found = []
        for table in _DECIDED_ONCE:
            source = first if table == "start" else table
            hit = self._decision.hits[source]
            if hit.row.text and not (table == first == "route"):
                value = self._decision.words.get(table, next(iter(hit.row.then.values())))
                text = self.text(source)
                if self._runs and table in _BEGINS:
                    text = f"For a first treatment: {text}"
                found.append(reason(table, value, hit.row, text, hit.told(lines)))
        for hit in self._decision.cause_hits():
            found.append(reason("cause", hit.row.then["cause"], hit.row, hit.row.text, hit.told(lines)))
        return found

    def recommendations(self, tests: Iterable[Hit]) -> list[Recommendation]:
        """Return every line, the most urgent first."""
        once, words, lines, recommendation = self._decision.hits, self._decision.words, self._told, self._recommendation
        found = [self._line(kind, once[table], words[table], self.text(table)) for table, kind in _FIRST]
        if self._course is not None:
            found += course_lines(self._course)
        if not self._runs:
            found += self._treatment(self._first())
        for table, kind, output in _LISTS:
            hits = tests if table == "tests" else self._decision.lists[table]
            found += [
                recommendation(kind, hit.row.then[output], hit.row, hit.row.text, hit.told(lines)) for hit in hits
            ]
        return found

    def _treatment(self, first: str) -> Iterator[Recommendation]:
        """Yield when to begin and with what."""
        once = self._decision.hits
        yield self._line("start", once[first], self._decision.words["start"], self.text(first))
        for table in ("regimen",) if first == "route" else ("route", "regimen"):
            if once[table].row.text:
                yield self._line("treatment", once[table], next(iter(once[table].row.then.values())))

    def _first(self) -> str:
        """Return the table whose row says the start: that of the route where it sends to a specialist first."""
        return "route" if self._decision.words["route_change"] == "specialist" else "start"

    def _line(self, kind: str, hit: Hit, code: str, text: str | None = None) -> Recommendation:
        return self._recommendation(kind, code, hit.row, text or hit.row.text, hit.told(self._told))


def row_text(decision: Decision, table: str, row: Row) -> str:
    """Return what a row of a deciding table says of a case; nothing reassures while red flags are unanswered.

    A row that names a route says ``changed`` where a circumstance has changed it: no line contradicts the next.
    """
    words, text = decision.words, row.text
    if words["red_flags_answered"] == "no":
        text = row.more.get("withheld", text)
    if words["route_change"] != "keep" or (table == "urgency" and words["proposed"] == "no"):
        text = row.more.get("changed", text)
    return _named(text, words["total_b12_band"] != "missing", words["active_b12_band"] != "missing")


@lru_cache(maxsize=4096)
def _reason(decision: str, value: str, row: Row, text: str, parts: Parts) -> Reason:
    """Return a line that is kept by all it is made of."""
    return _bare_reason(decision, value, row, text).having("because", joined(parts))


@lru_cache(maxsize=4096)
def _recommendation(kind: str, code: str, row: Row, text: str, parts: Parts) -> Recommendation:
    """Return a line that is kept by all it is made of."""
    return _bare_recommendation(kind, code, row, text).having("because", joined(parts))


@lru_cache(maxsize=1024)
def _follow_up(row: Row, start: date, parts: Parts) -> FollowUp:
    """Return a line that is kept by all it is made of."""
    return due_line(row, start).having("why", "; ".join(joined(parts)) or row.text)


@lru_cache(maxsize=4096)
def _bare_reason(decision: str, value: str, row: Row, text: str) -> Reason:
    """Return a line still without its reasons, checked once."""
    return Reason(decision=decision, value=value, row=row.id, text=text, because=(), sources=row.sources)


@lru_cache(maxsize=4096)
def _bare_recommendation(kind: str, code: str, row: Row, text: str) -> Recommendation:
    """Return a line still without its reasons, checked once."""
    return Recommendation(
        id=row.id, kind=kind, code=code, text=text, strength=row.strength, because=(), sources=row.sources
    )


@lru_cache(maxsize=1024)
def _named(text: str, total: bool, active: bool) -> str:
    """Name the B12 test that was done, so that total and active B12 are never read for one another."""
    done = [name for name, given in (("total", total), ("active", active)) if given]
    name = f"{' and '.join(done)} B12" if done else "B12, not measured,"
    return text.replace("{b12}", name).replace("{B12}", name[:1].upper() + name[1:])
