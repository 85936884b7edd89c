"""Case to facts: everything the tables may read, as finite words, with what each was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from b12calc.models.vocabulary import ANSWER_CODES, HISTORY_GROUPS, MUST_ANSWER_RED_FLAGS, SYMPTOM_GROUPS
from b12calc.rules import blood, numbers, story
from b12calc.rules.chart import Chart
from b12calc.rules.limits import DecisionLimits
from b12calc.rules.side_by_side import notes

# What each derived fact was read from, for the reason lines: results by analyte, and groups of answers.
GROUND_RESULTS: Mapping[str, tuple[str, ...]] = {
    "total_b12_band": ("total_b12",),
    "active_b12_band": ("active_b12",),
    "b12_band": ("total_b12", "active_b12"),
    "b12_discordant": ("total_b12", "active_b12"),
    "total_b12_near_limit": ("total_b12",),
    "limits_conflict": ("total_b12", "active_b12"),
    "unit_doubt": ("total_b12",),
    "repeat_too_early": ("total_b12", "active_b12"),
    "mma_band": ("mma",),
    "homocysteine_band": ("homocysteine",),
    "kidney": ("egfr", "creatinine"),
    "mma_usable": ("egfr", "creatinine"),
    "homocysteine_usable": ("folate", "red_cell_folate", "egfr", "creatinine"),
    "folate_band": ("folate", "red_cell_folate"),
    "anaemia": ("haemoglobin",),
    "mcv_band": ("mcv",),
    "cytopenia": ("haemoglobin", "white_cells", "neutrophils", "platelets"),
    "platelets_below_50": ("platelets",),
    "neutrophils_below_1": ("neutrophils",),
    "thrombotic_picture": ("blood_film", "platelets", "ldh", "haptoglobin"),
    "blasts": ("blood_film",),
    "hypersegmentation": ("blood_film",),
    "megaloblastic_marrow": ("bone_marrow",),
    "cord_compression": ("mri_spine",),
    "iron_deficiency": ("ferritin",),
    "antibody": ("intrinsic_factor_antibody",),
    "irreversible": ("intrinsic_factor_antibody",),
}
GROUND_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "neuro": story.NEURO_ITEMS,
    "neuro_strong": story.NEURO_ITEMS,
    "neuro_new_or_worse": story.NEURO_ITEMS,
    "cord": (*[code for group in story.CORD_FEATURES for code in group], *story.CORD_SIGNS),
    "cord_feature_alone": tuple(code for group in story.CORD_FEATURES for code in group),
    "optic": story.OPTIC,
    "symptomatic": story.COMPLAINTS + SYMPTOM_GROUPS["examination"] + SYMPTOM_GROUPS["red_flags"],
    "cognitive_or_mood": SYMPTOM_GROUPS["mood"] + SYMPTOM_GROUPS["cognition"],
    "telling_pattern": (*story.NEURO_ITEMS, *SYMPTOM_GROUPS["cognition"], "fatigue"),
    "red_flag_neuro": story.RED_FLAG_NEURO,
    "red_flags_answered": MUST_ANSWER_RED_FLAGS,
    "nitrous": ("nitrous_oxide",),
    "risk_factor": story.RISK_FACTORS,
    "stacked": tuple(code for codes in story.MECHANISMS for code in codes),
    "irreversible": ("autoimmune_gastritis", "total_gastrectomy", "complete_ileal_resection"),
    "malabsorption": story.MALABSORPTION,
    "unreliable_diet": ("vegan_diet", "low_animal_intake", "no_reliable_b12_source"),
    "drug_long": story.ACID_OR_METFORMIN,
    "other_cause": story.RISK_FACTORS,
    "upper_gi_symptoms": story.UPPER_GI,
    "no_gain": (*story.TIREDNESS, *story.NEURO_ITEMS),
    "homocysteine_usable": ("thyroid_disease", "kidney_disease"),
    "mma_usable": ("kidney_disease",),
    "kidney": ("kidney_disease",),
}
_MEASURED = frozenset({"total_b12", "active_b12", "mma", "homocysteine", "intrinsic_factor_antibody"})
_NOT_ASKED = dict.fromkeys(ANSWER_CODES, "unknown")
# Causes that make "age 60 or more, nothing else" untrue. A medicine does not: it lowers B12 a little in many older
# people and must not hide autoimmune gastritis (P27).
_OTHER_CAUSES = frozenset(
    code
    for code in story.RISK_FACTORS
    if code not in ("heavy_alcohol", "hiv_infection") and code not in HISTORY_GROUPS["medicines"]
)


@dataclass(frozen=True, slots=True)
class Read:
    """Hold the facts of one chart as words; ``notes`` say of some of them what a reason line says, with figures."""

    chart: Chart
    age: int | None
    words: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)


def age_at(chart: Chart) -> int | None:
    """Return the age in completed years at the visit, or None where only a group or nothing is known."""
    born: date | None = chart.patient.date_of_birth
    if born is None:
        return chart.patient.age_years
    return chart.day.year - born.year - ((chart.day.month, chart.day.day) < (born.month, born.day))


def read_facts(chart: Chart, limits: DecisionLimits) -> Read:
    """Return every fact of a chart; nothing is left out, and what is not known says unknown or missing."""
    age = age_at(chart)
    words = {**_NOT_ASKED, **chart.answers}
    words |= _person(chart, limits, age)
    words |= numbers.b12_facts(chart, limits)
    words["kidney"] = numbers.kidney_fact(chart, limits, age)
    words["folate_band"] = blood.folate_fact(chart, limits)
    words |= numbers.metabolite_facts(chart, limits, words["kidney"], words["folate_band"])
    words |= blood.blood_facts(chart, limits, words["pregnant"])
    words["antibody"] = numbers.antibody_fact(chart, limits)
    words["irreversible"] = story.irreversible(chart, words["antibody"])
    words |= story.nerve_facts(chart)
    words |= story.complaint_facts(chart, words["neuro"])
    words |= story.exposure_facts(chart, limits)
    words |= story.risk_facts(chart, limits, age, words["antibody"])
    words["neuro_strong"] = story.strength(chart, words["neuro"], _supported(words))
    words["any_measured"] = "no" if _MEASURED.isdisjoint(chart.results) else "yes"
    other = words["antibody"] == "positive" or chart.any_yes(_OTHER_CAUSES)
    words["other_cause"] = "yes" if other else "no"
    words["no_gain"] = story.no_gain(chart, limits)
    words["result_out_of_date"] = numbers.out_of_date(chart, limits)
    return Read(chart, age, words, notes(chart, limits))


def _person(chart: Chart, limits: DecisionLimits, age: int | None) -> dict[str, str]:
    patient = chart.patient
    scope = {"adult": "adult", "child": "under_16"}.get(patient.age_group or "", "unknown")
    if age is not None:
        scope = "adult" if age >= limits.intervals["scope_age"] else "under_16"
    pregnancy = "not_pregnant" if patient.sex == "male" else patient.pregnancy
    unknown = pregnancy == "unknown"
    return {
        "scope": scope,
        "pregnant": "unknown" if unknown else "yes" if pregnancy == "pregnant" else "no",
        "breastfeeding": "unknown" if unknown else "yes" if pregnancy == "breastfeeding" else "no",
    }


def _supported(words: Mapping[str, str]) -> bool:
    """Tell whether blood, exposure or an irreversible cause lends weight to nerve symptoms."""
    return (
        words["mcv_band"] in ("raised", "very_raised")
        or words["hypersegmentation"] == "yes"
        or words["nitrous"] == "yes"
        or words["irreversible"] == "yes"
    )
