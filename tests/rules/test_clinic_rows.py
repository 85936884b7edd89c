"""The table of what can be done instead: whole, cited, and each of its rows followed somewhere."""

from itertools import product
from random import Random

import pytest

from b12calc.models.vocabulary import CLINIC_TESTS, PACKS
from b12calc.rules.clinic import with_clinic
from b12calc.rules.clinic_profile import RESOURCES
from b12calc.rules.clinic_rows import Rows, content_for
from tests.rules.clinic_cases import CASES, clinic, ideal
from tests.rules.making import decided


@pytest.mark.parametrize("pack", PACKS)
def test_every_test_and_every_kind_of_step_has_a_last_row_that_needs_nothing(pack: str) -> None:
    rows = content_for(pack).table.rows
    own = {step for row in rows for step in row.more["for"]}
    assert own - {"any_test"} <= {*CLINIC_TESTS, "injection", "tablets_high", "tablets_low", "alternative",
                                  "folic_acid", "potassium_supplement", "printer", "homocysteine_sample",
                                  "dates_kept", "dates_some", "dates_none", "dates_words"}  # fmt: skip
    for step in own:
        last = [row for row in rows if step in row.more["for"]][-1]
        open_ended = not any(last.boxes) and not {"needs", "regimens"} & last.more.keys()
        assert open_ended or step in CLINIC_TESTS or step.startswith("dates_"), step


def test_every_row_says_reason_and_risk_and_holds_no_key_that_nobody_reads() -> None:
    for row in content_for("uk").table.rows:
        assert row.more["reason"], row.id
        assert row.more["risk"], row.id
        assert row.more.keys() <= {"for", "needs", "regimens", "where", "reason", "risk"}, row.id
        assert set(row.more.get("needs", ())) <= set(RESOURCES), row.id


def test_every_regimen_names_what_it_is_made_with() -> None:
    for pack in PACKS:
        regimens = decided(CASES["middle"], pack).pack.regimens
        for name, data in regimens.items():
            assert set(data["made_with"]) <= set(RESOURCES), name
            assert data["made_with"], name


def test_every_row_is_followed_at_some_clinic() -> None:
    followed = set[str]()
    for name, pack in product(CASES, PACKS):
        random = Random(f"{name} {pack}")
        plan, decision = ideal(name, pack)
        for _ in range(60):
            words = {one: random.random() < 0.5 for one in RESOURCES}
            days = frozenset(random.sample(range(7), random.randint(1, 5)))
            followed |= {one.id for one in with_clinic(plan, decision, clinic(words, days)).here}
    dead = {row.id for row in content_for("uk").table.rows} - followed
    assert not dead


def test_a_step_of_no_row_is_a_bug_and_says_so() -> None:
    from b12calc.rules.table import TableError

    with pytest.raises(TableError, match="nothing stands in for tea"):
        Rows(ideal("middle")[1], clinic()).choose("tea")
