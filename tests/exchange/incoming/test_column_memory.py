"""What is kept of named columns: found again whatever the order, never a word of the table, nothing of a patient."""

import pytest

from b12calc.exchange.incoming.column_memory import MOST, kept_with, may_be_kept, recalled
from b12calc.exchange.incoming.mapping import Use

HEADINGS = ("Klient", "Cobal", "Wert", "Wert")
USES = (Use("id"), Use("total_b12", "ng/L"), Use("ignore"), Use("collected"))


def test_the_same_headings_bring_back_what_was_said() -> None:
    kept = kept_with("", HEADINGS, USES)
    assert recalled(kept, HEADINGS) == USES
    assert recalled(kept, ("COBAL ", "Klient:", "wert", "Wert")) == (USES[1], USES[0], USES[2], USES[3])
    assert recalled(kept, ("Klient", "Cobal", "Wert")) is None
    assert recalled("", HEADINGS) is None


def test_nothing_of_the_table_stands_in_what_is_kept() -> None:
    kept = kept_with("", HEADINGS, USES)
    assert not any(heading in kept for heading in HEADINGS)
    assert kept.partition(" ")[2] == "total_b12 ng/L|id|ignore|collected"


def test_a_second_answer_replaces_the_first_and_none_forgets_it() -> None:
    kept = kept_with(kept_with("", HEADINGS, USES), ("A", "B"), (Use("id"), Use("mcv", "fL")))
    other = (Use("name"), *USES[1:])
    kept = kept_with(kept, HEADINGS, other)
    assert recalled(kept, HEADINGS) == other and len(kept.splitlines()) == 2
    kept = kept_with(kept, HEADINGS, None)
    assert recalled(kept, HEADINGS) is None and recalled(kept, ("A", "B")) is not None


def test_only_the_last_ones_are_kept() -> None:
    kept = ""
    for count in range(MOST + 3):
        kept = kept_with(kept, ("A", "x" * (count + 1)), (Use("id"), Use("mcv", "fL")))
    assert len(kept.splitlines()) == MOST
    assert recalled(kept, ("A", "x")) is None and recalled(kept, ("A", "x" * (MOST + 3))) is not None


@pytest.mark.parametrize(
    "heading",
    ["12.03.1960", "born 12 March 1960", "142", "<150", "142 ng/L", "98 fL", "9434765919", "943 476 5919", "female",
     "F", "positive", "a@b.org"],
)  # fmt: skip
def test_headings_that_look_like_a_patient_are_never_kept(heading: str) -> None:
    assert not may_be_kept(("Klient", heading))
    assert kept_with("", ("Klient", heading), (Use("id"), Use("mcv", "fL"))) == ""


@pytest.mark.parametrize("heading", ["B12", "25-OH Vitamin D3", "B12 2132-9", "HbA1c (IFCC)", "MCV [fL]", "10*9/L", ""])
def test_usual_headings_are_kept(heading: str) -> None:
    assert may_be_kept(("Klient", heading))


@pytest.mark.parametrize("said", ["id|id|x|y", "id", "id|foo|ignore|ignore", "id|mcv ng/L|ignore|ignore", ""])
def test_settings_that_were_spoilt_say_nothing(said: str) -> None:
    key = kept_with("", HEADINGS, USES).partition(" ")[0]
    assert recalled(f"{key} {said}", HEADINGS) is None


def test_what_was_kept_before_is_found_again() -> None:
    kept = "6f98e7e92125f351 total_b12 ng/L|id|ignore|collected"
    assert kept_with("", HEADINGS, USES) == kept
    assert recalled(f"\n{'0' * 16} id|mcv fL\n{kept}\n", HEADINGS) == USES
    assert kept_with(f"\n \n{'0' * 16} id\n", HEADINGS, USES) == f"{'0' * 16} id\n{kept}"


@pytest.mark.parametrize(("heading", "kept"), [
    ("12345", False), ("1234 B", True), ("2132-8 B", False), ("2132-9 B", True), ("14685-2 x 1234", True),
    ("male", False), ("Herr m", True),
    ("W", False), ("d", False), ("X", False), ("m", False), ("weiblich", False), ("142 *", False), ("1,5 %", False),
    ("~ 5 +-", False),
    ("142 ng/L", False), ("142 Wert", True), ("\u22645", False), ("B12 am 3.4.2026", False), ("negative", False),
    ("a @ b", False), ("12,5ng/L", False),
])  # fmt: skip
def test_a_heading_is_kept_where_it_can_be_no_statement_of_a_patient(heading: str, kept: bool) -> None:
    assert may_be_kept(("Klient", f" {heading} ")) is kept


def test_answers_that_cannot_stand_together_or_are_too_few_say_nothing() -> None:
    key = kept_with("", HEADINGS, USES).partition(" ")[0]
    for said in ("id|id|ignore|ignore", "id|name|ignore", "id|name|ignore|ignore|ignore", "id|name|ignore|nonsense"):
        assert recalled(f"{key} {said}", HEADINGS) is None, said
    assert recalled(f"{key} id|name|ignore|comment", HEADINGS) == (
        Use("name"),
        Use("id"),
        Use("ignore"),
        Use("comment"),
    )
