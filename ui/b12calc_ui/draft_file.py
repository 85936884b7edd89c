"""The one draft on the disk: sealed with AES-256-GCM, written whole or not at all, for this user only.

Layout: mark and version, time of writing, nonce, ciphertext with its tag; mark and time are sealed with it. The only
file that may know cryptography; it is loaded when a draft is first sealed or opened.
"""

import contextlib
import os
import secrets
import struct
from pathlib import Path
from typing import Final

NAME: Final = "case.draft"
HOURS: Final = 24
_MARK: Final = b"b12calc draft 1\n"
_TIME: Final = struct.Struct(">q")
_HEAD: Final = len(_MARK) + _TIME.size
_NONCE, _TAG, KEY_BYTES = 12, 16, 32
_LARGEST: Final = 40_000_000


class DraftDamaged(Exception):
    """Say that the bytes are no draft, or not one sealed with this key."""


def seal(plain: bytes, key: bytes, written: int) -> bytes:
    """Return the bytes of a draft; ``written`` in seconds of the clock. Each call takes a nonce of its own."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, nonce = _MARK + _TIME.pack(written), secrets.token_bytes(_NONCE)
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head)


def unseal(data: bytes, key: bytes) -> bytes:
    """Return what was sealed. Raises DraftDamaged where one bit differs, in the head too, or the key is another."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not data.startswith(_MARK) or len(data) < _HEAD + _NONCE + _TAG or len(key) != KEY_BYTES:
        raise DraftDamaged
    try:
        return AESGCM(key).decrypt(data[_HEAD : _HEAD + _NONCE], data[_HEAD + _NONCE :], data[:_HEAD])
    except InvalidTag:
        raise DraftDamaged from None


class DraftFile:
    """Write, read and remove the draft in a folder that holds nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / NAME

    def exists(self) -> bool:
        """Tell whether there is a draft, readable or not."""
        return os.path.lexists(self.path)

    def make_folder(self) -> None:
        """Make the folder, for this user only. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def write(self, plain: bytes, key: bytes, written: int) -> None:
        """Replace the draft. Raises OSError; then the older one is whole."""
        from b12calc.files import write_whole

        write_whole(self.path, seal(plain, key, written), private=True)

    def read(self) -> bytes:
        """Return the sealed bytes. Raises OSError, or DraftDamaged where they are too many."""
        with self.path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise DraftDamaged
        return data

    def written(self) -> int | None:
        """Return the time the draft says it was written, else that of the file; None where there is no file."""
        with contextlib.suppress(OSError):
            with contextlib.suppress(OSError), self.path.open("rb") as stream:
                head = stream.read(_HEAD)
                if head.startswith(_MARK) and len(head) == _HEAD:
                    return int(_TIME.unpack(head[len(_MARK) :])[0])
            return int(self.path.lstat().st_mtime)
        return None

    def is_old(self, now: float) -> bool:
        """Tell whether a draft is 24 hours old; one that far ahead of the clock counts as old too."""
        written = self.written()
        return written is not None and abs(now - written) >= HOURS * 3600

    def remove(self) -> None:
        """Remove the draft and what an interrupted write left behind. Raises OSError."""
        for path in (self.path, *self.folder.glob(".b12calc-*.part")):
            path.unlink(missing_ok=True)

    def remove_folder(self) -> None:
        """Remove the folder, if nothing is left in it."""
        with contextlib.suppress(OSError):
            self.folder.rmdir()

    def sweep(self) -> None:
        """Remove what an interrupted write left behind, as far as it can be removed."""
        for path in self.folder.glob(".b12calc-*.part"):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
