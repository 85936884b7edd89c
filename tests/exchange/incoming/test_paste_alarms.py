"""A line that says the results are not final, not right or not this patient's is known; one that sounds so is not."""

import time

import pytest

from b12calc.exchange.incoming.paste_alarms import alarmed


@pytest.mark.parametrize(
    "line",
    ["Results not yet verified", "Befund noch nicht endgültig", "Résultats non validés", "Freigabe ausstehend",
     "pendiente de validación", "DRAFT REPORT", "This result was issued in error", "Ergebnis irrtümlich ausgegeben",
     "The above value is invalid", "Werte meiner Frau", "bilan de mon fils", "resultados de su hija", "Twin 2",
     "Patient's mother (for comparison)", "Last year's bloods",
     "Results from his admission in 2019", "UK NEQAS sample 3",
     "* = not confirmed"],
)  # fmt: skip
def test_a_line_that_puts_the_report_in_question_is_an_alarm(line: str) -> None:
    assert alarmed(line)


@pytest.mark.parametrize(
    "line",
    ["If you have received this report in error please tell us", "Electronically validated, no signature required",
     "not approved by the FDA", "Ce compte rendu n'est pas valide sans signature", "ohne Unterschrift gültig",
     "Mother: pernicious anaemia", "Reference ranges not validated for pregnancy", "Los resultados son normales",
     "Laborwerte von Frau Mustermann", "Amendment: B12 originally reported in error as 412 ng/L", "Old Road Surgery",
     "Test results for Mr John Child", "Resultados del 12 de marzo de 2026", "Blood results of 12/03/2026",
     "Result sent to patient's son as agreed", "The laboratory participates in external quality assessment",
     "eGFR values now corrected", "Previous report superseded by this report", "Mother and Baby Unit laboratory"],
)  # fmt: skip
def test_a_line_that_only_sounds_so_is_none(line: str) -> None:
    assert not alarmed(line)


@pytest.mark.parametrize("word", ["not ", "result ", "mother ", "pending a ", "x", "in error "])
def test_a_long_line_takes_no_time(word: str) -> None:
    start = time.process_time()
    alarmed(word * 40_000)
    assert time.process_time() - start < 1
