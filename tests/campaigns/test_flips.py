"""The campaign of damaged files, short: each damage is refused in each way of starting, and an oversight is counted."""

import random
from pathlib import Path

import pytest

from tests.campaigns import flips
from tests.campaigns.flips import Asker, Damage, run
from tests.installed import ROOT, unpacked


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("installed"))


def test_thirty_damages_are_refused_two_of_them_as_a_process_and_one_in_the_window(copy: Path) -> None:
    chance = random.Random(7)
    damages = [*flips.flips(copy, 20, chance), *flips.others(copy, 10, chance)]
    found = run(copy, iter(damages), 2, 1, len(damages))
    assert found.missed == []
    assert sum(count for name, count in found.counts.items() if name.endswith("refused")) == 33
    assert {damage.kind for damage in damages} == {
        "flipped byte", "cut short", "one byte more", "emptied", "gone", "a file too many"
    }  # fmt: skip


def test_a_damage_that_is_not_noticed_is_counted_as_missed(copy: Path) -> None:
    harmless = Damage("flipped byte", "b12calc/docs/pictures/window-light.png", b"")
    found = run(copy, iter([harmless]), 1, 1, 1)
    assert len(found.missed) == 3
    assert "ended with 0, wrote a file" in found.missed[0]


def test_every_flip_changes_one_byte_of_a_file_that_answers_rest_on(copy: Path) -> None:
    for damage in flips.flips(copy, 40, random.Random(1)):
        before = (copy / damage.name).read_bytes()
        assert damage.data is not None
        assert sum(one != other for one, other in zip(before, damage.data, strict=True)) == 1


def test_the_copy_that_is_asked_is_the_installed_one_and_not_the_sources(copy: Path) -> None:
    asker = Asker(copy)
    try:
        assert asker.env["PYTHONPATH"] == str(copy)
        assert not copy.is_relative_to(ROOT)
        assert "ended with 0, wrote a file" in asker.forked("")
    finally:
        asker.close()
