"""From file to file: what is missing stands in its column and on the summary, the same by rows and by blocks."""

import csv
import io
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from b12calc.audit import AuditOptions, Cancelled, audit, audit_rows
from b12calc.audit.layout import layout_of
from b12calc.audit.plain import Patient, Refused, answered, is_empty
from b12calc.audit.summary import Summary
from b12calc.cli import main
from b12calc.problems import ProblemsFound
from tests.audit.drawn import table
from tests.audit.made_rows import DAY, made_rows, missing
from tests.audit.tables import TODAY, WIDE, audited, refused_of, table_of

ROWS = made_rows(500, 27)
INJECTED = {"id": "a", "total_b12": "101", "total_b12_unit": "ng/L", "treatment_route": "im"}


def written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def counted(folder: Path, rows: list[dict[str, str]], options: AuditOptions) -> Summary:
    """Return the summary of an audit from file to file."""
    source, summary = folder / "in.csv", Summary()
    source.write_text(written(rows), encoding="utf-8", newline="")
    audit(source, folder / "out.csv", options, summary=summary)
    return summary


def counted_alone(rows: list[dict[str, str]], options: AuditOptions) -> Summary:
    """Return the same, row by row."""
    summary, layout = Summary(), layout_of(tuple(rows[0]), options.mapping)
    for row in rows:
        patient = Patient(1, (tuple(row.values()),))
        if not is_empty(layout, patient.rows):
            answer = answered(layout, patient, options)
            if isinstance(answer, Refused):
                summary.refuse(answer.problems)
            else:
                summary.add(answer.tally)
    return summary


def test_five_hundred_rows_from_file_to_file_have_exactly_what_is_known(tmp_path: Path) -> None:
    truth = [";".join(missing(row)) for row in ROWS]
    runs = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _, found = audited(tmp_path / name, written(ROWS), AuditOptions(DAY))
        assert [row["missing"] for row in found] == truth
        runs.append((tmp_path / name / "out.csv").read_bytes())
    assert runs[0] == runs[1]
    assert [row["missing"] for row in audit_rows(ROWS, AuditOptions(DAY))] == truth


def test_rows_without_a_treatment_share_their_sheets_and_miss_the_same(tmp_path: Path) -> None:
    rows = [{name: cell for name, cell in row.items() if not name.startswith("treatment")} for row in ROWS]
    _, found = audited(tmp_path, written(rows), AuditOptions(DAY))
    told = [row["missing"] for row in audit_rows(rows, AuditOptions(DAY))]
    assert [row["missing"] for row in found] == told
    counts = Counter(code for cell in told for code in cell.split(";") if cell)
    assert min(counts.values()) >= 10
    assert len(counts) == 5


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_summary_is_the_same_by_rows_and_by_blocks(seed: int, tmp_path: Path) -> None:
    options = AuditOptions(TODAY)
    rows = table(Random(seed), 200)
    assert counted(tmp_path, rows, options) == counted_alone(rows, options)


def test_the_summary_of_a_long_table_counts_patients(tmp_path: Path) -> None:
    text = (
        "id,sex,age_years,analyte,value,unit\na,male,50,total_b12,101,ng/L\na,male,50,mcv,90,fL\nb,male,50,mcv,x,fL\n"
    )
    (tmp_path / "in.csv").write_text(text)
    summary = Summary()
    audit(tmp_path / "in.csv", tmp_path / "out.csv", AuditOptions(DAY), summary=summary)
    assert summary.by_group == {("40 to 59", "male", "deficient"): 1}
    assert summary.missing == {"cause_not_looked_for": 1}
    assert summary.refused == 1


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("treatment_last_review", "lately", "expected a day written YYYY-MM-DD, or none"),
        ("treatment_last_review", "2026-05-01", "the day lies after 2026-03-12"),
        ("treatment_dose_micrograms", "1,000", "expected a dose in micrograms"),
        ("treatment_dose_micrograms", "0", "expected a dose in micrograms"),
        ("treatment_every_days", "8 weeks", "expected a whole number of days"),
    ],
)
def test_a_cell_beside_a_treatment_that_cannot_be_read_is_refused(
    column: str, cell: str, said: str, tmp_path: Path
) -> None:
    without = {**INJECTED, "treatment_route": ""}
    audited(tmp_path, written([INJECTED | {column: cell}, without | {column: cell}]), AuditOptions(DAY))
    assert [row["reasons"].startswith(f"{column}: {said}") for row in refused_of(tmp_path)] == [True, True]


