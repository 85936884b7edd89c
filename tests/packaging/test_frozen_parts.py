"""What the frozen program holds: everything the wheel ships, every module, and every library its code asks for."""

import ast
from pathlib import Path

import pytest

from tests.installed import unpacked

from .licence_scripts import ROOT, script

parts = script("frozen_parts")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("frozen"))


def test_every_file_of_the_wheel_that_is_no_code_is_taken_into_the_same_folder(installed: Path) -> None:
    wheel = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}
    wanted = {name for name in wheel if ".dist-info/" not in name and not name.endswith(".py")}
    assert {f"{folder}/{path.name}" for path, folder in parts.files(installed)} == wanted
    for name in (
        "analytes.toml",
        "parsed.txt",
        "manifest.txt",
        "docs/manual.md",
        "resources/fonts/NotoSans-Regular.ttf",
    ):
        assert f"b12calc/{name}" in wanted


def test_every_table_font_and_picture_of_the_sources_is_among_them(installed: Path) -> None:
    taken = {f"{folder}/{path.name}" for path, folder in parts.files(installed)}
    tables = {path.relative_to(ROOT).as_posix() for path in (ROOT / "b12calc").rglob("*.toml")}
    looks = {
        f"b12calc/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    manual = {f"b12calc/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "docs" / "pictures").iterdir()}
    assert len(tables) > 50 and len(looks) > 4 and len(manual) > 5
    assert tables | looks | manual <= taken


def test_every_module_of_the_program_is_taken(installed: Path) -> None:
    there = {
        path.relative_to(folder).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
        for folder in (ROOT, ROOT / "ui")
        for package in parts.PACKAGES
        for path in (folder / package).rglob("*.py")
        if path.stem != "__main__"
    }
    assert set(parts.modules(installed)) == there


def test_nothing_that_our_code_imports_is_left_out() -> None:
    asked: set[str] = set()
    for folder in (ROOT / "b12calc", ROOT / "ui" / "b12calc_ui"):
        for path in folder.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    asked.update(alias.name for alias in node.names)
                elif isinstance(node, ast.ImportFrom) and node.level == 0:
                    asked.update({f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)})
    out = [name for name in asked if any(name == left or name.startswith(f"{left}.") for left in parts.LEFT_OUT)]
    assert "PySide6.QtNetwork.QLocalServer" in asked and not out
    assert not [name for name in asked if parts.SPARED.search(name)]


@pytest.mark.parametrize(
    "name",
    ["platforms/libqxcb.so", "platforms/libqoffscreen.so", "platforms/libqwayland.so", "platforms/qwindows.dll",
     "imageformats/libqsvg.so", "iconengines/libqsvgicon.so", "printsupport/libcupsprintersupport.so",
     "platforminputcontexts/libibusplatforminputcontextplugin.so", "wayland-shell-integration/libxdg-shell.so",
     "platformthemes/libqxdgdesktopportal.so", "xcbglintegrations/libqxcb-egl-integration.so"],
)  # fmt: skip
def test_the_plugins_of_each_kind_of_screen_stay(name: str) -> None:
    assert not parts.DROPPED.search(f"PySide6/Qt/plugins/{name}")


@pytest.mark.parametrize(
    "name",
    ["plugins/tls/libqopensslbackend.so", "plugins/networkinformation/libqnetworkmanager.so", "lib/libQt6Qml.so.6",
     "plugins/platforms/libqvnc.so", "plugins/platformthemes/libqgtk3.so", "translations/qtbase_de.qm"],
)  # fmt: skip
def test_what_would_speak_to_a_network_or_is_not_used_goes(name: str) -> None:
    assert parts.DROPPED.search(f"PySide6/Qt/{name}")


@pytest.mark.parametrize(
    "library", ["Core", "Gui", "Widgets", "Network", "DBus", "Svg", "PrintSupport", "XcbQpa", "OpenGL"]
)
def test_the_libraries_of_qt_that_are_used_stay(library: str) -> None:
    assert not parts.DROPPED.search(f"PySide6/Qt/lib/libQt6{library}.so.6")


def test_no_file_of_ours_is_dropped(installed: Path) -> None:
    assert not [folder for path, folder in parts.files(installed) if parts.DROPPED.search(f"{folder}/{path.name}")]


def test_a_package_the_program_does_not_run_with_is_a_stranger() -> None:
    assert parts.strangers(["pydantic", "PySide6", "lxml", "b12calc", "pillow"]) == []
    assert parts.strangers(["pytest", "polars", "hypothesis"]) == ["hypothesis", "pytest"]


def test_version_and_licence_of_each_package_are_taken_and_nothing_of_who_installed_it() -> None:
    taken = [(path, folder) for path, folder in parts.papers()]
    assert {"pydantic", "polars", "reportlab"} <= {folder.split("-")[0] for _, folder in taken}
    assert {"METADATA"} <= {path.name for path, _ in taken} and not {path.name for path, _ in taken} & set(
        parts.OF_INSTALLERS
    )
