"""The record as it is heard: all of it in tags or artifacts, in reading order, with heads, levels and words."""

import json
from datetime import date
from functools import cache
from io import BytesIO

import pypdf
import pytest

from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import build, pdf
from b12calc.report.document import Action, ActionList, Paragraph, ReportDocument, Section, Table
from b12calc.rulebook import rule_book_pdf
from b12calc.rules import assess
from tests.cases.score import TODAY, items
from tests.report.examples import deficient, deficient_case
from tests.report.reading import expected_text, squash
from tests.report.tag_faults import DEFECTS, faults, planted
from tests.report.tag_walk import Node, opened, read_pages, spoken, tree

HEADING = ("The Old Mill Surgery", "2 Mill Lane", "Telephone 01632 960123")
COLUMNS = {"A4": 595.2755905511812 - 88, "A5": 419.52755905511816 - 48}
DOCUMENT = build(deficient_case(), deficient(), HEADING)


@cache
def record(paper: str = "A4") -> bytes:
    return pdf(DOCUMENT, paper)


@cache
def book(pack: str = "article") -> bytes:
    return rule_book_pdf(pack)


@cache
def published() -> dict[str, bytes]:
    """The record of every published case that can be read."""
    made = {}
    for item in items():
        try:
            case = read_case(json.dumps(item["case"]))
            made[str(item["id"])] = pdf(build(case, assess(case, today=TODAY, explain=True)))
        except ProblemsFound:
            continue  # a unit is missing or wrong in the publication
    return made


def nodes(data: bytes) -> list[Node]:
    with opened(data) as file:
        return list(tree(file).walk())


def heard(data: bytes) -> str:
    with opened(data) as file:
        return spoken(tree(file), read_pages(file))


def lasting(*blocks: Table | ActionList | Paragraph, title: str = "Part") -> bytes:
    return pdf(
        ReportDocument("Test", ("Nobody",), "today", "statement", "edition", "b12calc", (Section(title, blocks),))
    )


def test_the_records_of_the_published_cases_have_no_fault_in_their_tags() -> None:
    found = {name: faults(data) for name, data in published().items()}
    assert len(found) >= 35
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_a_record_on_any_paper_has_no_fault_in_its_tags(paper: str) -> None:
    assert faults(record(paper)) == []


@pytest.mark.parametrize("pack", ["uk", "article"])
def test_the_rule_book_has_no_fault_in_its_tags(pack: str) -> None:
    assert faults(book(pack)) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_every_planted_defect_is_noticed(defect: str) -> None:
    assert faults(planted(record(), defect)) != []


@pytest.mark.parametrize("paper", COLUMNS)
def test_what_is_heard_is_the_whole_document_in_reading_order(paper: str) -> None:
    identity = " · ".join(DOCUMENT.identity)
    front, back = "".join((*HEADING, identity)), DOCUMENT.edition + DOCUMENT.statement
    expected = squash(front + expected_text(DOCUMENT, COLUMNS[paper]) + back)
    assert squash(heard(record(paper))) == expected


def test_words_are_parted_by_spaces_also_where_a_line_ends() -> None:
    text = " ".join(f"word{number}" for number in range(200))
    assert text in " ".join(heard(lasting(Paragraph(text))).split())


def test_a_word_that_is_cut_at_the_end_of_a_line_is_heard_whole() -> None:
    assert "W" * 300 in heard(lasting(Paragraph("W" * 300)))


def test_identity_and_heading_are_heard_once_and_the_page_numbers_never() -> None:
    said = heard(record())
    assert said.count(DOCUMENT.identity[0]) == said.count(HEADING[0]) == 1
    assert "Page 1 of" not in said


def test_a_table_over_several_pages_is_one_table_whose_head_is_heard_once() -> None:
    rows = tuple((f"row {number}", "a cell " * 12, "b") for number in range(120))
    data = lasting(Table(("Name", "Told", "Third"), rows, (20, 60, 20)))
    assert len(pypdf.PdfReader(BytesIO(data)).pages) > 1
    assert faults(data) == []
    assert [node.role for node in nodes(data)].count("Table") == 1
    assert heard(data).count("Told") == 1 and heard(data).count("row 119") == 1


def test_a_row_cut_by_the_end_of_a_page_stays_one_row() -> None:
    rows = tuple((f"row {number}", "long words " * (900 if number == 3 else 1), "y") for number in range(6))
    data = lasting(Table(("Name", "Told", "Third"), rows, (20, 60, 20)))
    assert faults(data) == []
    assert [node.role for node in nodes(data)].count("TR") == 7
    assert heard(data).count("long words") == 905


def test_the_first_column_names_the_rows_only_where_every_name_stands_once() -> None:
    named = lasting(Table(("A", "B", "C"), tuple((n, "1", "2") for n in "pqrs"), (1, 1, 1)))
    again = lasting(Table(("A", "B", "C"), tuple((n, "1", "2") for n in "ppqr"), (1, 1, 1)))
    heads = [[n.scope for n in nodes(data) if n.role == "TH"] for data in (named, again)]
    assert heads == [["Column"] * 3 + ["Row"] * 4, ["Column"] * 3]


def test_things_to_do_are_a_list_with_a_heading_and_their_numbers_are_labels() -> None:
    block = ActionList("Do now", (Action("1", "", "Ask."), Action("", "", "Wait.")))
    for title, level in (("Plan", "H3"), ("", "H2")):
        found = [node.role for node in nodes(lasting(block, title=title))]
        start = len(found) - found[::-1].index(level) - 1
        assert found[start : start + 7] == [level, "L", "LI", "Lbl", "LBody", "LI", "LBody"]


def test_a_figure_is_read_by_the_words_of_the_picture() -> None:
    (words,) = [node.alt for node in nodes(record()) if node.role == "Figure"]
    assert words.replace("\u00a0", " ") == (
        "Total vitamin B12 142 ng/L; measurement doubt 127.8 to 156.2 ng/L; decision limits 180 to 350 ng/L; "
        "laboratory's range 180 to 900 ng/L."
    )


def test_the_file_is_dated_by_the_day_of_the_assessment_and_by_no_clock() -> None:
    with opened(record()) as file:
        assert str(file.docinfo.CreationDate) == str(file.docinfo.ModDate) == "D:20260312000000Z"
        assert b"<xmp:CreateDate>2026-03-12T00:00:00Z<" in file.Root.Metadata.read_bytes()
    with opened(book()) as file:
        assert "/CreationDate" not in file.docinfo and b"CreateDate" not in file.Root.Metadata.read_bytes()


def test_a_title_with_marks_of_its_own_stays_the_title() -> None:
    document = ReportDocument("A <b> & “c”", ("Nobody",), "", "s", "e", "b12calc", (), day=date(2026, 1, 2))
    assert faults(pdf(document)) == []
