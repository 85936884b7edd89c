"""The line typed from a symptom sheet: what was marked comes back, and damage is refused at its block."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.exchange import is_answer_line, read_answers, write_answers
from b12calc.models import answer_blocks
from b12calc.models.answer_blocks import LETTERS, blocks, form_number
from b12calc.models.vocabulary import ANSWER_CODES
from b12calc.problems import ProblemsFound

MARKED = st.dictionaries(st.sampled_from(ANSWER_CODES), st.sampled_from(("yes", "no")))
SOME = {code: ("yes", "no")[place % 2] for place, code in enumerate(ANSWER_CODES) if place % 3}


def refused(line: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_answers(line)
    return [str(problem) for problem in found.value.problems]


@settings(max_examples=200)
@given(MARKED)
def test_what_was_marked_comes_back(answers: dict[str, str]) -> None:
    assert read_answers(write_answers(answers)) == answers


def test_what_was_not_marked_is_not_asked_and_never_no() -> None:
    assert read_answers(write_answers({})) == {}
    assert read_answers(write_answers({"falls": "no"})) == {"falls": "no"}


@pytest.mark.parametrize(
    "change",
    [str.lower, lambda line: line.replace(" ", "-"), lambda line: line.replace(" ", ""), " ".join,
     lambda line: line.replace("?", "_"), lambda line: line.replace(" ", "\r\n"), lambda line: f"  {line}\n"],
)  # fmt: skip
def test_spaces_hyphens_capitals_and_line_ends_make_no_difference(change: "object") -> None:
    assert callable(change)
    assert read_answers(str(change(write_answers(SOME)))) == SOME


@pytest.mark.parametrize("answers", [{}, SOME, dict.fromkeys(ANSWER_CODES, "yes"), dict.fromkeys(ANSWER_CODES, "no")])
def test_every_single_exchange_loss_and_addition_is_refused_at_its_block(answers: dict[str, str]) -> None:
    line = write_answers(answers).replace(" ", "")
    for place in range(4, len(line)):
        letter = next(one for one in reversed(line[: place + 1]) if one in LETTERS)
        near = [LETTERS[max(0, LETTERS.index(letter) + step) : LETTERS.index(letter) + step + 1] for step in (-1, 0, 1)]
        changed = [line[:place] + line[place + 1 :]]
        changed += [line[:place] + sign + rest for sign in "YN?3BZ!" for rest in (line[place + 1 :], line[place:])]
        for one in set(changed) - {line}:
            if one[:4] + "".join(one[4:].split()) == line:
                continue
            named = [said.partition(":")[0] for said in refused(one)]
            assert any(said.startswith(f"block {block},") for said in named for block in near if block) or any(
                said.startswith("line of answers") for said in named
            ), (place, one, named)


def test_a_block_that_is_lost_moved_or_given_twice_is_named() -> None:
    form, *parts = write_answers(SOME).split(" ")
    assert refused(" ".join((form, *parts[:4], *parts[5:]))) == [
        "block E, questions 21 to 25: it was expected here; block F was given"
    ]
    assert refused(" ".join((form, *parts[:2], parts[3], parts[2], *parts[4:])))[0].startswith("block C, ")
    assert refused(" ".join((form, *parts[:2], parts[1], *parts[2:])))[0].startswith("block C, ")
    assert refused(" ".join((form, *parts[:-1]))) == [
        f"{blocks()[-1].place}: it was expected here; the line ends before it"
    ]
    assert refused(" ".join((form, *parts, parts[0]))) == [
        f"line of answers: its end was expected behind block {blocks()[-1].letter}; block A was given"
    ]


def test_several_damaged_blocks_are_all_named_with_what_was_expected() -> None:
    form, *parts = write_answers({}).split(" ")
    parts[0], parts[3] = "AYNN??5", "DYN??3"
    assert refused(" ".join((form, *parts))) == [
        "block A, questions 1 to 5: the sum of YNN?? is 4 (2 for each Y, 1 for each N); 5 was given",
        "block D, questions 16 to 20: 5 of Y, N or ? and their sum were expected; 'YN??3' was given",
    ]


@pytest.mark.parametrize("line", ["", "hello", "AYNN??4", "12", "x" * 3000])
def test_a_line_without_its_four_digits_is_refused_in_one_sentence(line: str) -> None:
    assert refused(line) == [
        "line of answers: the four digits of the sheet were expected first, then the blocks, such as AYNN??4"
    ]


def test_a_sheet_printed_for_other_questions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    line = write_answers(SOME)
    monkeypatch.setattr(answer_blocks, "ANSWER_CODES", ANSWER_CODES[::-1])
    (said,) = refused(line)
    assert "was printed for other questions" in said


def test_a_line_is_told_from_other_text() -> None:
    assert is_answer_line(write_answers({})) and is_answer_line(f"\n {form_number()}-a yn???3 b")
    assert not is_answer_line("b12calc note 1, 10 lines") and not is_answer_line("2026-03-10 total B12 142 ng/L")


def test_random_damage_never_gives_other_answers_unnoticed_but_for_two_that_change_places() -> None:
    chance = random.Random(8)
    line = write_answers(SOME)
    for _ in range(2000):
        places = chance.sample(range(5, len(line)), 2)
        if any(line[place] == " " for place in places) or abs(places[0] - places[1]) < 8:
            continue
        letters = list(line)
        for place in places:
            letters[place] = chance.choice("YN?0123456789ABZ")
        if (changed := "".join(letters)) != line:
            assert refused(changed)
