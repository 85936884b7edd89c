"""A second start finds the window that already runs, over a socket of this computer and this user; nothing else leaves.

The only file that may know QtNetwork: of it the two local classes, which open no connection to anywhere else.
"""

import json
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_SEATS = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")
_SHOWN = b"shown\n"
_LONGEST = 16_384
_REACH, _ANSWER = 500, 3_000


def place(environment: Mapping[str, str] = os.environ) -> str:
    """Return the name under which the window of this user on this screen is found; a path except on Windows."""
    seat = f"{crc32(chr(10).join(environment.get(name, '') for name in _SEATS).encode()):08x}"
    if sys.platform == "win32":
        from getpass import getuser

        return f"b12calc-{getuser()}-{seat}"
    folder = environment.get("XDG_RUNTIME_DIR", "")
    if not folder or not _private(Path(folder)):
        from tempfile import gettempdir

        folder = gettempdir()
    return str(Path(folder) / f"b12calc-{os.getuid()}-{seat}")


def hand_over(path: Path | None) -> bool:
    """Ask the window that runs to come to the front, with a case file or without; return whether it said it did."""
    name = place()
    if not _ours(name):
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_REACH):
        return False
    socket.write(json.dumps("" if path is None else str(path.absolute())).encode() + b"\n")
    said = socket.waitForReadyRead(_ANSWER) and bytes(socket.readAll().data())
    socket.disconnectFromServer()
    return said == _SHOWN


class Door(QObject):
    """Hear later starts of the program."""

    knocked = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None

    def open(self) -> bool:
        """Listen under the name of this user; take it over where a crash left it, never from a window that answers."""
        from PySide6.QtNetwork import QLocalServer, QLocalSocket

        server, name = QLocalServer(self), place()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        # Looked at first: Qt moves the socket of a server for one user over whatever stands under the name.
        if sys.platform == "win32" or os.path.lexists(name):
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(_REACH) or not _ours(name):
                return False
            QLocalServer.removeServer(name)
        if not server.listen(name):
            return False
        self._server = server
        return True

    def close(self) -> None:
        """Hear nothing any more, and let the name go."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._on_words(socket))
            self._on_words(socket)

    def _on_words(self, socket: "QLocalSocket") -> None:
        """Take one line, the file as JSON text; whatever else comes is dropped."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            name = json.loads(bytes(socket.readLine(_LONGEST).data()))
        except ValueError:
            name = None
        if not isinstance(name, str):
            socket.abort()
            return
        socket.write(_SHOWN)
        socket.flush()
        self.knocked.emit(name)


def _ours(name: str) -> bool:
    """Tell whether there may be a window to ask: a socket of this user; Windows shows no file."""
    if sys.platform == "win32":
        return True
    try:
        found = os.lstat(name)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def _private(folder: Path) -> bool:
    """Tell whether a folder is this user's and nobody else's."""
    if sys.platform == "win32":
        return True
    try:
        found = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
