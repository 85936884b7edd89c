"""No conclusion that reassures stands without its limits."""

import json
from random import Random

from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.rules import assess
from tests.oracle.generate import random_case

CAVEATS = {"return_if", "unanswered_red_flags", "normal_b12_does_not_exclude"}


def test_whoever_is_told_that_deficiency_is_unlikely_is_told_its_limits_too() -> None:
    """When to come back, which red flag was not asked, or that a normal level excludes nothing."""
    unlikely = 0
    for seed in range(450):
        try:
            case = read_case(json.dumps(random_case(Random(seed))))
            answers = [assess(case, today=case.visits[-1].date, pack=pack) for pack in PACKS]
        except ProblemsFound:
            continue
        for seen in answers:
            if seen.status == "unlikely":
                unlikely += 1
                assert CAVEATS & {line.code for line in seen.recommendations}, (seed, seen.pack)
    assert unlikely > 15
