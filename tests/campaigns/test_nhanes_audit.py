"""The run of the audit over a survey, on a few invented people: counts, MMA withheld, and no row told otherwise."""

import csv
from pathlib import Path

import pytest

from b12calc.audit import read_audit_map
from tests.campaigns import nhanes_audit

MAP = read_audit_map(nhanes_audit.HERE.with_name("nhanes_map.toml").read_bytes(), "nhanes_map.toml")
PEOPLE = (
    {"seqn": "1", "age_years": "50", "sex": "male", "b12_pg_ml": "120", "mma_nmol_l": "400.0"},
    {"seqn": "2", "age_years": "30", "sex": "female", "b12_pg_ml": "250", "mma_nmol_l": "290.0"},
    {"seqn": "3", "age_years": "70", "sex": "female", "b12_pg_ml": "600", "mma_nmol_l": "280.0"},
    {"seqn": "4", "age_years": "9", "sex": "female", "b12_pg_ml": "120", "mma_nmol_l": "600.0"},
    {"seqn": "5", "age_years": "40", "sex": "male", "b12_pg_ml": "240599", "mma_nmol_l": ""},
    {"seqn": "6", "age_years": "41", "sex": "male", "b12_pg_ml": "260", "mma_nmol_l": "35.0", "mma_below_lod": "yes"},
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*MAP.columns, *MAP.ignored], restval="")
        writer.writeheader()
        writer.writerows(PEOPLE)
    return path


def test_without_mma_it_takes_no_part_and_judges(data: Path) -> None:
    bare = nhanes_audit.without_mma(MAP)
    answers, refused, summary, _ = nhanes_audit.ran(data, bare)
    assert {row["id"]: row["status"] for row in answers} == {
        "1": "deficient", "2": "indeterminate", "3": "unlikely", "4": "out_of_scope", "6": "indeterminate"
    }  # fmt: skip
    assert [row["id"] for row in refused] == ["5"]
    assert not summary.mma
    found = nhanes_audit.mma_by_status(as_text(data), answers)
    assert found == {"deficient": (1, 1), "indeterminate": (1, 2), "unlikely": (0, 1)}
    given = nhanes_audit.ran(data, MAP)[0]
    assert {row["id"]: row["status"] for row in given}["2"] == "functional_deficiency"


def as_text(data: Path) -> list[dict[str, str]]:
    with data.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_document_tells_counts_and_writes_its_pictures(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nhanes_audit, "PICTURES", tmp_path)
    text = nhanes_audit.document(data, MAP)
    assert "6 rows in the table: 5 classed, 1 refused" in text
    assert "assessed alone: 0 with MMA given, 0 with MMA withheld" in text
    assert "| deficient | 1 | 1 | 100.0 % |" in text
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == [
        "nhanes-groups.svg", "nhanes-mma-withheld.svg", "nhanes-status.svg"
    ]  # fmt: skip
