"""Write a report as plain text for pasting into the record: ASCII headings, at most 80 columns, no tabs."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Final

from b12calc.report import document as content
from b12calc.report import here
from b12calc.report.words import keep_figures, uncontrolled

COLUMNS: Final = 76
_HANG: Final = 4
_TO_FILL_IN: Final = "______"
INPUTS: Final = "Inputs, to read back"
_READ_BACK: Final = (
    "Pasted into b12calc, the lines from here to the end of the note rebuild this case. The characters in brackets "
    "find a line that was changed."
)
_PLAN: Final = ("Plan", "Treatment dates", here.TITLE, "Cautions, advice and open questions")
_FOLLOW_UP: Final = "Follow-up"
_REASONS: Final = ("Why", "Why not otherwise", "What would change this", "Sources")


def write(document: content.ReportDocument, inputs: str = "", *, brief: bool = False) -> str:
    """Return the note; see ``b12calc.report.note``."""
    lines = [document.title.upper(), *_wrapped(document.subtitle), *_wrapped(" · ".join(document.identity))]
    for section in document.sections:
        lines += [] if brief and section.title in _REASONS else _section(section)
    if inputs:
        lines += _inputs(inputs)
    return _text([*lines, "", *_wrapped(document.edition), *_wrapped(document.statement)])


def sections(document: content.ReportDocument, inputs: str) -> dict[str, str]:
    """Return the parts of the note; see ``b12calc.report.note_sections``."""
    foot = ["", *_wrapped(document.edition)]
    groups = {
        "conclusion": document.sections[:2],
        "plan": [section for section in document.sections if section.title in _PLAN],
        "follow_up": [section for section in document.sections if section.title == _FOLLOW_UP],
    }
    found = {name: [line for section in group for line in _section(section)] for name, group in groups.items()}
    return {name: _text([*lines[1:], *foot]) for name, lines in {"inputs": _inputs(inputs), **found}.items() if lines}


def _section(section: content.Section) -> list[str]:
    body = [line for block in section.blocks for line in _block(block)]
    return ["", *_heading(section.title), *body] if body else []


def _inputs(inputs: str) -> list[str]:
    return ["", *_heading(INPUTS), *_wrapped(_READ_BACK), *inputs.splitlines()] if inputs else []


def _text(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _heading(title: str) -> list[str]:
    return [title.upper(), "-" * len(title)] if title else []


def _wrapped(text: str, first: str = "", hang: int = 0) -> list[str]:
    """Break a text into lines; dates and figures with their unit hold together until they are broken."""
    text = uncontrolled(keep_figures(" ".join(unicodedata.normalize("NFC", text).split(" "))))
    broken = textwrap.wrap(text, COLUMNS, initial_indent=first, subsequent_indent=" " * hang, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in broken]


def _block(block: content.Block) -> Iterator[str]:
    match block:
        case content.UrgentLine():
            yield from _wrapped(f"*** {block.word.upper()} ***" if block.word else "")
            yield from _wrapped(f"*** {block.text}" if not block.word else block.text)
        case content.Paragraph():
            yield from _wrapped(f"{block.lead} {block.text}".strip(), hang=_HANG if block.lead else 0)
        case content.KeyValues():
            for label, value in block.rows:
                yield from _wrapped(f"{label}: {value}", hang=_HANG)
        case content.Table():
            yield from _table(block)
        case content.Scale():
            yield from _wrapped(block.twin, hang=_HANG)
        case content.ActionList():
            yield from _actions(block)
    # Of lines to write in nothing is said, nor of a timeline: the table beside it says it all.


def _actions(block: content.ActionList) -> Iterator[str]:
    yield f"{block.lead}:"
    for item in block.items:
        number = f"{item.number}. " if item.number else "- "
        yield from _wrapped(f"{item.strength} {item.text}".strip(), f"  {number}", _HANG + 2)


def _table(block: content.Table) -> Iterator[str]:
    """Write each row as one item, its cells named by the heads of their columns; an empty cell is left out."""
    for row, note in block.rows_with_notes():
        filled = [cell or _TO_FILL_IN if block.boxes else cell for cell in row]
        cells = [f"{head}: {cell}" for head, cell in zip(block.header[1:], filled[1:], strict=True) if cell != "–"]
        cells += [note] if note else []
        yield from _wrapped(f"{row[0]} | {' | '.join(cells)}", "- ", _HANG)
