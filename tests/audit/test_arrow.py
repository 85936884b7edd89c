"""The audit over batches of Arrow: the same answers, whatever hands the batches over."""

from collections.abc import Iterator
from random import Random
from typing import Any

import polars as pl
import pytest

from b12calc.audit import AuditOptions, audit_rows
from b12calc.audit.arrow import SCHEMA, audit_frames
from b12calc.audit.plain import COLUMNS
from b12calc.problems import ProblemsFound
from tests.audit.drawn import TODAY, table


class Handed:
    """A batch of another library: nothing of it is known but that it gives Arrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


def handed(rows: list[dict[str, str]], size: int) -> Iterator[Any]:
    frame = pl.DataFrame(rows)
    yield Handed(frame.clear())
    for start in range(0, len(rows), size):
        yield Handed(frame.slice(start, size))


@pytest.mark.parametrize("size", [1, 17, 60])
def test_batches_of_any_size_give_the_answers_of_row_by_row(size: int) -> None:
    rows = table(Random(3), 60)
    options = AuditOptions(TODAY)
    frames = list(audit_frames(handed(rows, size), options))
    assert all(frame.schema == SCHEMA for frame in frames)
    found = pl.concat(frames)
    plain = list(audit_rows(rows, options))
    classed = found.filter(pl.col("refused") == "").select(COLUMNS).to_dicts()
    assert classed == [row for row in plain if "refused" not in row]
    refused = found.filter(pl.col("refused") != "").select("id", "refused").to_dicts()
    assert refused == [{"id": row["id"], "refused": row["refused"]} for row in plain if "refused" in row]


def test_a_long_table_is_no_batch_of_patients() -> None:
    rows = pl.DataFrame({"id": ["1"], "analyte": ["mma"], "value": ["1"]})
    with pytest.raises(ProblemsFound, match="one patient in each row"):
        list(audit_frames([rows], AuditOptions(TODAY)))
