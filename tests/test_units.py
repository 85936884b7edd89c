"""Numbers are read as printed or refused; a comparator keeps what it leaves open."""

import ast
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from b12calc import analytes, units
from b12calc.units import COMPARATORS, NumberTrouble, Quantity, normal_unit, read_number, read_value, shown

D = Decimal
thorough = settings(max_examples=1000)

wholes = st.integers(0, 999_999).map(str)
parts = st.one_of(st.integers(0, 99).map("{:02}".format), st.integers(0, 99_999).map("{:05}".format))
plain_numbers = st.one_of(wholes, st.builds("{}.{}".format, wholes, parts))
values = st.decimals(min_value=D("0.001"), max_value=D(200_000), places=3)
quantities = st.builds(Quantity, values, st.just("ng/L"), st.sampled_from([None, *COMPARATORS]))


def trouble(text: str) -> NumberTrouble:
    with pytest.raises(NumberTrouble) as caught:
        read_number(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [("142", "142"), (" 142 ", "142"), ("+142", "142"), ("0", "0"), ("0,28", "0.28"), ("13.50", "13.50"),
     ("0.500", "0.500"), ("1500.250", "1500.250"), ("1,5000", "1.5000")],
)  # fmt: skip
def test_a_plain_number_is_read_with_its_digits(text: str, value: str) -> None:
    assert str(read_number(text)) == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [("", "empty"), ("  ", "empty"), ("+", "empty"), ("1e3", "exponent"), ("1.5E-3", "exponent"),
     ("NaN", "not_a_number"), ("inf", "not_a_number"), ("Infinity", "not_a_number"), ("180 ng/L", "not_a_number"),
     ("0x10", "not_a_number"), ("12a", "not_a_number"), ("+ 5", "not_a_number"), ("<5", "not_a_number"),
     ("١٤٢", "digits"), ("１４２", "digits"), ("1½", "digits"), ("10³", "digits"), ("007", "digits"), ("00", "digits"),
     ("00.5", "digits"), ("1_80", "grouping"), ("1 500", "grouping"), ("1\u00a0500", "grouping"),
     ("1\u202f500", "grouping"), ("1'500", "grouping"), ("1’500", "grouping"), ("−5", "sign"), ("-5", "sign"),
     ("++5", "sign"), ("±5", "sign"), ("1,5,0", "separator"), ("1,500.00", "separator"), ("1.500,00", "separator"),
     ("1..5", "separator"), (".5", "separator"), ("5.", "separator"), (",", "separator"),
     ("1" * 13, "length"), ("0." + "0" * 19, "length"), ("9" * 5000, "length")],
)  # fmt: skip
def test_anything_else_is_refused_with_its_reason(text: str, kind: str) -> None:
    refused = trouble(text)
    assert (refused.kind, refused.readings) == (kind, ())
    assert refused.reason == str(refused)
    assert refused.reason.endswith(".")


@pytest.mark.parametrize("text", ["1,500", "1.500", " +1,500 "])
def test_one_thousand_five_hundred_or_one_and_a_half_is_asked(text: str) -> None:
    refused = trouble(text)
    assert (refused.kind, refused.readings) == ("grouping", (D("1.500"), D("1500")))
    assert refused.reason == "This can be read as two numbers: write 1.5 or 1500."


@thorough
@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_the_way_out_of_a_doubtful_number_is_readable(whole: int, part: int, separator: str) -> None:
    refused = trouble(f"{whole}{separator}{part:03}")
    clear, thousand = refused.reason.removesuffix(".").split(" write ")[1].split(" or ")
    assert (read_number(clear), read_number(thousand)) == refused.readings


@thorough
@given(plain_numbers)
def test_comma_and_point_are_the_same(text: str) -> None:
    assert read_number(text.replace(".", ",")) == read_number(text) == D(text)


@thorough
@given(plain_numbers, st.sampled_from(["", " ", "\t", "\u00a0"]), st.sampled_from(["", "+"]))
def test_spaces_around_and_a_plus_sign_change_nothing(text: str, space: str, sign: str) -> None:
    assert str(read_number(f"{space}{sign}{text}{space}")) == text


