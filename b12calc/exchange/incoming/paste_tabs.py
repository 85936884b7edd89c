"""Hold lines of a table without heads against each other: a figure that stands further in may be an earlier one."""

from __future__ import annotations

from collections.abc import Sequence

from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import Piece


class Tabs:
    """Remember in which cell the figures of the lines before stood."""

    def __init__(self) -> None:
        self._cells: set[int] = set()

    def hold(self, line: Line, pieces: Sequence[Piece]) -> None:
        """Doubt a figure behind an empty cell in which the lines before have theirs."""
        if "\t" not in line.text or len(pieces) != 1 or not pieces[0].figures:
            return
        cells = [cell.strip() for cell in line.text.split("\t")]
        at = line.text.count("\t", 0, pieces[0].figures[0].start)
        if any(not cells[cell] for cell in self._cells if cell < at):
            pieces[0].doubts.append("the cell is empty in which the lines above have their figure")
        else:
            self._cells.add(at)
