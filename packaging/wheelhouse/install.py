"""Install b12calc from this folder, without a network: a virtual environment of its own, for this user alone.

Run by install.sh or install.cmd, which look for a Python; it needs nothing but that Python. Exit codes: 0 done,
2 wrong words, 3 no suitable Python, 4 this folder is damaged, 5 the target cannot be used, 6 installing failed.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
NO_PYTHON, DAMAGED, NO_PLACE, FAILED = 3, 4, 5, 6
MARK, UNFINISHED, OLD = "installed.json", "unfinished", "venv.old"
STARTERS = ("b12calc.cmd", "b12calc.pyw") if WINDOWS else ()
PAPERS = ("LICENSE", "NOTICE")


class Refused(Exception):
    """Why nothing was installed, and the exit code that says so."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


def digest(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_folder(here: Path) -> None:
    """Refuse a folder in which a listed file is missing or changed, or which holds a package that is not listed."""
    sums = here / "SHA256SUMS"
    if not sums.is_file():
        raise Refused(DAMAGED, "This folder is not whole: SHA256SUMS is missing. Copy the whole folder again.")
    listed = dict(line.split("  ", 1)[::-1] for line in sums.read_text(encoding="utf-8").splitlines())
    for name, told in listed.items():
        path = here / name
        if not path.is_file():
            raise Refused(DAMAGED, f"This folder is not whole: {name} is missing. Copy the whole folder again.")
        if digest(path) != told:
            raise Refused(DAMAGED, f"This folder is damaged: {name} is not what it was. Copy the whole folder again.")
    for path in (here / "wheels").iterdir():
        if f"wheels/{path.name}" not in listed:
            raise Refused(DAMAGED, f"This folder was changed: wheels/{path.name} does not belong to it.")


def version(here: Path) -> str:
    """Return the version of b12calc in this folder, as its package is named."""
    for wheel in (here / "wheels").glob("b12calc-*.whl"):
        return wheel.name.split("-")[1]
    raise Refused(DAMAGED, "This folder is not whole: b12calc itself is missing. Copy the whole folder again.")


def base() -> Path:
    """Return the folder of this user that holds one folder for each version."""
    if WINDOWS:
        return Path(os.environ["LOCALAPPDATA"]) / "Programs" / "b12calc"
    return Path.home() / ".local" / "lib" / "b12calc"


def python_in(folder: Path) -> Path:
    """Return where the Python of an installation lies."""
    return folder / "venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")


