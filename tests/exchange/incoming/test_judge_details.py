"""What the judge says of each disagreement, in its words, and what it carries over of the source."""

from dataclasses import replace
from datetime import date

import pytest

from b12calc.exchange.incoming.found import Code, Found, Identity, Leftover, Report, Span
from b12calc.exchange.incoming.imported import ImportedResult
from b12calc.exchange.incoming.judge import judged
from tests.exchange.incoming.test_judge import B12, TODAY, left, one

FERRITIN = {"names": ("Ferritin",), "value": "88", "unit": "ug/L", "range_text": ""}


def test_all_that_was_found_is_carried_over_as_sent() -> None:
    found = replace(
        B12, names=("Vit\u202e B12\n", "B12"), value="<142", unit=" ng/L ", flag=" L\t", status="corrected",
        notes=("a\nremark",), specimen="Serum", headings=("Haematinics",), codes=(Code("loinc", "2132-9"),),
    )  # fmt: skip
    assert judged(Report(Identity(), (found,)), TODAY).results == (
        ImportedResult.model_validate({
            "analyte": "total_b12", "name_as_sent": "Vit B12", "value": "142", "comparator": "<", "unit": "ng/L",
            "unit_as_sent": "ng/L", "finding": None, "collected": date(2026, 3, 10), "reference_low": "180",
            "reference_high": "900", "flag": "L", "status": "corrected", "verdict": "accepted", "why": (),
            "remarks": ("a remark",),
            "source": {"text": "Serum vitamin B12 142 ng/L", "where": "line 1", "start": 18, "end": 21},
        }),
    )  # fmt: skip


def test_what_was_not_sent_is_not_there() -> None:
    bare = Found(names=(), value="142", text="142", where="line 1", codes=(Code("loinc", "2132-9"),))
    (got,) = judged(Report(Identity(), (bare,)), TODAY).results
    assert (got.name_as_sent, got.unit, got.unit_as_sent, got.flag, got.status) == ("", None, None, None, "not_told")
    assert (got.source.start, got.source.end, got.collected) == (None, None, None)
    assert got.why == (
        "only the code says Total vitamin B12; the printed name is not known",
        "no unit is printed with the figure",
    )


def test_who_the_file_names_is_shown_in_one_line() -> None:
    who = Identity("Bell,\nAnn", date(1962, 3, 4), "female", "943\t4")
    identity = judged(Report(who), TODAY).identity
    told = (identity.name, identity.date_of_birth, identity.sex, identity.identifier)
    assert told == ("Bell, Ann", date(1962, 3, 4), "female", "943 4")
    nobody = judged(Report(Identity()), TODAY).identity
    assert (nobody.name, nobody.date_of_birth, nobody.sex, nobody.identifier) == (None, None, None, None)


def test_what_is_left_aside_keeps_its_place() -> None:
    got = left(names=("Sodium",))
    assert (got.why, got.source.text, got.source.where) == ("not a result this program uses", B12.text, "line 1")
    assert (got.source.start, got.source.end) == (18, 21)
    assert left(names=("Sodium",), span=None).source.start is None
    piece = judged(Report(Identity(), (), (Leftover("x", "line 9", "a picture"),)), TODAY).ignored[0].source
    assert (piece.text, piece.where, piece.start, piece.end) == ("x", "line 9", None, None)


@pytest.mark.parametrize(("value", "said"), [
    ("1 to 2", "'1 to 2' is no single figure and no finding"),
    ("1" + " to 2" + " " * 33 + "x", "'1 to 2 x' is no single figure and no finding"),
    ("1" + " to 2" + " " * 34 + "x", "no figure and no finding is printed"),
    ("to follow", "no figure and no finding is printed"),
])  # fmt: skip
def test_a_short_value_with_figures_in_it_is_said_again(value: str, said: str) -> None:
    assert left(value=value).why == f"Total vitamin B12: {said}"


@pytest.mark.parametrize(("status", "why"), [
    ("preliminary", "the laboratory calls it preliminary or pending; only final and corrected results are offered"),
    ("cancelled", "the laboratory has withdrawn or cancelled it"),
])  # fmt: skip
def test_a_result_that_is_not_final_is_left_aside_with_its_reason(status: str, why: str) -> None:
    assert left(status=status).why == why


