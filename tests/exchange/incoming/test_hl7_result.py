"""One OBX of HL7 v2: names, codes, unit, value by its type, status, day and the place of its figure."""

from datetime import date

import pytest

from b12calc.exchange.incoming.found import Code, Found, Leftover, Span
from b12calc.exchange.incoming.hl7_result import Observation, Order, day_of, order_of, result_of, specimen_of
from b12calc.exchange.incoming.hl7_text import Segment, Signs
from tests.exchange.incoming.hl7_making import B12, OBR, field

USUAL = Signs()


def read(text: str, order: Order | None = None, *, start: int = 0, broken: bool = False) -> Found:
    one = Observation(Segment("OBX", text, start, 1), "OBX 1", [], broken)
    found = result_of(one, order or Order("F"), USUAL)
    assert isinstance(found, Found)
    return found


def test_a_short_segment_is_read_as_far_as_it_goes() -> None:
    assert read("OBX") == Found(
        names=(), value=None, text="OBX", where="OBX 1", status="final"
    )  # fmt: skip
    assert read("OBX|1|NM|B12").names == ("B12",)


def test_all_that_an_order_says_stands_with_its_result() -> None:
    order = Order("F", "20261108", ("Haematinics",), ["Serum", "Blood"], "20261107", ["late"])
    one = Observation(Segment("OBX", field(14, ""), 100, 1), "OBX 1", ["own"], True)
    got = result_of(one, order, USUAL)
    assert isinstance(got, Found)
    assert got.span is not None and got.text[got.span.start - 100 : got.span.end - 100] == "142"
    assert (got.collected, got.headings, got.specimen) == (date(2026, 11, 8), ("Haematinics",), "Serum, Blood")
    assert (got.notes, got.doubts) == (
        ("own", "late"), ("a line that is no segment follows the result; it may have been broken",)
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["ED", "RP", " ed "])
def test_a_document_is_left_aside_unopened(kind: str) -> None:
    one = Observation(Segment("OBX", B12.replace("|NM|", f"|{kind}|"), 0, 1), "OBX 1")
    why = "a document inside the message; it is not opened"
    assert result_of(one, Order(), USUAL) == Leftover(one.segment.text, "OBX 1", why)


def test_an_order_is_read_field_by_field() -> None:
    heading = ("B12 and folate",)
    assert order_of(OBR, USUAL) == Order("F", "202611081015", heading, ["SER Serum"])
    assert order_of(OBR.removesuffix("F") + " c ", USUAL).status == "C"
    assert order_of("OBR", USUAL) == Order()
    assert order_of("OBR|1|||BC", USUAL) == Order(heading=("BC",))


@pytest.mark.parametrize(("sent", "told"), [
    ("SER^Serum", "SER Serum"), ("UR", "UR urine"), ("ur^x&y~z", "ur x y z urine"), (r"a\T\b", "a&b"), ("", ""),
    ("URC", "URC urine"), ("URT", "URT urine"), ("STL", "STL stool"), ("SAL", "SAL saliva"), ("SWT", "SWT sweat"),
    ("PLR", "PLR pleural fluid"), ("SNV", "SNV synovial fluid"), ("FLU", "FLU fluid"), ("DIAF", "DIAF dialysis fluid"),
])  # fmt: skip
def test_codes_of_other_materials_are_said_in_words(sent: str, told: str) -> None:
    assert specimen_of(sent, USUAL) == told


@pytest.mark.parametrize(("sent", "day"), [
    ("20261109", date(2026, 11, 9)), (" 202611091015 ", date(2026, 11, 9)), ("20261109101530", date(2026, 11, 9)),
    ("20261109101530.1234+0100", date(2026, 11, 9)), ("2026110910", date(2026, 11, 9)),
    ("20261109-0500", date(2026, 11, 9)),
    ("18500101", date(1850, 1, 1)), ("18491231", None), ("202611", None), ("2026110", None), ("20261332", None),
    ("20260230", None), ("202611091", None), ("2026-11-09", None), ("20261109x", None), ("", None),
    ("2026110910153000", None), ("20261109.12345", None),
])  # fmt: skip
def test_a_day_is_read_from_a_whole_time_stamp_alone(sent: str, day: date | None) -> None:
    assert day_of(sent) == day


