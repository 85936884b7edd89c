"""What of a GDT file belongs to which record, patient and test, and what is said of lines that are odd."""

from datetime import date

import pytest

from b12calc.exchange.incoming import gdt
from b12calc.exchange.incoming.found import Code, Found, Identity, Leftover
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.exchange.incoming.gdt_own import COMMENT, code_of, finding_in, ident_of
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.message_reading import left, read
from tests.exchange.incoming.test_gdt import B12, REQUEST, WHO, file, line, one, reports

OURS = (f"6227{COMMENT}0.1.0",)


def refused(data: bytes) -> str:
    with pytest.raises(ProblemsFound) as found:
        gdt.read_request(data)
    (problem,) = found.value.problems
    return problem.message


@pytest.mark.parametrize(("sent", "sex"), [
    ("1", "male"), ("2", "female"), ("3", "other"), ("M", "male"), ("w", "female"), ("D", "other"), ("x", "other"),
    ("9", None),
])  # fmt: skip
def test_sex_is_told_by_its_figure_or_letter(sent: str, sex: str | None) -> None:
    (report,) = reports(*WHO[:-1], f"3110{sent}", *B12)
    assert report.identity == Identity("Müller, Erika", date(1985, 3, 12), sex, "4711")  # type: ignore[arg-type]


def test_somebody_of_whom_little_is_told_is_told_by_that() -> None:
    assert reports("3102Erika", *B12)[0].identity == Identity("Erika")
    assert reports(*B12)[0].identity == Identity()
    assert reports("3101A", "3101B", "30001", *B12)[0].identity == Identity("A", identifier="1"), "the first counts"


@pytest.mark.parametrize("field", ["3000", "3101", "3102", "3103", "3110"])
def test_a_wrong_length_in_a_line_of_the_patient_is_said(field: str) -> None:
    data = file(*WHO, *B12)
    at = data.index(field.encode(), 20)
    (report,) = read(gdt, data[: at - 3] + b"099" + data[at:])
    (piece,) = report.left
    assert piece.text.startswith(field) and piece.why == "the length of this line is wrong; look at it"
    assert piece.where.startswith("record 1, line ") and not report.found[0].doubts


@pytest.mark.parametrize("field", ["6220", "6227", "6228"])
def test_texts_of_the_examination_are_left_aside_and_empty_ones_passed_over(field: str) -> None:
    (report,) = reports(*WHO, f"{field}unauffällig", f"{field} ", "6200 ", *B12)
    assert report.left == (
        Leftover(f"{field}unauffällig", "record 1, line 9", "text of the examination, no single result"),
    )


def test_other_fields_end_a_test_and_those_of_objects_do_not() -> None:
    (report,) = reports(*WHO, "8002x", "8410B12", "8420142", "8003x", "8421ng/L", "8402ALLG00", "8470lost", "8410MCV")
    assert [(found.value, found.unit, found.notes) for found in report.found] == [
        ("142", "ng/L", ()), (None, None, ("lost",)), (None, None, ()),
    ]  # fmt: skip


def test_a_comment_inside_a_test_is_of_the_test() -> None:
    assert one(*B12[:4], "6227late", "8470x").notes == ("x", "late")


@pytest.mark.parametrize("kind", ["6301", "6302", "6310", "6311"])
def test_results_are_read_in_four_types_of_record(kind: str) -> None:
    assert reports(*WHO, *B12, kind=kind)[0].found[0].value == "142"


def test_a_record_of_another_type_is_told_with_its_patient() -> None:
    (report,) = reports(*WHO, *B12, kind="6300")
    why = "a record of the type 6300; only 6301, 6302, 6310 and 6311 are read"
    assert report.left == (Leftover("80006300", "record 1", why),) and not report.found
    assert "the type 12345678;" in reports(*WHO, kind="123456789")[0].left[0].why
    empty = reports(*WHO)[0].left
    assert empty == (Leftover("80006310", "record 1", "a record without any result"),)


