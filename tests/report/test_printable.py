"""What paper cannot show right is asked about before anything is written: which field, which character, never a box."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from b12calc.models.case import Detail, LabResult
from b12calc.problems import Problem, ProblemsFound
from b12calc.report import build, note, pdf
from b12calc.report.document import Paragraph, ReportDocument, Section
from b12calc.report.faces import BOLD, REGULAR, SIGNS, covered
from b12calc.report.handout import patient_sheet, referral_letter, symptom_sheet, treatment_card, written
from b12calc.report.printable import fault
from tests.command_line import TODAY, changed, files, refused
from tests.report.examples import deficient, deficient_case
from tests.report.reading import pages_by_pdfium, squash

RIGHT = {
    "Vietnamese": "Nguyễn Thị Ánh Đặng Ửơ ĂăÂâÊêÔôƠơƯưĐđ",
    "Greek": "Ελένη Παπαδοπούλου ΐΰ ᾽Αθηνᾶ",
    "Cyrillic": "Олександра Ґудзь Ђорђевић Ңұрсұлтан Ёжик",
    "Polish and Turkish": "Łukasz Żółć İbrahim Şağlık",
    "West African": "Ɛkɔ Ŋma Ɓala Ọláyínká",
}
WRONG = {
    "Arabic": ("محمد", "ARABIC LETTER MEEM", "right to left"),
    "Hebrew": ("שרה", "HEBREW LETTER SHIN", "right to left"),
    "Hindi": ("अनीता", "DEVANAGARI LETTER A", "cannot be printed right"),
    "Punjabi": ("ਗੁਰ", "GURMUKHI LETTER GA", "cannot be printed right"),
    "Chinese": ("王小明", "U+738B", "cannot be printed right"),
    "Japanese": ("山田さくら", "U+5C71", "cannot be printed right"),
    "Korean": ("김민준", "U+AE40", "cannot be printed right"),
    "Thai": ("สมชาย", "THAI CHARACTER SO SUA", "cannot be printed right"),
    "emoji": ("😀", "U+1F600 GRINNING FACE", "cannot be printed right"),
    "bidi control": ("a\u202eb", "U+202E RIGHT-TO-LEFT OVERRIDE", "invisible"),
    "zero width": ("a\u200db", "U+200D ZERO WIDTH JOINER", "invisible"),
    "grapheme joiner": ("a\u034fb", "U+034F", "invisible"),
    "mark without a letter of its own": ("m\u0302", "U+0302 COMBINING CIRCUMFLEX ACCENT", "combining mark"),
    "Yoruba tone on a dotted letter": ("ẹ\u0300", "U+0300 COMBINING GRAVE ACCENT", "combining mark"),
}


def asked_about(case: Any = None, **patient: Any) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        pdf(build(case or deficient_case(**patient), deficient()))
    return found.value.problems


def with_visit(**changes: Any) -> Any:
    case = deficient_case()
    return case.model_copy(update={"visits": (case.visits[0].model_copy(update=changes),)})


@pytest.mark.parametrize("name", RIGHT.values(), ids=RIGHT)
def test_a_name_in_a_covered_script_comes_out_letter_for_letter(name: str) -> None:
    for form in ("NFC", "NFD"):
        data = pdf(build(deficient_case(name=unicodedata.normalize(form, name)), deficient()))
        assert squash(unicodedata.normalize("NFC", name)) in squash(pages_by_pdfium(data)[0])


@pytest.mark.parametrize(("name", "said", "why"), WRONG.values(), ids=WRONG)
def test_a_name_that_would_come_out_wrong_is_refused_in_one_sentence(name: str, said: str, why: str) -> None:
    (problem,) = asked_about(name=name)
    assert problem.path == "patient's name"
    assert said in problem.message and why in problem.message
    assert problem.message.isprintable()


def test_the_refused_name_still_goes_into_note_and_web_page() -> None:
    for name, _, _ in WRONG.values():
        case = deficient_case(name=name)
        assert squash(name) in squash(note(build(case, deficient())))
        assert name.encode() in written(patient_sheet(case, deficient()), "x.html")


def test_each_field_is_named_and_only_those_that_are_printed() -> None:
    named = ["Mean cell volume, unit", "Mean cell volume, comment", "note on pins and needles"]
    seen = LabResult(analyte="mcv", value="108", unit="fL 王", comment="王 haemolysed", laboratory="王 lab")
    details = {"paraesthesia": Detail(note="王"), "proton_pump_inhibitor": Detail(daily_dose="20 mg 王")}
    case = with_visit(results=(seen,), details=details)
    fields = [problem.path for problem in asked_about(case)]
    assert fields == [*named, "daily dose of proton pump inhibitor"]


def test_several_characters_of_one_field_make_one_sentence() -> None:
    (problem,) = asked_about(name="王小明大 Li")
    assert problem.message.startswith("the characters “王” (U+738B CJK UNIFIED IDEOGRAPH-738B), “小”")
    assert "and 1 more" in problem.message
    assert len(asked_about(name="王\u202e", identifier="ש")) == 3


@pytest.mark.parametrize("make", [build, patient_sheet, treatment_card, referral_letter])
@pytest.mark.parametrize(("name", "said", "why"), WRONG.values(), ids=WRONG)
def test_every_paper_refuses_as_the_record_does(make: Any, name: str, said: str, why: str) -> None:
    for case, heading, field in ((deficient_case(name=name), (), "patient's name"),
                                 (deficient_case(), ("Surgery", name), "practice heading")):  # fmt: skip
        with pytest.raises(ProblemsFound) as found:
            pdf(make(case, deficient(), heading), "A5")
        (problem,) = found.value.problems
        assert problem.path == field
        assert said in problem.message and why in problem.message


def test_the_blank_sheet_refuses_a_heading_that_would_come_out_wrong() -> None:
    for name, said, _ in WRONG.values():
        with pytest.raises(ProblemsFound) as found:
            pdf(symptom_sheet((name,)))
        assert [said in problem.message for problem in found.value.problems] == [True]


def test_a_text_of_no_field_is_named_by_its_place() -> None:
    document = ReportDocument("Test", ("Nobody",), "", "s", "e", "b", (Section("Plan", (Paragraph("王"),)),))
    with pytest.raises(ProblemsFound, match=r"^Plan: the character “王”"):
        pdf(document)


def test_what_is_printed_has_a_letter_in_both_weights_and_runs_from_left_to_right() -> None:
    printed = [letter for letter in map(chr, range(0x110000)) if not fault(letter)]
    assert len(printed) > 3500
    for letter in printed:
        assert {ord(letter)} <= covered(REGULAR) & covered(BOLD) or ord(letter) in covered(SIGNS)
        assert unicodedata.bidirectional(letter) not in ("R", "AL", "AN", "NSM", "BN", "RLO", "RLE", "RLI")


@pytest.mark.parametrize("option", [("--pdf", "out.pdf"), ("--leaflet", "out.pdf"), ("--card", "out.pdf")])
def test_the_command_line_names_field_and_character_and_writes_nothing(
    case: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str]
) -> None:
    changed(case, lambda raw: raw["patient"].update(name="محمد"))
    (line,) = refused(capsys, "assess", str(case), *TODAY, *option, "--note", "out.txt")
    assert line.startswith("b12calc: patient's name: “م” (U+0645 ARABIC LETTER MEEM)")
    assert files(case) == {}
