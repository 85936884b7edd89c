"""The hazard log that is kept: in order in itself; what ran is held against it by ``make test``."""

import re
import tomllib
from collections import Counter

from tests.safety.faults import in_the_log
from tests.safety.records import ROOT, SAFETY, read_hazards

HAZARDS = read_hazards()
CAMPAIGNS = tomllib.loads((SAFETY / "campaigns.toml").read_text(encoding="utf-8"))


def test_every_control_names_tests_that_there_are_and_every_risk_is_that_of_the_matrix() -> None:
    asked = tomllib.loads((ROOT / "b12calc" / "rulebook" / "requirements.toml").read_text(encoding="utf-8"))
    assert in_the_log(HAZARDS, CAMPAIGNS, asked["requirement"]) == []


def test_hazards_stand_in_the_files_that_name_them() -> None:
    for path in (SAFETY / "hazards").glob("*.toml"):
        first, last = (int(number) for number in re.findall(r"\d+", path.stem))
        assert [one.number for one in read_hazards() if f'id = "{one.id}"' in path.read_text(encoding="utf-8")] == list(
            range(first, last + 1)
        ), path.name


def test_texts_are_whole_and_say_nothing_twice() -> None:
    for one in HAZARDS:
        assert all((one.hazard, one.cause, one.effect)), one.id
        said = [control.what for control in one.controls]
        assert len(said) == len(set(said)) and all(text.endswith(".") for text in said), one.id
        assert all(len(control.tests) == len(set(control.tests)) for control in one.controls), one.id


FIRST_GUESS = 55  # the hazards of the list this log began with; those behind it were found in the program
RESIDUAL_3 = {"H01", "H11", "H13", "H28", "H34", "H35", "H38"}


def test_all_hazards_of_the_list_are_here_with_its_scores_and_no_number_is_left_out() -> None:
    assert [one.number for one in HAZARDS] == list(range(1, len(HAZARDS) + 1))
    listed = HAZARDS[:FIRST_GUESS]
    before = Counter(one.before.risk for one in listed if one.before)
    after = Counter(one.after.risk for one in listed if one.after)
    assert (before, after) == ({2: 6, 3: 46, 4: 3}, {1: 1, 2: 47, 3: 7})
    assert {one.id for one in listed if one.argument} == RESIDUAL_3


def test_what_was_found_later_waits_for_its_scores() -> None:
    assert all(one.before is None and one.after is None for one in HAZARDS[FIRST_GUESS:])
