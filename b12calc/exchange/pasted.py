"""The frame of the note: the lines that open and close it, and how one whole note is found in a pasted text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from b12calc.exchange.marks import Line, Word, lines_of, printed, whole_code, words_of
from b12calc.models.reading import MAX_BYTES
from b12calc.problems import Problem, ProblemsFound

FORMAT: Final = 1
_BEGIN: Final = re.compile(r"b12calc note ([0-9]+), ([0-9]+) lines?")
_BEGIN_BEHIND: Final = re.compile(rf".*\S {_BEGIN.pattern}", re.DOTALL)
_END_OPENS: Final = "end of b12calc note"
_END: Final = re.compile(rf"{_END_OPENS}, check ([0-9a-z]{{8}})")
_END_BEHIND: Final = re.compile(rf"(?:.*\S )?{_END.pattern}", re.DOTALL)
_FIRST: Final = "b12calc"
_FORMAT_WORD: Final = re.compile("[0-9]+,")
_MOST_LINES: Final = 100_000
_HEADING: Final = "VITAMIN B12 ASSESSMENT"
_NEAR: Final = 200  # words in which the heading of a note is looked for
_WITHOUT_INPUTS: Final = (
    "this note of b12calc ends without its inputs, because its end is missing or because it was written before notes "
    "held them; a note with its inputs was expected"
)
_SHOWN: Final = 60  # characters of a damaged line that are shown


def text_of(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 where its mark says so, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def framed(lines: Sequence[str]) -> str:
    """Return the lines between their first and last one, each with its code, at most 76 columns wide."""
    count = f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}"
    opened = [f"b12calc note {FORMAT}, {count}", *lines]
    rows = [row for line in (*opened, f"{_END_OPENS}, check {whole_code(opened)}") for row in printed(line)]
    return "\n".join(rows) + "\n"


def note_lines(text: str) -> list[Line]:
    """Return the lines of the one note in a text, every one as it was written. Raises ProblemsFound, else."""
    if len(text) > MAX_BYTES:
        raise ProblemsFound((Problem("", f"the text is larger than {MAX_BYTES // 1_000_000} MB"),))
    words = words_of(text)
    begins = _begins(words)
    if not begins:
        raise ProblemsFound((_no_begin(words),))
    # A hyphen at the end of the line before it may have taken hold of its first word.
    words[begins[0]] = Word(_FIRST, words[begins[0]].last, words[begins[0]].last)
    lines = _to_the_end(words[begins[0] :])
    _refuse_other_format(lines[0])
    until = begins[0] + lines[-1].until
    seconds = [words[place].line for place in begins if place >= until]
    seconds += [line.last for line in lines_of(words[: begins[0]]) if _END_BEHIND.fullmatch(line.text)]
    seconds += [line.last for line in lines[1:] if (_BEGIN if line.whole else _BEGIN_BEHIND).fullmatch(line.text)]
    if seconds:
        raise ProblemsFound((_more_than_one([lines[0].first, *seconds]),))
    _refuse_damage(lines)
    return lines[1:-1]


def _begins(words: Sequence[Word]) -> list[int]:
    """Return the places where a note begins; the same words without a code behind them are somebody's own."""
    found = []
    for place, word in enumerate(words):
        if word.text.rpartition("-")[2] != _FIRST:
            continue
        after = [one.text for one in words[place + 1 : place + 6]]
        if after[:1] == ["note"] and after[4:] and _FORMAT_WORD.fullmatch(after[1]) and set(after[4]) & set("[]"):
            found.append(place)
    return found


def _to_the_end(words: Sequence[Word]) -> list[Line]:
    """Return the lines up to the last one of the note, or as many as its first line tells."""
    found: list[Line] = []
    told: int | None = None
    for line in islice(lines_of(words), _MOST_LINES):
        found.append(line)
        if len(found) == 1 and line.whole and (begin := _BEGIN.fullmatch(line.text)):
            told = int(begin[2]) + 2
        closed = _END.fullmatch(line.text) if line.whole else _END_OPENS in line.text
        if closed or len(found) == told:
            break
    return found or [Line(" ".join(word.text for word in words[:5]), words[0].line, words[0].line, False, len(words))]


def _refuse_other_format(first: Line) -> None:
    begin = _BEGIN.match(first.text)
    if begin is None or int(begin[1]) == FORMAT or not first.whole:
        return
    message = f"the note is of format {begin[1]}; format {FORMAT} was expected: read it with a newer version of b12calc"
    raise ProblemsFound((Problem(first.place, message),))


def _refuse_damage(lines: Sequence[Line]) -> None:
    """Raise ProblemsFound for what was changed, lost or moved since the note was written."""
    damaged = [Problem(line.place, _changed(line)) for line in lines if not line.whole]
    if damaged:
        raise ProblemsFound(damaged)
    begin, end = _BEGIN.fullmatch(lines[0].text), _END.fullmatch(lines[-1].text)
    if begin is None:
        raise ProblemsFound((Problem(lines[0].place, _changed(lines[0])),))
    if end is None:
        message = "the note goes on after this line but its end is missing; copy the whole note"
        raise ProblemsFound((Problem(lines[-1].place, message),))
    told, given = int(begin[2]), len(lines) - 2
    if told != given:
        message = f"{told} lines were written between the first and the last line of the note, {given} are here"
        raise ProblemsFound((Problem(lines[0].place, message),))
    if end[1] != whole_code(line.text for line in lines[:-1]):
        message = "each line is whole, but they are not those of one note in their order"
        raise ProblemsFound((Problem(lines[-1].place, message),))


def _changed(line: Line) -> str:
    text = line.text if len(line.text) <= _SHOWN else f"{line.text[:_SHOWN]}..."
    return f"this was changed since the note was written, or not copied whole: {text}"


def _no_begin(words: Sequence[Word]) -> Problem:
    """Say that no note begins here; where one ends, name the line its whole lines follow upon."""
    lines = list(lines_of(words))
    end = next((place for place, line in enumerate(lines) if line.whole and _END.fullmatch(line.text)), None)
    if end is None and _HEADING in " ".join(word.text for word in words[:_NEAR]).upper():
        return Problem("", _WITHOUT_INPUTS)
    if end is None:
        return Problem("", "no b12calc note was found in the text; copy it from its first line to its end")
    damaged = next((line for line in reversed(lines[:end]) if not line.whole), None)
    place = lines[0].place if damaged is None else f"line {damaged.last}"
    return Problem(place, "the first line of the note was changed or is missing before this; copy the whole note")


def _more_than_one(lines: Iterable[int]) -> Problem:
    places = " and ".join(str(line) for line in dict.fromkeys(lines))
    message = "the text holds more than one note: which is meant? Give that one alone"
    return Problem(f"lines {places}", message)
