"""R6: flips, cuts and foreign blocks in all that is read back: refused in one sentence, or no clinical word changed."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from b12calc.problems import ProblemsFound
from b12calc.rules import editions, knowledge, laboratory_content, read_laboratory
from b12calc.rules.laboratory import FOLDER
from b12calc_ui.draft_file import DraftDamaged, DraftFile, seal, unseal
from b12calc_ui.opening import NotOpened, read_file
from tests.campaigns.reliability.found import Found
from tests.campaigns.reliability.writers import TODAY, case_of, said

WHAT: Final = (
    "Single bits and bytes turned, cuts, blocks of chance, zeros and repeats in a record PDF, a note, a case file, a "
    "draft, an edition of the rules and an own laboratory; each is then read by the program's own reader"
)
GOAL: Final = (
    "20,000: refused in one sentence or proved harmless where there is a seal (PDF, note, draft, edition); 0 crashes, "
    "0 files overwritten"
)
NUMBER: Final = 20_000
REFUSED: Final = (ProblemsFound, NotOpened, DraftDamaged)


@dataclass(frozen=True)
class Kept:
    """Hold one kind of file: its bytes, its reader, and whether a seal guards it."""

    name: str
    data: bytes
    read: Callable[[Path], Any]
    ending: str
    sealed: bool


def run(number: int, seed: int) -> Found:
    """Damage so many copies in all, every kind in its turn, and read them."""
    found, chance = Found(), Random(seed)
    with TemporaryDirectory(prefix="b12-damage-") as made:
        kinds = list(_kinds(Path(made)))
        whole = {kind.name: kind.read(_put(Path(made), kind, kind.data)) for kind in kinds}
        for index in range(number):
            kind = kinds[index % len(kinds)]
            damage, data = _damaged(kind.data, chance)
            if data != kind.data:
                _one(kind, (damage, _put(Path(made), kind, data)), whole[kind.name], found)
            if index % 5000 == 4999:
                print(f"{index + 1}: {dict(found.counts)}", flush=True)
    changed = [f"{found.counts[f'{kind.name}: read as another']} {kind.name}" for kind in kinds if not kind.sealed]
    found.remarks.append(
        "A case file and an own laboratory bear no seal: what is still a valid file with another value is taken as "
        f"such ({' and '.join(changed)}); a damage that breaks the form is refused"
    )
    if number < NUMBER:
        found.remarks.append(f"{number:,} of the {NUMBER:,} of the goal were tried")
    return found


def _kinds(folder: Path) -> Iterator[Kept]:
    case, note, paper = folder / "in.json", folder / "in.txt", folder / "in.pdf"
    case.write_text(json.dumps(case_of(0)), encoding="utf-8")
    told = said(["assess", str(case), "--today", TODAY, "--note", str(note), "--pdf", str(paper)])
    assert not told, told
    key = b"k" * 32
    yield Kept("record PDF", paper.read_bytes(), _opened, ".pdf", True)
    yield Kept("note", note.read_bytes(), _opened, ".txt", True)
    yield Kept("draft", seal(case.read_bytes(), key, 1_800_000_000), lambda path: _draft(path, key), ".draft", True)
    yield Kept("edition", _edition(), _held, ".zip", True)
    yield Kept("case file", case.read_bytes(), _opened, ".json", False)
    profile = (FOLDER / "leeds.toml").read_bytes()
    yield Kept("own laboratory", profile, _laboratory, ".toml", False)


def _opened(path: Path) -> Any:
    return read_file(path).case


def _draft(path: Path, key: bytes) -> bytes:
    file = DraftFile(path.parent)
    file.path = path
    return unseal(file.read(), key)


def _edition() -> bytes:
    return min(editions.FOLDER.glob("*.zip"), key=lambda path: path.stat().st_size).read_bytes()


def _held(path: Path) -> Any:
    """Read an archive as the program does, up to where its stamp was found to fit."""
    editions.read_head.cache_clear()
    with patch.object(knowledge, "read_pack", lambda _pack, files: files), patch.object(editions, "as_older", _first):
        return editions._past_pack.__wrapped__("uk", path)


def _first(files: Any, _facts: Any) -> Any:
    return files


def _laboratory(path: Path) -> Any:
    data = path.read_bytes()
    read_laboratory(data, path.name)
    return laboratory_content(data, path.name)


def _put(folder: Path, kind: Kept, data: bytes) -> Path:
    path = folder / f"damaged{kind.ending}"
    path.write_bytes(data)
    return path


def _damaged(data: bytes, chance: Random) -> tuple[str, bytes]:
    at, size = chance.randrange(len(data)), chance.choice((1, 8, 64, 512))
    way = chance.choice(("bit", "bit", "byte", "cut", "block", "zeros", "removed", "repeated", "empty"))
    if way == "bit":
        return way, data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
    if way == "byte":
        return way, data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    again = data[at : at + size] * 2
    middle = {"block": chance.randbytes(size), "zeros": bytes(size), "removed": b"", "repeated": again}
    if way in middle:
        return way, data[:at] + middle[way] + data[at + size :]
    return way, data[:at] if way == "cut" else b"" if chance.random() < 0.1 else data[: -1 - at % 64]


def _one(kind: Kept, damaged: tuple[str, Path], whole: Any, found: Found) -> None:
    way, path = damaged
    before = path.read_bytes()
    found.counts["damaged"] += 1
    try:
        read = kind.read(path)
    except REFUSED as error:
        found.counts[f"{kind.name}: refused"] += 1
        if "\n" in str(error).strip() and not isinstance(error, ProblemsFound):
            found.fault(f"{kind.name}: refused in more than a sentence: {error}")
    except Exception as error:
        found.fault(f"{kind.name}, {way}: raised {type(error).__name__}: {error}"[:300])
    else:
        same = read == whole
        found.counts[f"{kind.name}: {'read as the same' if same else 'read as another'}"] += 1
        if kind.sealed and not same:
            found.fault(f"{kind.name}, {way}: taken with another content")
    if path.read_bytes() != before:
        found.fault(f"{kind.name}: the damaged file was written to")
