"""What a broken or odd message says is kept as a doubt or left aside with its reason; nothing of it is guessed."""

import pytest

from b12calc.exchange.incoming import gdt_groups, hl7_text, names, paste_people
from b12calc.exchange.incoming.door import format_of
from b12calc.exchange.incoming.edifact_text import Signs as EdifactSigns
from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.hl7_text import Signs
from b12calc.exchange.incoming.mapping import Use, use_fault
from b12calc.exchange.incoming.paste_codes import leading_code
from b12calc.problems import ProblemsFound
from tests.exchange.incoming import fhir_making, hl7_making, test_edifact, test_judge


# ── EDIFACT ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_usual_signs_of_edifact_stand_in_where_the_advice_cannot_be() -> None:
    for advice in ("UNA::.? '", "UNAA+.? '", "UNA:+.?' "):
        signs, begin = EdifactSigns.of(f"{advice}UNB+")
        assert (signs, begin) == (EdifactSigns(), len(advice)), advice


def test_a_piece_that_is_no_segment_behind_a_result_is_a_doubt() -> None:
    found = test_edifact.one(rest=("+a piece", *test_edifact.REST))
    assert "a piece that is no segment follows the result; it may have been broken" in found.doubts


@pytest.mark.parametrize("rsl", ["RSL+NV", "RSL+NV+", "RSL+NV+:7"])
def test_a_result_of_edifact_without_a_figure_has_none(rsl: str) -> None:
    found = test_edifact.one(rsl)
    assert (found.value, found.comparator) == (None, None)


# ── HL7 v2 ───────────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("header", ["MSH", "MSHa^~", "MSH ^~", "MSH7^~"])
def test_the_usual_signs_of_hl7_stand_in_where_the_header_brings_none(header: str) -> None:
    assert Signs.of(header) == Signs()


def test_a_character_set_that_python_does_not_know_is_read_as_the_text_shows() -> None:
    sent = "\r".join((hl7_making.MSH + "||||||8859/12", hl7_making.PID)).replace("Bell", "B\xe9ll").encode("cp1252")
    assert "B\xe9ll" in hl7_text.text_of(sent)


def test_a_note_without_a_text_changes_nothing() -> None:
    with_note = hl7_making.one(hl7_making.B12, "NTE|1")
    assert with_note.value == hl7_making.one(hl7_making.B12).value
    assert with_note.notes == hl7_making.one(hl7_making.B12).notes


@pytest.mark.parametrize(
    ("sent", "value", "comparator", "doubt"),
    [
        ("<^150", "150", "<", None),
        ("=^150", "150", None, None),
        ("<>^150", "150", None, "the value is sent as not equal to the figure"),
        ("!^150", "150", None, "'!' before the figure is no sign that is known"),
        ("^", None, None, None),
    ],
)
def test_a_structured_number_keeps_its_sign_or_is_doubted(
    sent: str, value: str | None, comparator: str | None, doubt: str | None
) -> None:
    obx = hl7_making.field(5, sent).replace("|NM|", "|SN|", 1)
    found = hl7_making.one(obx)
    assert (found.value, found.comparator) == (value, comparator)
    assert doubt is None or doubt in found.doubts


# ── FHIR ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_result_with_two_values_is_doubted() -> None:
    found = fhir_making.found(valueString="142")
    assert any("2 values stand in one result" in doubt for doubt in found.doubts)


def test_a_unit_code_of_another_list_is_said_and_not_read() -> None:
    other = {"value": 142, "unit": "ng/L", "system": "http://other", "code": "xyz"}
    found = fhir_making.found(valueQuantity=other)
    assert any("xyz" in note for note in found.notes)
    assert found.unit_code is None


def test_a_range_in_another_unit_than_the_figure_is_doubted() -> None:
    limits = [{"low": fhir_making.quantity(133, "pmol/L"), "high": fhir_making.quantity(664, "pmol/L")}]
    found = fhir_making.found(referenceRange=limits)
    assert any("the printed range is in" in doubt for doubt in found.doubts)


# ── GDT, pasted text, tables ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(("figure", "text"), [("142,5", "142.5"), ("1,500", "1,500"), ("", ""), (None, "")])
def test_a_figure_of_gdt_is_written_plainly_only_where_it_is_one_number(figure: str | None, text: str) -> None:
    assert gdt_groups._plain(figure) == text


@pytest.mark.parametrize("place", [1, 3])
def test_a_code_is_read_only_at_the_very_start_of_a_line(place: int) -> None:
    assert leading_code("ab 42T.. Serum vitamin B12 142", place) is None


def test_no_birth_date_is_none() -> None:
    assert paste_people.birth_date(None, True) is None


def test_a_column_that_holds_no_test_has_no_unit() -> None:
    fault = use_fault(Use("name", unit="ng/L"))
    assert fault == "only a test has a unit of its own here; expected 'name' alone"


def test_two_tests_of_one_name_are_a_fault_of_the_lists() -> None:
    with pytest.raises(ValueError, match="stands for"):
        names._names(names._lists(), {"total_b12": ["vitamin b12"], "folate": ["vitamin b12"]})


# ── the judge ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_unit_that_comes_as_a_code_alone_is_taken() -> None:
    got = test_judge.one(unit=None, unit_code="ng/L")
    assert (got.unit, got.verdict) == ("ng/L", "accepted")


def test_a_figure_for_what_is_reported_in_words_is_doubted() -> None:
    got = test_judge.one(names=("Blood film",), unit=None)
    assert got.verdict != "accepted"
    assert "Blood film is reported in words, not as a figure" in " ".join(got.why)


def test_codes_of_two_tests_on_one_result_are_doubted() -> None:
    got = test_judge.one(codes=(Code("loinc", "2132-9"), Code("loinc", "2284-8")))
    assert got.verdict != "accepted"


# ── the door ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_case_of_this_program_is_sent_to_open() -> None:
    with pytest.raises(ProblemsFound, match="open it with Open"):
        format_of(b'{"format": "b12calc-case/1"}')


def test_a_sign_before_a_limit_and_words_beside_a_value_are_told() -> None:
    limits = [{"low": fhir_making.quantity(180, comparator="<"), "high": fhir_making.quantity(900)}]
    found = fhir_making.found(referenceRange=limits)
    assert "< stands before a limit of the printed range" in found.doubts
    beside = {"extension": [{"url": "http://x/odd", "valueString": "said beside"}]}
    found = fhir_making.found(valueQuantity=None, valueString="142", _valueString=beside)
    assert any("said beside the value: said beside" in note for note in found.notes)


def test_a_report_that_names_a_result_the_file_does_not_hold_says_so() -> None:
    report = {"resourceType": "DiagnosticReport", "status": "final", "result": [{"reference": "Observation/9"}]}
    (read,) = fhir_making.reports(fhir_making.bundle(fhir_making.observation(), report))
    assert "the report names a result the file does not hold" in [piece.why for piece in read.left]
