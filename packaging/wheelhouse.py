"""Make the folders from which b12calc is installed without a network: ``wheelhouse.py [--dev] [linux] [windows]``.

Writes out/wheelhouse-SYSTEM: every locked package for CPython 3.11, 3.12 and 3.13 with its hash checked, b12calc itself
built from this tree, the script that installs, and SHA256SUMS over all of it. ``--dev`` adds the development packages
in a folder ``dev`` of the same kind. A folder is replaced only when the new one is whole.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).resolve().parent / "wheelhouse"
COMMON = ("install.py", "suitable.py", "README.txt")
PYTHONS = ("3.11", "3.12", "3.13")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class System:
    """What a system is called by wheels (the oldest glibc first) and by markers, and the files its folder holds."""

    name: str
    platforms: tuple[str, ...]
    marked: dict[str, str]
    files: tuple[str, ...]


_COMMON = {"implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": ""}
_GLIBC = ("2014", "_2_17", "_2_24", "_2_26", "_2_27", "_2_28", "_2_31", "_2_34")
SYSTEMS = {
    "linux": System(
        "linux",
        tuple(f"manylinux{glibc}_x86_64" for glibc in _GLIBC),
        {
            **_COMMON,
            "sys_platform": "linux",
            "platform_system": "Linux",
            "os_name": "posix",
            "platform_machine": "x86_64",
        },
        ("install.sh",),
    ),
    "windows": System(
        "windows",
        ("win_amd64",),
        {
            **_COMMON,
            "sys_platform": "win32",
            "platform_system": "Windows",
            "os_name": "nt",
            "platform_machine": "AMD64",
        },
        ("install.cmd", "b12calc.cmd", "b12calc.pyw"),
    ),
}


@dataclass
class Locked:
    """One locked package: its line, and the hashes its files may have."""

    line: Requirement
    hashes: frozenset[str]
    used: set[str] = field(default_factory=set)

    def needed(self, system: System, python: str) -> bool:
        """Tell whether this package is installed on that system under that Python."""
        marked = {**system.marked, "python_version": python, "python_full_version": f"{python}.0"}
        return self.line.marker is None or self.line.marker.evaluate(marked)


class Refused(Exception):
    """Why no wheelhouse was made."""


def read_lock(path: Path) -> dict[str, Locked]:
    """Return the locked packages by their names; refuse one without a hash."""
    joined = re.sub(r"\\\n", " ", path.read_text(encoding="utf-8"))
    packages = dict[str, Locked]()
    for line in (line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")):
        requirement, hashes = Requirement(line.split(" --hash")[0].strip()), frozenset(HASH.findall(line))
        if not hashes:
            raise Refused(f"{path.name}: no hash for {requirement.name}")
        packages[canonicalize_name(requirement.name)] = Locked(requirement, hashes)
    return packages


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(packages: dict[str, Locked], system: System, python: str, into: Path, before: Path | None = None) -> None:
    """Download what one Python needs on one system; pip refuses every file whose hash is not in the lock.

    A folder of wheels made before is asked first: where all of it is there, nothing comes from the network.
    """
    needed = [package for package in packages.values() if package.needed(system, python)]
    asked = into.parent / f"asked-{python}.txt"
    # Markers are answered here: pip would answer them for the system it runs on.
    lines = (f"{one.line.name}{one.line.specifier} {_hashes(one.hashes)}" for one in needed)
    asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check",
               "--no-deps", "--only-binary", ":all:", "--require-hashes", "--implementation", "cp",
               "--python-version", python, "--dest", str(into), "--requirement", str(asked)]  # fmt: skip
    for platform in system.platforms:
        command += ["--platform", platform]
    done = None
    if before and before.is_dir():
        done = subprocess.run([*command, "--no-index", "--find-links", str(before)], capture_output=True, check=False)
    if not done or done.returncode:
        done = subprocess.run(command, capture_output=True, check=False)
    asked.unlink()
    if done.returncode:
        told = [
            line
            for line in done.stderr.decode(errors="replace").splitlines()
            if not line.startswith("WARNING: Location")
        ]
        raise Refused(f"Not all packages came for {system.name}, Python {python}:\n" + "\n".join(told[-12:]))


def check(wheels: Path, packages: dict[str, Locked]) -> None:
    """Refuse a wheel that is not locked or whose hash differs; note which hash each package uses."""
    for wheel in sorted(wheels.iterdir()):
        name, version, _build, _tags = parse_wheel_filename(wheel.name)
        package = packages.get(name)
        if package is None or version not in package.line.specifier:
            raise Refused(f"{wheel.name} is not in the lock")
        if (found := digest(wheel)) not in package.hashes:
            raise Refused(f"{wheel.name} has another hash than the lock says: {found}")
        package.used.add(found)


def _hashes(hashes: frozenset[str] | set[str]) -> str:
    return " ".join(f"--hash=sha256:{one}" for one in sorted(hashes))


def written(packages: dict[str, Locked], system: System) -> Iterator[str]:
    """Yield the lines of a requirements file: the packages of this system, with the hashes of the wheels beside it."""
    for package in packages.values():
        if any(package.needed(system, python) for python in PYTHONS):
            if not package.used:
                raise Refused(f"{package.line.name} is needed on {system.name} and no wheel of it came")
            yield f"{package.line} {_hashes(package.used)}"


def build_own(into: Path) -> Path:
    """Build the wheel of b12calc from this tree and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(into)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"b12calc itself could not be built:\n{done.stderr}")
    return next(into.glob("b12calc-*.whl"))


