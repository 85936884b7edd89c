"""Make the Debian package of a frozen folder: make_deb.py FOLDER OUT.deb XZ_LEVEL

What it depends on is read from the libraries inside it; one that no package is known for stops the build.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from hashlib import md5
from pathlib import Path
from typing import Final

from finish_folder import ROOT, even, sums

DEBIAN: Final = ROOT / "packaging" / "debian"
PLACE: Final = "usr/lib/b12calc"
# Beside those that packaging/qt_libraries.sh names. None: Debian has it always, or it is counted by its version below.
PACKAGES: Final = {
    "libxcb.so.1": "libxcb1", "libxcb-glx.so.0": "libxcb-glx0", "libz.so.1": "zlib1g", "libgcc_s.so.1": "libgcc-s1",
    "libstdc++.so.6": "libstdc++6", "libbrotlidec.so.1": "libbrotli1", "libbrotlicommon.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2", "libuuid.so.1": "libuuid1",
}  # fmt: skip
_C: Final = re.compile(r"(ld-linux-x86-64|libc|libdl|libm|libpthread|libresolv|librt|libutil)\.so\.\d+")
# Without these the rest works: printing, and a desktop with Wayland, bring them along.
RECOMMENDED: Final = {
    "libcups.so.2": "libcups2", "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0", "libwayland-egl.so.1": "libwayland-egl1",
}  # fmt: skip
_RENAMED: Final = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0", "libcups2": "libcups2t64 | libcups2"}
_CONTROL: Final = """Package: b12calc
Version: {version}
Architecture: amd64
Maintainer: The b12calc contributors <maintainers@b12calc.invalid>
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: science
Priority: optional
Description: calculator for vitamin B12 deficiency, without a network
 For registered clinicians: an interpretation, a treatment and a follow-up plan of
 results, symptoms, risk factors and circumstances, each line with its reason and
 its published source, on screen, as a PDF record and as a note.
 .
 It opens no network connection, needs no Python, and keeps nothing about a patient
 unless asked to. It is not a medical device.
"""


def known() -> dict[str, str]:
    """Return the package of each library, those of qt_libraries.sh among them."""
    named = re.findall(r"(lib[\w.+-]+\.so\.\d+)=(\S+?)['\s]", (ROOT / "packaging" / "qt_libraries.sh").read_text())
    return {**dict(named), **PACKAGES}


def wanted(folder: Path) -> tuple[set[str], str]:
    """Return the libraries that the folder needs and does not hold, and the newest version of glibc it asks for."""
    needed, held, versions = set(), set(), {(2, 0)}
    for path in folder.rglob("*"):
        held.add(path.name)
        if path.is_symlink() or not path.is_file() or path.open("rb").read(4) != b"\x7fELF":
            continue
        told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
        needed.update(re.findall(r"NEEDED +(\S+)", told))
        versions.update((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", told))
    return needed - held, "{}.{}".format(*max(versions))


def relations(folder: Path) -> tuple[str, str]:
    """Return the fields Depends and Recommends. Raises SystemExit where a library has no package."""
    needed, glibc = wanted(folder)
    needed = {name for name in needed if not _C.fullmatch(name)}
    packages = {name: package for name, package in known().items() if name not in RECOMMENDED}
    if strange := needed - packages.keys() - RECOMMENDED.keys():
        raise SystemExit(f"no package is known for {', '.join(sorted(strange))}")
    must = {packages[name] for name in needed if name in packages}
    could = {RECOMMENDED[name] for name in needed if name in RECOMMENDED}
    return ", ".join([f"libc6 (>= {glibc})", *_named(must)]), ", ".join(_named(could))


def _named(packages: Iterable[str]) -> Iterator[str]:
    return (_RENAMED.get(name, name) for name in sorted(packages))


def tree(folder: Path, root: Path) -> None:
    """Lay the files out as Debian does."""
    shutil.copytree(
        folder, root / PLACE, symlinks=True, ignore=shutil.ignore_patterns("share", "SHA256SUMS", "LICENSE")
    )
    (root / PLACE / "README.txt").unlink()
    shutil.copytree(folder / "share", root / "usr/share", ignore=shutil.ignore_patterns("b12calc.1"))
    (root / "usr/bin").mkdir()
    (root / "usr/bin/b12calc").symlink_to("../lib/b12calc/b12calc")
    _packed(root / "usr/share/man/man1/b12calc.1.gz", folder / "share/man/man1/b12calc.1")
    notes = root / "usr/share/doc/b12calc"
    notes.mkdir(parents=True)
    shutil.copyfile(DEBIAN / "copyright", notes / "copyright")
    _packed(notes / "changelog.gz", ROOT / "CHANGELOG.md")
    (notes / "SHA256SUMS").write_text(sums(root / PLACE), encoding="utf-8")


def _packed(path: Path, source: Path) -> None:
    path.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))


def control(root: Path, version: str) -> None:
    """Write what Debian's tools read of a package."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1024
    depends, recommends = relations(root / PLACE)
    fields = {"version": version, "size": size, "depends": depends, "recommends": recommends}
    listed = (f"{md5(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n" for path in files)
    text = "".join(listed)
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(_CONTROL.format(**fields), encoding="utf-8")
    (root / "DEBIAN/md5sums").write_text(text, encoding="utf-8")


def main(folder: Path, out: Path, level: str) -> None:
    """Make the package."""
    version = re.search(r"^b12calc (\S+?),", (folder / "README.txt").read_text(encoding="utf-8"))
    assert version is not None
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(int((folder / "b12calc").stat().st_mtime)))
    with tempfile.TemporaryDirectory(dir=out.parent) as made:
        root = Path(made) / "root"
        root.mkdir()
        tree(folder, root)
        control(root, version[1])
        even(root)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", root, out], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
