"""Which message, patient, order and note each piece of an HL7 v2 file belongs to, segment by segment."""

from datetime import date

import pytest

from b12calc.exchange.incoming.found import Identity, Leftover, Report
from tests.exchange.incoming.hl7_making import B12, MSH, OBR, PID, reports
from tests.exchange.incoming.message_reading import left

OTHER = PID.replace("9434765919", "9434765870")


def notes(*lines: str) -> list[tuple[str, ...]]:
    (report,) = reports(MSH, PID, *lines)
    return [found.notes for found in report.found]


def sole(*lines: str) -> Report:
    (report,) = reports(*lines)
    return report


@pytest.mark.parametrize(("name", "told"), [
    ("Bell&van&Bell^Ann^Mary^^Mrs", "Bell, Ann Mary"), ("Bell", "Bell"), ("^Ann", "Ann"), ("Bell^^Mary", "Bell, Mary"),
    ("Bell^Ann~Alias^X", "Bell, Ann"), (r"O\T\Neill^Ann", "O&Neill, Ann"), (" Bell ^ Ann ", "Bell, Ann"), ("", None),
])  # fmt: skip
def test_a_name_is_family_and_given_names_of_the_first_repetition(name: str, told: str | None) -> None:
    assert sole(MSH, PID.replace("Bell&van&Bell^Ann^Mary^^Mrs", name), OBR, B12).identity.name == told


@pytest.mark.parametrize(("three", "two", "told"), [
    ("943476^^^^MR~9434765919^^^NHS^NH", "", "9434765919"), ("1^^^x~2^^^nhs england", "", "2"), ("1~2^^^^NH", "", "2"),
    ("1~2^^^^NHX", "", "1"), ("~ ^^^NHS~7", "", "7"), ("", "99^^^NHS", "99"), ("NHS", "", "NHS"),
    (r"a\T\b", "", "a&b"), ("", "", None),
    ("1^^^^nh~2", "", "1"),
])  # fmt: skip
def test_the_national_number_stands_before_other_numbers(three: str, two: str, told: str | None) -> None:
    pid = f"PID|1|{two}|{three}||Bell^Ann||19620304|F"
    assert sole(MSH, pid, OBR, B12).identity.identifier == told


@pytest.mark.parametrize(("sent", "sex"), [
    ("F", "female"), ("female", "female"), ("M", "male"), ("Male", "male"), ("O", "other"), ("A", "other"),
    ("OTHER", "other"), (" f^x", "female"), ("N", None), ("U", None),
])  # fmt: skip
def test_sex_is_told_by_letter_or_word(sent: str, sex: str | None) -> None:
    assert sole(MSH, PID.replace("|F", f"|{sent}"), OBR, B12).identity.sex == sex


def test_a_short_patient_segment_tells_what_it_holds() -> None:
    assert sole(MSH, "PID", OBR, B12).identity == Identity()
    assert sole(MSH, "PID|1||7||Bell^Ann||19620304", OBR, B12).identity == Identity(
        "Bell, Ann", date(1962, 3, 4), None, "7"
    )


def test_a_note_belongs_to_the_result_the_order_or_the_specimen_before_it() -> None:
    assert notes(OBR, "NTE|1||order", B12, "NTE|1||first", "NTE|2||second", B12, "SPM|1|||BLD", "NTE|1||sample") == [
        ("first", "second", "order", "sample"), ("order", "sample")
    ]  # fmt: skip
    assert notes(OBR, B12, "NTE|1||a~b\\T\\c", "NTE|1|", "NTE", "NTE|1|| ~ ", "NTE|1||a~b\\T\\c") == [("a b&c",)]


@pytest.mark.parametrize("before", ["ORC|RE", "PV1|1"])
def test_a_note_behind_another_segment_is_left_aside(before: str) -> None:
    report = sole(MSH, PID, OBR, B12, before, "NTE|1||of what?")
    assert report.left == (Leftover("NTE|1||of what?", "message 1, line 6", "a note that belongs to no result"),)
    assert report.found[0].notes == ()
    of_patient = sole(MSH, PID, "NTE|1||lives alone", OBR, B12)
    assert of_patient.left[0].where == "message 1, line 3" and of_patient.found[0].notes == ()


