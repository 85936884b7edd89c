"""Whether ten digits can be an NHS number: its last digit is a check on the nine before it.

Source: NHS Data Model and Dictionary, NHS NUMBER (modulus 11); hazard H29. Scotland's CHI number and the Health and
Care number of Northern Ireland are checked alike. A number that fits may still be another person's.
"""

import re
from typing import Final

_TEN: Final = re.compile(r"[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}")
_MODULUS: Final = 11


def is_mistyped(number: str) -> bool:
    """Tell whether a number is written like an NHS number, ten digits plain or as 943 476 5919, and cannot be one."""
    text = number.strip()
    return _TEN.fullmatch(text) is not None and not fits(re.sub("[ -]", "", text))


def fits(digits: str) -> bool:
    """Tell whether the last of ten digits is the check digit of the other nine."""
    weighed = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    # Nine digits whose check would be 10 are never given out: no last digit equals it.
    return int(digits[9]) == (_MODULUS - weighed % _MODULUS) % _MODULUS