def clean_environment() -> dict[str, str]:
    """Return the environment without what would turn Python or pip elsewhere."""
    kept = {name: text for name, text in os.environ.items() if not name.upper().startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def run(log: Path, *command: str | Path) -> bool:
    """Run a command, its words into the log; tell whether it went well."""
    with log.open("a", encoding="utf-8") as told:
        done = subprocess.run(
            [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False,
            env=clean_environment(),
        )  # fmt: skip
    return done.returncode == 0


def works(folder: Path) -> bool:
    """Tell whether the installed program answers."""
    python = python_in(folder)
    return python.exists() and run(Path(os.devnull), python, "-I", "-m", "b12calc", "--version")


def is_installed(folder: Path, stamp: str) -> bool:
    """Tell whether just this is installed there already, and still runs (its Python may have gone)."""
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    same: bool = told.get("stamp") == stamp
    return same and not (folder / UNFINISHED).exists() and works(folder)


def set_aside(folder: Path) -> None:
    """Move the environment that is there out of the way, in one step: on Windows this fails while it runs."""
    if (folder / "venv").exists():
        shutil.rmtree(folder / OLD, ignore_errors=True)
        (folder / "venv").rename(folder / OLD)


def make_place(folder: Path, here: Path) -> None:
    """Make the folder ready: refuse one that holds other things, clear what an interrupted run left."""
    ours = any((folder / name).exists() for name in (MARK, UNFINISHED))
    if folder != here and not ours and folder.exists() and any(folder.iterdir()):
        raise Refused(NO_PLACE, f"{folder} holds other files. Nothing was installed.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / UNFINISHED).exists():
            shutil.rmtree(folder / "venv", ignore_errors=True)
        else:
            set_aside(folder)
        (folder / UNFINISHED).write_text("b12calc is being installed here.\n", encoding="utf-8")
    except OSError as fault:
        raise Refused(
            NO_PLACE, f"{folder} cannot be written: {fault.strerror}. Is b12calc running from there?"
        ) from None


def fill(folder: Path, here: Path, log: Path) -> None:
    """Make the environment and put the packages in it; nothing that could fetch more stays behind."""
    python = python_in(folder)
    if not run(log, sys.executable, "-I", "-m", "venv", folder / "venv"):
        hint = "" if WINDOWS else f" Debian, Ubuntu: sudo apt-get install python3.{sys.version_info[1]}-venv"
        raise Refused(NO_PYTHON, f"This Python cannot make virtual environments.{hint}")
    pip = (python, "-I", "-m", "pip", "--isolated", "--no-input", "--disable-pip-version-check", "--no-cache-dir")
    packages = ("--no-index", "--find-links", here / "wheels", "--only-binary", ":all:", "--require-hashes")
    if not run(log, *pip, "install", *packages, "-r", here / "requirements.txt"):
        raise Refused(FAILED, "The packages could not be installed.")
    if not run(log, *pip, "uninstall", "-y", "pip", "setuptools"):
        raise Refused(FAILED, "The packages could not be finished.")
    if not works(folder):
        raise Refused(FAILED, "The packages are installed, but the program does not answer.")


def put_back(folder: Path, here: Path, was_there: bool) -> None:
    """Leave nothing half installed: what was there before is there again."""
    shutil.rmtree(folder / "venv", ignore_errors=True)
    if (folder / OLD).exists():
        (folder / OLD).rename(folder / "venv")
    (folder / UNFINISHED).unlink(missing_ok=True)
    (folder / "install.log").unlink(missing_ok=True)
    if not was_there and folder != here:
        clear_away(folder)


def clear_away(folder: Path) -> None:
    """Remove what installing puts beside the environment, and the folders that are empty then."""
    for name in (*STARTERS, *PAPERS, MARK, UNFINISHED):
        (folder / name).unlink(missing_ok=True)
    for emptied in (folder, folder.parent):
        if emptied.name != "b12calc" and emptied != folder:
            continue
        try:
            emptied.rmdir()
        except OSError:
            return


def install(folder: Path, here: Path) -> str:
    """Install into the folder, whole or not at all; return a sentence that says what was done."""
    check_folder(here)
    stamp, number = digest(here / "SHA256SUMS"), version(here)
    if is_installed(folder, stamp):
        return f"b12calc {number} is installed already in {folder}"
    was_there = folder.exists()
    make_place(folder, here)
    log = folder / "install.log"
    log.write_text("", encoding="utf-8")
    try:
        fill(folder, here, log)
        for name in (*STARTERS, *PAPERS) if folder != here else ():
            shutil.copyfile(here / name, folder / name)
        told = {"version": number, "stamp": stamp, "python": sys.version.split()[0]}
        (folder / MARK).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    except Refused as fault:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-6:]
        put_back(folder, here, was_there)
        raise Refused(fault.code, "\n".join([f"{fault} Nothing was installed.", *last])) from None
    except BaseException:
        put_back(folder, here, was_there)
        raise
    shutil.rmtree(folder / OLD, ignore_errors=True)
    log.unlink()
    (folder / UNFINISHED).unlink()
    return f"b12calc {number} is installed in {folder}"


def remove(folder: Path, here: Path) -> str:
    """Take this version away again, whole; return a sentence that says what was done."""
    if not (folder / MARK).exists() and not (folder / UNFINISHED).exists():
        return f"b12calc is not installed in {folder}"
    try:
        set_aside(folder)
    except OSError:
        raise Refused(NO_PLACE, "b12calc is running. Close it first; nothing was removed.") from None
    shutil.rmtree(folder / OLD, ignore_errors=True)
    if folder == here:
        (folder / MARK).unlink(missing_ok=True)
        (folder / UNFINISHED).unlink(missing_ok=True)
    else:
        clear_away(folder)
    return f"b12calc is removed from {folder}"


def words(given: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="install", description="Install b12calc for this user, without a network.")
    parser.add_argument("--into", metavar="FOLDER", type=Path, help="install into this folder, which has to be empty")
    parser.add_argument("--here", action="store_true", help="install inside this folder itself")
    parser.add_argument("--remove", action="store_true", help="take this version away again")
    parser.add_argument("--where", action="store_true", help="only say which folder it would be")
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Do what the words say; print one clear sentence."""
    asked = words(given)
    if subprocess.run([sys.executable, "-I", str(HERE / "suitable.py"), "--quiet"], check=False).returncode:
        return NO_PYTHON
    try:
        here_too = asked.here or (HERE / "portable.txt").exists()
        folder = asked.into.absolute() if asked.into else HERE if here_too else base() / version(HERE)
        print(folder if asked.where else (remove if asked.remove else install)(folder, HERE))
    except Refused as fault:
        print(f"b12calc: {fault}", file=sys.stderr)
        return fault.code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
