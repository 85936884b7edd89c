"""The fixed words of the case file and the assessment file.

Plain tuples, no pydantic: the window is painted from these before any model is loaded. Words are never
renamed or reused; a new guideline may add some. Meaning and order follow the case format.
"""

from typing import Final

from b12calc.models.answers import (
    ANSWER_CODES,
    ANSWER_GROUPS,
    HISTORY_CODES,
    HISTORY_GROUPS,
    MUST_ANSWER_RED_FLAGS,
    SYMPTOM_CODES,
    SYMPTOM_GROUPS,
)

# The questions stand in a room of their own and are words of the format too.
__all__ = [
    "ANSWER_CODES",
    "ANSWER_GROUPS",
    "HISTORY_CODES",
    "HISTORY_GROUPS",
    "MUST_ANSWER_RED_FLAGS",
    "SYMPTOM_CODES",
    "SYMPTOM_GROUPS",
]

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
COURSE_VERDICTS: Final = (
    "specialist_first",
    "emergency_first",
    "change",
    "worse",
    "too_early",
    "not_enough",
    "ask_course",
    "ask_daily_life",
    "continue_lifelong",
    "continue",
    "ask_red_flags",
    "may_stop",
)

RESPONSES: Final = ("as_expected", "within_time", "not_as_expected", "not_known")

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
PACKS: Final = ("uk", "us", "article")
PAPERS: Final = ("A4", "Letter", "A5")
PRINT_SIZES: Final = (12, 18, 24)  # points, of the patient sheet

# What a clinic may have or lack (clinic profile).
CLINIC_TESTS: Final = tuple(code for code in TESTS if code != "repeat_b12")
MEDICINES: Final = (
    "hydroxocobalamin_injection",
    "cyanocobalamin_injection",
    "cyanocobalamin_tablets_1000",
    "cyanocobalamin_tablets_50",
    "methylcobalamin_tablets_1000",
    "folic_acid_5",
    "potassium_supplement",
)
MEANS: Final = ("cold", "nurse_days", "printer")
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WHERE: Final = ("here", "elsewhere")
RECOMMENDATION_KINDS: Final = (
    "urgent",
    "status",
    "course",
    "start",
    "treatment",
    "test",
    "referral",
    "advice",
    "warning",
    "note",
)
STRENGTHS: Final = ("offer", "consider", "do_not", "local", "program")
# How an earlier result stands beside the one that counts.
REPEATS: Final = ("same_result", "within_person", "changed", "not_comparable", "not_known")