def test_a_line_that_is_no_segment_breaks_the_result_right_before_it_alone() -> None:
    several = sole(MSH, PID, OBR, B12, B12, "and so on", B12)
    assert [bool(found.doubts) for found in several.found] == [False, True, False]
    report = sole(MSH, PID, OBR, B12, "NTE|1||x", "and so on", OBR, "more", B12)
    assert [bool(found.doubts) for found in report.found] == [True, False]
    assert [(piece.text, piece.where, piece.why) for piece in report.left] == [
        ("and so on", "message 1, line 6", "a line that is no segment of HL7"),
        ("more", "message 1, line 8", "a line that is no segment of HL7"),
    ]


def test_a_specimen_counts_for_all_results_of_its_order_and_for_no_other() -> None:
    spm = "SPM|1|||BLD^Blood" + "|" * 13 + "20261107^x"
    bare, late = OBR.replace("202611081015", "").replace("SER^Serum", ""), B12.removesuffix("20261109")
    report = sole(MSH, PID, bare, late, late, spm, spm.replace("BLD^Blood", "SER").replace("07^", "06^"), bare, late)
    assert [(found.specimen, found.collected) for found in report.found] == [
        ("BLD Blood, SER", date(2026, 11, 7)), ("BLD Blood, SER", date(2026, 11, 7)), (None, None)
    ]  # fmt: skip
    assert sole(MSH, PID, bare, late, "SPM|1").found[0].specimen is None


def test_results_before_any_order_and_after_a_new_patient_are_those_of_nobody_else() -> None:
    got = reports(MSH, PID, OBR, "NTE|1||first", B12, OTHER, B12)
    assert [report.identity.identifier for report in got] == ["9434765919", "9434765870"]
    assert [report.found[0].notes for report in got] == [("first",), ()]
    assert [report.found[0].where for report in got] == ["message 1, OBX 1", "message 1, OBX 2"]


def test_results_are_counted_anew_in_each_message() -> None:
    report = sole(MSH, PID, OBR, B12, B12, MSH, PID, OBR, B12)
    assert [found.where for found in report.found] == ["message 1, OBX 1", "message 1, OBX 2", "message 2, OBX 1"]
    assert sole(PID, B12).found[0].where == "message 1, OBX 1"


def test_signs_and_patient_do_not_go_on_into_the_next_message() -> None:
    other = [line.translate(str.maketrans("|^~\\&", "#*!?+")) for line in (MSH, PID, OBR, B12)]
    got = reports(*other, MSH, OBR, B12)
    assert [report.identity.name for report in got] == ["Bell, Ann Mary", None]
    assert [report.found[0].value for report in got] == ["142", "142"]


def test_only_messages_of_results_are_read() -> None:
    why = "a message of the type {}; only ORU, which brings results, is read"
    adt = MSH.replace("ORU^R01", "adt^A04")
    report = sole(adt, PID, OBR, B12, "NTE|1||x", "SPM|1", "hello")
    assert report.left == (Leftover(adt, "message 1, line 1", why.format("ADT")),) and not report.found
    assert left(sole(MSH.replace("ORU^R01", "X" * 20), PID)) == [why.format("X" * 12)]
    assert sole(MSH.replace("ORU^R01", " oru "), PID, OBR, B12).found
    assert sole(MSH.replace("ORU^R01", ""), PID, OBR, B12).found and sole("MSH|^~\\&", PID, OBR, B12).found


def test_another_message_is_told_with_its_patient_and_once() -> None:
    adt = MSH.replace("ORU^R01", "ADT^A04")
    got = reports(adt, PID, adt, OTHER, MSH, PID, OBR, B12)
    assert [(one.identity.identifier, len(one.left), len(one.found)) for one in got] == [
        ("9434765919", 1, 1), ("9434765870", 1, 0)
    ]  # fmt: skip
    assert reports(adt, MSH, PID, OBR, B12)[0].identity == Identity()


def test_a_message_without_results_says_so_with_its_own_patient() -> None:
    got = reports(MSH, PID, OBR, MSH, OTHER, OBR, B12)
    assert got[0].left == (Leftover(MSH, "message 1, line 1", "a message without any result"),)
    assert (got[0].identity.identifier, len(got[1].left)) == ("9434765919", 0)


def test_a_file_without_results_keeps_its_beginning_to_be_looked_at() -> None:
    (report,) = reports("PID|1||7||" + "x" * 400)
    why = "the file holds no segment with a result (OBX)"
    assert report.left == (Leftover(("PID|1||7||" + "x" * 400)[:300], "line 1", why),)


@pytest.mark.parametrize("name", ["MSH", "FHS", "BHS", "PID", "OBR", "OBX"])
def test_any_segment_of_results_makes_a_file_one_of_hl7(name: str) -> None:
    assert reports("hello", f"{name}|1")
