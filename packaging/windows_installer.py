"""Make the Windows installer and the portable zip from a wheelhouse: ``windows_installer.py [--frozen FOLDER]``.

Needs NSIS (Debian: nsis). ``--frozen`` takes a frozen one-folder build, made on Windows, in place of the wheelhouse.
Writes out/b12calc-VERSION-windows-setup.exe, out/b12calc-VERSION-windows-portable.zip, the list of all files that the
installer places (…-windows-files.txt) and the check sums of these three (…-windows.sha256).
"""

import argparse
import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(__file__).resolve().parent / "windows" / "b12calc.nsi"
PORTABLE = "b12calc installs inside this folder: run install.cmd, then b12calc.cmd.\r\n"
SIZES = (16, 24, 32, 48, 64, 256)
# No file of ours is younger; the zip is the same for the same files.
DAY = (2026, 1, 1, 0, 0, 0)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def version() -> str:
    """Return the version of this tree."""
    text = (ROOT / "b12calc" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]


def payload(folder: Path) -> list[str]:
    """Return the files of a folder by their names in it; the development packages are not handed on."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith("dev/"))


def folders(names: list[str]) -> list[str]:
    """Return the folders that hold these files, deepest first."""
    found = {parent.as_posix() for name in names for parent in Path(name).parents} - {"."}
    return sorted(found, key=lambda name: (-name.count("/"), name))


def placing(folder: Path, names: list[str]) -> Iterator[str]:
    """Yield the lines that place each file."""
    place = None
    for name in sorted(names, key=lambda name: (Path(name).parent.as_posix(), name)):
        if (parent := Path(name).parent.as_posix()) != place:
            place = parent
            yield r'SetOutPath "$INSTDIR' + ("" if place == "." else "\\" + _quoted(place)) + '"'
        yield f'File "{folder / name}"'


def removing(names: list[str]) -> Iterator[str]:
    """Yield the lines that take each file away, and each folder if it is empty then."""
    yield from (rf'Delete "$INSTDIR\{_quoted(name)}"' for name in names)
    yield from (rf'RMDir "$INSTDIR\{_quoted(name)}"' for name in folders(names))


def _quoted(name: str) -> str:
    if re.search(r'["$`]', name):
        raise SystemExit(f"windows_installer: NSIS cannot place a file of this name: {name}")
    return name.replace("/", "\\")


def icon(into: Path) -> None:
    """Draw the icon in the sizes Windows asks for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice, QSize
    from PySide6.QtGui import QGuiApplication, QIcon

    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = QIcon(str(ROOT / "resources" / "icons" / "b12calc.svg"))
    pictures = []
    for size in SIZES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        assert drawing.pixmap(QSize(size, size)).save(buffer, "PNG")
        pictures.append(Image.open(io.BytesIO(bytes(buffer.data().data()))))
    del application
    pictures[-1].save(into, sizes=[(size, size) for size in SIZES], append_images=pictures[:-1])


def make_zip(folder: Path, names: list[str], out: Path, portable: bool) -> None:
    """Write the portable zip: the same files in one folder, and the word that they stay in it."""
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            packed = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            entry = zipfile.ZipInfo(f"{out.stem}/{name}", DAY)
            file.writestr(entry, (folder / name).read_bytes(), packed)
        if portable:
            file.writestr(zipfile.ZipInfo(f"{out.stem}/portable.txt", DAY), PORTABLE)


def make_installer(folder: Path, names: list[str], out: Path, frozen: str) -> None:
    """Run NSIS over the script with the lists of this payload."""
    with tempfile.TemporaryDirectory() as lists:
        icon(Path(lists) / "b12calc.ico")
        place = [*placing(folder, names), r'SetOutPath "$INSTDIR"', f'File "{lists}/b12calc.ico"']
        (Path(lists) / "place.nsh").write_text("\n".join(place) + "\n", encoding="utf-8")
        remove = [*removing(names), r'Delete "$INSTDIR\b12calc.ico"']
        (Path(lists) / "remove.nsh").write_text("\n".join(remove) + "\n", encoding="utf-8")
        size = sum((folder / name).stat().st_size for name in names) // 1024
        defined = {"VERSION": version(), "OUT": out, "LISTS": lists, "LICENCE": ROOT / "LICENSE", "PAYLOAD": folder,
                   "ICON": f"{lists}/b12calc.ico", "SIZE": size} | ({"FROZEN": frozen} if frozen else {})  # fmt: skip
        words = [
            "makensis",
            "-V2",
            "-WX",
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{name}={text}" for name, text in defined.items()),
        ]
        done = subprocess.run([*words, str(SCRIPT)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"windows_installer: NSIS made nothing:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Make what is handed to people with Windows and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--wheelhouse", type=Path, default=ROOT / "out" / "wheelhouse-windows")
    parser.add_argument("--frozen", type=Path, help="a frozen folder that holds b12calc.exe")
    parser.add_argument("--out", type=Path, default=ROOT / "out")
    asked = parser.parse_args()
    folder = (asked.frozen or asked.wheelhouse).absolute()
    frozen = "b12calc.exe" if asked.frozen else ""
    if not (folder / (frozen or "SHA256SUMS")).is_file():
        raise SystemExit(f"windows_installer: {folder} holds no {frozen or 'wheelhouse'}: make wheelhouse")
    asked.out.mkdir(parents=True, exist_ok=True)
    names, stem = payload(folder), f"b12calc-{version()}-windows"
    listed = asked.out / f"{stem}-files.txt"
    listed.write_text("".join(f"{digest(folder / name)}  {name}\n" for name in names), encoding="utf-8")
    made = [asked.out / f"{stem}-setup.exe", asked.out / f"{stem}-portable.zip"]
    make_installer(folder, names, made[0].absolute(), frozen)
    make_zip(folder, names, made[1], not frozen)
    sums = "".join(f"{digest(path)}  {path.name}\n" for path in (*made, listed))
    (asked.out / f"{stem}.sha256").write_text(sums, encoding="utf-8")
    for path in made:
        print(f"{path}: {path.stat().st_size / 1e6:.0f} MB, {len(names)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
