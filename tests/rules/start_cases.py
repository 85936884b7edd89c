"""One case and more for every row of the start table, and for every modifier of the route."""

from typing import Any, Final

from tests.rules.making import (
    FLAGS,
    FOLATE,
    PANCYTOPENIA,
    POSITIVE,
    SYMPTOMS,
    Raw,
    active,
    case,
    count,
    egfr,
    finding,
    haemoglobin,
    mcv,
    mma,
    total,
)

MOTHER: Final[dict[str, Any]] = {"pregnancy": "pregnant", "trimester": 2}
NURSING: Final[dict[str, Any]] = {"pregnancy": "breastfeeding"}
ON_IM: Final = {"route": "im", "started": "2025-06-02"}
TAKEN: Final = {"kind": "injection", "last_taken": "2026-02-01"}
GOOD_KIDNEY: Final = egfr("88")
DIET: Final = "vegan_diet no_reliable_b12_source"
STABLE: Final = {"paraesthesia": {"course": "stable"}}
LOW: Final = total("142")
HIGH: Final = total("500")
MIDDLE: Final = total("250")

Start = tuple[str, str, str, str, Raw]

# Number of the row, its id, start, route before any modifier, the case.
START: Final[list[Start]] = [
    ("1", "start-1", "specialist_first", "none", case(LOW, yes="cobalamin_allergy paraesthesia")),
    ("1", "start-1", "specialist_first", "none", case(LOW, yes="cobalamin_allergy extensor_plantar")),
    ("0", "start-0", "specialist_first", "none", case(LOW, yes="extensor_plantar", age_years=12)),
    ("2", "start-2", "now", "im", case(LOW, yes="extensor_plantar")),
    ("2", "start-2", "now", "im", case(yes="optic_atrophy")),
    ("2", "start-2", "now", "im", case(MIDDLE, yes="rapid_deterioration")),
    ("2", "start-2", "now", "im", case(LOW, yes="new_weakness")),
    ("2", "start-2", "now", "im", case(LOW, yes="cannot_walk_unaided")),
    ("2", "start-2", "now", "im", case(HIGH, yes="nitrous_oxide paraesthesia")),
    ("3", "start-3-specialist", "specialist_first", "none", case(LOW, finding("blood_film", "abnormal", "blasts"))),
    (
        "3",
        "start-3-specialist",
        "specialist_first",
        "none",
        case(LOW, finding("blood_film", "abnormal", "schistocytes")),
    ),
    ("3", "start-3", "now", "im", case(LOW, yes="chest_pain_or_heart_failure")),
    ("3", "start-3", "now", "im", case(MIDDLE, POSITIVE, yes="major_confusion")),
    ("4", "start-4", "specialist_first", "none", case(MIDDLE, yes="bladder_bowel_change")),
    ("4", "start-4", "specialist_first", "none", case(yes="hallucinations")),
    ("4", "start-4", "specialist_first", "none", case(LOW, yes="thromboembolism", **MOTHER)),
    (
        "5",
        "start-5",
        "now",
        "im",
        case(
            HIGH,
            yes="paraesthesia total_gastrectomy",
            details={"paraesthesia": {"course": "worse"}},
            treatment=ON_IM,
        ),
    ),
    (
        "6",
        "start-6",
        "now",
        "im",
        case(HIGH, yes="autoimmune_gastritis", no=SYMPTOMS, treatment=ON_IM),
    ),
    (
        "6",
        "start-6",
        "now",
        "im",
        case(HIGH, yes="paraesthesia autoimmune_gastritis", details=STABLE, treatment=ON_IM),
    ),
    ("7", "start-7", "now", "im", case(LOW, haemoglobin("79"))),
    ("7", "start-7", "now", "im", case(LOW, *PANCYTOPENIA)),
    ("8", "start-8", "now", "im", case(LOW, yes="paraesthesia")),
    ("8", "start-8", "now", "im", case(MIDDLE, mma("400"), GOOD_KIDNEY, yes="unsteadiness")),
    ("8", "start-8", "now", "im", case(MIDDLE, mcv("104"), yes="paraesthesia")),
    ("9", "start-9", "while_waiting", "im", case(HIGH, before=TAKEN, yes="paraesthesia", details=STABLE)),
    ("10", "start-10", "after_tests", "none", case(HIGH, before=TAKEN)),
    ("11", "start-11", "now", "im", case(LOW, yes="autoimmune_gastritis")),
    ("11", "start-11", "now", "im", case(LOW, POSITIVE)),
    ("11", "start-11", "now", "im", case(active("20"), yes="complete_ileal_resection", **MOTHER)),
    ("12", "start-12", "now", "im", case(HIGH, yes="total_gastrectomy", no=SYMPTOMS)),
    ("12", "start-12", "now", "im", case(yes="complete_ileal_resection")),
    ("13", "start-13", "now", "im_or_oral", case(mma("400"), GOOD_KIDNEY, **MOTHER)),
    ("13", "start-13", "now", "im_or_oral", case(LOW, yes=DIET, **NURSING)),
    ("14", "start-14", "now", "im_or_oral", case(LOW, yes="coeliac_disease")),
    ("14", "start-14", "now", "im_or_oral", case(LOW, yes="inflammatory_bowel_disease metformin")),
    ("14", "start-14-bariatric", "now", "im_or_oral", case(HIGH, yes="bariatric_surgery", no=SYMPTOMS)),
    ("14", "start-14-bariatric", "now", "im_or_oral", case(yes="bariatric_surgery")),
    ("14", "start-14-bariatric-neuro", "now", "im", case(HIGH, yes="bariatric_surgery paraesthesia")),
    ("14", "start-14-bariatric-neuro", "now", "im", case(yes="bariatric_surgery paraesthesia")),
    ("15", "start-15", "now", "oral", case(LOW, yes=DIET)),
    ("16", "start-16", "now", "oral", case(LOW, yes="metformin")),
    ("16", "start-16", "now", "oral", case(LOW, yes=f"metformin {DIET}")),
    ("17", "start-17", "now", "im_or_oral", case(LOW)),
    ("17", "start-17", "now", "im_or_oral", case(LOW, yes="colchicine")),
    ("18", "start-18", "while_waiting", "im", case(MIDDLE, POSITIVE, yes="fatigue")),
    ("18", "start-18", "while_waiting", "im", case(HIGH, POSITIVE, yes="fatigue")),
    ("18", "start-18", "while_waiting", "im", case(MIDDLE, yes="fatigue autoimmune_gastritis")),
    ("18", "start-18", "while_waiting", "im", case(MIDDLE, yes="fatigue partial_gastrectomy")),
    ("18", "start-18", "while_waiting", "im", case(MIDDLE, yes="fatigue partial_ileal_resection")),
    ("19", "start-19", "while_waiting", "im", case(MIDDLE, yes="reduced_vibration_sense reflexes_changed")),
    (
        "19",
        "start-19",
        "while_waiting",
        "im",
        case(MIDDLE, yes="paraesthesia", details={"paraesthesia": {"course": "worsening"}}),
    ),
    ("20", "start-20", "after_tests", "none", case(MIDDLE, yes="paraesthesia", details=STABLE)),
    ("21", "start-21", "after_tests", "none", case(MIDDLE, yes="fatigue", **MOTHER)),
    ("21", "start-21", "after_tests", "none", case(MIDDLE, no=SYMPTOMS, **NURSING)),
    ("22", "start-22", "after_tests", "none", case(MIDDLE, yes="fatigue")),
    ("22", "start-22", "after_tests", "none", case(MIDDLE)),
    ("23", "start-23", "not_indicated", "none", case(MIDDLE, no=SYMPTOMS)),
    ("23", "start-23", "not_indicated", "none", case(HIGH, mma("300"), GOOD_KIDNEY, no=SYMPTOMS)),
    ("24", "start-24", "while_waiting", "im", case(mcv("104"), yes="paraesthesia", details=STABLE)),
    ("25", "start-25", "after_tests", "none", case(yes="fatigue", no=FLAGS)),
    ("25", "start-25", "after_tests", "none", case(yes="paraesthesia", details=STABLE)),
    ("25", "start-25", "after_tests", "none", case(haemoglobin("100"), no=SYMPTOMS)),
    ("25", "start-25-ask", "after_tests", "none", case()),
    ("26", "start-26-not-tested", "not_indicated", "none", case(FOLATE, yes="vegan_diet", no=SYMPTOMS)),
    ("26", "start-26", "not_indicated", "none", case(HIGH, no=SYMPTOMS)),
]

