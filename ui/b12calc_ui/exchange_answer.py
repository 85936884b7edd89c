"""The answer to a record system that asked by a GDT file: the note as text, and the record PDF beside it."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from b12calc_ui.paper import paper
from b12calc_ui.placing import record_of
from b12calc_ui.practice import Exchange

if TYPE_CHECKING:
    from b12calc.exchange.incoming.gdt import GdtRequest
    from b12calc.exchange.incoming.imported import ImportedIdentity
    from b12calc_ui.live import Live
    from b12calc_ui.settings import Settings

# A GDT file holds Western European letters alone; only signs that mean the same are written otherwise.
_PLAIN: Final = str.maketrans({
    "≥": ">=", "≤": "<=", "→": "->", "−": "-", "≠": "<>", "≈": "~", "μ": "µ", "▲": "!", "✓": "x", "☐": "[ ]",
    "\u2009": " ", "\u202f": " ", "₁": "1", "₂": "2", **{sign: f"^{digit}" for digit, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
})  # fmt: skip


class Asked(NamedTuple):
    """Hold a request and the file it came in."""

    request: "GdtRequest"
    path: Path

    def answer_path(self, exchange: Exchange) -> Path:
        """Return where the answer lies: sender and receiver of the request's name change places, else the settings'."""
        stem = self.path.stem.upper()
        name = exchange.answer_name()
        if len(stem) == 8 and stem.startswith(exchange.ours.upper()):
            name = stem[4:] + stem[:4]
        return self.path.with_name(f"{name}.GDT")


def asked_in(data: bytes, path: Path) -> Asked | None:
    """Return the request a file holds, None where it holds none."""
    if data[3:7] != b"8000":
        return None
    from b12calc.exchange.incoming.gdt import read_request
    from b12calc.problems import ProblemsFound

    with suppress(ProblemsFound):
        return Asked(read_request(data), path.absolute())
    return None


def identity_of(request: "GdtRequest") -> "ImportedIdentity":
    """Return whom a request is about."""
    from b12calc.exchange.incoming.imported import ImportedIdentity

    born = None
    with suppress(ValueError):
        text = request.birth_date
        born = date(int(text[4:8]), int(text[2:4]), int(text[:2])) if len(text) == 8 else None
    name = ", ".join(filter(None, (request.name, request.first_name)))
    return ImportedIdentity(name=name or None, date_of_birth=born, sex=None, identifier=request.number)


def write_answer(
    asked: Asked, live: "Live", settings: "Settings", put_record: Callable[[Path, bytes], str]
) -> str | None:
    """Write record PDF and answer into the folder of the request; return its name, None where nothing can be said.

    Raises FileExistsError where an answer lies there that nobody has read yet, OSError and ProblemsFound else; an
    answer is never written in part, and no PDF is left without it.
    """
    from b12calc.exchange.incoming.gdt_groups import results_of
    from b12calc.exchange.incoming.gdt_writer import write_6310
    from b12calc.files import write_new
    from b12calc.problems import ProblemsFound

    path = asked.answer_path(settings.exchange())
    if path.exists():
        raise FileExistsError(str(path))
    shown = live.placed(explain=True)
    if shown is None:
        return None
    sheets = paper()
    document = record_of(*shown, sheets.heading(settings.heading()))
    lines = sheets.note(document, brief=True).translate(_PLAIN).splitlines()
    said = (asked.request, lines, live.form.today(), datetime.now().time())
    groups = results_of(shown[0])
    write_6310(*said, None, groups)  # what cannot be written is known before
    name = put_record(path.parent, sheets.pdf(document, settings.paper()))
    record = path.with_name(name)
    try:
        write_new(path, write_6310(*said, str(record), groups))
    except (OSError, ProblemsFound):
        with suppress(OSError):
            record.unlink()  # a PDF that no answer names is nobody's
        raise
    return path.name
