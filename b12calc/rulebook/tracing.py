"""Which rows and which tests stand behind each requirement and each source.

Rows are read from the three packs. A test counts where its name, docstring or a comment in it names the id as a word.
"""

import ast
import io
import re
import tokenize
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from b12calc.models.assessment import CitationLine
from b12calc.models.vocabulary import PACKS
from b12calc.rulebook import formulas
from b12calc.rulebook.phrases import noted
from b12calc.rules import Book, read_book

ROOT: Final = Path(__file__).resolve().parents[2]
_WORD: Final = re.compile(r"(?<![A-Za-z0-9-])[A-F][1-8](?![A-Za-z0-9-])")
_SPAN: Final = re.compile(r"\b([A-F])([1-8])[–-](?:\1)?([1-8])\b")

Cites = dict[str, dict[str, list[str]]]  # source, then row, then the packs in which the row cites it
Named = dict[str, list[str]]  # requirement, then the tests that name it


@dataclass(frozen=True, slots=True)
class Trace:
    """Hold what was found; ``no_row`` and ``no_test`` are the reasons stated for what is not there.

    ``partly`` says of a requirement what a reader does not see yet.
    """

    requirements: Mapping[str, str]
    no_row: Mapping[str, str]
    no_test: Mapping[str, str]
    partly: Mapping[str, str]
    cites: Cites
    named: Named
    sources: Mapping[str, CitationLine]

    def without_row(self) -> dict[str, list[str]]:
        """Return every requirement that is not cited in each pack, with the packs in which it is missing."""
        gaps = {}
        for key in self.requirements:
            found = {pack for packs in self.cites.get(key, {}).values() for pack in packs}
            if missing := [pack for pack in PACKS if pack not in found]:
                gaps[key] = missing
        return gaps

    def without_test(self) -> list[str]:
        """Return every requirement no test names."""
        return [key for key in self.requirements if not self.named.get(key)]

    def unexplained(self) -> list[str]:
        """Return every requirement with neither row nor reason, or neither test nor reason."""
        rows = [f"{key}: no row in {', '.join(at)}" for key, at in self.without_row().items() if key not in self.no_row]
        return rows + [f"{key}: no test" for key in self.without_test() if key not in self.no_test]

    def uncited(self) -> list[str]:
        """Return every source no row, limit or regimen of any pack cites, the article's own left out."""
        return [key for key in sorted(self.sources) if key not in self.cites and key not in self.requirements]


def read_trace(root: Path = ROOT) -> Trace:
    """Return what stands behind each requirement and source. Raises FileNotFoundError where there are no tests."""
    if not (root / "tests").is_dir():
        raise FileNotFoundError(root / "tests")
    data = tomllib.loads(Path(__file__).with_name("requirements.toml").read_text(encoding="utf-8"))
    books = [read_book(pack) for pack in PACKS]
    cites: Cites = {}
    for book in books:
        for key, place in _places(book):
            cites.setdefault(key, {}).setdefault(place, []).append(book.pack)
    return Trace(
        requirements=data["requirement"],
        no_row=data["no_row"],
        no_test=data["no_test"],
        partly=data["partly"],
        cites=cites,
        named=named_by_tests(root),
        sources=books[0].sources,
    )


def _places(book: Book) -> Iterator[tuple[str, str]]:
    """Yield every source with every place of the pack that cites it, each once."""
    for table in book.tables:
        yield from ((key, row.id) for row in table.rows for key in dict.fromkeys(row.sources))
    for one in book.regimens:
        yield from ((key, f"regimen {one.id}") for key in dict.fromkeys(one.sources))
        yield from ((key, f"note of {one.id}") for key in dict.fromkeys(noted(one)))
    yield from (
        (key, "adjusted haemoglobin, repeats or experimental indicator") for key in sorted(formulas.sources(book))
    )
    for limit in book.limits:
        yield from ((key, f"limits of {limit.analyte}") for key in dict.fromkeys(limit.sources))


def named_by_tests(root: Path) -> Named:
    """Return for each requirement the tests that name it, in the order of their files."""
    found: Named = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        comments = {
            token.start[0]: token.string
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        }
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for key in sorted(_ids(node, comments)):
                    found.setdefault(key, []).append(f"{path.relative_to(root).as_posix()}::{node.name}")
    return found


def _ids(node: ast.FunctionDef, comments: Mapping[int, str]) -> set[str]:
    """Return the requirements one test names; ``F1–F3`` names all three."""
    inside = [text for line, text in comments.items() if node.lineno <= line <= (node.end_lineno or node.lineno)]
    said = " ".join((ast.get_docstring(node) or "", *inside, node.name.replace("_", " ")))
    spans = {
        f"{letter}{number}"
        for letter, first, last in _SPAN.findall(said)
        for number in range(int(first), int(last) + 1)
    }
    return spans | set(_WORD.findall(said))
