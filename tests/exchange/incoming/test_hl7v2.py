"""HL7 v2 messages are read as they come: any line end, any separator, several messages, nothing guessed."""

from datetime import date

import pytest

from b12calc.exchange.incoming import hl7v2
from b12calc.exchange.incoming.found import Code, Found
from tests.exchange.incoming.hl7_making import B12, MSH, OBR, PID, field, one, reports
from tests.exchange.incoming.message_reading import left, read, results, who


def test_a_result_is_read_with_all_that_is_said_of_it() -> None:
    found = one(B12, "NTE|1||Repeat in\\.br\\three months", "NTE|2||")
    assert found == Found(
        names=("Vitamin B12", "S B12"),
        codes=(Code("loinc", "2132-9"), Code("local", "VB12")),
        value="142",
        unit="pg/mL",
        range_text="180 - 900",
        flag="L",
        status="final",
        collected=date(2026, 11, 9),
        specimen="SER Serum",
        headings=("B12 and folate",),
        notes=("Repeat in\nthree months",),
        text=B12,
        where="message 1, OBX 1",
        span=found.span,
    )


def test_the_patient_is_told_by_number_name_day_and_sex() -> None:
    (report,) = reports(MSH, PID, OBR, B12)
    assert who(report) == ("Bell, Ann Mary", "9434765919", date(1962, 3, 4), "female")


@pytest.mark.parametrize(
    ("sent", "read"), [("female", "female"), ("M", "male"), ("O", "other"), ("U", None), ("", None)]
)
def test_sex_is_read_from_its_letter_or_word(sent: str, read: str | None) -> None:
    (report,) = reports(MSH, PID.replace("|F", f"|{sent}"), OBR, B12)
    assert report.identity.sex == read


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\n\n \r", "\x1c\r\x0b"])
def test_any_end_of_lines_is_read(end: str) -> None:
    assert [found.value for report in reports(MSH, PID, OBR, B12, end=end) for found in report.found] == ["142"]


def test_marks_frames_and_mixed_ends_make_no_difference() -> None:
    plain = reports(MSH, PID, OBR, B12)
    dressed = "\ufeff\x0b" + f"{MSH}\n{PID}\r\n\r\n{OBR}\r{B12}\x1c\r"
    again = read(hl7v2, dressed)
    assert again[0].identity == plain[0].identity
    assert [found.value for found in again[0].found] == ["142"]


def test_other_separators_are_taken_from_the_header() -> None:
    other = [line.translate(str.maketrans("|^~\\&", "#*!?+")) for line in (MSH, PID, OBR, B12)]
    (report,) = reports(*other)
    assert (report.found[0].names[0], report.identity.name) == ("Vitamin B12", "Bell, Ann Mary")


@pytest.mark.parametrize(
    ("charset", "codec"), [("8859/1", "cp1252"), ("", "utf-8"), ("UNICODE UTF-8", "utf-8"), ("8859/15", "iso8859-15")]
)
def test_letters_are_read_by_the_character_set_that_is_named(charset: str, codec: str) -> None:
    text = "\r".join((MSH + "|" * 6 + charset, PID.replace("Ann", "Zoë"), field(6, "µg/L")))
    (report,) = read(hl7v2, text.encode(codec))
    assert (report.identity.name, report.found[0].unit) == ("Bell, Zoë Mary", "µg/L")


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (r"x10\S\9/L", "x10^9/L"),
        ("10^9/L^^UCUM", "10^9/L"),
        (r"a\T\b\R\c\F\d\E\e", "a&b~c|d\\e"),
        (r"\XC2B5\g/L", "µg/L"),
        (r"\Q\g", r"\Q\g"),
        (r"\X0Z\g", r"\X0Z\g"),
        ("g\\L", "g\\L"),
        (r"\H\g\N\/L", "g/L"),
    ],
)
def test_only_known_escapes_are_put_back(sent: str, read: str) -> None:
    assert one(field(6, sent)).unit == read


