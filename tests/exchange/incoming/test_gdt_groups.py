"""Every result of a case goes into the GDT answer as a group of its own, and is read again as it was."""

import json
from datetime import date, time
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.analytes import analytes
from b12calc.exchange.incoming import gdt
from b12calc.exchange.incoming.gdt import GdtRequest
from b12calc.exchange.incoming.gdt_groups import NO_DAY, results_of
from b12calc.exchange.incoming.gdt_own import code_of, ident_of
from b12calc.exchange.incoming.gdt_writer import write_6310
from b12calc.exchange.incoming.guard import Watch
from b12calc.exchange.incoming.imported import ImportedPatient
from b12calc.exchange.incoming.judge import judged
from b12calc.models.reading import read_case
from tests.exchange.fhir_written import sample
from tests.exchange.noted import dressed
from tests.exchange.written_back import LATER, Raw, hold
from tests.properties.strategies import cases

from .test_gdt_writer import fields

REQUEST = GdtRequest("PRAX_PVS", "B12CALC", "ALLG00", "4711", "Müller", "Erika", "12031985", "2")
DAY, AT = date(2026, 11, 22), time(10, 15)


def answer(raw: Raw) -> bytes:
    return write_6310(REQUEST, ["a note"], DAY, AT, None, results_of(read_case(json.dumps(raw))))


def back(raw: Raw) -> ImportedPatient:
    data = answer(raw)
    fields(data)
    (report,) = gdt.read(data, Watch())
    return judged(report, LATER)


def with_result(**result: object) -> Raw:
    raw = sample()
    raw["visits"] = [{**raw["visits"][0], "results": [result]}]
    return raw


def test_a_group_holds_the_fields_of_the_reference_in_its_order() -> None:
    raw = with_result(analyte="total_b12", value="142", comparator="<", unit="pg/mL", collected="2026-11-20",
                      reference_low="180", reference_high="900")  # fmt: skip
    assert [(field, text) for field, text in fields(answer(raw)) if field[:2] == "84" and field != "8402"] == [
        ("8410", "total_b12"), ("8411", "Total vitamin B12"), ("8420", "<142"), ("8421", "pg/mL"),
        ("8432", "20112026"), ("8461", "180"), ("8462", "900"),
    ]  # fmt: skip


def test_a_finding_and_the_words_of_a_film_are_texts_of_the_result() -> None:
    raw = with_result(analyte="blood_film", finding="abnormal", findings=["macro_ovalocytes", "blasts"],
                      collected="2026-03-10")  # fmt: skip
    said = [text for field, text in fields(answer(raw)) if field == "8480"]
    assert said == ["abnormal", "macro ovalocytes, blasts"]
    (one,) = back(raw).results
    assert (one.analyte, one.finding, one.remarks) == ("blood_film", "abnormal", ("macro ovalocytes, blasts",))


def test_a_result_without_a_day_never_takes_the_day_of_the_answer() -> None:
    raw = with_result(analyte="total_b12", value="142", unit="ng/L")
    assert ("8480", NO_DAY) in fields(answer(raw))
    (one,) = back(raw).results
    assert (one.collected, one.remarks, one.verdict) == (None, (NO_DAY,), "accepted")


def test_the_record_of_another_program_is_not_taken_for_ours() -> None:
    data = answer(with_result(analyte="total_b12", finding="raised")).replace(b"b12calc ", b"a12calc ")
    (report,) = gdt.read(data, Watch())
    assert judged(report, LATER).results == ()


def test_every_test_has_an_ident_of_its_own() -> None:
    assert [code_of(ident_of(code)) for code in analytes()] == list(analytes())
    assert code_of("VB12") is None


@pytest.mark.parametrize(
    ("analyte", "word"), [(one.code, word) for one in analytes().values() for word in one.findings]
)
def test_every_finding_comes_back(analyte: str, word: str) -> None:
    again = back(with_result(analyte=analyte, finding=word, collected="2026-03-10")).results
    assert [(one.analyte, one.finding, one.verdict) for one in again] == [(analyte, word, "accepted")]


@settings(max_examples=60, deadline=None)
@given(cases())
def test_what_is_written_is_read_back_as_the_same_results(raw: Raw) -> None:
    again = hold(raw, back(raw).results)
    assert all("different figures of this test" in why for one in again for why in one.why)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9))
def test_of_several_visits_and_odd_units_every_result_comes_back(seed: int) -> None:
    raw: dict[str, Any] = dressed(Random(seed))
    hold(raw, back(raw).results)