def test_a_line_that_is_none_breaks_the_test_it_stands_in() -> None:
    broken = "a line that is no field follows; the result may have been broken"

    def doubts(*texts: bytes) -> list[tuple[str, ...]]:
        (report,) = read(gdt, line("80006310") + b"".join(texts))
        assert report.left[0].why == "a line that is no field of GDT"
        return [found.doubts for found in report.found]

    assert doubts(line("8410A"), b"odd\r\n", line("8410B")) == [(broken,), ()]
    assert doubts(b"odd\r\n", line("8410A")) == [()]
    assert doubts(line("8410A"), line("8402X"), b"odd\r\n", line("8410B")) == [(), ()]
    (report,) = read(gdt, line("80006310") + b"odd\r\n" + line("8410A"))
    assert report.left[0] == Leftover("odd", "record 1, line 2", "a line that is no field of GDT")


@pytest.mark.parametrize(("more", "short"), [(0, False), (-1, False), (1, True)])
def test_a_record_shorter_than_it_says_makes_its_last_test_doubtful(more: int, short: bool) -> None:
    body = b"".join(map(line, (*B12, *B12)))
    size = len(body) + 13 + 14
    (report,) = read(gdt, line("80006310") + line(f"8100{size + more:05}") + body)
    why = ("the record is shorter than it says; the result may be cut off",) if short else ()
    assert [found.doubts for found in report.found] == [(), why]


def test_a_total_may_have_zeros_before_it() -> None:
    data = line("80006310") + line("8100000000999") + b"".join(map(line, B12))
    assert "shorter than it says" in read(gdt, data)[0].found[0].doubts[0]


@pytest.mark.parametrize("total", ["", "x", "²9999"])
def test_a_total_that_is_no_figure_says_nothing(total: str) -> None:
    data = b"".join((line("80006310"), b"%03d8100" % (len(total.encode()) + 9), total.encode(), b"\r\n"))
    (report,) = read(gdt, data + b"".join(map(line, B12)))
    assert report.found[0].doubts == ()


def test_all_fields_of_a_test_are_read() -> None:
    found = one("8410A", "8411Erste", "8411Zweite", "8430Serum", "8431venös", "8460> 5", "8460< 9",
    "8420 142 ",
                "8421ng/L", "8422+", "8461145", "8462569", "8470n1", "8480t1", "8480t2", "6227c1", "8432")  # fmt: skip
    assert found == Found(
        names=("Erste", "Zweite"), codes=(Code("local", "A"),), value="142", unit="ng/L", low="145",
        high="569", range_text="> 5 < 9", flag="+", collected=date(2026, 11, 19), specimen="Serum venös",
        notes=("n1", "c1", "t1", "t2"), text=found.text, where="record 1, line 10", span=found.span,
    )  # fmt: skip
    assert found.text.startswith("8410 A; 8411 Erste; 8411 Zweite; ")
    assert one("8410A", "8420x").span is None and one("8410A").names == ("A",)


@pytest.mark.parametrize(("more", "doubt"), [
    (("8418" + "K" * 12,), f"the status '{'K' * 10}' of the result is not one that is known"),
    (("8420150",), "several values are sent for one test"), (("8421ng/l",), "several units are sent for one test"),
    (("8432" + "9" * 30,), f"the day of the sample cannot be read: {'9' * 20}"),
])  # fmt: skip
def test_what_is_odd_in_a_test_is_a_doubt(more: tuple[str, ...], doubt: str) -> None:
    assert one("8410A", "8420142", "8421pmol/l", "8421pmol/l", *more).doubts == (doubt,)


@pytest.mark.parametrize("field", [
    "8411", "8418", "8420", "8421", "8422", "8428", "8430", "8431", "8432", "8439", "8460", "8461", "8462", "8470",
    "8480",
])  # fmt: skip
def test_each_field_of_a_test_may_begin_it_and_goes_on_with_it(field: str) -> None:
    (report,) = reports(*WHO, f"{field}1")
    assert report.found[0].text == f"{field} 1"
    assert one("8410A", f"{field}1").text == f"8410 A; {field} 1"


