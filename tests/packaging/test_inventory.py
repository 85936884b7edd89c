"""The list of everything inside: from the lock, from what the wheels tell, and from the files themselves."""

import hashlib
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from .licence_scripts import ROOT, script

licences, inventory = script("licences"), script("inventory")
WHEN = datetime(2026, 3, 12, tzinfo=UTC)


def test_every_locked_package_is_in_it_with_version_licence_and_the_check_sums_of_the_lock() -> None:
    lock = licences.run_time_lock()
    found = {one.name: one for one in inventory.packages()}
    assert {name: (one.version, one.files) for name, one in found.items()} == lock
    assert all(one.licence and one.copyright and len(one.files) > 0 for one in found.values())
    assert all(len(digest) == 64 for one in found.values() for digest in one.files)


def test_who_asks_for_whom_is_what_the_lock_says() -> None:
    needs = inventory.needed()
    assert {"pyside6-essentials", "pydantic", "reportlab", "polars"} <= set(needs["b12calc"])
    assert needs["pyside6-essentials"] == ("shiboken6",) and needs["cryptography"] == ("cffi",)
    reached, open_ = set(), ["b12calc"]
    while open_:
        name = open_.pop()
        open_ += [one for one in needs.get(name, ()) if one not in reached]
        reached |= set(needs.get(name, ()))
    assert reached == set(licences.run_time_lock()), "a package that nobody asks for"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems get other wheels, with other lists of parts")
def test_what_lies_inside_the_wheels_is_named_with_the_versions_found_there() -> None:
    parts = {(one.name, part.name): part for one in inventory.packages() for part in one.parts}
    for package, name in (("pyside6-essentials", "Qt"), ("pyside6-essentials", "ICU"), ("pyside6-essentials", "PCRE2"),
                          ("pikepdf", "qpdf"), ("pypdfium2", "PDFium"), ("cryptography", "openssl"),
                          ("pillow", "FreeType"), ("pillow", "libjpeg / libjpeg-turbo"), ("lxml", "libxml2"),
                          ("polars-runtime-32", "polars-core")):  # fmt: skip
        assert parts[package, name].version, (package, name)
    assert len([1 for package, _name in parts if package == "polars-runtime-32"]) > 300
    assert not {"libimagequant", "FriBiDi"} & {name for _package, name in parts}


def test_what_cannot_be_read_is_said() -> None:
    found = {one.name: one for one in inventory.packages()}
    freetype = next(part for part in found["pyside6-essentials"].parts if part.name == "FreeType")
    assert not freetype.version and "cannot be read" in freetype.remark
    assert "no licence text" in found["pyside6-essentials"].remark and "libffi" in found["cffi"].remark
    assert "cannot be read" in found["polars-runtime-32"].remark


def test_every_font_and_file_is_in_it_with_its_check_sum() -> None:
    found = {one.name: one for one in inventory.files()}
    assert set(found) == set(licences.handed_on())
    font = found["resources/fonts/NotoSans-Regular.ttf"]
    assert font.licence == "OFL-1.1"
    assert font.hashes == (hashlib.sha256((ROOT / font.name).read_bytes()).hexdigest(),)


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of other systems have other names")
def test_the_native_libraries_of_a_frozen_folder_are_listed_and_nothing_else(tmp_path: Path) -> None:
    held = ("b12calc", "in/libQt6Core.so.6", "in/libffi.so.8", "in/python3.11/lib-dynload/math.so")
    for name in (*held, "README.txt", "in/so.txt", "in/b12calc/x.so.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "in" / "libffi.so").symlink_to("libffi.so.8")
    found = {one.name: one for one in inventory.libraries(tmp_path)}
    assert tuple(found) == held and all(one.licence and one.copyright for one in found.values())
    assert found["in/libffi.so.8"].hashes == (hashlib.sha256(b"in/libffi.so.8").hexdigest(),)
    assert [one.remark.rstrip(".") for one in found.values()] == [
        "Of Starter of PyInstaller", "Of pyside6-essentials", "Of libffi", "Of Python",
    ]  # fmt: skip


def test_a_library_of_no_package_and_no_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "libsurprise.so.1").touch()
    with pytest.raises(licences.LicenceFault, match=r"libsurprise\.so\.1: in the frozen folder, but of no package"):
        inventory.libraries(tmp_path)


def test_the_same_inputs_give_the_same_checked_bytes() -> None:
    pytest.importorskip("cyclonedx", reason="only in the environment of make sbom")
    sbom = script("sbom")
    written = sbom.text(WHEN)
    assert written == sbom.text(WHEN)
    read = json.loads(written)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.6")
    assert {one["name"] for one in read["components"]} == {*licences.run_time_lock(), *licences.handed_on()}
    assert read["serialNumber"] != json.loads(sbom.text(WHEN.replace(day=13)))["serialNumber"]
