"""Facts from folate, the blood count, the film and iron: a partial count never says normal."""

import pytest

from tests.rules.making import PANCYTOPENIA, Raw, case, count, facts, figure, finding, haemoglobin, mcv


def fact(name: str, *results: Raw) -> str:
    return facts(case(*results))[name]


def white(value: str) -> Raw:
    return count("white_cells", value, reference_low="4.0", reference_high="11.0")


def platelets(value: str) -> Raw:
    return count("platelets", value, reference_low="150", reference_high="400")


@pytest.mark.parametrize(
    ("results", "band"),
    [
        ((), "missing"),
        ((figure("folate", "2.9", "ug/L"),), "low"),
        ((figure("folate", "3", "ug/L"),), "normal"),
        ((figure("folate", "6.9", "nmol/L"),), "low"),
        ((figure("folate", "7", "nmol/L"),), "normal"),
        ((figure("folate", "3.5", "ug/L", reference_low="4"),), "low"),
        ((figure("folate", "25", "ug/L", reference_low="4", reference_high="20"),), "high"),
        ((figure("folate", "4", "ug/L", comparator="<"),), "unresolved"),
        ((figure("folate", "20", "ug/L", comparator=">"),), "normal"),
        ((finding("folate", "low"),), "low"),
        ((finding("folate", "undetectable"),), "low"),
        ((finding("folate", "equivocal"),), "borderline"),
        ((finding("folate", "normal"),), "normal"),
        ((finding("folate", "raised"),), "high"),
        ((finding("folate", "abnormal"),), "unresolved"),
        ((figure("red_cell_folate", "99", "ug/L"),), "low"),
        ((figure("red_cell_folate", "99", "ug/L"), figure("folate", "8", "ug/L")), "normal"),
    ],
)
def test_folate_is_low_by_the_laboratory_first_and_by_the_pack_next(results: tuple[Raw, ...], band: str) -> None:
    assert fact("folate_band", *results) == band


@pytest.mark.parametrize(
    ("result", "band"),
    [
        (mcv("100"), "normal"),
        (mcv("100.1"), "raised"),
        (mcv("115"), "raised"),
        (mcv("115.1"), "very_raised"),
        (mcv("75", reference_low="80"), "low"),
        (mcv("100", comparator=">"), "raised"),
        (mcv("105", comparator="<"), "unresolved"),
        (finding("mcv", "raised"), "raised"),
        (finding("mcv", "low"), "low"),
        (finding("mcv", "normal"), "normal"),
        (finding("mcv", "abnormal"), "unresolved"),
    ],
)
def test_red_cells_are_large_above_100_and_very_large_above_115(result: Raw, band: str) -> None:
    assert fact("mcv_band", result) == band
    assert fact("mcv_band") == "missing"


@pytest.mark.parametrize(
    ("word", "degree"),
    [("low", "mild"), ("undetectable", "mild"), ("normal", "none"), ("raised", "none"), ("abnormal", "none_or_mild")],
)
def test_haemoglobin_in_words_is_never_better_than_the_word(word: str, degree: str) -> None:
    assert fact("anaemia", finding("haemoglobin", word)) == degree


def test_haemoglobin_in_another_unit_is_the_same_anaemia() -> None:
    for result in (haemoglobin("79"), figure("haemoglobin", "7.9", "g/dL"), figure("haemoglobin", "4.9", "mmol/L")):
        assert fact("anaemia", result) == "severe"
    assert fact("anaemia") == "missing"


@pytest.mark.parametrize(
    ("results", "answer"),
    [
        ((), "missing"),
        ((haemoglobin("130"),), "missing"),
        ((haemoglobin("130"), white("6"), platelets("250")), "none"),
        ((haemoglobin("90"),), "one_or_two_lines"),
        ((haemoglobin("90"), white("2"), platelets("250")), "one_or_two_lines"),
        ((haemoglobin("130"), white("6")), "missing"),
        ((haemoglobin("90"), white("2"), platelets("90")), "pancytopenia"),
        ((haemoglobin("90"), count("neutrophils", "0.8"), platelets("90")), "pancytopenia"),
        ((haemoglobin("90"), white("2"), count("platelets", "40")), "pancytopenia"),
        ((haemoglobin("90"), white("2"), count("platelets", "90")), "one_or_two_lines"),
        (PANCYTOPENIA, "pancytopenia"),
        ((haemoglobin("90"), finding("white_cells", "low"), finding("platelets", "low")), "pancytopenia"),
        ((haemoglobin("90"), finding("white_cells", "normal"), finding("platelets", "normal")), "one_or_two_lines"),
    ],
)
def test_a_count_is_called_normal_only_when_every_line_is(results: tuple[Raw, ...], answer: str) -> None:
    assert fact("cytopenia", *results) == answer


