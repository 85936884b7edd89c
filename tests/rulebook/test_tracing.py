"""Every requirement of the source article has its row and its test, or a stated reason."""

from pathlib import Path

import pytest

from b12calc.models.vocabulary import PACKS
from b12calc.rulebook.matrix import matrix
from b12calc.rulebook.tracing import Trace, named_by_tests, read_trace

COUNTS = {"A": 5, "B": 6, "C": 6, "D": 8, "E": 5, "F": 8}


@pytest.fixture(scope="module")
def trace() -> Trace:
    return read_trace()


def test_the_requirements_are_those_of_the_source_article(trace: Trace) -> None:
    assert list(trace.requirements) == [f"{part}{n}" for part, count in COUNTS.items() for n in range(1, count + 1)]


def test_a_requirement_is_worded_as_the_source_it_is_cited_by(trace: Trace) -> None:
    for key, text in trace.requirements.items():
        if key in trace.sources:
            assert trace.sources[key].says.replace(" to ", "–") == text.replace(" to ", "–"), key


def test_every_requirement_has_a_row_in_every_pack_and_a_test_or_a_stated_reason(trace: Trace) -> None:
    assert trace.unexplained() == []


def test_no_reason_is_kept_for_what_is_there(trace: Trace) -> None:
    assert set(trace.no_row) == set(trace.without_row())
    assert set(trace.no_test) == set(trace.without_test())
    assert set(trace.partly) <= set(trace.requirements)


def test_the_table_lists_every_requirement_and_every_source(trace: Trace) -> None:
    text = matrix(trace)
    for key in trace.requirements:
        assert f"\n| {key} | " in text
    for key in trace.sources:
        assert f"\n| {key} | " in text or f"\n* {key} (" in text or key in trace.requirements


def test_a_row_of_one_pack_is_marked_and_a_row_of_all_is_not(trace: Trace) -> None:
    assert trace.cites["F2"]["regimen-im"] == ["article"]
    assert "regimen-im (article)" in matrix(trace)
    assert trace.cites["F7"]["status-6"] == list(PACKS)


def test_names_docstrings_and_comments_of_tests_are_read_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_some.py").write_text(
        '"""A1 of the module does not count."""\n'
        'def test_one() -> None:\n    """B2, C1–C3"""\n'
        "def test_of_D4_by_name() -> None:\n    assert 'E1'\n"
        "def test_three() -> None:\n    pass  # F7: said beside the line\n"
        'def helper() -> None:\n    """F8"""\n'
        'def test_f6_is_a_key() -> None:\n    """AFP-D1 and D11 are no requirements"""\n'
    )
    named = named_by_tests(tmp_path)
    assert set(named) == {"B2", "C1", "C2", "C3", "D4", "F7"}
    assert named["F7"] == ["tests/test_some.py::test_three"]
