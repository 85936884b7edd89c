"""The operating system's key store, which holds the key of the draft: one entry, and no other kind of store is taken.

The only file that may know keyring; it is loaded with the draft and not before. What keyring would choose by itself, by
its settings file, by the environment or by what else is installed, is never asked.
"""

import base64
import sys
from typing import TYPE_CHECKING, Final, Protocol

from b12calc_ui.texts import tr

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_SERVICE: Final = "b12calc"
_ENTRY: Final = "draft"
_SYSTEM: Final = {
    "linux": ("keyring.backends.SecretService", "Keyring"),
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
}


class StoreTrouble(Exception):
    """Say in one sentence why the key store could not be used."""


class KeyStore(Protocol):
    """Hold at most one key."""

    def put(self, key: bytes) -> None:
        """Keep a key in the place of any other. Raises StoreTrouble."""

    def get(self) -> bytes | None:
        """Return the key, None where there is none. Raises StoreTrouble."""

    def drop(self) -> None:
        """Keep no key any more. Raises StoreTrouble."""


def is_system_store(backend: object) -> bool:
    """Tell whether a backend of keyring is the operating system's own store, and can be used here.

    Only the three classes named above, exactly: no null, fail, plain-text or chained backend, no class made from one.
    """
    kind = type(backend)
    return (kind.__module__, kind.__qualname__) in _SYSTEM.values() and getattr(kind, "viable", False) is True


def open_store() -> KeyStore:
    """Return the key store of this system. Raises StoreTrouble where there is none."""
    from importlib import import_module

    if sys.platform not in _SYSTEM:
        raise StoreTrouble(tr("this system has no key store that the program knows"))
    module, name = _SYSTEM[sys.platform]
    try:
        backend = getattr(import_module(module), name)()
        usable = is_system_store(backend)
    except Exception as error:
        raise StoreTrouble(_why(error)) from None
    if not usable:
        raise StoreTrouble(tr("no key store of the operating system can be reached"))
    return SystemStore(backend)


class SystemStore:
    """Keep the key in a backend that is the operating system's own."""

    def __init__(self, backend: "KeyringBackend") -> None:
        if not is_system_store(backend):
            raise StoreTrouble(tr("this is no key store of the operating system"))
        self._backend = backend
        if sys.platform == "win32":
            # At first such an entry would travel with the user's profile to other computers.
            backend.persist = "local machine"  # type: ignore[attr-defined]

    def put(self, key: bytes) -> None:
        """Keep a key in the place of any other, and see that it is there."""
        # Windows would keep the earlier key under a second name.
        self.drop()
        try:
            self._backend.set_password(_SERVICE, _ENTRY, base64.b64encode(key).decode())
        except Exception as error:
            raise StoreTrouble(_why(error)) from None
        if self.get() != key:
            raise StoreTrouble(tr("the key store did not keep the key"))

    def get(self) -> bytes | None:
        """Return the key; an entry that is no key reads as an empty one."""
        try:
            text = self._backend.get_password(_SERVICE, _ENTRY)
        except Exception as error:
            raise StoreTrouble(_why(error)) from None
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except ValueError:
            return b""

    def drop(self) -> None:
        """Delete the key, and see that it is gone."""
        if self.get() is None:
            return
        try:
            self._backend.delete_password(_SERVICE, _ENTRY)
        except Exception as error:
            raise StoreTrouble(_why(error)) from None
        if self.get() is not None:
            raise StoreTrouble(tr("the key store did not delete the key"))


def _why(error: Exception) -> str:
    """Return what a library of the store said, on one line; each system raises errors of its own."""
    return " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
