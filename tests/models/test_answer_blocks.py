"""Numbers and blocks of the questions: one for each, none twice, and no letter that could be an answer."""

from b12calc.models.answer_blocks import LETTERS, SIZE, blocks, check_sum, form_number, numbers
from b12calc.models.vocabulary import ANSWER_CODES, ANSWER_GROUPS


def test_every_question_has_its_number_in_the_order_of_the_form() -> None:
    order = [code for codes in ANSWER_GROUPS.values() for code in codes]
    assert list(numbers()) == order
    assert list(numbers().values()) == list(range(1, len(order) + 1))


def test_the_blocks_hold_every_question_once_and_name_themselves() -> None:
    assert tuple(code for block in blocks() for code in block.codes) == ANSWER_CODES
    assert {len(block.codes) for block in blocks()[:-1]} == {SIZE}
    assert blocks()[1].place == "block B, questions 6 to 10"


def test_no_letter_of_a_block_is_an_answer_a_figure_or_like_one() -> None:
    assert len(set(LETTERS)) == len(LETTERS) >= len(blocks())
    assert not set(LETTERS) & set("YNIO?0123456789")


def test_the_sum_parts_every_pair_of_answers() -> None:
    assert [check_sum(sign) for sign in "YN?"] == [2, 1, 0]
    assert check_sum("YYYYY") == 10


def test_the_form_has_four_digits() -> None:
    assert len(form_number()) == 4 and form_number().isdigit()
