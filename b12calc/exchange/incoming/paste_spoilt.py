"""Tell which results a line puts in question because something was wrong with their sample."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.names import analyte_named, denied, folded, is_spoilt
from b12calc.exchange.incoming.paste_alarms import alarmed
from b12calc.exchange.incoming.paste_book import Book
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_pieces import Piece
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import is_aside

_ALL: Final = frozenset({"results", "tests", "ergebnisse", "werte", "resultats", "resultados", "analyses", "risultati"})
_FAR_IN: Final = 8  # signs; a cell that begins further in heads no row


class Beside:
    """Take in what is said beside a result: how it was done, or that something was wrong with its sample."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._spoilt: frozenset[str] | None = None  # what the line before put in question

    def takes(self, line: Line, tokens: Sequence[Token], above: Piece | None, waiting: Piece | None) -> bool:
        """Tell whether a line says such a thing; ``above`` is the result in the line just above, if it is open."""
        self._spoilt = spoilt_tests(line, tokens, above.name.mean if above else None, self._spoilt)
        if above and above.answered and _of_another_material(line, tokens, above.lines[0]):
            self._book.spoil(line, frozenset({above.name.mean}))
        if self._spoilt is not None:
            self._book.spoil(line, self._spoilt)
            self._book.leave(line, "says that something was wrong with the sample")
            return True
        if is_aside(line.text) and waiting and not waiting.answered:
            self._book.leave(line, "says how or where the test was done")
            return True
        return False


def _of_another_material(line: Line, tokens: Sequence[Token], row: Line) -> bool:
    """Tell whether a line set in below a row says of what the row was measured: "  24h urine collection"."""
    further = len(line.text) - len(line.text.lstrip()) > len(row.text) - len(row.text.lstrip())
    named = any(token.kind == "name" for token in tokens)
    return further and not named and denied((line.text,), specimens=True) is not None


def spoilt_tests(
    line: Line, tokens: Sequence[Token], above: str | None, before: frozenset[str] | None
) -> frozenset[str] | None:
    """Return the tests a line puts in question, empty for all of them; None where it says nothing of this.

    Those it names; without a name all where it speaks of results or doubts the report, else those of the spoilt line
    just ``before``, else the test of the result just ``above``.
    """
    if not is_spoilt(line.text) or _is_row(tokens):
        return None
    named = frozenset(code for word in folded(line.text).split() if (code := analyte_named(word)))
    if named:
        return named
    if alarmed(line.text) or _ALL & set(folded(line.text).split()):
        return frozenset()
    return before if before is not None else frozenset({above} if above else ())


def _is_row(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is the row of a test: "FBC   Sample clotted" in cells, or a name with a figure."""
    if tokens[0].cell != tokens[-1].cell and tokens[0].start < _FAR_IN:
        return True
    told = [token.kind for token in tokens if token.kind not in {"join", "stop", "flag"}]
    return "unit" in told or ("name", "number") in pairwise(told)
