"""What an old assessment advised is read word for word; what is no assessment is refused in one sentence."""

import json
from typing import Any

import pytest

from b12calc.models.advised import advised
from b12calc.problems import ProblemsFound

OLD: dict[str, Any] = {
    "format": "b12calc-assessment/1",
    "headline": "Same-day assessment.",
    "status_text": "Deficient: total B12 is below the limit.",
    "recommendations": [
        {"kind": "treatment", "text": "Start injections now."},
        {"kind": "note", "text": "Ask about pregnancy."},
        {"kind": "test", "text": "Folate."},
        {"kind": "test", "text": "Folate."},
    ],
    "regimen": {
        "text": "Injections.",
        "phases": [
            {"medicine": "hydroxocobalamin", "dose": "1 mg", "dates": ["2026-03-12", "2026-03-16"]},
            {"medicine": "hydroxocobalamin", "dose": "1 mg", "dates": []},
        ],
    },
    "follow_up": [{"due": "2026-05-07", "text": "Blood count."}],
}


def read(old: object) -> list[tuple[str, str]]:
    return [(line.kind, line.text) for line in advised(json.dumps(old).encode())]


def test_every_line_that_advised_something_is_told_once_and_in_order() -> None:
    assert read(OLD) == [
        ("urgent", "Same-day assessment."),
        ("status", "Deficient: total B12 is below the limit."),
        ("treatment", "Start injections now."),
        ("test", "Folate."),
        ("regimen", "Injections."),
        ("dose", "hydroxocobalamin 1 mg: 12 Mar 2026, 16 Mar 2026"),
        ("review", "7 May 2026: Blood count."),
    ]


def test_an_assessment_without_regimen_and_plan_tells_what_there_is() -> None:
    bare = {**OLD, "recommendations": [], "regimen": None, "follow_up": []}
    assert [kind for kind, _ in read(bare)] == ["urgent", "status"]


@pytest.mark.parametrize(
    "saved",
    [
        b"", b"\xff", b"null", b"[]", b"3", b'"b12calc-assessment/1"', b"{}", b"[" * 100_000,
        json.dumps({**OLD, "format": "b12calc-case/1"}).encode(),
        json.dumps({name: value for name, value in OLD.items() if name != "follow_up"}).encode(),
        json.dumps({**OLD, "recommendations": [None]}).encode(),
        json.dumps({**OLD, "follow_up": [{"due": "soon", "text": "Blood count."}]}).encode(),
    ],
    ids=lambda saved: repr(saved[:20]),
)  # fmt: skip
def test_what_is_no_assessment_is_refused_in_one_sentence(saved: bytes) -> None:
    with pytest.raises(ProblemsFound, match=r"an assessment file \(b12calc-assessment/1\) was expected"):
        advised(saved)
