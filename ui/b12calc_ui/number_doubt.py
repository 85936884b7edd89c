"""A patient's number that may be a mistyped NHS number is remarked on; nothing depends on it. Source: hazard H29."""

from b12calc_ui.texts import tr

_DIGITS = 10


def number_doubt(number: str, guideline: str) -> str:
    """Return one sentence where a number is written like an NHS number and cannot be one, else an empty text.

    The number is free text and says not of whom it is: it is held against that one rule under the guideline of the
    United Kingdom alone, and the sentence leaves open what it is.
    """
    if guideline != "uk" or len(number) < _DIGITS:
        return ""
    from b12calc.nhs_number import is_mistyped

    if not is_mistyped(number):
        return ""
    return tr("If {number} is an NHS number, a digit is wrong: check it against the record.", number=number.strip())
