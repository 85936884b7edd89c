"""Figures, findings, ranges and flags as reports print them: each spelling read exactly, or not at all."""

import pytest

from b12calc.exchange.incoming.figures import Figure, flag_denied, read_figure, read_range


@pytest.mark.parametrize(
    ("sent", "sign"),
    [("<", "<"), (">", ">"), ("<=", "<="), (">=", ">="), ("=<", "<="), ("=>", ">="), ("≤", "<="), ("≥", ">="),
     ("~", "~"), ("=", None), ("", None)],
)  # fmt: skip
def test_every_sign_before_a_figure_is_one_of_ours_or_none(sent: str, sign: str | None) -> None:
    for space in ("", "  "):
        assert read_figure(f" {sent}{space}150.0 ") == Figure(sign, "150.0")
    assert read_figure("150", sign) == Figure(sign, "150")


LESS = ("kleiner", "unter", "weniger als", "less than", "below", "under", "inférieur à", "moins de", "menor que",
        "menor de", "inferior a", "LESS  THAN", "Unter")  # fmt: skip
MORE = ("grösser", "größer", "über", "mehr als", "greater than", "more than", "above", "over", "supérieur à", "plus de",
        "mayor que", "mayor de", "superior a", "Über")  # fmt: skip


@pytest.mark.parametrize(("words", "sign"), [(LESS, "<"), (MORE, ">")])
def test_every_word_before_a_figure_is_its_sign(words: tuple[str, ...], sign: str) -> None:
    for word in words:
        assert read_figure(f"{word} 150") == Figure(sign, "150"), word
        assert read_figure(f"{word} of 150").value is None, word
        assert read_figure(f"x{word} 150").value is None, word


def test_a_sign_kept_apart_and_one_before_the_figure_have_to_agree() -> None:
    assert read_figure("<150", "<") == Figure("<", "150")
    assert read_figure(">150", "<") == Figure(trouble="'<' and '>' stand before one figure")
    assert read_figure("=150", "<") == Figure("<", "150")


def test_a_plus_is_no_part_of_the_figure() -> None:
    assert read_figure("+3.5") == Figure(None, "3.5")


@pytest.mark.parametrize("text", ["1,234", "1.500", "12,345", "0" * 3 + "7" * 40])
def test_what_reads_as_two_numbers_keeps_its_figure_and_sign_with_the_trouble(text: str) -> None:
    for figure in (read_figure(f"<{text}"), read_figure(text, "<")):
        assert (figure.comparator, figure.finding) == ("<", None)
        assert figure.trouble and figure.value in (text, None)
    assert read_figure("<1,234").value == "1,234"


def test_a_long_figure_is_kept_and_a_long_text_with_a_figure_in_it_is_none() -> None:
    assert read_figure("<1234567890123").value == "1234567890123"
    assert read_figure("1 234 567 890 123 456").value == "1 234 567 890 123 456"
    for text in ("see the comment of 12 March below", "150 ng/L, repeated on 3 May", "12 to 15, see the comment"):
        assert read_figure(text).value is None, text


@pytest.mark.parametrize("text", ["see below", "haemolysed", "-", ",", "1 to 2", "142 ng/L", "-142", "5e3", "", "<"])
def test_what_is_no_figure_has_none(text: str) -> None:
    figure = read_figure(text)
    assert (figure.value, figure.finding) == (None, None) and figure.trouble


def test_a_word_that_is_a_finding_is_one_and_no_trouble() -> None:
    assert read_figure(" Positive ", "<") == Figure(finding="positive")
    assert read_figure("not detected") == Figure(finding="negative")


@pytest.mark.parametrize(
    "between", ["-", "–", "—", "−", "_", " to ", " bis ", " a ", "à", " and ", "..", "...", "  -  "]
)
def test_two_limits_are_parted_by_any_of_these(between: str) -> None:
    assert read_range(f"180{between}900.5") == ("180", "900.5")


@pytest.mark.parametrize("lead", [
    "Ref", "ref.", "Reference", "Ref. Range:", "Reference interval", "Ref values", "Ref value", "Normal",
    "Normal range", "Range", "Referenzbereich", "Normbereich", "Norm", "Norme", "Normalwerte", "Normalwert",
    "Valeurs de reference", "valeur usuelles", "VR", "V.R.", "N", "VN", "RI", "RR", "Normales", "normale", "N=",
    "Ref. range .",
])  # fmt: skip
def test_words_that_lead_a_range_are_passed_over(lead: str) -> None:
    for text in (f"{lead} 180 - 900", f"[{lead} 180 - 900]", f"({lead}180-900)", f"{{ {lead} : 180-900 }}"):
        assert read_range(text) == ("180", "900"), text


