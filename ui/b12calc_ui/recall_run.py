"""The recall list made line by line, so that the window goes on between two files; nothing of them is kept."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from b12calc.recall import Row, Rules


def case_files(folder: Path) -> list[Path]:
    """Return the case files that lie in a folder, not those in folders below it. Raises OSError."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".json" and path.is_file())


def rows(paths: Iterable[Path], rules: "Rules") -> "Iterator[Row]":
    """Yield the line of each file; one that cannot be listed says why."""
    from b12calc.recall import read_plain, row_of

    for path in paths:
        yield row_of(str(path), read_plain, rules)
