"""The proof of all that is held: tables, past editions, reviews."""

from dataclasses import replace
from pathlib import Path

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.rules import editions, proof
from b12calc.rules.knowledge import load_pack
from b12calc.rules.proof import damaged_editions, every_table, prove_each_table, prove_tables, reviews


@pytest.mark.parametrize("pack", PACKS)
def test_every_table_of_a_pack_is_proved_over_all_states_of_its_facts(pack: str) -> None:
    found = prove_tables(pack)
    assert found.faults == ()
    assert found.tables == len(every_table(load_pack(pack))) == 18
    assert found.rows > 300
    assert found.states > 10**9


@pytest.mark.parametrize("pack", PACKS)
def test_the_tables_of_a_pack_are_proved_one_by_one_as_well(pack: str) -> None:
    assert list(prove_each_table(pack)) == [()] * prove_tables(pack).tables


def test_a_row_that_is_lost_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = load_pack("uk")
    status = pack.tables["status"]
    lost = replace(pack, tables={**pack.tables, "status": replace(status, rows=status.rows[:-1])})
    monkeypatch.setattr(proof, "load_pack", lambda _: lost)
    assert any(fault.startswith("status: ") for fault in prove_tables("uk").faults)
    assert [faults for faults in prove_each_table("uk") if faults] == [prove_tables("uk").faults]


def test_the_archives_bear_their_own_stamps_and_a_damaged_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert damaged_editions() == ()
    (tmp_path / "2026-11-22.zip").write_bytes((editions.FOLDER / "2026-11-22.zip").read_bytes()[:-40])
    monkeypatch.setattr(editions, "FOLDER", tmp_path)
    (said,) = damaged_editions()
    assert said.startswith("2026-11-22.zip: the archive of this edition cannot be read")


def test_each_pack_says_who_reviewed_it() -> None:
    assert set(reviews()) == set(PACKS)
    assert all(state for state, _due in reviews().values())
