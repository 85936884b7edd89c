"""The next tests: sections 3, 5, 6, 7 and 9, less what is already there."""

from typing import Final

from .causes import firm
from .facts import Facts
from .history import injected
from .levels import discordant
from .nerves import cognitive_or_mood
from .start import Plan
from .status import Decision, strong_picture
from .urgency import CONFIRMED

ANSWERED_BY: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "fbc": (("haemoglobin", "mcv"),),
    "creatinine": (("creatinine",), ("egfr",)),
    "coeliac_serology": (("ttg_iga",),),
    "folate": (("folate",), ("red_cell_folate",)),
    "repeat_b12": (),
    "liver": (),
}


def present(facts: Facts, test: str) -> bool:
    """The case already holds a result of the test."""
    ways = ANSWERED_BY.get(test, ((test,),))
    return any(all(facts.record.has(analyte) for analyte in way) for way in ways)


def _initial(facts: Facts, status: str) -> set[str]:
    """The first B12 test, with folate and the blood count always beside it."""
    measured = facts.record.has("total_b12", "active_b12")
    monitored = facts.record.yes("metformin") and any_other_risk(facts)
    asked: set[str] = set()
    wanted = status != "not_tested" or facts.symptomatic != "no" or monitored
    if not measured and wanted:
        asked.add("active_b12" if facts.pregnant else "total_b12")
    if measured and facts.pregnant:
        asked.add("active_b12")
    if facts.nitrous == "yes" and not facts.record.has("mma", "homocysteine"):
        asked |= {"mma", "homocysteine"}
    return asked | ({"folate", "fbc"} if asked or measured else set())


def any_other_risk(facts: Facts) -> bool:
    """A risk mechanism beside metformin."""
    return bool(facts.mechanisms - {"acid"}) or bool(set(facts.causes) - {"drug"})


def _settling(facts: Facts, decision: Decision) -> set[str]:
    """The test that settles an open level."""
    status, row = decision
    asked: set[str] = set()
    if facts.level.band in ("middle", "unresolved") and facts.symptomatic != "no":
        asked.add("mma")
    if row in ("4", "4b", "8") or discordant(facts.total, facts.active):
        asked.add("mma")
    if facts.level.band == "high" and strong_picture(facts):
        asked.add("active_b12" if facts.record.has("mma") else "mma")
    if status == "not_interpretable" and not facts.irreversible:
        asked.add("intrinsic_factor_antibody")
    if row == "11d" and not injected(facts.record):
        asked.add("repeat_b12")
    return asked


def _work_up(facts: Facts, status: str) -> set[str]:
    """Why: antibody where autoimmune gastritis is possible or nothing else was found, and its companions."""
    asked: set[str] = set()
    open_status = status in (*CONFIRMED, "indeterminate", "not_interpretable")
    if open_status and facts.causes.get("autoimmune_gastritis") == "possible":
        asked.add("intrinsic_factor_antibody")
    if status in CONFIRMED and not facts.causes:
        asked |= {"intrinsic_factor_antibody", "coeliac_serology", "h_pylori"}
    if status in CONFIRMED and set(facts.causes) == {"autoimmune_gastritis"} and not firm(facts.causes):
        asked |= {"coeliac_serology", "h_pylori"}
    if status in CONFIRMED and "ileal" in facts.causes and not facts.record.yes("coeliac_disease"):
        asked.add("coeliac_serology")
    if facts.record.yes("fish_tapeworm"):
        asked.add("stool_parasites")
    return asked


def _instead(facts: Facts, status: str) -> set[str]:
    """Section 9: other causes of the symptoms when B12 is not the answer."""
    if status != "unlikely" or facts.symptomatic != "yes":
        return set()
    asked: set[str] = set()
    if facts.record.yes("fatigue", "low_stamina") or cognitive_or_mood(facts.record) == "yes":
        asked |= {"ferritin", "tsh"}
    if facts.neuro == "yes":
        asked |= {"hba1c", "tsh", "copper", "hiv"}
    return asked | ({"liver", "tsh"} if facts.macrocytosis else set())


def _plan_tests(facts: Facts, plan: Plan, warnings: frozenset[str]) -> set[str]:
    asked: set[str] = set()
    if plan.row == "20":
        asked |= {"mma", "creatinine", "folate", "hba1c", "tsh"}
    if plan.row == "23" and not injected(facts.record):
        asked.add("repeat_b12")
    if plan.row == "5":
        asked |= {"copper", "mri_spine"}
    if "copper_mimic" in warnings:
        asked.add("copper")
    if "exclude_cord_compression" in warnings or facts.cord == "yes":
        asked.add("mri_spine")
    if "potassium_early" in warnings:
        asked.add("potassium")
    if "iron_may_coexist" in warnings:
        asked.add("ferritin")
    if "thrombotic_picture" in warnings:
        asked |= {"adamts13", "blood_film"}
    if "high_b12_look_for_cause" in warnings:
        asked |= {"repeat_b12", "liver", "creatinine", "fbc"}
    return asked


def metabolites_planned(facts: Facts, decision: Decision, plan: Plan) -> bool:
    """MMA or homocysteine present or asked for."""
    if facts.record.has("mma", "homocysteine"):
        return True
    asked = _initial(facts, decision[0]) | _settling(facts, decision) | _plan_tests(facts, plan, frozenset())
    return bool(asked & {"mma", "homocysteine"})


def decide_tests(facts: Facts, decision: Decision, plan: Plan, warnings: frozenset[str]) -> frozenset[str]:
    """Everything asked for that the case does not hold yet, and the repeats asked for."""
    status = decision[0]
    if status == "out_of_scope":
        return frozenset()
    asked = _initial(facts, status) | _settling(facts, decision) | _work_up(facts, status)
    asked |= _instead(facts, status) | _plan_tests(facts, plan, warnings)
    if metabolites_planned(facts, decision, plan):
        asked.add("creatinine")
    asked = {test for test in asked if not present(facts, test)}
    if facts.antibody == "equivocal":
        asked.add("intrinsic_factor_antibody")
    return frozenset(asked)
