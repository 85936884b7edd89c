"""The command audit: what it says, and its exit codes."""

from pathlib import Path

import pytest

from b12calc.cli import main
from tests.command_line import TODAY, Capture, refused

WIDE = "id,age_years,total_b12,total_b12_unit,note\na,67,142,ng/L,x\nb,30,600,ng/L,x\nc,30,6oo,ng/L,x\n"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "in.csv"
    path.write_text(WIDE)
    return path


def test_it_says_what_became_of_the_rows_and_where_the_refused_stand(table: Path, capsys: Capture) -> None:
    assert main(["audit", "in.csv", "out.csv", *TODAY]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "b12calc: columns that are not known and were not read: note",
        "b12calc: 3 patients: 2 classed (1 deficient, 1 unlikely)",
        "b12calc: 1 refused; out.refused.csv says why of each",
    ]
    assert sorted(path.name for path in table.parent.iterdir()) == ["in.csv", "out.csv", "out.refused.csv"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in.csv", "in.csv"), "it would replace the table that is read"),
        (("in.csv", "out.txt"), "expected a file ending in .csv or .parquet to write"),
        (("in.txt", "out.csv"), "expected a file ending in .csv or .parquet"),
        (("none.csv", "out.csv"), "cannot be read (No such file or directory)"),
        (("in.csv", "out.csv", "--pack", "fr"), "--pack: expected uk"),
        (("in.csv", "out.csv", "--map", "none.toml"), "a mapping in TOML was expected"),
        (("in.csv", "out.csv", "--only", "lately"), "--only: 'lately' is not known"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    arguments: tuple[str, ...], said: str, table: Path, capsys: Capture
) -> None:
    (line,) = refused(capsys, "audit", *arguments, *TODAY)
    assert said in line
    assert [path.name for path in table.parent.iterdir()] == ["in.csv"]


def test_where_it_cannot_write_the_older_file_stays(table: Path, capsys: Capture) -> None:
    assert main(["audit", "in.csv", "missing/out.csv", *TODAY]) == 3
    assert "missing/out.csv: could not be written (No such file or directory)" in capsys.readouterr().err


def test_control_c_leaves_nothing(table: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("b12calc.audit.fast.Fast.batch", interrupted)
    assert main(["audit", "in.csv", "out.csv", *TODAY]) == 3
    assert "stopped; nothing was written" in capsys.readouterr().err
    assert [path.name for path in table.parent.iterdir()] == ["in.csv"]
