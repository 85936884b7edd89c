"""A table in CSV never becomes a formula, and reads back as it was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.csv_text import table


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\t=1", "\r=1", " =1", "\n@a"]
)
def test_what_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cells(table(["a"], [{"a": text}]))[1][0] == "'" + text.strip()


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(alphabet=st.characters(codec="utf-8")))))
def test_every_cell_reads_back_and_none_begins_a_formula(rows: list[dict[str, str]]) -> None:
    got = cells(table(["a", "b", "c"], rows))
    assert got[0] == ["a", "b", "c"]
    assert len(got) == len(rows) + 1
    for row, line in zip(rows, got[1:], strict=True):
        for column, cell in zip("abc", line, strict=True):
            assert not cell.startswith(("=", "+", "-", "@"))
            assert cell.removeprefix("'") == " ".join(row.get(column, "").split()).removeprefix("'")
