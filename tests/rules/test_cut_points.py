"""Where a figure changes what is read: the printable figures on both sides of every limit."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from b12calc.rules.cut_points import printable_figures
from b12calc.rules.facts import read_facts
from b12calc.rules.laboratory import under
from tests.rules.making import Raw, bare, case, chart, egfr, facts, figure, haemoglobin, mcv, pack, total


def tried(raw: Raw, analyte: str, laboratory: str | None = None) -> set[str]:
    """Return the figures tried for one result of a case."""
    read, limits = chart(raw), under(pack(), laboratory).limits
    result = read.results[analyte]
    quantity = result.quantity()
    assert quantity is not None
    return {f"{value:f}" for value in printable_figures(read, result, quantity, limits)}


@pytest.mark.parametrize("sex", ["female", "male", "unknown"])
@pytest.mark.parametrize(("value", "unit", "most"), [("90", "umol/L", 700), ("1.2", "mg/dL", 80)])
def test_every_creatinine_next_to_which_the_kidney_reads_otherwise_is_tried(
    sex: str, value: str, unit: str, most: int
) -> None:
    def kidney(figure_: Decimal) -> str:
        return facts(case(figure("creatinine", f"{figure_:f}", unit), sex=sex))["kidney"]

    step = Decimal(1).scaleb(-len(value.partition(".")[2]))
    figures = [step * count for count in range(30 if step == 1 else 4, most)]
    edges = {pair for pair in pairwise(figures) if kidney(pair[0]) != kidney(pair[1])}
    assert edges
    found = tried(case(figure("creatinine", value, unit), sex=sex), "creatinine") | {value}
    assert {f"{one:f}" for pair in edges for one in pair} <= found


def test_a_creatinine_beside_a_reported_egfr_changes_nothing_and_is_not_tried() -> None:
    assert tried(case(egfr("45"), figure("creatinine", "90", "umol/L")), "creatinine") == set()


@pytest.mark.parametrize("more", [{}, {"altitude_metres": 2600}])
def test_every_haemoglobin_next_to_which_the_anaemia_reads_otherwise_is_tried(more: dict[str, Any]) -> None:
    def anaemia(value: int) -> str:
        return facts(case(haemoglobin(str(value)), **more))["anaemia"]

    edges = {(value, value + 1) for value in range(60, 180) if anaemia(value) != anaemia(value + 1)}
    assert len(edges) == 3
    assert {str(one) for pair in edges for one in pair} <= tried(case(haemoglobin("145"), **more), "haemoglobin")


def test_a_total_b12_whose_unit_nothing_confirms_is_tried_where_the_other_unit_has_its_limits() -> None:
    assert {"179", "181", "350", "351"} <= tried(case(bare("300", "pmol/L")), "total_b12")


def test_the_printed_range_is_tried_at_both_ends() -> None:
    raw = case(figure("white_cells", "5.2", "10*9/L", reference_low="4.0", reference_high="10.0"))
    assert {"3.9", "4.0", "9.9", "10.0", "10.1"} <= tried(raw, "white_cells")


def test_the_limits_of_the_guideline_are_tried_beside_those_of_a_laboratory() -> None:
    raw = case(total("250"))
    from_both = tried(raw, "total_b12", "leeds")
    assert tried(raw, "total_b12") - {"250"} <= from_both


def test_a_figure_that_cannot_be_is_not_tried() -> None:
    raw = case(mcv("104", reference_low="10"))
    assert not {"9", "10", "11"} & tried(raw, "mcv")
    assert read_facts(chart(raw), pack().limits).words["mcv_band"] == "raised"


def test_a_figure_that_nobody_could_enter_is_not_tried() -> None:
    def edges(figure_: str) -> set[str]:
        return {one for one in tried(case(total(figure_)), "total_b12") if one.startswith("180")}

    assert edges("99") == {"180"}
    assert edges("99.000000000") == {"180.000000000", "180.000000001"}  # twelve digits
    assert edges("99.0000000000") == set()  # thirteen would be needed at 180
