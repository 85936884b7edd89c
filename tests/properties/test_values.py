"""P01 to P12 of the safety reference: what the figures may and may not do to a conclusion."""

import json
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from b12calc.models.assessment import Assessment
from b12calc.problems import ProblemsFound

from .cases import (
    MEASUREMENT_DOUBTS,
    Raw,
    band,
    concern,
    decisions,
    figure,
    judge,
    made_pregnant,
    make_case,
    no_less_concerned,
    normal_kidney,
    pregnant,
    visit_of,
    with_result,
    without,
)
from .measured import figures, rising
from .strategies import cases

REFUSED_TEXTS = [
    *(
        "",
        " ",
        "1e3",
        "1_80",
        "NaN",
        "inf",
        "-5",
        "--5",
        "++5",
        "1.2.3",
        "1,2,3",
        "1 800",
        "1,500",
        "1.500",
        "180 ng/L",
    ),
    *("१२३", "１８０", ".5", "5.", "0x10", "007", "abc", "1'800", "<<150", "5-10"),
]


def same_doubt(one: Assessment, other: Assessment) -> bool:
    """Tell whether both figures leave the same doubt about unit and printed limits: only then all else is equal."""
    return MEASUREMENT_DOUBTS & set(one.warnings) == MEASUREMENT_DOUBTS & set(other.warnings)


def never_lowers(raw: Raw, before: Raw, after: Raw) -> None:
    """Fail when putting the second result in place of the first makes the conclusion more reassuring."""
    first, second = judge(with_result(raw, before)), judge(with_result(raw, after))
    assume(same_doubt(first, second))
    no_less_concerned(second, first)


@given(cases(), rising("total_b12"))
def test_p01_lowering_total_b12_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw]) -> None:
    """P01, patients not known to be pregnant, without methylmalonic acid."""
    assume(not pregnant(raw))
    never_lowers(without(raw, "mma"), before=pair[1], after=pair[0])


@given(cases(), rising("total_b12"), figures("mma"))
def test_p01_lowering_total_b12_beside_mma_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw], mma: Raw) -> None:
    """P01, patients not known to be pregnant, with methylmalonic acid."""
    assume(not pregnant(raw))
    never_lowers(with_result(raw, mma), before=pair[1], after=pair[0])


@given(cases(), rising("total_b12"))
def test_p01_lowering_total_b12_in_pregnancy_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw]) -> None:
    """P01 in pregnancy, where total B12 alone is doubted but still a lower figure never reassures."""
    never_lowers(made_pregnant(raw), before=pair[1], after=pair[0])


@given(cases(), rising("active_b12"))
def test_p02_lowering_active_b12_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw]) -> None:
    """P02, without methylmalonic acid."""
    never_lowers(without(raw, "mma"), before=pair[1], after=pair[0])


@given(cases(), rising("active_b12"), figures("mma"))
def test_p02_lowering_active_b12_beside_mma_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw], mma: Raw) -> None:
    """P02, with methylmalonic acid."""
    never_lowers(with_result(raw, mma), before=pair[1], after=pair[0])


@given(cases(), st.sampled_from(("mma", "homocysteine")).flatmap(rising))
def test_p03_raising_a_metabolite_with_normal_kidneys_never_lowers_concern(raw: Raw, pair: tuple[Raw, Raw]) -> None:
    """P03."""
    never_lowers(normal_kidney(raw), before=pair[0], after=pair[1])


@given(cases(), figures("total_b12"))
def test_p04_a_figure_in_ng_per_litre_and_in_pg_per_millilitre_is_the_same(raw: Raw, result: Raw) -> None:
    """P04: ng/L and pg/mL only (section 16); everything but the printed unit is identical."""
    assume(result["unit"] != "pmol/L")
    texts = []
    for unit in ("ng/L", "pg/mL"):
        seen = judge(with_result(raw, result | {"unit": unit}))
        dump = json.dumps(seen.model_dump(mode="json", exclude={"stamp", "answer_set"}))
        texts.append(dump.replace("pg/mL", "ng/L"))
    assert texts[0] == texts[1]


MASSES = st.one_of(st.integers(50, 125), st.integers(247, 255), st.integers(490, 990)).map(str)


@given(cases(), MASSES)
def test_p05_mass_and_molar_figures_agree_outside_the_dead_bands(raw: Raw, mass: str) -> None:
    """P05 outside the dead-bands and where the number means the same band in both units, so that no doubt arises."""
    molar = f"{Decimal(mass) * Decimal('0.738'):.1f}"
    one = judge(with_result(raw, figure("total_b12", mass, "ng/L")))
    other = judge(with_result(raw, figure("total_b12", molar, "pmol/L")))
    assert (one.status, one.urgency, one.start) == (other.status, other.urgency, other.start)


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("180", "ng/L", "middle"),
        ("180.1", "ng/L", "middle"),
        ("350", "ng/L", "middle"),
        ("132.9", "pmol/L", "low"),
        ("258.2", "pmol/L", "high"),
    ],
)
def test_p05_inside_a_dead_band_the_printed_limit_decides_and_the_doubt_is_shown(
    value: str, unit: str, expected: str
) -> None:
    """P05 as rule 2 of section 0 settles it."""
    seen = judge(make_case([figure("total_b12", value, unit)]))
    assert band(seen, "total_b12") == expected
    assert "near_cut_off" in seen.warnings


