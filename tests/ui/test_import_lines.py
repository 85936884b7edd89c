"""One result under review: what is asked about it, what answers it, and how it stands to the form."""

from datetime import date

import pytest

from b12calc_ui.import_into import beside, clash, compare, with_lines
from b12calc_ui.import_lines import Line
from b12calc_ui.row_state import RowState

from .import_made import result

TODAY = date(2026, 3, 12)
READY = (RowState("haemoglobin"), RowState("total_b12"), RowState("ferritin"))


def line(*told: object, **more: object) -> Line:
    return Line(result(*told, **more), TODAY)  # type: ignore[arg-type]


def test_an_accepted_result_asks_nothing_and_becomes_the_row_it_says() -> None:
    one = line("haemoglobin", "118", "g/L", reference_low="130", reference_high="170", comparator="<")
    assert one.asked() == [] and one.verdict() == "accepted" and one.may_be_ticked()
    row = one.state()
    assert (row.value, row.unit, row.collected, row.low, row.high) == ("<118", "g/L", "3 Feb 2026", "130", "170")


@pytest.mark.parametrize(
    ("why", "need"),
    [
        ("no unit is printed with the figure", "unit"),
        ("the LOINC code 2132-9 is that of a figure in ng/L, the unit sent is pmol/L", "unit"),
        ("'1,234' can be read as two numbers", "figure"),
        ("the Read code 42T.. means Folate, the name Total vitamin B12", "figure"),
        ("the file holds different figures of this test of 2026-02-03", "figure"),
        ("something nobody has thought of", "figure"),
    ],
)
def test_each_doubt_asks_for_what_answers_it(why: str, need: str) -> None:
    one = line("total_b12", "142", "ng/L", why=(why,))
    assert one.asked() == [need] and one.verdict() == "doubtful" and not one.may_be_ticked()


def test_a_doubt_about_the_unit_is_answered_by_choosing_it_even_where_one_was_sent() -> None:
    one = line("total_b12", "142", "ng/L", why=("the unit is given twice and differently: ng/L and pmol/L",))
    assert one.answer("unit", "pmol/L") == "" and one.asked() == []
    assert one.state().unit == "pmol/L" and one.verdict() == "answered"


def test_a_figure_typed_again_replaces_the_one_sent_and_one_that_cannot_be_read_does_not() -> None:
    one = line("total_b12", "1,234", "ng/L", why=("the figure can be read as two numbers",))
    assert "Which number" in one.answer("figure", "1,234") and one.asked() == ["figure"]
    assert one.answer("figure", "<150") == "" and one.state().value == "<150" and one.may_be_ticked()


def test_a_day_in_figures_offers_both_readings_and_takes_either() -> None:
    one = line("mcv", "104", "fL", collected=None, why=("the day 03/02/2026 can be read in two ways",))
    assert one.days() == [date(2026, 2, 3), date(2026, 3, 2)] and one.asked() == ["day"]
    assert one.answer("day", "03/02/2026") != "" and one.asked() == ["day"]
    assert one.answer("day", "2026-03-02") == "" and one.state().collected == "2 Mar 2026"


def test_a_day_left_open_that_is_no_doubt_may_be_answered_and_never_becomes_a_comment() -> None:
    one = line(
        "mcv", "104", "fL", collected=None, remarks=("the day 03/02/2026 can be read as 3 Feb 2026 or 2 Mar 2026",)
    )
    assert one.may_be_ticked() and one.asked() == [] and one.fields() == ["day"]
    assert one.days() == [date(2026, 2, 3), date(2026, 3, 2)] and one.state().collected == "" == one.state().comment
    assert one.answer("day", "2 Mar 2026") == "" and one.state().collected == "2 Mar 2026"


def test_of_two_readings_one_in_the_future_is_not_offered() -> None:
    one = line("mcv", "104", "fL", collected=None, why=("the day 05/03/2026 can be read in two ways",))
    assert one.days() == [date(2026, 3, 5)]


def test_a_figure_that_is_not_possible_cannot_be_ticked_whatever_the_report_says() -> None:
    one = line("haemoglobin", "12", "g/L")
    assert one.reading().standing == "wrong" and one.asked() == ["figure"] and not one.may_be_ticked()


def test_an_unusual_figure_may_be_ticked_because_the_form_asks_about_it_itself() -> None:
    one = line("mcv", "150", "fL", remarks=("150 fL is unusual for Mean cell volume",))
    assert one.reading().confirm and one.may_be_ticked() and one.state().comment == ""


def test_a_range_that_the_form_cannot_use_is_left_out_and_the_result_stays() -> None:
    one = line("ferritin", "48", "ug/L", reference_low="20", reference_high="20")
    assert (one.state().low, one.state().high) == ("", "") and one.may_be_ticked()


def test_what_the_report_says_beside_a_figure_becomes_its_comment() -> None:
    one = line("ferritin", "48", "ug/L", status="corrected", remarks=("haemolysed",))
    assert one.state().comment == "corrected by the laboratory; haemolysed"


def test_the_same_result_is_there_already_however_it_is_spelt() -> None:
    row = RowState("total_b12", "142.0", "ng/L", "3 Feb 2026")
    sent = line("total_b12", "142", "ng/L")
    sent.answers["unit"] = "pg/mL"
    assert beside(sent.state(), [row]).how == "there"
    assert beside(sent.state(), [RowState("total_b12", "142", "ng/L")]).how == "there"


def test_another_figure_of_the_same_day_differs_and_one_of_another_day_is_new() -> None:
    sent = line("total_b12", "412", "ng/L")
    found = beside(sent.state(), [*READY[:1], RowState("total_b12", "142", "ng/L", "2026-02-03")])
    assert (found.how, found.place, found.text) == ("differs", 1, "142 ng/L")
    assert beside(sent.state(), [RowState("total_b12", "142", "ng/L", "4 Feb 2026")]).how == "new"
    assert beside(sent.state(), [RowState("total_b12", "412", "pmol/L", "3 Feb 2026")]).how == "differs"


def test_a_result_that_differs_waits_until_one_of_the_two_is_picked() -> None:
    one = line("total_b12", "412", "ng/L")
    rows = [RowState("total_b12", "142", "ng/L", "3 Feb 2026")]
    compare([one], rows)
    assert one.verdict() == "differs" and not one.may_be_ticked()
    one.pick = "form"
    assert one.verdict() == "kept" and not one.may_be_ticked()
    one.pick = "report"
    assert one.may_be_ticked() and [row.value for row in with_lines(rows, [one])] == ["412"]


def test_another_day_is_added_behind_the_rows_of_its_test_and_an_empty_row_is_filled_first() -> None:
    rows = [RowState("total_b12", "142", "ng/L", "1 Jan 2026"), RowState("ferritin")]
    made = with_lines(rows, [line("total_b12", "180", "ng/L"), line("ferritin", "48", "ug/L"),
                             line("mcv", "104", "fL")])  # fmt: skip
    assert [(row.analyte, row.value) for row in made] == [
        ("total_b12", "142"), ("total_b12", "180"), ("ferritin", "48"), ("mcv", "104"),
    ]  # fmt: skip


def test_two_ticked_results_of_one_test_and_day_clash() -> None:
    both = [line("total_b12", "142", "ng/L"), line("total_b12", "180", "ng/L")]
    assert clash(both) is None
    both[0].ticked = both[1].ticked = True
    assert clash(both) == (both[0], both[1])
