"""The experimental combined indicator: its check vectors, its classes, and everything it refuses."""

from decimal import Decimal
from typing import Any

import pytest

from b12calc.models.assessment import Assessment
from b12calc.rules import assess
from b12calc.rules.combined_indicator import age_factor, class_of, combined_b12
from tests.rules.making import TODAY, active, case, egfr, figure, finding, homocysteine, mma, read, total

MARKERS = (active("35"), total("200", "pmol/L"), mma("300"), homocysteine("14"))


def shown(*results: Any, **more: Any) -> Any:
    """The indicator of a woman of 55 with a sound kidney, or of what is given instead."""
    raw = case(*(results or MARKERS), egfr("80"), **{"age_years": 55, **more})
    return assess(read(raw), today=TODAY, experimental=True).combined_indicator


# FRM-31: computed from the formula in the sources; no worked example was ever published.
@pytest.mark.parametrize(
    ("markers", "age", "value", "word"),
    [
        (("80", "400", "0.15", "9"), 40, "0.625", "adequate"),
        (("45", "250", "0.28", "12"), 50, "-0.195", "adequate"),
        (("35", "200", "0.30", "14"), 55, "-0.478", "adequate"),
        (("12", "95", "1.20", "32"), 72, "-2.141", "possible_deficiency"),
        (("8", "70", "3.6", "49"), 60, "-3.177", "probable_deficiency"),
        (("128", "900", "0.12", "7"), 30, "1.366", "adequate"),
        # FRM-30: medians of healthy seniors lie near zero.
        (("52", "237", "0.207", "12"), 65, "0.042", "adequate"),
        (("54.6", "228", "0.221", "15"), 75, "-0.020", "adequate"),
        (("52", "231", "0.244", "16"), 85, "-0.037", "adequate"),
    ],
)
def test_the_formula_gives_its_check_vectors(markers: tuple[str, ...], age: int, value: str, word: str) -> None:
    holotc, b12, acid, hcy = map(Decimal, markers)
    found = combined_b12(holotc, b12, acid, hcy, age)
    assert found.quantize(Decimal("0.001")) == pytest.approx(Decimal(value), abs=Decimal("0.001"))
    assert class_of(found)[0] == word


@pytest.mark.parametrize(
    ("age", "factor"),
    [(18, "3.785"), (30, "3.771"), (40, "3.750"), (50, "3.720"), (60, "3.678"), (70, "3.626"), (80, "3.561")],
)
def test_the_age_factor_falls_with_age(age: int, factor: str) -> None:
    assert age_factor(age).quantize(Decimal("0.001")) == Decimal(factor)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("1.501", "elevated"),
        ("1.5", "adequate"),
        ("-0.5", "adequate"),
        ("-0.501", "low"),
        ("-1.5", "low"),
        ("-1.501", "possible_deficiency"),
        ("-2.5", "possible_deficiency"),
        ("-2.501", "probable_deficiency"),
    ],
)
def test_a_figure_on_a_limit_belongs_to_the_less_severe_class(value: str, word: str) -> None:
    assert class_of(Decimal(value))[0] == word


def test_it_is_off_until_it_is_switched_on() -> None:
    raw = read(case(*MARKERS, egfr("80")))
    assert assess(raw, today=TODAY).combined_indicator is None


def test_it_is_shown_as_unconfirmed_with_its_statement_and_sources() -> None:
    found = shown()
    assert (found.value, found.category, found.refused) == ("-0.478", "adequate", ())
    assert found.text == "Combined indicator cB12, four markers: −0.478, adequate (unconfirmed)"
    assert "Experimental and unconfirmed" in found.statement
    assert "nothing in this answer was decided by it" in found.statement
    assert "FRM-06" in found.sources


def test_it_reads_every_unit_a_marker_comes_in() -> None:
    """200 pmol/L are 271.08 ng/L by the factor of the program; MMA may come in nmol/L or in umol/L."""
    other = shown(active("35"), total("271.1"), figure("mma", "0.3", "umol/L"), figure("homocysteine", "14", "umol/L"))
    assert other.value == "-0.478"


@pytest.mark.parametrize("raised", [MARKERS, (active("8"), total("70", "pmol/L"), mma("3600"), homocysteine("49"))])
def test_it_decides_nothing(raised: tuple[dict[str, Any], ...]) -> None:
    raw = read(case(*raised, egfr("80"), yes="paraesthesia fatigue"))

    def plain(answer: Assessment) -> dict[str, Any]:
        return answer.model_dump(exclude={"combined_indicator", "citations"})

    assert plain(assess(raw, today=TODAY)) == plain(assess(raw, today=TODAY, experimental=True))


@pytest.mark.parametrize(
    ("results", "more", "reason"),
    [
        (MARKERS, {"age_years": 17}, "adults of 18 or over"),
        (MARKERS, {"age_years": None}, "the age is not known"),
        (MARKERS, {"pregnancy": "pregnant"}, "the patient is pregnant"),
        (MARKERS, {"pregnancy": "unknown"}, "pregnancy is not answered"),
        ((*MARKERS[:3],), {}, "homocysteine is missing"),
        ((active("35"), total("200", "pmol/L"), mma("300"), finding("homocysteine", "normal")), {}, "given in words"),
        ((active("35", comparator="<"), *MARKERS[1:]), {}, "not an exact figure (< 35 pmol/L)"),
        ((active("35", comparator="~"), *MARKERS[1:]), {}, "not an exact figure (~ 35 pmol/L)"),
    ],
)
def test_it_is_refused_with_the_reason(results: Any, more: dict[str, Any], reason: str) -> None:
    found = shown(*results, **more)
    assert (found.value, found.category) == (None, None)
    assert found.text.endswith(": not computed")
    assert any(reason in line for line in found.refused)


@pytest.mark.parametrize(
    ("kidney", "more", "reason"),
    [
        ([egfr("59")], {}, "the eGFR is below 60"),
        ([egfr("20")], {}, "the eGFR is below 60"),
        ([], {"yes": "kidney_disease"}, "the eGFR is below 60"),
        ([], {}, "no eGFR or creatinine"),
    ],
)
def test_it_is_refused_without_a_sound_kidney(kidney: list[Any], more: dict[str, Any], reason: str) -> None:
    raw = read(case(*MARKERS, *kidney, **more))
    found = assess(raw, today=TODAY, experimental=True).combined_indicator
    assert found is not None
    assert found.value is None
    assert any(reason in line for line in found.refused)


@pytest.mark.parametrize("place", range(4))
def test_each_of_the_four_markers_is_needed(place: int) -> None:
    found = shown(*(one for number, one in enumerate(MARKERS) if number != place))
    assert found.value is None
    assert len(found.refused) == 1
    assert "missing" in found.refused[0]
