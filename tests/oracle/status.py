"""Section 4: the status. First match wins; the row that decided goes with the word."""

from collections.abc import Callable
from typing import Final

from .facts import Facts
from .metabolites import RAISED

Decision = tuple[str, str]
REASSURING_RANGE: Final = frozenset({"middle", "high"})
COULD_BE_NEUROLOGICAL: Final = (
    "rapid_deterioration",
    "frequent_falls",
    "new_weakness",
    "major_confusion",
    "personality_change",
    "hallucinations",
    "bladder_bowel_change",
    "visual_loss",
    "cannot_walk_unaided",
)


def strong_picture(facts: Facts) -> bool:
    """Row 11: what no high level can answer."""
    raised = facts.mma in RAISED or facts.homocysteine in RAISED
    # A usable raised MMA is row 5 or 11d; of a usable raised homocysteine no other row speaks.
    usability_open = (facts.mma in RAISED and facts.mma_usable == "unknown") or facts.usable_raised("homocysteine")
    with_neuro = facts.macrocytosis or facts.hypersegmented or facts.irreversible or raised
    return (
        facts.cord == "yes"
        or facts.optic == "yes"
        or (facts.neuro == "yes" and with_neuro)
        or facts.antibody == "positive"
        or facts.record.seen("bone_marrow", "megaloblastic")
        or (facts.cytopenia == "pancytopenia" and facts.macrocytosis)
        or usability_open
        or facts.nitrous == "yes"
        or (facts.record.yes("nitrous_oxide") and facts.neuro != "no")
    )


def _row_1_2_3(facts: Facts) -> Decision | None:
    if facts.scope == "under_16":
        return "out_of_scope", "1"
    if not facts.record.has("total_b12", "active_b12", "mma", "homocysteine", "intrinsic_factor_antibody"):
        return "not_tested", "2"
    if facts.active.band == "low" or (facts.total.band == "low" and not facts.pregnant):
        return "deficient", "3"
    return None


def _pregnant_low(facts: Facts) -> bool:
    return facts.total.band == "low" and facts.pregnant


def _pregnant_not_high(facts: Facts) -> bool:
    """Whether the total is low or in between: of the two the lower may not reassure more (P01)."""
    placed = bool(facts.total.possible) and "low" not in facts.total.possible and not facts.total.by_range
    return facts.pregnant and (facts.total.band == "low" or (placed and facts.total.band != "high"))


def _row_5(facts: Facts) -> Decision | None:
    wide = facts.level.band != "high"
    if wide and facts.usable_raised("mma"):
        return "functional_deficiency", "5"
    marked = facts.usable_raised("mma", marked=True)
    if facts.level.band == "high" and (marked or (facts.usable_raised("mma") and facts.symptomatic == "yes")):
        return "functional_deficiency", "5"
    if facts.neuro == "yes" and facts.usable_raised("homocysteine", marked=facts.nitrous != "yes"):
        return "functional_deficiency", "5b"
    return None


def _row_6_7(facts: Facts) -> Decision | None:
    if facts.nitrous_with_neuro:
        return "probable", "6"
    symptoms = facts.symptomatic == "yes"
    if facts.level.band != "high" and facts.antibody == "positive" and symptoms:
        return "probable", "7"
    may_be_middle = facts.level.band not in ("high", "missing")
    blood = (facts.macrocytosis or facts.hypersegmented) and facts.neuro == "yes"
    if may_be_middle and (blood or (facts.irreversible and symptoms)):
        return "probable", "7"
    return None


def _row_4(facts: Facts) -> Decision | None:
    if not _pregnant_low(facts) or facts.active.band == "high":
        return None
    telling = facts.anaemia and (facts.macrocytosis or not facts.iron_deficient)
    if facts.neuro == "yes" or telling or facts.irreversible:
        return "probable", "4"
    return None if facts.treated == "yes" else ("indeterminate", "4")


def _row_8_9_10(facts: Facts) -> Decision | None:
    band = facts.level.band
    if facts.treated == "yes" and band != "missing":
        return "not_interpretable", "8"
    if _pregnant_not_high(facts) and facts.active.band == "high":
        return ("unlikely" if facts.neuro == "no" and facts.grades == {"none"} else "indeterminate"), "4b"
    not_low = bool(facts.level.possible) and "low" not in facts.level.possible and not facts.level.by_range
    if band != "high" and not_low and facts.mma == "normal":
        return ("unlikely" if facts.neuro == "no" else "indeterminate"), "9"
    if band != "high":
        return "indeterminate", "10"
    return None


def _row_12(_: Facts) -> Decision | None:
    return "unlikely", "12"


def _hold_back(facts: Facts, decision: Decision) -> Decision:
    """Rows 11b, 11c and 11d: what would be unlikely, and is not."""
    if decision[0] != "unlikely":
        return decision
    if strong_picture(facts):
        return "indeterminate", "11"
    if facts.unit_doubt or facts.limits_conflict or facts.record.yes("high_dose_biotin"):
        return "indeterminate", "11b"
    if facts.record.yes(*COULD_BE_NEUROLOGICAL):
        return "indeterminate", "11c"
    if facts.level.band == "high" and facts.usable_raised("mma"):
        return "indeterminate", "11d"
    return decision


ROWS: Final[tuple[Callable[[Facts], Decision | None], ...]] = (
    _row_1_2_3,
    _row_5,
    _row_6_7,
    _row_4,
    _row_8_9_10,
    _row_12,
)


def decide_status(facts: Facts) -> Decision:
    """Status and the row that decided it."""
    for row in ROWS:
        decision = row(facts)
        if decision is not None:
            return _hold_back(facts, decision)
    raise AssertionError("row 12 always answers")
