"""A damaged archive of an edition is refused in one sentence, wherever in it the damage lies."""

from pathlib import Path
from random import Random

import pytest

from b12calc.problems import ProblemsFound
from b12calc.rules import editions
from b12calc.rules.knowledge import stamp_of


def smallest() -> Path:
    return min(editions.FOLDER.glob("*.zip"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("seed", range(150))
def test_a_turned_byte_is_refused_or_changes_no_file(seed: int, tmp_path: Path) -> None:
    whole = smallest()
    data = bytearray(whole.read_bytes())
    chance = Random(seed)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path = tmp_path / whole.name
    path.write_bytes(data)
    try:
        head, files = editions.read_head(path), editions.edition_files(path, "uk")
    except ProblemsFound as found:
        assert "cannot be read" in found.problems[0].message
    else:
        unchanged = files == editions.edition_files(whole, "uk")
        assert unchanged or stamp_of(files) != head.stamps["uk"]
