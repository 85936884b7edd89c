"""The face of the rules: a case in, an assessment out, or a pack as a book to read.

Nothing else of this room is used from outside.
"""

from b12calc.rules.alike import Alike, Person, names, printed_day
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
from b12calc.rules.changes import edition_changes
from b12calc.rules.clinic_profile import Clinic, clinic_text, clinics, read_clinic
from b12calc.rules.compare import compare as compare_packs
from b12calc.rules.earlier_visits import Told, denied_before, told_before
from b12calc.rules.editions import Edition, find_edition, previous
from b12calc.rules.editions import assess as assess_by_edition
from b12calc.rules.editions import editions as held_editions
from b12calc.rules.forgetting import forget
from b12calc.rules.golden import golden_cases, golden_faults, prove_golden
from b12calc.rules.lab_profile import Laboratory, read_laboratory
from b12calc.rules.lab_text import laboratory_content, laboratory_faults, laboratory_text
from b12calc.rules.laboratory import laboratories
from b12calc.rules.placed_plan import on_open_days, schedule_for, without_days
from b12calc.rules.practice_days import read_away, read_closed_days
from b12calc.rules.proof import damaged_editions, prove_each_table, prove_tables, reviews
from b12calc.rules.replay import decides_alike, made_under
from b12calc.rules.replay import replay as replay_assessment
from b12calc.rules.told_regimen import regimen_words
from b12calc.rules.which_counts import Choice, which_count

__all__ = [
    "Alike",
    "Book",
    "BookCondition",
    "BookFact",
    "BookLimit",
    "BookRegimen",
    "BookRow",
    "BookTable",
    "Choice",
    "Clinic",
    "Edition",
    "Laboratory",
    "Person",
    "Told",
    "assess",
    "assess_by_edition",
    "clinic_text",
    "clinics",
    "compare_packs",
    "damaged_editions",
    "decides_alike",
    "denied_before",
    "edition_changes",
    "find_edition",
    "forget",
    "golden_cases",
    "golden_faults",
    "held_editions",
    "laboratories",
    "laboratory_content",
    "laboratory_faults",
    "laboratory_text",
    "made_under",
    "names",
    "on_open_days",
    "pack_edition",
    "previous",
    "printed_day",
    "prove_each_table",
    "prove_golden",
    "prove_tables",
    "read_away",
    "read_book",
    "read_clinic",
    "read_closed_days",
    "read_laboratory",
    "regimen_words",
    "replay_assessment",
    "reviews",
    "schedule_for",
    "told_before",
    "which_count",
    "without_days",
]