@pytest.mark.parametrize(("sent", "names", "codes"), [
    ("2132-9^Vitamin B12^LN^VB12^S B12^L^^^B12 total", ("Vitamin B12", "S B12", "B12 total"),
     (Code("loinc", "2132-9"), Code("local", "VB12"))),
    ("B12^^L", ("B12",), (Code("local", "B12"),)), ("^Vitamin B12", ("Vitamin B12",), ()),
    ("A^Same^L^A^Same^L", ("Same",), (Code("local", "A"),)), (r"A^a\T\b~B^c", ("a&b",), (Code("local", "A"),)),
    ("^^^42T..^B12^911", ("B12",), (Code("read", "42T.."),)), (" A ^ B ", ("B",), (Code("local", "A"),)),
    ("2132-9", ("2132-9",), (Code("loinc", "2132-9"),)),
])  # fmt: skip
def test_names_and_codes_are_those_of_the_first_repetition(
    sent: str, names: tuple[str, ...], codes: tuple[Code, ...]
) -> None:
    got = read(field(3, sent))
    assert (got.names, got.codes) == (names, codes)


@pytest.mark.parametrize(("sent", "unit", "other"), [
    ("ng/L", "ng/L", None), ("ng/L^some words^UCUM", "ng/L", None), ("ng/L^pg/mL^UCUM", "ng/L", "pg/mL"),
    ("ng/L^NG/L^UCUM", "ng/L", None), ("^ng/L", "ng/L", None), ("^^^ng/L", "ng/L", None),
    ("ng/L^^^pg/mL^", "ng/L", "pg/mL"), ("ng/L^pmol/L^^pg/mL", "ng/L", "pg/mL"),
    ("ng/L^pmol/L^^ng/l", "ng/L", "pmol/L"),
    ("10^9/L", "10^9/L", None), ("x10^9/L^^", "x10^9/L", None), ("X10^9/L", "X10^9/L", None),
    ("*10^9/L", "*10^9/L", None),
    ("10^9", "10", None), ("10", "10", None), ("12^9/L", "12", None), ("", None, None), (r"\T\ ".strip(), "&", None),
])  # fmt: skip
def test_a_unit_comes_with_a_second_spelling_only_where_that_is_another(
    sent: str, unit: str | None, other: str | None
) -> None:
    got = read(field(6, sent))
    assert (got.unit, got.unit_code) == (unit, other)


MANY = "several values are sent for one result: "


@pytest.mark.parametrize(("kind", "sent", "value", "sign", "doubt", "place"), [
    ("NM", " 142 ", " 142 ", None, None, "142"), ("nm", "142", "142", None, None, "142"),
    ("NM", "142~150", "142", None, f"{MANY}142~150", "142"), ("ST", "1^2", "1^2", None, None, "1"),
    ("NM", "^ ^142^", "142", None, "the value is sent in parts", "142"),
    ("NM", r"1\F\2", "1|2", None, None, "1"), ("NM", "  ", None, None, None, None),
    ("ZZ", "142", "142", None, "the value is of the type 'ZZ'", "142"),
    ("ABCDEFGHIJKL", "142", "142", None, "the value is of the type 'ABCDEFGHIJ'", "142"),
    ("ZZ", "142~1", "142", None, f"{MANY}142~1", "142"),
    ("ZZ", "^142", "142", None, "the value is of the type 'ZZ'", "142"),
    ("", "142", "142", None, "the type of the value is not told", "142"),
    ("NM", "9" * 90 + "~1", "9" * 90, None, f"{MANY}{'9' * 80}", "9" * 90),
    ("CE", "10828004^Positive^SCT^POS^pos^L", "Positive", None, None, None),
    ("CWE", "C^^SCT^D^pos5^L", "pos5", None, None, "5"),
    ("CNE", "C^^^^pos^^^^told", "told", None, None, None), ("CF", "POS^ ", "POS", None, None, None),
    ("CE", "A^Yes~B^No", "Yes", None, f"{MANY}A^Yes~B^No", None), ("CE", "^", "", None, None, None),
    ("SN", "<^150", "150", "<", None, "150"), ("SN", "<=^150", "150", "<=", None, "150"),
    ("SN", ">^150", "150", ">", None, "150"),
    ("SN", ">=^150", "150", ">=", None, "150"), ("SN", " = ^ 150 ", "150", None, None, "150"),
    ("SN", "^150", "150", None, None, "150"),
    ("SN", "<>^150", "150", None, "the value is sent as not equal to the figure", "150"),
    ("SN", "about^150", "150", None, "'about' before the figure is no sign that is known", "150"),
    ("SN", "^150^+", "150+", None, None, "150"),
    ("SN", "^1^:^80", "1:80", None, "the value is no single figure: 1:80", None),
    ("SN", "<^1^-", "<1-", None, "the value is no single figure: 1-", None),
    ("SN", ">^1^^2", ">1 2", None, "the value is no single figure: 1 2", None),
    ("SN", "^1~^2", "1", None, f"{MANY}^1~^2", "1"), ("SN", "<", None, None, None, None),
    ("SN", "^1^:^2~x", "1:2", None, f"{MANY}^1^:^2~x", None),
    ("SN", "<>^1~2", "1", None, f"{MANY}<>^1~2", "1"), ("SN", "!^1~2", "1", None, f"{MANY}!^1~2", "1"),
])  # fmt: skip
def test_a_value_is_read_by_its_type_and_its_figure_has_its_place(
    kind: str, sent: str, value: str | None, sign: str | None, doubt: str | None, place: str | None
) -> None:
    got = read(field(5, sent).replace("|NM|", f"|{kind}|"), start=7)
    assert (got.value, got.comparator, got.doubts) == (value, sign, (doubt,) if doubt else ())
    assert (got.text[got.span.start - 7 : got.span.end - 7] if got.span else None) == place


