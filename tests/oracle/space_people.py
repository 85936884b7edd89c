"""The alternatives of history and person: causes, circumstances, treatment, pregnancy, age."""

from typing import Final

from .building import word
from .codes import CIRCUMSTANCES
from .space_parts import ANTIBODY, answered
from .space_walk import Dimension, Part

RECENT: Final = "2026-02-20"
BEFORE_NONE: Final = {"b12_before_test": {"kind": "none"}}


def histories(*yes: str) -> Dimension:
    """Nothing told, or the codes of one entry answered yes."""
    return (Part("nothing told"), *(Part(f"told {codes}", answers=answered(codes)) for codes in yes))


NITROUS: Final = (
    Part("nitrous unasked"),
    Part("nitrous recent", answers={"nitrous_oxide": "yes"}, details={"nitrous_oxide": {"last": "2026-02"}}),
    Part("nitrous old", answers={"nitrous_oxide": "yes"}, details={"nitrous_oxide": {"last": "2024"}}),
)
PREGNANCY: Final = (
    Part("pregnancy unasked"),
    Part("pregnant", patient={"pregnancy": "pregnant", "trimester": 2}),
    Part("breastfeeding", patient={"pregnancy": "breastfeeding"}),
)
CHILD: Final = Part("child", patient={"age_years": 12})
PERSON: Final = (
    Part("woman of forty"),
    Part("pregnant", patient={"pregnancy": "pregnant", "trimester": 3}),
    Part("man of seventy", patient={"age_years": 70, "sex": "male"}),
    Part("adult without age", patient={"age_years": None, "age_group": "adult", "sex": "unknown"}),
)
TREATED: Final = (
    Part("untreated", visit=BEFORE_NONE),
    Part("tablets", visit={"b12_before_test": {"kind": "oral", "last_taken": RECENT}}),
    Part("injection", visit={"b12_before_test": {"kind": "injection", "last_taken": RECENT}}),
    Part("before unasked"),
)
ON_TREATMENT: Final = (
    *TREATED[:2],
    Part("on injections", visit={"treatment": {"route": "im", "regimen": None, "started": "2025-12-01"}}),
    *TREATED[3:],
)
IRREVERSIBLE: Final = histories("autoimmune_gastritis")
CAUSES: Final = (
    *histories(
        "autoimmune_gastritis",
        "total_gastrectomy",
        "partial_gastrectomy",
        "bariatric_surgery",
        "complete_ileal_resection",
        "partial_ileal_resection",
        "inflammatory_bowel_disease",
        "coeliac_disease",
        "vegan_diet no_reliable_b12_source",
        "vegan_diet",
        "metformin",
        "metformin vegan_diet",
        "colchicine",
        "other_autoimmune_disease",
        "genetic_b12_disorder",
        "fish_tapeworm",
        "coeliac_disease metformin",
    ),
    Part("told antibody", results=(word("intrinsic_factor_antibody", "positive"),)),
)
ROUTES: Final = (
    Part("circumstances unasked"),
    *(
        Part(f"circumstances {yes}", answers=answered(yes, CIRCUMSTANCES))
        for yes in (
            "",
            "cobalamin_allergy",
            "cobalt_allergy",
            "leber_optic_neuropathy",
            "bleeding_risk",
            "injections_not_possible",
            "tablets_not_reliable",
            "swallowing_problem",
            "leber_optic_neuropathy injections_not_possible",
            "leber_optic_neuropathy bleeding_risk",
            "bleeding_risk injections_not_possible",
            "bleeding_risk tablets_not_reliable",
            "tablets_not_reliable injections_not_possible",
        )
    ),
)
MODIFIERS: Final = (
    *ANTIBODY,
    *histories(
        "oral_contraceptive",
        "blood_disorder",
        "thyroid_disease",
        "smoking heavy_alcohol",
        "high_dose_biotin",
        "folic_acid_alone",
        "metformin",
        "vegan_diet",
        "zinc_excess",
        "h_pylori_infection",
        "partial_gastrectomy",
        "kidney_disease",
    )[1:],
)
EMERGENCIES: Final = (
    Part("no emergency"),
    Part("emergency of nerves", answers={"rapid_deterioration": "yes"}),
    Part("emergency of mind", answers={"major_confusion": "yes"}),
    Part("emergency of blood", results=(word("blood_film", "abnormal", "blasts"),)),
)
