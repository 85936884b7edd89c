"""Make editions that differ in a known way, and read them as past ones."""

import json
from pathlib import Path
from random import Random

from b12calc.models.case import Case
from b12calc.models.reading import read_case
from b12calc.models.vocabulary import PACKS
from b12calc.rules.archive import keep
from b12calc.rules.editions import Edition, read_head
from b12calc.rules.knowledge import clinical_files
from tests.oracle.generate import last_visit_day, random_case

Edit = tuple[str, str, str]


def edition(folder: Path, name: str, *edits: Edit) -> Edition:
    """Keep an edition that is the present one after some edits: file, words before, words after."""
    packs = {pack: clinical_files(pack) for pack in PACKS}
    for files in packs.values():
        for place in files:
            text = files[place].decode()
            for file, before, after in edits:
                if place == file:
                    assert text.count(before) == 1, f"{place}: {before!r} stands there {text.count(before)} times"
                    text = text.replace(before, after)
            if place.endswith("/pack.toml"):
                text = "\n".join(f'edition = "{name}"' if line[:7] == "edition" else line for line in text.splitlines())
            files[place] = text.encode()
    return read_head(keep(packs, "0.0.9", folder))


def without_row(file: str, row: str) -> Edit:
    """The edit that drops one row from a table."""
    folder = file.partition("/")[0]
    text = clinical_files("uk" if folder == "shared" else folder)[file].decode()
    start = text.index(f'[[row]]\nid = "{row}"\n')
    end = text.find("\n[[row]]", start + 1)
    return file, text[start : end + 1 if end > 0 else len(text)], ""


def random_cases(count: int, seed: int) -> list[tuple[Case, str]]:
    """Random valid cases, each with the day it is assessed on."""
    rng = Random(seed)
    made = [random_case(rng) for _ in range(count)]
    return [(read_case(json.dumps(one).encode()), last_visit_day(one).isoformat()) for one in made]
