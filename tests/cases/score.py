"""Score the published cases in-process: right or wrong per field, recall for tests and warnings."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from b12calc.models.assessment import Assessment
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess

Item = dict[str, Any]
TODAY: Final = date(2026, 3, 12)
FOLDER: Final = Path(__file__).parent
URGENCY: Final = ("routine", "soon", "urgent", "emergency")
RECALL: Final = ("next_tests", "warnings")


@dataclass(frozen=True)
class Score:
    """One scored field of one case."""

    case: str
    tier: str
    field: str
    share: float
    got: str


def items() -> list[Item]:
    """Every case file, in the order of its name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("V*.json"))]


def answer(case: Item) -> Assessment:
    """Read and assess one input as the command line would."""
    return assess(read_case(json.dumps(case)), today=TODAY)


def refusal(item: Item) -> str:
    """What the program says to a case with a misprinted unit; empty when it takes the case as it stands."""
    try:
        answer(item["case"])
    except ProblemsFound as found:
        return str(found)
    return ""


def names_the_unit(item: Item, said: str) -> bool:
    """Whether a refusal names the unit, or the result that holds it."""
    return "unit" in said.lower() or any(trap["path"].rsplit(".", 1)[0] in said for trap in item["unit_traps"])


def score(item: Item) -> list[Score]:
    """Score every field that is fair to score; a refused unit trap is followed by the corrected case."""
    trap = "unit_traps" in item
    got = answer(item["case_corrected"] if trap else item["case"])
    given = set(got.warnings)
    if trap and names_the_unit(item, refusal(item)):
        given.add("assay_units_check")
    found = []
    for field in item["scorable"]:
        share = (
            recall(item["expected"][field]["must"], given if field == "warnings" else got.next_tests)
            if field in RECALL
            else float(right(field, item["expected"], got))
        )
        said = sorted(given) if field == "warnings" else getattr(got, field)
        found.append(Score(item["id"], item["evidence_tier"], field, share, str(said)))
    return found


def recall(must: list[str | list[str]], given: Iterable[str]) -> float:
    """The share of what must be said; an entry that is a list needs one of its words."""
    said = set(given)
    return sum(bool(said & set([one] if isinstance(one, str) else one)) for one in must) / len(must)


def right(field: str, expected: Item, got: Assessment) -> bool:
    """Whether one field agrees with the expectation."""
    if field == "urgency":
        return URGENCY.index(got.urgency) >= URGENCY.index(expected["urgency_at_least"])
    if field == "route":
        first = got.route == "none" and got.start == "specialist_first" and bool(expected["specialist_first"])
        return first or got.route in expected["route"]
    if field == "causes":
        return (got.causes or ("unknown",))[0] in expected["causes"]
    return getattr(got, field) in [expected[field], *expected.get("accept_also", {}).get(field, [])]


def mean(scores: Iterable[Score]) -> float:
    """The mean share."""
    shares = [one.share for one in scores]
    return sum(shares) / len(shares)
