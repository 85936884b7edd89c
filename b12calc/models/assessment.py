"""The assessment: what the rules answer, each line with its rule, the facts it read and its sources."""

from typing import Literal

from b12calc.models import vocabulary as words
from b12calc.models.base import Day, Strict
from b12calc.models.course import Course
from b12calc.models.repeat import Repeat

Status = Literal[words.STATUSES]  # type: ignore[valid-type]


class Recommendation(Strict):
    """Say one thing to do or to know; ``because`` holds the facts read, with the numbers."""

    id: str
    kind: Literal[words.RECOMMENDATION_KINDS]  # type: ignore[valid-type]
    code: str | None = None
    text: str
    strength: Literal[words.STRENGTHS]  # type: ignore[valid-type]
    because: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Reason(Strict):
    """Say which row of which table decided one field, on which facts, by whose word."""

    decision: str
    value: str
    row: str
    text: str
    because: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Measurement(Strict):
    """Show one result as the rules read it: reported figure, band, the limits in the reported unit.

    ``value``, ``low_limit`` and ``high_limit`` are in ``unit``; ``also`` is the same figure in its other unit, for
    display only; ``reading`` is the band in words; ``unit_asked`` is the unit in which the number would fall in another
    class, where nothing on the report speaks for the unit given. ``same_band_percent`` is how likely the true B12 lies
    in the band of the figure; it decides nothing. ``adjustment`` says which other figure was graded, and why.
    ``repeats`` holds the earlier results of the analyte that something can be said of; their words are remarks too.
    """

    analyte: str
    name: str
    text: str
    value: str | None = None
    comparator: str | None = None
    unit: str | None = None
    finding: str | None = None
    also: str | None = None
    collected: Day | None = None
    band: str | None = None
    reading: str | None = None
    low_limit: str | None = None
    high_limit: str | None = None
    limits_from: str | None = None
    reference_low: str | None = None
    reference_high: str | None = None
    doubt_low: str | None = None
    doubt_high: str | None = None
    same_band_percent: int | None = None
    unit_asked: str | None = None
    adjustment: str | None = None
    repeats: tuple[Repeat, ...] = ()
    remarks: tuple[str, ...] = ()


class Phase(Strict):
    """Hold one part of a regimen: dose, route, interval, number of doses and their real dates."""

    medicine: str
    dose: str
    route: Literal["im", "oral"]
    every: str
    doses: int | None = None
    dates: tuple[Day, ...] = ()
    latest: Day | None = None
    earliest: Day | None = None
    note: str | None = None


class Regimen(Strict):
    """Hold a treatment as the pack prints it, dated."""

    id: str
    text: str
    phases: tuple[Phase, ...]
    alternatives: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class FollowUp(Strict):
    """Hold one thing to come: when, what, why."""

    due: Day
    what: tuple[str, ...]
    text: str
    why: str
    sources: tuple[str, ...] = ()


class CitationLine(Strict):
    """Name one source used in this assessment, with its evidence tag and what it says."""

    id: str
    title: str
    says: str
    evidence: str
    unconfirmed: bool


class Substitution(Strict):
    """Say what can be done here in place of steps of the plan, and what is lost by it; the plan itself stays.

    ``steps`` are the codes of the steps it stands in for, ``needs`` the resources it relies on, ``check`` those of them
    that the clinic profile says nothing of. ``where`` is elsewhere when nothing done here replaces the step.
    ``dates`` are doses as they can be given here, ``unkept`` those that no nurse day allows.
    """

    id: str
    steps: tuple[str, ...]
    ideal: str
    here: str
    where: Literal[words.WHERE]  # type: ignore[valid-type]
    reason: str
    risk: str
    strength: Literal[words.STRENGTHS]  # type: ignore[valid-type]
    needs: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    dates: tuple[Day, ...] = ()
    unkept: tuple[Day, ...] = ()
    sources: tuple[str, ...]


class WhyNot(Strict):
    """Say why one option was not chosen: what its nearest row would have needed, or which row came before it."""

    decision: str
    value: str
    row: str
    text: str
    needs: tuple[str, ...] = ()


class Change(Strict):
    """Name the smallest single change of an input that leads to one other answer.

    ``value`` is what the input would have to be: a figure in ``unit``, or a word of the case format.
    """

    input: str
    value: str
    unit: str | None = None
    text: str
    decision: str
    now: str
    then: str


class Outcome(Strict):
    """Hold one answer that is still possible while questions are open."""

    status: Status
    urgency: Literal[words.URGENCIES]  # type: ignore[valid-type]
    start: Literal[words.STARTS]  # type: ignore[valid-type]
    route: Literal[words.ROUTES]  # type: ignore[valid-type]


class AnswerSet(Strict):
    """Hold what the open questions leave possible; ``settled`` when every answer to them leads to the same plan."""

    questions: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    settled: bool = True
    ask_first: str | None = None


class CombinedIndicator(Strict):
    """Hold the experimental combined indicator cB12: a figure with its class, or why it was not computed.

    Nothing in the assessment is decided by it. ``value`` has no unit.
    """

    value: str | None = None
    category: Literal["elevated", "adequate", "low", "possible_deficiency", "probable_deficiency"] | None = None
    text: str
    refused: tuple[str, ...] = ()
    statement: str
    sources: tuple[str, ...]


class Assessment(Strict):
    """Hold the whole answer for one case on one day under one pack; equal inputs give equal bytes.

    ``review`` says by whom the rules were reviewed, or that nobody has reviewed them yet.
    """

    format: Literal["b12calc-assessment/1"] = words.ASSESSMENT_FORMAT
    program: str
    edition: str
    pack: Literal[words.PACKS]  # type: ignore[valid-type]
    laboratory: str | None = None
    clinic: str | None = None
    today: Day
    status: Status
    urgency: Literal[words.URGENCIES]  # type: ignore[valid-type]
    start: Literal[words.STARTS]  # type: ignore[valid-type]
    route: Literal[words.ROUTES]  # type: ignore[valid-type]
    neurological_involvement: Literal[words.THREE_VALUES]  # type: ignore[valid-type]
    causes: tuple[Literal[words.CAUSES], ...]  # type: ignore[valid-type]
    lifelong: Literal[words.THREE_VALUES]  # type: ignore[valid-type]
    next_tests: tuple[Literal[words.TESTS], ...]  # type: ignore[valid-type]
    referrals: tuple[Literal[words.REFERRALS], ...]  # type: ignore[valid-type]
    warnings: tuple[Literal[words.WARNINGS], ...]  # type: ignore[valid-type]
    open_questions: tuple[str, ...]
    unanswered_red_flags: tuple[str, ...] = ()
    headline: str
    status_text: str
    reasons: tuple[Reason, ...]
    measurements: tuple[Measurement, ...] = ()
    recommendations: tuple[Recommendation, ...]
    regimen: Regimen | None = None
    follow_up: tuple[FollowUp, ...] = ()
    here: tuple[Substitution, ...] = ()
    citations: tuple[CitationLine, ...] = ()
    stamp: str
    review: str = ""
    problems: tuple[str, ...] = ()
    why_not: tuple[WhyNot, ...] = ()
    would_change: tuple[Change, ...] = ()
    answer_set: AnswerSet = AnswerSet()
    combined_indicator: CombinedIndicator | None = None
    course: Course | None = None
