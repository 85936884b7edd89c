"""Age, B12 taken before, nitrous oxide and stacked risks."""

from datetime import date
from typing import Any

from .codes import ACID_OR_METFORMIN, DIET, EXPOSURES, GASTRIC_SURGERY, ILEAL, MALABSORPTION
from .record import Record, add_months, collected, days_between, parse_day


def age_at_visit(record: Record) -> int | None:
    """Age in whole years at the last visit."""
    born = record.patient.get("date_of_birth")
    if not born:
        return record.patient.get("age_years")
    day = date.fromisoformat(str(born))
    had_birthday = (record.visit.month, record.visit.day) >= (day.month, day.day)
    return record.visit.year - day.year - (0 if had_birthday else 1)


def scope(record: Record, age: int | None) -> str:
    """adult, under_16 or unknown."""
    if age is not None:
        return "under_16" if age < 16 else "adult"
    return {"adult": "adult", "child": "under_16"}.get(str(record.patient.get("age_group")), "unknown")


def b12_sample_day(record: Record) -> date:
    """When B12 was sampled; the visit when it was not."""
    days = [collected(record.results[a]) for a in ("total_b12", "active_b12") if record.has(a)]
    return max(days, default=record.visit)


def treated(record: Record) -> str:
    """B12 before the test near enough to count, or a current treatment."""
    if record.treatment:
        return "yes"
    kind = record.before.get("kind")
    if kind in ("oral", "injection"):
        last = record.before.get("last_taken")
        if not last:
            return "yes"
        months = 3 if kind == "oral" else 4
        return "yes" if b12_sample_day(record) <= add_months(parse_day(str(last), latest=True), months) else "no"
    return {"some": "yes", "none": "no"}.get(str(kind), "unknown")


def injected(record: Record) -> bool:
    """Injections now or near enough before the test."""
    if record.treatment and record.treatment.get("route") == "im":
        return True
    if record.before.get("kind") != "injection":
        return False
    return bool(record.treatment) or treated(record) == "yes"


def just_injected(record: Record, sample: date) -> bool:
    """A known injection within the two weeks before a sample."""
    days: list[Any] = []
    if record.before.get("kind") == "injection":
        days.append(record.before.get("last_taken"))
    if record.treatment and record.treatment.get("route") == "im":
        days.append(record.treatment.get("started"))
    known = [parse_day(str(day), latest=True) for day in days if day]
    return any(0 <= days_between(day, sample) <= 14 for day in known)


def antibody(record: Record) -> str:
    """missing, positive (trusted), negative or equivocal (an untrusted positive too)."""
    result = record.results.get("intrinsic_factor_antibody")
    if result is None:
        return "missing"
    word = record.word("intrinsic_factor_antibody")
    if word == "positive":
        return "equivocal" if just_injected(record, collected(result)) else "positive"
    return "negative" if word in ("negative", "normal") else "equivocal"


def since(record: Record, code: str, latest: bool) -> date | None:
    """The date given with a risk factor."""
    text = record.details.get(code, {}).get("since")
    return parse_day(str(text), latest) if text else None


def nitrous_oxide(record: Record) -> str:
    """Use that counts: the last within six months, or its date unknown."""
    if not record.yes("nitrous_oxide"):
        return "no" if record.answers.get("nitrous_oxide") == "no" else "unknown"
    text = record.details.get("nitrous_oxide", {}).get("last")
    last = parse_day(str(text), latest=True) if text else None
    return "yes" if last is None or record.visit <= add_months(last, 6) else "no"


def risk_mechanisms(record: Record, age: int | None, antibody_positive: bool) -> frozenset[str]:
    """The distinct mechanisms that stack."""
    stomach = ("autoimmune_gastritis", *GASTRIC_SURGERY, "h_pylori_infection")
    found = {
        "intake": record.yes(*DIET),
        "acid": record.yes(*ACID_OR_METFORMIN),
        "stomach": record.yes(*stomach) or antibody_positive,
        "ileum": record.yes(*ILEAL, *MALABSORPTION),
        "age": age is not None and age >= 65,
        "exposure": record.yes(*(code for code in EXPOSURES if code not in ("zinc_excess", "hiv_infection"))),
    }
    return frozenset(name for name, there in found.items() if there)
