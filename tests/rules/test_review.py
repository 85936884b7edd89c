"""Rules nobody has reviewed say so in the answer, on paper and in the note."""

from dataclasses import replace

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.report import build, note, pdf
from b12calc.rules import assess
from b12calc.rules.assess import assess_by
from b12calc.rules.knowledge import load_pack
from tests.report.reading import pages_by_pdfium
from tests.rules.making import TODAY, case, read, total

CASE = read(case(total("150")))


@pytest.mark.parametrize("pack", PACKS)
def test_the_answer_says_who_reviewed_the_rules_or_that_nobody_has(pack: str) -> None:
    assert assess(CASE, today=TODAY, pack=pack).review == load_pack(pack).review == "Not yet reviewed by a clinician"


def test_every_page_of_the_record_and_the_note_say_it_too() -> None:
    document = build(CASE, assess(CASE, today=TODAY))
    said = "Rules: not yet reviewed by a clinician."
    assert all(said in page for page in pages_by_pdfium(pdf(document)))
    assert said in " ".join(note(document).split())


def test_tables_of_different_states_are_counted() -> None:
    pack = load_pack("uk")
    seen = replace(pack.tables["status"], review="Reviewed by Dr Example, 1 Dec 2026")
    answer = assess_by(replace(pack, tables={**pack.tables, "status": seen}), CASE, today=TODAY)
    count = len(pack.tables) - 1
    assert "Reviewed by Dr Example, 1 Dec 2026 (tables: 1)" in answer.review
    assert f"Not yet reviewed by a clinician (tables: {count})" in answer.review
