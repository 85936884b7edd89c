"""The note: plain text of at most 80 columns that a record system takes as it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.report import build, note, note_sections
from b12calc.report.document import Paragraph, ReportDocument, Section
from tests.report.examples import deficient, deficient_case
from tests.report.reading import squash

NOTE = note(build(deficient_case(), deficient()))


def test_no_line_is_longer_than_80_columns() -> None:
    assert max(len(line) for line in NOTE.splitlines()) <= 80


def test_a_figure_is_never_parted_from_its_unit_nor_a_date_in_two() -> None:
    for words in ("142 ng/L", "104.8 pmol/L", "127.8 to 156.2 ng/L", "180 to 900 ng/L", "30 Mar 2026", "2 Apr 2026"):
        assert any(words in line for line in NOTE.splitlines()), words


def test_headings_are_plain_ascii_and_no_tab_or_no_break_space_is_left() -> None:
    lines = NOTE.splitlines()
    headings = [lines[place - 1] for place, line in enumerate(lines) if line and set(line) == {"-"}]
    assert len(headings) > 8
    assert all(heading.isascii() and heading == heading.upper() for heading in headings)
    assert "\t" not in NOTE and "\u00a0" not in NOTE and "\r" not in NOTE


def test_the_note_names_edition_pack_and_statement() -> None:
    flat = " ".join(NOTE.split())
    assert "guideline pack uk · edition 2026-11-22" in flat
    assert "not CE or UKCA marked; check the reasons before acting." in flat


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_text_fits_the_columns_and_loses_nothing_visible(text: str) -> None:
    import unicodedata

    document = ReportDocument("T", ("N",), "", "s", "e", "a", (Section("S", (Paragraph(text),)),))
    written = note(document)
    assert all(len(line) <= 80 for line in written.split("\n"))
    visible = "".join(
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in ("Cc", "Zl", "Zp")
    )
    assert squash(visible) in squash(written)


LINES = "b12calc note 1, 1 line [abc]\nPatient: age 67 years [def]\n"


def test_the_lines_to_read_back_stand_whole_before_the_foot_and_all_else_stays() -> None:
    written = note(build(deficient_case(), deficient()), LINES)
    before, foot = written.split(LINES)
    body, heading, introduction = before.partition("\nINPUTS, TO READ BACK\n--------------------\n")
    assert heading and body + foot == NOTE
    assert " ".join(introduction.split()).endswith("The characters in brackets find a line that was changed.")


def test_the_note_comes_by_section_each_with_the_edition() -> None:
    parts = note_sections(build(deficient_case(), deficient()), LINES)
    assert list(parts) == ["inputs", "conclusion", "plan", "follow_up"]
    assert all("edition 2026-11-22" in text and "\n\n\n" not in text for text in parts.values())
    assert LINES in parts["inputs"]
    assert "antibody is positive" in " ".join(parts["conclusion"].split())
    assert parts["conclusion"].startswith("*** ") and deficient().headline in " ".join(parts["conclusion"].split())
    assert "TREATMENT DATES" in parts["plan"] and "30 Mar 2026" in parts["plan"]
    assert parts["follow_up"].startswith("FOLLOW-UP\n") and "2 Apr 2026" in parts["follow_up"]


def test_a_brief_note_leaves_out_the_reasons_and_nothing_else() -> None:
    document = build(deficient_case(), deficient())
    brief, whole = note(document, "the lines", brief=True), note(document, "the lines")
    gone = [line for line in whole.splitlines() if line not in brief.splitlines()]
    assert "WHY NOT OTHERWISE" in gone and "SOURCES" in gone
    assert len(brief) < len(whole)
    rest = iter(whole.splitlines())
    assert all(line in rest for line in brief.splitlines())
    for heading in ("PLAN", "FOLLOW-UP", "ANSWERS GIVEN AND NOT ASKED", "INPUTS, TO READ BACK"):
        assert heading in brief
