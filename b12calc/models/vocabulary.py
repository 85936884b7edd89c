"""The fixed words of the case file and the assessment file.

Plain tuples, no pydantic: the window is painted from these before any model is loaded. Words are never
renamed or reused; a new guideline may add some. Meaning and order follow the case format.
"""

from typing import Final

CASE_FORMAT: Final = "b12calc-case/1"
ASSESSMENT_FORMAT: Final = "b12calc-assessment/1"

SEXES: Final = ("female", "male", "other", "unknown")
PREGNANCY: Final = ("not_pregnant", "pregnant", "breastfeeding", "unknown")
AGE_GROUPS: Final = ("adult", "child")
COMPARATORS: Final = ("<", "<=", ">", ">=", "~")
FINDINGS: Final = ("positive", "negative", "equivocal", "normal", "abnormal", "raised", "low", "undetectable")
ANSWERS: Final = ("yes", "no")
B12_BEFORE: Final = ("none", "oral", "injection", "some", "unknown")
SEVERITIES: Final = ("mild", "moderate", "severe")
COURSES: Final = ("improving", "stable", "worsening", "resolved", "improved", "unchanged", "worse", "new")
TREATMENT_ROUTES: Final = ("im", "oral")

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

# Most concerned first: the order the rules compare by.
STATUSES: Final = (
    "deficient",
    "functional_deficiency",
    "probable",
    "not_interpretable",
    "indeterminate",
    "unlikely",
    "not_tested",
    "out_of_scope",
)
URGENCIES: Final = ("emergency", "urgent", "soon", "routine")
STARTS: Final = ("now", "while_waiting", "after_tests", "not_indicated", "specialist_first")
ROUTES: Final = ("im", "oral", "im_or_oral", "none")
CAUSES: Final = (
    "autoimmune_gastritis",
    "gastric_surgery",
    "ileal",
    "malabsorption_other",
    "dietary",
    "drug",
    "nitrous_oxide",
    "genetic",
    "parasitic",
    "unknown",
)
THREE_VALUES: Final = ("yes", "no", "unknown")
TESTS: Final = (
    "total_b12",
    "active_b12",
    "mma",
    "homocysteine",
    "folate",
    "fbc",
    "blood_film",
    "creatinine",
    "intrinsic_factor_antibody",
    "parietal_cell_antibody",
    "gastrin",
    "coeliac_serology",
    "h_pylori",
    "ferritin",
    "tsh",
    "hba1c",
    "liver",
    "adamts13",
    "thiamine",
    "potassium",
    "reticulocytes",
    "copper",
    "hiv",
    "stool_parasites",
    "mri_spine",
    "endoscopy",
    "repeat_b12",
)
REFERRALS: Final = (
    "emergency",
    "neurology",
    "haematology",
    "gastroenterology",
    "ophthalmology",
    "obstetrics",
    "psychiatry",
    "paediatrics",
    "dietitian",
)
WARNINGS: Final = (
    "normal_b12_does_not_exclude",
    "normal_count_does_not_exclude",
    "no_folate_alone",
    "level_raised_by_supplement",
    "level_lowered_without_deficiency",
    "metabolites_unreliable_kidney",
    "homocysteine_not_specific",
    "antibody_assay_interference",
    "assay_units_check",
    "discordant_results",
    "near_cut_off",
    "lab_limits_differ",
    "neuro_do_not_delay",
    "nitrous_oxide_stop",
    "potassium_early",
    "allergy_check",
    "leber_avoid_cyanocobalamin",
    "other_cause_likely",
    "do_not_repeat_b12_on_treatment",
    "high_b12_look_for_cause",
    "pregnancy_total_b12_unreliable",
    "copper_mimic",
    "thrombotic_picture",
    "kidney_or_complex_gi_caution",
    "unanswered_red_flags",
    "out_of_date_result",
    "antibody_negative_does_not_exclude",
    "normal_metabolites_do_not_exclude",
    "gastric_cancer_vigilance",
    "iron_may_coexist",
    "medicine_review",
    "dietary_advice",
    "oral_not_enough",
    "review_response",
    "treat_underlying",
    "psychiatric_safety",
    "thrombosis_risk",
    "exclude_cord_compression",
)
PACKS: Final = ("uk",)
RECOMMENDATION_KINDS: Final = (
    "urgent",
    "status",
    "start",
    "treatment",
    "test",
    "referral",
    "advice",
    "warning",
    "note",
)
STRENGTHS: Final = ("offer", "consider", "do_not", "local", "program")
