"""What the day of a sample decides: whether an antibody is trusted, and whether a figure is out of date."""

from collections.abc import Callable

import pytest

from tests.rules.making import Raw, active, case, facts, figure, finding, homocysteine, mma, total

Made = Callable[..., Raw]

INJECTED = {"kind": "injection", "last_taken": "2026-02-24"}


def fact(name: str, raw: Raw) -> str:
    return facts(raw)[name]


@pytest.mark.parametrize(
    ("result", "more", "answer"),
    [
        (finding("intrinsic_factor_antibody", "positive"), {}, "positive"),
        (finding("intrinsic_factor_antibody", "negative"), {}, "negative"),
        (finding("intrinsic_factor_antibody", "equivocal"), {}, "equivocal"),
        (figure("intrinsic_factor_antibody", "12", "U/mL", reference_high="10"), {}, "positive"),
        (figure("intrinsic_factor_antibody", "10", "U/mL", reference_high="10"), {}, "negative"),
        (figure("intrinsic_factor_antibody", "12", "U/mL"), {}, "equivocal"),
        (finding("intrinsic_factor_antibody", "positive", collected="2026-02-24"), {"before": INJECTED}, "untrusted"),
        (finding("intrinsic_factor_antibody", "positive", collected="2026-03-10"), {"before": INJECTED}, "untrusted"),
        (finding("intrinsic_factor_antibody", "positive", collected="2026-03-11"), {"before": INJECTED}, "positive"),
        (finding("intrinsic_factor_antibody", "positive", collected="2026-02-23"), {"before": INJECTED}, "positive"),
        (finding("intrinsic_factor_antibody", "negative", collected="2026-02-25"), {"before": INJECTED}, "negative"),
    ],
)
def test_a_positive_antibody_is_trusted_except_for_two_weeks_after_an_injection(
    result: Raw, more: Raw, answer: str
) -> None:
    assert fact("antibody", case(result, **more)) == answer


@pytest.mark.parametrize(
    ("collected", "started", "answer"),
    [
        ("2025-12-12", None, "no"),
        ("2025-12-11", None, "yes"),
        ("2026-03-01", "2026-03-02", "yes"),
        ("2026-03-02", "2026-03-02", "no"),
    ],
)
def test_a_sample_older_than_90_days_or_from_before_treatment_is_out_of_date(
    collected: str, started: str | None, answer: str
) -> None:
    treatment = None if started is None else {"route": "oral", "started": started}
    assert fact("result_out_of_date", case(total("250", collected=collected), treatment=treatment)) == answer


@pytest.mark.parametrize("made", [total, active, mma, homocysteine])
def test_each_of_the_four_tests_of_b12_and_its_metabolites_is_out_of_date_by_itself(made: Made) -> None:
    fresh = [one("20", collected="2025-12-12") for one in (total, active, mma, homocysteine) if one is not made]
    assert fact("result_out_of_date", case(*fresh, made("20", collected="2025-12-12"))) == "no"
    assert fact("result_out_of_date", case(*fresh, made("20", collected="2025-12-11"))) == "yes"
