"""The fast way is the plain way, cell by cell: at every limit, in every unit, with every kind of column."""

import csv
from random import Random

import polars as pl
import pytest

from b12calc.audit import AuditOptions, audit_rows
from b12calc.audit import fast as fast_module
from b12calc.audit.compose import frame_of, lines_of
from b12calc.audit.fast import Fast
from b12calc.audit.layout import layout_of
from b12calc.audit.plain import COLUMNS, Refused, last_cells
from b12calc.csv_text import safe
from tests.audit.drawn import TODAY, any_laboratory, table

Row = dict[str, str]


def plainly(rows: list[Row], options: AuditOptions) -> tuple[list[Row], list[Row]]:
    answers = list(audit_rows(rows, options))
    return [one for one in answers if "refused" not in one], [one for one in answers if "refused" in one]


def quickly(rows: list[Row], options: AuditOptions, made: Fast | None = None) -> tuple[list[Row], list[Row]]:
    layout = layout_of(tuple(rows[0]), options.mapping)
    names = [column.heading for column in layout.columns]
    batch = (made or Fast(layout, options)).batch(pl.DataFrame(rows).select(names), range(1, len(rows) + 1))
    refused = [one.cells() for one in batch.alone.values() if isinstance(one, Refused)]
    found = frame_of(batch, last_cells(options)).to_dicts()
    lines = lines_of(batch, last_cells(options)).to_series().to_list()
    assert as_read(lines) == [{name: safe(cell) for name, cell in row.items()} for row in found]
    return found, [{"row": one["row"], "id": one["id"], "refused": one["reasons"]} for one in refused]


def as_read(lines: list[str]) -> list[Row]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in csv.reader(lines)]


@pytest.mark.parametrize("seed", range(24))
def test_the_fast_way_says_what_the_plain_way_says(seed: int) -> None:
    rng = Random(seed)
    options = AuditOptions(TODAY, rng.choice(("uk", "us", "article")), any_laboratory(rng))
    rows = table(rng, 60)
    assert quickly(rows, options) == plainly(rows, options)


def test_what_is_remembered_between_batches_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = Random(7)
    rows, options = table(rng, 150), AuditOptions(TODAY)
    made = Fast(layout_of(tuple(rows[0]), None), options)
    for forgetting in (False, True):
        if forgetting:
            monkeypatch.setattr(fast_module, "MOST_TEXTS", 10)
        for start in range(0, 150, 50):
            some = rows[start : start + 50]
            assert quickly(some, options, made)[0] == plainly(some, options)[0]


def test_rows_that_are_alike_are_assessed_once() -> None:
    rows = [
        {"id": str(number), "age_years": "50", "total_b12": str(400 + number), "total_b12_unit": "ng/L"}
        for number in range(100)
    ]
    options = AuditOptions(TODAY)
    made = Fast(layout_of(tuple(rows[0]), None), options)
    assert quickly(rows, options, made) == plainly(rows, options)
    assert made.assessments <= 4


@pytest.mark.parametrize("identity", ["-5", "- 5", "=1+1", "+44", "@a", "＝1", "12-3", 'a "b"', "a, b", "'7"])
def test_no_number_of_a_patient_becomes_a_formula_and_each_reads_back(identity: str) -> None:
    rows = [{"id": identity, "total_b12": "142", "total_b12_unit": "ng/L"}] * 2
    options = AuditOptions(TODAY)
    layout = layout_of(tuple(rows[0]), None)
    batch = Fast(layout, options).batch(pl.DataFrame(rows), range(1, 3))
    cells = [row["id"] for row in as_read(lines_of(batch, last_cells(options)).to_series().to_list())]
    assert cells == [safe(identity)] * 2
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)


def test_a_quotation_mark_in_a_unit_stays_inside_its_cell() -> None:
    row = {"id": "a", "age_years": "60", "intrinsic_factor_antibody": "12", "intrinsic_factor_antibody_unit": 'U"l, x'}
    rows, options = [row, row | {"intrinsic_factor_antibody_unit": "U"}], AuditOptions(TODAY)
    assert quickly(rows, options) == plainly(rows, options)
    assert 'Intrinsic factor antibody 12 U"l, x' in quickly(rows, options)[0][0]["reasons"]
