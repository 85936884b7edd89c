"""Why a row held: the facts it read, in words, with the numbers, each once."""

from random import Random

import pytest

from b12calc.models import wording
from b12calc.models.assessment import Assessment
from tests.oracle.generate import last_visit_day, random_case
from tests.rules.making import FLAGS, SYMPTOMS, Raw, active, assessed, case, egfr, finding, haemoglobin, mcv, mma, total


def because(raw: Raw, decision: str) -> tuple[str, ...]:
    return next(one.because for one in assessed(raw).reasons if one.decision == decision)


def said(raw: Raw, line: str) -> tuple[str, ...]:
    return next(one.because for one in assessed(raw).recommendations if one.id == line)


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        (case(total("142")), ("142 ng/L",)),
        (case(total("142", collected="2026-03-10")), ("142 ng/L", "10 Mar 2026")),
        (case(active("24.9")), ("24.9 pmol/L",)),
        (case(total("150", comparator="<")), ("< 150 ng/L",)),
        (case(total("250"), mma("400"), egfr("88")), ("250 ng/L", "400 nmol/L")),
        (case(total("250"), mcv("104"), yes="paraesthesia"), ("250 ng/L", "104 fL")),
    ],
)
def test_the_status_names_the_numbers_it_was_read_from(raw: Raw, parts: tuple[str, ...]) -> None:
    text = "; ".join(because(raw, "status"))
    assert all(part in text for part in parts), text


def test_the_urgency_names_the_answers_behind_it_with_their_course() -> None:
    raw = case(
        total("142"),
        yes="paraesthesia",
        details={"paraesthesia": {"since": "2025-11", "severity": "moderate", "course": "worsening"}},
    )
    lines = because(raw, "urgency")
    name = wording.question("paraesthesia").short
    assert f"{name}: yes (since Nov 2025, moderate, worsening)" in lines
    assert any(line.startswith("status: ") for line in lines)


def test_a_finding_in_words_is_a_reason_too() -> None:
    raw = case(total("142"), finding("intrinsic_factor_antibody", "positive"))
    assert any("positive" in line.lower() for line in because(raw, "cause"))


def test_many_answers_are_named_up_to_five_and_then_counted() -> None:
    codes = [code for code in SYMPTOMS if code not in FLAGS][:8]
    lines = said(case(total("142"), yes=" ".join(codes)), "start-8")
    named = [line for line in lines if line.endswith(": yes")]
    assert len(named) == 5
    assert any(line.startswith("and ") and line.endswith(" more") for line in lines)


def test_what_was_denied_is_a_reason_where_the_row_needs_it() -> None:
    lines = because(case(total("250"), mma("150"), no=SYMPTOMS), "status")
    assert "nerve involvement: no" in lines


def test_what_is_not_known_is_said_where_it_kept_a_conclusion_open() -> None:
    line = said(case(total("250")), "question-nitrous_oxide")
    assert f"{wording.question('nitrous_oxide').short}: not known" in line


def test_facts_that_are_merely_absent_are_no_reasons() -> None:
    text = " ".join(line for one in assessed(case(total("142"))).reasons for line in one.because)
    assert "missing" not in text


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (case(total("185")), "within 10 % of a limit"),
        (case(total("142"), active("80")), "total and active B12 lie in different bands"),
        (case(total("142"), age_years=15), "under 16 years"),
        (case(total("500"), before={"kind": "oral"}), "B12 taken before the sample"),
    ],
)
def test_a_derived_fact_is_said_in_words_and_never_by_its_name(raw: Raw, words: str) -> None:
    lines = {line for one in assessed(raw).recommendations for line in one.because}
    assert words in lines


def every_line(answer: Assessment) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.id, one.because) for one in answer.recommendations] + [
        (one.row, one.because) for one in answer.reasons
    ]


def test_nothing_is_said_twice_inside_a_line_and_no_fact_is_shown_by_its_bare_name() -> None:
    for seed in range(150):
        raw = random_case(Random(seed))
        for name, lines in every_line(assessed(raw, last_visit_day(raw))):
            assert len(lines) == len(set(lines)), f"seed {seed}: {name}"
            assert all(line and "_" not in line for line in lines), f"seed {seed}: {name}: {lines}"


def test_no_number_in_a_reason_is_one_that_the_case_does_not_hold() -> None:
    raw = case(total("187.50"), haemoglobin("101"), yes="fatigue")
    lines = [line for _, found in every_line(assessed(raw)) for line in found]
    assert any("187.50 ng/L" in line for line in lines)
    assert not any("187.5 ng/L" in line for line in lines)
