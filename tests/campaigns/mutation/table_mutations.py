"""Ways to break the clinical files, made from the files themselves: limits, units, flags, unknown, caveats, rows.

* a limit or interval one unit of its last digit up or down; ``above`` read as ``from`` where a file says which;
* a limit printed under another unit of the same analyte;
* a row, or one entry of a row's ``any``, of the urgency table dropped, and each question that is a red flag;
* unknown read as no: in a condition that tells them apart, unknown goes where no is; so too what is missing or
  unresolved, where normal is;
* a warning, one of its entries, or the wording that withholds a reassurance dropped;
* any other row dropped.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from b12calc.models.vocabulary import ANSWER_CODES

CLINICAL = Path(__file__).resolve().parents[3] / "b12calc" / "rules" / "clinical"
LIMIT, UNIT, FLAG, UNKNOWN, CAVEAT, ROW = (
    "cut-off moved", "unit swapped", "red flag dropped", "unknown read as no", "caveat dropped", "row dropped",
)  # fmt: skip
CUSTOM = (LIMIT, UNIT, FLAG, UNKNOWN, CAVEAT)
_NUMBER = re.compile(r'(?P<key>[\w.-]+|"[^"]+") = (?P<mark>"?)(?P<figure>-?\d+(?:\.\d+)?)(?P=mark)(?=[\s,}\]]|$)')
_CELL = re.compile(r'(?P<fact>\w+) = "(?P<said>[^"]*)"')
_ENTRY = re.compile(r"\{[^{}]*\},? ?")
_PLAIN = ("no", "normal", "none", "high")  # what an open answer would be, were it taken for a good one
_NO_TABLE = ("sources.toml", "facts.toml", "fact_titles.toml", "pack.toml")


class TableMutant(NamedTuple):
    """One changed stretch of a clinical file."""

    kind: str
    file: str
    line: int
    start: int
    end: int
    after: str
    said: str


class Row(NamedTuple):
    """Where a row stands in its file, and what it is called."""

    name: str
    start: int
    end: int


def table_mutants() -> list[TableMutant]:
    """Return every mutant of every clinical file, in the order of the files."""
    found: list[TableMutant] = []
    for path in sorted(CLINICAL.rglob("*.toml")):
        if path.name in _NO_TABLE:
            continue
        file, text = path.relative_to(CLINICAL).as_posix(), path.read_text(encoding="utf-8")
        found += [*_limits(file, text), *_units(file, text), *_rows(file, text)]
    return found


def broken(text: str, mutant: TableMutant) -> str:
    """Return the text of a file with its mutant."""
    return text[: mutant.start] + mutant.after + text[mutant.end :]


def _made(kind: str, file: str, text: str, span: tuple[int, int], after: str, said: str = "") -> TableMutant:
    start, end = span
    line = text.count("\n", 0, start) + 1
    said = said or f"{' '.join(text[start:end].split())} → {after}"
    return TableMutant(kind, file, line, start, end, after, said)


def _code(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is neither comment nor prose, with its place."""
    place = 0
    for line in text.splitlines(keepends=True):
        if not line.startswith(("#", "text", "title", "says", "statement", "review", "edition", "sources", "outputs")):
            yield place, line
        place += len(line)


def _limits(file: str, text: str) -> Iterator[TableMutant]:
    for place, line in _code(text):
        for match in _NUMBER.finditer(line):
            span = (place + match.start(), place + match.end())
            figure = match["figure"]
            parts = len(figure.partition(".")[2])
            for step in (-1, 1):
                moved = f"{(int(figure.replace('.', '')) + step) / 10**parts:.{parts}f}"
                after = f"{match['key']} = {match['mark']}{moved}{match['mark']}"
                yield _made(LIMIT, file, text, span, after)
            if match["key"] in ("above", "from") and file.endswith("combined_indicator.toml"):
                other = "from" if match["key"] == "above" else "above"
                after = line[match.start() : match.end()].replace(match["key"], other, 1)
                yield _made(LIMIT, file, text, span, after)


