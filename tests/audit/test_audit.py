"""An audit from file to file: whole at the end or not at all, and every row classed or refused with its reasons."""

import errno
from pathlib import Path

import polars as pl
import pytest

from b12calc.audit import AuditOptions, Cancelled, audit
from b12calc.audit.plain import COLUMNS
from b12calc.problems import ProblemsFound
from tests.audit.tables import ASKED, TODAY, WIDE, audited, problem, refused_of, table_of


def test_every_patient_is_classed_or_refused(tmp_path: Path) -> None:
    count, rows = audited(tmp_path, WIDE)
    assert (count.rows, count.classed, count.refused, count.written) == (3, 2, 1, 2)
    assert [(row["id"], row["status"]) for row in rows] == [("a", "deficient"), ("b", "unlikely")]
    assert tuple(rows[0]) == COLUMNS
    assert count.by_status == {"deficient": 1, "unlikely": 1}


def test_a_refused_row_stands_with_its_line_its_id_and_every_reason(tmp_path: Path) -> None:
    audited(tmp_path, WIDE)
    (row,) = refused_of(tmp_path)
    assert (row["row"], row["id"]) == ("4", "c")
    assert [part.split(":")[0] for part in row["reasons"].split(" | ")] == ["age_years", "paraesthesia", "total_b12"]


def test_a_reason_is_told_with_what_it_rests_on(tmp_path: Path) -> None:
    reasons = audited(tmp_path, WIDE)[1][0]["reasons"]
    assert reasons.startswith(
        "status: Deficient: total B12 is below the lower decision limit. (Total B12 142 ng/L: low"
    )


def test_an_empty_cell_is_not_asked_and_never_no(tmp_path: Path) -> None:
    asked = "id,age_years,sex,total_b12,total_b12_unit,metformin\na,67,female,142,ng/L,\nb,67,female,142,ng/L,no\n"
    first, second = audited(tmp_path, asked)[1]
    assert "metformin" in first["open_questions"].split(";")
    assert "metformin" not in second["open_questions"].split(";")


def test_a_comparator_may_stand_in_the_cell_of_its_figure(tmp_path: Path) -> None:
    _, rows = audited(tmp_path, "id,age_years,total_b12,total_b12_unit\na,50,<150,ng/L\nb,50,≤ 150,ng/L\n")
    assert ["Total B12 < 150 ng/L" in rows[0]["reasons"], "<= 150 ng/L" in rows[1]["reasons"]] == [True, True]


def test_headings_that_are_not_known_are_named_once_and_not_guessed(tmp_path: Path) -> None:
    count, _ = audited(tmp_path, WIDE.replace("metformin", "Vitamin B12 tabs"))
    assert count.unread == ("Vitamin B12 tabs",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the table is empty"),
        ("age_years,sex\n4,male\n", "no column holds the patient's number"),
        ("id,what\n1,2\n", "no column but the patient's number is known"),
        ("id,sex,sex\n1,male,male\n", "hold the same; one was expected"),
        ("id,analyte,total_b12,value\n1,mma,1,2\n", "expected one of the two, not both"),
        ("id,analyte\n1,mma\n", "no column holds the value"),
        (b"PK\x03\x04\x00\x00", "this is no text"),
    ],
)
def test_a_table_that_is_none_is_refused_in_one_sentence(text: str | bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        audited(tmp_path, text)
    assert said in problem(found)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_broken_rows_take_no_other_along(tmp_path: Path) -> None:
    head, good = "id,age_years,sex,total_b12,total_b12_unit", b"%d,50,male,150,ng/L\n"
    rows = [good % number for number in range(60)]
    rows[3], rows[7] = b"x1,50\n", b"x2,50,male,150,ng/L,1,2\n"
    rows[11], rows[20] = b'x3,50,"male,150,ng/L\n', b"x4,50,\xff\xfe,150,ng/L\n"
    rows[30], rows[59] = b'"x\n5",50,male,150,ng/L\n', b"59,50,ma"
    count, found = audited(tmp_path, head.encode() + b"\n" + b"".join(rows))
    assert (count.rows, count.refused) == (60, 5)
    assert [row["row"] for row in refused_of(tmp_path)] == ["5", "9", "13", "22", "62"]
    assert "x 5" in [row["id"] for row in found]


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", "|")], ids=["mark", "utf-16", "bar"]
)
def test_encoding_and_delimiter_are_told_by_the_file(encoding: str, delimiter: str, tmp_path: Path) -> None:
    count, rows = audited(tmp_path, WIDE.replace(",", delimiter).encode(encoding))
    assert (count.classed, rows[0]["id"]) == (2, "a")


