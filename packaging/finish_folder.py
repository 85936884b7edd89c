"""Put beside the frozen program what a desktop and a reader want, and the sums of all of it: finish_folder.py FOLDER.

Run by the environment that builds, on Linux: manual page, icons and metadata come from the program that was frozen.
"""

import os
import shutil
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

import man_page

from b12calc import __version__
from b12calc.assets import asset

ROOT: Final = Path(__file__).resolve().parent.parent
DESKTOP: Final = ROOT / "packaging" / "debian"
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256)
SUMS: Final = "SHA256SUMS"
README: Final = """b12calc {version}, to be used from this folder
{line}

Start:            ./b12calc                       (the window; ./b12calc CASE.json opens a case)
Without a screen: ./b12calc assess CASE.json --pdf RECORD.pdf        (./b12calc --help names every command)
Is it whole:      sha256sum --check --quiet SHA256SUMS               ./b12calc selftest

Nothing is installed and no rights are needed: the folder may lie anywhere, on a stick or read-only. It writes its
settings, the folder ~/.config/b12calc, and what you save. To remove it, delete both folders. A newer version is a newer
folder; this one goes on working. It opens no network connection.

It needs a 64-bit Linux with glibc 2.35 or newer (Debian 12, Ubuntu 22.04) and the libraries of a desktop: X11 or
Wayland, OpenGL, fontconfig, D-Bus, glib. Manual: F1 in the window, or share/man/man1/b12calc.1. An entry for the
menu of the desktop: share/applications; put the folder's own path before "b12calc" in its lines Exec and Icon.

b12calc is not a medical device and replaces no clinical judgement. Licences: LICENSE, NOTICE, and About in the window.
The libraries of Qt and PySide lie as files of their own under _internal/PySide6 and may be replaced by others.
"""


def main(folder: Path) -> None:
    """Finish one folder."""
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    title = f"b12calc {__version__}, to be used from this folder"
    (folder / "README.txt").write_text(README.format(version=__version__, line="=" * len(title)), encoding="utf-8")
    for name in ("LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, folder / name)
    share(folder / "share", day)
    even(folder)
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")
    even(folder)


def share(folder: Path, day: date) -> None:
    """Write manual page, desktop entry, metadata, kind of file and icons where a desktop looks for them."""
    metainfo = (DESKTOP / "b12calc.metainfo.xml").read_text(encoding="utf-8")
    texts = {
        "man/man1/b12calc.1": man_page.page(day),
        "applications/b12calc.desktop": (DESKTOP / "b12calc.desktop").read_text(encoding="utf-8"),
        "metainfo/io.b12calc.b12calc.metainfo.xml": metainfo.replace("@VERSION@", __version__).replace(
            "@DATE@", f"{day}"
        ),
        "mime/packages/b12calc.xml": (DESKTOP / "b12calc.mime.xml").read_text(encoding="utf-8"),
        "icons/hicolor/scalable/apps/b12calc.svg": asset("icons", "b12calc.svg").read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    icons(folder / "icons" / "hicolor")


def icons(folder: Path) -> None:
    """Draw the icon in the sizes of a desktop."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _app = QGuiApplication([])
    drawing = QSvgRenderer(str(asset("icons", "b12calc.svg")))
    for size in SIZES:
        picture = QImage(size, size, QImage.Format.Format_ARGB32)
        picture.fill(0)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        path = folder / f"{size}x{size}" / "apps" / "b12calc.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(path)):
            raise OSError(f"{path} could not be written")


def even(folder: Path) -> None:
    """Give every file and folder the same rights and the same day, whoever builds."""
    stamp = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (stamp, stamp), follow_symlinks=False)


def sums(folder: Path) -> str:
    """Return the list of files with their sums, in the order of their names, as sha256sum checks it."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return "".join(f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names if name != SUMS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
