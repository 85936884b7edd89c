"""The one door to paper: text comes out as typed, or is refused with a sentence that names the character."""

import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.models.case import Detail
from b12calc.problems import ProblemsFound
from b12calc.report import build, note, pdf
from b12calc.report.document import Paragraph, ReportDocument, Section
from tests.report.examples import deficient, deficient_case
from tests.report.reading import pages_by_pdfium, squash

HOSTILE = (
    '<img src="/etc/hostname"/>', "<img src='//host/share/x' width=1>", "<para>", "</para>", "<b>bold", "<smith>",
    "<!-- gone -->", "<?php exit ?>", "<![CDATA[x]]>", "&copy &amp; &#65; &lt;", "<onDraw name='os.system' label='x'/>",
    '<font color="white">hidden</font>', "<font color=\"[[getattr(1,'a')]]\">x</font>", "<seq id='1'/>",
    '<a href="http://127.0.0.1:9/">x</a>', "<unichar code='0x41'/>", "<bullet>x</bullet>", "<br/>", "]]>",
    "%s %(x)s {0}", "\\n \\x41 \\", ") Tj ET BT (", "(((", "O'Brien & Söhne <180 >350", "$(id) `id`",
    "<super>2</super>",
    "=1+1", "½ µg ≤ ≥ × – …",
)  # fmt: skip
NAMES = (
    "Łukasz Żółć",
    "Nguyễn Thị Ánh",
    "Ελένη Παπαδοπούλου",
    "Олександра Ґудзь",
    "Zoë Brontë-O’Neill",
    "Ðóra Þórsdóttir",
)
REFUSED = {
    "\u202e": "RIGHT-TO-LEFT OVERRIDE", "\u2066": "LEFT-TO-RIGHT ISOLATE", "\u200f": "RIGHT-TO-LEFT MARK",
    "\x00": "U+0000", "\x1b": "U+001B", "\x85": "U+0085", "\u200b": "ZERO WIDTH SPACE", "\ufeff": "U+FEFF",
    "\ue000": "U+E000", "\u2028": "LINE SEPARATOR", "\U000e0041": "TAG LATIN",
    "ש": "HEBREW LETTER SHIN", "م": "ARABIC LETTER MEEM", "王": "U+738B", "न": "DEVANAGARI LETTER NA",
    "😀": "GRINNING FACE",
}  # fmt: skip


def _document(text: str) -> ReportDocument:
    section = Section("Text", (Paragraph(text),))
    return ReportDocument("Test", ("Nobody",), "", "statement", "edition", "b12calc", (section,))


@pytest.mark.parametrize("text", HOSTILE + NAMES)
def test_a_hostile_or_foreign_name_and_note_come_out_as_typed(text: str) -> None:
    case = deficient_case(name=text)
    visit = case.visits[0].model_copy(update={"details": {"paraesthesia": Detail(note=text)}})
    document = build(case.model_copy(update={"visits": (visit,)}), deficient())
    pages = [squash(page) for page in pages_by_pdfium(pdf(document))]
    assert all(squash(text) in page for page in pages)
    assert squash(f"pins and needles ({text})") in "".join(pages)
    assert squash(text) in squash(note(document))


@pytest.mark.parametrize(("letter", "name"), REFUSED.items())
def test_a_character_that_cannot_be_printed_is_refused_by_name(letter: str, name: str) -> None:
    document = build(deficient_case(name=f"Ann{letter}a Smith"), deficient())
    with pytest.raises(ProblemsFound) as refusal:
        pdf(document)
    (problem,) = refusal.value.problems
    assert problem.path == "patient's name"
    assert name in problem.message
    assert problem.message.endswith(("type the text again", "write it in other letters"))


def test_a_refusal_shows_no_invisible_character_itself() -> None:
    with pytest.raises(ProblemsFound) as refusal:
        pdf(_document("safe\u202etxt.exe"))
    assert "\u202e" not in str(refusal.value)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_any_text_is_printed_as_typed_or_refused(text: str) -> None:
    try:
        data = pdf(_document(f"[{text}]"))
    except ProblemsFound:
        return
    reader = pypdf.PdfReader(BytesIO(data))
    read = "".join(squash(page.extract_text()) for page in reader.pages)
    assert squash(f"[{unicodedata.normalize('NFC', text)}]") in read


_LETTERS = st.characters(
    codec="utf-8", min_codepoint=0x20, max_codepoint=0x52F, exclude_categories=("Cc", "Cf", "Cn", "Mn", "Me")
)


@settings(max_examples=60, deadline=None)
@given(st.text(_LETTERS, min_size=1, max_size=60))
def test_latin_greek_and_cyrillic_are_never_refused(text: str) -> None:
    coptic = range(0x3E2, 0x3F0)
    if not any(ord(letter) in coptic for letter in text):
        assert pdf(_document(text)).startswith(b"%PDF")


def test_a_picture_named_in_a_text_is_never_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import builtins

    opened: list[str] = []
    real = builtins.open

    def watched(file: Any, *arguments: Any, **options: Any) -> Any:
        opened.append(str(file))
        return real(file, *arguments, **options)

    bait = tmp_path / "bait.png"
    bait.write_bytes(b"x")
    pdf(_document("warm"))
    monkeypatch.setattr(builtins, "open", watched)
    pdf(build(deficient_case(name=f'<img src="{bait}"/>'), deficient()))
    assert not [path for path in opened if "bait" in path]


def test_a_very_long_name_is_cut_visibly_and_keeps_number_and_birth_date_on_the_page() -> None:
    pages = [
        squash(page) for page in pages_by_pdfium(pdf(build(deficient_case(name="Wolfeschlegel " * 30), deficient())))
    ]
    for page in pages:
        assert "…" in page
        assert squash("born 4 Jul 1958") in page
        assert squash("943 476 5919") in page


@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_the_longest_free_text_still_prints_whole(paper: str) -> None:
    long = ("worse on stairs " * 40)[:500].strip()
    unbroken = "W" * 500
    case = deficient_case()
    details = {"paraesthesia": Detail(note=long), "fatigue": Detail(note=unbroken)}
    visit = case.visits[0].model_copy(update={"details": details})
    document = build(case.model_copy(update={"visits": (visit,)}), deficient())
    text = "".join(squash(page) for page in pages_by_pdfium(pdf(document, paper)))
    assert squash(long) in text
    assert text.count("W" * 20) >= 1 and text.count("W") >= 500
