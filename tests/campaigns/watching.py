"""Listen to what Python itself reports: files opened, sockets made, programs started."""

import sys
from typing import Final

WATCHED: Final = ("open", "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "os.startfile",
                  "urllib.", "ftplib.", "http.", "ctypes.dlopen", "webbrowser.", "os.mkdir", "os.remove", "os.rename",
                  "os.listdir", "os.scandir", "shutil.", "tempfile.", "exec", "compile", "import")  # fmt: skip


class Watch:
    """Collect the events of one stretch; a hook can never be taken away, so it falls silent after it."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._on = False

    def __enter__(self) -> "Watch":
        sys.addaudithook(self._hear)
        self._on = True
        return self

    def __exit__(self, *_: object) -> None:
        self._on = False

    def _hear(self, event: str, told: tuple[object, ...]) -> None:
        if self._on and event.startswith(WATCHED):
            self.seen.append(f"{event} {str(told[:1])[:100]}")