def test_names_of_two_tests_are_asked_about_and_the_first_is_shown() -> None:
    got = one(names=("Vitamin B12", "Ferritin"))
    assert (got.analyte, got.verdict) == ("total_b12", "doubtful")
    assert got.why == ("the names given mean different tests: Total vitamin B12, Ferritin",)
    assert one(names=("Vitamin B12", "B12", "Unknown")).why == ()


def test_a_name_or_sample_of_another_material_is_left_aside_with_its_word() -> None:
    assert left(names=("Creatinine ratio",)).why == "'ratio' is said of the test"
    assert left(headings=("Urine",)).why == "'urine' is said of the sample; only blood results are offered"
    assert left(specimen="Urine").why == "'urine' is said of the sample; only blood results are offered"
    assert left(names=("Odd",), specimen="Urine").why == "not a result this program uses"
    coded = left(names=("Odd",), specimen="Urine", codes=(Code("loinc", "2132-9"),))
    assert coded.why == "'urine' is said of the sample; only blood results are offered"


def test_a_heading_speaks_against_a_result_only_by_the_material_it_names() -> None:
    assert left(headings=("Donor",)).why == "'donor' is said of the sample; only blood results are offered"
    assert one(headings=("Indices and ratio", "Binding capacity")).why == ()


def test_methylmalonic_acid_of_urine_is_offered_under_a_heading_of_urine() -> None:
    got = one(names=("Urine MMA/creatinine ratio",), value="1.2", unit="mmol/mol", range_text="", specimen="Urine")
    assert (got.analyte, got.verdict, got.why) == ("urine_mma_creatinine_ratio", "accepted", ())


def test_a_code_of_this_program_names_the_test_where_the_name_is_not_known() -> None:
    got = one(names=("Mon B12",), codes=(Code("b12calc", "total_b12"),))
    assert (got.analyte, got.verdict, got.why) == ("total_b12", "accepted", ())
    other = one(names=("Vitamin B12",), codes=(Code("b12calc", "ferritin"),))
    assert other.why == ("the b12calc code ferritin means Ferritin, the name Total vitamin B12",)


@pytest.mark.parametrize(("code", "why"), [
    (Code("loinc", "777-3"), "the LOINC code 777-3 means Platelet count, the name Total vitamin B12"),
    (Code("loinc", "2164-2"), "the LOINC code 2164-2 means creatinine clearance, the name Total vitamin B12"),
    (Code("loinc", "12345-5"), "the LOINC code 12345-5 is not one known for Total vitamin B12"),
    (Code("loinc", "14685-2"), "the LOINC code 14685-2 is that of a figure in pmol/L, the unit sent is ng/L"),
])  # fmt: skip
def test_a_code_against_the_name_or_the_unit_is_said_with_both(code: Code, why: str) -> None:
    assert one(codes=(code,)).why == (why,)


def test_a_code_is_asked_about_only_where_the_lists_know_one_of_its_kind() -> None:
    assert one(codes=(Code("local", "X"),)).why == ()
    read = one(codes=(Code("read", "ZZZZZ"),)).why
    assert read == ("the Read code ZZZZZ is not one known for Total vitamin B12",)
    assert one(unit=None, codes=(Code("loinc", "14685-2"),)).why == ("no unit is printed with the figure",)


@pytest.mark.parametrize(("unit", "code", "shown", "why"), [
    ("apples", None, "apples", ("apples is not a known unit of Total vitamin B12",)),
    ("g/L", None, "g/L", ("g/L is a unit of another kind than Total vitamin B12",)),
    ("  ", None, None, ("no unit is printed with the figure",)),
    ("", " ng/L ", "ng/L", ()),
    ("ng/L", "pg/mL", "ng/L", ("the unit is given twice and differently: ng/L and pg/mL",)),
    ("ng/L", "NG/L", "ng/L", ()),
    ("ng.l-1", "ng/L", "ng/L", ()),
])  # fmt: skip
def test_the_unit_is_one_of_the_test_or_asked_about(
    unit: str, code: str | None, shown: str | None, why: tuple[str, ...]
) -> None:
    got = one(unit=unit, unit_code=code)
    assert (got.unit, got.why) == (shown, why)


