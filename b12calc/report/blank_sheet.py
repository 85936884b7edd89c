"""The symptom sheet for the waiting room: every question of the form, boxes to cross, cells for the line to type in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

from b12calc import __version__
from b12calc.models.answer_blocks import SIZE, Block, blocks, form_number, numbers
from b12calc.models.vocabulary import ANSWER_GROUPS
from b12calc.report import document as content
from b12calc.report.content import STATEMENT

_SIZE: Final = 10  # points
_BESIDE: Final = 2  # blocks in one row
_TIGHT, _ROOMY = 0.22, 0.5
_LAST: Final = "circumstances"  # on the screen, what was taken before the test stands in front of it
_LINE: Final = "_" * 26


def blank_sheet(heading: tuple[str, ...] = ()) -> content.ReportDocument:
    """Return the sheet; see ``b12calc.report.handout.symptom_sheet``."""
    words = sheet_words()
    form = form_number()
    how = content.ActionList(
        words["how"]["lead"], tuple(content.Action("", "", line) for line in words["how"]["lines"])
    )
    return content.ReportDocument(
        title=words["title"],
        identity=(f"Sheet {form}", f"Name {_LINE}", f"Born {_LINE[:16]}"),
        subtitle=words["subtitle"],
        statement=STATEMENT,
        edition=f"b12calc {__version__} · symptom sheet {form} · {len(numbers())} questions",
        author=f"b12calc {__version__}",
        sections=(content.Section("", (how,)), *_groups(), _code_line()),
        heading=heading,
        entered=tuple(("practice heading", line) for line in heading),
        size=_SIZE,
    )


@cache
def sheet_words() -> dict[str, Any]:
    """Return the words of the sheet, read once."""
    return tomllib.loads(Path(__file__).with_name("blank_sheet.toml").read_text(encoding="utf-8"))


def _groups() -> Iterator[content.Section]:
    """Yield the groups in the order of the form, each with its questions and boxes."""
    words, order = sheet_words(), numbers()
    head = tuple(words["head"][name] for name in ("number", "question", "yes", "no", "unknown"))
    for group, codes in ANSWER_GROUPS.items():
        if group == _LAST:
            yield content.Section(words["before"]["title"], (content.WriteIn(tuple(words["before"]["labels"])),))
        rows = tuple((str(order[code]), words["ask"][code], "", "", "") for code in codes)
        table = content.Table(head, rows, (8, 59, 8, 8, 17), boxes=True, air=_TIGHT)
        hint = (content.Paragraph(words["hint"][group]),) if group in words["hint"] else ()
        yield content.Section(words["group"][group], (*hint, table))


def _code_line() -> content.Section:
    """Return the cells for the practice: the number of a question in each, the sum behind each block."""
    words = sheet_words()["code"]
    head = (words["block"], *words["places"], words["sum"]) * _BESIDE
    every = iter(blocks())
    rows: list[tuple[str, ...]] = []
    while line := tuple(islice(every, _BESIDE)):
        cells = [cell for block in line for cell in _cells(block)]
        rows.append((*cells, *[""] * (len(head) - len(cells))))
    shares, letters = (1.3, 1, 1, 1, 1, 1, 1.2) * _BESIDE, tuple(range(0, len(head), len(head) // _BESIDE))
    table = content.Table(head, tuple(rows), shares, letters, small=True, boxes=True, air=_ROOMY)
    key = (content.Paragraph(line.format(form=form_number())) for line in words["lines"])
    return content.Section(words["title"], (*key, table))


def _cells(block: Block) -> tuple[str, ...]:
    asked = [str(block.first + place) for place in range(len(block.codes))]
    return block.letter, *asked, *[""] * (SIZE - len(asked)), ""
