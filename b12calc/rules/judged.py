"""What an answer says, field by field, each thing with the row and sources that say it: what is compared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from b12calc.models import wording
from b12calc.models.assessment import Assessment, FollowUp, Measurement
from b12calc.models.case import Case
from b12calc.models.comparison import WORDING, Item
from b12calc.models.course import Course
from b12calc.rules.assess import assess_by
from b12calc.rules.chart import read_chart
from b12calc.rules.decide import Decision, run
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import under
from b12calc.rules.table import Row

Fields = Mapping[str, tuple[Item, ...]]
_LISTED = {"next_tests": "test", "referrals": "referral", "warnings": "warning", "advice": "advice"}


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold an answer with its fields, and the ids of the rows that made it."""

    pack: Pack
    answer: Assessment
    fields: Fields
    rows: frozenset[tuple[str, str]]


def judge(pack: Pack, case: Case, today: date, laboratory: Laboratory | str | None = None) -> Judged:
    """Return what a pack says about a case on a day, field by field. Raises as ``assess`` does."""
    answer = assess_by(pack, case, today=today, laboratory=laboratory)
    applied = under(pack, laboratory)
    decision = run(applied, read_facts(read_chart(case), applied.limits))
    rows = {(table, hit.row.id) for table, hit in decision.hits.items()}
    rows |= {(table, hit.row.id) for table, hits in decision.lists.items() for hit in hits}
    return Judged(pack, answer, fields_of(answer, decision), frozenset(rows))


def fields_of(answer: Assessment, decision: Decision) -> dict[str, tuple[Item, ...]]:
    """Return every field of an answer as items; wording last, which holds each line as it is printed."""
    found: dict[str, tuple[Item, ...]] = {
        name: (_decided(answer, decision, name),) for name in ("status", "urgency", "start", "route")
    }
    found["course"] = () if answer.course is None else (_course(answer.course),)
    found["regimen"] = _regimen(answer, decision.hits["regimen"].row)
    found["causes"] = tuple(
        _item(hit.row.then["cause"], wording.label("cause", hit.row.then["cause"]), hit.row)
        for hit in decision.cause_hits()
    )
    found["lifelong"] = (
        _item(answer.lifelong, wording.label("other", answer.lifelong), decision.hits["lifelong"].row),
    )
    for name, kind in _LISTED.items():
        lines = [line for line in answer.recommendations if line.kind == kind]
        found[name] = tuple(
            Item(code=line.code or line.id, text=line.text, row=line.id, sources=line.sources) for line in lines
        )
    found["follow_up"] = tuple(_step(step, decision) for step in answer.follow_up)
    found["limits"] = tuple(filter(None, (_limits(one, decision) for one in answer.measurements)))
    found[WORDING] = tuple(
        Item(code=f"{line.kind}: {line.text} [{line.strength}]", text=line.text, row=line.id, sources=line.sources)
        for line in answer.recommendations
    )
    return found


def _item(code: str, text: str, row: Row) -> Item:
    return Item(code=code, text=text, row=row.id, sources=row.sources)


def _decided(answer: Assessment, decision: Decision, name: str) -> Item:
    """Return a field that one row decides; the route may be that of the start, or of the modifier after it."""
    said: dict[str, Callable[[], str]] = {
        "status": lambda: answer.status_text,
        "urgency": lambda: answer.headline,
        "start": lambda: next(line.text for line in answer.recommendations if line.kind in ("course", "start")),
    }
    code = str(getattr(answer, name))
    text = f"{wording.label(name, code)}. {said[name]()}" if name in said else wording.label(name, code)
    changed = name == "route" and decision.words["route_change"] != "keep"
    table = "start" if name == "route" and not changed else name
    return _item(code, text, decision.hits[table].row)


def _course(course: Course) -> Item:
    text = f"{course.title}. {course.line.text}"
    return Item(code=course.verdict, text=text, row=course.line.id, sources=course.line.sources)


def _regimen(answer: Assessment, row: Row) -> tuple[Item, ...]:
    """Return the regimen with its alternatives and notes; its words are what is compared."""
    plan = answer.regimen
    if plan is None:
        return (_item("none", "no regimen", row),)
    texts = (plan.text, *(f"or: {text}" for text in plan.alternatives), *plan.notes)
    return tuple(Item(code=text, text=text, row=row.id, sources=plan.sources) for text in texts)


def _step(step: FollowUp, decision: Decision) -> Item:
    rows = decision.pack.tables["follow_up"].rows
    row = next(row for row in rows if step.text.startswith(row.text) and step.what == tuple(row.more["what"]))
    return _item(f"{step.due.isoformat()}: {', '.join(step.what)}", step.text, row)


def _limits(one: Measurement, decision: Decision) -> Item | None:
    """Return the limits a result was held against, in its own unit."""
    ends = (("low limit", one.low_limit), ("upper limit", one.high_limit))
    said = ", ".join(f"{name} {figure}" for name, figure in ends if figure is not None)
    if not said or one.limits_from is None:
        return None
    text = f"{one.name}: {said} {one.unit}"
    sources = () if one.limits_from == "laboratory" else decision.pack.limits.sources.get(one.analyte, ())
    return Item(code=f"{text} ({one.limits_from})", text=f"{text} ({_whose(one.limits_from)})", sources=sources)


def _whose(limits_from: str) -> str:
    return {"guideline": "guideline", "laboratory": "range printed on the report"}.get(limits_from, limits_from)
