"""What tests of the audit share: a small practice list, run from file to file."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from b12calc.audit import AuditCount, AuditOptions, audit, refused_beside
from b12calc.problems import ProblemsFound

TODAY = date(2026, 3, 12)
ASKED = AuditOptions(TODAY)
WIDE = (
    "id,age_years,sex,total_b12,total_b12_unit,paraesthesia,metformin\n"
    "a,67,female,142,ng/L,yes,\n"
    "b,40,male,600,ng/L,no,no\n"
    "c,167,male,1.2x,ng/L,maybe,no\n"
)


def audited(folder: Path, text: str | bytes, options: AuditOptions = ASKED) -> tuple[AuditCount, list[dict[str, str]]]:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return audit(source, target, options), table_of(target)


def table_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def refused_of(folder: Path) -> list[dict[str, str]]:
    return table_of(refused_beside(folder / "out.csv"))


def problem(found: pytest.ExceptionInfo[ProblemsFound]) -> str:
    return str(found.value)
