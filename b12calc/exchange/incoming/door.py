"""The one way in for results from elsewhere: which format a file is, its reader, the judge."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from b12calc.exchange.incoming.found import Report
from b12calc.exchange.incoming.guard import Watch, refuse, within_size
from b12calc.exchange.incoming.imported import Import
from b12calc.exchange.incoming.judge import judged
from b12calc.exchange.pasted import text_of as decoded

Format = Literal["text", "csv", "hl7", "fhir", "gdt", "edifact"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_HEAD: Final = 4096
_HL7: Final = re.compile(r"[\x0b\s]*(?:MSH|FHS|BHS)[^\w\s]")
_EDIFACT: Final = re.compile(r"\s*(?:UNA.{6}\s*)?UN[BH]\W")
_GDT: Final = re.compile(r"[0-9]{3}8000")
_OURS: Final = re.compile(r'"format"\s*:\s*"b12calc-(case|assessment)/')


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold how a file is to be read.

    ``day_first``: whether 03/04 is the third of April where nothing in the file settles it; None leaves such a day
    open. ``mapping``: which column of a table is what, as a person said (``mapping.ColumnMap.words``).
    """

    today: date
    day_first: bool | None = None
    mapping: Mapping[str, str] | None = None


def read_results(data: bytes, how: Reading, as_format: Format | None = None, watch: Watch | None = None) -> Import:
    """Return what a file or pasted text holds, by patient; the format is found out where none is named.

    Raises ProblemsFound with one sentence for a file that is too large, empty, no report, or takes too long.
    """
    within_size(data)
    name = as_format or format_of(data)
    if how.mapping:
        name = _mapped(name)
    reports = _reports(data, name, how, watch or Watch())
    return Import(read_as=name, patients=tuple(judged(report, how.today) for report in reports))


def format_of(data: bytes) -> Format:
    """Say what a file is by how it begins; raises ProblemsFound for what is opened in another way or no text."""
    if data.startswith(b"%PDF-"):
        raise refuse("this is a PDF; a record of this program is opened with Open, other PDFs cannot be read")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise refuse("this is a workbook or an archive; save the sheet as CSV and import that")
    if b"\x00" in data[:_HEAD] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise refuse("the file is not text; expected a laboratory report")
    head = decoded(data[:_HEAD]).lstrip("\ufeff")
    if _HL7.match(head):
        return "hl7"
    if _EDIFACT.match(head):
        return "edifact"
    if _GDT.match(head):
        return "gdt"
    first = head.lstrip()[:1]
    if first in ("{", "["):
        if _OURS.search(head):
            raise refuse("this is a case or an assessment of this program; open it with Open")
        return "fhir" if "resourceType" in decoded(data) else "text"
    if first == "<" and "hl7.org/fhir" in head:
        return "fhir"
    from b12calc.exchange.incoming import table

    return "csv" if not _is_quoted(head) and table.seems_table(decoded(data)) else "text"


def _mapped(name: Format) -> Format:
    """Return the format of a file whose columns are named: a table, also one whose heads alone do not show it."""
    if name not in ("csv", "text"):
        raise refuse(f"columns are named in a table of text alone; the file is read as {name}")
    return "csv"


def _is_quoted(head: str) -> bool:
    """Tell whether lines are quoted as in mail: such a mark before a figure would be read as "more than"."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum(line.lstrip().startswith(">") for line in lines) > len(lines)


def _reports(data: bytes, name: Format, how: Reading, watch: Watch) -> tuple[Report, ...]:
    """Read a file by its reader, which is loaded only now."""
    if name == "hl7":
        from b12calc.exchange.incoming import hl7v2

        return hl7v2.read(data, watch)
    if name == "fhir":
        from b12calc.exchange.incoming import fhir

        return fhir.read(data, watch)
    if name == "gdt":
        from b12calc.exchange.incoming import gdt

        return gdt.read(data, watch)
    if name == "edifact":
        from b12calc.exchange.incoming import edifact

        return edifact.read(data, watch)
    if name == "csv":
        from b12calc.exchange.incoming import table

        return table.read(data, watch, how.day_first, how.mapping)
    from b12calc.exchange.incoming import paste

    return paste.read(decoded(data), watch, how.day_first)
