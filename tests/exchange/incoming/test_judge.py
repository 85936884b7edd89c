"""What may be offered as it stands, what a person must look at, and what is no result of this program."""

from dataclasses import replace
from datetime import date

import pytest

from b12calc.exchange.incoming.found import Code, Found, Identity, Leftover, Report, Span
from b12calc.exchange.incoming.imported import Ignored, ImportedPatient, ImportedResult
from b12calc.exchange.incoming.judge import judged

TODAY = date(2026, 11, 22)
B12 = Found(
    names=("Serum vitamin B12",), value="142", unit="ng/L", range_text="180 - 900", status="final",
    collected=date(2026, 3, 10), text="Serum vitamin B12 142 ng/L", where="line 1", span=Span(18, 21),
)  # fmt: skip


def patient(*found: Found) -> ImportedPatient:
    return judged(Report(Identity(), found), TODAY)


def one(**changed: object) -> ImportedResult:
    results = patient(replace(B12, **changed)).results  # type: ignore[arg-type]
    assert len(results) == 1
    return results[0]


def left(**changed: object) -> Ignored:
    got = patient(replace(B12, **changed))  # type: ignore[arg-type]
    assert not got.results
    assert len(got.ignored) == 1
    return got.ignored[0]


def test_a_result_on_which_everything_agrees_is_accepted() -> None:
    got = one()
    assert (got.analyte, got.value, got.unit, got.verdict, got.why) == ("total_b12", "142", "ng/L", "accepted", ())
    assert (got.reference_low, got.reference_high, got.collected) == ("180", "900", date(2026, 3, 10))
    assert (got.source.start, got.source.end) == (18, 21)


def test_a_figure_without_a_unit_is_never_accepted() -> None:
    got = one(unit=None)
    assert got.verdict == "doubtful"
    assert got.unit is None
    assert got.why == ("no unit is printed with the figure",)


@pytest.mark.parametrize("unit", ["g/L", "mmol/L", "%", "apples", "ug/L"])
def test_a_unit_of_another_kind_is_doubtful(unit: str) -> None:
    got = one(unit=unit)
    assert got.verdict == "doubtful"
    assert unit in got.why[0]


def test_haemoglobin_in_gram_per_millilitre_is_doubtful_and_never_converted() -> None:
    got = one(names=("Hemoglobin",), value="12.5", unit="g/mL", range_text="13 to 18")
    assert (got.verdict, got.value, got.unit) == ("doubtful", "12.5", "g/mL")


def test_an_impossible_figure_is_doubtful_and_an_unusual_one_remarked() -> None:
    assert one(names=("Haemoglobin",), value="12.5", unit="g/L", range_text="").verdict == "doubtful"
    got = one(value="2500", range_text="")
    assert (got.verdict, got.remarks) == ("accepted", ("2500 ng/L is unusual for Total vitamin B12",))


@pytest.mark.parametrize("status", ["preliminary", "cancelled"])
def test_only_final_and_corrected_results_are_offered(status: str) -> None:
    assert "laboratory" in left(status=status).why


@pytest.mark.parametrize("value", ["haemolysed", "see comment", "", "to follow", "-"])
def test_words_in_place_of_a_figure_are_no_result(value: str) -> None:
    assert left(value=value).why == "Total vitamin B12: no figure and no finding is printed"


@pytest.mark.parametrize("value", ["1,234", "1.500", "12,345", "1 234"])
def test_a_figure_that_reads_as_two_numbers_is_doubtful(value: str) -> None:
    got = one(value=value, range_text="")
    assert (got.verdict, got.value) == ("doubtful", value)


@pytest.mark.parametrize(
    ("value", "apart", "sign", "figure"),
    [("<150", None, "<", "150"), ("> 2000", None, ">", "2000"), ("150", "<", "<", "150"), ("≤ 150", None, "<=", "150"),
     ("kleiner 150", None, "<", "150"), ("=440", None, None, "440"), ("0,28", None, None, "0,28")],
)  # fmt: skip
def test_a_comparator_stays_with_its_figure(value: str, apart: str | None, sign: str | None, figure: str) -> None:
    got = one(value=value, comparator=apart, range_text="")
    assert (got.comparator, got.value) == (sign, figure)


def test_two_comparators_before_one_figure_are_no_figure() -> None:
    assert left(value=">150", comparator="<").why


def test_a_code_that_means_another_thing_than_the_name_is_asked_about() -> None:
    cells = {"names": ("White cell count",), "value": "7.4", "unit": "10*9/L", "range_text": ""}
    assert one(**cells, codes=(Code("loinc", "6690-2"),)).verdict == "accepted"
    assert "leukocyte morphology" in one(**cells, codes=(Code("loinc", "11156-7"),)).why[0]
    assert "Platelet count" in one(**cells, codes=(Code("loinc", "777-3"),)).why[0]
    assert "not one known" in one(**cells, codes=(Code("loinc", "12345-5"),)).why[0]
    assert one(**cells, codes=(Code("local", "WCC"),)).verdict == "accepted"


def test_a_code_of_a_figure_in_mass_beside_a_molar_unit_is_asked_about() -> None:
    assert one(codes=(Code("loinc", "2132-9"),)).verdict == "accepted"
    assert "pmol/L" in one(codes=(Code("loinc", "14685-2"),)).why[0]


def test_a_code_alone_names_the_test_and_is_doubtful() -> None:
    got = one(names=("Cbl serum local",), codes=(Code("loinc", "2132-9"),))
    assert (got.analyte, got.verdict) == ("total_b12", "doubtful")


