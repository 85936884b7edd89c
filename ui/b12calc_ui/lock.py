"""Hears from the desktop, on Linux, that the screen is being locked: over the message bus of this computer alone."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_SYSTEM = "/run/dbus/system_bus_socket"


class Lock(QObject):
    """Tell when the screen is locked, where the desktop says so; elsewhere this stays silent."""

    locked = Signal()

    def listen(self, environment: Mapping[str, str] = os.environ) -> int:
        """Listen on the buses that are sockets of this computer; return on how many."""
        session = _local(environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
        system = _local(environment.get("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={_SYSTEM}")) and Path(_SYSTEM).exists()
        if not session and not system:
            return 0
        from PySide6.QtDBus import QDBusConnection

        heard = 0
        if session:
            bus, slot = QDBusConnection.sessionBus(), SLOT("on_saver(bool)")
            heard += any([self._hear(bus, "", name, "ActiveChanged", slot) for name in _SAVERS])
        if system:
            bus, login = QDBusConnection.systemBus(), "org.freedesktop.login1.Session"
            heard += self._hear(bus, self._session(environment), login, "Lock", SLOT("on_lock()"))
        return heard

    def _hear(self, bus: "QDBusConnection", path: str, interface: str, name: str, slot: str) -> bool:
        # The stubs ask for bytes and the library for text.
        return bus.isConnected() and bus.connect("", path, interface, name, self, slot)  # type: ignore[call-overload]

    @Slot(bool)
    def on_saver(self, active: bool) -> None:
        """Take word that the screen saver began or ended."""
        if active:
            self.locked.emit()

    @Slot()
    def on_lock(self) -> None:
        """Take word that the session is locked."""
        self.locked.emit()

    @staticmethod
    def _session(environment: Mapping[str, str]) -> str:
        """Return the path of this login on the bus, escaped as its manager does; empty stands for any login."""
        number = environment.get("XDG_SESSION_ID", "")
        if not number.isascii() or not number.isalnum():
            return ""
        first = number[0] if not number[0].isdigit() else f"_{ord(number[0]):02x}"
        return f"/org/freedesktop/login1/session/{first}{number[1:]}"


def _local(address: str) -> bool:
    """Tell whether every way to a bus is a socket of this computer: a bus may also be reached over a network."""
    return bool(address) and all(part.startswith("unix:") for part in address.split(";") if part)
