"""The editions of the rules that are held: the present one, and every past one in its archive.

A past edition is data: one archive beside this file holds the clinical files as they stood, named by edition, with the
stamp of each pack. The present program reads it; what the program itself has learnt since is not undone.
"""

import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.vocabulary import PACKS
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules import knowledge
from b12calc.rules.assess import assess_by
from b12calc.rules.knowledge import Pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.older import OlderWords

FOLDER = Path(__file__).parent
HEAD = "edition.json"
# What the reader of zip raises where bytes are damaged: it promises no more than these.
_UNREADABLE = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    LookupError,
    TypeError,
    ValueError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """Name one edition that is held, with the stamp of each of its packs; ``archive`` is None for the present one."""

    name: str
    stamps: Mapping[str, str]
    program: str
    archive: Path | None = None


def editions() -> tuple[Edition, ...]:
    """Return every edition held, the oldest first and the present one last."""
    now = present()
    past = (one for one in map(read_head, FOLDER.glob("*.zip")) if (one.name, one.stamps) != (now.name, now.stamps))
    return (*sorted(past, key=lambda one: in_order(one.name)), now)


def in_order(name: str) -> tuple[str, int]:
    """Return what an edition is sorted by: its day, then its number on that day (2026-11-22, 2026-11-22.2)."""
    day, _, number = name.partition(".")
    return day, int(number) if number.isdecimal() else 1


def present() -> Edition:
    """Return the edition the program judges by."""
    from b12calc import __version__

    packs = {name: knowledge.load_pack(name) for name in PACKS}
    return Edition(packs[PACKS[0]].edition, {name: pack.stamp for name, pack in packs.items()}, __version__)


def previous() -> Edition | None:
    """Return the newest past edition, None where none is held."""
    past = editions()[:-1]
    return past[-1] if past else None


def find_edition(name: str) -> Edition:
    """Return an edition by its name. Raises ProblemsFound naming those that are held."""
    held = {one.name: one for one in editions()}
    if name not in held:
        message = f"no edition is called {name[:40]!r}; expected one of {', '.join(held)}"
        raise ProblemsFound((Problem("--edition", message),))
    return held[name]


def edition_of(pack: str, stamp: str) -> Edition | None:
    """Return the edition a pack bears this stamp in, the present one first; None when it is not held."""
    return next((one for one in reversed(editions()) if one.stamps.get(pack) == stamp), None)


def load_pack(pack: str, edition: str | Edition | None = None) -> Pack:
    """Return a pack as it stands, or as it stood in an edition.

    Raises KeyError when there is no such pack, ProblemsFound when the edition is not held or its archive is damaged.
    """
    chosen = find_edition(edition) if isinstance(edition, str) else edition
    if chosen is None or chosen.archive is None:
        return knowledge.load_pack(pack)
    return _past_pack(pack, chosen.archive)


def assess(
    case: Case,
    *,
    today: date,
    pack: str = "uk",
    edition: str | Edition | None = None,
    laboratory: Laboratory | str | None = None,
    explain: bool = False,
) -> Assessment:
    """Return what a pack says about a case on a day under the rules of an edition; else as ``rules.assess``."""
    return assess_by(load_pack(pack, edition), case, today=today, laboratory=laboratory, explain=explain)


def files_of(pack: str, edition: Edition) -> dict[str, bytes]:
    """Return the files of one pack in an edition, by folder and name."""
    return knowledge.clinical_files(pack) if edition.archive is None else edition_files(edition.archive, pack)


def edition_files(path: Path, pack: str) -> dict[str, bytes]:
    """Return the files of one pack in an archive, by folder and name. Raises ProblemsFound when it is damaged."""
    try:
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.split("/")[0] in ("shared", pack)]
            return {name: archive.read(name) for name in names}
    except _UNREADABLE as error:
        raise ProblemsFound((Problem(path.name, f"the archive of this edition cannot be read ({error})"),)) from None


@cache
def _past_pack(pack: str, path: Path) -> Pack:
    head = read_head(path)
    if pack not in head.stamps:
        raise KeyError(pack)
    files = edition_files(path, pack)
    if knowledge.stamp_of(files) != head.stamps[pack]:
        raise ProblemsFound((Problem(path.name, "the archive of this edition is damaged: its stamp does not fit"),))
    return as_older(knowledge.read_pack(pack, files), knowledge.parse(files)["facts"]["facts"])


def as_older(pack: Pack, facts: Mapping[str, list[str]]) -> Pack:
    """Return a pack that reads a case in the words its own edition knows."""
    return replace(pack, older=OlderWords(pack.edition, {name: tuple(words) for name, words in facts.items()}))


@cache
def read_head(path: Path) -> Edition:
    """Return the edition an archive holds. Raises ProblemsFound when it cannot be read."""
    try:
        with ZipFile(path) as archive:
            head = json.loads(archive.read(HEAD))
        return Edition(head["edition"], head["stamps"], head["program"], path)
    except _UNREADABLE as error:
        raise ProblemsFound((Problem(path.name, f"the archive of this edition cannot be read ({error})"),)) from None
