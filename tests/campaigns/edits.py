"""One case under one edit after another, as the window assesses it: each state differs from the last in one field."""

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from tests.oracle.codes import HISTORY, SYMPTOM_LIKE, SYMPTOMS
from tests.oracle.measures import FIGURES

Case = dict[str, Any]
CODES: Final = (*SYMPTOM_LIKE, *HISTORY)
RESTART: Final = 60  # edits; then the case is taken as it was at first, so that it never grows beyond a real one


def edited(raw: Case, rng: Random) -> Iterator[Case]:
    """Yield without end the states of the last visit of a raw case, each one edit after the one before."""
    while True:
        now = copy.deepcopy(raw)
        for _ in range(RESTART):
            edit = rng.choices((_answer, _figure, _day, _new_result, _course), (55, 25, 10, 5, 5))[0]
            edit(now["visits"][-1], rng)
            yield copy.deepcopy(now)


def _answer(visit: Case, rng: Random) -> None:
    code, word = rng.choice(CODES), rng.choice(("yes", "no", "no", None))
    visit["answers"].pop(code, None)
    visit.get("details", {}).pop(code, None)
    if word is not None:
        visit["answers"][code] = word


def _figure(visit: Case, rng: Random) -> None:
    result = rng.choice(visit["results"])
    figures = [values for unit, values, _ in FIGURES[result["analyte"]] if unit == result["unit"]]
    result["value"] = rng.choice(figures[0]) if figures else result["value"]


def _day(visit: Case, rng: Random) -> None:
    day = date.fromisoformat(visit["date"]) - timedelta(days=rng.randrange(60))
    rng.choice(visit["results"])["collected"] = day.isoformat()


def _new_result(visit: Case, rng: Random) -> None:
    known = {result["analyte"] for result in visit["results"]}
    analyte = rng.choice([one for one in sorted(FIGURES) if one not in known])
    unit, values, _ = rng.choice(FIGURES[analyte])
    visit["results"].append({"analyte": analyte, "value": rng.choice(values), "unit": unit})


def _course(visit: Case, rng: Random) -> None:
    there = [code for code in SYMPTOMS if visit["answers"].get(code) == "yes"]
    for code in rng.sample(there, min(1, len(there))):
        visit.setdefault("details", {})[code] = {"course": rng.choice(("improving", "stable", "worsening"))}