Change = tuple[str, str, str, str, Raw]
NO_NEEDLE: Final = "injections_not_possible"

# What is changed, the row that changes it, start and route after it, the case.
ROUTE: Final[list[Change]] = [
    ("nothing to change", "route-none", "after_tests", "none", case(MIDDLE, yes=f"fatigue {NO_NEEDLE}")),
    ("cobalt allergy only warns", "route-keep", "now", "im_or_oral", case(LOW, yes="cobalt_allergy")),
    ("Leber: injection", "route-leber", "now", "im", case(LOW, yes=f"leber_optic_neuropathy {DIET}")),
    (
        "Leber: no injection possible",
        "route-leber-impossible",
        "specialist_first",
        "none",
        case(LOW, yes=f"leber_optic_neuropathy {NO_NEEDLE}"),
    ),
    ("nerves and bleeding", "route-bleeding-neuro", "now", "im", case(LOW, yes="paraesthesia bleeding_risk")),
    ("bleeding without nerves", "route-bleeding", "now", "oral", case(LOW, yes="bleeding_risk autoimmune_gastritis")),
    ("nerves, no injection", "route-bridge", "now", "oral", case(LOW, yes=f"paraesthesia {NO_NEEDLE}")),
    ("no injection", "route-no-injections", "now", "oral", case(LOW, yes=f"autoimmune_gastritis {NO_NEEDLE}")),
    ("no tablets", "route-no-tablets", "now", "im", case(LOW, yes=f"swallowing_problem {DIET}")),
    ("no tablets kept", "route-no-tablets", "now", "im", case(HIGH, yes="tablets_not_reliable bariatric_surgery")),
    (
        "neither way",
        "route-impossible",
        "specialist_first",
        "none",
        case(LOW, yes=f"swallowing_problem {NO_NEEDLE}"),
    ),
    ("both ways stand", "route-keep", "now", "im_or_oral", case(LOW)),
]

