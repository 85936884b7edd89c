"""The practice's heading and the three papers: whole at the head of page 1, small later, nothing cut off."""

from itertools import pairwise

import pypdfium2  # type: ignore[import-untyped]
import pytest

from b12calc.problems import ProblemsFound
from b12calc.report import PAPERS, build, note, pdf, read_heading
from tests.report.examples import deficient, deficient_case
from tests.report.reading import body_text, expected_text, pages_by_pdfium, pages_by_pypdf, squash

LINES = ("Llanfair Surgery", "12 High Street, Llanfair LL61 5XX", "Telephone 01248 000000")
HEADED = build(deficient_case(), deficient(), read_heading(LINES))
PLAIN = build(deficient_case(), deficient())


@pytest.mark.parametrize("paper", PAPERS)
def test_the_heading_opens_page_1_and_its_name_alone_every_later_page(paper: str) -> None:
    first, *later = [squash(page) for page in pages_by_pdfium(pdf(HEADED, paper))]
    assert all(squash(line) in first for line in LINES)
    for page in later:
        assert squash(LINES[0]) in page
        assert squash(LINES[1]) not in page


@pytest.mark.parametrize(("paper", "column"), [("A4", 507.28), ("Letter", 524.0), ("A5", 371.53)])
def test_the_body_below_a_heading_is_the_whole_document(paper: str, column: float) -> None:
    pages = [squash(page) for page in pages_by_pypdf(pdf(HEADED, paper))]
    first = pages[0].replace(squash("".join(LINES)), "")
    later = [page.replace(squash(LINES[0]), "") for page in pages[1:]]
    assert body_text(HEADED, [first, *later]) == expected_text(HEADED, column)


def test_the_same_paper_and_heading_give_the_same_bytes_and_another_gives_others() -> None:
    again = build(deficient_case(), deficient(), read_heading(LINES))
    assert pdf(HEADED, "A5") == pdf(again, "A5")
    assert len({pdf(HEADED, paper) for paper in PAPERS} | {pdf(PLAIN, paper) for paper in PAPERS}) == 6


def test_the_note_never_holds_the_heading() -> None:
    assert note(HEADED) == note(PLAIN)


@pytest.mark.parametrize("paper", PAPERS)
def test_no_word_of_any_page_runs_over_the_edge_of_the_paper(paper: str) -> None:
    """The statement once ran off the smallest paper at the right."""
    long = PLAIN.statement + " Rules: reviewed by nobody yet, neither in part nor as a whole, nor in another country."
    whole = build(deficient_case(), deficient(review=long, laboratory="Laboratory of the County Hospital " * 3), LINES)
    for page in pypdfium2.PdfDocument(pdf(whole, paper)):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert min(left for left, _, _, _ in boxes) >= 20
        assert max(right for _, _, right, _ in boxes) <= width - 20
        assert min(bottom for _, bottom, _, _ in boxes) >= 12
        assert max(top for _, _, _, top in boxes) <= height - 12


def test_heading_identity_and_title_stand_one_below_the_other_without_touching() -> None:
    for paper in PAPERS:
        text = pypdfium2.PdfDocument(pdf(HEADED, paper))[0].get_textpage()
        spans = []
        for words in (*LINES, PLAIN.identity[0], PLAIN.title):
            place, count = text.search(words).get_next()
            boxes = [text.get_charbox(place + letter) for letter in range(count)]
            spans.append((max(box[3] for box in boxes), min(box[1] for box in boxes)))
        assert all(above[1] > below[0] for above, below in pairwise(spans)), paper


@pytest.mark.parametrize(
    ("lines", "place", "words"),
    [
        (["a" * 61], "practice heading, line 1", "at most 60 letters were expected; these are 61"),
        (["Surgery", "b" * 81], "practice heading, line 2", "at most 80 letters"),
        (["W" * 60], "practice heading, line 1", "too wide for A5 paper"),
        (["Sur\x07gery"], "practice heading, line 1", "U+0007"),
        (["Sur\tgery"], "practice heading, line 1", "U+0009"),
        (["Surgery\nof two lines"], "practice heading, line 1", "U+000A"),
        (["Sur\u202egery"], "practice heading, line 1", "U+202E"),
        (["Surgery", "王"], "practice heading, line 2", "U+738B"),
        (["a", "b", "c", "d"], "practice heading", "at most 3 lines"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_line(lines: list[str], place: str, words: str) -> None:
    with pytest.raises(ProblemsFound) as refusal:
        read_heading(lines)
    (problem,) = refusal.value.problems
    assert problem.path == place
    assert words in problem.message


def test_every_faulty_line_is_named_at_once() -> None:
    with pytest.raises(ProblemsFound) as refusal:
        read_heading(["a" * 99, "b" * 99, "c"])
    assert [problem.path[-1] for problem in refusal.value.problems] == ["1", "2"]


def test_empty_lines_are_left_out_and_nothing_given_is_no_heading() -> None:
    assert read_heading(["", "  "]) == ()
    assert read_heading([" Surgery  of  Łódź ", "", "Tel. 1"]) == ("Surgery of Łódź", "Tel. 1")
    assert pdf(build(deficient_case(), deficient(), ())) == pdf(PLAIN)


def test_markup_in_a_heading_is_printed_as_typed() -> None:
    heading = read_heading(["<b>Surgery</b> & Sons"])
    assert squash(heading[0]) in squash(pages_by_pdfium(pdf(build(deficient_case(), deficient(), heading)))[0])
