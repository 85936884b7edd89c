"""Every decision limit for B12 and its metabolites, kidneys and folate: just below, at and just above.

P10: a value exactly on a limit follows the printed operator. Each limit is tried in each unit in which it is printed.
"""

from typing import Final

import pytest

from .cases import Raw, band, figure, judge, make_case, with_answer, with_result

KIDNEY: Final = figure("egfr", "90", "mL/min/1.73m2")
FOLATE: Final = figure("folate", "8", "ug/L")
MASS_UNITS: Final = ("ng/L", "pg/mL")
MASS_LIMITS: Final = [
    ("179", "low", "deficient"),
    ("179.9", "low", "deficient"),
    ("180", "middle", "indeterminate"),
    ("180.1", "middle", "indeterminate"),
    ("349.9", "middle", "indeterminate"),
    ("350", "middle", "indeterminate"),
    ("350.1", "high", "unlikely"),
    ("351", "high", "unlikely"),
]
MOLAR_LIMITS: Final = [
    ("132", "low", "deficient"),
    ("132.9", "low", "deficient"),
    ("133", "middle", "indeterminate"),
    ("133.1", "middle", "indeterminate"),
    ("257.9", "middle", "indeterminate"),
    ("258", "middle", "indeterminate"),
    ("258.1", "high", "unlikely"),
    ("258.2", "high", "unlikely"),
]
ACTIVE_LIMITS: Final = [
    ("24", "low", "deficient"),
    ("24.9", "low", "deficient"),
    ("25", "middle", "indeterminate"),
    ("25.1", "middle", "indeterminate"),
    ("69.9", "middle", "indeterminate"),
    ("70", "middle", "indeterminate"),
    ("70.1", "high", "unlikely"),
    ("71", "high", "unlikely"),
]


@pytest.mark.parametrize("unit", MASS_UNITS)
@pytest.mark.parametrize(("value", "expected", "status"), MASS_LIMITS)
def test_p10_total_b12_by_mass_cuts_below_180_and_above_350(value: str, expected: str, status: str, unit: str) -> None:
    """P10, N-080 to N-082: the middle includes both edges."""
    seen = judge(make_case([figure("total_b12", value, unit)]))
    assert (band(seen, "total_b12"), seen.status) == (expected, status)
    assert "near_cut_off" in seen.warnings


@pytest.mark.parametrize(("value", "expected", "status"), MOLAR_LIMITS)
def test_p10_molar_total_b12_cuts_below_133_and_above_258(value: str, expected: str, status: str) -> None:
    """P10, N-080 to N-082; the second marker corroborates the unit, so that a high figure may reassure."""
    alone = judge(make_case([figure("total_b12", value, "pmol/L")]))
    assert band(alone, "total_b12") == expected
    marked = judge(make_case([figure("total_b12", value, "pmol/L"), figure("active_b12", "90", "pmol/L")]))
    assert (band(marked, "total_b12"), marked.status) == (expected, status)


DOUBTED: Final = [("133", "pmol/L"), ("258.1", "pmol/L"), ("300", "ng/L"), ("350", "pmol/L")]


@pytest.mark.parametrize(("value", "unit"), DOUBTED)
def test_p10_a_number_that_changes_band_with_the_unit_is_doubted(value: str, unit: str) -> None:
    """Section 1, unit_doubt: 133 to 180 and 258 to 350; row 11b withholds "unlikely"."""
    seen = judge(make_case([figure("total_b12", value, unit)]))
    assert "assay_units_check" in seen.warnings
    assert seen.status == "indeterminate"


CERTAIN: Final = [("120", "ng/L"), ("240", "ng/L"), ("500", "ng/L"), ("360", "pmol/L")]


@pytest.mark.parametrize(("value", "unit"), CERTAIN)
def test_p10_a_number_of_the_same_band_in_both_units_is_not_doubted(value: str, unit: str) -> None:
    """Section 1, unit_doubt, the other side."""
    assert "assay_units_check" not in judge(make_case([figure("total_b12", value, unit)])).warnings


@pytest.mark.parametrize(("value", "expected", "status"), ACTIVE_LIMITS)
def test_p10_active_b12_cuts_below_25_and_above_70(value: str, expected: str, status: str) -> None:
    """P10, N-080 to N-082, active column."""
    seen = judge(make_case([figure("active_b12", value, "pmol/L")]))
    assert (band(seen, "active_b12"), seen.status) == (expected, status)


