"""The face of the rules: a case in, an assessment out, or a pack as a book to read.

Nothing else of this room is used from outside.
"""

from b12calc.rules.assess import assess, pack_edition
from b12calc.rules.book import (
    Book,
    BookCondition,
    BookFact,
    BookLimit,
    BookRegimen,
    BookRow,
    BookTable,
    read_book,
)

__all__ = [
    "Book",
    "BookCondition",
    "BookFact",
    "BookLimit",
    "BookRegimen",
    "BookRow",
    "BookTable",
    "assess",
    "pack_edition",
    "read_book",
]
