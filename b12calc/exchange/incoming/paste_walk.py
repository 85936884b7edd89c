"""Walk through the lines of a pasted text: a line ends as part of a result, or among what was left aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from b12calc.exchange.incoming import paste_wraps as wraps
from b12calc.exchange.incoming.found import Found, Report, Status
from b12calc.exchange.incoming.names import folded
from b12calc.exchange.incoming.paste_alarms import alarmed
from b12calc.exchange.incoming.paste_book import Book
from b12calc.exchange.incoming.paste_earlier import part_earlier
from b12calc.exchange.incoming.paste_grid import Grid
from b12calc.exchange.incoming.paste_limits import with_limits
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_panels import heads_panel
from b12calc.exchange.incoming.paste_people import Said, of_whom
from b12calc.exchange.incoming.paste_pieces import Piece, pieces_of
from b12calc.exchange.incoming.paste_rows import resolved
from b12calc.exchange.incoming.paste_sections import Section
from b12calc.exchange.incoming.paste_spoilt import Beside, Row
from b12calc.exchange.incoming.paste_tabs import Tabs
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_two_lines import over_two_lines
from b12calc.exchange.incoming.paste_words import is_heading, phrases

_NO_NAME: Final = "no name of a test this program uses stands with a figure"
_MOST_BLANKS: Final = 2  # blank lines that a result in pieces may hold together


class Walk:
    """Hold what is open while the lines go by."""

    def __init__(self, day_first: bool | None, states: Mapping[int, Status]) -> None:
        self._order = day_first
        self._states = states  # of panels, by the place of their headings
        self._book = Book(day_first)
        self._fresh()

    def _fresh(self) -> None:
        self._section = Section(self._order)
        self._setting = self._section.setting()  # what held where the open result began
        self._open: Piece | None = None
        self._trend: Piece | None = None
        self._grid, self._tabs = Grid(), Tabs()
        self._beside = Beside(self._book)
        self._named: frozenset[str] = frozenset()  # in the line of the open result
        self._words: tuple[Line, tuple[Token, ...]] | None = None  # the line before, where it holds words alone
        self._blanks = self._unanswered = 0

    def reports(self) -> tuple[Report, ...]:
        """Close what is open and return all."""
        self._end_patient()
        return self._book.reports()

    def line(self, line: Line, tokens: Sequence[Token]) -> None:
        """Take in one line."""
        if line.too_long:
            self._book.leave(line, "the line is far longer than any of a report")
        elif not tokens:
            self._blank()
        elif folded(line.text) in phrases().chrome:
            self._book.leave(line, "a button of a page")
        elif heads_panel(tokens):
            self._close()
            self._book.leave(line, "the heading of a panel")
        else:
            self._told(line, list(tokens))
            self._blanks = 0

    def _blank(self) -> None:
        self._blanks += 1
        self._section.blank()
        self._beside.parts()
        if self._blanks >= _MOST_BLANKS:
            self._close()
            self._trend = self._words = None
        if self._blanks > _MOST_BLANKS:
            self._grid = Grid()

    def _told(self, line: Line, tokens: list[Token]) -> None:
        row = Row(self._open if not self._blanks else None, self._named)
        if self._beside.takes(line, tokens, row, self._open):
            return
        named = any(token.kind == "name" for token in tokens)
        if self._states_panel(line, tokens, named=named):
            return
        if self._grid.meets(tokens, line):
            self._close()
            self._words = self._trend = None
            self._section.zone = ""
            self._book.leave(line, "the heads of a table")
            return
        if (not named or ":" in line.text) and (said := of_whom(line)).told:
            self._person(said, line, tokens)
            return
        if not self._blanks and (pieces := self._grid.continued(self._open, tokens, line)):
            self._open, self._unanswered = None, 0
            self._results(line, tokens, pieces)
            return
        tokens = with_limits(self._joined(line, tokens))
        if not (self._grid.table or any(token.kind == "name" for token in tokens)) and self._goes_on(line, tokens):
            return
        if pieces := self._pieces(line, tokens):
            self._results(line, tokens, pieces)
        elif not self._goes_on(line, tokens):
            self._other(line, tokens)

    def _states_panel(self, line: Line, tokens: Sequence[Token], *, named: bool) -> bool:
        """Take in the state of the panel that begins here, or of the whole report."""
        if state := self._states.get(line.start):
            self._close()
            self._section.panel(state, line.text)
            self._book.leave(line, "the state of a panel")
        elif not (named and _holds(tokens, "number", "finding")) and alarmed(line.text):
            self._beside.alarms(line, tokens)
        return state is not None and not named

    def _pieces(self, line: Line, tokens: list[Token]) -> list[Piece]:
        opens = tokens[0].kind == "label" and tokens[0].mean == "comment"
        if (":" in line.text or opens) and (self._section.comments(line.text) or opens):
            return []
        if (rows := self._grid.rows(tokens, line)) is not None:
            return rows
        pieces = pieces_of(tokens, line)
        if not self._grid.table:
            self._tabs.hold(line, pieces)
        elif self._grid.table.several:
            for piece in pieces:
                piece.doubts.append("the line does not fit the columns of its table")
        return pieces

    def _results(self, line: Line, tokens: list[Token], pieces: list[Piece]) -> None:
        before = self._open
        if self._unanswered == 1 and pieces[0].name.mean in self._named:
            self._unanswered = 0  # the same name again, as a heading has it
            if before and not before.answered:
                self._section.dated_heading([*before.tokens, before.name])
        self._close()
        self._beside.meets(pieces)
        if alarmed(line.text):
            self._book.withdraw(line, pieces)
            for piece in pieces:
                piece.doubts.append("the line says that the result does not stand yet or no more")
        self._setting, self._trend, self._words = self._section.reads(), None, None
        for piece in pieces[:-1]:
            self._give(piece)
        self._open = last = pieces[-1]
        self._named = frozenset(piece.name.mean for piece in pieces)
        if last.answered:
            self._unanswered = 0
            return
        if not last.earlier and wraps.names_alone(tokens):
            self._words = (line, tuple(tokens))
            self._trend = last
        if self._unanswered:
            last.doubts.append("names stand in a row above; the figure may be that of another")
        self._unanswered += 1

    def _goes_on(self, line: Line, tokens: list[Token]) -> bool:
        """Give a line without a name to the result that is open, where it can be its value, unit or range."""
        if any(token.kind in {"name", "unknown", "not_now"} for token in tokens):
            return False
        dated = any(token.kind == "date" for token in tokens)
        if self._open and wraps.earlier_below(self._open, tokens):
            self._trend = self._open
            self._close()
        if self._trend and dated and any(token.kind in {"number", "finding"} for token in tokens):
            self._open, self._unanswered = None, 0
            self._setting = self._section.reads()
            self._give(wraps.of_trend(self._trend, line, tokens))
            return True
        piece = self._open
        waiting = piece is not None and not piece.answered
        apart = (is_heading(line.text) and not waiting) or (wraps.of_else(tokens) and not (waiting and dated))
        if apart or piece is None or piece.blocked or piece.tail:
            return False
        if self._grid.table and wraps.stands_whole(piece) and not wraps.lacks_unit(piece, tokens):
            piece.doubts += wraps.second_unit(piece, tokens)
            return False
        return self._append(piece, line, tokens)

    def _append(self, piece: Piece, line: Line, tokens: list[Token]) -> bool:
        if not wraps.follows(piece, line, tokens):
            return False
        if wraps.says_when(tokens):
            self._section.hears(tokens, line.text)
        self._trend = self._words = None
        piece.lines.append(line)
        piece.tokens += tokens
        if piece.answered:
            self._unanswered = 0
        return True

    def _joined(self, line: Line, tokens: list[Token]) -> list[Token]:
        """Join a name that is broken over two lines; doubt one that the line before makes another."""
        if self._words is None or self._blanks:
            return tokens
        joined, whole = over_two_lines(*self._words, tokens)
        if whole:
            self._open, self._unanswered = None, 0
            self._book.leave(self._words[0], "the first part of the name below", again=True)
        return joined

    def _other(self, line: Line, tokens: list[Token]) -> None:
        """Take in a line that holds no result."""
        states = [token for token in tokens if token.kind == "status" and token.mean in {"preliminary", "cancelled"}]
        if self._open and not any(token.kind == "unknown" for token in tokens):
            self._open.tokens += states
        self._close()
        self._trend = None
        what = self._section.hears(tokens, line.text)
        words = all(token.kind in {"name", "unknown", "plain", "join"} for token in tokens)
        self._words = (line, tuple(tokens)) if words else None
        self._book.leave(line, f"no result: {what}" if what else _NO_NAME)

    def _person(self, said: Said, line: Line, tokens: list[Token]) -> None:
        self._close()
        if self._book.parts(said):
            self._end_patient()
        self._book.meet(said)
        self._words = None
        birth = said.birth.text if said.birth else None
        self._section.hears([token for token in tokens if not (token.day and token.day.text == birth)], line.text)
        self._book.leave(line, "says who the report is about")

    def _end_patient(self) -> None:
        self._close()
        self._book.turn(self._section.only_day(), self._section.days_below())
        self._fresh()

    def _close(self) -> None:
        if self._open is not None:
            piece, self._open = self._open, None
            self._give(piece)

    def _give(self, piece: Piece) -> None:
        if past := part_earlier(piece, self._setting, headed=self._grid.has("previous")):
            self._give(past)
        if isinstance(outcome := resolved(piece, self._setting), Found):
            self._book.find(outcome, lent=not (piece.day or _holds(piece.tokens, "date")))
        else:
            self._section.stray(piece.tokens)
            for line in piece.lines:
                self._book.leave(line, outcome)


def _holds(tokens: Sequence[Token], *kinds: str) -> bool:
    return any(token.kind in kinds for token in tokens)
