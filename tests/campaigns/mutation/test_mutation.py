"""The runner of mutants tells the living from the dead; and a few mutants of today's program, in each run of tests."""

import ast
import json
import random
import sys
from pathlib import Path

import pytest

from tests.campaigns.mutation import forks, mutations, planting, rooms, table_mutations, tables
from tests.campaigns.mutation.forks import FAULT, KILLED, LIVES, TIME, Outcome
from tests.campaigns.mutation.operators import Mutation
from tests.campaigns.mutation.trying import Warm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no fork")
UNITS = "b12calc/units.py"
SOURCE = '''"""Words."""
from typing import Final, Literal
Kind = Literal["a", "b"]
MOST: Final = 3

def limited(value: int, most: int = MOST) -> str:
    """Return a word."""
    if value > most:
        raise ValueError(f"more than {most}.")
    return "few" if value < 2 else "some"
'''


def said(source: str = SOURCE) -> set[str]:
    return {one.said for one in mutations.mutations("x.py", source)}


def one(file: str, line: str, said: str) -> Mutation:
    """The mutation of a file that reads so, in a line that reads so."""
    source = (rooms.ROOT / file).read_text(encoding="utf-8")
    found = [each for each in mutations.mutations(file, source) if each.said == said and rooms.line_text(each) == line]
    (only,) = found
    return only


def forget() -> None:
    """Let this process import program and tests from the beginning: tests read before know the program whole."""
    for name in list(sys.modules):
        ours = name.startswith("tests.") and not name.startswith("tests.campaigns")
        if ours or name.split(".", maxsplit=1)[0] == "b12calc":
            del sys.modules[name]


def tried(mutation: Mutation, test: str) -> Outcome:
    """What a test of the program says of a mutant, imported anew in a fork."""
    source = (rooms.ROOT / mutation.file).read_text(encoding="utf-8")
    tree = mutations.mutated(source, mutation)
    path = rooms.ROOT / mutation.file

    def work() -> Outcome:
        forget()
        sys.meta_path.insert(0, planting.Planted(planting.module_of(mutation.file), path, tree))
        return forks.run_anew([test], rooms.ROOT)

    return forks.in_a_fork(work, 60)


def test_a_line_is_broken_in_every_way_its_operators_know() -> None:
    assert said() == {
        "3 → 4", "3 → 2", "value > most → value >= most", "value > most → value <= most", "2 → 3", "2 → 1",
        "raise ValueError(f'more than {most}.') → pass", "'few' → 'few~'", "'some' → 'some~'",
        "value < 2 → value <= 2", "value < 2 → value >= 2",
    }  # fmt: skip


def test_every_mutation_changes_the_program_and_nothing_else_of_it() -> None:
    whole = ast.unparse(ast.parse(SOURCE))
    for each in mutations.mutations("x.py", SOURCE):
        changed = ast.unparse(mutations.mutated(SOURCE, each))
        assert changed != whole
        differing = [a for a, b in zip(whole.splitlines(), changed.splitlines(), strict=True) if a != b]
        assert len(differing) == 1


def test_a_call_of_the_escape_function_is_dropped_wherever_it_stands() -> None:
    source = 'x = f"<p>{escape(text)}</p>" + "".join(map(escape, rest)) + escaped(text)\n'
    dropped = mutations.escapes_dropped("x.py", source)
    assert [each.said for each in dropped] == ["escape(text) → text", "map(escape, rest) → rest"]
    assert "''.join(rest)" in ast.unparse(mutations.mutated(source, dropped[1]))


def test_a_mutation_whose_place_has_changed_is_refused() -> None:
    each = mutations.mutations("x.py", SOURCE)[0]
    with pytest.raises(ValueError, match="is not there"):
        mutations.mutated(SOURCE.replace("MOST: Final = 3", "MOST: Final = 5"), each)


