"""What can be done here: for each step of a plan that a clinic cannot do, the next best one, with reason and risk.

The plan itself stays as it is. Status, urgency, start, referrals and cautions are never read from a clinic profile, and
no step is taken away: where nothing done here replaces one, the line says where else. Source: decisions, introduction.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from b12calc.days import day_text
from b12calc.models.assessment import Assessment, Phase, Substitution
from b12calc.models.vocabulary import CLINIC_TESTS, WEEKDAYS
from b12calc.models.wording import label
from b12calc.plan.nurse_days import fit
from b12calc.rules.clinic_profile import Clinic, find_clinic
from b12calc.rules.clinic_rows import Chosen, Rows
from b12calc.rules.decide import Decision

_REPEAT: Final = "repeat_b12"
_ALL_OPEN_DAYS: Final = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Step:
    """Hold one step of the plan; of each group in ``groups`` one resource is needed."""

    code: str
    name: str
    groups: tuple[tuple[str, ...], ...]
    row: str = ""

    def missing(self, clinic: Clinic) -> bool:
        """Tell whether a profile says that something this step needs is not here."""
        return any(clinic.lacks(*group) for group in self.groups)


def with_clinic(assessment: Assessment, decision: Decision, clinic: Clinic | str) -> Assessment:
    """Return the assessment with what can be done at a clinic beside its plan, and the sources of that."""
    chosen = find_clinic(clinic) if isinstance(clinic, str) else clinic
    here = substitutions(assessment, decision, chosen)
    known = {line.id for line in assessment.citations}
    new = dict.fromkeys(key for one in here for key in one.sources if key not in known)
    citations = (*assessment.citations, *(decision.pack.citations[key] for key in new))
    return assessment.model_copy(update={"clinic": chosen.name, "here": here, "citations": citations})


def substitutions(assessment: Assessment, decision: Decision, clinic: Clinic) -> tuple[Substitution, ...]:
    """Return what stands in for every step that cannot be done here, in the order of the plan, each line once."""
    rows = Rows(decision, clinic)
    found: dict[tuple[str, str], Substitution] = {}
    for one in _found(assessment, decision, clinic, rows):
        key = (one.id, one.here)
        before = found.get(key)
        found[key] = one if before is None else _joined(before, one)
    return tuple(found.values())


def _found(assessment: Assessment, decision: Decision, clinic: Clinic, rows: Rows) -> Iterator[Substitution]:
    used: set[str] = set()
    for step in steps(assessment, decision):
        if step.missing(clinic):
            one = _line(rows.choose(step.row or step.code), step.code, step.name, clinic)
            used.update(one.needs)
            yield one
        else:
            used.add(step.code)
    if "homocysteine" in used and clinic.lacks("cold"):
        name = label("test", "homocysteine")
        yield _line(rows.choose("homocysteine_sample"), "homocysteine_sample", name, clinic)
    if clinic.nurse_days:
        kept = assessment.regimen if assessment.regimen is not None and assessment.regimen.id in used else None
        phases = [phase for phase in kept.phases if phase.route == "im"] if kept is not None else []
        yield from _moved(phases, assessment, clinic, rows)
        undated = not any(phase.dates or phase.earliest for phase in phases)
        if undated and (phases or "nurse_days" in used) and not clinic.nurse_days >= _ALL_OPEN_DAYS:
            days = listed_days(clinic.nurse_days)
            yield _line(rows.choose("dates_words", days=days), "dates", "Dates of the injections", clinic)


def steps(assessment: Assessment, decision: Decision) -> Iterator[Step]:
    """Yield every step of the plan that needs something, in the order of the plan, each once."""
    later = [code for entry in assessment.follow_up for code in entry.what if code in CLINIC_TESTS]
    tests = tuple(dict.fromkeys((*assessment.next_tests, *later)))
    for code in tests:
        name = label("test", code)
        yield (
            Step(code, name, (("total_b12", "active_b12"),), "total_b12")
            if code == _REPEAT
            else Step(code, name, ((code,),))
        )
    yield from _treatment(assessment, decision)
    if any(line.code in ("folate_treatment", "folate_emergency") for line in assessment.recommendations):
        yield Step("folic_acid", label("medicine", "folic_acid_5"), (("folic_acid_5",),))
    if "potassium" in tests:
        yield Step("potassium_supplement", label("medicine", "potassium_supplement"), (("potassium_supplement",),))
    if assessment.regimen is not None or assessment.follow_up:
        yield Step("printer", "Printed record with the dates", (("printer",),))


def _treatment(assessment: Assessment, decision: Decision) -> Iterator[Step]:
    """Yield the regimen of the plan and its alternative; injections also need somebody who gives them."""
    chosen = decision.hits["regimen"].row.then
    names = (chosen["regimen"], chosen["alternative"]) if assessment.regimen is not None else ()
    for name, row in zip(names, ("", "alternative"), strict=False):
        if name == "none":
            continue
        data = decision.pack.regimens[name]
        made_with = tuple(data.get("made_with", ()))
        by_needle = any(phase["route"] == "im" for phase in data["phases"])
        groups = (*((made_with,) if made_with else ()), *((("nurse_days",),) if by_needle else ()))
        low = "cyanocobalamin_tablets_50" in made_with
        kind = "injection" if by_needle else "tablets_low" if low else "tablets_high"
        yield Step(name, _short(data["phases"][0]), groups, row or kind)


def _short(phase: Mapping[str, Any]) -> str:
    medicine = phase["medicine"][:1].upper() + phase["medicine"][1:]
    return f"{medicine} {phase['dose']}, {label('route', phase['route']).lower()}"


def _line(chosen: Chosen, code: str, name: str, clinic: Clinic, **more: Sequence[date]) -> Substitution:
    return Substitution(
        id=chosen.row.id,
        steps=(code,),
        ideal=name,
        here=chosen.text,
        where=chosen.row.more.get("where", "here"),
        reason=chosen.reason,
        risk=chosen.row.more["risk"],
        strength=chosen.row.strength,
        needs=chosen.needs,
        check=tuple(one for one in chosen.needs if clinic.word(one) == "unknown"),
        sources=chosen.sources,
        **{field: tuple(dates) for field, dates in more.items()},
    )


def _joined(one: Substitution, other: Substitution) -> Substitution:
    """Return one line for two steps that the same thing stands in for."""
    names = f"{one.ideal}; {other.ideal}" if other.ideal not in one.ideal.split("; ") else one.ideal
    return one.model_copy(update={"steps": (*one.steps, *other.steps), "ideal": names})


def _moved(phases: Iterable[Phase], assessment: Assessment, clinic: Clinic, rows: Rows) -> Iterator[Substitution]:
    """Yield how the doses of the plan fall on the days somebody gives injections, and which cannot."""
    fixed = assessment.urgency in ("emergency", "urgent") or assessment.neurological_involvement == "yes"
    weekdays = clinic.nurse_days or frozenset()
    for phase in phases:
        given = fit(phase.dates, weekdays, first_fixed=fixed)
        if given == phase.dates:
            continue
        unkept = [day for day, kept in zip(phase.dates, given, strict=True) if kept is None]
        kept = [day for day in given if day is not None]
        code = "dates_kept" if not unkept else "dates_some" if kept else "dates_none"
        chosen = rows.choose(code, days=listed_days(weekdays), moved=_days(kept), unkept=_days(unkept))
        yield _line(chosen, "dates", f"Injections: {phase.every}", clinic, dates=kept, unkept=unkept)


def listed_days(weekdays: Iterable[int]) -> str:
    """Return weekdays in words: Monday and Thursday."""
    names = [label("weekday", WEEKDAYS[number]) for number in sorted(weekdays)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _days(dates: Iterable[date]) -> str:
    return ", ".join(day_text(day) for day in dates)
