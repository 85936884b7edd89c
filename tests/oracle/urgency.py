"""Section 2: urgency, with the picture that decided."""

from decimal import Decimal

from .blood import figure_below
from .facts import Facts
from .nerves import cord_feature_alone

DEFICIENT = ("deficient", "functional_deficiency")
CONFIRMED = (*DEFICIENT, "probable")


def neurological_emergency(facts: Facts) -> bool:
    """The emergencies of row 2 of section 6."""
    return (
        facts.cord == "yes"
        or facts.optic == "yes"
        or facts.record.yes("rapid_deterioration", "new_weakness", "cannot_walk_unaided")
        or facts.nitrous_with_neuro
    )


def _other_emergency(facts: Facts) -> bool:
    record = facts.record
    pancytopenia = facts.cytopenia == "pancytopenia"
    weak_heart = not facts.grades or bool(facts.grades & {"moderate", "severe"})
    return (
        record.yes("bladder_bowel_change", "major_confusion", "hallucinations", "chest_pain_or_heart_failure")
        or record.yes("thromboembolism")
        or record.seen("mri_spine", "cord_compression")
        or (record.yes("syncope") and weak_heart)
        or facts.thrombotic == "yes"
        or facts.blasts
        or (record.yes("fever") and (pancytopenia or figure_below(record, "neutrophils", Decimal("1.0"))))
        or (record.yes("bleeding") and (pancytopenia or figure_below(record, "platelets", Decimal(50))))
    )


def emergency(facts: Facts) -> bool:
    """Any emergency picture."""
    return neurological_emergency(facts) or _other_emergency(facts)


def _urgent(facts: Facts, status: str) -> bool:
    confirmed = status in CONFIRMED
    old_nitrous = facts.record.yes("nitrous_oxide") and facts.nitrous != "yes"
    return (
        (facts.neuro == "yes" and (confirmed or old_nitrous))
        or facts.neuro_strong == "yes"
        or cord_feature_alone(facts.record)
        or facts.record.yes("frequent_falls", "personality_change")
        or facts.grades == {"severe"}
        or facts.cytopenia == "pancytopenia"
        or (facts.pregnant and confirmed and (facts.anaemia or facts.neuro == "yes"))
        or (facts.mcv == "very_raised" and facts.cytopenia == "one_or_two_lines")
    )


def _soon(facts: Facts, status: str) -> bool:
    if status in CONFIRMED or facts.neuro == "yes" or facts.record.yes("falls"):
        return True
    return status in ("not_tested", "indeterminate", "not_interpretable") and _waiting_picture(facts)


def _waiting_picture(facts: Facts) -> bool:
    """A strong picture, or one that row 18 of section 6 treats while waiting; metabolites only beside symptoms."""
    symptoms = facts.symptomatic == "yes"
    surgery = facts.record.yes("partial_gastrectomy", "bariatric_surgery", "partial_ileal_resection")
    metabolite = facts.usable_raised("mma") or facts.usable_raised("homocysteine")
    return (
        facts.antibody == "positive"
        or facts.nitrous == "yes"
        or facts.record.seen("bone_marrow", "megaloblastic")
        or (symptoms and (facts.irreversible or surgery or metabolite))
    )


def decide_urgency(facts: Facts, status: str) -> str:
    """emergency, urgent, soon or routine."""
    if emergency(facts):
        return "emergency"
    if _urgent(facts, status):
        return "urgent"
    return "soon" if _soon(facts, status) else "routine"


def red_flag_level(urgency: str, unanswered: bool) -> str:
    """emergency, urgent, unanswered or none."""
    if urgency in ("emergency", "urgent"):
        return urgency
    return "unanswered" if unanswered else "none"