def test_only_the_rows_asked_for_are_written(tmp_path: Path) -> None:
    count, rows = audited(tmp_path, WIDE, AuditOptions(TODAY, only=("unlikely",)))
    assert ([row["id"] for row in rows], count.classed, count.written) == (["b"], 2, 1)
    with pytest.raises(ProblemsFound, match="not known"):
        AuditOptions(TODAY, only=("lately",))


def test_the_results_of_a_long_table_are_gathered_by_number(tmp_path: Path) -> None:
    text = (
        "id,age_years,sex,analyte,value,unit,collected\n"
        "a,67,female,total_b12,250,ng/L,2026-03-01\n"
        "a,67,,mma,900,nmol/L,2026-03-01\n"
        "b,40,male,total_b12,600,ng/L,2026-03-01\n"
        "b,41,male,mcv,90,fL,2026-03-01\n"
    )
    count, rows = audited(tmp_path, text)
    assert [row["id"] for row in rows] == ["a"]
    assert "MMA 900 nmol/L (1 Mar 2026)" in rows[0]["reasons"]
    assert "the rows of one patient say different things" in refused_of(tmp_path)[0]["reasons"]
    assert (count.rows, count.refused) == (2, 1)


def test_a_long_table_that_is_not_grouped_is_refused_whole(tmp_path: Path) -> None:
    rows = "".join(f"{one},total_b12,150,ng/L\n" for one in ("a", "b", "a"))
    with pytest.raises(ProblemsFound, match="sorted by the patient's number"):
        audited(tmp_path, f"id,analyte,value,unit\n{rows}")
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    _, rows = audited(tmp_path, WIDE)
    frame = pl.read_csv(tmp_path / "in.csv", schema_overrides={"total_b12": pl.String})
    frame.write_parquet(tmp_path / "in.parquet")
    count = audit(tmp_path / "in.parquet", tmp_path / "out.parquet", ASKED)
    assert count.refused == 1
    assert pl.read_parquet(tmp_path / "out.parquet").to_dicts() == rows
    assert table_of(tmp_path / "out.refused.csv")[0]["row"] == "3"


def test_numbers_of_a_parquet_file_keep_their_digits(tmp_path: Path) -> None:
    cells = {"id": 1, "age_years": 50, "creatinine": 1.158, "creatinine_unit": "mg/dL", "total_b12": 142.0, "mma": None}
    pl.DataFrame([cells | {"total_b12_unit": "ng/L"}]).write_parquet(tmp_path / "in.parquet")
    audit(tmp_path / "in.parquet", tmp_path / "out.csv", ASKED)
    assert "Total B12 142 ng/L" in table_of(tmp_path / "out.csv")[0]["reasons"]


def test_an_unreadable_column_leaves_the_older_output(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["1"], "sex": [[1, 2]]}).write_parquet(tmp_path / "in.parquet")
    older = tmp_path / "out.csv"
    older.write_bytes(b"older")
    with pytest.raises(ProblemsFound, match="sex: List"):
        audit(tmp_path / "in.parquet", older, ASKED)
    (tmp_path / "in.parquet").write_bytes(b"PAR1nothing")
    with pytest.raises(ProblemsFound, match="cannot be read as Parquet"):
        audit(tmp_path / "in.parquet", older, ASKED)
    assert sorted((path.name, path.stat().st_size) for path in tmp_path.iterdir())[1] == ("out.csv", 5)


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["os.fsync", "os.replace", "csv.writer"])
@pytest.mark.parametrize("fault", [full, interrupted])
def test_whatever_stops_it_leaves_the_older_output(
    step: str, fault: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("out.csv", "out.refused.csv"):
        (tmp_path / name).write_bytes(b"older")
    monkeypatch.setattr(step, fault)
    with pytest.raises((OSError, KeyboardInterrupt)):
        audited(tmp_path, WIDE)
    monkeypatch.undo()
    names = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "in.csv"}
    assert names == {"out.csv": b"older", "out.refused.csv": b"older"}


def test_it_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(WIDE)
    told: list[tuple[int, float]] = []
    audit(tmp_path / "in.csv", tmp_path / "out.csv", ASKED, progress=lambda *far: told.append(far))
    assert told[-1] == (3, 1.0)
    (tmp_path / "out.csv").write_bytes(b"older")
    with pytest.raises(Cancelled):
        audit(tmp_path / "in.csv", tmp_path / "out.csv", ASKED, cancelled=lambda: True)
    assert (tmp_path / "out.csv").read_bytes() == b"older"
