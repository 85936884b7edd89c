"""What of an EDIFACT report belongs to which patient, sample, group and result, and what is said where it does not."""

from datetime import date

import pytest

from b12calc.exchange.incoming import edifact
from b12calc.exchange.incoming.found import Code, Identity, Leftover, Report, Span
from tests.exchange.incoming.message_reading import left, read, sole, who
from tests.exchange.incoming.test_edifact import (
    BLOOD,
    END,
    HEAD,
    INV,
    REST,
    RSL,
    UNH,
    URINE,
    WHO,
    interchange,
    one,
    reports,
)

RESULT = (*INV, RSL, "STS++FI")


def only(*segments: str) -> Report:
    (report,) = reports(*segments)
    return report


@pytest.mark.parametrize(("pna", "name", "number"), [
    ("PNA+PAT+943:OPI+++SU:BELL+FO:ANN+FS:MARY", "BELL, ANN MARY", "943"), ("PNA+PAT++++SU:BELL", "BELL", None),
    ("PNA+PAT+943+++FO:ANN", "ANN", "943"), ("PNA+PAT+943+SU:A+SU:B+TI:MRS", "A", "943"), ("PNA+PAT+943", None, "943"),
    ("PNA+PAT+943+++SU:+SU:BELL", "BELL", "943"), ("PNA+DOC+7+++SU:SMITH", None, None),
])  # fmt: skip
def test_the_patient_is_the_one_of_the_patient_segment(pna: str, name: str | None, number: str | None) -> None:
    assert who(only(UNH, pna, *RESULT, END))[:2] == (name, number)


def test_whatever_the_order_all_that_is_said_of_the_patient_is_kept() -> None:
    whole = ("O'NEILL, ANN", "9434765919", date(1962, 3, 4), "female")
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        assert who(only(UNH, *(WHO[at] for at in order), *RESULT, END)) == whole
    assert who(only(UNH, WHO[0], "PDI+1", *RESULT, END))[3] == "male"
    assert who(only(UNH, WHO[0], "PDI+9", "DTM+137:20260101:102", *RESULT, END))[2:] == (None, None)


@pytest.mark.parametrize(("sent", "day"), [
    ("20261109:102", date(2026, 11, 9)), ("202611091015:203", date(2026, 11, 9)),
    ("20261109101500:204", date(2026, 11, 9)),
    ("2026110910:203", None), ("202611091:102", None), ("20261109:203", None), ("20261109", None),
    ("20261109:999", None),
    ("2026111x:102", None), ("20260230:102", None),
])  # fmt: skip
def test_a_day_has_as_many_digits_as_its_format_says(sent: str, day: date | None) -> None:
    found = one(samples=(*BLOOD[:3], f"DTM+SCO:{sent}"))
    said = f"the day of the sample cannot be read: {sent.split(':', maxsplit=1)[0]}"
    assert (found.collected, found.doubts) == (day, () if day else (said,))


def test_only_the_day_of_the_sample_is_its_day_and_an_empty_one_is_none() -> None:
    assert one(samples=(*BLOOD[:3], "DTM+SRI:20261110:102")).collected is None
    empty = one(samples=(*BLOOD[:3], "DTM+SCO"))
    assert (empty.collected, empty.doubts) == (None, ())
    long = one(samples=(*BLOOD[:3], "DTM+SCO:" + "1" * 50)).doubts
    assert long == (f"the day of the sample cannot be read: {'1' * 40}",)


def test_material_and_remarks_of_a_sample_are_kept_each_once() -> None:
    found = one(samples=(*BLOOD, "SPC+TSP+:::EDTA:TUBE", "SPC+TSP+:::VENOUS BLOOD", "FTX+SPC+++late:sample", "NAD+x"))
    assert (found.specimen, found.notes) == ("VENOUS BLOOD EDTA TUBE", ("Repeated twice", "late sample"))


