"""Texts and rows as they are drawn: every letter in its font, nothing kept, no reader of markup loaded."""

import subprocess
import sys
from typing import Any
from unicodedata import normalize

import pytest

from b12calc.report import build, pdf
from b12calc.report.document import Paragraph, ReportDocument, Section, Table
from b12calc.report.faces import BOLD, REGULAR, measure, register_fonts
from b12calc.report.printable import fault
from b12calc.report.rows import rows_of
from tests.report.examples import deficient, deficient_case
from tests.report.reading import pages_by_pdfium, pages_by_pypdf, squash
from tests.report.tag_faults import faults


def every_letter() -> str:
    """All that is printed letter by letter, as it is composed."""
    found = (letter for letter in map(chr, range(0x21, 0x3000)) if not fault(letter))
    return "".join(letter for letter in found if normalize("NFC", letter) == letter and not letter.isspace())


def document(*blocks: Any) -> ReportDocument:
    return ReportDocument("Test", ("Nobody",), "on", "s", "e", "b", (Section("Part", blocks),))


def test_more_letters_than_one_part_of_a_font_holds_are_printed_each_as_itself() -> None:
    letters = every_letter()
    assert len(letters) > 3000
    text = " ".join(letters[place : place + 40] for place in range(0, len(letters), 40))
    data = pdf(document(Paragraph(text), Table(("a",), ((text[:900],),), (1,), (0,))))
    read = squash("".join(pages_by_pypdf(data)))
    assert squash(text) in read
    assert faults(data) == []


def test_brackets_and_backslashes_are_printed_as_they_were_typed() -> None:
    data = pdf(document(Paragraph(r"a (b \) c \( d ) \\ \101 (Tj) ET"), Table(("a",), ((r"(\)",),), (1,))))
    assert squash(r"a (b \) c \( d ) \\ \101 (Tj) ET") in squash("".join(pages_by_pdfium(data)))


def test_what_was_measured_is_let_go_of_with_the_paper() -> None:
    register_fonts()
    assert measure("Wm", REGULAR) < measure("Wm", BOLD)
    pdf(build(deficient_case(name="Quirina Unheard-Of"), deficient()))
    assert measure.cache_info().currsize == 0


def test_writing_a_record_loads_no_reader_of_markup_and_hides_none() -> None:
    code = (
        "import sys\n"
        "from b12calc.report import build, pdf\n"
        "from tests.report.examples import deficient, deficient_case\n"
        "assert pdf(build(deficient_case(), deficient()))[:5] == b'%PDF-'\n"
        "found = [name for name in sys.modules if 'paraparser' in name or 'paragraph' in name or 'tables' in name]\n"
        "assert not [name for name in found if name.startswith('reportlab')], found\n"
        "from reportlab.platypus.paragraph import Paragraph\n"
        "assert Paragraph('<b>x</b>').frags[0].bold\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_looks_are_taken_in_their_order_and_a_row_is_joined_to_the_next_only() -> None:
    rows = rows_of(
        [((), ()), ((), ()), ((), ())], 2,
        [("LEFTPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (1, 1), (1, 1), 9), ("SPAN", (0, 2), (-1, 2)),
         ("NOSPLIT", (0, 0), (-1, 1)), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )  # fmt: skip
    assert [[air.left for air in row.airs] for row in rows] == [[1, 1], [1, 9], [1, 1]]
    assert [row.joined for row in rows] == [True, False, False]
    assert [row.span for row in rows] == [1, 1, 2]
    assert {air.stands for row in rows for air in row.airs} == {"TOP"}


@pytest.mark.parametrize("paper", ["A4", "A5"])
def test_a_table_over_many_pages_repeats_its_head_and_loses_no_row(paper: str) -> None:
    rows = tuple((f"row{number}", f"cell{number} " * (1 + number % 9)) for number in range(150))
    pages = pages_by_pdfium(pdf(document(Table(("Name", "What"), rows, (20, 80))), paper))
    assert len(pages) > 2
    assert all("What" in page for page in pages)
    seen = [int(word[3:]) for page in pages for word in page.split() if word.startswith("row")]
    assert seen == list(range(150))