def test_an_antibody_may_have_any_unit_and_is_tried_only_in_a_known_one() -> None:
    ttg = {"names": ("tTG IgA",), "range_text": "", "value": "4"}
    for sent, shown in (("U/ml", "U/mL"), ("AU", "AU"), ("chi\tunits", "chi units")):
        got = one(**ttg, unit=sent)
        assert (got.unit, got.verdict, got.remarks) == (shown, "accepted", ()), sent


def test_a_finding_that_the_test_cannot_have_is_asked_about() -> None:
    assert one(value="positive", unit=None).why == ("'positive' is no finding of Total vitamin B12",)
    given = one(value=None, finding="raised", unit=None)
    assert (given.finding, given.value, given.comparator, given.why) == ("raised", None, None, ())


@pytest.mark.parametrize(("changed", "limits", "remarks", "why"), [
    ({"range_text": "see text"}, (None, None), ("the printed range was not read: see text",), ()),
    ({"range_text": " [ - ] "}, (None, None), (), ()),
    ({"low": "180", "range_text": "1-2"}, ("180", None), (), ()),
    ({"high": "900", "range_text": "1-2"}, (None, "900"), (), ()),
    ({"low": "x", "high": "900"}, (None, None), ("the printed range was not read: x",), ()),
    ({"low": "180", "high": "1,200"}, (None, None), ("the printed range was not read: 1,200",), ()),
    ({"low": "900", "high": "180"}, (None, None), (), ("the printed range runs backwards: 900 to 180",)),
    ({"low": "180", "high": "180"}, ("180", "180"), (), ()),
])  # fmt: skip
def test_a_range_is_two_figures_in_their_order_or_none(
    changed: dict[str, str], limits: tuple[str | None, str | None], remarks: tuple[str, ...], why: tuple[str, ...]
) -> None:
    got = one(**{"range_text": None, **changed})
    assert ((got.reference_low, got.reference_high), got.remarks, got.why) == (limits, remarks, why)


def test_an_impossible_figure_and_a_range_of_another_unit_are_said_with_their_figures() -> None:
    hb = {"names": ("Haemoglobin",), "unit": "g/dL"}
    why = one(**hb, value="8.6", range_text="8.7 - 11.2").why
    assert why == ("the printed range, up to 11.2, cannot be one of Haemoglobin in g/dL",)
    assert one(**{**hb, "unit": "g/L"}, value="<12.5", range_text="").why == (
        "< 12.5 g/L cannot be a Haemoglobin result; look at the figure and its unit",
    )


@pytest.mark.parametrize(("changed", "doubted"), [
    ({"flag": "H"}, True), ({"flag": "H", "value": "<142"}, True), ({"flag": "H", "value": ">142"}, False),
    ({"flag": "L", "value": "500"}, True), ({"flag": "N"}, False), ({"flag": None, "value": "500"}, False),
])  # fmt: skip
def test_a_flag_is_held_against_the_range(changed: dict[str, str], doubted: bool) -> None:
    why = (f"the report flags it {changed['flag']}, which its printed range does not bear out",) if doubted else ()
    assert one(**changed).why == why


def test_the_day_of_the_sample_may_be_today_and_not_later() -> None:
    assert (one(collected=TODAY).collected, one(collected=TODAY).verdict) == (TODAY, "accepted")
    later = one(collected=date(2026, 11, 23))
    assert later.why == ("the day of the sample, 2026-11-23, lies in the future",) and later.collected is None


def test_each_doubt_and_remark_is_said_once_and_a_spoilt_sample_is_both() -> None:
    got = one(doubts=("torn", "torn"), notes=("clotted specimen", "clotted specimen"))
    assert got.why == ("torn", "the report says of the sample: clotted specimen")
    assert got.remarks == ("clotted specimen",)


def test_a_figure_of_two_readings_is_not_tried_further() -> None:
    got = one(value="<1,234", flag="L", span=Span(0, 5))
    assert (got.value, got.comparator) == ("1,234", "<") and len(got.why) == 1
    assert "two numbers" in got.why[0]
