"""Where a page ends, a line ends and a word ends: nothing stands alone, and a comment stays with its result."""

import re
from functools import cache
from typing import Any

import pytest

from b12calc.models.case import Case, LabResult
from b12calc.report import build, note, pdf
from b12calc.report.document import (
    Action,
    ActionList,
    Block,
    KeyValues,
    Paragraph,
    ReportDocument,
    Scale,
    Section,
    Table,
)
from b12calc.report.faces import REGULAR, register_fonts
from b12calc.report.handout import patient_sheet
from b12calc.report.html import write as web_page
from b12calc.report.setting import lines_of, words_of
from b12calc.rules import assess
from tests.report.examples import SAMPLE, TODAY, deficient, deficient_case
from tests.report.reading import pages_by_pdfium, squash
from tests.report.tag_faults import faults
from tests.report.tag_walk import opened, read_pages, spoken, tree
from tests.rules.making import case, mcv, read, total

COMMENT = "Slightly haemolysed; <b>phoned</b> to the surgery on 11 Mar 2026."
LONG = "Word " * 16


@cache
def scale() -> Scale:
    blocks = [block for section in build(deficient_case(), deficient()).sections for block in section.blocks]
    return next(block for block in blocks if isinstance(block, Scale))


def tall(small: bool = False, lead: str = "First") -> Table:
    return Table(("Head", "Other"), ((lead, LONG * 6), ("Second", LONG * 6), ("Third", "x")), (20, 80), small=small)


BEGINNINGS: dict[str, tuple[tuple[Block, ...], str]] = {
    "a table of tall rows": ((tall(),), "Second"),
    "facts before a table": ((KeyValues((("So far", "well"),)), tall(), tall(lead="Again")), "Second"),
    "facts before a picture": ((KeyValues((("So far", "well"),)), scale(), tall(), tall(lead="Again")), "Below 180"),
    "a quiet paragraph before a table": ((Paragraph("Read this.", "quiet"), tall(), tall(lead="Again")), "Second"),
    "a heading of its own": ((Paragraph("", lead="Read this"), Paragraph(LONG * 20), tall()), "Word Word"),
    "long things to do": ((ActionList("Do", (Action("1", "", LONG * 9), Action("2", "", f"End {LONG * 30}"))),), "End"),
}


@pytest.mark.parametrize("paper", ["A4", "A5"])
@pytest.mark.parametrize("kind", BEGINNINGS)
def test_no_heading_stands_at_the_foot_of_a_page_without_what_it_heads(kind: str, paper: str) -> None:
    blocks, with_it = BEGINNINGS[kind]
    for lines in range(14, 54, 2):
        before = Section(
            "", tuple(Paragraph(f"line {number}", "small") for number in range(lines * (2 - (paper == "A5"))))
        )
        document = ReportDocument("T", ("Nobody",), "d", "s", "e", "b", (before, Section("The plan", blocks)))
        (page,) = [page for page in pages_by_pdfium(pdf(document, paper)) if "The plan" in page]
        assert with_it in page.partition("The plan")[2], lines


def commented(comment: str, **patient: Any) -> Case:
    one = deficient_case(**patient)
    first, *others = one.visits[0].results
    results = (first.model_copy(update={"comment": comment}), *others)
    return one.model_copy(update={"visits": (one.visits[0].model_copy(update={"results": results}),)})


def told(data: bytes) -> str:
    with opened(data) as file:
        return spoken(tree(file), read_pages(file))


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_a_comment_stands_under_its_result_as_it_was_typed(paper: str) -> None:
    document = build(commented(COMMENT), deficient())
    data = pdf(document, paper)
    row = f"142ng/L(104.8pmol/L)10Mar2026180to900ng/L180to350ng/L,ukpackLowComment:{squash(COMMENT)}Haemoglobin"
    assert row in squash(" ".join(pages_by_pdfium(data)))
    assert row in squash(told(data))
    assert faults(data) == []
    assert squash(COMMENT) in squash(note(document))
    assert "&lt;b&gt;phoned" in web_page(document)


def test_a_comment_on_a_result_that_the_rules_leave_aside_is_printed_too() -> None:
    one = deficient_case()
    extra = LabResult(analyte="mcv", value="99", unit="fL", collected=SAMPLE, comment="Repeat of an older sample.")
    visit = one.visits[0].model_copy(update={"results": (*one.visits[0].results, extra)})
    document = build(one.model_copy(update={"visits": (visit,)}), deficient())
    assert "99 fL" in note(document).replace("\u00a0", " ")
    assert "Comment: Repeat of an older sample." in " ".join(" ".join(pages_by_pdfium(pdf(document))).split())


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_a_comment_longer_than_a_page_is_cut_at_lines_and_heard_whole(paper: str) -> None:
    words = " ".join(f"word{number}" for number in range(440))
    data = pdf(build(commented(words), deficient()), paper)
    assert squash(words) in squash(told(data))
    assert faults(data) == []


def test_results_without_comments_have_no_room_for_them() -> None:
    results = next(one for one in build(deficient_case(), deficient()).sections if one.title == "Results")
    assert isinstance(results.blocks[0], Table)
    assert results.blocks[0].under == ()


def broken(text: str, room: float) -> list[str]:
    register_fonts()
    lines = lines_of(words_of(text, REGULAR, 8), room, 8)
    return [" ".join("".join(part for _, part in word.parts) for word in line) for line, _ in lines]


def test_no_short_word_stands_alone_on_a_last_line() -> None:
    text = "one two three four five six seven eight nine of"
    alone = [room for room in range(60, 200) if len(broken(text, room)) > 1 and broken(text, room)[-1] == "of"]
    assert alone == []
    assert broken("incomprehensible of", 70) == ["incomprehensible", "of"], "no other word is there to go with it"
    assert [" ".join(broken(text, room)) for room in range(60, 200)] == [text] * 140


def test_a_code_too_long_for_its_column_is_parted_before_a_hyphen() -> None:
    assert broken("urgency-urgent-neuro-status", 90) == ["urgency-urgent-neuro", "-status"]
    assert broken("warning_do_not_repeat_b12_on", 80) == ["warning_do_not_", "repeat_b12_on"]
    assert "".join(broken("a-" + "b" * 200, 90)) == "a-" + "b" * 200


def test_many_days_stand_side_by_side_on_the_sheet_and_few_do_not() -> None:
    one = read(case(total("142"), mcv("112"), yes="paraesthesia fatigue"))
    answer = assess(one, today=TODAY)
    assert answer.regimen is not None
    sheets = {size: patient_sheet(one, answer, size=size) for size in (12, 24)}
    beside = {size: _most_days_in_a_line(pdf(sheet, "A4")) for size, sheet in sheets.items()}
    assert beside[12] == 3
    assert beside[24] == 1


def _most_days_in_a_line(data: bytes) -> int:
    lines = [line for page in pages_by_pdfium(data) for line in page.splitlines()]
    return max(len(re.findall(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ Mar 2026(?!:)", line)) for line in lines)


@pytest.mark.parametrize("size", [12, 18, 24])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_the_last_page_of_a_patient_sheet_holds_more_than_one_sentence(paper: str, size: int) -> None:
    one = read(case(total("142"), mcv("112"), yes="paraesthesia fatigue"))
    sheet = patient_sheet(one, assess(one, today=TODAY), size=size)
    *_, last = pages_by_pdfium(pdf(sheet, paper))
    assert "Bring the sheet" in " ".join(last.split())