def test_a_second_name_begins_a_test_only_after_a_value() -> None:
    (report,) = reports(*WHO, "8411A", "8411a", "84201", "8421x", "8411B", "84202")
    assert [(found.names, found.value) for found in report.found] == [(("A", "a"), "1"), (("B",), "2")]


def test_what_this_program_wrote_is_read_by_its_own_words() -> None:
    ident = ident_of("intrinsic_factor_antibody")
    assert (ident, code_of(ident), code_of("intrinsic"), code_of("total_b12")) == (
        "intrinsic_factor_ant", "intrinsic_factor_antibody", None, "total_b12"
    )  # fmt: skip
    assert (finding_in(("positive", "x")), finding_in(("x", "positive")), finding_in(())) == ("positive", None, None)
    day = "620019112026"
    (ours,) = reports(*WHO, day, *OURS, f"8410{ident}", "8480positive", "8480seen")[0].found
    assert (ours.codes, ours.finding, ours.notes, ours.collected) == (
        (Code("b12calc", "intrinsic_factor_antibody"),), "positive", ("seen",), None
    )  # fmt: skip
    (words,) = reports(*WHO, day, *OURS, "8410X", "8480seen")[0].found
    assert (words.codes, words.finding, words.value, words.notes) == ((Code("local", "X"),), None, "seen", ("seen",))
    (figure,) = reports(*WHO, day, *OURS, "8410total_b12", "8420142", "8480raised")[0].found
    assert (figure.finding, figure.notes) == (None, ("raised",))
    (other,) = reports(*WHO, day, "6227other", "8410total_b12", "8480raised")[0].found
    assert (other.codes, other.finding, other.value, other.notes) == ((Code("local", "total_b12"),), None, "raised", ())
    assert other.collected == date(2026, 11, 19)


@pytest.mark.parametrize("kind", ["6301", "6302", "6311"])
def test_a_request_of_three_types_is_one_and_what_is_not_told_is_empty(kind: str) -> None:
    assert gdt.read_request(file("30007", kind=kind)) == GdtRequest("", "", None, "7", "", "", "", "")
    assert gdt.read_request(file(*REQUEST, kind=kind)).procedure == "ALLG00"


def test_of_several_requests_about_one_patient_the_first_is_answered() -> None:
    first, second = file(*REQUEST, kind="6302"), file(*REQUEST[:1], "8316OTHER", *WHO, kind="6302")
    assert gdt.read_request(file(*WHO, kind="6310") + first + second).sender == "PRAX_PVS"
    assert gdt.read_request(first + file(*WHO[:4], "31101", kind="6302")).sex == "2"
    for at in range(4):
        other = (*WHO[:at], WHO[at][:4] + "1", *WHO[at + 1 :])
        assert (
            refused(first + file(*other, kind="6302")) == "this GDT file asks about more than one patient; expected one"
        )


def test_a_request_that_cannot_be_answered_says_why() -> None:
    wanted = "this GDT file holds no request; expected a record of the type 6302, 6301 or 6311"
    assert refused(file(*REQUEST, kind="6310")) == wanted
    missing = "the request names no patient number (field 3000), so no answer could be filed"
    assert refused(file(*WHO[1:], kind="6302")) == missing
    assert refused(line("3101A")) == "this is no GDT file: its first field is not 8000, the type of the record"
    none = "this is no GDT file: no line of it is a length, the field 8000 and the type of a record"
    assert refused(b"hello") == none


def test_words_before_the_first_record_are_passed_over_and_records_counted() -> None:
    (report,) = read(gdt, b"hello\r\n" + file(*WHO, *B12) + file(*WHO, *B12))
    assert [found.where for found in report.found] == ["record 1, line 10", "record 2, line 27"]
    assert left(report) == []
