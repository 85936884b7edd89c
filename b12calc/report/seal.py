"""A checksum over the whole file, and one over each page and each embedded file: they show damage and edits.

It is no signature: whoever changes the file on purpose can make the checksum anew. The file is sealed by a comment
before its end; the parts are noted inside, to say what differs, also after another program has saved the file again.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from b12calc.problems import Problem, ProblemsFound
from b12calc.report.sealing import EMBEDDED, PAGE

_LINE: Final = re.compile(rb"%b12calc-seal/1 sha256:([0-9a-f]{64})\n(?=startxref\n)")
_MOST: Final = 20_000_000  # bytes of one part; far beyond any record, it stops a file made to swell
_DAMAGED: Final = "the file is damaged and cannot be read"
LOCKED: Final = "it is locked with a password, which was not given"
WRONG: Final = "the password given does not open it"
_UNSEALED: Final = "it bears no seal: another program made it, or saved it in a form of its own"
_EARLY: Final = (
    "it bears no seal: b12calc made it before its PDFs held the case, or another program took case and seal out; "
    "what was advised stands on its pages"
)
_SAVED_AGAIN: Final = (
    "its pages and data read as they were written, but something else in it was changed, or a program saved it anew"
)


def fault(data: bytes, password: str = "") -> str:
    """Say in one clause what is not as it was written; nothing when the file is whole.

    A file that is locked is whole only for who has its password.
    """
    if not data.startswith(b"%PDF-"):
        return "it is not a PDF"
    seals = list(_LINE.finditer(data))
    if b"/Encrypt" in data and (closed := _closed(data, password)):
        return closed
    if seals:
        seal = seals[-1]
        if sha256(data[: seal.start()] + data[seal.end() :]).hexdigest().encode() == seal[1]:
            return ""
    try:
        with pikepdf.open(BytesIO(data), password=password) as file:
            return _what_differs(_noted(file), _parts(file)) if _noted(file) else _unsealed(file)
    except Exception:  # a damaged file may break its reader in any way
        return _DAMAGED


def _closed(data: bytes, password: str) -> str:
    """Say why a locked file cannot be opened; nothing when it can, or when it is too damaged to tell."""
    try:
        pikepdf.open(BytesIO(data), password=password).close()
    except pikepdf.PasswordError:
        return WRONG if password else LOCKED
    except Exception:  # the seal will say it
        return ""
    return ""


def embedded(data: bytes, name: str, password: str = "") -> bytes:
    """Return one file that was embedded when the record was written.

    Raises ProblemsFound when the file is not whole, or holds no such file.
    """
    wrong = fault(data, password)
    if not wrong:
        with pikepdf.open(BytesIO(data), password=password) as file:
            if name in file.attachments:
                return _content(file.attachments[name].get_file().obj)
        wrong = f"it holds no {name}; the record of a case was expected"
    raise ProblemsFound((Problem("PDF", wrong),))


def _what_differs(noted: dict[str, str], found: dict[str, str]) -> str:
    for name in sorted(noted.keys() | found.keys(), key=lambda name: (len(name), name)):
        if name not in noted:
            return f"{name} was added after the file was written"
        if name not in found:
            return f"{name} was taken out after the file was written"
        if noted[name] != found[name]:
            return f"{name} is not as it was written"
    return _SAVED_AGAIN


def _unsealed(file: Pdf) -> str:
    """Say of a file without a seal whether it names this program as its maker."""
    return _EARLY if str(file.docinfo.get("/Creator", "")).startswith("b12calc ") else _UNSEALED


def _noted(file: Pdf) -> dict[str, str]:
    if "/b12calc" not in file.Root.get("/PieceInfo", Dictionary()):
        return {}
    words = [str(word) for word in file.Root.PieceInfo["/b12calc"].Private.Parts.as_list()]
    return dict(zip(words[::2], words[1::2], strict=True))


def _parts(file: Pdf) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in _contents(file)}


def _contents(file: Pdf) -> Iterator[tuple[str, bytes]]:
    for number, page in enumerate(file.pages, 1):
        yield PAGE.format(number), _content(page.obj.get("/Contents"))
    for name, attached in file.attachments.items():
        yield EMBEDDED.format(name), _content(attached.get_file().obj)


def _content(stream: Any) -> bytes:
    """Return what a stream holds, at most so many bytes; a form this program never writes is returned as it is."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    raw, packed = stream.read_raw_bytes(), stream.get("/Filter")
    if isinstance(packed, Array) and len(packed) == 1:
        packed = packed[0]
    if packed != Name.FlateDecode:
        return raw
    return zlib.decompressobj().decompress(raw, _MOST)