def test_a_test_without_a_column_is_not_told_to_be_missing(tmp_path: Path) -> None:
    row = {"id": "a", "age_years": "50", "total_b12": "101", "total_b12_unit": "ng/L"}
    for column, told in (({}, ""), ({"ttg_iga_finding": ""}, "cause_not_looked_for")):
        _, found = audited(tmp_path, written([row | column]), AuditOptions(DAY))
        assert found[0]["missing"] == told


def test_the_page_is_put_in_place_with_the_answers_or_not_at_all(tmp_path: Path) -> None:
    source, target, page = tmp_path / "in.csv", tmp_path / "out.csv", tmp_path / "sum.html"
    source.write_text(WIDE)
    page.write_text("older")
    with pytest.raises(Cancelled):
        audit(source, target, AuditOptions(TODAY), cancelled=lambda: True, summary=page)
    assert page.read_text() == "older"
    with pytest.raises(ProblemsFound, match=r"ending in \.html"):
        audit(source, target, AuditOptions(TODAY), summary=tmp_path / "sum.csv")
    audit(source, target, AuditOptions(TODAY), summary=page)
    text = page.read_text(encoding="utf-8")
    assert "<td>in.csv</td>" in text
    assert str(tmp_path) not in text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv", "out.refused.csv", "sum.html"]


def test_nothing_of_a_patient_stands_on_the_page(tmp_path: Path) -> None:
    rows = []
    for column in (name for name in ROWS[0] if name != "id"):
        rows += [
            {**ROWS[0], "id": "Zebedee", column: cell} for cell in ("Quillfeather", "4010232137", "1.2Quillfeather")
        ]
    page = tmp_path / "sum.html"
    (tmp_path / "in.csv").write_text(written(rows), newline="")
    audit(tmp_path / "in.csv", tmp_path / "out.csv", AuditOptions(DAY), summary=page)
    text = page.read_text(encoding="utf-8")
    assert not [word for word in ("Zebedee", "uillfeather", "4010232137") if word in text]
    assert len(table_of(tmp_path / "out.refused.csv")) > 20


def test_nothing_of_a_patient_of_a_long_table_stands_on_the_page(tmp_path: Path) -> None:
    rows = [
        {"id": f"Zebedee{place}", "analyte": "total_b12", "value": "101", "unit": "ng/L", "sex": "male"}
        | {column: cell}
        for place, column in enumerate(("analyte", "value", "unit", "sex", "id"))
        for cell in ("Quillfeather", "Quill (Feather)")
    ]
    page = tmp_path / "sum.html"
    (tmp_path / "in.csv").write_text(written(rows), newline="")
    audit(tmp_path / "in.csv", tmp_path / "out.csv", AuditOptions(DAY), summary=page)
    text = page.read_text(encoding="utf-8")
    assert not [word for word in ("Zebedee", "uill", "eather") if word in text]


def test_the_command_writes_the_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target, page = tmp_path / "in.csv", tmp_path / "out.parquet", tmp_path / "sum.html"
    source.write_text(WIDE)
    assert main(["audit", str(source), str(target), "--today", "2026-03-12", "--summary", str(page)]) == 0
    assert "Practice audit: summary" in page.read_text(encoding="utf-8")
    assert "3 patients" in capsys.readouterr().err
