"""GDT files are read in whichever letters they come, and a wrong length is a doubt and no end."""

from datetime import date

import pytest

from b12calc.exchange.incoming import gdt
from b12calc.exchange.incoming.found import Code, Found, Report
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.message_reading import figures, left, read, results, sole, who

WHO = ("3000" + "4711", "3101Müller", "3102Erika", "310312031985", "31102")
B12 = (
    "8410VB12", "8411Vitamin B12", "8420142", "8421pmol/l", "843220112026", "8461145", "8462569", "8470nüchtern",
    "8480erniedrigt",
)  # fmt: skip


def line(text: str, codec: str = "cp1252", more: int = 0) -> bytes:
    data = text.encode(codec)
    return b"%03d" % (len(data) + 5 + more) + data + b"\r\n"


def file(*texts: str, kind: str = "6310", codec: str = "cp1252", encoding: str = "3", total: int = 0) -> bytes:
    body = b"".join(line(text, codec) for text in ((f"9206{encoding}",) if encoding else ()) + texts)
    size = total or len(body) + 13 + 14
    return line(f"8000{kind}") + line(f"8100{size:05}") + body


def reports(*texts: str, kind: str = "6310") -> tuple[Report, ...]:
    return read(gdt, file(*texts, kind=kind))


def one(*texts: str) -> Found:
    return sole(reports(*WHO, "620019112026", *texts))


def changed(field: str, content: str) -> tuple[str, ...]:
    return tuple(field + content if text.startswith(field) else text for text in B12)


def test_a_test_is_read_with_all_its_fields() -> None:
    found = one(*B12)
    assert found == Found(
        names=("Vitamin B12",),
        codes=(Code("local", "VB12"),),
        value="142",
        unit="pmol/l",
        low="145",
        high="569",
        collected=date(2026, 11, 20),
        notes=("nüchtern", "erniedrigt"),
        text=found.text,
        where="record 1, line 10",
        span=found.span,
    )


def test_the_patient_is_told() -> None:
    (report,) = reports(*WHO, *B12)
    assert who(report) == ("Müller, Erika", "4711", date(1985, 3, 12), "female")


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("cp1252", "3"), ("cp437", "2"), ("cp437", ""), ("utf-8", ""), ("utf-8", "3"), ("utf-8-sig", "")],
)
def test_letters_are_read_by_9206_by_their_form_or_as_code_page_437(codec: str, encoding: str) -> None:
    plain = codec.removesuffix("-sig")
    data = file(*WHO, *changed("8421", "µg/l"), codec=plain, encoding=encoding)
    (report,) = read(gdt, b"\xef\xbb\xbf" * (plain != codec) + data)
    assert (report.identity.name, report.found[0].unit) == ("Müller, Erika", "µg/l")
    assert report.found[0].doubts == ()


@pytest.mark.parametrize("field", ["8411", "8420", "8470"])
def test_a_wrong_length_in_a_test_is_a_doubt(field: str) -> None:
    data = file(*WHO, *B12)
    at = data.index(field.encode())
    (report,) = read(gdt, data[: at - 3] + b"099" + data[at:])
    assert report.found[0].doubts == ("the length of a line of this test is wrong; it may have been cut",)


def test_lengths_counted_in_letters_hold_for_utf_8() -> None:
    data = file(*WHO, *B12, codec="utf-8").replace("0188470nüchtern".encode(), "0178470nüchtern".encode())
    (report,) = read(gdt, data)
    assert report.found[0].doubts == ()


@pytest.mark.parametrize("off", [-2, 7])
def test_a_sender_that_counts_every_line_in_another_way_is_understood(off: int) -> None:
    data = b"".join(line(text, more=off) for text in ("80006310", *WHO, *B12))
    (report,) = read(gdt, data)
    assert report.found[0].doubts == ()
    (report,) = read(gdt, data.replace(b"420142", b"42014"))
    assert report.found[0].doubts == ("the length of a line of this test is wrong; it may have been cut",)


def test_a_record_that_is_cut_off_makes_its_last_test_doubtful() -> None:
    data = file(*WHO, *B12, "8410FOL", "8411Folsäure", "84204.1", "8421ng/ml", "84613.9")
    (report,) = read(gdt, data[: data.rindex(b"0128461")])
    assert [bool(found.doubts) for found in report.found] == [False, True]


