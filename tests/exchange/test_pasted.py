"""One whole note is found in a text, in whatever letters; a text too large or a made up frame is refused."""

import pytest

from b12calc.exchange import note_inputs, read_note
from b12calc.exchange.marks import line_code
from b12calc.exchange.pasted import framed, note_lines, text_of
from b12calc.problems import ProblemsFound
from tests.report.examples import deficient_case

NOTE = note_inputs(deficient_case())


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(ProblemsFound) as found:
        note_lines(text)
    (problem,) = found.value.problems
    return problem.path, problem.message


def coded(*lines: str) -> str:
    """Lines each with the code of its own text, as a person could put them together."""
    return "\n".join(f"{line} [{line_code(line)}]" for line in lines)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zoë 5 µg/L".encode(), "Zoë 5 µg/L"),
        ("Zoë 5 µg/L".encode("utf-8-sig"), "Zoë 5 µg/L"),
        ("Zoë 5 µg/L".encode("utf-16"), "Zoë 5 µg/L"),
        (b"\xfe\xff" + "Zoë 5 µg/L".encode("utf-16-be"), "Zoë 5 µg/L"),
        ("Zoë – 5 µg/L".encode("cp1252"), "Zoë – 5 µg/L"),
        (b"a\x81b", "a\ufffdb"),  # no sign of Windows-1252 either
        (b"\xff\xfea\x00b", "a\ufffd"),  # half a sign at its end
        (b"", ""),
    ],
)
def test_a_file_is_read_in_the_letters_it_was_written_in(data: bytes, text: str) -> None:
    assert text_of(data) == text


def test_a_note_is_read_out_of_a_file_of_any_of_these_letters() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert read_note(text_of(NOTE.encode(encoding))).case == deficient_case()


def test_a_text_may_be_as_large_as_is_said_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("b12calc.exchange.pasted.MAX_BYTES", 2_000_000)
    most = f"{NOTE}{' ' * (2_000_000 - len(NOTE))}"
    assert [line.text for line in note_lines(most)] == [line.text for line in note_lines(NOTE)]
    assert refusal(f"{most} ") == ("", "the text is larger than 2 MB")


def test_one_line_is_not_called_lines() -> None:
    assert framed(["Visit: 12 Mar 2026"]).splitlines()[0].startswith("b12calc note 1, 1 line [")
    assert framed([]).splitlines()[0].startswith("b12calc note 1, 0 lines [")
    assert framed(["a", "b"]).splitlines()[0].startswith("b12calc note 1, 2 lines [")
    assert [line.text for line in note_lines(framed(["Visit: 12 Mar 2026"]))] == ["Visit: 12 Mar 2026"]


def test_a_first_line_that_no_note_ever_had_is_refused_though_its_code_fits() -> None:
    text = coded("b12calc note 1, many lines", "Visit: 12 Mar 2026", "end of b12calc note, check 00000000")
    said = "this was changed since the note was written, or not copied whole: b12calc note 1, many lines"
    assert refusal(text) == ("line 1", said)


def test_more_or_fewer_lines_than_the_first_one_tells_are_refused() -> None:
    end = "end of b12calc note, check 00000000"
    for told, given in ((1, 0), (3, 2), (2, 1)):
        text = coded(f"b12calc note 1, {told} lines", *["Visit: 12 Mar 2026"] * given, end)
        said = f"{told} lines were written between the first and the last line of the note, {given} are here"
        assert refusal(text) == ("line 1", said)


def test_whole_lines_of_other_notes_are_refused_at_the_end() -> None:
    text = coded("b12calc note 1, 1 lines", "Visit: 12 Mar 2026", "end of b12calc note, check 00000000")
    assert refusal(text) == ("line 3", "each line is whole, but they are not those of one note in their order")


def test_a_note_without_its_inputs_says_what_was_expected() -> None:
    for before in ("", "word " * 197):
        path, said = refusal(f"{before}Vitamin B12 assessment")
        assert (path, said[:58]) == ("", "this note of b12calc ends without its inputs, because its ")
    assert refusal(f"{'word ' * 198}Vitamin B12 assessment")[1].startswith("no b12calc note was found in the text")


def test_the_line_before_a_note_without_its_first_line_is_named() -> None:
    rows = NOTE.splitlines()
    said = "the first line of the note was changed or is missing before this; copy the whole note"
    assert refusal("\n".join(rows[1:])) == ("lines 1 to 2", said)
    assert refusal("\n".join([f"{rows[0][:-5]}[zzz]".replace("b12calc", "b12"), *rows[1:]])) == ("line 1", said)
    assert refusal("\n".join(["Seen [abc] today", "[x2a]", *rows[1:]])) == ("line 2", said)
