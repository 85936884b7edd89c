"""What holds for any pasted text, and the single steps of the reader."""

import time
import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from b12calc.exchange.incoming.found import Found, Report
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc.exchange.incoming.judge import judged
from b12calc.exchange.incoming.paste import read
from b12calc.exchange.incoming.paste_days import day_at, order_of
from b12calc.exchange.incoming.paste_lines import lines_of
from b12calc.exchange.incoming.paste_tokens import MOST_TOKENS, Lexer
from b12calc.problems import ProblemsFound

TODAY = date(2026, 11, 22)
MILLION = 1_000_000
PIECES = (
    "Vitamin B12", "Folate", "Active B12", "Creatinine", "Urine", "Hb", "ng/L", "ug/L", "g/L", "umol/L", "142", "8.4",
    "3,2", "1,245", "<50", "> 20", "<", "180 - 900", "(180-900)", "[>180]", "12/03/2026", "2026-03-12", "12 Mar 2026",
    "Collected:", "Reported:", "previous", "Vorwert", "Comment:", "Test", "Result", "Previous", "Units", "H", "L", "*",
    "positive", "negative", "pending", "corrected", "Name: Jane Smith", "DOB 04/07/1959", ">", "|", "\t", "\n", "\n\n",
    "  ", " ", ":", ";", "-", "\u200b", "\u202e", "1\u200b4", "\uff11", "&lt;", "to follow", "x", "mg", "%", "\u00a0",
    "\r", "SERUM", "CSF",
)  # fmt: skip


def patients(text: str, day_first: bool | None = True) -> list[ImportedPatient]:
    return [judged(report, TODAY) for report in read(text, Watch(), day_first)]


def found(text: str, day_first: bool | None = True) -> list[Found]:
    return [one for report in read(text, Watch(), day_first) for one in report.found]


def check(text: str, day_first: bool | None) -> None:
    """Hold what is accepted to the text itself: the figure stands there, whole, and between no other digits."""
    try:
        reports = read(text, Watch(), day_first)
    except ProblemsFound:
        return
    assert reports == read(text, Watch(), day_first)
    for one in (one for report in reports for one in judged(report, TODAY).results):
        source = one.source
        if one.value is None:
            continue
        assert source.start is not None
        assert source.end is not None
        given_text = text[source.start : source.end]
        if one.verdict == "accepted":
            assert given_text == one.value
            assert not text[max(0, source.start - 1) : source.start].isnumeric()
            assert not text[source.end : source.end + 1].isdecimal()
        shown = "".join(sign for sign in given_text if unicodedata.category(sign) != "Cf")
        assert unicodedata.normalize("NFKC", shown) == one.value


@given(st.text(max_size=400), st.sampled_from([True, False, None]))
@example("Vitamin B12 142 ng/L", True)
def test_any_text_is_read_or_refused_and_no_figure_is_invented(text: str, day_first: bool | None) -> None:
    check(text, day_first)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " ", "  "]), st.sampled_from([True, None]))
def test_pieces_of_reports_in_any_order_invent_no_figure(pieces: list[str], glue: str, day_first: bool | None) -> None:
    check(glue.join(pieces), day_first)


