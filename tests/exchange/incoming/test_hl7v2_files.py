"""Files of several HL7 v2 messages: patients apart, notes in their place, nothing lost, nothing opened."""

import re
from time import process_time

import pytest

from b12calc.exchange.incoming import hl7v2
from b12calc.exchange.incoming.guard import MAX_RESULTS
from b12calc.problems import ProblemsFound
from tests.exchange.incoming.hl7_making import B12, MSH, OBR, PID, field, reports
from tests.exchange.incoming.message_reading import figures, left, read


def test_messages_of_one_patient_are_joined_and_of_two_are_not() -> None:
    other = PID.replace("9434765919", "9434765870")
    got = reports(MSH, PID, OBR, B12, MSH, other, OBR, B12, MSH, PID, OBR, B12)
    assert [[found.where for found in report.found] for report in got] == [
        ["message 1, OBX 1", "message 3, OBX 1"],
        ["message 2, OBX 1"],
    ]


def test_results_without_a_patient_are_never_joined() -> None:
    got = reports(MSH, OBR, B12, MSH, OBR, B12)
    assert [report.identity.told for report in got] == [False, False]


def test_notes_of_the_order_stand_beside_each_of_its_results() -> None:
    (report,) = reports(MSH, PID, OBR, "NTE|1||Specimen haemolysed", B12, B12, OBR, B12)
    assert [found.notes for found in report.found] == [("Specimen haemolysed",), ("Specimen haemolysed",), ()]


def test_a_message_without_results_says_so() -> None:
    (report,) = reports(MSH.replace("ORU^R01", "ADT^A04"), PID, B12)
    assert not report.found and report.identity.identifier == "9434765919"
    assert left(report) == ["a message of the type ADT; only ORU, which brings results, is read"]


def test_a_message_without_any_result_says_so() -> None:
    (report,) = reports(MSH, PID, OBR)
    assert left(report) == ["a message without any result"]


def test_a_broken_line_makes_the_result_before_it_doubtful() -> None:
    (report,) = reports(MSH, PID, OBR, B12, "and so on", B12)
    assert [bool(found.doubts) for found in report.found] == [True, False]
    assert [piece.text for piece in report.left] == ["and so on"]


def test_a_document_inside_is_left_aside() -> None:
    (report,) = reports(MSH, PID, OBR, f"OBX|1|ED|PDF^Report||^application^pdf^Base64^{'QUJD' * 200_000}||||||F", B12)
    assert [found.value for found in report.found] == ["142"]
    assert left(report) == ["a document inside the message; it is not opened"]


def test_lone_segments_are_read_with_the_usual_signs() -> None:
    (report,) = reports(PID, B12)
    assert report.found[0].value == "142"


@pytest.mark.parametrize("text", ["hello", "Serum B12 142 ng/L", "FOO|1|2"])
def test_what_is_no_message_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ProblemsFound, match="no HL7 message"):
        reports(text)


def test_more_results_of_one_patient_than_any_report_holds_are_refused() -> None:
    with pytest.raises(ProblemsFound, match=f"{MAX_RESULTS:,} results"):
        reports(PID, *([B12] * (MAX_RESULTS + 1)))


def test_the_place_of_a_figure_is_the_figure() -> None:
    lines = "\r\n".join(("\ufeff" + MSH, PID, OBR, field(5, "<15"), field(5, "> 1476").replace("|NM|", "|ST|")))
    text = hl7v2.text_of(lines.encode())
    (report,) = read(hl7v2, lines)
    assert figures(report, text) == [("<", "15", "15"), (">", "1476", "1476")]


def test_reading_is_linear_in_the_size_of_the_file() -> None:
    def quickest(times: int) -> float:
        block = "\r".join((MSH, PID, OBR, *([B12] * 20)))
        data = "\r".join(re.sub("9434765919", f"{at:010}", block) for at in range(times)).encode()
        taken = []
        for _ in range(3):
            begun = process_time()
            read(hl7v2, data)
            taken.append(process_time() - begun)
        return min(taken)

    assert quickest(400) < 10 * quickest(100), "four times the file, at most ten times the work"
