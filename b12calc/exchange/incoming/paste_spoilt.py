"""Tell which results a line puts in question because something was wrong with their sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from b12calc.exchange.incoming.names import analyte_named, denied, folded, is_spoilt
from b12calc.exchange.incoming.paste_alarms import alarmed, of_one, of_the_row, of_these
from b12calc.exchange.incoming.paste_book import Book
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_marks import sign_of
from b12calc.exchange.incoming.paste_pieces import Piece
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import is_aside

_ALL: Final = frozenset({"results", "tests", "ergebnisse", "werte", "resultats", "resultados", "analyses", "risultati"})
_BEFORE_A_TEST: Final = frozenset(
    {"for", "test", "fur", "pour", "para", "on", "re", "note", "nota", "hinweis", "analyse", "prueba"}
)
_MOST_OF_A_NAME: Final = 5  # words
_LEAST_OF_A_NAME: Final = 3  # letters; "K" may be part of a person's name
_FIGURES: Final = frozenset({"number", "finding", "status", "odd"})
_FAR_IN: Final = 8  # signs; a cell that begins further in heads no row


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the open result in the line just above, and all tests that its line names."""

    piece: Piece | None
    named: frozenset[str]


class Beside:
    """Take in what is said beside a result: how it was done, or what puts it in question."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._spoilt: frozenset[str] | None = None  # what the line before put in question
        self._noted: frozenset[str] | None = None  # the tests of the row to which the note just before belongs
        self._row: Row | None = None
        self._said = ""  # the lines set in below it
        self._headed: Line | None = None  # an alarm in front of a test: what stands below may be meant too

    def takes(self, line: Line, tokens: Sequence[Token], row: Row, waiting: Piece | None) -> bool:
        """Tell whether a line says such a thing; ``row`` is the result in the line just above, if it is open."""
        row = self._kept(line, tokens, row)
        above = row.piece
        self._said = f"{self._said} {_whole(line)}" if above and _set_in(line, above) else ""
        if (noted := self._note(line, tokens, row)) is not None:
            self._spoilt = self._noted = noted
            self._book.spoil(line, noted)
            self._book.leave(line, "puts the result above in question")
            return True
        self._spoilt = spoilt_tests(line, tokens, above.name.mean if above else None, self._spoilt)
        self._noted = self._noted if above and _set_in(line, above) else None
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

    def _kept(self, line: Line, tokens: Sequence[Token], row: Row) -> Row:
        """Return the row just above; still that one where only words set in below it stand between: its long name."""
        kept, self._row = self._row, row
        if not (row.piece and row.piece.answered) and kept and kept.piece and _set_in(line, kept.piece):
            names = {token.mean for token in tokens if token.kind == "name"}
            if names <= row.named and (alarmed(_whole(line)) or not any(token.kind == "number" for token in tokens)):
                self._row = kept
        return self._row

    def alarms(self, line: Line, tokens: Sequence[Token]) -> None:
        """Keep a line that puts results in question: those of the tests it is said of, else all."""
        named = frozenset(token.mean for token in tokens if token.kind == "name")
        if not of_one(line.text):
            named = frozenset()
        elif not named and (head := _tests_meant(line.text)):
            named, self._headed = head[0], line if head[1] else None
        self._book.doubt(line, named)

    def meets(self, pieces: Sequence[Piece]) -> None:
        """Doubt results that stand right below an alarm in front of a test: its list may go on."""
        if self._headed:
            self._book.spoil(self._headed, frozenset(piece.name.mean for piece in pieces))

    def parts(self) -> None:
        """Take in a blank line: it ends a list and a note."""
        self._headed = self._noted = self._row = None

    def _note(self, line: Line, tokens: Sequence[Token], row: Row) -> frozenset[str] | None:
        """Return the tests that an alarm set in below a row is said of; None where it may be said of all."""
        above = row.piece
        rowed = {"name", "number"} <= {token.kind for token in tokens}
        if above is None or rowed or not above.answered or not _set_in(line, above) or not alarmed(line.text):
            return None
        mark = sign_of(_whole(line))
        text = self._said
        marked = bool(mark) and (mark in "^~" or mark in above.lines[0].text)
        if marked and of_these(text) and mark in above.lines[0].text:
            return self._book.bearing(mark) | row.named | _named(text)
        if self._noted is not None and of_one(text):
            return self._noted | _named(text)
        return row.named | _named(text) if of_the_row(text) or (marked and of_one(text)) else None


def _set_in(line: Line, above: Piece) -> bool:
    """Tell whether a line stands further in than the row above and begins below its name."""
    text = _whole(line)
    start = len(text) - len(text.lstrip())
    row = above.lines[0].text
    figures = [token.start for token in above.tokens if token.line is above.lines[0] and token.kind in _FIGURES]
    return len(row) - len(row.lstrip()) < start < min(figures, default=_FAR_IN)


def _whole(line: Line) -> str:
    """Return the text of the whole line of which a sentence may be a part."""
    return line.raw if line.shift else line.text


def _tests_meant(text: str) -> tuple[frozenset[str], bool] | None:
    """Return the tests an alarm is said of, and whether it stands in front of it: "Not final: B12 about 60"."""
    lead, _, rest = text.rpartition(":")
    words = folded(text).split()
    first = next((at for at, word in enumerate(words) if word not in _BEFORE_A_TEST), len(words))
    if (found := _test_first(words[first:])) and alarmed(" ".join(words[first + found[1] :])):
        return frozenset({found[0]}), False
    behind = folded(rest).split()
    if (
        (found := _test_first(behind))
        and any(sign.isdigit() for sign in " ".join(behind[found[1] :]))
        and alarmed(lead)
    ):
        return frozenset({found[0]}), True
    return None


def _test_first(words: Sequence[str]) -> tuple[str, int] | None:
    """Return the test whose name the first words are, and how many these are."""
    for count in range(min(len(words), _MOST_OF_A_NAME), 0, -1):
        name = " ".join(words[:count])
        if len(name) >= _LEAST_OF_A_NAME and (code := analyte_named(name)):
            return code, count
    return None


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
    named = _named(line.text)
    if named:
        return named
    if alarmed(line.text) or _ALL & set(folded(line.text).split()):
        return frozenset()
    return before if before is not None else frozenset({above} if above else ())


def _named(text: str) -> frozenset[str]:
    """Return the tests that single words of a text name."""
    return frozenset(code for word in folded(text).split() if (code := analyte_named(word)))


def _is_row(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is the row of a test: "FBC   Sample clotted" in cells, or a name with a figure."""
    if tokens[0].cell != tokens[-1].cell and tokens[0].start < _FAR_IN:
        return True
    told = [token.kind for token in tokens if token.kind not in {"join", "stop", "flag"}]
    return "unit" in told or ("name", "number") in pairwise(told)
