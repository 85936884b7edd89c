"""The properties can fail: wrong answers planted behind the rules are noticed by them."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.rules import assess

from . import cases, test_clinical, test_reading, test_situations, test_values
from .cases import Raw, figure, make_case, with_answer

Change = Callable[[Case, Assessment], dict[str, Any]]
NOTICED = (AssertionError, pytest.fail.Exception)


def plant(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """Let every assessment of the properties carry these changes."""

    def spoiled(case: Case, *, today: date) -> Assessment:
        seen = assess(case, today=today)
        return seen.model_copy(update=change(case, seen))

    monkeypatch.setattr(cases, "assess", spoiled)


def once(prop: Callable[..., None], *drawn: Any) -> None:
    """Run one property on one example."""
    inner = vars(prop)["hypothesis"].inner_test

    @settings(max_examples=1, database=None, deadline=None)
    @given(st.just(drawn))
    def run(example: tuple[Any, ...]) -> None:
        inner(*example)

    run()


def asked(case: Case, code: str) -> str | None:
    """Return the answer to one question."""
    answer: str | None = case.visits[-1].answers.get(code)
    return answer


LOW = figure("total_b12", "120", "ng/L")
HIGH = figure("total_b12", "600", "ng/L")


def read_upside_down(case: Case, seen: Assessment) -> dict[str, Any]:
    """Call a low figure unlikely."""
    return {"status": "unlikely"} if seen.status == "deficient" else {}


def unit_named_wrongly(case: Case, seen: Assessment) -> dict[str, Any]:
    """Say something else for one spelling of the unit."""
    return {"headline": "deficient"} if case.visits[-1].results[0].unit == "pg/mL" else {"headline": "low"}


PROPS: list[tuple[Callable[..., None], Change, tuple[Any, ...]]] = [
    (
        test_values.test_p01_lowering_total_b12_never_lowers_concern,
        read_upside_down,
        (make_case(), (LOW, figure("total_b12", "250", "ng/L"))),
    ),
    (
        test_values.test_p04_a_figure_in_ng_per_litre_and_in_pg_per_millilitre_is_the_same,
        unit_named_wrongly,
        (make_case(), LOW),
    ),
    (
        test_clinical.test_p13_adding_a_red_flag_never_lowers_urgency,
        lambda case, seen: {"urgency": "routine" if asked(case, "new_weakness") == "yes" else "soon"},
        (make_case([LOW]), "new_weakness", "no"),
    ),
    (
        test_clinical.test_p16_not_asked_is_never_more_reassuring_than_no,
        lambda case, seen: {"status": "unlikely" if asked(case, "paraesthesia") is None else "indeterminate"},
        (make_case([LOW]), "paraesthesia"),
    ),
    (
        test_clinical.test_p20_low_folate_says_b12_before_folate_unless_b12_deficiency_is_unlikely,
        lambda case, seen: {"warnings": ()},
        (make_case([LOW]), ("2.9", "ug/L")),
    ),
    (
        test_situations.test_p25_with_a_cobalamin_allergy_no_cobalamin_is_proposed,
        lambda case, seen: {"start": "now", "route": "im"},
        (make_case([LOW]), "no"),
    ),
    (
        test_situations.test_p26_under_sixteen_only_the_scope_and_the_red_flags_are_spoken_of,
        lambda case, seen: {"next_tests": ("mma",)},
        (make_case([LOW]), 12),
    ),
    (
        test_situations.test_p27_adding_a_medicine_never_removes_a_recommended_test,
        lambda case, seen: {"next_tests": () if asked(case, "metformin") == "yes" else ("mma",)},
        (make_case([LOW], {"proton_pump_inhibitor": "yes"}), "metformin", "no"),
    ),
]


@pytest.mark.parametrize(("prop", "change", "drawn"), PROPS, ids=[prop.__name__[5:8] for prop, _, _ in PROPS])
def test_a_planted_wrong_answer_is_noticed(
    prop: Callable[..., None], change: Change, drawn: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of these properties holds on the example and fails once the answer is spoiled."""
    once(prop, *drawn)
    plant(monkeypatch, change)
    with pytest.raises(NOTICED):
        once(prop, *drawn)


def test_a_duplicate_that_counted_twice_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """P33: an assessment that depends on the number of results is told from one that does not."""

    def counting(case: Case, seen: Assessment) -> dict[str, Any]:
        return {"headline": str(len(case.visits[-1].results))}

    plant(monkeypatch, counting)
    single = make_case([HIGH])
    with pytest.raises(AssertionError):
        assert cases.judge(make_case([HIGH, HIGH])) == cases.judge(single)


def test_a_good_file_would_not_pass_for_a_refused_one() -> None:
    """The refusals fail when nothing is refused."""
    good: Raw = with_answer(make_case([LOW]), "fatigue", "yes")
    with pytest.raises(NOTICED):
        test_reading.refused(json.dumps(good))