@pytest.mark.parametrize(
    ("name", "result", "answer"),
    [
        ("neutrophils_below_1", count("neutrophils", "0.9"), "yes"),
        ("neutrophils_below_1", count("neutrophils", "1.0"), "no"),
        ("neutrophils_below_1", count("neutrophils", "2", comparator="<"), "unknown"),
        ("neutrophils_below_1", finding("neutrophils", "low"), "unknown"),
        ("neutrophils_below_1", white("2"), "unknown"),
        ("platelets_below_50", count("platelets", "49"), "yes"),
        ("platelets_below_50", count("platelets", "50"), "no"),
        ("platelets_below_50", finding("platelets", "low"), "unknown"),
        ("platelets_below_50", white("2"), "unknown"),
    ],
)
def test_few_neutrophils_and_few_platelets_need_a_figure(name: str, result: Raw, answer: str) -> None:
    assert fact(name, result) == answer


LDH_HIGH = figure("ldh", "1200", "U/L", reference_high="250")
LDH_GOOD = figure("ldh", "200", "U/L", reference_high="250")
HAPTOGLOBIN_LOW = figure("haptoglobin", "0.1", "g/L", reference_low="0.3")


@pytest.mark.parametrize(
    ("results", "answer"),
    [
        ((), "unknown"),
        ((finding("blood_film", "abnormal", "schistocytes"),), "yes"),
        ((finding("blood_film", "normal"),), "unknown"),
        ((platelets("60"), LDH_HIGH, HAPTOGLOBIN_LOW), "yes"),
        ((platelets("60"), LDH_HIGH), "unknown"),
        ((platelets("60"), LDH_GOOD), "unknown"),
        ((finding("blood_film", "normal"), platelets("60"), LDH_GOOD), "no"),
        ((finding("blood_film", "normal"), platelets("60"), LDH_HIGH, HAPTOGLOBIN_LOW), "yes"),
        ((platelets("60"), figure("ldh", "1200", "U/L"), HAPTOGLOBIN_LOW), "unknown"),
    ],
)
def test_a_thrombotic_picture_is_fragments_or_few_platelets_with_haemolysis(
    results: tuple[Raw, ...], answer: str
) -> None:
    assert fact("thrombotic_picture", *results) == answer


@pytest.mark.parametrize(
    ("name", "analyte", "word"),
    [
        ("blasts", "blood_film", "blasts"),
        ("hypersegmentation", "blood_film", "hypersegmented_neutrophils"),
        ("megaloblastic_marrow", "bone_marrow", "megaloblastic"),
        ("cord_compression", "mri_spine", "cord_compression"),
    ],
)
def test_what_was_looked_at_is_yes_or_no_and_what_was_not_is_unknown(name: str, analyte: str, word: str) -> None:
    assert fact(name, finding(analyte, "abnormal", word)) == "yes"
    assert fact(name, finding(analyte, "normal")) == "no"
    assert fact(name) == "unknown"


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        (figure("ferritin", "29", "ug/L"), "yes"),
        (figure("ferritin", "30", "ug/L"), "no"),
        (figure("ferritin", "29", "ng/mL"), "yes"),
        (figure("ferritin", "35", "ug/L", reference_low="40"), "yes"),
        (figure("ferritin", "20", "ug/L", reference_low="15"), "yes"),
        (figure("ferritin", "100", "ug/L", comparator="<"), "unknown"),
        (finding("ferritin", "low"), "yes"),
        (finding("ferritin", "normal"), "no"),
        (haemoglobin("90"), "unknown"),
    ],
)
def test_iron_is_low_below_the_printed_range_or_below_30(result: Raw, answer: str) -> None:
    assert fact("iron_deficiency", result) == answer
