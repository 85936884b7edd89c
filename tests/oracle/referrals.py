"""Section 12: referrals."""

from .causes import firm
from .facts import Facts
from .urgency import CONFIRMED

UPPER_GI = ("weight_loss", "nausea_vomiting", "abdominal_pain")


def _haematology(facts: Facts, status: str) -> bool:
    worked_up = (
        facts.antibody == "negative"
        and facts.record.word("ttg_iga") == "negative"
        and facts.record.word("h_pylori") == "negative"
    )
    return (
        facts.cytopenia == "pancytopenia"
        or facts.grades == {"severe"}
        or facts.thrombotic == "yes"
        or facts.blasts
        or (facts.pregnant and status in CONFIRMED and (facts.anaemia or facts.neuro == "yes"))
        or (status in CONFIRMED and not firm(facts.causes) and worked_up)
    )


def _neurology(facts: Facts) -> bool:
    picture = "yes" in (facts.cord, facts.optic, facts.neuro_strong)
    return picture or facts.nitrous_with_neuro or facts.record.yes("genetic_b12_disorder")


def decide_referrals(facts: Facts, status: str, urgency: str) -> frozenset[str]:
    """Who else should see the patient."""
    if status == "out_of_scope":
        return frozenset({"paediatrics", *(("emergency",) if urgency == "emergency" else ())})
    haematology = _haematology(facts, status)
    sure = firm(facts.causes)
    stomach = facts.record.yes(*UPPER_GI) or facts.iron_deficient
    wanted = {
        "emergency": urgency == "emergency",
        "neurology": _neurology(facts),
        "haematology": haematology,
        "gastroenterology": "autoimmune_gastritis" in sure and stomach,
        "ophthalmology": facts.optic == "yes",
        "obstetrics": facts.pregnant and haematology,
        "psychiatry": facts.record.yes("hallucinations") and status == "unlikely",
        "dietitian": "dietary" in sure or facts.record.yes("bariatric_surgery"),
    }
    return frozenset(name for name, there in wanted.items() if there)
