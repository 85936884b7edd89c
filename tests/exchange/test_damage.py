"""A note that is not as it was written is refused at the damaged line, and nothing is guessed."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.assets import asset
from b12calc.exchange import note_inputs, read_note
from b12calc.exchange.marks import line_code
from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import build, note
from b12calc.rules import assess
from tests.exchange.mangling import SIGNS, single_changes
from tests.exchange.noted import case_of, dressed
from tests.report.examples import deficient_case

CASE = read_case(asset("sample_case.json").read_bytes())
NOTE = note_inputs(CASE, assess(CASE, today=date(2026, 11, 22)))
ROWS = NOTE.splitlines()


def refusal(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_note(text)
    return [str(problem) for problem in found.value.problems]


def named(problem: str) -> range:
    """The lines a problem names."""
    match = re.match(r"lines? (\d+)(?: to (\d+))?: ", problem)
    assert match, problem
    return range(int(match[1]), int(match[2] or match[1]) + 1)


CHANGED = (
    ("142 ng/L", "124 ng/L", "Total B12"),
    ("142 ng/L", "1420 ng/L", "Total B12"),
    ("142 ng/L", "142 pmol/L", "Total B12"),
    ("8.1 ug/L", "81 ug/L", "Folate"),
    ("8.1 ug/L", "<8.1 ug/L", "Folate"),
    ("10 Mar 2026 [2b0]", "10 May 2026 [2b0]", "Creatinine"),
    ("Yes (context)", "No (context)", "context"),
    ("brain fog", "low mood", "cognition"),
    ('"2 g"', '"3 g"', "More on metformin"),
    ("edition 20", "edition 19", "Assessed"),
    ("check ", "check  0", "end of b12calc note"),
)


@pytest.mark.parametrize(("before", "after", "line"), CHANGED)
def test_a_changed_value_is_refused_and_its_line_named(before: str, after: str, line: str) -> None:
    assert before in NOTE
    (problem,) = refusal(NOTE.replace(before, after, 1))
    assert line in problem
    assert any(line in ROWS[row - 1] for row in named(problem))


@pytest.mark.parametrize("row", range(1, len(ROWS) + 1))
def test_every_single_character_changed_is_refused_at_its_line(row: int) -> None:
    for done, text in single_changes(NOTE, row, Random(row), 0.35):
        problems = refusal(text)
        assert len(problems) == 1, done
        assert row in named(problems[0]), done


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_every_single_character_of_a_random_line_is_guarded(seed: int) -> None:
    rng = Random(seed)
    written = note_inputs(case_of(dressed(rng)))
    row = rng.randrange(1, len(written.splitlines()) + 1)
    for done, text in single_changes(written, row, rng, 0.1):
        (problem,) = refusal(text)
        assert row in named(problem), done


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(SIGNS + " "), min_size=1, max_size=60), st.data())
def test_the_code_of_a_line_finds_any_one_sign_exchanged_lost_added_or_swapped(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    sign = data.draw(st.sampled_from(SIGNS))
    swapped = text[:place] + text[place : place + 2][::-1] + text[place + 2 :]
    others = {text[:place] + sign + text[place + 1 :], text[:place] + text[place + 1 :],
              text[:place] + sign + text[place:], swapped} - {text}  # fmt: skip
    assert all(line_code(other) != line_code(text) for other in others)


def test_a_word_over_several_lines_is_named_to_its_end() -> None:
    case = case_of({**CASE.model_dump(mode="json"), "patient": {"name": "x" * 130}})
    (problem,) = refusal(note_inputs(case).replace('x" [', 'x"G['))
    assert list(named(problem)) == [2, 3, 4]


@pytest.mark.parametrize("row", range(2, len(ROWS)))
def test_a_lost_line_is_missed(row: int) -> None:
    kept = [*ROWS[: row - 1], *ROWS[row:]]
    assert len(refusal("\n".join(kept))) == 1


def test_lines_in_another_order_are_refused() -> None:
    (problem,) = refusal("\n".join([*ROWS[:4], ROWS[5], ROWS[4], *ROWS[6:]]))
    assert "order" in problem


def test_a_line_of_another_note_is_refused() -> None:
    (problem,) = refusal(NOTE.replace(ROWS[4], note_inputs(deficient_case()).splitlines()[5]))
    assert "not those of one note" in problem


def test_two_damaged_lines_are_both_named() -> None:
    problems = refusal(NOTE.replace("142", "143").replace("8.1", "8.2"))
    assert [list(named(problem)) for problem in problems] == [[5], [6]]


def test_a_note_cut_off_is_refused_with_what_to_do() -> None:
    (problem,) = refusal("\n".join(ROWS[:9]))
    assert problem == "line 9: the note goes on after this line but its end is missing; copy the whole note"
    (problem,) = refusal("\n".join(ROWS[3:]))
    assert "first line" in problem


@pytest.mark.parametrize("text", ["", "Seen today [abc], well.", "x" * 1000, "b12calc note", "[", "b12calc note 1,"])
def test_a_text_without_a_note_is_refused_in_one_sentence(text: str) -> None:
    assert len(refusal(text)) == 1


def test_two_notes_are_not_chosen_between() -> None:
    other = note_inputs(deficient_case())
    for second in (NOTE, other):
        (problem,) = refusal(f"{NOTE}\nSeen again:\n{second}")
        assert problem.startswith(f"lines 1 and {len(ROWS) + 3}: the text holds more than one note")
        assert "which is meant?" in problem


def test_a_note_cut_off_before_another_is_not_joined_to_it() -> None:
    (problem,) = refusal("\n".join([*ROWS[:9], *ROWS]))
    assert "more than one note" in problem


def test_a_note_without_its_first_line_before_another_is_not_passed_over() -> None:
    (problem,) = refusal("\n".join([*ROWS[1:], *ROWS]))
    assert "more than one note" in problem


@pytest.mark.parametrize("words", ["b12calc note 1, 2 lines", "see b12calc note 1, 3 Mar", "end of b12calc note"])
def test_words_of_a_note_in_free_text_do_not_hide_the_note(words: str) -> None:
    case = case_of({**CASE.model_dump(mode="json"), "patient": {"name": words}})
    assessment = assess(case, today=date(2026, 11, 22))
    whole = note(build(case, assessment), note_inputs(case, assessment))
    assert whole.count(words) >= 2
    assert read_note(whole).case == case


def test_a_note_of_a_newer_format_is_refused_in_one_sentence() -> None:
    first = f"b12calc note 2, {len(ROWS)} lines"
    newer = NOTE.replace(ROWS[0], f"{first} [{line_code(first)}]").replace("Total B12:", "Something else:")
    (problem,) = refusal(newer)
    assert problem == "line 1: the note is of format 2; format 1 was expected: read it with a newer version of b12calc"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.integers(0, len(NOTE)), st.integers(0, 300))
def test_any_text_is_read_as_the_same_case_or_refused(text: str, place: int, lost: int) -> None:
    try:
        read = read_note(NOTE[:place] + text + NOTE[place + lost :])
    except ProblemsFound:
        return
    assert read.case == CASE