def test_a_broken_line_makes_its_test_doubtful() -> None:
    data = file(*WHO, *B12).replace(b"0128420142\r\n", b"0128420142\r\nand more\r\n")
    (report,) = read(gdt, data)
    assert any("may have been broken" in doubt for doubt in report.found[0].doubts)
    assert left(report) == ["a line that is no field of GDT"]


def test_lines_may_end_in_line_feeds_alone() -> None:
    (report,) = read(gdt, file(*WHO, *B12).replace(b"\r\n", b"\n"))
    assert report.found[0].value == "142" and report.found[0].doubts == ()


def test_several_tests_are_told_apart_by_8410_or_by_a_second_name() -> None:
    (report,) = reports(*WHO, *B12, *changed("8410", "FOL"), *B12[1:])
    assert [found.where for found in report.found] == ["record 1, line 9", "record 1, line 18", "record 1, line 27"]


def test_objects_of_version_3_around_the_fields_are_passed_over() -> None:
    (report,) = reports(*WHO, "8002Obj_0057", *B12[:3], "8003Obj_0057", *B12[3:])
    (found,) = report.found
    assert (found.value, found.unit) == ("142", "pmol/l")


@pytest.mark.parametrize(
    ("sent", "day"), [("20112026", date(2026, 11, 20)), ("20261120", date(2026, 11, 20)), ("", date(2026, 11, 19))]
)
def test_a_day_is_written_either_way_round_or_is_that_of_the_record(sent: str, day: date) -> None:
    assert one(*changed("8432", sent)).collected == day


@pytest.mark.parametrize("sent", ["19900000", "31112026", "2011", "99999999", "²0112026"])
def test_a_day_that_cannot_be_read_is_a_doubt(sent: str) -> None:
    (report,) = read(gdt, file(*WHO, *changed("8432", sent), codec="utf-8"))
    assert report.found[0].collected is None and "cannot be read" in report.found[0].doubts[0]


def test_a_result_in_words_is_read_where_no_figure_is_sent() -> None:
    found = one("8410IFA", "8411Intrinsic-Faktor-Ak", "8480negativ")
    assert (found.value, found.notes) == ("negativ", ())


def test_a_status_or_two_values_are_doubts() -> None:
    assert "'K'" in one(*B12, "8418K").doubts[0]
    assert one(*B12, "8420150").doubts == ("several values are sent for one test",)


def test_urine_is_known_by_the_name_of_the_sample() -> None:
    (report,) = reports(*WHO, *B12, "8430Urin")
    assert results(report) == ()


def test_patients_of_several_records_are_kept_apart() -> None:
    data = file(*WHO, *B12) + file("30004712", *WHO[1:], *B12) + file(*WHO, *B12)
    assert [len(report.found) for report in read(gdt, data)] == [2, 1]


def test_a_record_without_results_and_one_of_another_type_say_so() -> None:
    (report,) = reports(*WHO, "8402ALLG00", kind="6302")
    assert left(report) == ["a record without any result"]
    (report,) = reports(*WHO, kind="6300")
    assert "the type 6300" in report.left[0].why


@pytest.mark.parametrize("data", [b"hello", b"0143101Hello\r\n", b"\x00\xff", b"MSH|^~\\&"])
def test_what_is_no_gdt_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ProblemsFound, match="no GDT file"):
        read(gdt, data)


def test_the_place_of_a_figure_is_the_figure_in_any_letters() -> None:
    for codec in ("cp1252", "utf-8", "cp437"):
        data = file(*WHO, *changed("8420", "<  150"), codec=codec, encoding="" if codec == "cp437" else "3")
        text = gdt.text_of(data)
        (report,) = read(gdt, data)
        assert figures(report, text) == [("<", "150", "150")]


REQUEST = ("8315B12CALC", "8316PRAX_PVS", "921802.10", "0102Vendor", *WHO, "8402ALLG00", "0201123456789")


def test_a_request_gives_what_an_answer_needs() -> None:
    assert gdt.read_request(file(*REQUEST, kind="6302")) == GdtRequest(
        sender="PRAX_PVS",
        receiver="B12CALC",
        procedure="ALLG00",
        number="4711",
        name="Müller",
        first_name="Erika",
        birth_date="12031985",
        sex="2",
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (file(*REQUEST, kind="6310"), "holds no request"),
        (file(*REQUEST[:4], *WHO[1:], kind="6302"), "no patient number"),
        (file(*REQUEST, kind="6302") + file("30004712", kind="6302"), "more than one patient"),
        (b"", "is empty"),
        (b"hello", "no GDT file"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ProblemsFound, match=why):
        gdt.read_request(data)
