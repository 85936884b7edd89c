"""The pack: it loads, its stamp covers every byte, and every row speaks known words by the word of known sources."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from b12calc.models import vocabulary as words
from b12calc.rules import knowledge
from b12calc.rules.knowledge import CLINICAL, TABLES, Pack, load_pack
from b12calc.rules.table import Row, TableError
from tests.rules.making import case, facts, pack

FILES = sorted(path.relative_to(CLINICAL).as_posix() for path in CLINICAL.rglob("*.toml"))
OWNERS = [(name.split("/")[0].replace("shared", "uk"), name) for name in FILES]
VOCABULARY: Final[dict[str, tuple[str, ...]]] = {
    "status": words.STATUSES,
    "urgency": words.URGENCIES,
    "start": words.STARTS,
    "route": words.ROUTES,
    "lifelong": words.THREE_VALUES,
    "cause": words.CAUSES,
    "test": words.TESTS,
    "referral": words.REFERRALS,
    "warning": words.WARNINGS,
    "question": (*words.ANSWER_CODES, "age", "pregnancy", "b12_before_test"),
}
# What one table decides for another inside the rules; each is a fact and held to the words of that fact.
INNER: Final = {
    "emergency_kind": "emergency_kind",
    "level": "diet_level",
    "change": "route_change",
    "cause_picture": "cause_picture",
}
REGIMENS: Final = ("regimen", "alternative")
OWN: Final = ("follow_up", "advice")

Load = Callable[..., Pack]


def rows() -> Iterator[tuple[str, Row]]:
    """Every row of every table of every pack, with the name of both."""
    for edition in words.PACKS:
        for name, table in load_pack(edition).tables.items():
            yield from ((f"{edition}/{name}", row) for row in table.rows)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for edition in words.PACKS:
        load_pack(edition)  # kept from the true folder, whichever test comes first
    folder = tmp_path / "clinical"
    shutil.copytree(CLINICAL, folder)
    monkeypatch.setattr(knowledge, "CLINICAL", folder)
    return folder


@pytest.fixture
def load(copy: Path) -> Load:
    """Load the copied pack anew, past the memory of the first reading."""
    return lambda name="uk": load_pack.__wrapped__(name)


@pytest.mark.parametrize("name", words.PACKS)
def test_a_pack_loads_with_every_table_and_its_date(name: str) -> None:
    made = load_pack(name)
    assert tuple(made.tables) == TABLES
    assert (made.name, made.review) == (name, "Not yet reviewed by a clinician")
    assert date.fromisoformat(made.edition.partition(".")[0]) >= date(2026, 11, 22)


def test_no_two_packs_bear_the_same_stamp() -> None:
    assert len({load_pack(name).stamp for name in words.PACKS}) == len(words.PACKS)


@pytest.mark.parametrize("name", ["fr", "low_resource", "shared", "", "../clinical/shared"])
def test_a_pack_that_does_not_exist_is_refused_by_name(name: str) -> None:
    with pytest.raises(KeyError):
        load_pack(name)


def test_a_copy_of_the_pack_bears_the_same_stamp(load: Load) -> None:
    assert load().stamp == pack().stamp
    assert pack().stamp.startswith("sha256:")


@pytest.mark.parametrize(("owner", "name"), OWNERS)
def test_one_byte_more_in_any_file_changes_the_stamp(owner: str, name: str, copy: Path, load: Load) -> None:
    with (copy / name).open("ab") as file:
        file.write(b"#")
    assert load(owner).stamp != load_pack(owner).stamp


@pytest.mark.parametrize("owner", words.PACKS)
def test_other_line_ends_change_no_stamp(owner: str, copy: Path, load: Load) -> None:
    for name in FILES:
        text = (copy / name).read_bytes()
        assert b"\r" not in text
        (copy / name).write_bytes(text.replace(b"\n", b"\r\n"))
    assert load(owner).stamp == load_pack(owner).stamp


def test_the_name_of_a_file_is_part_of_the_stamp(copy: Path, load: Load) -> None:
    (copy / "shared" / "notes_a.toml").write_bytes(b"")
    first = load().stamp
    (copy / "shared" / "notes_a.toml").rename(copy / "shared" / "notes_b.toml")
    assert len({pack().stamp, first, load().stamp}) == 3


def test_a_changed_limit_changes_the_stamp(copy: Path, load: Load) -> None:
    path = copy / "uk" / "limits.toml"
    path.write_bytes(path.read_bytes().replace(b'low = "180"', b'low = "181"', 1))
    assert load().stamp != pack().stamp


def replace_once(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('sources = ["N-001"]', 'sources = ["N-999"]', r"status/status-1: no such source \['N-999'\]"),
        ('sources = ["N-001"]', "sources = []", "status/status-1: no such source"),
        ('sources = ["AFP-22", "NAT-21", "N-080"]', 'sources = ["N-092"]', "decided by unconfirmed sources alone"),
        ('scope = "under_16"', 'scope = "under_17"', "status/status-1: the fact 'scope' has no word"),
        ('status = "out_of_scope" }', 'status = "nowhere" }', "status/status-1: 'nowhere' is no word of status"),
    ],
)
def test_a_faulty_row_stops_the_pack(before: str, after: str, said: str, copy: Path, load: Load) -> None:
    replace_once(copy / "shared" / "status.toml", before, after)
    with pytest.raises(TableError, match=said):
        load()


def test_every_row_cites_a_source_that_the_pack_holds() -> None:
    for table, row in rows():
        assert row.sources, f"{table}/{row.id}"
        assert set(row.sources) <= pack().citations.keys(), f"{table}/{row.id}"


def test_no_row_of_a_guideline_is_decided_by_unconfirmed_sources_alone() -> None:
    unconfirmed = {key for key, one in pack().citations.items() if one.evidence in ("S-", "U")}
    assert unconfirmed
    alone = [f"{table}/{row.id}" for table, row in rows() if set(row.sources) <= unconfirmed]
    assert not alone


def test_limits_and_regimens_cite_sources_that_are_known_and_not_unconfirmed_alone() -> None:
    packs = [load_pack(name) for name in words.PACKS]
    cited = [keys for one in packs for keys in one.limits.sources.values()]
    cited += [tuple(plan["sources"]) for one in packs for plan in one.regimens.values()]
    for keys in cited:
        assert keys
        assert set(keys) <= pack().citations.keys()
        assert any(not pack().citations[key].unconfirmed for key in keys), keys


def test_every_source_says_what_it_says_and_how_firmly_it_is_known() -> None:
    for key, one in pack().citations.items():
        assert one.title.strip(), key
        assert one.says.strip(), key
        assert one.evidence in ("P", "S", "S-", "U", "CALC", "DESIGN"), key
        assert one.unconfirmed is (one.evidence in ("S-", "U")), key


def test_every_derived_fact_is_read_from_a_case_or_decided_by_a_table() -> None:
    made = set(facts(case()))
    decided = {"status", "urgency", "emergency_kind", "main_cause", "cause_picture", "start", "route", "proposed"}
    decided |= {"autoimmune_level", "diet_level", "drug_level", "cause_beyond_diet_and_drug", "route_change"}
    decided |= {"on_treatment", "male"}
    assert set(pack().space.names) == made | decided


def test_every_derived_fact_is_read_by_some_row() -> None:
    read = {fact for table in pack().tables.values() for fact in table.facts_read()}
    assert not set(pack().space.names) - read - set(words.ANSWER_CODES)


@pytest.mark.parametrize("edition", words.PACKS)
@pytest.mark.parametrize("table", TABLES)
def test_every_word_a_table_answers_is_a_word_of_the_vocabulary(table: str, edition: str) -> None:
    for name, given in load_pack(edition).tables[table].outputs.items():
        if name in VOCABULARY:
            known: tuple[str, ...] = VOCABULARY[name]
        elif name in INNER:
            known = pack().space.words[INNER[name]]
        elif name in REGIMENS:
            known = ("none", *load_pack(edition).regimens)
        else:
            assert name in OWN
            continue
        assert set(given) <= set(known), f"{table}.{name}"


@pytest.mark.parametrize(
    ("table", "output", "known"),
    [
        ("status", "status", words.STATUSES),
        ("urgency", "urgency", words.URGENCIES),
        ("start", "start", words.STARTS),
        ("lifelong", "lifelong", words.THREE_VALUES),
        ("warnings", "warning", words.WARNINGS),
        ("referrals", "referral", words.REFERRALS),
    ],
)
def test_no_word_of_these_lists_is_left_unused(table: str, output: str, known: tuple[str, ...]) -> None:
    assert {row.then[output] for row in pack().tables[table].rows} == set(known)


def test_a_fact_that_a_table_decides_has_exactly_the_words_of_its_table() -> None:
    for fact, table in (("status", "status"), ("urgency", "urgency"), ("start", "start"), ("route", "start")):
        assert set(pack().space.words[fact]) == set(pack().tables[table].outputs[fact])
    assert set(pack().space.words["main_cause"]) == set(words.CAUSES)


def test_a_row_holds_no_key_that_nobody_reads() -> None:
    known = {"withheld", "changed", "running", "repeat", "what", "due", "yearly", "packs"}
    assert {key for _, row in rows() for key in row.more} <= known


def test_every_line_that_is_said_has_its_text_and_a_known_strength() -> None:
    silent = tuple(f"{name}/{table}" for name in words.PACKS for table in ("route", "regimen", "lifelong"))
    for table, row in rows():
        assert row.strength in words.STRENGTHS, f"{table}/{row.id}"
        assert row.text or table in silent, f"{table}/{row.id}"
