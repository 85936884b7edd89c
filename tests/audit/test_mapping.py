"""What a person says of the columns of a practice list."""

from pathlib import Path

import pytest

from b12calc.audit import AuditOptions, read_audit_map
from b12calc.problems import ProblemsFound
from tests.audit.tables import TODAY, audited, problem, refused_of

MAP = b"""
format = "b12calc-columns/1"
[columns]
"Number" = "id"
"B12" = { test = "total_b12", unit = "pg/mL" }
"Remarks" = "ignore"
[audit]
"Age" = "age_years"
"Sex (F/M)" = { column = "sex", words = { F = "female", M = "male" }, others = "empty" }
"Metformin?" = { column = "metformin", words = { "1" = "yes", "0" = "no" } }
"Creat" = { column = "creatinine", unit = "mg/dL", point = "decimal" }
"Taken" = { column = "total_b12_collected", day = "DD/MM/YYYY" }
"""
MAPPED = "Number,B12,Remarks,Age,Sex (F/M),Metformin?,Creat,Taken\n7,142,x,67,F,1,1.158,01/02/2026\n"


def test_a_mapping_says_what_columns_and_words_mean(tmp_path: Path) -> None:
    options = AuditOptions(TODAY, mapping=read_audit_map(MAP, "map.toml"))
    _, rows = audited(tmp_path, MAPPED + "8,142,x,67,?,2,1.158,2026-02-01\n", options)
    assert "142 pg/mL (1" in rows[0]["reasons"]
    assert "drug" in rows[0]["causes"]
    reasons = refused_of(tmp_path)[0]["reasons"]
    assert "Metformin?: expected one of yes, no; '2' was given" in reasons
    assert "Taken: expected a day written DD/MM/YYYY" in reasons


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"x" = "total"', "is no column of the case format"),
        ('"x" = { column = "total_b12", unit = "g" }', "unit: expected ng/L"),
        ('"x" = { column = "sex", wrods = {} }', "'wrods' is not known"),
        ('"x" = { column = "sex", day = "DD/MM/YYYY" }', "for a column of days"),
        ('"x" = "age_years"', "hold the same"),
        ('"x" = 3', "expected a word such as"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(line: str, said: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_audit_map(MAP + line.encode(), "map.toml")
    assert said in problem(found)
    assert problem(found).startswith("map.toml")


def test_a_mapping_of_columns_that_are_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match="the table has no column 'Creat'"):
        audited(tmp_path, MAPPED.replace("Creat", "Kreat"), AuditOptions(TODAY, mapping=read_audit_map(MAP, "m")))