# Rows of other tables which random cases reach seldom or never.
RARE: Final[dict[str, Raw]] = {
    "urgency-urgent-nitrous-history": case(
        HIGH, yes="paraesthesia nitrous_oxide", details={**STABLE, "nitrous_oxide": {"last": "2024"}}
    ),
    "warning-other_cause_likely-time": case(
        HIGH,
        yes="fatigue",
        treatment={"route": "im", "started": "2025-10-01"},
        details={"fatigue": {"course": "unchanged"}},
    ),
    "cause-nitrous-history": case(HIGH, yes="nitrous_oxide", details={"nitrous_oxide": {"last": "2025-09-11"}}),
    "urgency-urgent-pregnant": case(mma("400"), GOOD_KIDNEY, haemoglobin("90"), **MOTHER),
    "urgency-urgent-flags": case(LOW, yes="frequent_falls falls"),
    "urgency-soon-neuro": case(HIGH, yes="paraesthesia", details=STABLE),
    "urgency-emergency-heart": case(yes="syncope"),
    "urgency-emergency-fever-bleeding": case(count("neutrophils", "0.9"), yes="fever"),
    "cause-diet-stacked": case(LOW, yes=f"{DIET} metformin"),
    "cause-diet": case(LOW, yes=DIET),
    "picture-diet": case(LOW, yes=DIET),
    "regimen-im-diet": case(LOW, yes=f"{DIET} swallowing_problem"),
    "regimen-oral-diet": case(LOW, yes=DIET),
    "regimen-oral": case(LOW, yes="metformin"),
    "regimen-bariatric": case(HIGH, yes="bariatric_surgery", no=SYMPTOMS),
    "test-b12-ask": case(yes="metformin"),
    "test-fbc-ask": case(yes="metformin"),
    "test-folate-ask": case(yes="metformin"),
    "test-b12-metformin": case(yes="metformin", age_years=70),
    "test-mma-repeat": case(HIGH, mma("300"), GOOD_KIDNEY, no=SYMPTOMS),
    "test-ferritin-tired": case(HIGH, yes="fatigue"),
    "test-repeat-doubt": case(HIGH, yes="high_dose_biotin"),
    "warning-oral_not_enough": case(LOW, yes=f"paraesthesia {NO_NEEDLE}"),
    "referral-gastroenterology-unexplained": case(LOW, yes="diarrhoea weight_loss"),
    "advice-other_macrocytosis": case(HIGH, mcv("104"), no=SYMPTOMS),
    "advice-other_nerve": case(HIGH, yes="dizziness"),
    "advice-other_tired": case(HIGH, yes="fatigue"),
    "advice-diet_unlikely": case(HIGH, yes="vegan_diet"),
    "advice-prompt_test_on_medicine": case(yes="metformin paraesthesia"),
}
