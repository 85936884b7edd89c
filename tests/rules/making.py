"""Short ways to write a case, and to see it as the rules do: the chart, the facts, the rows that hold."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from b12calc.models import vocabulary as words
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.rules import assess
from b12calc.rules.chart import Chart, read_chart
from b12calc.rules.decide import Decision, run
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack, load_pack
from b12calc.rules.laboratory import under

Raw = dict[str, Any]
VISIT: Final = "2026-03-12"
TODAY: Final = date(2026, 3, 12)
NERVES: Final = (*words.SYMPTOM_GROUPS["nerve"], *words.SYMPTOM_GROUPS["balance"])
COMPLAINTS: Final = tuple(
    code for group in ("nerve", "balance", "mood", "cognition", "context") for code in words.SYMPTOM_GROUPS[group]
)
SYMPTOMS: Final = words.SYMPTOM_CODES
FLAGS: Final = words.MUST_ANSWER_RED_FLAGS


def figure(analyte: str, value: str, unit: str, **more: str) -> Raw:
    """A result with a number, as the laboratory printed it."""
    return {"analyte": analyte, "value": value, "unit": unit, **more}


def finding(analyte: str, word: str, *seen: str, **more: str) -> Raw:
    """A result in words."""
    return {"analyte": analyte, "finding": word, **({"findings": list(seen)} if seen else {}), **more}


def total(value: str, unit: str = "ng/L", **more: str) -> Raw:
    """Total B12 with a printed range, so that the unit stands."""
    low, high = ("133", "664") if unit == "pmol/L" else ("180", "900")
    return figure("total_b12", value, unit, **{"reference_low": low, "reference_high": high, **more})


def bare(value: str, unit: str = "ng/L", **more: str) -> Raw:
    """Total B12 without a printed range: nothing speaks for the unit."""
    return figure("total_b12", value, unit, **more)


def active(value: str, **more: str) -> Raw:
    return figure("active_b12", value, "pmol/L", **more)


def mma(value: str, **more: str) -> Raw:
    return figure("mma", value, "nmol/L", **more)


def homocysteine(value: str, **more: str) -> Raw:
    return figure("homocysteine", value, "umol/L", **more)


def haemoglobin(value: str, **more: str) -> Raw:
    return figure("haemoglobin", value, "g/L", **more)


def mcv(value: str, **more: str) -> Raw:
    return figure("mcv", value, "fL", **more)


def egfr(value: str, **more: str) -> Raw:
    return figure("egfr", value, "mL/min/1.73m2", **more)


def count(analyte: str, value: str, **more: str) -> Raw:
    return figure(analyte, value, "10*9/L", **more)


POSITIVE: Final = finding("intrinsic_factor_antibody", "positive")
FOLATE: Final = figure("folate", "8", "ug/L")
PANCYTOPENIA: Final = (
    haemoglobin("95"),
    count("white_cells", "2.1", reference_low="4.0"),
    count("platelets", "90", reference_low="150"),
)


def visit(*results: Raw, yes: str = "", no: Iterable[str] = (), on: str = VISIT, **more: Any) -> Raw:
    """One visit; ``yes`` holds codes divided by blanks, ``more`` fields of the visit."""
    answers = {**dict.fromkeys(no, "no"), **dict.fromkeys(yes.split(), "yes")}
    return {"date": on, "results": list(results), "answers": answers, **more}


def case(*results: Raw, yes: str = "", no: Iterable[str] = (), visits: Iterable[Raw] = (), **more: Any) -> Raw:
    """A woman of 40, not pregnant, no B12 taken; ``more`` goes to the visit or else to the patient."""
    fields = {key: more.pop(key) for key in ("details", "treatment", "on") if key in more}
    one = visit(*results, yes=yes, no=no, b12_before_test=more.pop("before", {"kind": "none"}), **fields)
    patient = {"age_years": 40, "sex": "female", "pregnancy": "not_pregnant", **more}
    return {"format": "b12calc-case/1", "patient": patient, "visits": [one, *visits]}


def read(raw: Raw) -> Case:
    return read_case(json.dumps(raw))


def chart(raw: Raw) -> Chart:
    return read_chart(read(raw))


def pack(edition: str = "uk") -> Pack:
    return load_pack(edition)


def facts(raw: Raw) -> Mapping[str, str]:
    """The fact sheet of a case."""
    return read_facts(chart(raw), pack().limits).words


def decided(raw: Raw, edition: str = "uk", laboratory: str | None = None) -> Decision:
    content = under(pack(edition), laboratory)
    return run(content, read_facts(chart(raw), content.limits))


def row(raw: Raw, table: str) -> str:
    """The row that decided one table."""
    return decided(raw).hits[table].row.id


def rows(raw: Raw, edition: str = "uk", laboratory: str | None = None) -> set[str]:
    """Every row of every table that holds for a case."""
    decision = decided(raw, edition, laboratory)
    return {hit.row.id for hit in decision.hits.values()} | {
        hit.row.id for hits in decision.lists.values() for hit in hits
    }


def assessed(raw: Raw, today: date = TODAY) -> Assessment:
    return assess(read(raw), today=today)