def test_a_result_goes_with_the_sample_it_or_its_group_names() -> None:
    def read_one(*refers: str, samples: tuple[str, ...] = BLOOD + URINE) -> tuple[str | None, tuple[str, ...]]:
        found = one(rest=("STS++FI", *refers), samples=samples)
        return found.specimen, found.doubts

    lost = "the report does not say which sample the result is of"
    assert read_one("RFF+ASL:2") == ("URINE", ()) and read_one("RFF+ASL:1") == ("VENOUS BLOOD", ())
    assert read_one("RFF+ARL:1") == ("VENOUS BLOOD", ()) and read_one("RFF+ARL:1", "RFF+ASL:2") == ("URINE", ())
    assert read_one("RFF+ASL:7") == (None, (lost,)) and read_one("RFF+ARL:7") == (None, (lost,))
    assert read_one(samples=BLOOD) == ("VENOUS BLOOD", ()) and read_one("RFF+ASL:1", samples=BLOOD) == (
        "VENOUS BLOOD",
        (),
    )
    assert read_one("RFF+ASL:7", samples=BLOOD) == (None, (lost,)) and read_one("RFF+ASL:1", samples=()) == (None, ())


def test_the_group_gives_its_name_notes_and_status_to_its_results_alone() -> None:
    inside, outside = one(rest=("RFF+ARL:1",)), one(rest=("RFF+ARL:2",))
    assert (inside.headings, inside.notes, inside.status, inside.doubts) == (
        ("B12/FOLATE",), ("Repeated twice",), "final", ()
    )  # fmt: skip
    assert (outside.headings, outside.notes, outside.status) == ((), (), "not_told")
    assert one(rest=("STS++pr", "RFF+ARL:1")).status == "preliminary"
    assert one(rest=("STS++fi", "RFF+ARL:1")).status == "final"


def test_a_group_that_has_no_number_is_a_result_without_a_figure() -> None:
    report = only(UNH, *BLOOD, "INV+MQ+:::HAEMATINICS", "STS++FI", *RESULT, END)
    assert [(found.names, found.value) for found in report.found] == [
        (("HAEMATINICS",), None), (("Serum vitamin B12",), "142")
    ]  # fmt: skip


def test_the_head_of_a_group_is_left_aside_with_its_text_and_place() -> None:
    report = only(UNH, *BLOOD, "INV+MQ+:::HAEMATINICS", "SEQ++1", "STS++FI", *RESULT, END)
    (piece,) = report.left
    assert (piece.where, piece.why) == ("message 1, investigation 1", "the heading of a group of results")
    assert piece.text.startswith("INV+MQ+:::HAEMATINICS") and piece.text.endswith("STS++FI")


@pytest.mark.parametrize(("inv", "names", "codes"), [
    ("INV+MQ+42T..00:911::Serum B12:level", ("Serum B12 level",), (Code("read", "42T.."),)),
    ("INV+MQ+42T..:911", ("42T..",), (Code("read", "42T.."),)), ("INV+MQ+:::B12", ("B12",), ()), ("INV+MQ", (), ()),
])  # fmt: skip
def test_a_test_is_known_by_its_name_else_by_its_code(
    inv: str, names: tuple[str, ...], codes: tuple[Code, ...]
) -> None:
    found = sole(reports(UNH, inv, RSL, "STS++FI", END))
    assert (found.names, found.codes) == (names, codes)


@pytest.mark.parametrize(("rsl", "value", "flag", "doubts"), [
    ("RSL+CV+C:921::Negative:seen", "seen", None, ()), ("RSL+CV+C:921", "C", None, ()),
    ("RSL+CV+C:921::Negative", "Negative", None, ()), ("RSL+CV", None, None, ()),
    ("RSL+NV+14,2+++HI", "14,2", "HI", ()), ("RSL++5", "5", None, ("the value is of the kind '', which is not known",)),
    ("RSL+" + "X" * 12 + "+5", "5", None, (f"the value is of the kind '{'X' * 10}', which is not known",)),
    ("RSL+NV+5:" + "9" * 12, "5", None, (f"the sign '{'9' * 10}' beside the figure is not known",)),
    ("RSL+NV+1?+2", "1+2", None, ("a sign inside the figure is marked as text; the figure may have been cut",)),
])  # fmt: skip
def test_a_value_is_told_with_its_flag_and_what_is_odd_about_it(
    rsl: str, value: str | None, flag: str | None, doubts: tuple[str, ...]
) -> None:
    found = one(rsl)
    assert (found.value, found.flag, found.doubts) == (value, flag, doubts)


