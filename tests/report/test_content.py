"""One content model: the same figures, doses and dates on paper and in the note, and nothing not asked called no."""

from datetime import date, timedelta

import pytest

from b12calc.models.case import Case, Patient, Visit
from b12calc.models.vocabulary import ANSWER_CODES, ANSWER_GROUPS
from b12calc.models.wording import group_title, question
from b12calc.report import build, note, pdf
from b12calc.report.content import patient_identity
from b12calc.report.document import Paragraph, ReportDocument, Scale, Section, Table, texts
from tests.report.examples import deficient, deficient_case
from tests.report.reading import pages_by_pdfium, squash

DOCUMENT = build(deficient_case(), deficient())
ANSWER = deficient()


def _both() -> tuple[str, str]:
    return "".join(squash(page) for page in pages_by_pdfium(pdf(DOCUMENT))), squash(note(DOCUMENT))


def _section(document: ReportDocument, title: str) -> Section:
    return next(part for part in document.sections if part.title == title)


def _answers(document: ReportDocument) -> Table:
    return next(block for block in _section(document, "Answers given and not asked").blocks if isinstance(block, Table))


def test_every_value_with_its_unit_and_date_stands_in_pdf_and_note_alike() -> None:
    for text in _both():
        for entry in ANSWER.measurements:
            assert squash(entry.text) in text
            assert squash(entry.also or "") in text
        for range_ in ("180 to 900 ng/L", "120 to 150 g/L", "from 3.9 ug/L", "180 to 350 ng/L", "up to 100 fL"):
            assert squash(range_) in text


def test_every_dose_and_every_date_stands_in_pdf_and_note_alike() -> None:
    assert ANSWER.regimen is not None
    for text in _both():
        for phase in ANSWER.regimen.phases:
            assert squash(f"{phase.medicine} {phase.dose}").lower() in text.lower()
            for due in phase.dates:
                assert squash(f"{due.day} {due:%b} {due.year}") in text
        for entry in ANSWER.follow_up:
            assert squash(f"{entry.due.day} {entry.due:%b} {entry.due.year}") in text


def test_note_and_pdf_hold_the_same_texts() -> None:
    paper, pasted = _both()
    dull = {
        "–",
        "Name",
        "Line",
        "Test",
        "Due",
        "Questions",
        "Decided",
        "Id",
        "Signature",
        "Date",
        "Clinician, name and role",
    }
    heads = {
        text for part in DOCUMENT.sections for block in part.blocks if isinstance(block, Table) for text in block.header
    }
    for _, text in texts(DOCUMENT):
        assert squash(text) in paper
        if text not in dull | heads:
            assert squash(text).lower() in pasted.lower()


def test_every_question_stands_in_exactly_one_of_yes_no_and_not_asked() -> None:
    given = deficient_case().visits[0].answers
    rows = {row[0]: row[1:] for row in _answers(DOCUMENT).rows}
    assert len(rows) == len(ANSWER_GROUPS)
    for group, codes in ANSWER_GROUPS.items():
        columns = rows[group_title(group)]
        unasked = [code for code in codes if code not in given]
        for code in codes:
            words = question(code).short
            place = {"yes": 0, "no": 1, None: 2}[given.get(code)]
            found = [words in [part.split(" (")[0] for part in column.split("; ")] for column in columns]
            if unasked == list(codes) and len(codes) > 3:
                assert columns == ("–", "–", f"all {len(codes)} questions")
            else:
                assert found == [place == 0, place == 1, place == 2], code


@pytest.mark.parametrize("code", ANSWER_CODES[::7])
def test_a_question_not_asked_is_never_printed_as_no(code: str) -> None:
    case = Case(format="b12calc-case/1", visits=(Visit(date=date(2026, 3, 12)),))
    for row in _answers(build(case, deficient())).rows:
        assert row[2] == "–"
    asked = Case(format="b12calc-case/1", visits=(Visit(date=date(2026, 3, 12), answers={code: "no"}),))
    no_cells = [row[2] for row in _answers(build(asked, deficient())).rows if row[2] != "–"]
    assert no_cells == [question(code).short]


def test_a_red_flag_not_asked_is_named_on_the_first_page() -> None:
    first = squash(pages_by_pdfium(pdf(DOCUMENT))[0])
    assert squash("Red flags not asked") in first
    assert squash("Major confusion; bladder or bowel change") in first


def test_an_unconfirmed_source_is_marked_and_a_confirmed_one_is_not() -> None:
    said = " ".join(block.text for block in _section(DOCUMENT, "Sources").blocks if isinstance(block, Paragraph))
    assert "N-080 [S-, UNCONFIRMED] Total B12 below 180" in said
    assert "AFP-22 [P] Below 180" in said


def test_a_recommended_code_that_no_line_speaks_of_is_still_named() -> None:
    silent = build(deficient_case(), deficient(recommendations=()))
    text = note(silent)
    for words in ("Coeliac serology (tTG IgA)", "Neurology", "Do not give folic acid alone"):
        assert words in " ".join(text.split())


def test_a_result_the_rules_leave_aside_is_still_printed() -> None:
    text = note(build(deficient_case(), deficient(measurements=())))
    assert "142 ng/L" in text and "180 to 900 ng/L" in text


def test_without_identity_the_sheet_says_so_and_leaves_lines_to_fill_in() -> None:
    nobody = deficient_case(name=None, identifier=None, identifier_kind=None, date_of_birth=None, age_years=67)
    document = build(nobody, deficient())
    assert document.identity == ("Patient not named on this sheet",)
    first = squash(pages_by_pdfium(pdf(document))[0])
    assert squash("Name Date of birth Number") in first


def test_the_age_counts_completed_years_at_the_visit() -> None:
    for born, age in ((date(1958, 3, 12), 68), (date(1958, 3, 13), 67), (date(2004, 2, 29), 22)):
        document = build(deficient_case(date_of_birth=born), deficient())
        assert f"({age} years)" in document.identity[1]


@pytest.mark.parametrize(("month", "day"), [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)])
def test_the_age_printed_turns_on_the_birthday_itself_in_every_year_of_a_life(month: int, day: int) -> None:
    born = date(1904, month, day)
    for years in range(1, 121):
        # Who is born on 29 February completes a year on 1 March where there is no such day.
        birthday = date(1904 + years, month, day) if day != 29 or years % 4 == 0 else date(1904 + years, 3, 1)
        for visit, age in ((birthday, years), (birthday - timedelta(days=1), years - 1)):
            assert f"({age} years)" in patient_identity(Patient(date_of_birth=born), visit)[1], visit


@pytest.mark.parametrize(
    "field", ["follow_up", "recommendations", "measurements", "citations", "reasons", "regimen", "causes", "next_tests"]
)
def test_a_part_that_is_empty_leaves_no_trace(field: str) -> None:
    document = build(deficient_case(), deficient(**{field: None if field == "regimen" else ()}))
    assert pdf(document, "A5").startswith(b"%PDF")
    for part in document.sections:
        assert part.blocks
        for block in part.blocks:
            assert not isinstance(block, Table) or block.rows


def test_the_picture_says_in_words_what_it_shows() -> None:
    (scale,) = (block for block in _section(DOCUMENT, "Results").blocks if isinstance(block, Scale))
    plain = scale.twin.replace("\u00a0", " ")
    for words in ("142 ng/L", "127.8 to 156.2 ng/L", "180 to 350 ng/L", "180 to 900 ng/L"):
        assert words in plain