@thorough
@given(plain_numbers, st.integers(1, 3))
def test_trailing_zeros_change_no_value(text: str, zeros: int) -> None:
    longer = text + "0" * zeros if "." in text else f"{text}." + "0" * zeros
    assume(len(longer.partition(".")[2]) != 3 and len(longer) <= 12)
    assert read_number(longer) == read_number(text)


@thorough
@given(st.text(max_size=24))
def test_any_text_is_a_number_or_a_trouble(text: str) -> None:
    try:
        value = read_number(text)
    except NumberTrouble as refused:
        assert refused.reason
    else:
        assert value == D(text.strip().replace(",", "."))
        assert value >= 0


@pytest.mark.parametrize(
    ("text", "comparator", "value"),
    [("142", None, "142"), ("<150", "<", "150"), ("< 150", "<", "150"), ("<=150", "<=", "150"), ("≤150", "<=", "150"),
     (">2000", ">", "2000"), (">=2000", ">=", "2000"), ("≥ 2000", ">=", "2000"), ("~0,3", "~", "0.3")],
)  # fmt: skip
def test_a_comparator_is_read_in_front(text: str, comparator: str | None, value: str) -> None:
    assert read_value(text) == (comparator, D(value))


@pytest.mark.parametrize("text", ["<", "<<5", "150<", "=150", "< =5", "<-5", "<1,500", "about 150"])
def test_a_strange_comparator_is_refused(text: str) -> None:
    with pytest.raises(NumberTrouble):
        read_value(text)


SPELLINGS = {
    "ng/L": ["ng/l", "NG/L", " ng/L ", "ng / L"],
    "pg/mL": ["pg/ml", "PG/ML"],
    "ug/L": ["ug/l", "\u00b5g/L", "\u03bcg/l", "mcg/L"],
    "ug/dL": ["µg/dl", "mcg/dL"],
    "umol/L": ["µmol/l", "μmol/L", "mcmol/L", "UMOL/L", "nmol/mL"],
    "umol/mmol": ["µmol/mmol", "umol/mmol creatinine"],
    "mmol/mol": ["MMOL/MOL", "mmol/mol{creat}"],
    "10*9/L": ["x10^9/L", "10^9/L", "×10⁹/L", "x 10*9/l", "K/uL", "k/µL", "K/mcL", "10*3/uL", "10³/µL"],
    "mIU/L": ["miu/l", "µIU/mL", "uIU/ml", "m[IU]/L"],
    "mL/min/1.73m2": ["ml/min/1.73m2", "mL/min/1.73 m²", "mL/min/{1.73_m2}"],
    "mEq/L": ["meq/l"],
    "fL": ["fl"],
    "%": [" % "],
}


@pytest.mark.parametrize(("unit", "text"), [(unit, text) for unit, texts in SPELLINGS.items() for text in texts])
def test_spelling_variants_of_a_unit_are_one(unit: str, text: str) -> None:
    assert normal_unit(text) == unit
    assert normal_unit(unit) == unit


@pytest.mark.parametrize("text", ["G/L", "mU/L", "ng", "µ/L", "10 9/L", "109/L", "mL/min", "IU/L", "", "Mol/L"])
def test_a_unit_that_is_not_surely_known_is_left_alone(text: str) -> None:
    assert normal_unit(f" {text} ") == text


@thorough
@given(st.text(max_size=16))
def test_a_normal_unit_stays_as_it_is(text: str) -> None:
    assert normal_unit(normal_unit(text)) == normal_unit(text)


