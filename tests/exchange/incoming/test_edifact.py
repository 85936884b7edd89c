"""EDIFACT pathology reports are read with their groups, samples and signs, and nothing is guessed."""

from datetime import date
from time import process_time

import pytest

from b12calc.exchange.incoming import edifact
from b12calc.exchange.incoming.found import Code, Found, Report
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.message_reading import figures, left, read, results, sole, who

UNB = "UNB+UNOC:3+1:80+2:80+261110:1751+1015++MEDRPT++1"
UNH = "UNH+1+MEDRPT:0:1:RT:NHS003"
WHO = ("PNA+PAT+9434765919:OPI+++SU:O?'NEILL+FO:ANN+TI:MRS", "DTM+329:19620304:102", "PDI+2")
BLOOD = ("S16+16", "SEQ++1", "SPC+TSP+:::VENOUS BLOOD", "DTM+SCO:202611091015:203")
URINE = ("S16+16", "SEQ++2", "SPC+TSP+:::URINE", "DTM+SCO:20261108:102")
HEAD = ("GIS+N", "INV+MQ+:::B12/FOLATE", "SEQ++1", "STS++FI", "FTX+SPC+++Repeated:twice", "RFF+ASL:1")
INV = ("GIS+N", "INV+MQ+42T..:911::Serum vitamin B12")
RSL = "RSL+NV+142++:::ng/L+LO"
REST = ("STS++FI", "RFF+ARL:1", "S20+20", "RND+U+170+1100")
END = "UNT+41+1"


def interchange(*segments: str, end: str = "'\r\n") -> str:
    return end.join((UNB, *segments, "UNZ+1+1015")) + "'"


def reports(*segments: str, end: str = "'\r\n") -> tuple[Report, ...]:
    return read(edifact, interchange(*segments, end=end))


def one(rsl: str = RSL, rest: tuple[str, ...] = REST, *, samples: tuple[str, ...] = BLOOD) -> Found:
    return sole(reports(UNH, *WHO, *samples, *HEAD, *INV, rsl, *rest, END))


def test_a_result_is_read_with_its_group_and_its_sample() -> None:
    found = one(rest=(*REST, "FTX+SPC+++Low"))
    assert found == Found(
        names=("Serum vitamin B12",),
        codes=(Code("read", "42T.."),),
        value="142",
        unit="ng/L",
        low="170",
        high="1100",
        flag="LO",
        status="final",
        collected=date(2026, 11, 9),
        specimen="VENOUS BLOOD",
        headings=("B12/FOLATE",),
        notes=("Low", "Repeated twice"),
        text=found.text,
        where="message 1, investigation 2",
        span=found.span,
    )
    assert found.text.startswith("INV+MQ+42T..") and found.text.endswith("FTX+SPC+++Low")


def test_the_patient_is_told_with_released_signs_put_back() -> None:
    (report,) = reports(UNH, *WHO, END)
    assert left(report) == ["a message without any result"]
    assert who(report) == ("O'NEILL, ANN", "9434765919", date(1962, 3, 4), "female")


def test_a_released_sign_parts_nothing_and_a_released_release_is_one() -> None:
    found = one(rest=(*REST, "FTX+SPC+++a?+b?:c??:d?'e"))
    assert found.notes[0] == "a+b:c? d'e"


def test_other_signs_are_taken_from_the_advice() -> None:
    plain = interchange(UNH, WHO[0].replace("?'", ""), *BLOOD, *HEAD, *INV, RSL, *REST, END)
    other = "UNA;*.! ~" + plain.translate(str.maketrans(":+?'", ";*!~"))
    (report,) = read(edifact, other)
    assert [(found.value, found.unit, found.low) for found in report.found] == [("142", "ng/L", "170")]


@pytest.mark.parametrize(("qualifier", "sign"), [("5", ">="), ("6", ">"), ("7", "<"), ("8", "<="), ("", None)])
def test_comparators_come_as_qualifiers(qualifier: str, sign: str | None) -> None:
    found = one(f"RSL+NV+0.1:{qualifier}++:::ng/L")
    assert (found.value, found.comparator, found.doubts) == ("0.1", sign, ())


@pytest.mark.parametrize(
    ("rsl", "doubt"), [("RSL+NV+1:9++:::ng/L", "the sign '9'"), ("RSL+XX+1++:::ng/L", "the kind 'XX'")]
)
def test_an_unknown_sign_or_kind_is_a_doubt(rsl: str, doubt: str) -> None:
    assert doubt in one(rsl).doubts[0]


def test_coded_and_text_results_are_words() -> None:
    assert one("RSL+CV+::260385009:921::Negative").value == "Negative"
    worded = one("FTX+RIT+++Film shows:macrocytes", ("FTX+RIT+++and more", *REST))
    assert worded.value == "Film shows macrocytes and more"


def test_snomed_codes_are_told_from_read_codes() -> None:
    (report,) = reports(UNH, "INV+MQ+1022431000000105:921::Haemoglobin", "RSL+NV+125++:::g/L", "STS++FI", END)
    assert report.found[0].codes == (Code("snomed", "1022431000000105"),)


