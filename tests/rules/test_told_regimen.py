"""A regimen named by its id is said in words wherever a person reads it."""

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.rules import regimen_words
from b12calc.rules.knowledge import load_pack


@pytest.mark.parametrize("pack", PACKS)
def test_every_regimen_of_a_pack_has_words_in_place_of_its_id(pack: str) -> None:
    for name, held in load_pack(pack).regimens.items():
        assert regimen_words(name) == held["text"].removesuffix(".")
        assert name not in regimen_words(name)


@pytest.mark.parametrize("told", ["", "B12, weekly", "uk-im-neuro, but monthly", "uk-", "uk", "xx-im-neuro", "US-im"])
def test_what_is_no_id_of_a_regimen_stays_as_it_was_told(told: str) -> None:
    assert regimen_words(told) == told