@pytest.mark.parametrize(
    ("comparator", "value", "limit", "below", "above"),
    [(None, 150, 180, True, False), (None, 180, 180, False, False), (None, 181, 180, False, True),
     ("<", 150, 180, True, False), ("<", 150, 150, True, False), ("<", 150, 148, None, None),
     ("<=", 150, 180, True, False), ("<=", 150, 150, None, False), ("<=", 150, 148, None, None),
     (">", 150, 148, False, True), (">", 150, 150, False, True), (">", 150, 180, None, None),
     (">=", 150, 148, False, True), (">=", 150, 150, False, None), (">=", 150, 180, None, None),
     ("~", 150, 180, True, False), ("~", 163, 180, True, False), ("~", 164, 180, None, None),
     ("~", 180, 180, None, None), ("~", 200, 180, False, None), ("~", 201, 180, False, True)],
)  # fmt: skip
def test_a_comparator_answers_yes_no_or_cannot_tell(
    comparator: str | None, value: int | str, limit: int, below: bool | None, above: bool | None
) -> None:
    quantity = Quantity(D(value), "ng/L", comparator)
    assert quantity.definitely_below(D(limit)) is below
    assert quantity.definitely_above(D(limit)) is above


@thorough
@given(quantities, values, values)
def test_an_answer_holds_for_every_figure_the_comparator_allows(
    quantity: Quantity, limit: Decimal, true: Decimal
) -> None:
    match quantity.comparator:
        case "<":
            assume(true < quantity.value)
        case "<=":
            true = min(true, quantity.value)
        case ">":
            true += quantity.value
        case ">=":
            true = max(true, quantity.value)
        case _:
            true = quantity.value
    assert quantity.definitely_below(limit) in (None, true < limit)
    assert quantity.definitely_above(limit) in (None, true > limit)


@thorough
@given(values, values)
def test_a_censored_low_is_never_less_worrying_and_a_censored_high_never_more(value: Decimal, limit: Decimal) -> None:
    below = Quantity(value, "ng/L").definitely_below(limit)
    if below:
        assert Quantity(value, "ng/L", "<").definitely_below(limit) is True
        assert Quantity(value, "ng/L", ">").definitely_below(limit) is None
    else:
        assert Quantity(value, "ng/L", ">").definitely_below(limit) is False


def test_a_quantity_is_written_with_its_digits_as_entered() -> None:
    assert Quantity(D("150"), "ng/L", "<").text() == "< 150 ng/L"
    assert Quantity(D("13.50"), "g/dL").text() == "13.50 g/dL"
    assert Quantity(D("1E+3"), "ng/L").text() == "1000 ng/L"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [((150.0, "ng/L"), TypeError), ((150, "ng/L"), TypeError), ((D("NaN"), "ng/L"), ValueError),
     ((D("inf"), "ng/L"), ValueError), ((D(-1), "ng/L"), ValueError), ((D(150), ""), ValueError),
     ((D(150), "ng/L", "≤"), ValueError)],
)  # fmt: skip
def test_a_quantity_that_cannot_be_is_refused(arguments: tuple[object, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        Quantity(*arguments)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text"),
    [("132.8052", "132.8"), ("258.2321", "258.2"), ("1475.6", "1476"), ("147560", "147560"), ("150.00", "150"),
     ("1.2345", "1.23"), ("1.235", "1.24"), ("0.12345", "0.1235"), ("9.996", "10"), ("0", "0"), ("1E+3", "1000")],
)  # fmt: skip
def test_a_converted_number_is_rounded_for_the_eye(value: str, text: str) -> None:
    assert shown(D(value)) == text


@thorough
@given(st.decimals(min_value=D("0.0001"), max_value=10**6, allow_nan=False), st.integers(1, 8))
def test_a_shown_number_can_be_read_back_and_shows_the_same(value: Decimal, significant: int) -> None:
    text = shown(value, significant)
    assert shown(read_number(text), significant) == text


def test_the_decimal_context_of_the_caller_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 2
        assert shown(D("1475.6")) == "1476"
        assert read_number("123456.7891") == D("123456.7891")
        assert trouble("123,450").reason == "This can be read as two numbers: write 123.45 or 123450."


def test_no_binary_floating_point_takes_part() -> None:
    for module in (units, analytes):
        assert module.__file__
        for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Name) and node.id == "float")
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))
