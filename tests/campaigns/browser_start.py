"""A browser page with as many inputs as our window: how long to its first paint, and how much memory it then holds.

Only for ``make bench``, and only where a Chromium is installed. The page tells a server of this process, on this
computer alone, when it has painted; memory is the proportional share (PSS) of every process of the browser together.
"""

import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
QUIET: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1366,768",
)  # fmt: skip
PAINTED: Final = "requestAnimationFrame(() => requestAnimationFrame(() => fetch('/painted')));"


def page(counts: list[int]) -> str:
    """Return a scrolled form with the given numbers of buttons, combo boxes and line edits."""
    buttons, choices, fields = counts
    parts = ["<p><button>Yes</button></p>"] * buttons
    parts += ["<p><select><option>unit?</option><option>ng/L</option></select></p>"] * choices
    parts += ["<p><input size=12></p>"] * fields
    return f"<!doctype html><title>form</title><body>{''.join(parts)}<script>{PAINTED}</script>"


def measure(counts: list[int]) -> dict[str, float] | None:
    """Return milliseconds from process start to first paint and MiB held then; None where there is no browser."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        return None
    painted, html = threading.Event(), page(counts).encode()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Give the page, and hear that it has painted."""
            if self.path == "/painted":
                painted.set()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html if self.path == "/" else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        line = [program, *QUIET, f"--user-data-dir={folder}", f"http://127.0.0.1:{server.server_port}/"]
        began = time.monotonic()
        running = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            if not painted.wait(60):
                return None
            taken = (time.monotonic() - began) * 1000
            return {"ms": taken, "mib": sum(held(one) for one in family(running.pid)) / 1024}
        finally:
            running.terminate()
            running.wait()
            server.shutdown()
            server.server_close()


def family(first: int) -> Iterator[int]:
    """Yield a process and all that it started, on Linux."""
    yield first
    for task in Path(f"/proc/{first}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def held(process: int) -> int:
    """Return the proportional share of memory of one process in KiB; nothing for one that has ended."""
    try:
        rows = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(row.split()[1]) for row in rows if row.startswith("Pss:")), 0)
