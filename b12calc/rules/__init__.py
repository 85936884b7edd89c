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
from b12calc.rules.clinic_profile import Clinic, clinic_text, clinics, read_clinic
from b12calc.rules.lab_profile import Laboratory, read_laboratory
from b12calc.rules.lab_text import laboratory_content, laboratory_faults, laboratory_text
from b12calc.rules.laboratory import laboratories

__all__ = [
    "Book",
    "BookCondition",
    "BookFact",
    "BookLimit",
    "BookRegimen",
    "BookRow",
    "BookTable",
    "Clinic",
    "Laboratory",
    "assess",
    "clinic_text",
    "clinics",
    "laboratories",
    "laboratory_content",
    "laboratory_faults",
    "laboratory_text",
    "pack_edition",
    "read_book",
    "read_clinic",
    "read_laboratory",
]
