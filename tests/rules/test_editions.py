"""Past editions: held as archives, found by name and stamp, read as they stood, never overwritten."""

from datetime import date
from pathlib import Path

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.problems import ProblemsFound
from b12calc.rules import assess as assess_now
from b12calc.rules import editions
from b12calc.rules.archive import archive_present, next_name, packed
from b12calc.rules.editions import assess, edition_files, edition_of, find_edition, in_order, load_pack, present
from b12calc.rules.knowledge import stamp_of
from b12calc.rules.table import TableError
from tests.rules.changed import edition, random_cases, without_row

PAST = [one for one in editions.editions() if one.archive is not None]
LIMIT = ("uk/limits.toml", '"ng/L" = { low = "180"', '"ng/L" = { low = "200"')


def test_at_least_one_past_edition_is_held_and_the_present_one_comes_last() -> None:
    held = editions.editions()
    assert PAST and held[-1].archive is None and held[-1] == present()
    assert [one.name for one in held] == sorted((one.name for one in held), key=in_order)


@pytest.mark.parametrize("past", PAST, ids=lambda one: one.name)
def test_the_present_edition_bears_another_name_than_any_past_one_of_other_content(past: editions.Edition) -> None:
    now = present()
    assert past.name != now.name or past.stamps == now.stamps, "give the changed rules a new edition in pack.toml"


@pytest.mark.parametrize("past", PAST, ids=lambda one: one.name)
def test_a_past_edition_bears_the_stamps_it_was_kept_with(past: editions.Edition) -> None:
    assert past.archive is not None and tuple(past.stamps) == PACKS
    for pack in PACKS:
        assert stamp_of(edition_files(past.archive, pack)) == past.stamps[pack] == load_pack(pack, past).stamp
        assert edition_of(pack, past.stamps[pack]) == past
        assert (load_pack(pack, past.name).name, load_pack(pack, past.name).edition) == (pack, past.name)


@pytest.mark.parametrize("past", PAST, ids=lambda one: one.name)
def test_the_present_program_reads_every_random_case_by_a_past_edition(past: editions.Edition) -> None:
    for number, (case, day) in enumerate(random_cases(200, 5)):
        pack = PACKS[number % 3]
        answer = assess(case, today=date.fromisoformat(day), pack=pack, edition=past, explain=number < 3)
        assert (answer.edition, answer.stamp) == (past.name, past.stamps[pack])


def test_every_pack_of_the_present_edition_bears_its_name() -> None:
    assert {load_pack(pack).edition for pack in PACKS} == {present().name}


def test_the_present_edition_by_name_is_the_present_rules() -> None:
    case, day = random_cases(1, 6)[0]
    today = date.fromisoformat(day)
    assert assess(case, today=today, edition=present().name) == assess_now(case, today=today)
    assert edition_of("uk", present().stamps["uk"]) == present()


def test_an_edition_that_is_not_held_is_refused_with_those_that_are() -> None:
    with pytest.raises(ProblemsFound, match=rf"--edition: no edition is called '1999-01-01'; .*{present().name}"):
        find_edition("1999-01-01")
    assert edition_of("uk", "sha256:0") is None


def test_a_kept_edition_judges_by_its_own_limits_and_rows(tmp_path: Path) -> None:
    old = edition(tmp_path, "2026-01-01", LIMIT, without_row("shared/warnings.toml", "warning-iron_may_coexist"))
    assert load_pack("uk", old).limits.cuts["total_b12"]["ng/L"]["low"] == 200
    assert "warning-iron_may_coexist" not in {row.id for row in load_pack("us", old).tables["warnings"].rows}
    assert "warning-iron_may_coexist" in {row.id for row in load_pack("us").tables["warnings"].rows}


def test_keeping_the_same_edition_twice_changes_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    first = archive_present(tmp_path)
    before = first.read_bytes()
    assert archive_present(tmp_path) == first and first.read_bytes() == before
    first.unlink()
    assert archive_present(tmp_path).read_bytes() == before


def test_other_content_under_a_name_already_kept_is_refused(tmp_path: Path) -> None:
    path = edition(tmp_path, "2026-01-01").archive
    assert path is not None
    before = path.read_bytes()
    with pytest.raises(ProblemsFound, match=r"2026-01-01 was kept with other content; .* such as 2026-01-01\.2"):
        edition(tmp_path, "2026-01-01", LIMIT)
    assert path.read_bytes() == before


def test_the_names_of_one_day_are_numbered() -> None:
    assert (next_name("2026-01-01"), next_name("2026-01-01.9")) == ("2026-01-01.2", "2026-01-01.10")
    assert in_order("2026-01-01.10") > in_order("2026-01-01.9") > in_order("2026-01-01") > in_order("2025-12-31.2")


@pytest.mark.parametrize("damage", ["cut short", "a changed limit", "no head"])
def test_a_damaged_archive_is_refused_in_one_sentence(tmp_path: Path, damage: str) -> None:
    path = edition(tmp_path, "2026-01-01").archive
    assert path is not None
    if damage == "cut short":
        path.write_bytes(path.read_bytes()[:-30])
    else:
        files = {**edition_files(path, "uk"), editions.HEAD: b"{}"}
        if damage == "a changed limit":
            files["uk/limits.toml"] = files["uk/limits.toml"].replace(b"180", b"181", 1)
            files[editions.HEAD] = b'{"edition": "2026-01-01", "program": "0", "stamps": {"uk": "sha256:0"}}'
        path.write_bytes(packed(files))
    editions.read_head.cache_clear()
    with pytest.raises(ProblemsFound, match=r"2026-01-01\.zip: the archive of this edition"):
        load_pack("uk", editions.read_head(path))


def test_a_pack_an_edition_did_not_have_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        load_pack("fr", edition(tmp_path, "2026-01-01"))


def test_an_older_edition_reads_a_later_word_by_the_word_of_its_day(tmp_path: Path) -> None:
    past = load_pack("uk", PAST[0])
    assert past.older is not None and "none_or_mild" not in past.space.words["anaemia"]
    words = {fact: known[0] for fact, known in past.older.known.items()}
    assert past.older.read({**words, "anaemia": "none_or_mild"})["anaemia"] == "unresolved"
    assert past.older.read({**words, "anaemia": "mild"})["anaemia"] == "mild"


@pytest.mark.parametrize("word", ["unheard_of", None])
def test_a_word_no_older_word_stands_for_is_refused(word: str | None) -> None:
    past = load_pack("uk", PAST[0])
    assert past.older is not None
    words = {fact: known[0] for fact, known in past.older.known.items()}
    said = {**words, "anaemia": word} if word else {fact: words[fact] for fact in words if fact != "anaemia"}
    with pytest.raises(ProblemsFound, match=r"cannot judge this case by the present program"):
        past.older.read(said)


def test_faulty_rows_in_an_archive_are_a_fault(tmp_path: Path) -> None:
    broken = edition(tmp_path, "2026-01-01", ("uk/limits.toml", "[total_b12.cuts]", "[total_b12.cuts]\n# same"),
                     ("shared/status.toml", 'scope = "under_16"', 'scope = "under_17"'))  # fmt: skip
    with pytest.raises(TableError):
        load_pack("uk", broken)