def test_two_statements_of_the_unit_that_differ_are_asked_about() -> None:
    cells = {"names": ("Haematocrit",), "value": "0.352", "unit": "l/l", "range_text": "0.360-0.460"}
    assert one(**cells, unit_code="L/L").verdict == "accepted"
    assert "twice" in one(**cells, unit_code="%").why[0]


@pytest.mark.parametrize("heading", ["URINE BIOCHEMISTRY", "CSF", "Urin", "Pleural fluid"])
def test_what_stands_under_another_material_is_left_out(heading: str) -> None:
    assert "only blood" in left(headings=(heading,)).why
    assert "only blood" in left(specimen=heading).why


@pytest.mark.parametrize(
    "name", ["Urine creatinine", "Creatinine clearance", "Neutrophils %", "Mean cell haemoglobin", "B12/Folate",
             "Unsaturated B12 binding capacity", "NEUTROPHILS/100 LEUKOCYTES", "Reticulocyte haemoglobin"],
)  # fmt: skip
def test_a_name_that_only_resembles_ours_is_no_result(name: str) -> None:
    assert left(names=(name,), unit="umol/L").why


def test_a_range_that_runs_backwards_is_dropped_and_asked_about() -> None:
    got = one(low="900", high="180", range_text=None)
    assert (got.verdict, got.reference_low, got.reference_high) == ("doubtful", None, None)


def test_a_target_with_words_is_no_reference_interval() -> None:
    got = one(range_text="<130 optimal")
    assert (got.verdict, got.reference_low, got.reference_high) == ("accepted", None, None)
    assert got.remarks == ("the printed range was not read: <130 optimal",)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("[ 135 - 180 ]", "135", "180"), ("13 to 18", "13", "18"), ("70_105", "70", "105"), ("[ < 0.21 ]", None, "0.21"),
     ("4,0-10,0", "4,0", "10,0"), ("bis 15", None, "15"), (">180", "180", None), ("(180–914)", "180", "914"),
     ("Ref range: 180 - 900", "180", "900"), ("up to 5.0", None, "5.0"), ("[ ]", None, None), ("", None, None)],
)  # fmt: skip
def test_printed_ranges_are_read_in_their_many_shapes(text: str, low: str | None, high: str | None) -> None:
    got = one(range_text=text, value="100", names=("Serum ferritin",), unit="ug/L")
    assert (got.reference_low, got.reference_high) == (low, high)


def test_a_flag_against_its_own_range_is_asked_about() -> None:
    assert one(flag="L").verdict == "accepted"
    assert "bear out" in one(flag="H").why[0]


def test_a_sample_of_tomorrow_is_asked_about() -> None:
    got = one(collected=date(2026, 11, 23))
    assert (got.verdict, got.collected) == ("doubtful", None)


def test_a_correction_replaces_what_it_corrects() -> None:
    got = patient(B12, replace(B12, value="412", status="corrected"))
    assert [(result.value, result.verdict) for result in got.results] == [("412", "accepted")]
    assert [piece.why for piece in got.ignored] == ["a corrected result replaces it"]


def test_of_several_corrections_the_last_one_counts() -> None:
    first, last = (replace(B12, value=value, status="corrected") for value in ("412", "280"))
    got = patient(first, replace(B12, status="final"), last)
    assert [(result.value, result.verdict) for result in got.results] == [("280", "accepted")]
    assert len(got.ignored) == 2


def test_two_figures_of_one_test_and_day_are_both_doubtful() -> None:
    got = patient(B12, replace(B12, value="412", range_text=""))
    assert [result.verdict for result in got.results] == ["doubtful", "doubtful"]
    other_day = patient(B12, replace(B12, value="412", range_text="", collected=date(2026, 2, 1)))
    assert [result.verdict for result in other_day.results] == ["accepted", "accepted"]


def test_the_same_result_sent_twice_is_kept_once() -> None:
    got = patient(B12, B12)
    assert (len(got.results), len(got.ignored)) == (1, 1)


def test_a_finding_of_an_antibody_is_read_and_one_of_a_figure_asked_about() -> None:
    got = one(names=("Intrinsic factor antibody",), value="Positive", unit=None, range_text="")
    assert (got.finding, got.value, got.verdict) == ("positive", None, "accepted")
    assert one(value="positive", unit=None).verdict == "doubtful"


def test_a_doubt_of_the_reader_is_kept_with_the_result() -> None:
    assert one(doubts=("the specimen was haemolysed",)).why == ("the specimen was haemolysed",)


def test_nothing_that_a_reader_left_is_lost() -> None:
    got = judged(Report(Identity(name="A\u202eB"), (), (Leftover("x\ny", "line 9", "a picture"),)), TODAY)
    assert got.identity.name == "AB"
    assert (got.ignored[0].source.text, got.ignored[0].why) == ("x y", "a picture")


@pytest.mark.parametrize(
    "note", ["Sample haemolysed.", "Probe hämolytisch", "hemolyzed specimen", "Échantillon hémolysé"]
)
def test_a_note_that_the_sample_was_spoilt_is_a_doubt(note: str) -> None:
    got = one(notes=(note,))
    assert (got.verdict, got.why) == ("doubtful", (f"the report says of the sample: {note}",))


def test_a_note_of_another_kind_is_a_remark() -> None:
    got = one(notes=("Vitamin B12 deficiency likely.",))
    assert (got.verdict, got.remarks) == ("accepted", ("Vitamin B12 deficiency likely.",))
