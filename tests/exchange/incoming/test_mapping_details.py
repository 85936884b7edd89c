"""What a person may say of columns: each word, unit and clash, and the sentence for each that does not fit."""

import pytest

from b12calc.exchange.incoming.mapping import (
    FIELDS,
    PARTS,
    ColumnMap,
    Use,
    clash,
    from_words,
    plain_heading,
    read_mapping,
    use_fault,
    write_mapping,
)
from b12calc.problems import Problem, ProblemsFound

HEAD = 'format = "b12calc-columns/1"\n[columns]\n'


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as found:
        read_mapping(text.encode(), "m.toml")
    return [(problem.path, problem.message) for problem in found.value.problems]


def test_a_use_is_written_as_its_words_and_read_back() -> None:
    made = ColumnMap({"A": (Use("id"),), "B": (Use("total_b12", "ng/L"), Use("ignore")), "C": (Use("tsh", "mIU/L"),)})
    words = {"A": "id", "B": "total_b12 ng/L|ignore", "C": "tsh mIU/L"}
    assert made.words() == words and from_words(words) == made
    assert made.uses() == {"a": made.columns["A"], "b": made.columns["B"], "c": made.columns["C"]}
    assert made.missing(("a", "X")) == ("B", "C") and made.missing(("C", "B", "A")) == ()
    assert from_words({"A": "mma "}).columns == {"A": (Use("mma"),)}


def test_every_word_that_does_not_fit_is_said_with_its_heading() -> None:
    with pytest.raises(ProblemsFound) as found:
        from_words({"A": "id|foo", "B" * 50: "mcv apples", "C": "name"})
    expected = f"expected a test such as total_b12, or one of {', '.join(FIELDS)}"
    assert found.value.problems == (
        Problem('columns."A"', f"'foo' is not known; {expected}"),
        Problem(f'columns."{"B" * 40}"', "'apples' is no unit of mcv; expected fL"),
    )


@pytest.mark.parametrize("use", [
    *map(Use, FIELDS), Use("mcv"), Use("mcv", "fL"), *(Use(f"mma_{part}") for part in PARTS), Use("ttg_iga",
    "U/mL"), Use("ttg_iga", "ng/L"),
])  # fmt: skip
def test_fields_tests_and_parts_of_tests_are_known(use: Use) -> None:
    assert use_fault(use) == ""


@pytest.mark.parametrize(("use", "why"), [
    (Use("x" * 50), f"{'x' * 40!r} is not known; expected"), (Use("day"), "'day' is not known"),
    (Use("mma_flag"), "'mma_flag' is not known"),
    (Use("foo_unit"), "'foo_unit' is not known"), (Use("_unit"), "'_unit' is not known"),
    (Use("mmaunit"), "'mmaunit' is not known"),
    (Use("unit", "ng/L"), "only a test has a unit of its own here; expected 'unit' alone"),
    (Use("mma_unit", "ng/L"), "only a test has a unit of its own here; expected 'mma_unit' alone"),
    (Use("ttg_iga", "apples"), "'apples' is no unit of ttg_iga; expected U/mL"),
    (Use("blood_film", "ng/L"), "'ng/L' is no unit of blood_film; expected no unit"),
    (Use("mcv", "y" * 50), f"{'y' * 40!r} is no unit of mcv; expected fL"),
])  # fmt: skip
def test_what_is_no_use_says_what_was_expected(use: Use, why: str) -> None:
    assert use_fault(use).startswith(why)


@pytest.mark.parametrize(("uses", "found"), [
    ("id name", None), ("id id", (1, "twice")), ("comment comment", None), ("ignore ignore", None),
    ("mcv mcv", None), ("day day", None),
    ("mcv analyte", (0, "both")), ("value mcv", (1, "both")), ("id mcv value mma", (1, "both")),
    ("analyte value unit", None), ("mcv unit", None),
    *((f"mcv {word} mma", (1, "whose")) for word in ("comparator", "unit", "range", "low", "high", "flag", "code",
    "finding")),
    ("mcv status mma", None), ("mcv collected mma specimen", None), ("mcv mma_unit mma", None),
    ("mma_unit mma_unit", (1, "twice")), ("", None),
])  # fmt: skip
def test_columns_that_cannot_stand_together_are_found_with_the_reason(uses: str, found: tuple[int, str] | None) -> None:
    assert clash(tuple(map(Use, uses.split()))) == found