def sums(folder: Path) -> str:
    """Return the check sums of every file of a folder, as sha256sum reads them; a folder ``dev`` has its own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    names = [path.relative_to(folder).as_posix() for path in files]
    return "".join(f"{digest(folder / name)}  {name}\n" for name in names if not name.startswith("dev/"))


def source() -> str:
    """Name the commit this tree stands at, and say so where files differ from it."""
    words = (["git", "rev-parse", "HEAD"], ["git", "status", "--porcelain", "b12calc", "ui", "resources", "docs"])
    commit, changed = (
        subprocess.run(one, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() for one in words
    )
    return f"{commit or 'no commit known'}{', with files changed since' if changed else ''}"


def fill(folder: Path, before: Path, packages: dict[str, Locked], system: System) -> list[str]:
    """Put the wheels of some packages into a folder; return the lines of its requirements file."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for python in PYTHONS:
        download(packages, system, python, wheels, before / "wheels")
    check(wheels, packages)
    return list(written(packages, system))


def take_files(new: Path, system: System) -> None:
    """Copy what stands beside the wheels; Windows gets its own ends of lines."""
    for path in (*(PARTS / name for name in (*COMMON, *system.files)), ROOT / "LICENSE", ROOT / "NOTICE"):
        text = path.read_text(encoding="utf-8")
        if path.name == "README.txt":
            text += f"\nMade from commit {source()}\n"
        ends = "\r\n" if system.name == "windows" and path.suffix in (".cmd", ".txt") else "\n"
        (new / path.name).write_text(text, encoding="utf-8", newline=ends)
        (new / path.name).chmod(path.stat().st_mode & 0o755)


def make(system: System, out: Path, dev: bool) -> Path:
    """Make the wheelhouse of one system, whole or not at all; return its folder."""
    new, final = out / f"wheelhouse-{system.name}.new", out / f"wheelhouse-{system.name}"
    shutil.rmtree(new, ignore_errors=True)
    run_time = read_lock(ROOT / "requirements.txt")
    lines = fill(new, final, run_time, system)
    own = build_own(new / "wheels")
    lines.append(f"b12calc=={own.name.split('-')[1]} {_hashes({digest(own)})}")
    (new / "requirements.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    take_files(new, system)
    (new / "SHA256SUMS").write_text(sums(new), encoding="utf-8")
    if dev:
        more = {name: one for name, one in read_lock(ROOT / "requirements-dev.txt").items() if name not in run_time}
        lines = fill(new / "dev", final / "dev", more, system)
        (new / "dev" / "requirements.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (new / "dev" / "SHA256SUMS").write_text(sums(new / "dev"), encoding="utf-8")
    shutil.rmtree(final, ignore_errors=True)
    new.rename(final)
    return final


def main() -> int:
    """Make what is asked for and say how large it became."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("systems", nargs="*", choices=[[], *SYSTEMS], help="all when none is named")
    parser.add_argument("--dev", action="store_true", help="add the development packages")
    parser.add_argument("--out", type=Path, default=ROOT / "out")
    asked = parser.parse_args()
    try:
        for name in asked.systems or SYSTEMS:
            folder = make(SYSTEMS[name], asked.out, asked.dev)
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            print(f"{folder}: {len(list(folder.rglob('*.whl')))} wheels, {size / 1e6:.0f} MB")
    except Refused as fault:
        print(f"wheelhouse: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
