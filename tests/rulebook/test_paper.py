"""The printed rule book: all of the pack, its pages where its contents say, nothing cut off, the review state on it."""

from collections import Counter
from functools import cache
from pathlib import Path

import pypdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from b12calc.cli import main
from b12calc.models.vocabulary import PACKS
from b12calc.report.document import texts
from b12calc.report.pdf_writer import write
from b12calc.rulebook import phrases, rule_book_pdf
from b12calc.rulebook.paper import book_document, titles
from b12calc.rulebook.paper_parts import broken
from b12calc.rules import read_book
from tests.report.reading import body_text, expected_text, pages_by_pdfium, squash


@cache
def pages(pack: str = "uk") -> tuple[str, ...]:
    return tuple(pages_by_pdfium(rule_book_pdf(pack)))


@cache
def whole(pack: str = "uk") -> str:
    """All that the book holds, as it is handed to the printer."""
    return squash("".join(text for _, text in texts(book_document(read_book(pack), {}))))


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_is_lost_on_the_way_to_paper(pack: str) -> None:
    """Letter for letter, in whatever order: a row may run over the end of a page."""
    first = tuple(pages_by_pdfium(write(document := book_document(read_book(pack), {}), "A4")))
    expected = Counter(expected_text(document, 500.0))
    found = Counter(body_text(document, list(first)))
    assert {letter: count for letter, count in (expected - found).items() if letter != "-"} == {}


@pytest.mark.parametrize("pack", PACKS)
def test_every_sentence_condition_and_source_of_every_row_is_printed(pack: str) -> None:
    book, text = read_book(pack), whole(pack)
    for table in book.tables:
        for row in table.rows:
            for part in (*row.always, *(one for choice in row.choices for one in choice)):
                assert squash(": ".join(phrases.condition(part))) in text, (row.id, part)
            for said in (row.text, row.withheld, row.changed):
                assert squash(phrases.sentence(said)) in text, row.id
            assert squash(row.id) in text


@pytest.mark.parametrize("pack", PACKS)
def test_every_regimen_limit_interval_fact_and_source_is_printed(pack: str) -> None:
    book, text = read_book(pack), whole(pack)
    for regimen in book.regimens:
        for said in (regimen.text, *regimen.notes, *(f"{one.medicine}{one.dose}" for one in regimen.phases)):
            assert squash(said) in text, regimen.id
    for limit in book.limits:
        assert all(squash(line) in text for _, line in phrases.limit_lines(limit)), limit.analyte
    assert all(squash(one) in text for one in phrases.intervals(book))
    assert all(squash(fact.means) in text for fact in book.facts if not fact.asked)
    assert all(squash(book.sources[key].says) in text for key in phrases.cited(book))


@pytest.mark.parametrize("pack", PACKS)
def test_the_contents_name_the_page_on_which_each_section_begins(pack: str) -> None:
    found = {
        title: n for n, page in enumerate(pages(pack), 1) for title in titles(read_book(pack)) if starts(page, title)
    }
    document = book_document(read_book(pack), found)
    assert set(found) == set(titles(read_book(pack)))
    for title, page in found.items():
        number, name = title.split(" ", 1)
        assert squash(f"{number}{name}{page}") in squash(pages(pack)[0]), title
    assert document.sections[1].title == "Contents"


def starts(page: str, title: str) -> bool:
    return title in (line.strip() for line in page.splitlines())


def test_the_outline_leads_to_every_section(tmp_path: Path) -> None:
    path = tmp_path / "book.pdf"
    path.write_bytes(rule_book_pdf("uk"))
    reader = pypdf.PdfReader(path)
    found: dict[str, int] = {}
    for one in reader.outline:
        assert isinstance(one, pypdf.generic.Destination)
        found[str(one.title)] = (reader.get_destination_page_number(one) or 0) + 1
    for title in titles(read_book("uk")):
        assert starts(pages()[found[title] - 1], title), title


def test_every_page_has_its_number_the_edition_and_the_review_state() -> None:
    book = read_book("uk")
    for number, page in enumerate(pages(), 1):
        assert f"Page {number} of {len(pages())}" in page
        assert book.edition in page and book.review in page


def test_a_table_that_runs_over_a_page_repeats_its_head() -> None:
    first = next(n for n, page in enumerate(pages()) if starts(page, titles(read_book("uk"))[0]))
    for page in pages()[first : first + 2]:
        assert squash("RowWhenThenStrength and sources") in squash(page)


def test_each_table_has_its_review_state_and_a_place_to_sign() -> None:
    book = read_book("uk")
    assert whole().count(squash("Reviewed by")) >= len(book.tables)
    assert whole().count(squash(f"Review: {book.review}")) >= len(book.tables)


def test_nothing_is_printed_outside_the_margins() -> None:
    side, wide, high = 43.0, 595.0, 842.0
    for page in pypdfium2.PdfDocument(rule_book_pdf("uk")):
        text = page.get_textpage()
        for place in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(place)
            assert side <= left < right <= wide - side and 10 < bottom < top < high - 20


def test_equal_packs_give_equal_bytes() -> None:
    assert rule_book_pdf("article") == rule_book_pdf("article")


def test_the_long_name_of_a_row_is_cut_behind_its_hyphens_and_nothing_is_lost() -> None:
    assert broken("status-5") == ["status-5"]
    assert broken("warning-level_lowered_without_deficiency") == ["warning-level_lowered_", "without_deficiency"]
    assert all(len(line) <= 36 for line in broken("warning-do_not_repeat_b12_on_treatment-too_early"))


def test_the_command_line_writes_the_book_by_its_ending(tmp_path: Path) -> None:
    assert main(["rulebook", str(tmp_path / "book.pdf"), "--pack", "article"]) == 0
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF-")
    assert main(["rulebook", str(tmp_path / "book.html"), "--pack", "article"]) == 0
    assert (tmp_path / "book.html").read_bytes().startswith(b"<!doctype html>")
