"""A mapping of columns: read strictly from TOML, written back to the same, refused by the key that is wrong."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b12calc.analytes import analytes
from b12calc.exchange.incoming.mapping import FIELDS, FORMAT, PARTS, ColumnMap, Use, clash, read_mapping, write_mapping
from b12calc.exchange.incoming.table_heads import roles
from b12calc.problems import ProblemsFound

HEAD = f'format = "{FORMAT}"\n[columns]\n'


def read(columns: str, head: str = HEAD) -> ColumnMap:
    return read_mapping(f"{head}{columns}".encode(), "map.toml")


def faults(columns: str, head: str = HEAD) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read(columns, head)
    return [str(one) for one in found.value.problems]


def test_a_wide_table_has_tests_with_their_units() -> None:
    made = read('"Pat-Ref" = "id"\n"B12 neu" = { test = "total_b12", unit = "pg/mL" }\nMCV = "mcv"\n"Foo" = "ignore"\n')
    assert made.columns == {
        "Pat-Ref": (Use("id"),), "B12 neu": (Use("total_b12", "pg/mL"),), "MCV": (Use("mcv"),), "Foo": (Use("ignore"),),
    }  # fmt: skip
    assert made.columns["B12 neu"][0].test == "total_b12" and made.columns["Foo"][0].test is None


def test_a_long_table_says_which_heading_holds_which_field() -> None:
    made = read('Was = "analyte"\nWert = ["value", "ignore"]\nWorin = "unit"\n')
    assert made.columns["Wert"] == (Use("value"), Use("ignore"))


def test_a_unit_is_kept_in_the_spelling_of_the_case_format() -> None:
    assert read('a = { test = "mma", unit = "µmol/l" }').columns["a"] == (Use("mma", "umol/L"),)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ('a = "b12"', "map.toml: columns.\"a\": 'b12' is not known; expected a test such as total_b12, or one of id,"),
        ('a = { test = "b12" }', "columns.\"a\": test: 'b12' is no test of this program; expected one such as total_"),
        ('a = { test = "total_b12", unit = "g/L" }', "'g/L' is no unit of total_b12; expected ng/L, pg/mL, pmol/L"),
        ('a = { unit = "g/L" }', 'columns."a": expected a word such as "value", or { test = "total_b12", unit ='),
        ('a = { test = "mcv", unit = 3 }', 'columns."a": expected a word such as "value"'),
        ("a = 3", 'columns."a": expected a word such as "value"'),
        ("a = []", 'columns."a": the list is empty; expected one word for each column with this heading'),
        ('a = "id"\nb = "id"', "columns.\"b\": two columns hold 'id'; expected one"),
        ('"Ä B" = "id"\n"a b" = "name"', 'columns."a b": the same heading stands above; expected a list such as'),
        (
            'a = "mcv"\nb = "mma"\nc = "range"',
            "columns.\"c\": the table has columns of several tests and 'range' is of one; expected total_b12_unit",
        ),
        ('a = "analyte"\nb = "mcv"', 'columns."b": a table has a column for each test or a test in each row'),
    ],
)
def test_a_wrong_column_is_named_with_what_was_expected(columns: str, said: str) -> None:
    assert len(faults(columns)) == 1 and said in faults(columns)[0]


def test_what_stands_around_the_columns_is_strict_too() -> None:
    assert faults("", 'format = "x"\n') == [
        'map.toml: format: expected "b12calc-columns/1"',
        'map.toml: columns: expected a table of headings such as "B12" = "total_b12"',
    ]
    assert faults('a = "id"', f"other = 1\n{HEAD}")[0].startswith("map.toml: other: this key is not known")
    assert faults("a = ")[0].startswith("map.toml: a mapping of columns in TOML was expected")
    with pytest.raises(ProblemsFound, match="UTF-8"):
        read_mapping(b"\xff\xfe", "map.toml")
    with pytest.raises(ProblemsFound, match="at most 64000 bytes"):
        read_mapping(b" " * 64_001, "map.toml")


def test_the_fields_are_those_the_heads_are_known_by() -> None:
    assert set(FIELDS) == set(roles().values())


def test_every_fault_is_said_at_once() -> None:
    assert len(faults('a = "x"\nb = "y"\nc = "id"\n')) == 2


HEADINGS = st.text(max_size=20)
UNITED = [Use(one.code, unit) for one in analytes().values() for unit in one.units]
USES = st.sampled_from([
    *map(Use, FIELDS), *map(Use, analytes()), *(Use(f"{one}_{part}") for one in analytes() for part in PARTS), *UNITED,
])  # fmt: skip


@given(st.dictionaries(HEADINGS, st.lists(USES, min_size=1, max_size=3).map(tuple), min_size=1, max_size=5))
def test_what_is_written_is_read_back_the_same(columns: dict[str, tuple[Use, ...]]) -> None:
    made = ColumnMap(columns)
    plain = sorted(made.uses())
    stands = len(plain) == len(columns) and all(one != other for one, other in pairwise(plain))
    if stands and clash(tuple(use for uses in columns.values() for use in uses)) is None:
        assert read_mapping(write_mapping(made), "map.toml") == made
