"""The draft, its key and the right to both: one window of this user at a time."""

import contextlib
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QLockFile

from b12calc_ui.draft_file import KEY_BYTES, DraftFile, unseal
from b12calc_ui.key_store import KeyStore, StoreTrouble
from b12calc_ui.texts import tr

_NAMELESS: Final = 2000  # milliseconds after which a lock that names no process is nobody's


class Keeper:
    """Seal and open the one draft under a key of its own, and let both go together."""

    def __init__(self, folder: Path, opener: Callable[[], KeyStore], clock: Callable[[], float]) -> None:
        self.file, self._opener, self.clock = DraftFile(folder), opener, clock
        self.store: KeyStore | None = None
        self._key: bytes | None = None
        self._lock: QLockFile | None = None

    def holds(self) -> bool:
        """Tell whether the draft is this window's to keep and to remove."""
        return self._lock is not None

    def take(self) -> str:
        """Become the one window that keeps the draft, and reach the key store; return why not, else an empty text."""
        if self._lock is None:
            try:
                self.file.make_folder()
            except OSError as error:
                return why_not(error)
            lock = QLockFile(str(self.file.folder / "lock"))
            # A process that died between making the lock and writing its name into it left an empty one: nobody's.
            lock.setStaleLockTime(_NAMELESS if self._nameless("lock") else 0)
            self._drop_taking_over()
            if not lock.tryLock(0):
                taken = lock.error() == QLockFile.LockError.LockFailedError
                return tr("another window keeps the draft") if taken else tr("the settings folder cannot be written")
            self._lock = lock
            self.file.sweep()
        try:
            self.store = self._opener()
            self.store.get()
        except StoreTrouble as trouble:
            self.store = None
            return str(trouble)
        return ""

    def _nameless(self, name: str) -> bool:
        with contextlib.suppress(OSError):
            return (self.file.folder / name).stat().st_size == 0
        return False

    def _drop_taking_over(self) -> None:
        """Remove what a process left that died while it took over a lock: Qt would wait half a minute for it."""
        name = "lock.rmlock"
        with contextlib.suppress(OSError):
            path = self.file.folder / name
            if self._nameless(name) and time.time() - path.stat().st_mtime > _NAMELESS / 1000:
                path.unlink()

    def write(self, plain: bytes) -> None:
        """Replace the draft. Raises OSError and StoreTrouble; then the older one is whole."""
        assert self.store is not None
        if self._key is None:
            key = secrets.token_bytes(KEY_BYTES)
            self.store.put(key)
            self._key = key
        self.file.write(plain, self._key, int(self.clock()))

    def read(self) -> bytes:
        """Return what the draft holds. Raises OSError, StoreTrouble and DraftDamaged."""
        if self.store is None:
            raise StoreTrouble(tr("no key store of the operating system can be reached"))
        key = self.store.get()
        plain = unseal(self.file.read(), key or b"")
        self._key = key
        return plain

    def is_old(self) -> bool:
        """Tell whether there is a draft of 24 hours."""
        return self.file.is_old(self.clock())

    def clear(self, always: bool = False) -> list[str]:
        """Remove draft and key; return what went wrong. The key is deleted even where the draft cannot be removed."""
        if not (always or self._key is not None or self.file.exists()):
            return []
        troubles = []
        try:
            self.file.remove()
        except OSError as error:
            troubles.append(tr("The draft could not be removed: {why}.", why=why_not(error)))
        try:
            if self.store is not None:
                self.store.drop()
            self._key = None
        except StoreTrouble as trouble:
            troubles.append(tr("The key of the draft could not be removed: {why}.", why=trouble))
        return troubles

    def release(self) -> None:
        """Let another window keep the draft."""
        self.store = self._key = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
            self.file.remove_folder()


def why_not(trouble: Exception) -> str:
    """Return why something failed, without a path: it may hold the user's name."""
    return (trouble.strerror if isinstance(trouble, OSError) else None) or str(trouble)
