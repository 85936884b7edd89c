"""The questions of the case file: symptoms, signs, red flags, history and circumstances, in their fixed order."""

from typing import Final

SYMPTOM_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "nerve": (
        "paraesthesia",
        "ascending_pattern",
        "reduced_vibration_sense",
        "clumsy_hands",
        "lhermitte",
        "leg_weakness",
        "limb_ataxia",
        "other_neurological",
    ),
    "balance": ("unsteadiness", "gait_change", "falls", "dizziness"),
    "mood": (
        "low_motivation",
        "irritability",
        "reduced_stress_tolerance",
        "emotional_flattening",
        "restlessness",
        "low_mood",
    ),
    "cognition": ("brain_fog", "slow_processing", "word_finding", "forgetfulness", "poor_multitasking"),
    "context": (
        "fatigue",
        "low_stamina",
        "headache",
        "breathlessness",
        "palpitations",
        "pallor",
        "sore_mouth",
        "glossitis",
        "weight_loss",
        "diarrhoea",
        "nausea_vomiting",
        "abdominal_pain",
        "appetite_loss",
        "skin_darkening",
        "poor_sleep",
        "muscle_pain",
        "blurred_vision",
    ),
    "examination": (
        "romberg_positive",
        "reduced_position_sense",
        "reflexes_changed",
        "extensor_plantar",
        "spasticity",
        "optic_atrophy",
        "jaundice",
    ),
    "red_flags": (
        "rapid_deterioration",
        "frequent_falls",
        "new_weakness",
        "major_confusion",
        "personality_change",
        "hallucinations",
        "bladder_bowel_change",
        "visual_loss",
        "cannot_walk_unaided",
        "thromboembolism",
        "bleeding",
        "fever",
        "chest_pain_or_heart_failure",
        "syncope",
    ),
}

HISTORY_GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "diet": (
        "vegan_diet",
        "low_animal_intake",
        "no_reliable_b12_source",
        "narrow_diet_or_poor_appetite",
        "restricted_diet",
    ),
    "absorption": (
        "autoimmune_gastritis",
        "total_gastrectomy",
        "partial_gastrectomy",
        "bariatric_surgery",
        "complete_ileal_resection",
        "partial_ileal_resection",
        "inflammatory_bowel_disease",
        "coeliac_disease",
        "pancreatic_insufficiency",
        "bacterial_overgrowth",
        "abdominal_radiotherapy",
        "h_pylori_infection",
    ),
    "family": ("family_history_b12_or_autoimmune", "other_autoimmune_disease"),
    "medicines": (
        "metformin",
        "proton_pump_inhibitor",
        "h2_blocker",
        "colchicine",
        "antiepileptic",
        "pregabalin",
        "oral_contraceptive",
        "folic_acid_alone",
    ),
    "exposures": (
        "nitrous_oxide",
        "heavy_alcohol",
        "fish_tapeworm",
        "hiv_infection",
        "genetic_b12_disorder",
        "zinc_excess",
    ),
    "organs": ("kidney_disease", "liver_disease", "blood_disorder", "diabetes", "thyroid_disease", "smoking"),
    "circumstances": (
        "adverse_reaction_to_b12",
        "cobalamin_allergy",
        "cobalt_allergy",
        "leber_optic_neuropathy",
        "bleeding_risk",
        "injections_not_possible",
        "tablets_not_reliable",
        "high_dose_biotin",
        "black_ethnicity",
        "swallowing_problem",
    ),
}

ANSWER_GROUPS: Final[dict[str, tuple[str, ...]]] = {**SYMPTOM_GROUPS, **HISTORY_GROUPS}
SYMPTOM_CODES: Final = tuple(code for codes in SYMPTOM_GROUPS.values() for code in codes)
HISTORY_CODES: Final = tuple(code for codes in HISTORY_GROUPS.values() for code in codes)
ANSWER_CODES: Final = SYMPTOM_CODES + HISTORY_CODES

# The red flags of the source article (F7) and of the urgency table that must be answered before anything reassures.
MUST_ANSWER_RED_FLAGS: Final = (
    "rapid_deterioration",
    "frequent_falls",
    "major_confusion",
    "bladder_bowel_change",
    "new_weakness",
    "hallucinations",
    "visual_loss",
)

_SYMPTOMS: Final = frozenset(SYMPTOM_CODES)
RESOLVED: Final = "resolved"


def answer_told(code: str, answer: str | None, course: str | None) -> str | None:
    """Return what one visit answers to a question, yes, no or None; the course of a symptom is an answer too.

    Without an answer of its own a symptom that resolved was asked about and is gone; any other course tells that it is
    there, since a red flag that is told must never be lost.
    """
    if answer is not None or course is None or code not in _SYMPTOMS:
        return answer
    return "no" if course == RESOLVED else "yes"


def course_denies(code: str, answer: str | None, course: str | None) -> bool:
    """Tell whether the answer of one visit and the course beside it cannot both be true."""
    return answer is not None and course is not None and answer_told(code, None, course) not in (None, answer)
