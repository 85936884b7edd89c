"""The seal of a PDF: whole as written, refused after any change, and one sentence that says what differs."""

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from random import Random

import pikepdf
import pytest

from b12calc.models.reading import read_case
from b12calc.problems import ProblemsFound
from b12calc.report import build, embedded_case, fault, pdf
from b12calc.report.seal import _content
from b12calc.rulebook import rule_book_pdf
from tests.report.examples import deficient, deficient_case
from tests.report.tag_walk import opened

EDITS = 1000


@cache
def record() -> bytes:
    return pdf(build(deficient_case(), deficient()))


def changed(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = BytesIO()
    with opened(record()) as file:
        change(file)
        file.save(out)
    return out.getvalue()


def test_a_record_is_whole_and_gives_its_case_back() -> None:
    assert fault(record()) == ""
    assert read_case(embedded_case(record())) == deficient_case()


def test_the_order_in_which_questions_were_answered_changes_no_byte() -> None:
    case = deficient_case()
    turned = {part: dict(reversed(getattr(case.visits[0], part).items())) for part in ("answers", "details")}
    other = case.model_copy(update={"visits": (case.visits[0].model_copy(update=turned),)})
    assert other == case and list(other.visits[0].answers) != list(case.visits[0].answers)
    assert pdf(build(other, deficient())) == record()


def test_case_and_assessment_are_embedded_each_with_its_relation_to_the_paper() -> None:
    with opened(record()) as file:
        told = {str(one.UF): (str(one.AFRelationship), str(one.EF.F.Subtype)) for one in file.Root.AF.as_list()}
    assert told == {
        "case.json": ("/Source", "/application/json"),
        "assessment.json": ("/Data", "/application/json"),
    }


def test_a_thousand_edits_of_one_byte_are_all_refused() -> None:
    draw, whole = Random(2026), record()
    passed = []
    for _ in range(EDITS):
        edited, place = bytearray(whole), draw.randrange(len(whole))
        edited[place] ^= draw.randrange(1, 256)
        try:
            embedded_case(bytes(edited))
        except ProblemsFound as refused:
            assert len(refused.problems) == 1
        else:
            passed.append(place)
    assert passed == []


@pytest.mark.parametrize("length", [0, 4, 100, 5000, -1])
def test_a_file_that_is_cut_off_is_refused(length: int) -> None:
    assert fault(record()[:length]) != ""


@pytest.mark.parametrize("more", [b"\n", b"x", b"%b12calc-seal/1 sha256:" + b"0" * 64 + b"\nstartxref\n"])
def test_a_file_with_something_behind_it_is_refused(more: bytes) -> None:
    assert fault(record() + more) != ""


def test_a_changed_page_is_named() -> None:
    def edit(file: pikepdf.Pdf) -> None:
        page = file.pages[1]
        page.Contents = file.make_stream(page.Contents.read_bytes() + b"\n")

    assert fault(changed(edit)) == "page 2 is not as it was written"


def test_a_page_more_or_less_is_named() -> None:
    count = len(opened(record()).pages)
    assert (
        fault(changed(lambda file: file.add_blank_page())) == f"page {count + 1} was added after the file was written"
    )
    less = fault(changed(lambda file: file.pages.remove(p=count)))
    assert less == f"page {count} was taken out after the file was written"


def test_changed_data_are_named() -> None:
    def edit(file: pikepdf.Pdf) -> None:
        file.attachments["case.json"] = b"{}"

    data = changed(edit)
    assert fault(data) == "the embedded case.json is not as it was written"
    with pytest.raises(ProblemsFound, match=r"case\.json is not as it was written"):
        embedded_case(data)


def test_a_file_saved_anew_by_another_program_is_told_apart() -> None:
    assert fault(changed(lambda file: None)).startswith("its pages and data read as they were written, but")


def test_another_pdf_bears_no_seal_and_another_file_is_no_pdf() -> None:
    out = BytesIO()
    with pikepdf.new() as other:
        other.add_blank_page()
        other.save(out)
    assert fault(out.getvalue()).startswith("it bears no seal")
    assert fault(b"{}") == "it is not a PDF"


def test_the_rule_book_is_sealed_and_holds_no_case() -> None:
    book = rule_book_pdf("article")
    assert fault(book) == ""
    with pytest.raises(ProblemsFound, match="the record of a case was expected"):
        embedded_case(book)


def test_a_file_that_asks_for_a_password_is_not_called_damaged() -> None:
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out, encryption=pikepdf.Encryption(owner="x", user="x"))
    assert fault(out.getvalue()).startswith("it is locked with a password, which was not given")


def test_a_locked_file_that_is_damaged_is_refused_as_damaged_with_and_without_its_password() -> None:
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(out, encryption=pikepdf.Encryption(owner="x", user="x"))
    cut = out.getvalue()[:9] + out.getvalue()[out.getvalue().index(b"/Encrypt") :]
    assert fault(out.getvalue(), "x").startswith("it bears no seal")
    assert fault(out.getvalue(), "y") != fault(out.getvalue())
    for password in ("", "x"):
        assert fault(cut, password) == "the file is damaged and cannot be read"


def test_what_is_no_stream_holds_nothing_and_packed_content_is_read_however_its_packing_is_named() -> None:
    with pikepdf.new() as file:
        plain = file.make_stream(b"words")
        packed = file.make_stream(zlib.compress(b"words"))
        assert (_content(None), _content(pikepdf.Array([plain])), _content(plain)) == (b"", b"", b"words")
        for name in (pikepdf.Name.FlateDecode, pikepdf.Array([pikepdf.Name.FlateDecode])):
            packed.Filter = name
            assert _content(packed) == b"words"
        packed.Filter = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode])
        assert _content(packed) == zlib.compress(b"words"), "a form that is never written stays as it is"
