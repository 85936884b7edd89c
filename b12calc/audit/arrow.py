"""The audit as a function over batches of Arrow: for engines that spread a table over many machines.

It keeps to the contract of Apache Spark's ``mapInArrow``: an iterator of record batches comes in, an iterator of record
batches goes out, every batch with the columns of ``SCHEMA``. Rows that are refused stand in it too, with ``refused``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import polars as pl

from b12calc.audit.compose import SCHEMA as ANSWERS
from b12calc.audit.compose import frame_of
from b12calc.audit.fast import Fast
from b12calc.audit.layout import layout_of
from b12calc.audit.options import AuditOptions
from b12calc.audit.plain import Refused, last_cells
from b12calc.audit.tables import as_text
from b12calc.problems import Problem, ProblemsFound

SCHEMA: Final = pl.Schema({**ANSWERS, "refused": pl.String()})
"""The columns that go out, all text; ``refused`` is empty in a row that was classed, all else but the id in others."""


def audit_frames(batches: Iterable[Any], options: AuditOptions) -> Iterator[pl.DataFrame]:
    """Yield the answers to batches of a wide table, one frame for each that holds rows.

    A batch is anything that gives Arrow (``__arrow_c_array__`` or ``__arrow_c_stream__``: a record batch of pyarrow, a
    frame of polars or pandas). All need the same columns. Raises ProblemsFound where the headings do not do.
    """
    fast: Fast | None = None
    names: list[str] = []
    for batch in batches:
        given = pl.DataFrame(batch)
        if fast is None:
            layout = layout_of(tuple(given.columns), options.mapping)
            if layout.form == "long":
                raise ProblemsFound((Problem("headings", "one patient in each row was expected"),))
            fast, names = Fast(layout, options), [given.columns[column.place] for column in layout.columns]
        if not given.is_empty():
            yield _answered(fast, as_text(given.select(names), "the batch"))


def _answered(fast: Fast, frame: pl.DataFrame) -> pl.DataFrame:
    batch = fast.batch(frame, range(1, len(frame) + 1))
    answers = frame_of(batch, last_cells(fast.options)).with_columns(refused=pl.lit(""))
    refused = [one.cells() for one in batch.alone.values() if isinstance(one, Refused)]
    rows = [dict.fromkeys(SCHEMA, "") | {"id": one["id"], "refused": one["reasons"]} for one in refused]
    return pl.concat([answers, pl.DataFrame(rows, schema=SCHEMA)])