def test_a_planted_mutant_that_no_test_looks_at_is_told_to_live() -> None:
    mutation = one(UNITS, "MAX_CHARACTERS: Final = 20", "20 → 21")
    outcome = tried(mutation, "tests/test_units.py::test_a_quantity_is_written_with_its_digits_as_entered")
    assert outcome.word == LIVES


def test_a_planted_mutant_that_a_test_looks_at_is_told_to_be_killed_and_by_which() -> None:
    mutation = one(UNITS, "MAX_DIGITS: Final = 12", "12 → 11")
    outcome = tried(mutation, "tests/test_spellings.py::test_a_number_may_have_twelve_digits_and_no_more")
    assert outcome == (KILLED, "tests/test_spellings.py::test_a_number_may_have_twelve_digits_and_no_more")


def test_a_child_that_never_ends_or_that_falls_over_is_told_as_what_it_is() -> None:
    def endless() -> Outcome:
        while True:
            pass

    def falling() -> Outcome:
        raise RuntimeError("no test said this")

    assert forks.in_a_fork(endless, 0).word == TIME
    assert forks.in_a_fork(falling, 5) == (FAULT, "RuntimeError: no test said this")


def test_living_functions_take_changed_code_where_nothing_of_it_has_run(tmp_path: Path) -> None:
    path = tmp_path / "small.py"
    path.write_text(SOURCE, encoding="utf-8")
    space: dict[str, object] = {}
    exec(compile(SOURCE, str(path), "exec"), space)
    mutation = next(each for each in mutations.mutations("small.py", SOURCE) if each.said == "value < 2 → value <= 2")
    pairs = planting.differing(path, SOURCE, mutations.mutated(SOURCE, mutation))
    assert planting.transplant(pairs, planting.functions(str(tmp_path))) == 1
    limited = space["limited"]
    assert callable(limited) and limited(2) == "few"


def test_an_argued_survivor_that_is_not_there_any_more_is_found() -> None:
    lost = (UNITS, "MAX_DIGITS: Final = 12", "12 → 99")
    there = (UNITS, "MAX_DIGITS: Final = 12", "12 → 13")
    assert rooms.gone([lost, there]) == [lost]
    assert rooms.gone(rooms.argued()) == []
    places = {(each.file, tables._line(each.file, each.line), each.said) for each in table_mutations.table_mutants()}
    assert rooms.argued_tables().keys() <= places


def test_every_mutant_of_a_clinical_file_is_a_file_that_says_something_else() -> None:
    every = table_mutations.table_mutants()
    kinds = {each.kind for each in every}
    assert kinds == {*table_mutations.CUSTOM, table_mutations.ROW}
    for each in every:
        text = (table_mutations.CLINICAL / each.file).read_text(encoding="utf-8")
        assert table_mutations.broken(text, each) != text


def test_twenty_mutants_of_reading_numbers_drawn_by_a_seed_are_killed() -> None:
    """Those in functions alone: they are tried in functions that live already, so that twenty take seconds."""
    source = (rooms.ROOT / UNITS).read_text(encoding="utf-8")
    every = [each for each in mutations.mutations(UNITS, source) if each.operator in ("comparison", "and/or", "number")]
    drawn = random.Random(20).sample(every, 60)

    def work() -> Outcome:
        forget()
        warm = Warm(["tests/test_units.py", "tests/test_spellings.py"], lambda _, tests: (list(tests.items), 60))
        found: dict[str, str] = {}
        for each in drawn:
            if len(found) < 20 and (outcome := warm.attempt(each)) is not None:
                found[f"{each.line}: {each.said}"] = outcome.word
        return Outcome("told", json.dumps(found))

    found = json.loads(forks.in_a_fork(work, 120).by)
    argued = {said for file, _, said in rooms.argued() if file == UNITS}
    assert len(found) == 20
    alive = {place for place, word in found.items() if word not in (KILLED, TIME)}
    assert {place.split(": ", 1)[1] for place in alive} <= argued
