"""Every combination of four things that differ between HL7 results: only what is final, whole and agreed is taken."""

from datetime import date
from typing import Any, Final

import pytest

from b12calc.exchange.incoming.door import Reading, read_results
from b12calc.exchange.incoming.imported import ImportedResult
from tests.covering import Row, covering, uncovered

TODAY = date(2026, 11, 22)
STRENGTH = 4
CODES: Final = {
    "LOINC": "2132-9^Vitamin B12^LN", "with local": "VB12^Serum vitamin B12^L^2132-9^Cobalamin^LN",
    "words": "^Vitamin B12",
    "of ferritin": "2276-4^Vitamin B12^LN", "name of ferritin": "2132-9^Ferritin^LN",
}  # fmt: skip
STATUSES: Final = {"F": "final", "C": "corrected"}
FACTORS: Final[dict[str, tuple[Any, ...]]] = {
    "version": ("2.3", "2.4", "2.5.1"),
    "type": ("NM", "SN", "ST"),
    "comparator": ("", "<", ">="),
    "code": tuple(CODES),
    "unit": ("ng/L", "pg/mL^^UCUM", "", "g/L", "%"),
    "range": ("", "180 - 900", ">180", "180^900"),
    "status": ("F", "C", "P", "X", "W", "D", ""),
    "order": ("F", "C", "P", "X"),
    "day": ("result", "order", "none", "broken"),
    "specimen": ("", "SER^Serum", "UR^Urine"),
    "end": ("\r", "\n", "\r\n"),
}  # fmt: skip
ROWS = covering(FACTORS, STRENGTH)


def text_of(row: Row) -> str:
    """Return the message that a row of the array describes."""
    sign = row["comparator"]
    value = {"NM": f"{sign}142", "SN": f"{sign}^142", "ST": f"{sign} 142".strip()}[row["type"]]
    at_result = {"result": "20261109", "broken": "20261399"}.get(row["day"], "")
    at_order = {"order": "202611081015", "none": "", "broken": ""}.get(row["day"], "20261101")
    lines = (
        rf"MSH|^~\&|LAB|||GP|20261110||ORU^R01|1|P|{row['version']}",
        "PID|1||943476^^^^MR||Bell^Ann||19620304|F",
        f"OBR|1||7|BC^B12 and folate^L|||{at_order}||||||||{row['specimen']}||||||||||{row['order']}",
        f"OBX|1|{row['type']}|{CODES[row['code']]}||{value}|{row['unit']}|{row['range']}||||{row['status']}|||{at_result}",
    )
    return str(row["end"]).join((*lines, ""))


def read(row: Row) -> list[ImportedResult]:
    found = read_results(text_of(row).encode(), Reading(TODAY, day_first=True), "hl7")
    return [one for patient in found.patients for one in patient.results]


def sound(row: Row) -> bool:
    """Tell whether the message gives no cause for doubt."""
    final = row["status"] in STATUSES or (not row["status"] and row["order"] in STATUSES)
    return (
        final and row["order"] != "X" and row["code"] not in ("of ferritin", "name of ferritin")
        and row["unit"] in ("ng/L", "pg/mL^^UCUM") and row["day"] != "broken" and row["specimen"] != "UR^Urine"
    )  # fmt: skip


def test_the_array_holds_every_combination_of_four() -> None:
    assert not list(uncovered(ROWS, FACTORS, STRENGTH)) and len(ROWS) > 500


@pytest.mark.parametrize("part", range(4))
def test_what_gives_cause_for_doubt_is_never_accepted(part: int) -> None:
    assert [text_of(row) for row in ROWS[part::4] if not sound(row)
            for one in read(row) if one.verdict == "accepted"] == []  # fmt: skip


def test_what_is_accepted_is_as_it_was_sent() -> None:
    days = {"result": date(2026, 11, 9), "order": date(2026, 11, 8), "none": None}
    for row in filter(sound, ROWS):
        for one in read(row):
            wanted = ("total_b12", "142", row["comparator"] or None, row["unit"].partition("^")[0], days[row["day"]])
            assert (one.analyte, one.value, one.comparator, one.unit, one.collected) == wanted, text_of(row)
            assert one.status == STATUSES[row["status"] or row["order"]], text_of(row)


def test_what_is_sound_is_accepted() -> None:
    rows = [row for row in ROWS if sound(row)]
    missed = [text_of(row) for row in rows if [one.verdict for one in read(row)] != ["accepted"]]
    assert len(rows) > 50 and missed == []