@pytest.mark.parametrize("kind", ["ST", "FT", "TX", "NM", "IS", "ID", "TN", "DT", "TM", "TS", "DTM", "SI"])
def test_plain_types_are_no_doubt(kind: str) -> None:
    assert read(B12.replace("|NM|", f"|{kind}|")).doubts == ()


def test_the_figure_of_a_word_after_its_component_stands_where_it_is() -> None:
    assert read("OBX|1|NM|B12||^^14.2,5 x", start=3).span == Span(3 + 16, 3 + 22)


@pytest.mark.parametrize(("own", "order", "status", "doubt"), [
    ("F", "", "final", None), (" c ", "", "corrected", None), ("", "C", "corrected", None),
    ("X", "F", "cancelled", None),
    ("W", "", "cancelled", None), ("D", "", "cancelled", None), ("P", "F", "preliminary", None),
    ("", "P", "preliminary", None), ("", "X", "cancelled", None),
    ("", "", "not_told", "the report does not say whether the result is final"),
    *((own, order, name, f"the result is called {name}, its order cancelled")
      for own, name in (("F", "final"), ("C", "corrected")) for order in "XWD"),
    ("P", "X", "preliminary", None), ("X", "X", "cancelled", None),
])  # fmt: skip
def test_the_status_is_that_of_the_result_then_of_its_order(
    own: str, order: str, status: str, doubt: str | None
) -> None:
    got = read(field(11, own), Order(order))
    assert (got.status, got.doubts) == (status, (doubt,) if doubt else ())


@pytest.mark.parametrize(("own", "order", "sample", "day", "doubt"), [
    ("20261109", "x", "x", 9, None), ("", "20261108", "x", 8, None), ('""', ' " ', "20261107", 7, None),
    ("2026", "20261108", "", None, "the day of the sample cannot be read: 2026"),
    ("y" * 50, "", "", None, f"the day of the sample cannot be read: {'y' * 40}"), ("", "", "", None, None),
])  # fmt: skip
def test_the_day_is_the_first_that_is_told(
    own: str, order: str, sample: str, day: int | None, doubt: str | None
) -> None:
    got = read(field(14, own), Order("F", order, specimen_taken=sample))
    assert got.collected == (date(2026, 11, day) if day else None)
    assert got.doubts == ((doubt,) if doubt else ())


def test_range_and_flag_are_read_with_their_escapes() -> None:
    got = read(field(7, r"1\S\2").replace("|L|", r"|L^low~H|"))
    assert (got.range_text, got.flag) == ("1^2", "L")
    assert (read(field(7, "")).range_text, read(field(8, " ")).flag) == (None, None)