def _units(file: str, text: str) -> Iterator[TableMutant]:
    """Give the limits of one unit to the next unit of the same analyte, and that one's to it."""
    for group in re.finditer(r'^\[\w+\.cuts\]\n(?:(?:"|#).*\n)*', text, re.MULTILINE):
        names = list(re.finditer(r'^"([^"]+)"', group[0], re.MULTILINE))
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                if {one[1], other[1]} in ({"ng/L", "pg/mL"}, {"ug/L", "ng/mL"}):
                    continue  # two spellings of one size
                after = group[0]
                for name, new in ((other, one[1]), (one, other[1])):
                    after = after[: name.start(1)] + new + after[name.end(1) :]
                yield _made(UNIT, file, text, group.span(), after, f"{group[0].split()[0]} {one[1]} ↔ {other[1]}")
    for match in re.finditer(r'^unit = "(\w+/L)"$', text, re.MULTILINE):
        turned = {"pmol/L": "ng/L", "umol/L": "nmol/L", "g/L": "g/dL"}[match[1]]
        yield _made(UNIT, file, text, match.span(), f'unit = "{turned}"')


def rows_in(text: str) -> list[Row]:
    """Return the rows of a file with their places."""
    heads = list(re.finditer(r'^\[\[(?:\w+\.)?row\]\]\nid = "([^"]+)"\n', text, re.MULTILINE))
    tables = [match.start() for match in re.finditer(r"^\[", text, re.MULTILINE)] + [len(text)]
    return [Row(head[1], head.start(), min(one for one in tables if one > head.start())) for head in heads]


def _rows(file: str, text: str) -> Iterator[TableMutant]:
    words = _words()
    for row in rows_in(text):
        kind = _kind(file, text[row.start : row.end])
        yield _made(kind, file, text, (row.start, row.end), "", f"{row.name} dropped")
        conditions = _conditions(text, row)
        for span in conditions:
            yield from _unknowns(file, text, span, words)
            entries = list(_ENTRY.finditer(text, *span))
            if kind in (FLAG, CAVEAT) and len(entries) > 1 and text.startswith("any", span[0]):
                for number, entry in enumerate(entries, 1):
                    yield _made(kind, file, text, entry.span(), "", f"{row.name}: entry {number} dropped")
        withheld = re.compile(r'^withheld = ".*"\n', re.MULTILINE).search(text, row.start, row.end)
        if withheld:
            yield _made(CAVEAT, file, text, withheld.span(), "", f"{row.name}: withheld wording dropped")


def _kind(file: str, row: str) -> str:
    if file.endswith("urgency.toml") and 'urgency = "routine"' not in row:
        return FLAG
    if file.endswith("questions.toml") and "A red flag" in row:
        return FLAG
    return CAVEAT if file.endswith(("warnings.toml", "referrals.toml")) else ROW


def _conditions(text: str, row: Row) -> list[tuple[int, int]]:
    """Return where a row says when it holds: its ``when`` and its ``any``."""
    pattern = re.compile(r"^when = \{.*?\}$|^any = \[.*?\]$", re.MULTILINE | re.DOTALL)
    return [match.span() for match in pattern.finditer(text, row.start, row.end)]


def _unknowns(file: str, text: str, span: tuple[int, int], words: dict[str, tuple[str, ...]]) -> Iterator[TableMutant]:
    for cell in _CELL.finditer(text, *span):
        allowed = words.get(cell["fact"], ())
        plain = next((word for word in _PLAIN if word in allowed), None)
        if plain is None or cell["said"] == "any":
            continue
        said = {word.strip() for word in cell["said"].removeprefix("not ").split(",")}
        holds = set(allowed) - said if cell["said"].startswith("not ") else said
        for open_word in ("unknown", "missing", "unresolved"):
            if open_word in allowed and (plain in holds) != (open_word in holds):
                after = (holds | {open_word}) if plain in holds else (holds - {open_word} or {plain})
                new = ", ".join(word for word in allowed if word in after)
                yield _made(UNKNOWN, file, text, cell.span(), f'{cell["fact"]} = "{new}"')


def _words() -> dict[str, tuple[str, ...]]:
    """Return each fact with the words it may take."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(ANSWER_CODES, ("yes", "no", "unknown"))
    for name in ("facts", "course", "repeats"):
        data = tomllib.loads((CLINICAL / "shared" / f"{name}.toml").read_text(encoding="utf-8"))
        for part in ("facts", "decided"):
            found |= {fact: tuple(words) for fact, words in data.get(part, {}).items()}
    return found
