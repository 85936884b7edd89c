"""The blank symptom sheet: every question of the form once, in its order, with boxes; nothing about anybody."""

import re
import tomllib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

import b12calc.report
from b12calc.models.answer_blocks import blocks, check_sum, form_number, numbers
from b12calc.models.vocabulary import ANSWER_CODES, ANSWER_GROUPS, SYMPTOM_GROUPS
from b12calc.models.wording import question
from b12calc.report.document import ReportDocument, Section, Table
from b12calc.report.handout import symptom_sheet, written
from b12calc.rules import read_book

from .reading import body_text, expected_text, pages_by_pdfium, pages_by_pypdf
from .reading_age import reading_age, sentences
from .tag_faults import faults
from .tag_walk import opened, tree

HEADING = ("The Old Mill Surgery", "2 Mill Lane, Llanfair", "Telephone 01632 960123")
COLUMN_A4 = 595.2755905511812 - 88
WORDS = tomllib.loads((Path(b12calc.report.__file__).parent / "blank_sheet.toml").read_text(encoding="utf-8"))
FOR_PATIENTS = [code for code in ANSWER_CODES if code not in SYMPTOM_GROUPS["examination"]]
OLDEST = 11
# Names of medicines, illnesses and parts of the body, which no plainer word says.
NAMES = re.compile(
    r"\b(metformin|omeprazole|lansoprazole|famotidine|colchicine|phenobarbital|primidone|topiramate|pregabalin|biotin|"
    r"folic acid|nitrous oxide|helicobacter pylori|pernicious an(a)?emia|anaemia|autoimmune|gastritis|coeliac|pancreas|"
    r"radiotherapy|ethnicity|terminal ileum|cobalamin|diabetes|thyroid|tapeworm|allerg\w+|alcohol|operation|"
    r"injections?|combined pill|impossible|vitamin|animals?|family|usual|anything)\b",
    re.I,
)


def tables(document: ReportDocument) -> list[tuple[Section, Table]]:
    return [(part, block) for part in document.sections for block in part.blocks if isinstance(block, Table)]


def test_every_question_of_the_form_stands_once_in_its_order_with_its_number_and_empty_boxes() -> None:
    *asked, _cells = tables(symptom_sheet())
    rows = [row for _, table in asked for row in table.rows]
    assert [(row[0], row[1]) for row in rows] == [(str(numbers()[code]), WORDS["ask"][code]) for code in ANSWER_CODES]
    assert {row[2:] for row in rows} == {("", "", "")}
    assert [len(table.rows) for _, table in asked] == [len(codes) for codes in ANSWER_GROUPS.values()]
    assert {table.header[2:] for _, table in asked} == {("Yes", "No", "Don't know")}


def test_there_are_plain_words_for_every_question_and_every_group_and_for_no_other() -> None:
    assert tuple(WORDS["ask"]) == ANSWER_CODES
    assert tuple(WORDS["group"]) == tuple(ANSWER_GROUPS)
    assert set(WORDS["hint"]) <= set(ANSWER_GROUPS)


@pytest.mark.parametrize("code", FOR_PATIENTS)
def test_a_question_is_one_short_sentence_that_can_be_read_at_eleven(code: str) -> None:
    asked = WORDS["ask"][code]
    assert asked.endswith("?") and len(sentences(asked)) == 1 and len(asked.split()) <= 16
    assert reading_age(NAMES.sub("thing", asked)) <= OLDEST, asked


def test_the_signs_a_clinician_looks_for_keep_their_own_words_and_are_left_to_the_clinician() -> None:
    for code in SYMPTOM_GROUPS["examination"]:
        assert WORDS["ask"][code] == question(code).label
    assert "clinician" in WORDS["group"]["examination"]


def test_a_medicine_or_illness_named_in_the_form_is_named_on_the_sheet() -> None:
    for code, names in {
        "antiepileptic": ("phenobarbital", "primidone", "topiramate"), "proton_pump_inhibitor": ("omeprazole",),
        "nitrous_oxide": ("nitrous oxide",), "metformin": ("metformin",), "h2_blocker": ("famotidine",),
        "hiv_infection": ("HIV",), "cobalt_allergy": ("cobalt",), "high_dose_biotin": ("biotin", "5 mg"),
    }.items():  # fmt: skip
        said = f"{question(code).ask} {question(code).include}"
        assert all(name in WORDS["ask"][code] and name.lower() in said.lower() for name in names)


def test_an_empty_line_and_dont_know_are_both_typed_as_not_asked() -> None:
    key = " ".join(WORDS["code"]["lines"])
    assert "write ? for don't know and for an empty line" in key
    example = re.search(r"such as ([A-Z])([YN?]{5})(\d+)\.", key)
    assert example is not None and check_sum(example[2]) == int(example[3])


def test_a_yes_among_the_red_flags_is_to_be_told_at_once() -> None:
    assert WORDS["hint"]["red_flags"] == "If you put a cross at yes here, tell the desk now. Do not wait for your turn."
    assert not read_book("uk").sources["F7"].unconfirmed


def test_the_cells_hold_every_number_once_and_a_place_for_each_sum() -> None:
    section, cells = tables(symptom_sheet())[-1]
    size = len(cells.header) // 2
    found = [row[start : start + size] for row in cells.rows for start in (0, size)]
    assert [part[0] for part in found] == [block.letter for block in blocks()]
    assert [cell for part in found for cell in part[1:-1]] == [str(number) for number in numbers().values()]
    assert {part[-1] for part in found} == {""}
    assert any(form_number() in getattr(block, "text", "") for block in section.blocks)


@pytest.mark.parametrize(("paper", "most"), [("A4", 4), ("Letter", 5), ("A5", 7)])
def test_the_sheet_has_few_pages_no_fault_in_its_tags_and_the_cells_on_one_page(paper: str, most: int) -> None:
    data = written(symptom_sheet(HEADING), "a.pdf", paper)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages]
    assert len(pages) <= most
    assert faults(data) == []
    assert "For the practice" in pages[-1] and "110" in pages[-1] and len(data) < 60_000
    assert all(f"Sheet {form_number()}" in page and "Name ____" in page for page in pages)


@pytest.mark.parametrize("read", [pages_by_pypdf, pages_by_pdfium])
def test_the_text_read_back_equals_the_text_of_the_sheet(read: Callable[[bytes], list[str]]) -> None:
    document = symptom_sheet()
    assert body_text(document, read(written(document, "a.pdf"))).replace("•", "") == expected_text(document, COLUMN_A4)


def test_equal_sheets_give_equal_bytes_and_bear_no_date() -> None:
    for name in ("a.pdf", "a.html", "a.txt"):
        assert written(symptom_sheet(HEADING), name) == written(symptom_sheet(HEADING), name)
    with opened(written(symptom_sheet(), "a.pdf")) as file:
        assert "/CreationDate" not in file.docinfo


def test_the_number_of_a_question_is_the_head_of_its_row() -> None:
    with opened(written(symptom_sheet(), "a.pdf")) as file:
        heads = [node.scope for node in tree(file).walk() if node.role == "TH"]
    assert heads.count("Row") == len(ANSWER_CODES) + len(tables(symptom_sheet())[-1][1].rows)
