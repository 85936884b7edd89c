"""Section 12: each warning and what sets it."""

from datetime import date

from .asked import metabolites_planned
from .causes import firm
from .codes import DIET, DRUGS, GASTRIC_SURGERY, GUT_SURGERY, ILEAL, MALABSORPTION, MUST_ANSWER
from .facts import Facts
from .history import injected
from .levels import discordant
from .metabolites import RAISED
from .record import collected, days_between
from .start import OTHER_MALABSORPTION, Plan
from .status import Decision
from .urgency import CONFIRMED

RED_FLAG_WARNINGS = frozenset(
    {"unanswered_red_flags", "thrombotic_picture", "psychiatric_safety", "exclude_cord_compression"}
)
UNDERLYING = (
    *MALABSORPTION,
    "fish_tapeworm",
    "inflammatory_bowel_disease",
    "h_pylori_infection",
)


def unanswered(facts: Facts) -> bool:
    """A red flag that must be answered is not."""
    return any(facts.record.answers.get(code) not in ("yes", "no") for code in MUST_ANSWER)


def _level_warnings(facts: Facts, decision: Decision) -> dict[str, bool]:
    status, row = decision
    band = facts.level.band
    reassuring = band == "high" or status == "unlikely"
    doubted = facts.neuro == "yes" or facts.nitrous == "yes" or facts.antibody == "positive"
    lowering = facts.pregnant or facts.folate == "low"
    lowering = lowering or facts.record.yes("oral_contraceptive", "blood_disorder", "hiv_infection")
    metabolite_against = (band == "low" and facts.mma == "normal") or (band == "high" and facts.usable_raised("mma"))
    either_high = "high" in (facts.total.band, facts.active.band)
    return {
        "normal_b12_does_not_exclude": (reassuring and doubted) or row in ("11", "11b", "11c", "11d"),
        "level_raised_by_supplement": row == "8" or (facts.treated == "yes" and band in ("middle", "high")),
        "level_lowered_without_deficiency": facts.total.band in ("low", "middle") and lowering,
        "antibody_assay_interference": (facts.antibody == "positive" and either_high)
        or facts.record.yes("high_dose_biotin"),
        "assay_units_check": facts.unit_doubt,
        "discordant_results": discordant(facts.total, facts.active) or metabolite_against,
        "near_cut_off": facts.near_limit,
        "lab_limits_differ": facts.limits_conflict,
        "high_b12_look_for_cause": facts.total.very_high and facts.treated != "yes",
        "pregnancy_total_b12_unreliable": facts.pregnant and facts.record.has("total_b12"),
        "out_of_date_result": _out_of_date(facts),
    }


def _out_of_date(facts: Facts) -> bool:
    record = facts.record
    started = (record.treatment or {}).get("started")
    for analyte in ("total_b12", "active_b12", "mma", "homocysteine"):
        if record.has(analyte):
            day = collected(record.results[analyte])
            before = bool(started) and day < date.fromisoformat(str(started))
            if before or days_between(day, record.visit) > 90:
                return True
    return False


def _metabolite_warnings(facts: Facts, decision: Decision, plan: Plan) -> dict[str, bool]:
    record = facts.record
    raised = facts.homocysteine in RAISED
    elsewhere = facts.folate in ("low", "missing", "unresolved") or facts.kidney in ("reduced", "poor")
    elsewhere = elsewhere or record.yes("thyroid_disease", "heavy_alcohol", "smoking")
    normal = "normal" in (facts.mma, facts.homocysteine)
    return {
        "metabolites_unreliable_kidney": facts.kidney != "normal" and metabolites_planned(facts, decision, plan),
        "homocysteine_not_specific": raised and elsewhere,
        "normal_metabolites_do_not_exclude": decision[1] == "8"
        or (normal and (facts.treated == "yes" or facts.neuro_strong == "yes")),
        "antibody_negative_does_not_exclude": facts.antibody == "negative"
        and record.word("gastric_biopsy") != "normal",
        "thrombosis_risk": facts.homocysteine == "markedly_raised"
        or facts.nitrous_with_neuro
        or record.yes("thromboembolism"),
    }