ECHOES = (" {}", "{}  ", "+{}")


@given(cases(), st.sampled_from(("total_b12", "active_b12", "mma", "haemoglobin")).flatmap(figures), st.data())
def test_p06_spaces_a_plus_sign_and_trailing_zeros_change_nothing(raw: Raw, result: Raw, data: st.DataObject) -> None:
    """P06: what the reader accepts means the same number."""
    text = result["value"]
    spellings = [echo.format(text) for echo in ECHOES] + [f"{text}0" if "." in text else f"{text}.0"]
    spelling = data.draw(st.sampled_from([one for one in spellings if len(one.partition(".")[2]) != 3]))
    respelt = with_result(raw, result | {"value": spelling})
    assert decisions(judge(with_result(raw, result))) == decisions(judge(respelt))


@pytest.mark.parametrize("text", REFUSED_TEXTS)
def test_p06_any_other_text_is_refused_and_never_guessed(text: str) -> None:
    """P06: a figure that is no plain number never reaches a conclusion."""
    with pytest.raises(ProblemsFound):
        judge(make_case([figure("total_b12", text, "ng/L")]))


@given(cases(), st.sampled_from(("total_b12", "active_b12", "homocysteine", "mma", "folate")).flatmap(figures))
def test_p07_a_decimal_comma_and_a_decimal_point_are_the_same_number(raw: Raw, result: Raw) -> None:
    """P07."""
    assume("." in result["value"])
    comma = result | {"value": result["value"].replace(".", ",")}
    assert decisions(judge(with_result(raw, result))) == decisions(judge(with_result(raw, comma)))


@given(cases())
def test_p08_a_figure_read_back_as_shown_gives_the_same_class(raw: Raw) -> None:
    """P08: value, comparator and unit of every shown measurement, entered again, change nothing."""
    first = judge(raw)
    again = raw
    for shown in first.measurements:
        if shown.value is None:
            continue
        old = next(one for one in visit_of(raw)["results"] if one["analyte"] == shown.analyte)
        retyped = old | {"value": shown.value, "unit": shown.unit, "comparator": shown.comparator}
        again = with_result(again, retyped)
    second = judge(again)
    assert (second.status, second.urgency, second.start) == (first.status, first.urgency, first.start)
    assert sorted((one.analyte, str(one.band)) for one in second.measurements) == sorted(
        (one.analyte, str(one.band)) for one in first.measurements
    )


@given(cases(), st.sampled_from(("total_b12", "active_b12")).flatmap(figures))
def test_p09_less_than_a_figure_is_never_classed_less_cautiously_than_the_figure(raw: Raw, result: Raw) -> None:
    """P09, first half: '<x' against x."""
    never_lowers(raw, before=result, after=result | {"comparator": "<"})


@given(cases(), st.sampled_from(("total_b12", "active_b12")).flatmap(figures))
def test_p09_more_than_a_figure_is_never_classed_more_cautiously_than_the_figure(raw: Raw, result: Raw) -> None:
    """P09, second half; rule 3 and row 10 make a figure that stays open at least indeterminate, so that is allowed."""
    plain = judge(with_result(raw, result))
    above = judge(with_result(raw, result | {"comparator": ">"}))
    if above.status == "indeterminate":
        return
    assume(same_doubt(plain, above))
    no_less_concerned(plain, above)


def expected_band(value: Decimal, low: str, high: str) -> str:
    """Return the band by the printed limits, both edges in the middle."""
    if value < Decimal(low):
        return "low"
    return "middle" if value <= Decimal(high) else "high"


@given(st.integers(200, 3900).map(lambda tenths: Decimal(tenths) / 10))
def test_p12_the_same_number_for_the_other_analyte_is_never_classed_alike_silently(value: Decimal) -> None:
    """P12: total and active B12 share pmol/L; the class follows the table of the analyte, and the reason names it."""
    total = judge(make_case([figure("total_b12", f"{value:f}", "pmol/L")]))
    active = judge(make_case([figure("active_b12", f"{value:f}", "pmol/L")]))
    bands = expected_band(value, "133", "258"), expected_band(value, "25", "70")
    assert (band(total, "total_b12"), band(active, "active_b12")) == bands
    if bands[0] != bands[1] and not MEASUREMENT_DOUBTS & set(total.warnings):
        assert concern(total) != concern(active)
    for seen, name in ((total, "total"), (active, "active")):
        said = " ".join(
            " ".join((reason.text, *reason.because)) for reason in seen.reasons if reason.decision == "status"
        )
        assert name in said.casefold()
