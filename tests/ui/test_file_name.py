"""The pattern of file names: read strictly, one sentence for each fault, and nothing of a patient in any name."""

from datetime import date
from pathlib import Path

import pytest

from b12calc_ui.file_name import KNOWN, USUAL, free_name, numbered, pattern_fault, stem

VISIT, TODAY = date(2026, 3, 10), date(2026, 3, 12)


def test_the_usual_pattern_gives_the_names_there_always_were() -> None:
    assert not pattern_fault(USUAL)
    assert stem(USUAL, "patient-sheet", VISIT, TODAY) == "b12-patient-sheet-2026-03-12"


def test_every_placeholder_is_filled_in() -> None:
    assert stem("A81001 {number}_{kind} {date} {today}", "card", VISIT, TODAY, 7) == (
        "A81001 7_card 2026-03-10 2026-03-12"
    )


@pytest.mark.parametrize("pattern", ["{kind}", "A81001-b12-{kind}", "{date}_{kind}_{number}", "B12 {kind} Llanfair-2"])
def test_a_pattern_in_order_has_no_fault(pattern: str) -> None:
    assert pattern_fault(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("", "File names: a pattern was expected, such as b12-{kind}-{today}."),
        ("{kind}-{name}", "File names: {name} is not known; {kind}, {date}, {today}, {number} are."),
        ("{kind}-{Date}", "File names: {Date} is not known; {kind}, {date}, {today}, {number} are."),
        ("{kind}-{}", "File names: {} is not known; {kind}, {date}, {today}, {number} are."),
        ("{kind}{kind}", "File names: {kind} can stand there once only."),
        ("{kind}-{today", "File names: “{” cannot stand in them; letters a to z, digits, space, - and _ can."),
        ("../{kind}", "File names: “.” cannot stand in them; letters a to z, digits, space, - and _ can."),
        ("Ärzte {kind}", "File names: “Ä” cannot stand in them; letters a to z, digits, space, - and _ can."),
        ("{today}", "File names: {kind} was expected, so that a sheet is never named as a record is."),
        ("-{kind}", "File names: a letter, digit or placeholder was expected first, and no space last."),
        ("{kind} ", "File names: a letter, digit or placeholder was expected first, and no space last."),
        ("b12-010250-{kind}", "File names: at most 5 digits beside b12, so that no number of a patient fits in."),
        ("{kind}-" + "x" * 60, "File names: at most 60 letters."),
    ],
)
def test_a_fault_is_said_in_one_sentence(pattern: str, sentence: str) -> None:
    assert pattern_fault(pattern) == sentence


@pytest.mark.parametrize("word", ["name", "age", "identifier", "number_of_patient", "date_of_birth", "sex", "status"])
def test_nothing_of_a_patient_has_a_placeholder(word: str) -> None:
    assert f"{{{word}}}" not in KNOWN
    assert "is not known" in pattern_fault(f"{{kind}}-{{{word}}}")


def test_numbers_count_up_past_every_file_that_stands(tmp_path: Path) -> None:
    name = numbered("b12-{kind}-{number}", "record", VISIT, TODAY)
    assert free_name(tmp_path, name, "pdf") == "b12-record-1.pdf"
    (tmp_path / "b12-record-1.pdf").touch()
    (tmp_path / "b12-record-2.pdf").mkdir()
    (tmp_path / "b12-record-3.pdf").symlink_to(tmp_path / "nowhere")
    assert free_name(tmp_path, name, "pdf") == "b12-record-4.pdf"
    assert free_name(tmp_path, name, "json") == "b12-record-1.json"


def test_without_a_place_for_the_number_it_stands_at_the_end_from_the_second_on() -> None:
    name = numbered("{kind}", "record", VISIT, TODAY)
    assert [name(1), name(2), name(10)] == ["record", "record-2", "record-10"]


def test_when_every_number_is_taken_it_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "same.pdf").touch()
    with pytest.raises(FileExistsError):
        free_name(tmp_path, lambda _number: "same", "pdf")