@pytest.mark.parametrize("unit", ["1", " ", "a", "<", "Vitamin B12 ", "(", "12/03/2026 "])
def test_a_million_signs_in_one_line_are_left_aside_at_once(unit: str) -> None:
    text = unit * (MILLION // len(unit))
    start = time.process_time()
    assert [one for report in read(text, Watch(), None) for one in report.found] == []
    assert time.process_time() - start < 1


@pytest.mark.parametrize("unit", ["1", " ", "-", "."])
def test_a_million_signs_in_lines_take_no_longer_than_a_second(unit: str) -> None:
    text = (unit * 1_999 + "\n") * (MILLION // 2_000)
    start = time.process_time()
    read(text, Watch(), None)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("unit", ["1 ", "a ", "< ", "B12 ", "Vitamin B12 142 ng/L, ", "a/", "x 10 ", "(", "%"])
def test_twice_the_text_takes_about_twice_the_time(unit: str) -> None:
    def cost(lines: int) -> float:
        text = (unit * (1_900 // len(unit)) + "\n") * lines
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(text, Watch(seconds=60), None)
            best = min(best, time.process_time() - start)
        return best

    assert cost(16) < 4 * cost(8) + 0.02


@pytest.mark.parametrize(
    "unit", ["showed ergab montre ", "cobas c702 roche ", "x, Hb, ", "<td </td>", '"a","b" ', "[mass ", "B12¹ "]
)
def test_words_that_part_a_line_again_and_again_are_read_in_time(unit: str) -> None:
    text = (unit * (1_900 // len(unit)) + "Hb 12 g/dL\n") * 8
    start = time.process_time()
    read(text, Watch(seconds=60), None)
    assert time.process_time() - start < 1


def test_a_text_far_larger_than_a_report_is_refused_in_one_sentence() -> None:
    for text in ("a" * (MILLION + 1), "\n" * 20_001):
        with pytest.raises(ProblemsFound, match="paste the report"):
            read(text, Watch(), None)


def test_a_line_of_more_pieces_than_any_report_has_is_not_read_on() -> None:
    line = lines_of("1 " * 900, Watch())[0]
    assert len(Lexer(line).tokens()) == MOST_TOKENS


def test_every_line_that_holds_anything_is_accounted_for() -> None:
    text = "Dear all\nVitamin B12\n142\nng/L\n\nNa 140 mmol/L\nCollected: 12/03/2026\nFolate 8 ug/L\n"
    report: Report = read(text, Watch(), True)[0]
    told = " ".join([*(one.text for one in report.found), *(one.text for one in report.left)])
    assert all(line in told for line in text.split("\n") if line)


@pytest.mark.parametrize(
    ("text", "day", "month"),
    [
        ("2026-03-12", (2026, 3, 12), (2026, 3, 12)), ("12.03.2026", (2026, 3, 12), (2026, 3, 12)),
        ("12/03/2026", (2026, 3, 12), (2026, 12, 3)), ("12-Mar-26", (2026, 3, 12), (2026, 3, 12)),
        ("Mar 12, 2026", (2026, 3, 12), (2026, 3, 12)), ("12. März 2026", (2026, 3, 12), (2026, 3, 12)),
        ("12 août 2025", (2025, 8, 12), (2025, 8, 12)), ("12 de marzo de 2026", (2026, 3, 12), (2026, 3, 12)),
    ],
)  # fmt: skip
def test_days_are_read_in_both_orders(text: str, day: tuple[int, int, int], month: tuple[int, int, int]) -> None:
    printed = day_at(text, 0)
    assert printed is not None
    assert printed.end == len(text)
    assert (printed.settled(True), printed.settled(False)) == (date(*day), date(*month))


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "12/03/20261", "1.2.3", "12 Low 26", "99/99/99"])
def test_what_is_no_day_is_not_read_as_one(text: str) -> None:
    assert day_at(text, 0) is None


def test_a_proof_in_the_text_beats_the_country_and_two_proofs_against_each_other_prove_nothing() -> None:
    days = [day for text in ("25/12/2025", "03/12/2025") if (day := day_at(text, 0))]
    assert order_of(days, False) is True
    other = day_at("12/25/2025", 0)
    assert other is not None
    assert order_of([*days, other], True) is None
    assert order_of(days[1:], False) is False


def test_a_day_that_can_be_read_twice_is_asked_about() -> None:
    one = found("Collected: 03/12/2025\nVitamin B12 142 ng/L\n", None)[0]
    assert one.collected is None
    assert any("3 Dec 2025 or 12 Mar 2025" in note for note in one.notes)


def test_the_same_patient_on_a_later_page_is_one_report() -> None:
    page = "Patient: Jane Smith  DOB 04/07/1959\n"
    assert len(patients(f"{page}Hb 98 g/L\n\n{page}MCV 112 fL\n")) == 1
    assert len(patients(f"{page}Hb 98 g/L\nPatient: SMITH, Jane\nMCV 112 fL\n")) == 1
    again = f"{page}Hb 98 g/L\nPatient: John Brown  DOB 01/02/1970\nMCV 90 fL\n{page}MCV 112 fL\n"
    assert [len(one.results) for one in patients(again)] == [2, 1]