def test_two_figures_of_one_test_are_two_results_of_their_own() -> None:
    report = only(UNH, *BLOOD, *INV, RSL, "RSL+XX+7", "STS++FI", END)
    assert [(found.value, len(found.doubts)) for found in report.found] == [("142", 0), ("7", 1)]


def test_the_place_of_a_figure_is_found_in_its_own_element() -> None:
    text = interchange(UNH, *BLOOD, "INV+MQ+42T..:911::Test 7", "RSL+NV+14.2:7+++9", "STS++FI", END)
    found = sole(read(edifact, text))
    assert found.span == Span(text.index("14.2"), text.index("14.2") + 4)
    assert sole(read(edifact, text.replace("14.2", "high"))).span is None


@pytest.mark.parametrize(("rnd", "low", "high", "words"), [
    (("RND+U+170+1100",), "170", "1100", None), (("RND+U+170",), "170", None, None), (("RND+U++5",), None, "5", None),
    ((), None, None, None), (("RND+U+1+2", "RND+U+3"), None, None, "1 to 2; 3 to "),
])  # fmt: skip
def test_one_range_is_taken_and_several_are_words(
    rnd: tuple[str, ...], low: str | None, high: str | None, words: str | None
) -> None:
    found = one(rest=("STS++FI", "RFF+ARL:1", *rnd))
    assert (found.low, found.high, found.range_text) == (low, high, words)


def test_what_is_not_ended_or_no_segment_is_said_of_the_result_before() -> None:
    text = interchange(UNH, *BLOOD, *RESULT, *RESULT, END)
    ended, odd = (
        "a segment of the result is not ended; it may have been broken",
        ("a piece that is no segment follows the result; it may have been broken"),
    )
    for lost in ("INV+MQ+42T..:911::Serum vitamin B12'", "STS++FI'"):
        first, second = read(edifact, text.replace(lost, lost[:-1], 1))[0].found
        assert (first.doubts, second.doubts) == ((ended,), ()), lost
    (first, second) = only(UNH, *BLOOD, *RESULT, "and so", "on", *RESULT, END).found
    assert (first.doubts, second.doubts) == ((odd,), ())


def test_what_stands_behind_the_end_of_a_message_is_of_none() -> None:
    report = only(UNH, *BLOOD, *RESULT, END, "FTX+SPC+++x", "RSL+NV+7")
    assert [(found.value, found.notes, found.doubts) for found in report.found] == [("142", (), ())]
    assert left(only(UNH, *BLOOD, *RESULT, END, END)) == []


@pytest.mark.parametrize("end", [("UNZ+1+1",), (), (UNH, *BLOOD, *RESULT, END)])
def test_a_message_that_does_not_end_makes_its_last_result_doubtful(end: tuple[str, ...]) -> None:
    got = reports(UNH, *BLOOD, *RESULT, *RESULT, *end)
    first, second = got[0].found
    why = "the message ends without its end; the result may be cut off"
    assert (first.doubts, second.doubts) == ((), (why,))


def test_other_messages_and_empty_ones_are_left_aside_with_their_patient_and_head() -> None:
    got = reports(
        UNH.replace("NHS003", "X" * 15), *WHO, *RESULT, END, UNH, *WHO, END, "UNH+3+" + "Y" * 15, *RESULT, END
    )
    why = "a message of the type {}; only pathology reports, NHS003, are read"
    assert [(report.identity.identifier, left(report)) for report in got] == [
        ("9434765919", [why.format("X" * 12), "a message without any result"]), (None, [why.format("Y" * 12)])
    ]  # fmt: skip
    assert got[0].left[1] == Leftover(UNH, "message 2", "a message without any result")
    assert not any(report.found for report in got)


def test_what_is_said_before_the_samples_is_left_aside_and_nothing_goes_on_into_the_next_message() -> None:
    report = only(UNH, *WHO, "S10+10", "FTX+CID+++TIRED", *BLOOD, *HEAD, *INV, RSL, *REST, END)
    assert report.left[0] == Leftover("FTX+CID+++TIRED", "message 1", "details of the request, no result")
    first, second = reports(UNH, *WHO, *BLOOD, *RESULT, END, UNH, *RESULT, END)
    assert (second.identity, second.found[0].specimen, second.found[0].where) == (
        Identity(), None, "message 2, investigation 1"
    )  # fmt: skip
    assert first.found[0].specimen == "VENOUS BLOOD"
