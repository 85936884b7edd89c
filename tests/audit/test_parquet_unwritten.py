"""A Parquet file that cannot be written is an error of the system, as any other file is, and never one of polars."""

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from b12calc.audit.tables import sink_parquet

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="has no device that is always full")
SCHEMA = pl.Schema({"a": pl.String()})


def frames() -> Iterator[pl.DataFrame]:
    yield pl.DataFrame({"a": ["x" * 99] * 9}, schema=SCHEMA)


def test_a_full_disk_is_named_by_the_error_of_the_system() -> None:
    with pytest.raises(OSError, match="No space left"):
        sink_parquet(Path("/dev/full"), SCHEMA, frames())


def test_a_folder_whose_name_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not UTF-8"):
        sink_parquet(tmp_path / "\udcff.parquet", SCHEMA, frames())
