"""What the second reading answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """The words of an assessment, the facts behind them and the rows that decided."""

    status: str
    urgency: str
    start: str
    route: str
    neurological_involvement: str
    lifelong: str
    causes: tuple[str, ...]
    next_tests: frozenset[str]
    referrals: frozenset[str]
    warnings: frozenset[str]
    facts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
