"""Whether this copy is whole: every file it answers from, held against the sums taken when the program was built.

``manifest.txt`` names what an answer, a paper or the window rests on, ``manifest-rest.txt`` the program's own code and
the pictures of the manual; the first also holds the sum of the second. Both are lines of SHA-256 and path, as the
command sha256sum writes and checks them. The build makes them, and they are never kept with the sources. They show
damage and changes by hand; against somebody who changes the sums too they are no help. Source: hazard H23.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
FOLDERS: Final = ("b12calc", "b12calc_ui")
MANIFEST: Final = "b12calc/manifest.txt"
REST: Final = "b12calc/manifest-rest.txt"
BUILD: Final = "b12calc/build.json"
# Kinds of files this program reads. Another one that a desktop leaves in a folder (Thumbs.db) is nobody's damage.
_KINDS: Final = frozenset((".css", ".icc", ".json", ".md", ".png", ".svg", ".toml", ".ttf", ".txt", ".zip"))
_CODE: Final = ".py"
_PICTURES: Final = "b12calc/docs/pictures/"
_LINE: Final = re.compile(r"([0-9a-f]{64})  ([!-~]+(?: [!-~]+)*)")

MISSING: Final = "is missing"
CHANGED: Final = "differs from the file that was installed"
STRANGE: Final = "is not part of this program"
UNREADABLE: Final = "cannot be read ({reason})"
NO_LIST: Final = "is not the list of sums that was installed"


class Fault(NamedTuple):
    """Name one thing that is wrong with this copy: a file or a golden case, and what differs."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}"


class Damaged(Exception):
    """Carry what is wrong with this copy; nothing is answered then. Made with one fault at least."""

    faults: tuple[Fault, ...]

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(map(str, self.faults)))


def require() -> None:
    """Go on only where this copy is whole; looked at once in a process. Raises Damaged."""
    found = damage()
    if found:
        raise Damaged(found)


@cache
def damage() -> tuple[Fault, ...]:
    """Return what is wrong with the files answers rest on, nothing where the program runs from its sources."""
    return () if from_sources() else faults()


def from_sources(root: Path = HERE.parent) -> bool:
    """Tell whether the program runs from a checkout, where files are meant to change and no sums are kept."""
    return (root / "pyproject.toml").is_file() and (root / "ui").is_dir() and not (root / MANIFEST).exists()


def faults(root: Path = HERE.parent) -> tuple[Fault, ...]:
    """Return what is wrong with the files of the manifest, missing and strange ones among them.

    ``root`` is the folder the packages were installed into.
    """
    sums = _sums(root, MANIFEST)
    if isinstance(sums, Fault):
        return (sums,)
    there = {MANIFEST, *(name for name in _present(root, _KINDS) if not is_rest(name))}
    return _differing(root, sums, there - {MANIFEST})


def rest_faults(root: Path = HERE.parent) -> tuple[Fault, ...]:
    """Return what is wrong with code and pictures; code is passed over where a frozen program holds it as one piece."""
    sums = _sums(root, REST)
    if isinstance(sums, Fault):
        return (sums,)
    frozen = not code_as_files(root)
    sums = {name: one for name, one in sums.items() if not (frozen and name.endswith(_CODE))}
    there = {name for name in _present(root, _KINDS | {_CODE}) if is_rest(name)}
    return _differing(root, sums, there)


def code_as_files(root: Path = HERE.parent) -> bool:
    """Tell whether the code of this copy lies in files of its own, not in the archive of a frozen program."""
    return (root / "b12calc" / "integrity.py").is_file()


def listed(root: Path = HERE.parent, name: str = MANIFEST) -> tuple[str, ...]:
    """Return the paths one of the two lists names; nothing where it cannot be read."""
    sums = _sums(root, name)
    return () if isinstance(sums, Fault) else tuple(sums)


def build_facts(root: Path = HERE.parent) -> dict[str, Any]:
    """Return what the build wrote down: its day and the versions it was made for. Raises OSError and ValueError."""
    found: dict[str, Any] = json.loads((root / BUILD).read_text(encoding="utf-8"))
    return found


def is_rest(name: str) -> bool:
    """Tell whether a file is code or a picture of the manual, which no answer rests on."""
    return name.endswith(_CODE) or name.startswith(_PICTURES)


def manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the list of sums over files, by their path in the installed program."""
    return b"".join(f"{sha256(files[name]).hexdigest()}  {name}\n".encode("ascii") for name in sorted(files))


def manifests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return both lists over all files of the program; the first holds the sum of the second."""
    rest = manifest({name: data for name, data in files.items() if is_rest(name)})
    first = {REST: rest, **{name: data for name, data in files.items() if not is_rest(name)}}
    return {MANIFEST: manifest(first), REST: rest}


def _differing(root: Path, sums: Mapping[str, str], there: Iterable[str]) -> tuple[Fault, ...]:
    wrong = [Fault(name, said) for name, wanted in sums.items() if (said := _wrong(f"{root}/{name}", wanted))]
    strange = (Fault(name, STRANGE) for name in sorted(set(there) - set(sums)))
    return (*wrong, *strange)


def _wrong(path: str, wanted: str) -> str:
    """Return what is wrong with one file, or an empty text."""
    try:
        with open(path, "rb", buffering=0) as file:
            data = file.readall()
    except FileNotFoundError:
        return MISSING
    except OSError as error:
        return UNREADABLE.format(reason=error.strerror)
    return "" if sha256(data).hexdigest() == wanted else CHANGED


def _sums(root: Path, name: str) -> dict[str, str] | Fault:
    """Return the sums of one list by path, or what is wrong with the list itself."""
    try:
        data = (root / name).read_bytes()
    except FileNotFoundError:
        return Fault(name, MISSING)
    except OSError as error:
        return Fault(name, UNREADABLE.format(reason=error.strerror))
    *lines, end = data.decode("latin-1").split("\n")
    found = [_LINE.fullmatch(line) for line in lines]
    if end or not all(found) or not found:
        return Fault(name, NO_LIST)
    return {one[2]: one[1] for one in found if one}


def _present(root: Path, kinds: frozenset[str]) -> Iterator[str]:
    """Yield the path of every file of these kinds in the folders of the program."""
    # Walked by os and compared as text: paths as objects take ten times as long, and this comes before the form.
    start = len(str(root)) + 1
    for folder in FOLDERS:
        for place, inside, names in os.walk(root / folder):
            inside[:] = [name for name in inside if name != "__pycache__"]
            within = place[start:].replace(os.sep, "/")
            yield from (f"{within}/{one}" for one in names if os.path.splitext(one)[1] in kinds and one[0] != ".")
