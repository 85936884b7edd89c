"""What a report says, free of paper and pixels: one content model, and every writer prints from it.

Frozen dataclasses of plain text. A number, a dose or a date enters here once, already written out, so that the PDF,
the note and every later writer cannot differ. No-break spaces hold a figure to its unit, and a date together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

Tone = Literal["normal", "quiet", "small"]
Level = Literal["emergency", "urgent", "soon", "routine"]
Verdict = Literal["as_expected", "within_time", "not_as_expected", "not_known"]


@dataclass(frozen=True, slots=True)
class UrgentLine:
    """Hold the most urgent line: the level decides the shape, ``word`` says it unless ``text`` begins with it."""

    level: Level
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one paragraph of running text; ``lead`` stands in front of it in the heavier weight."""

    text: str
    tone: Tone = "normal"
    lead: str = ""


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Hold short facts as label and value, in reading order; ``strip`` sets them side by side, labels above.

    With ``below`` each stands on a line of its own also on wide paper.
    """

    rows: tuple[tuple[str, str], ...]
    strip: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table; ``shares`` are relative column widths, ``strong`` the columns in the heavier weight.

    ``small`` sets it in the size of evidence: to be looked up, not to be read through; with ``lines`` a line feed in a
    cell begins a new paragraph, else it is a space, and only the first line of a strong column is heavy. ``boxes``
    rules every cell and leaves room in it: an empty one is to be filled in by hand. ``air`` is that room above and
    below, by the size of the print, in easy reading. ``under``, where it is not empty, holds a text below each row.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    strong: tuple[int, ...] = ()
    small: bool = False
    lines: bool = False
    boxes: bool = False
    air: float = 0.55
    under: tuple[str, ...] = ()

    def rows_with_notes(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Yield each row with the text that stands below it, empty where there is none."""
        return zip(self.rows, self.under or ("",) * len(self.rows), strict=True)


@dataclass(frozen=True, slots=True)
class Scale:
    """Hold what the picture of one B12 result shows; every figure is in ``unit`` and written as ``twin`` says it.

    ``low`` and ``high`` are the decision limits, ``doubt`` the band of measurement doubt, ``reference`` the range the
    laboratory printed. ``twin`` is the same content in words: for writers without pictures and for screen readers.
    """

    name: str
    unit: str
    value: Decimal
    value_text: str
    comparator: str
    low: Decimal
    high: Decimal
    zones: tuple[str, str, str]
    twin: str
    doubt: tuple[Decimal, Decimal] | None = None
    reference: tuple[Decimal | None, Decimal | None] = (None, None)
    reference_label: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Hold one bar of a timeline: from when to when, and in one short ``word`` what was seen; without an end, None."""

    name: str
    opens: date
    closes: date | None
    verdict: Verdict
    word: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold what the picture of the expected order of recovery shows; the table beside it says the same in words.

    ``ticks`` are the words and days below the axis, from its start to its end; ``no_end`` stands at a bar without an
    end, ``aside`` says how the axis runs. ``twin`` is for screen readers.
    """

    spans: tuple[Span, ...]
    ticks: tuple[tuple[str, date], ...]
    visit: date
    visit_text: str
    no_end: str
    aside: str
    twin: str


@dataclass(frozen=True, slots=True)
class Action:
    """Hold one thing to do: its number, by which the reasons name it, its strength in front of it, and the line."""

    number: str
    strength: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionList:
    """Hold things to do under one short lead ("Do now")."""

    lead: str
    items: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Hold labels of empty lines to be filled in by hand (clinician, signature, date)."""

    labels: tuple[str, ...]


Block: TypeAlias = UrgentLine | Paragraph | KeyValues | Table | Scale | Timeline | ActionList | WriteIn


@dataclass(frozen=True, slots=True)
class Section:
    """Hold blocks under one heading; an empty title prints no heading, ``new_page`` starts a page.

    A heading needs ``room`` points below it, or it starts the next page.
    """

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    room: float = 72.0


@dataclass(frozen=True, slots=True)
class Attached:
    """Hold one file for machines that goes with the paper: what it is in words, and whether the report came from it."""

    name: str
    words: str
    relation: Literal["Source", "Data"]
    text: str


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """Hold one whole report.

    ``identity`` is printed on every page, its parts in order of importance; ``statement`` and ``edition`` stand at the
    foot of every page. ``title`` is the title in the file's properties and never names a patient. With ``outline`` the
    headings stand in the outline beside the pages. ``heading`` is the practice's own: on paper only, never in a note.
    ``day`` is the day the file is dated; none, and it bears no date.
    What is ``attached`` is embedded in the PDF. ``entered`` is what was typed, each text with the name of its field:
    not printed; a character that cannot be printed is refused under that name. With a ``size`` in points it is set for
    easy reading in print of that size; 0 is the record's own small print.
    """

    title: str
    identity: tuple[str, ...]
    subtitle: str
    statement: str
    edition: str
    author: str
    sections: tuple[Section, ...] = field(default=())
    language: str = "en-GB"
    day: date | None = None
    attached: tuple[Attached, ...] = ()
    entered: tuple[tuple[str, str], ...] = ()
    outline: bool = False
    heading: tuple[str, ...] = ()
    size: int = 0


def texts(document: ReportDocument) -> Iterator[tuple[str, str]]:
    """Yield every text of the report in reading order, with the name of the place it stands in."""
    for line in document.heading:
        yield "practice heading", line
    yield "title", document.title
    yield "title", document.subtitle
    for part in document.identity:
        yield "patient identity", part
    for section in document.sections:
        place = section.title or document.title
        if section.title:
            yield place, section.title
        for block in section.blocks:
            for text in block_texts(block):
                yield place, text
    yield "foot of the page", document.statement
    yield "foot of the page", document.edition


def block_texts(block: Block) -> Iterator[str]:
    """Yield the texts of one block in reading order, without those drawn inside a picture."""
    match block:
        case UrgentLine():
            yield block.word
            yield block.text
        case Paragraph():
            yield block.lead
            yield block.text
        case KeyValues():
            for label, value in block.rows:
                yield label
                yield value
        case Table():
            yield from block.header
            for row, note in block.rows_with_notes():
                yield from row
                yield note
        case Scale() | Timeline():
            yield from ()
        case ActionList():
            yield block.lead
            for item in block.items:
                yield item.number
                yield item.strength
                yield item.text
        case WriteIn():
            yield from block.labels
