"""What the window writes, by the same functions its menus call, each file dialog being answered beforehand."""

import hashlib
import json
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from b12calc import report
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.exchange.incoming.mapping import from_words
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.rules import laboratory_content
from b12calc.rules.laboratory import FOLDER
from b12calc_ui import columns_file
from b12calc_ui.app import build
from b12calc_ui.clinic_shelf import ClinicShelf
from b12calc_ui.draft_file import KEY_BYTES, unseal
from b12calc_ui.draft_keeper import Keeper, why_not
from b12calc_ui.exchange_answer import Asked
from b12calc_ui.exchange_saying import answer
from b12calc_ui.on_disk import REPLACE
from b12calc_ui.own_laboratory import OwnLaboratory
from b12calc_ui.paper import paper
from b12calc_ui.practice import Exchange
from b12calc_ui.settings import Settings
from tests.campaigns.reliability.writers import Writer, case_of
from tests.ui.memory_store import MemoryStore

_CLINIC = 'title = "Turn {turn}"\ndate = "2026-11-22"\n[medicines]\navailable = ["hydroxocobalamin_injection"]\n'
_REQUEST: dict[str, Any] = {"sender": "PVS", "receiver": "B12CALC", "procedure": "ALLG00", "first_name": "",
                             "birth_date": "", "sex": ""}  # fmt: skip
_LOCKED = 2.5  # seconds after which a lock that a killed process left empty is nobody's
_MOMENT = re.compile(rb"\d{3}6201\d{6}\r\n|\d{3}6305[^\r]*\r\n|\d{3}8100\d+\r\n")


class WindowDoors:
    """Write what the window writes, out of one window that is shown nowhere."""

    def __init__(self, inputs: Path) -> None:
        app, self.window = build(["b12calc"], today=lambda: date(2026, 3, 12), settings=inputs / "window.ini")
        self.app, self.files, self.store = app, self.window.files, MemoryStore(b"k" * KEY_BYTES)
        # The places are set anew behind the window's back, which asks about that; it is the writing that is disturbed.
        self.files.disk.ask = lambda name: REPLACE  # type: ignore[method-assign]
        self._keepers: dict[Path, Keeper] = {}
        self._case = -1
        self.window.show()
        self.window.live.wake()
        self.settle()
        QFileDialog.getSaveFileName = lambda *_words: (str(self._chosen), "")  # type: ignore[method-assign]
        self._chosen = Path()
        self._made: dict[str, bytes] = {}
        self._make = report.pdf
        report.pdf = self._made_once
        paper.cache_clear()

    def all(self) -> list[Writer]:
        """Return every writer of the window."""
        return [
            Writer("case file", self._save_case),
            Writer("record PDF of the window", self._save_record),
            Writer("record into a watched folder", self._into_folder, fresh=True),
            Writer("GDT answer and its PDF", self._answer, self._without_moment, fresh=True),
            Writer("own laboratory", self._laboratory),
            Writer("own clinic", self._clinic),
            Writer("columns of a table", self._columns),
            Writer("draft", self._draft, self._opened),
            Writer("settings", self._settings, retried=True),
        ]

    def settle(self) -> None:
        """Let the window come to rest, and what it let go be deleted, as its own loop of events does."""
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def end(self) -> None:
        """Leave without a question."""
        for keeper in self._keepers.values():
            keeper.release()
        self.window.leaving.keep()
        self.window.close()
        self.app.clipboard().clear()

    def _made_once(self, document: Any, *words: Any, **more: Any) -> bytes:
        """Make the PDF of a document once: a fault meets its writing, over and over."""
        key = hashlib.sha256(repr(document).encode("utf-8", "replace")).hexdigest()
        if key not in self._made:
            self._made[key] = self._make(document, *words, **more)
        return self._made[key]

    def enter(self, turn: int) -> None:
        """Put the case of a turn into the form."""
        if turn != self._case:
            self.window.form.put(read_case(json.dumps(case_of(turn))))
            self.window.live.refresh()
            self._case = turn
        self.window.bar.clear()

    def _told(self, done: bool) -> str:
        return "" if done else self.window.bar.text() or "nothing"

    def _save_case(self, folder: Path, turn: int) -> str:
        self.enter(turn)
        return self._told(self.files.save_path(folder / "case.json"))

    def _save_record(self, folder: Path, turn: int) -> str:
        self.enter(turn)
        return self._told(self.files.save_pdf_path(folder / "record.pdf"))

    def _into_folder(self, folder: Path, turn: int) -> str:
        self.enter(turn)
        self.window.settings.put("record_folder", str(folder))
        return self._told(self.files.save_into_folder())

    def _answer(self, folder: Path, turn: int) -> str:
        self.enter(turn)
        raw = case_of(turn)["patient"]
        request = GdtRequest(number=raw["identifier"], name=raw["name"], **_REQUEST)
        self.window.settings.put_exchange(Exchange(str(folder)))
        asked = Asked(request, folder / "B12CEDV1.GDT")
        done = answer(asked, self.window.live, self.window.settings, self.files.saving, self.window.bar)
        return self._told(done)

    @staticmethod
    def _without_moment(name: str, data: bytes) -> bytes:
        return _MOMENT.sub(b"", data) if name.endswith(".GDT") else data

    def _laboratory(self, folder: Path, turn: int) -> str:
        content = dict(laboratory_content((FOLDER / "leeds.toml").read_bytes(), "leeds.toml"))
        return _tried(lambda: OwnLaboratory(folder).keep(content | {"title": f"Turn {turn}"}))

    def _clinic(self, folder: Path, turn: int) -> str:
        text = _CLINIC.format(turn=turn)
        return _tried(lambda: ClinicShelf(folder).save(text, "Ours", "own:ours"))

    def _columns(self, folder: Path, turn: int) -> str:
        self._chosen = folder / "columns.toml"
        said = columns_file.save(from_words({f"Turn {turn}": "ignore"}), self.window)
        return "" if said.startswith("Saved") else said

    def _draft(self, folder: Path, turn: int) -> str:
        keeper = self._keepers.get(folder)
        if keeper is None:
            keeper = self._keepers[folder] = Keeper(folder, self.store, lambda: 1_800_000_000.0)
            keeper._key = self.store.key  # one key for all: a process that is killed takes no other with it
        until = time.monotonic() + _LOCKED
        while (why := keeper.take()) and time.monotonic() < until:
            time.sleep(0.1)
        return why or _tried(lambda: keeper.write(f"turn {turn} ".encode() * 400))

    def _opened(self, _name: str, data: bytes) -> bytes:
        assert self.store.key is not None
        return unseal(data, self.store.key)

    def _settings(self, folder: Path, turn: int) -> str:
        settings = Settings(folder / "window.ini")
        for name in ("practice_name", "practice_line_1", "file_name"):
            settings.put(name, f"Turn {turn} {name}")
        settings.put_exchange(Exchange(f"/turn/{turn}"))
        return "" if settings.is_written() else "not written"


def _tried(deed: Any) -> str:
    """Do it; return the sentence of what kept it from being done."""
    try:
        deed()
    except (OSError, ProblemsFound) as error:
        return why_not(error)
    return ""