@pytest.mark.parametrize("unit", MASS_UNITS)
@pytest.mark.parametrize(("value", "expected"), [("999.9", "high"), ("1000", "high"), ("1000.1", "very_high")])
def test_p10_total_b12_is_very_high_only_above_1000(value: str, expected: str, unit: str) -> None:
    """P10, AFP-26: more than 1,000."""
    seen = judge(make_case([figure("total_b12", value, unit)]))
    assert band(seen, "total_b12") == expected
    assert ("high_b12_look_for_cause" in seen.warnings) == (expected == "very_high")
    assert seen.status == "unlikely"


MMA_LIMITS: Final = [
    ("279.9", "nmol/L", "normal"),
    ("280", "nmol/L", "normal"),
    ("280.1", "nmol/L", "raised"),
    ("749.9", "nmol/L", "raised"),
    ("750", "nmol/L", "raised"),
    ("750.1", "nmol/L", "markedly_raised"),
    ("0.279", "umol/L", "normal"),
    ("0.28", "umol/L", "normal"),
    ("0.281", "umol/L", "raised"),
    ("0.749", "umol/L", "raised"),
    ("0.75", "umol/L", "raised"),
    ("0.751", "umol/L", "markedly_raised"),
]


@pytest.mark.parametrize(("value", "unit", "expected"), MMA_LIMITS)
def test_p10_mma_is_raised_above_280_and_markedly_above_750_nmol(value: str, unit: str, expected: str) -> None:
    """P10: rows 5, 9 and 11d show on which side of each limit the figure was read."""
    mma = figure("mma", value, unit)
    middle = judge(make_case([figure("total_b12", "250", "ng/L"), mma, KIDNEY]))
    high = judge(make_case([figure("total_b12", "600", "ng/L"), mma, KIDNEY]))
    assert band(middle, "mma") == expected
    assert middle.status == ("unlikely" if expected == "normal" else "functional_deficiency")
    by_band = {"normal": "unlikely", "raised": "indeterminate", "markedly_raised": "functional_deficiency"}
    assert high.status == by_band[expected]


HOMOCYSTEINE_LIMITS: Final = [
    ("14.9", "normal"),
    ("15", "normal"),
    ("15.1", "raised"),
    ("49.9", "raised"),
    ("50", "raised"),
    ("50.1", "markedly_raised"),
]


@pytest.mark.parametrize(("value", "expected"), HOMOCYSTEINE_LIMITS)
def test_p10_homocysteine_is_raised_above_15_and_markedly_above_50(value: str, expected: str) -> None:
    """P10: row 5b needs markedly raised with neuro, or raised with nitrous oxide and neuro."""
    results = [figure("total_b12", "250", "ng/L"), figure("homocysteine", value, "umol/L"), KIDNEY, FOLATE]
    neuro = make_case(results, {"paraesthesia": "yes"})
    seen, exposed = judge(neuro), judge(with_answer(neuro, "nitrous_oxide", "yes"))
    assert band(seen, "homocysteine") == expected
    assert seen.status == ("functional_deficiency" if expected == "markedly_raised" else "indeterminate")
    assert exposed.status == ("probable" if expected == "normal" else "functional_deficiency")
    assert ("thrombosis_risk" in seen.warnings) == (expected == "markedly_raised")


EGFR_LIMITS: Final = [
    *(("60.1", "normal"), ("60", "normal"), ("59.9", "reduced"), ("59", "reduced")),
    *(("30.1", "reduced"), ("30", "reduced"), ("29.9", "poor"), ("29", "poor")),
]


@pytest.mark.parametrize(("value", "expected"), EGFR_LIMITS)
def test_p10_kidneys_are_normal_from_60_and_poor_below_30(value: str, expected: str) -> None:
    """P10: raised methylmalonic acid decides only while kidneys are normal."""
    results = [figure("total_b12", "250", "ng/L"), figure("mma", "600", "nmol/L")]
    seen = judge(make_case([*results, figure("egfr", value, "mL/min/1.73m2")]))
    assert band(seen, "egfr") == expected
    assert seen.status == ("functional_deficiency" if expected == "normal" else "indeterminate")
    assert ("metabolites_unreliable_kidney" in seen.warnings) == (expected != "normal")


