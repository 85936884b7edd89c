"""Random practice lists whose figures lie at, just below and just above every limit the rules know."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from b12calc.analytes import Analyte, analytes, convert, zone
from b12calc.models.vocabulary import ANSWER_CODES
from b12calc.rules import laboratories
from b12calc.rules.knowledge import load_pack
from b12calc.units import Quantity

TODAY = date(2026, 3, 12)
READ = ("total_b12", "active_b12", "mma", "homocysteine", "folate", "haemoglobin", "mcv", "creatinine", "egfr",
        "platelets", "intrinsic_factor_antibody")  # fmt: skip
STUDIES = ("blood_film", "bone_marrow", "mri_spine", "gastric_biopsy")
WHO = ("id", "age_years", "sex", "pregnancy", "trimester")
OTHERS = ("", "", "", "", "b12_before_test", "metformin_since", "treatment")


@cache
def near(analyte: Analyte, unit: str) -> tuple[str, ...]:
    """Figures at, below and above each limit in one unit, and at the ends of what can be."""
    limits = load_pack("uk").limits
    one = Quantity(Decimal(1), unit)
    cuts = set(limits.of(analyte.code, one).values())
    if analyte.code == "haemoglobin":
        grams = {cut for group in limits.haemoglobin.values() for cut in group.values()}
        cuts |= {convert(analyte, Quantity(cut, "g/L"), unit).value for cut in grams}
    for other in analyte.units:  # the same number in another unit is what the unit guard looks at
        cuts |= set(limits.of(analyte.code, Quantity(Decimal(1), other)).values())
    plausible = analyte.units[unit].plausible
    if plausible is not None:
        cuts |= {plausible.hard_low, plausible.hard_high, plausible.usual_low, plausible.usual_high}
    found: list[str] = []
    for cut in cuts:
        for step in (Decimal(0), Decimal("0.01"), Decimal("-0.01"), cut / 10, -cut / 10, cut / 11):
            figure = (cut + step).quantize(Decimal("0.01"))
            text = f"{figure:f}"  # two decimals: three could be read as thousands
            if figure > 0:
                found.append(text.rstrip("0").rstrip("."))
    return tuple(sorted(set(found))) or ("1", "7.5")


def table(rng: Random, rows: int) -> list[dict[str, str]]:
    """Rows under one set of headings, drawn anew for each table: each by chance, or another one a little changed."""
    heads = columns(rng)
    found: list[dict[str, str]] = []
    for number in range(rows):
        made = row(rng, heads)
        if found and rng.random() < 0.85:
            other, tests = rng.choice(found), [code for code in analytes() if code in heads]
            changed = set(rng.sample(tests, 1) + rng.sample(heads, rng.randint(0, 1)))
            parts = {head for head in heads if any(head.startswith(f"{one}_") for one in changed)}
            made = other | {head: made[head] for head in changed | parts}
        found.append(made | {"id": f"p{number}"})
    return found


def columns(rng: Random) -> list[str]:
    heads = list(WHO) if rng.random() < 0.8 else ["id", "date_of_birth", "sex", "pregnancy"]
    if rng.random() < 0.1:
        heads.append("adjust_haemoglobin_for_smoking")
    tests = rng.sample(list(analytes()), rng.randint(2, 10)) + rng.sample(READ, rng.randint(1, 6))
    for code in dict.fromkeys(tests):
        heads += [code, f"{code}_unit"]
        parts = ("comparator", "collected", "reference_low", "reference_high", "finding", "unit_confirmed")
        heads += [f"{code}_{part}" for part in parts if rng.random() < 0.3]
        if code in STUDIES:
            heads += [f"{code}_findings"]
    heads += rng.sample(ANSWER_CODES, rng.randint(0, 25))
    if (extra := rng.choice(OTHERS)) == "treatment":
        heads += ["treatment_route", "treatment_started"]
    elif extra:
        heads += [extra]
    return list(dict.fromkeys(heads))


def row(rng: Random, heads: list[str]) -> dict[str, str]:
    made = dict.fromkeys(heads, "")
    made |= {head: text for head, text in who(rng) if head in made}
    for head in heads:
        if head in ANSWER_CODES:
            made[head] = rng.choice(("", "yes", "no", "no", "Yes ", "maybe" if rng.random() < 0.01 else ""))
    for code, analyte in analytes().items():
        if code in made and rng.random() < 0.7:
            made |= {head: text for head, text in result(rng, analyte) if head in made}
    return made


def who(rng: Random) -> Iterator[tuple[str, str]]:
    born = TODAY - timedelta(days=rng.randint(0, 100 * 365))
    yield "age_years", str(rng.choice((*range(0, 121, 7), *(15, 16, 17, 18, 59, 60, 64, 65, 74, 75) * 4)))
    yield "date_of_birth", rng.choice((born.isoformat(),) * 9 + ("", "1960-02-30"))
    sex = rng.choice(("female", "male", "female", "other", "", "Male", "?" if rng.random() < 0.1 else ""))
    yield "sex", sex
    pregnancy = rng.choice(("", "", "not_pregnant", "pregnant", "breastfeeding"))
    yield "pregnancy", pregnancy if sex.lower() != "male" or rng.random() < 0.02 else ""
    yield "trimester", rng.choice(("", "1", "2", "3")) if pregnancy == "pregnant" and sex.lower() != "male" else ""
    yield "adjust_haemoglobin_for_smoking", rng.choice(("", "yes", "no"))
    yield "b12_before_test", rng.choice(("", "none", "oral", "injection", "some"))
    yield "metformin_since", rng.choice(("", "2025", "2025-03", "2025-03-13", "2030" if rng.random() < 0.1 else ""))
    route = rng.choice(("", "", "im", "oral"))
    yield "treatment_route", route
    yield "treatment_started", rng.choice(("", "2026-01-02")) if route else ""


def result(rng: Random, analyte: Analyte) -> Iterator[tuple[str, str]]:
    code = analyte.code
    if not analyte.units or rng.random() < 0.1:
        yield f"{code}_finding", rng.choice(analyte.findings)
        yield f"{code}_findings", rng.choice(("", *analyte.film_words))
        yield f"{code}_collected", rng.choice(("", "2026-03-01"))
        return
    unit = rng.choice(list(analyte.units)[:2])
    figures = [one for one in near(analyte, unit) if rng.random() < 0.02 or can_be(analyte, unit, one)]
    figure = rng.choice(figures or ["7.5"])
    sign = rng.choice(("", "", "", "", "<", "<=", ">", ">=", "~"))
    inside = rng.random() < 0.5
    yield code, f"{sign if inside else ''}{figure}" if rng.random() < 0.99 else rng.choice(("1,500", "-3", "abc", "0"))
    yield f"{code}_comparator", "" if inside else sign
    yield f"{code}_unit", unit if rng.random() < 0.99 else rng.choice(("", "furlong", unit.upper()))
    days = ("", "2026-03-01", "2026-03-12", "2025-12-12", "2025-12-11", "2024-01-01")
    yield f"{code}_collected", rng.choice(days) if rng.random() < 0.99 else "2026-03-13"
    yield f"{code}_reference_low", rng.choice(("", "", *figures[:3]))
    yield f"{code}_reference_high", rng.choice(("", "", *figures[-3:]))
    yield f"{code}_unit_confirmed", rng.choice(("", "", "yes"))


def can_be(analyte: Analyte, unit: str, figure: str) -> bool:
    return zone(analyte, Quantity(Decimal(figure), unit)) != "impossible"


def any_laboratory(rng: Random) -> str | None:
    return rng.choice((None, None, *(one.id for one in laboratories())))
