"""What a desktop reads of the program: its entry, its kind of file, its metadata, its manual page, its dependencies."""

import configparser
import re
import shutil
import subprocess
import tomllib
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest
from PySide6.QtSvg import QSvgRenderer

from b12calc import cli, entry, scarce
from b12calc.assets import asset
from b12calc_ui.file_name import USUAL, stem

from .licence_scripts import ROOT, script

man_page, make_deb, finish_folder = script("man_page"), script("make_deb"), script("finish_folder")
DEBIAN = ROOT / "packaging" / "debian"
KIND = "application/x-b12calc-case+json"
DAY = date(2026, 3, 12)


def desktop() -> configparser.SectionProxy:
    read = configparser.ConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(DEBIAN / "b12calc.desktop", encoding="utf-8")
    return read["Desktop Entry"]


def text(name: str) -> str:
    return (DEBIAN / name).read_text(encoding="utf-8")


def test_the_entry_starts_the_command_of_the_program_with_at_most_one_file() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    keys = desktop()
    assert keys["Exec"] == "b12calc %f" and "b12calc" in scripts
    assert (keys["Type"], keys["Terminal"], keys["Icon"], keys["StartupWMClass"]) == (
        "Application",
        "false",
        *["b12calc"] * 2,
    )
    assert keys["Categories"] == "Science;MedicalSoftware;"


def test_it_asks_for_its_own_case_files_and_for_no_other_kind() -> None:
    assert desktop()["MimeType"] == f"{KIND};"
    kinds = text("b12calc.mime.xml")
    assert re.findall(r'type="(application/[^"]+)"', kinds) == [KIND, "application/json"]
    assert re.findall(r"<mime-type type=\"([^\"]+)\"", kinds) == [KIND]
    assert f"<mediatype>{KIND}</mediatype>" in text("b12calc.metainfo.xml")


def test_the_name_that_is_offered_for_a_case_is_the_name_of_that_kind() -> None:
    patterns = re.findall(r'glob pattern="([^"]+)"', text("b12calc.mime.xml"))

    def known(name: str) -> bool:
        return any(fnmatch(name, pattern) for pattern in patterns)

    assert known(f"{stem(USUAL, 'case', DAY, DAY)}.json") and known("visit.b12.json")
    assert not known("package.json") and not known("b12-record-2026-03-12.pdf") and not known("b12-case-list.csv")


def test_a_case_file_is_known_by_its_first_words() -> None:
    (magic,) = re.findall(r'match type="string" offset="0:64" value="([^"]+)"', text("b12calc.mime.xml"))
    start = asset("sample_case.json").read_text(encoding="utf-8")[:100]
    assert 0 <= start.find(magic.replace("&quot;", '"')) <= 64


def test_the_metadata_belong_to_the_entry() -> None:
    said = text("b12calc.metainfo.xml")
    assert '<launchable type="desktop-id">b12calc.desktop</launchable>' in said
    assert "@VERSION@" in said and "@DATE@" in said
    assert "not a medical device" in said


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_entry_is_valid() -> None:
    told = subprocess.run(
        ["desktop-file-validate", DEBIAN / "b12calc.desktop"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_the_manual_page_names_every_command_option_and_exit_code() -> None:
    page = man_page.page(DAY)
    page.encode("ascii")
    for name, parser in man_page.parsers().items():
        assert f".SS {man_page.plain(name)}\n" in page
        for action in parser._actions:
            for option in set(action.option_strings) - {"-h", "--help"}:
                assert f"\\fB{man_page.plain(option)}\\fR" in page, f"{name} {option}"
    codes = {cli.DONE, cli.BUG, cli.WRONG, cli.NOT_WRITTEN, entry.DAMAGED, scarce.NO_MEMORY}
    assert {int(found) for found in re.findall(r"^\.TP\n(\d)$", page, re.MULTILINE)} == codes


def test_a_word_of_roff_in_a_help_text_is_printed_as_it_is() -> None:
    assert man_page.plain(".so x") == "\\&.so x" and man_page.plain("a-b\\c") == "a\\-b\\ec"


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_the_manual_page_is_well_formed(tmp_path: Path) -> None:
    (tmp_path / "b12calc.1").write_text(man_page.page(DAY), encoding="ascii")
    told = subprocess.run(
        ["mandoc", "-T", "lint", "-W", "warning", tmp_path / "b12calc.1"], capture_output=True, text=True, check=False
    )
    assert told.stdout == ""


def test_the_session_of_the_proofs_uses_every_command() -> None:
    used = set(re.findall(r"\brun ([a-z-]+)", (ROOT / "packaging" / "session.sh").read_text(encoding="utf-8")))
    assert set(man_page.parsers()) - used == {"selftest"}, "the self-test is run beside it"


def test_the_icon_can_be_drawn_and_names_the_vitamin(qapp: object) -> None:
    assert QSvgRenderer(str(asset("icons", "b12calc.svg"))).isValid()


def test_the_package_depends_on_what_its_libraries_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = {"libc.so.6", "libxcb-cursor.so.0", "libGL.so.1", "libcups.so.2", "libglib-2.0.so.0"}
    monkeypatch.setattr(make_deb, "wanted", lambda _folder: (needed, "2.35"))
    must, could = make_deb.relations(Path())
    assert must == "libc6 (>= 2.35), libgl1, libglib2.0-0t64 | libglib2.0-0, libxcb-cursor0"
    assert could == "libcups2t64 | libcups2"
    needed.add("libnobody.so.1")
    with pytest.raises(SystemExit, match="libnobody"):
        make_deb.relations(Path())


def test_the_list_of_sums_is_in_order_and_leaves_itself_out(tmp_path: Path) -> None:
    for name in ("b", "a/c", "SHA256SUMS"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [line.split("  ")[1] for line in finish_folder.sums(tmp_path).splitlines()] == ["a/c", "b"]
