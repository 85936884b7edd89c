"""The file that is written of objects, read back by another library."""

from io import BytesIO

import pikepdf
import pytest

from b12calc.report.binding import Binder, array, reference, text

WORDS = ["", "plain", "a (b) \\ c", "line\nend", "Łódź – ≥2 µg", "x̂ and 𝜇", "tab\there"]


def bound(values: list[bytes], streams: tuple[bytes, ...] = ()) -> bytes:
    """Return a file of one empty page whose catalogue lists values and streams."""
    binder = Binder()
    root, pages, page = (binder.reserve() for _ in range(3))
    own = array(reference(binder.add(value)) for value in values)
    packed = array(reference(binder.add_stream(content)) for content in streams)
    binder.put(root, b"<</Type/Catalog/Pages %d 0 R/Own%s/Packed%s>>" % (pages, own, packed))
    binder.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    binder.put(page, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]/Resources<<>>>>" % pages)
    return binder.file(root, binder.add(b"<</Title(x)>>"))


@pytest.mark.parametrize("count", [0, 1, 95, 96, 97, 100, 350])
def test_every_object_is_found_again_however_many_packs_they_fill(count: int) -> None:
    with pikepdf.open(BytesIO(bound([b"%d" % number for number in range(count)]))) as file:
        assert [int(one) for one in file.Root.Own.as_list()] == list(range(count))
        assert file.check_pdf_syntax() == []
        assert len(file.pages) == 1


def test_every_stream_holds_what_was_put_in() -> None:
    contents = (b"", b"short", b"endstream\nendobj\n" * 3, bytes(range(256)) * 400)
    with pikepdf.open(BytesIO(bound([], contents))) as file:
        assert [one.read_bytes() for one in file.Root.Packed.as_list()] == [*contents]
        assert file.check_pdf_syntax() == []


@pytest.mark.parametrize("words", WORDS)
def test_a_text_comes_back_as_it_was(words: str) -> None:
    with pikepdf.open(BytesIO(bound([text(words)]))) as file:
        assert str(file.Root.Own[0]) == words


def test_a_stream_that_must_be_readable_is_not_packed() -> None:
    binder = Binder()
    binder.add_stream(b"<x>to be read</x>", b"/Type/Metadata", packed=False)
    assert b"<x>to be read</x>" in binder.file(1, 1)


def test_equal_objects_give_equal_bytes_and_others_another_identifier() -> None:
    assert bound([b"1", b"2"]) == bound([b"1", b"2"])
    one, other = (pikepdf.open(BytesIO(bound([value]))).trailer.ID[0] for value in (b"1", b"2"))
    assert bytes(one) != bytes(other)


def test_numbers_taken_by_others_are_given_to_nobody() -> None:
    binder = Binder()
    binder.leave(7)
    assert binder.add(b"null") == 8
    assert binder.reserve() == 9
