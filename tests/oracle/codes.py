"""The groups of answer codes that the decisions name."""

from typing import Final

NERVE: Final = (
    "paraesthesia",
    "ascending_pattern",
    "reduced_vibration_sense",
    "clumsy_hands",
    "lhermitte",
    "leg_weakness",
    "limb_ataxia",
    "other_neurological",
)
BALANCE: Final = ("unsteadiness", "gait_change", "falls", "dizziness")
MOOD: Final = (
    "low_motivation",
    "irritability",
    "reduced_stress_tolerance",
    "emotional_flattening",
    "restlessness",
    "low_mood",
)
COGNITION: Final = ("brain_fog", "slow_processing", "word_finding", "forgetfulness", "poor_multitasking")
CONTEXT: Final = (
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
)
NEURO_SIGNS: Final = (
    "romberg_positive",
    "reduced_position_sense",
    "reflexes_changed",
    "extensor_plantar",
    "spasticity",
    "optic_atrophy",
)
EXAMINATION: Final = (*NEURO_SIGNS, "jaundice")
SYMPTOMS: Final = NERVE + BALANCE + MOOD + COGNITION + CONTEXT + EXAMINATION
RED_FLAGS: Final = (
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
)
NEURO_RED_FLAGS: Final = RED_FLAGS[:9]
MUST_ANSWER: Final = (
    "rapid_deterioration",
    "frequent_falls",
    "major_confusion",
    "bladder_bowel_change",
    "new_weakness",
    "hallucinations",
    "visual_loss",
)
SYMPTOM_LIKE: Final = SYMPTOMS + RED_FLAGS

DIET: Final = (
    "vegan_diet",
    "low_animal_intake",
    "no_reliable_b12_source",
    "narrow_diet_or_poor_appetite",
    "restricted_diet",
)
ABSORPTION: Final = (
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
)
FAMILY: Final = ("family_history_b12_or_autoimmune", "other_autoimmune_disease")
MEDICINES: Final = (
    "metformin",
    "proton_pump_inhibitor",
    "h2_blocker",
    "colchicine",
    "antiepileptic",
    "pregabalin",
    "oral_contraceptive",
    "folic_acid_alone",
)
EXPOSURES: Final = (
    "nitrous_oxide",
    "heavy_alcohol",
    "fish_tapeworm",
    "hiv_infection",
    "genetic_b12_disorder",
    "zinc_excess",
)
ORGANS: Final = ("kidney_disease", "liver_disease", "blood_disorder", "diabetes", "thyroid_disease", "smoking")
CIRCUMSTANCES: Final = (
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
)
HISTORY: Final = DIET + ABSORPTION + FAMILY + MEDICINES + EXPOSURES + ORGANS + CIRCUMSTANCES
GASTRIC_SURGERY: Final = ("total_gastrectomy", "partial_gastrectomy", "bariatric_surgery")
GUT_SURGERY: Final = (*GASTRIC_SURGERY, "complete_ileal_resection", "partial_ileal_resection")
MALABSORPTION: Final = ("coeliac_disease", "pancreatic_insufficiency", "bacterial_overgrowth")
ILEAL: Final = (
    "complete_ileal_resection",
    "partial_ileal_resection",
    "inflammatory_bowel_disease",
    "abdominal_radiotherapy",
)
ACID_OR_METFORMIN: Final = ("metformin", "proton_pump_inhibitor", "h2_blocker")
DRUGS: Final = (*ACID_OR_METFORMIN, "colchicine", "antiepileptic")
