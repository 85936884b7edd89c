"""Every combination of four things that differ between pasted lines: nothing wrong is taken, and all is read."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest

from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.imported import ImportedResult
from tests.covering import Row, covering, uncovered

TODAY = date(2026, 11, 22)
STRENGTH = 4
TESTS: Final[dict[str, tuple[tuple[str, ...], str, str, str, str]]] = {
    "total_b12": (("Serum vitamin B12", "Vitamin B12"), "ng/L", "142", "180", "900"),
    "ferritin": (("Ferritin", "Serum ferritin"), "ug/L", "9.5", "15", "200"),
    "haemoglobin": (("Haemoglobin", "Hb"), "g/L", "104", "115", "165"),
    "tsh": (("TSH", "Thyroid stimulating hormone"), "mIU/L", "0.11", "0.27", "4.20"),
}
OTHERS = ("Serum sodium", "140", "mmol/L", "133 - 146")
FACTORS: Final[dict[str, tuple[Any, ...]]] = {
    "test": tuple(TESTS),
    "name": (0, 1),
    "comparator": ("", "<", "> "),
    "gap": ("  ", "      ", "\t", " | "),
    "range": ("", "{low} - {high}", "({low}-{high})", "[{low} - {high}]", "{low} to {high}"),
    "flag": ("", "*", "L", "LOW"),
    "order": ("value unit range flag", "value flag unit range", "value unit flag range", "value range unit flag"),
    "day": ("", "Collected: 10 Mar 2026", "Sample taken 10/03/2026 09:15", "Date of collection: 2026-03-10"),
    "beside": ("alone", "before", "after", "both"),
    "end": ("\n", "\r\n"),
}  # fmt: skip
ROWS = covering(FACTORS, STRENGTH)


def text_of(row: Row) -> str:
    """Return the report that a row of the array describes."""
    names, unit, value, low, high = TESTS[str(row["test"])]
    cells = {"value": f"{row['comparator']}{value}", "unit": unit, "flag": str(row["flag"]),
             "range": str(row["range"]).format(low=low, high=high)}  # fmt: skip
    said = [names[int(str(row["name"]))], *filter(None, (cells[cell] for cell in str(row["order"]).split()))]
    gap, beside = str(row["gap"]), row["beside"]
    other = gap.join(OTHERS)
    lines = [str(row["day"]), "", *([other] if beside in ("before", "both") else []), gap.join(said),
             *([other] if beside in ("after", "both") else [])]  # fmt: skip
    return str(row["end"]).join(lines).strip() + str(row["end"])


def read(row: Row) -> list[ImportedResult]:
    found = read_results(text_of(row).encode(), Reading(TODAY, day_first=True), "text")
    return [one for patient in found.patients for one in patient.results]


def wrong(row: Row) -> Iterator[str]:
    """Say what was accepted that the row does not say."""
    _names, unit, value, low, high = TESTS[str(row["test"])]
    limits = {(low, high)} if row["range"] else {(None, None)}
    told = date(2026, 3, 10) if row["day"] else None
    for one in read(row):
        if one.verdict != "accepted":
            continue
        what = (one.analyte, one.value, one.comparator, one.unit)
        if what != (row["test"], value, str(row["comparator"]).strip() or None, unit):
            yield f"accepted {what}"
        if one.collected != told or (one.reference_low, one.reference_high) not in limits | {(None, None)}:
            yield f"accepted of {one.collected} beside {one.reference_low} to {one.reference_high}"


def test_the_array_holds_every_combination_of_four() -> None:
    assert not list(uncovered(ROWS, FACTORS, STRENGTH)) and len(ROWS) > 500


@pytest.mark.parametrize("part", range(8))
def test_nothing_is_accepted_that_the_line_does_not_say(part: int) -> None:
    assert [(text_of(row), said) for row in ROWS[part::8] for said in wrong(row)] == []


def test_every_line_is_accepted() -> None:
    missed = [text_of(row) for row in ROWS if not any(one.verdict == "accepted" for one in read(row))]
    assert missed == []


def test_no_line_is_accepted_whose_flag_no_figure_it_may_be_bears_out() -> None:
    turned = [row | {"flag": "H"} for row in ROWS if row["flag"] and row["range"] and row["comparator"] != "> "]
    assert len(turned) > 200 and not any(one.verdict == "accepted" for row in turned for one in read(row))