@pytest.mark.parametrize(("text", "plain"), [(" Vit. B-12 ", "vit b12"), ("Größe", "grosse"), (" # ", "#"), ("", "")])
def test_headings_are_compared_without_case_accents_and_signs(text: str, plain: str) -> None:
    assert plain_heading(text) == plain


def test_a_mapping_is_written_as_plain_toml() -> None:
    made = ColumnMap(
        {'B12 "neu"\x7f': (Use("total_b12", "ng/L"),), "Wert": (Use("comment"), Use("ignore")), "Ü": (Use("id"),)}
    )
    assert write_mapping(made).decode() == (
        'format = "b12calc-columns/1"\n\n[columns]\n"B12 \\"neu\\"\\u007f" = { test = "total_b12", unit = "ng/L" }\n'
        '"Wert" = ["comment", "ignore"]\n"Ü" = "id"\n'
    )
    assert read_mapping(b"\xef\xbb\xbf" + write_mapping(made), "m.toml") == made


def test_a_unit_in_another_spelling_is_kept_as_ours_and_one_that_is_none_is_said() -> None:
    read = read_mapping(f'{HEAD}a = {{ test = "mma", unit = "µmol/l" }}\nb = {{ test = "mcv" }}\n'.encode(), "m.toml")
    assert read.columns == {"a": (Use("mma", "umol/L"),), "b": (Use("mcv"),)}
    assert faults(f'{HEAD}a = {{ test = "mcv", unit = "g" }}\n') == [
        ('m.toml: columns."a"', "'g' is no unit of mcv; expected fL")
    ]


WORD = 'expected a word such as "value", or { test = "total_b12", unit = "ng/L" }'


@pytest.mark.parametrize(("said", "why"), [
    ("3", WORD), ("{ test = 3 }", WORD), ('{ unit = "fL" }', WORD), ('{ test = "mcv", unit = 3 }', WORD),
    ('{ test = "mcv", x = 1 }', WORD),
    ('["id", 3]', WORD), ("[]", "the list is empty; expected one word for each column with this heading"),
    (f'{{ test = "{"x" * 50}" }}', f"test: {'x' * 40!r} is no test of this program; expected one such as total_b12"),
])  # fmt: skip
def test_what_is_said_in_another_form_is_refused(said: str, why: str) -> None:
    assert faults(f"{HEAD}a = {said}\n") == [('m.toml: columns."a"', why)]


def test_each_clash_is_said_in_its_sentence() -> None:
    twice = "two columns hold 'id'; expected one"
    assert faults(f'{HEAD}a = "id"\nb = ["ignore", "id"]\n') == [('m.toml: columns."b"', twice)]
    both = "a table has a column for each test or a test in each row; expected one of the two, not both"
    assert faults(f'{HEAD}a = "mcv"\nb = "value"\n') == [('m.toml: columns."a"', both)]
    whose = "the table has columns of several tests and 'unit' is of one; expected total_b12_unit or the like, or "
    whose += '"ignore"'
    assert faults(f'{HEAD}a = "mcv"\nb = "mma"\nc = "unit"\n') == [('m.toml: columns."c"', whose)]
    again = 'the same heading stands above; expected a list such as ["value", "ignore"] for columns with one heading'
    assert faults(f'{HEAD}"Ä" = "id"\n"a" = "name"\n') == [('m.toml: columns."a"', again)]


def test_the_frame_of_the_file_is_strict() -> None:
    known = "this key is not known; expected format and columns alone"
    table = 'expected a table of headings such as "B12" = "total_b12"'
    assert faults(f'{"k" * 50} = 1\n{HEAD}a = "id"\n') == [(f"m.toml: {'k' * 40}", known)]
    assert faults('format = "b12calc-columns/1"\ncolumns = 3\n') == [("m.toml: columns", table)]
    assert faults('format = "b12calc-columns/1"\n') == [("m.toml: columns", table)]
    assert faults('format = "x"\n[columns]\na = "id"\n') == [("m.toml: format", 'expected "b12calc-columns/1"')]
    assert faults("a" * 64_001) == [("m.toml", "a mapping of at most 64000 bytes was expected")]
    assert read_mapping((HEAD + 'a = "id"\n#').encode().ljust(64_000, b"x"), "m").columns
    assert faults("[" * 50_000)[0][1].startswith("a mapping of columns in TOML was expected")