@pytest.mark.parametrize(("status", "read"), [("FI", "final"), ("PR", "preliminary"), ("??", "preliminary")])
def test_only_what_is_called_final_is_final(status: str, read: str) -> None:
    assert one(rest=(f"STS++{status}", "RFF+ARL:1")).status == read


def test_without_a_status_of_result_or_group_it_is_doubtful() -> None:
    (report,) = reports(UNH, *WHO, *BLOOD, *INV, RSL, END)
    assert report.found[0].doubts == ("the report does not say whether the result is final",)


def test_the_sample_is_that_of_the_group() -> None:
    assert one(samples=BLOOD + URINE).specimen == "VENOUS BLOOD"
    other = one(rest=("STS++FI", "RFF+ASL:2"), samples=BLOOD + URINE)
    assert (other.specimen, other.collected) == ("URINE", date(2026, 11, 8))


def test_of_several_samples_none_is_guessed() -> None:
    lost = one(rest=("STS++FI",), samples=BLOOD + URINE)
    assert lost.collected is None and lost.doubts == ("the report does not say which sample the result is of",)


def test_what_is_said_of_the_sample_stands_beside_its_results() -> None:
    assert "HAEMOLYSED" in one(samples=(*BLOOD, "FTX+SPC+++HAEMOLYSED")).notes


@pytest.mark.parametrize("sent", ["20261332:102", "202611:610", "2026110910:102", "x:203"])
def test_a_day_that_cannot_be_read_is_a_doubt(sent: str) -> None:
    found = one(samples=(*BLOOD[:3], f"DTM+SCO:{sent}"))
    assert found.collected is None and "cannot be read" in found.doubts[0]


def test_two_ranges_stay_words() -> None:
    found = one(rest=(*REST, "RND+U+1+2"))
    assert (found.low, found.high, found.range_text) == (None, None, "170 to 1100; 1 to 2")


def test_clinical_details_and_group_heads_are_left_aside_with_a_reason() -> None:
    (report,) = reports(UNH, *WHO, "S10+10", "FTX+CID+++TIRED ALL THE TIME", *BLOOD, *HEAD, *INV, RSL, *REST, END)
    assert left(report) == [
        "details of the request, no result",
        "the heading of a group of results",
    ]


def test_other_messages_say_that_they_are_not_read() -> None:
    (report,) = reports(UNH.replace("NHS003", "NHS004"), *WHO, *INV, RSL, *REST, END)
    assert not report.found
    assert left(report) == ["a message of the type NHS004; only pathology reports, NHS003, are read"]


def test_several_messages_are_told_apart_by_patient() -> None:
    body = (*BLOOD, *HEAD, *INV, RSL, *REST, END)
    other = WHO[0].replace("5919", "5870")
    got = reports(UNH, *WHO, *body, UNH, other, *WHO[1:], *body, UNH, *WHO, *body)
    assert [[found.where for found in report.found] for report in got] == [
        ["message 1, investigation 2", "message 3, investigation 2"],
        ["message 2, investigation 2"],
    ]


def test_a_message_that_is_cut_off_makes_its_last_result_doubtful() -> None:
    text = interchange(UNH, *WHO, *BLOOD, *HEAD, *INV, RSL, "STS++FI", *INV, RSL)
    (report,) = read(edifact, text[: text.rindex("42") + 1])
    assert [bool(found.doubts) for found in report.found] == [False, True]


def test_a_line_that_lost_its_end_is_doubtful() -> None:
    text = interchange(UNH, *WHO, *BLOOD, *INV, RSL, *REST, END)
    found = sole(read(edifact, text.replace("ng/L+LO'", "ng/L+LO")))
    assert found.value == "142" and any("not ended" in doubt for doubt in found.doubts)


def test_lines_may_run_on_without_breaks() -> None:
    (report,) = reports(UNH, *WHO, *BLOOD, *HEAD, *INV, RSL, *REST, END, end="'")
    assert report.found[0].value == "142"


@pytest.mark.parametrize("text", ["hello", "UNB+UNOC:3'UNZ+0'", "''''", "?"])
def test_what_is_no_report_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ProblemsFound, match="no EDIFACT report"):
        read(edifact, text)


def test_the_place_of_a_figure_is_the_figure() -> None:
    text = interchange(UNH, *WHO, *BLOOD, *HEAD, *INV, "RSL+NV+150:7++:::ng/L", *REST, END)
    (report,) = read(edifact, text)
    assert figures(report, text) == [("<", "150", "150")]


@pytest.mark.parametrize("hostile", ["\n" * 100_000, "?" * 100_000, "+" * 100_000, "?'" * 50_000, "\nINV" * 20_000])
def test_hostile_texts_take_no_more_than_their_length(hostile: str) -> None:
    begun = process_time()
    reports(UNH, *INV, RSL, "FTX+SPC+++" + hostile, END)
    assert process_time() - begun < 3


def test_a_figure_with_a_released_sign_in_it_is_doubtful() -> None:
    text = interchange(UNH, *WHO, *BLOOD, *INV, "RSL+NV+14?.2++:::ng/L", *REST, END)
    (report,) = read(edifact, text)
    (result,) = results(report)
    assert (result.value, result.verdict) == ("14.2", "doubtful")