@pytest.mark.parametrize(("sign", "upper"), [
    ("<", True), ("<=", True), ("=<", True), ("≤", True), (">", False), (">=", False), ("=>", False), ("≥", False),
])  # fmt: skip
def test_one_limit_is_the_upper_or_the_lower_by_its_sign(sign: str, upper: bool) -> None:
    for text in (f"{sign}5,5", f"{sign} 5,5", f"( {sign} 5,5 )", f"N {sign}5,5"):
        assert read_range(text) == ((None, "5,5") if upper else ("5,5", None))


HIGH = ("up to", "bis", "max", "max.", "less than", "below", "unter", "kleiner", "jusqu'à", "hasta", "inférieur à",
        "menor de", "menor que", "Up To")  # fmt: skip
LOW = ("from", "ab", "min", "min.", "more than", "above", "greater than", "über", "größer", "supérieur à", "mayor de",
       "mayor que", "MIN.")  # fmt: skip


@pytest.mark.parametrize(("words", "upper"), [(HIGH, True), (LOW, False)])
def test_one_limit_is_the_upper_or_the_lower_by_its_word(words: tuple[str, ...], upper: bool) -> None:
    for word in words:
        assert read_range(f"{word} 5.5") == ((None, "5.5") if upper else ("5.5", None)), word


@pytest.mark.parametrize("text", [
    "", "[ ]", "180", "see text", "<130 optimal", "180-900 ng/L", "180-900-1000", "180/900", "< 5 < 6", "Ref:",
    "180 - 900 (women)", "up to 5 days", "1,2,3-4", ".5-1",
])  # fmt: skip
def test_what_says_more_or_less_than_a_range_is_none(text: str) -> None:
    assert read_range(text) is None


def test_a_range_in_a_long_text_is_never_read_in_part() -> None:
    assert read_range("  180" + " " * 52 + "- 900 ") == ("180", "900"), "sixty characters"
    assert read_range("180" + " " * 52 + "- 9000") is None


LOW_FLAGS = ("<", "L", "LL", "lo", "Low", "-", "--", "↓", "niedrig", "bas", "bajo", "(L)", " l* ", "*LOW*")
HIGH_FLAGS = (">", "H", "HH", "hi", "High", "+", "++", "↑", "hoch", "eleve", "alto", "(H)", "**h")


@pytest.mark.parametrize("flag", LOW_FLAGS)
def test_a_flag_of_low_is_denied_by_a_figure_above_the_lower_limit(flag: str) -> None:
    assert flag_denied(flag, "181", "180", "900") and flag_denied(flag, "901", "180", None)
    assert not flag_denied(flag, "180", "180", "900") and not flag_denied(flag, "179", "180", "900")
    assert not flag_denied(flag, "181", None, "900")


@pytest.mark.parametrize("flag", HIGH_FLAGS)
def test_a_flag_of_high_is_denied_by_a_figure_below_the_upper_limit(flag: str) -> None:
    assert flag_denied(flag, "899", "180", "900") and flag_denied(flag, "179", None, "900")
    assert not flag_denied(flag, "900", "180", "900") and not flag_denied(flag, "901", "180", "900")
    assert not flag_denied(flag, "899", "180", None)


@pytest.mark.parametrize("flag", ["", "N", "A", "*", "normal", "see note"])
def test_a_flag_of_neither_denies_nothing(flag: str) -> None:
    assert not flag_denied(flag, "5", "180", "900") and not flag_denied(flag, "5000", "180", "900")


@pytest.mark.parametrize(
    "flag, comparator, value, denied",
    [
        ("H", "<", "142", True), ("H", "<", "900", True), ("H", "<=", "900", False), ("H", "<", "901", False),
        ("H", ">", "142", False), ("L", ">", "180", True), ("L", ">=", "180", False), ("L", ">", "179", False),
        ("L", "<", "950", False), ("L", "<", "5", False), ("H", ">", "5000", False),
    ],
)  # fmt: skip
def test_a_bound_denies_a_flag_where_no_figure_within_it_could_bear_it(
    flag: str, comparator: str, value: str, denied: bool
) -> None:
    assert flag_denied(flag, value, "180", "900", comparator) is denied
