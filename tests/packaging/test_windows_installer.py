"""The Windows installer places what is listed and takes it away again, for one user and without an administrator."""

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.packaging.scripts import PACKAGING, ROOT, digest, load

made = load("windows_installer.py")
SCRIPT = (PACKAGING / "windows" / "b12calc.nsi").read_text(encoding="utf-8")
NAMES = ["LICENSE", "install.cmd", "suitable.py", "wheels/deep/er/c.whl", "wheels/a.whl", "wheels/b.whl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "payload"
    for name in (*NAMES, "dev/wheels/pytest.whl"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"this is {name}")
    return folder


def test_the_installer_asks_for_no_administrator_and_stays_with_its_user() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert r'InstallDir "$LOCALAPPDATA\Programs\b12calc\${VERSION}"' in SCRIPT
    for foreign in ("HKLM", "HKEY_LOCAL_MACHINE", "SHCTX", "PROGRAMFILES", "SetShellVarContext all", "runas", "NSISdl"):
        assert foreign.lower() not in SCRIPT.lower(), foreign


def test_only_the_environment_that_installing_made_is_removed_with_all_it_holds() -> None:
    assert set(re.findall(r"RMDir /r (.*)", SCRIPT)) == {r'"$INSTDIR\venv.old"'}
    assert "/REBOOTOK" not in SCRIPT


def test_the_command_script_never_asks_for_an_administrator_or_the_network() -> None:
    text = (PACKAGING / "wheelhouse" / "install.cmd").read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if not line.startswith("rem ")]
    assert not re.search(r"runas|setx|powershell|curl|bitsadmin|HKLM|py install", "\n".join(commands), re.IGNORECASE)
    assert 'set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"' in commands
    assert 'set "PYLAUNCHER_ALLOW_INSTALL="' in commands
    labels = {line[1:] for line in commands if line.startswith(":")}
    wanted = set(re.findall(r"(?:goto|call :)\s*(\w+)", text))
    assert wanted == labels - {"choose"} | {"choose"}


def test_the_development_packages_are_not_handed_on(folder: Path) -> None:
    assert made.payload(folder) == sorted(NAMES)


def test_every_file_is_placed_once_in_its_folder_and_taken_away(folder: Path) -> None:
    place, placed = "", []
    for line in made.placing(folder, NAMES):
        word, _, rest = line.partition(" ")
        if word == "SetOutPath":
            place = rest.strip('"').removeprefix("$INSTDIR").strip("\\").replace("\\", "/")
        else:
            assert word == "File"
            placed.append("/".join(filter(None, (place, Path(rest.strip('"')).name))))
    assert sorted(placed) == sorted(NAMES)
    lines = list(made.removing(NAMES))
    assert [line for line in lines if line.startswith("Delete")] == [
        f'Delete "$INSTDIR\\{name}"'.replace("/", "\\") for name in NAMES
    ]
    assert [line for line in lines if line.startswith("RMDir")] == [
        r'RMDir "$INSTDIR\wheels\deep\er"', r'RMDir "$INSTDIR\wheels\deep"', r'RMDir "$INSTDIR\wheels"']  # fmt: skip
    assert len(lines) == len(NAMES) + 3


@pytest.mark.parametrize("name", ["a$b", 'a"b', "a`b"])
def test_a_name_that_would_mean_something_else_is_refused(name: str) -> None:
    with pytest.raises(SystemExit, match="cannot place a file of this name"):
        list(made.removing([name]))


def test_the_portable_zip_holds_the_same_files_and_stays_in_its_folder(folder: Path, tmp_path: Path) -> None:
    names = made.payload(folder)
    first, second = tmp_path / "b12calc.zip", tmp_path / "again" / "b12calc.zip"
    second.parent.mkdir()
    for out in (first, second):
        made.make_zip(folder, names, out, portable=True)
    assert digest(first) == digest(second)
    with zipfile.ZipFile(first) as file:
        assert file.namelist() == [f"b12calc/{name}" for name in (*names, "portable.txt")]
        assert file.read("b12calc/install.cmd") == b"this is install.cmd"
    assert 'HERE / "portable.txt"' in (PACKAGING / "wheelhouse" / "install.py").read_text(encoding="utf-8")


def test_the_icon_has_every_size_that_windows_asks_for(tmp_path: Path) -> None:
    from PIL import Image

    made.icon(tmp_path / "b12calc.ico")
    with Image.open(tmp_path / "b12calc.ico") as icon:
        assert icon.info["sizes"] == {(size, size) for size in made.SIZES}
        assert len((icon.convert("RGBA").getcolors(100_000)) or ()) > 2


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")
@pytest.mark.parametrize("frozen", ["", "b12calc.exe"])
def test_nsis_makes_an_installer_without_a_warning(folder: Path, tmp_path: Path, frozen: str) -> None:
    made.make_installer(folder, made.payload(folder), tmp_path / "b12calc-setup.exe", frozen)
    written = (tmp_path / "b12calc-setup.exe").read_bytes()
    assert written[:2] == b"MZ" and b"PE\0\0d\x86" in written, "64-bit"
    assert b'level="requireAdministrator"' not in written and b'level="asInvoker"' in written


def test_without_a_wheelhouse_the_person_is_told_what_to_type(tmp_path: Path) -> None:
    script, words = str(PACKAGING / "windows_installer.py"), ("--wheelhouse", str(tmp_path), "--out", str(tmp_path))
    done = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 1 and "make wheelhouse" in done.stderr
    assert not list(tmp_path.iterdir())