@pytest.mark.parametrize(
    ("kind", "sent", "value", "comparator", "doubt"),
    [
        ("SN", "^182", "182", None, None),
        ("SN", "<^0.06", "0.06", "<", None),
        ("SN", "=^440", "440", None, None),
        ("SN", "^2^:^3", "2:3", None, "no single figure: 2:3"),
        ("SN", "^1^-^2", "1-2", None, "no single figure: 1-2"),
        ("SN", "<>^7", "7", None, "not equal"),
        ("NM", "<15", "<15", None, None),
        ("NM", "27~25", "27", None, "several values are sent for one result: 27~25"),
        ("NM", "^182", "182", None, "in parts"),
        ("ST", ">2000", ">2000", None, None),
        ("CWE", "260415000^not detected^SCT", "not detected", None, None),
        ("CE", "NEG", "NEG", None, None),
        ("FN", "^182", "182", None, "type 'FN'"),
        ("", "182", "182", None, "type of the value is not told"),
        ("NM", "", None, None, None),
    ],
)
def test_values_are_read_by_their_type(
    kind: str, sent: str, value: str | None, comparator: str | None, doubt: str | None
) -> None:
    found = one(field(5, sent).replace("|NM|", f"|{kind}|"))
    assert (found.value, found.comparator) == (value, comparator)
    assert (doubt or "") in "".join(found.doubts) and bool(found.doubts) == bool(doubt)


@pytest.mark.parametrize(
    ("obx", "obr", "status"),
    [("F", "", "final"), ("C", "F", "corrected"), ("", "F", "final"), ("", "", "not_told"), ("Q", "F", "preliminary")]
    + [(letter, "F", "preliminary") for letter in "PSRION"]
    + [(letter, "F", "cancelled") for letter in "XWD"],
)
def test_the_status_is_that_of_the_result_then_of_its_order(obx: str, obr: str, status: str) -> None:
    found = one(field(11, obx), obr=OBR.removesuffix("F") + obr)
    assert found.status == status
    assert bool(found.doubts) == (status == "not_told")


def test_a_final_result_of_a_cancelled_order_is_doubtful() -> None:
    assert one(B12, obr=OBR.removesuffix("F") + "X").doubts == ("the result is called final, its order cancelled",)


@pytest.mark.parametrize(
    ("obx", "obr", "spm", "day"),
    [
        ("20261109", "20261108", "20261107", date(2026, 11, 9)),
        ("", "202611081015-0500", "20261107", date(2026, 11, 8)),
        ("", "", "20261107^20261107", date(2026, 11, 7)),
        ("", "", "", None),
    ],
)
def test_the_day_is_that_of_the_result_the_order_or_the_specimen(
    obx: str, obr: str, spm: str, day: date | None
) -> None:
    found = one(field(14, obx), "SPM|1|||BLD^Blood" + "|" * 13 + spm, obr=OBR.replace("202611081015", obr))
    assert found.collected == day and not found.doubts
    assert found.specimen == "SER Serum, BLD Blood"


@pytest.mark.parametrize("sent", ["202611", "20261332", "196203520", "yesterday", "00010101"])
def test_a_day_that_cannot_be_read_is_a_doubt(sent: str) -> None:
    found = one(field(14, sent))
    assert found.collected is None and found.doubts == (f"the day of the sample cannot be read: {sent}",)


def test_a_second_spelling_of_the_unit_is_kept_and_a_name_of_it_is_not() -> None:
    assert one(field(6, "g/dL^grams in each deciliter^UCUM")).unit_code is None
    assert one(field(6, "l/l^%^UCUM")).unit_code == "%"
    assert one(field(6, "g/dL^^UCUM^g/L^^L")).unit_code == "g/L"


def test_urine_is_known_by_its_code_in_the_specimen() -> None:
    (report,) = reports(MSH, PID, OBR.replace("SER^Serum", "UR"), B12)
    assert results(report) == ()


def test_a_file_of_a_patient_without_any_result_says_so() -> None:
    (report,) = read(hl7v2, "PID|1||943||BLOGGS^JOAN||19590312|F\r")
    assert report.identity.name == "BLOGGS, JOAN"
    assert left(report) == ["the file holds no segment with a result (OBX)"]