FOLATE_LIMITS: Final = [
    ("2.9", "ug/L", True),
    ("3", "ug/L", False),
    ("3.1", "ug/L", False),
    ("2.9", "ng/mL", True),
    ("3.0", "ng/mL", False),
    ("6.9", "nmol/L", True),
    ("7", "nmol/L", False),
    ("7.1", "nmol/L", False),
]


@pytest.mark.parametrize(("value", "unit", "low"), FOLATE_LIMITS)
def test_p10_folate_is_low_below_3_ug_or_7_nmol(value: str, unit: str, low: bool) -> None:
    """P10, WHO-01: seen in the band and in the folate warning."""
    seen = judge(make_case([figure("total_b12", "120", "ng/L"), figure("folate", value, unit)]))
    assert (band(seen, "folate") == "low") == low
    assert ("no_folate_alone" in seen.warnings) == low


COMPARATORS: Final = [
    ("total_b12", "ng/L", "<", "180", "low"),
    ("total_b12", "ng/L", "<", "150", "low"),
    ("total_b12", "ng/L", "<", "180.1", "unresolved"),
    ("total_b12", "ng/L", "<=", "179.9", "low"),
    ("total_b12", "ng/L", "<=", "180", "unresolved"),
    ("total_b12", "ng/L", ">", "350", "high"),
    ("total_b12", "ng/L", ">", "349.9", "unresolved"),
    ("total_b12", "ng/L", ">=", "350", "unresolved"),
    ("total_b12", "ng/L", ">=", "350.1", "high"),
    ("total_b12", "ng/L", ">", "1000", "very_high"),
    ("total_b12", "ng/L", ">", "150", "unresolved"),
    ("total_b12", "pmol/L", "<", "133", "low"),
    ("total_b12", "pmol/L", "<", "133.1", "unresolved"),
    ("total_b12", "pmol/L", ">", "400", "high"),
    ("active_b12", "pmol/L", "<", "25", "low"),
    ("active_b12", "pmol/L", "<=", "25", "unresolved"),
    ("active_b12", "pmol/L", ">", "70", "high"),
    ("active_b12", "pmol/L", ">=", "70", "unresolved"),
    ("active_b12", "pmol/L", ">", "128", "high"),
]
STATUS_OF_BAND: Final = {
    "low": "deficient", "unresolved": "indeterminate", "high": "unlikely", "very_high": "unlikely",
}  # fmt: skip


def open_ended(analyte: str, unit: str, comparator: str, value: str) -> Raw:
    """Return one result with a comparator."""
    return figure(analyte, value, unit, comparator=comparator)


def undecided(shown: str | None) -> str | None:
    """Return the band, with every word for "one of two" read as unresolved."""
    return "unresolved" if shown and "_or_" in shown else shown


@pytest.mark.parametrize(("analyte", "unit", "comparator", "value", "expected"), COMPARATORS)
def test_p10_a_censored_b12_is_classed_only_when_its_whole_range_lies_in_one_band(
    analyte: str, unit: str, comparator: str, value: str, expected: str
) -> None:
    """P10 and rule 3; "> 350" reaches into "very high", which is "high" for every conclusion."""
    seen = judge(make_case([open_ended(analyte, unit, comparator, value)]))
    assert undecided(band(seen, analyte)) == expected
    assert seen.status == STATUS_OF_BAND[expected]


METABOLITE_COMPARATORS: Final = [
    *(("<", "280", "normal"), ("<=", "280", "normal"), ("<", "280.1", "unresolved")),
    *((">", "279.9", "unresolved"), (">=", "280", "unresolved"), (">", "280", "raised")),
    (">", "750", "markedly_raised"),
]


@pytest.mark.parametrize(("comparator", "value", "expected"), METABOLITE_COMPARATORS)
def test_p10_a_censored_mma_decides_only_when_it_lies_on_one_side(comparator: str, value: str, expected: str) -> None:
    """P10 and rule 3."""
    base = make_case([figure("total_b12", "250", "ng/L"), KIDNEY])
    seen = judge(with_result(base, open_ended("mma", "nmol/L", comparator, value)))
    assert band(seen, "mma") == expected
    status = {"normal": "unlikely", "unresolved": "indeterminate"}.get(expected, "functional_deficiency")
    assert seen.status == status
