"""Seal a file that is being written: the sums by which ``seal`` later tells whether it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from b12calc.report.binding import array, text

PAGE: Final = "page {0}"
EMBEDDED: Final = "the embedded {0}"
_NO_DAY: Final = "D:20000101000000Z"


def parts_noted(parts: Iterable[tuple[str, bytes]], day: str) -> bytes:
    """Return the entry of the catalogue with the sum of every part of the file.

    ``day`` is the day of the file as PDF writes it, empty where it has none.
    """
    noted = array(text(word) for name, content in parts for word in (name, sha256(content).hexdigest()))
    private = b"<</Seal 1/Parts%s>>" % noted
    return b"/PieceInfo<</b12calc<</LastModified%s/Private%s>>>>" % (text(day or _NO_DAY), private)


def sealed(data: bytes) -> bytes:
    """Return the finished file with its seal; nothing may be changed after it."""
    end = data.rindex(b"startxref\n")
    seal = b"%%b12calc-seal/1 sha256:%s\n" % sha256(data).hexdigest().encode()
    return data[:end] + seal + data[end:]
