"""A copy is whole only where every file is there as it was built, and none is there besides."""

import hashlib
import random
import zipfile
from pathlib import Path

import pytest

from b12calc import integrity
from b12calc.integrity import MANIFEST, REST, Damaged, Fault
from tests.installed import ROOT, changed, flipped, held, unpacked

FLIPS = 150


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("installed"))


def names(found: tuple[Fault, ...]) -> list[str]:
    return [one.name for one in found]


def test_a_fresh_copy_is_whole_and_both_lists_together_name_every_file_of_the_wheel(copy: Path) -> None:
    assert integrity.faults(copy) == integrity.rest_faults(copy) == ()
    with zipfile.ZipFile(next(copy.parent.glob("wheel/*.whl"))) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert {*integrity.listed(copy), *integrity.listed(copy, REST), MANIFEST} == packed


def test_every_clinical_file_is_on_the_first_list(copy: Path) -> None:
    listed = set(integrity.listed(copy))
    for pattern in ("rules/**/*.toml", "rules/editions/*.zip", "models/schemas/*.json", "**/*.toml"):
        found = {
            f"b12calc/{path.relative_to(ROOT / 'b12calc').as_posix()}" for path in (ROOT / "b12calc").glob(pattern)
        }
        assert found and found <= listed
    assert {"b12calc/parsed.txt", "b12calc/docs/manual.md", "b12calc/resources/fonts/NotoSans-Bold.ttf", REST} <= listed


def test_the_lists_are_lines_of_sum_and_path_as_sha256sum_writes_them(copy: Path) -> None:
    for line in (copy / MANIFEST).read_text("ascii").splitlines():
        total, name = line.split("  ")
        assert hashlib.sha256((copy / name).read_bytes()).hexdigest() == total


def test_any_one_byte_changed_in_any_file_is_found(copy: Path) -> None:
    chance = random.Random(1117)
    for number in range(FLIPS):
        name = held(copy)[number % len(held(copy))]
        data = (copy / name).read_bytes()
        with changed(copy / name, flipped(data, chance.randrange(len(data)), chance.randrange(1, 256))):
            assert integrity.faults(copy), name
    assert integrity.faults(copy) == ()


@pytest.mark.parametrize("name", ["b12calc/rules/clinical/uk/limits.toml", "b12calc/parsed.txt", MANIFEST])
def test_a_file_cut_short_lengthened_emptied_or_gone_is_found(name: str, copy: Path) -> None:
    data = (copy / name).read_bytes()
    for other in (
        data[:-1],
        data + b"\n",
        data + b"x",
        b"",
        None,
        data[: len(data) // 2],
        data.replace(b"\n", b"\r\n"),
    ):
        with changed(copy / name, other):
            assert name in names(integrity.faults(copy)), other and len(other)


def test_the_fault_says_what_is_wrong_with_the_file(copy: Path) -> None:
    name = "b12calc/rules/clinical/uk/limits.toml"
    for data, said in ((None, "is missing"), (b"low = 1", "differs from the file that was installed")):
        with changed(copy / name, data):
            assert [str(one) for one in integrity.faults(copy)] == [f"{name} {said}"]
    with changed(copy / MANIFEST, b"no list\n"):
        assert [str(one) for one in integrity.faults(copy)] == [
            f"{MANIFEST} is not the list of sums that was installed"
        ]


@pytest.mark.parametrize("name", ["rules/clinical/uk/more.toml", "rules/editions/2020-01-01.zip", "new.json"])
def test_a_file_too_many_is_found_where_the_program_reads_such_files(name: str, copy: Path) -> None:
    with changed(copy / "b12calc" / name, b""):
        assert [str(one) for one in integrity.faults(copy)] == [f"b12calc/{name} is not part of this program"]


@pytest.mark.parametrize("name", ["Thumbs.db", ".DS_Store", "desktop.ini", "._limits.toml"])
def test_what_a_desktop_leaves_in_a_folder_is_no_damage(name: str, copy: Path) -> None:
    with changed(copy / "b12calc" / "rules" / "clinical" / name, b"x"):
        assert integrity.faults(copy) == ()


def test_changed_code_and_changed_pictures_are_found_apart_from_what_answers_rest_on(copy: Path) -> None:
    for name in ("b12calc/rules/decide.py", "b12calc_ui/live.py", "b12calc/docs/pictures/window-light.png"):
        with changed(copy / name, (copy / name).read_bytes() + b"\n"):
            assert names(integrity.rest_faults(copy)) == [name]
            assert integrity.faults(copy) == ()


def test_a_frozen_copy_without_files_of_code_is_whole_but_for_a_picture(copy: Path, tmp_path: Path) -> None:
    for name in (*held(copy), *(one for one in integrity.listed(copy, REST) if not one.endswith(".py"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((copy / name).read_bytes())
    assert not integrity.code_as_files(tmp_path)
    assert integrity.faults(tmp_path) == integrity.rest_faults(tmp_path) == ()
    (tmp_path / "b12calc/docs/pictures/window-light.png").write_bytes(b"")
    assert names(integrity.rest_faults(tmp_path)) == ["b12calc/docs/pictures/window-light.png"]


def test_an_installed_copy_without_its_list_is_damaged_and_never_taken_for_the_sources(copy: Path) -> None:
    with changed(copy / MANIFEST, None):
        assert not integrity.from_sources(copy)
        assert [str(one) for one in integrity.faults(copy)] == [f"{MANIFEST} is missing"]


def test_run_from_its_sources_nothing_is_checked_by_sums() -> None:
    assert integrity.from_sources()
    assert integrity.damage() == ()
    integrity.require()


def test_nothing_is_answered_by_the_rules_of_a_damaged_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    from b12calc.rules import knowledge

    fault = Fault("b12calc/rules/clinical/uk/limits.toml", integrity.CHANGED)
    monkeypatch.setattr(integrity, "damage", lambda: (fault,))
    knowledge.load_pack.cache_clear()
    with pytest.raises(Damaged, match=r"limits\.toml differs"):
        knowledge.load_pack("uk")
    monkeypatch.undo()
    assert knowledge.load_pack("uk").name == "uk"


def test_the_build_says_its_day_and_what_it_was_made_for(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = integrity.build_facts(copy)
    assert facts["version"] == "0.1.0"
    assert {"pydantic", "reportlab", "pikepdf"} <= set(facts["packages"])


def test_the_same_sources_and_day_give_the_same_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763856000")
    one, two = (unpacked(tmp_path / name) for name in ("one", "two"))
    assert (one / MANIFEST).read_bytes() == (two / MANIFEST).read_bytes()
    assert integrity.build_facts(one)["built"] == "2025-11-23"
