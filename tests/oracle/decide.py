"""The whole second reading: a case file in, an answer out."""

from datetime import date
from typing import Any, NamedTuple

from .answer import Answer
from .asked import decide_tests
from .causes import lifelong, ranked
from .cautions import decide_warnings, unanswered
from .facts import as_words, derive
from .limits import read_limits
from .record import Record, read_record
from .referrals import decide_referrals
from .start import decide_start
from .status import decide_status
from .urgency import decide_urgency, red_flag_level


class Core(NamedTuple):
    """The six words that the sections decide, without the lists that follow from them."""

    status: str
    urgency: str
    start: str
    route: str
    neurological_involvement: str
    lifelong: str


def decide_core(record: Record, pack: str = "uk", laboratory: dict[str, Any] | None = None) -> Core:
    """Decide the record of a valid case as `decide` does, without its lists: for long walks."""
    facts = derive(record, read_limits(pack, laboratory))
    status = decide_status(facts)[0]
    plan = decide_start(facts, status)
    for_life = "unknown" if status == "out_of_scope" else lifelong(facts.record, facts.causes)
    return Core(status, decide_urgency(facts, status), plan.start, plan.route, facts.neuro, for_life)


def decide(case: dict[str, Any], today: date, pack: str = "uk", laboratory: dict[str, Any] | None = None) -> Answer:
    """Decide a valid case by the specification. Every interval runs to the visit, so `today` changes no word.

    `laboratory`: `{"limits": {analyte: {unit: {"low": "180", "high": "350"}}}}`, mma, homocysteine `{"raised": "280"}`.
    """
    if case.get("format") != "b12calc-case/1" or not isinstance(today, date):
        raise ValueError("a parsed case file and a date are expected")
    facts = derive(read_record(case), read_limits(pack, laboratory))
    decision = decide_status(facts)
    status, status_row = decision
    urgency = decide_urgency(facts, status)
    plan = decide_start(facts, status)
    warnings = decide_warnings(facts, decision, plan)
    words = as_words(facts)
    words["red_flag_level"] = red_flag_level(urgency, unanswered(facts))
    child = status == "out_of_scope"
    return Answer(
        status=status,
        urgency=urgency,
        start=plan.start,
        route=plan.route,
        neurological_involvement=facts.neuro,
        lifelong="unknown" if child else lifelong(facts.record, facts.causes),
        causes=() if child else ranked(facts.causes),
        next_tests=decide_tests(facts, decision, plan, warnings),
        referrals=decide_referrals(facts, status, urgency),
        warnings=warnings,
        facts=words,
        rows={"section 2": urgency, "section 4": status_row, "section 6": plan.row},
    )
