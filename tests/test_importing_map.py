"""The command import with a mapping of columns: a table of unknown headings is read, a wrong mapping is refused."""

from pathlib import Path

import pytest

from b12calc.cli import main
from tests.command_line import Capture, refused

TABLE = "Klient;Cobal;Blutbild V\nK7;142;98\n"
MAP = """format = "b12calc-columns/1"

[columns]
"Klient" = "id"
"Cobal" = { test = "total_b12", unit = "ng/L" }
"Blutbild V" = { test = "mcv", unit = "fL" }
"""
READ = ["import", "table.csv", "--map", "map.toml", "--today", "2026-03-12"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.toml").write_text(MAP)
    path = tmp_path / "table.csv"
    path.write_text(TABLE)
    return path


def test_a_table_of_unknown_headings_is_read_by_its_mapping(table: Path, capsys: Capture) -> None:
    assert main(READ) == 0
    out, err = capsys.readouterr()
    assert "Reported for: K7" in out and err == ""
    assert "accepted   Total vitamin B12: 142 ng/L" in out and "accepted   Mean cell volume: 98 fL" in out
    assert "note: the unit was named for this column by a person" in out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"id"', '"klient"', "map.toml: columns.\"Klient\": 'klient' is not known; expected a test such as total_b12"),
        ('"ng/L"', '"g/L"', "map.toml: columns.\"Cobal\": 'g/L' is no unit of total_b12; expected ng/L, pg/mL, pmol/L"),
        ("Klient", "Kunde", "columns.\"Kunde\": no column is headed 'Kunde'; expected the headings of the table"),
        ("columns/1", "columns/2", 'map.toml: format: expected "b12calc-columns/1"'),
        ("[columns]", "[columns", "map.toml: a mapping of columns in TOML was expected"),
    ],
)
def test_a_wrong_mapping_is_refused_by_its_key(
    table: Path, capsys: Capture, before: str, after: str, said: str
) -> None:
    Path("map.toml").write_text(MAP.replace(before, after))
    (only,) = refused(capsys, *READ)
    assert said in only


def test_a_mapping_that_is_not_there_or_for_no_table_is_refused(table: Path, capsys: Capture) -> None:
    assert "no.toml: cannot be read" in refused(capsys, *READ[:3], "no.toml")[0]
    assert "cannot both come from standard input" in refused(capsys, "import", "-", "--map", "-")[0]
    table.write_text("MSH|^~\\&|A|B|C|D|20260310||ORU^R01|1|P|2.3\rPID|1\r")
    assert "in a table of text alone; the file is read as hl7" in refused(capsys, *READ)[0]
