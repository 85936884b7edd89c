"""Write a PDF file out of its objects: those without a stream packed together, then where each is found.

Equal objects give equal bytes: nothing is taken from clock or chance. Source: ISO 32000-1, 7.3.4, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import sha256
from itertools import accumulate
from typing import Final

_HEAD: Final = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"
_TOGETHER: Final = 100  # objects in one pack, as other writers have it: a reader unpacks them all for one
_UNSAFE: Final = frozenset("()\\")


def text(words: str) -> bytes:
    """Return a text as PDF writes it: plain where every reader knows its letters, else in UTF-16."""
    if words.isascii() and words.isprintable() and _UNSAFE.isdisjoint(words):
        return b"(%s)" % words.encode("ascii")
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().encode("ascii")


def reference(number: int) -> bytes:
    """Return what stands for an object wherever another names it."""
    return b"%d 0 R" % number


def array(parts: Iterable[bytes]) -> bytes:
    """Return a list of values."""
    return b"[%s]" % b" ".join(parts)


class Binder:
    """Gather the objects of one file under their numbers, and write them."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._last = 0

    def leave(self, last: int) -> None:
        """Give none of the numbers up to ``last`` to a new object: they are another's."""
        self._last = max(self._last, last)

    def reserve(self) -> int:
        """Return a number that no object has yet."""
        self._last += 1
        return self._last

    def put(self, number: int, value: bytes) -> None:
        """Take the value of an object without a stream."""
        self._plain[number] = value

    def add(self, value: bytes) -> int:
        """Take the value of a new object without a stream; return its number."""
        number = self.reserve()
        self._plain[number] = value
        return number

    def put_stream(self, number: int, content: bytes, entries: bytes = b"", packed: bool = True) -> None:
        """Take an object with its stream, and the entries that say more of it."""
        how = b"/Filter/FlateDecode" if packed else b""
        data = zlib.compress(content) if packed else content
        self._streams[number] = b"<<%s%s/Length %d>>\nstream\n%s\nendstream" % (entries, how, len(data), data)

    def add_stream(self, content: bytes, entries: bytes = b"", packed: bool = True) -> int:
        """Take a new object with its stream; return its number."""
        number = self.reserve()
        self.put_stream(number, content, entries, packed)
        return number

    def file(self, root: int, info: int) -> bytes:
        """Return the whole file: its catalogue is the object ``root``, what it says of itself ``info``."""
        packs = self._packs()
        parts, place, found = [_HEAD], len(_HEAD), {}
        for number, body in self._streams.items():
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            found[number] = _entry(1, place, 0)
            place += len(parts[-1])
        for pack, numbers in packs.items():
            found |= {number: _entry(2, pack, order) for order, number in enumerate(numbers)}
        table, count = self.reserve(), self._last + 1
        found[table], sum_of = _entry(1, place, 0), sha256(b"".join(parts)).hexdigest()[:32].encode()
        rows = zlib.compress(b"".join([found.get(number, _entry(0, 0, 255)) for number in range(count)]))
        said = b"/Type/XRef/W[1 4 1]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode/Length %d" % (
            count, root, info, sum_of, sum_of, len(rows)
        )  # fmt: skip
        parts.append(b"%d 0 obj\n<<%s>>\nstream\n%s\nendstream\nendobj\n" % (table, said, rows))
        return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % place])

    def _packs(self) -> dict[int, list[int]]:
        """Put the objects without streams into packs; return the numbers in each, in their order."""
        numbers, packs = sorted(self._plain), {}
        for start in range(0, len(numbers), _TOGETHER):
            held = numbers[start : start + _TOGETHER]
            bodies = [self._plain[number] for number in held]
            places = accumulate((len(body) + 1 for body in bodies[:-1]), initial=0)
            index = b" ".join([b"%d %d" % pair for pair in zip(held, places, strict=True)]) + b" "
            said = b"/Type/ObjStm/N %d/First %d" % (len(held), len(index))
            packs[self.add_stream(index + b" ".join(bodies), said)] = held
        return packs


def _entry(kind: int, place: int, order: int) -> bytes:
    """Return where one object is found: in the file or in a pack."""
    return bytes((kind, *place.to_bytes(4, "big"), order))
