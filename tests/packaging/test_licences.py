"""Nothing is handed on without a known licence: packages, their parts, fonts and files; the notices say it all."""

import ast
import copy
import sys
from pathlib import Path

import pytest

from .licence_scripts import ROOT, script

licences, notices = script("licences"), script("notices")
ALLOWED = ("MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-3-Clause")
GPL_ONLY = ("Charts", "DataVisualization", "Graphs", "VirtualKeyboard", "Lottie", "QuickTimeline", "WaylandCompositor",
            "HttpServer", "CoapMqtt", "Quick3D", "Quick3DPhysics", "Pdf", "WebEngine")  # fmt: skip


def test_every_locked_package_and_every_file_handed_on_has_a_known_licence() -> None:
    assert list(licences.faults(licences.table(), licences.run_time_lock(), licences.handed_on())) == []


def test_a_package_that_is_locked_without_a_row_is_named() -> None:
    lock = {**licences.run_time_lock(), "surprise": ("1.0", ())}
    found = list(licences.faults(licences.table(), lock, []))
    assert found == ["surprise: locked, but licences.toml has no row for it"]


def test_a_row_that_nothing_locks_is_named() -> None:
    lock = licences.run_time_lock()
    del lock["six"]
    assert list(licences.faults(licences.table(), lock, [])) == ["six: a row in licences.toml, but not locked"]


@pytest.mark.parametrize("path", ["resources/fonts/New.ttf", "resources/colour/new.icc", "resources/new.bin"])
def test_a_font_or_file_without_a_row_is_named(path: str) -> None:
    found = list(licences.faults(licences.table(), licences.run_time_lock(), [path]))
    assert found == [f"{path}: handed on, but licences.toml has no row for it"]


def test_a_licence_that_is_not_on_the_list_is_named_for_a_package_a_part_and_a_file() -> None:
    rows = copy.deepcopy(licences.table())
    six = next(row for row in rows["package"] if row["name"] == "six")
    six["licence"] = "GPL-3.0-only"
    six["parts"] = [{"name": "inner", "licence": "AGPL-3.0-only", "copyright": "somebody"}]
    rows["file"][0]["licence"] = "GPL-3.0-only"
    found = list(licences.faults(rows, licences.run_time_lock(), licences.handed_on()))
    assert found == [
        "six: six is under GPL-3.0-only, which is not on the list",
        "six: inner is under AGPL-3.0-only, which is not on the list",
        f"{rows['file'][0]['path']}: GPL-3.0-only is not on the list",
    ]


def test_a_package_without_a_copyright_notice_is_named() -> None:
    rows = copy.deepcopy(licences.table())
    rows["package"][0]["copyright"] = []
    assert "has no copyright notice" in next(licences.faults(rows, licences.run_time_lock(), []))


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("MIT", True), ("GPL-3.0-only", False), ("MIT OR GPL-2.0-only", True), ("MIT AND GPL-2.0-only", False),
        ("(MIT OR GPL-2.0-only) AND Apache-2.0", True), ("MIT AND (GPL-2.0-only OR AGPL-3.0-only)", False),
        ("Apache-2.0 WITH LLVM-exception", True), ("GPL-3.0-only WITH LLVM-exception", False), ("MIT/Apache-2.0", True),
        ("GPL-2.0-only OR MIT AND BSD-3-Clause", True), ("GPL-2.0-only OR MIT AND AGPL-3.0-only", False),
    ],
)  # fmt: skip
def test_an_expression_of_licences_is_met_by_the_allowed_ones_alone(expression: str, answer: bool) -> None:
    assert licences.is_allowed(expression, ALLOWED) is answer


@pytest.mark.parametrize("expression", ["", "MIT OR", "(MIT", "MIT BSD-3-Clause", "AND MIT", "MIT)"])
def test_what_is_no_expression_is_refused_rather_than_taken(expression: str) -> None:
    with pytest.raises(licences.LicenceFault):
        licences.is_allowed(expression, ALLOWED)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems get other wheels, with other lists of parts")
def test_what_the_wheels_say_they_hold_is_on_the_list_too() -> None:
    rows = licences.table()
    seen = 0
    for row in rows["package"]:
        excused = {row["name"], *row.get("absent", ()), *(part["name"] for part in row.get("parts", ()))}
        for part in licences.own_lists(row["name"]):
            said = licences.licence_of(part)
            if part.get("scope") != "excluded" and part["name"] not in excused and (said or part["name"] != "openssl"):
                assert licences.is_allowed(said, tuple(rows["allowed"])), (row["name"], part["name"], said)
                seen += 1
    assert seen > 400


def test_parts_said_to_be_absent_are_in_no_wheel() -> None:
    row = next(row for row in licences.table()["package"] if row["name"] == "pillow")
    folder = Path(str(licences._information("pillow"))).parent
    names = [path.name.lower() for path in (*(folder / "PIL").rglob("*"), *folder.glob("pillow.libs/*"))]
    assert names and not [name for name in names if any(part.lower() in name for part in row["absent"])]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems get other wheels, with other lists of parts")
def test_notices_and_report_are_what_the_lock_and_the_packages_say_now() -> None:
    assert notices.NOTICES.read_text(encoding="utf-8") == notices.notices(), "python packaging/notices.py"
    assert notices.REPORT.read_text(encoding="utf-8") == notices.report(), "python packaging/notices.py"


def test_the_notices_name_every_package_with_its_version_and_hold_each_text_once() -> None:
    text = notices.NOTICES.read_text(encoding="utf-8")
    for name, (version, _hashes) in licences.run_time_lock().items():
        assert f"\n## {name} {version}\n" in text
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(titles) == len(set(titles))
    for said in ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "SIL OPEN FONT LICENSE Version",
                 "https://download.qt.io/archive/qt/", "reverse engineering"):  # fmt: skip
        assert said in text, said
    # Ten packages bring the Apache licence; one of the two stands inside the single file of all of Pillow's parts.
    assert text.count("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION") == 2


def test_every_text_that_a_package_refers_to_stands_in_the_notices() -> None:
    lines = notices.NOTICES.read_text(encoding="utf-8").splitlines()
    wanted = {one for line in lines if line.startswith("  Text: ") for one in line[8:].split("; ")}
    assert wanted and not wanted - {line[3:] for line in lines if line.startswith("## ")}


def test_no_module_of_qt_that_is_under_the_gpl_alone_is_imported() -> None:
    named = set()
    for path in [*(ROOT / "b12calc").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
                named.add((node.module or "").removeprefix("PySide6.Qt"))
                named |= {one.name.removeprefix("Qt") for one in node.names if node.module == "PySide6"}
    assert "Widgets" in named and not named & set(GPL_ONLY)
