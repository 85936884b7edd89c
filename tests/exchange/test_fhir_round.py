"""The way out and back: every result of a case is read again from the bundle that was written of it."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.fhir_written import Raw, back, bundle_of
from tests.exchange.noted import dressed
from tests.exchange.written_back import LATER, hold
from tests.properties.strategies import cases


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_what_is_written_is_read_back_and_only_repeats_are_asked_about(raw: Raw) -> None:
    again = hold(raw, back(bundle_of(raw), LATER).results)
    assert all("different figures of this test" in why for one in again for why in one.why)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_of_several_visits_odd_units_and_free_texts_every_result_comes_back(seed: int) -> None:
    raw: dict[str, Any] = dressed(Random(seed))
    hold(raw, back(bundle_of(raw), LATER).results)
