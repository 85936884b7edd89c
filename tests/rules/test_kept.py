"""What is kept between assessments: it changes no answer, whatever was assessed before, and holds no free text."""

import gc
import json
import sys
from collections.abc import Iterator
from datetime import date
from functools import _lru_cache_wrapper
from itertools import islice
from random import Random
from typing import Any

from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import assess, forget
from tests.campaigns.edits import edited
from tests.oracle.generate import last_visit_day, random_case
from tests.rules.making import TODAY, Raw, case, figure, haemoglobin, total

DRAWN, EDITS = 1000, 1000
PLANTED = ("Ilse Planted", "NHS 943 476", "a planted comment", "Planted Laboratories", "planted units", "planted note")


def caches() -> Iterator[Any]:
    """Every bounded cache of the rules and of the case they read."""
    names = [name for name in sys.modules if name.startswith(("b12calc.rules", "b12calc.models", "b12calc.plan"))]
    for name in [*names, "b12calc.units", "b12calc.days", "b12calc.analytes"]:
        for found in vars(sys.modules[name]).values():
            if isinstance(found, _lru_cache_wrapper) and found.cache_info().maxsize is not None:
                yield found


def answer(raw: Raw, today: date, pack: str) -> str:
    try:
        return assess(read_case(json.dumps(raw)), today=today, pack=pack).model_dump_json()
    except ProblemsFound as refused:
        return str(refused)


def anew(raw: Raw, today: date, pack: str) -> str:
    for one in caches():
        one.cache_clear()
    return answer(raw, today, pack)


def states(rng: Random) -> list[tuple[Raw, date, str]]:
    drawn = [random_case(rng) for _ in range(DRAWN)]
    found = [(one, last_visit_day(one), rng.choice(("uk", "us", "article"))) for one in drawn]
    start = case(total("142"), haemoglobin("121", collected="2026-03-10"), yes="paraesthesia fatigue metformin")
    return found + [(one, TODAY, "uk") for one in islice(edited(start, rng), EDITS)]


def test_an_answer_is_the_same_byte_for_byte_whatever_was_kept_of_others_before_it() -> None:
    rng = Random(20261122)
    asked = states(rng)
    expected = [anew(*one) for one in asked]
    order = [*range(len(asked)), *rng.choices(range(len(asked)), k=500)]
    rng.shuffle(order)
    wrong = [place for place in order if answer(*asked[place]) != expected[place]]
    assert not wrong


def planted() -> Raw:
    """A case with text of its own in every field that takes any."""
    person, number, comment, laboratory, unit, note = PLANTED
    results = [
        total("142", comment=comment, laboratory=laboratory),
        figure("intrinsic_factor_antibody", "12", unit, reference_high="10"),
        figure("parietal_cell_antibody", "12", unit, comment=comment),
    ]
    details = {"paraesthesia": {"note": note, "since": "2025-11"}, "smoking": {"daily_dose": note, "note": note}}
    named: Raw = {"name": person, "identifier": number, "identifier_kind": note}
    return case(
        *results, yes="paraesthesia smoking", details=details, adjust_haemoglobin_for_smoking=True,
        treatment={"route": "im", "started": "2026-03-12", "regimen": note}, **named,
    )  # fmt: skip


def test_nothing_that_was_typed_freely_is_kept() -> None:
    assert any(PLANTED[4] in text for text in [answer(planted(), TODAY, "uk")]), "the unit is printed, and yet not kept"
    # Of the unit itself its one spelling is kept, by itself and in no line.
    lines = [one for one in caches() if one.__name__ != "normal_unit"]
    assert lines
    text = "\n".join(held(lines))
    assert "pins and needles" in text, "what is kept was looked through"
    assert not [word for word in PLANTED if word in text]


def test_nothing_of_a_patient_is_kept_once_it_is_let_go() -> None:
    before = answer(planted(), TODAY, "uk")
    assert "pins and needles" in "\n".join(held(list(caches())))
    forget()
    assert not [found for one in caches() for found in held([one])]
    assert answer(planted(), TODAY, "uk") == before


def held(roots: list[Any]) -> Iterator[str]:
    """Every text that is reached from what the caches hold, not through a module, a class or a function."""
    seen: set[int] = set()
    todo: list[Any] = [found for root in roots for found in gc.get_referents(root) if isinstance(found, dict)]
    todo = [one for one in todo if "__wrapped__" not in one]
    while todo:
        one = todo.pop()
        if id(one) in seen or callable(one):
            continue
        seen.add(id(one))
        if isinstance(one, str):
            yield one
        todo += gc.get_referents(one)