def _blood_warnings(facts: Facts, decision: Decision, plan: Plan) -> dict[str, bool]:
    status = decision[0]
    record = facts.record
    normal_count = facts.grades == {"none"} and facts.mcv == "normal"
    open_status = status in (*CONFIRMED, "indeterminate")
    deep = facts.grades == {"severe"} or plan.row == "7"
    deep = deep or (facts.grades == {"moderate"} and facts.cytopenia == "pancytopenia")
    folate = facts.folate == "low" or record.yes("folic_acid_alone") or facts.macrocytosis
    return {
        "normal_count_does_not_exclude": normal_count and (open_status or facts.neuro == "yes"),
        "no_folate_alone": folate and status != "unlikely",
        "potassium_early": deep and plan.start == "now",
        "thrombotic_picture": facts.thrombotic == "yes",
        "iron_may_coexist": (facts.mcv in ("low", "normal") and facts.anaemia)
        or record.yes(*GASTRIC_SURGERY, "coeliac_disease"),
    }


def _person_warnings(facts: Facts, decision: Decision) -> dict[str, bool]:
    status = decision[0]
    record = facts.record
    not_excluded = not record.has("mri_spine") or record.seen("mri_spine", "cord_compression")
    worse_on_treatment = facts.treated == "yes" and facts.neuro_worse
    copper = (*GASTRIC_SURGERY, "zinc_excess", *MALABSORPTION, *ILEAL)
    return {
        "nitrous_oxide_stop": facts.nitrous == "yes",
        "allergy_check": record.yes("cobalt_allergy", "cobalamin_allergy"),
        "leber_avoid_cyanocobalamin": record.yes("leber_optic_neuropathy"),
        "other_cause_likely": (status == "unlikely" and facts.symptomatic == "yes") or worse_on_treatment,
        "copper_mimic": (facts.neuro == "yes" and record.yes(*copper)) or worse_on_treatment,
        "unanswered_red_flags": unanswered(facts),
        "gastric_cancer_vigilance": "autoimmune_gastritis" in firm(facts.causes),
        "medicine_review": record.yes(*DRUGS) and status != "unlikely",
        "dietary_advice": record.yes(*DIET),
        "treat_underlying": record.yes(*UNDERLYING),
        "psychiatric_safety": record.yes("hallucinations", "major_confusion", "personality_change"),
        "exclude_cord_compression": record.yes("bladder_bowel_change") or (facts.cord == "yes" and not_excluded),
    }


def _plan_warnings(facts: Facts, plan: Plan) -> dict[str, bool]:
    proposed = plan.start in ("now", "while_waiting") and plan.route != "none"
    poor_uptake = bool(firm(facts.causes) & {"autoimmune_gastritis", *OTHER_MALABSORPTION})
    complex_gut = facts.record.yes(*GUT_SURGERY, "inflammatory_bowel_disease")
    return {
        "neuro_do_not_delay": facts.neuro == "yes" and plan.start in ("now", "while_waiting"),
        "do_not_repeat_b12_on_treatment": injected(facts.record) or (plan.start == "now" and plan.route == "im"),
        "kidney_or_complex_gi_caution": proposed and (facts.kidney in ("reduced", "poor") or complex_gut),
        "oral_not_enough": plan.route == "oral" and (plan.bridge or poor_uptake or facts.neuro == "yes"),
        "review_response": proposed,
    }


def decide_warnings(facts: Facts, decision: Decision, plan: Plan) -> frozenset[str]:
    """Every warning that is set."""
    table = {
        **_level_warnings(facts, decision),
        **_metabolite_warnings(facts, decision, plan),
        **_blood_warnings(facts, decision, plan),
        **_person_warnings(facts, decision),
        **_plan_warnings(facts, plan),
    }
    found = frozenset(word for word, there in table.items() if there)
    return found & RED_FLAG_WARNINGS if decision[0] == "out_of_scope" else found
