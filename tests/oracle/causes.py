"""Why: each cause with its level, ranked, and whether treatment is for life."""

from typing import Final

from .codes import DIET, DRUGS
from .history import nitrous_oxide, since
from .record import Record, add_months

LEVELS: Final = ("established", "likely", "possible")
ORDER: Final = (
    "autoimmune_gastritis",
    "gastric_surgery",
    "ileal",
    "malabsorption_other",
    "dietary",
    "drug",
    "nitrous_oxide",
    "genetic",
    "parasitic",
)
BY_CODE: Final = (
    ("gastric_surgery", "established", ("total_gastrectomy",)),
    ("gastric_surgery", "likely", ("partial_gastrectomy", "bariatric_surgery")),
    ("ileal", "established", ("complete_ileal_resection",)),
    ("ileal", "likely", ("partial_ileal_resection", "inflammatory_bowel_disease", "abdominal_radiotherapy")),
    ("malabsorption_other", "likely", ("coeliac_disease", "pancreatic_insufficiency", "bacterial_overgrowth")),
    ("malabsorption_other", "possible", ("h_pylori_infection",)),
    ("dietary", "possible", DIET),
    ("drug", "possible", (*DRUGS, "pregabalin")),
    ("nitrous_oxide", "possible", ("nitrous_oxide",)),
    ("genetic", "established", ("genetic_b12_disorder",)),
    ("parasitic", "likely", ("fish_tapeworm",)),
)
Causes = dict[str, str]


def _raise_to(causes: Causes, cause: str, level: str) -> None:
    kept = causes.get(cause)
    if kept is None or LEVELS.index(level) < LEVELS.index(kept):
        causes[cause] = level


def find_causes(record: Record, age: int | None, antibody: str, stacked: bool) -> Causes:
    """Level per cause found."""
    causes: Causes = {}
    for cause, level, codes in BY_CODE:
        if record.yes(*codes):
            _raise_to(causes, cause, level)
    if record.yes("vegan_diet", "low_animal_intake") and record.yes("no_reliable_b12_source"):
        _raise_to(causes, "dietary", "likely")
    if any(_long_taken(record, code) for code in ("metformin", "proton_pump_inhibitor", "h2_blocker")):
        _raise_to(causes, "drug", "likely")
    if nitrous_oxide(record) == "yes":
        _raise_to(causes, "nitrous_oxide", "likely")
    if stacked:
        for cause in ("dietary", "drug"):
            if cause in causes:
                causes[cause] = LEVELS[max(0, LEVELS.index(causes[cause]) - 1)]
    _autoimmune(record, age, antibody, causes)
    return causes


def _autoimmune(record: Record, age: int | None, antibody: str, causes: Causes) -> None:
    if record.yes("autoimmune_gastritis") or antibody == "positive":
        causes["autoimmune_gastritis"] = "established"
        return
    old_without_cause = not causes and age is not None and age >= 60
    if (
        old_without_cause
        or antibody == "equivocal"
        or record.yes("other_autoimmune_disease", "family_history_b12_or_autoimmune")
    ):
        causes["autoimmune_gastritis"] = "possible"


def _long_taken(record: Record, code: str) -> bool:
    if not record.yes(code):
        return False
    start = since(record, code, latest=False)
    return start is None or add_months(start, 12) <= record.visit


def ranked(causes: Causes) -> tuple[str, ...]:
    """Established, then likely, then possible; unknown when nothing was found."""
    order = sorted(causes, key=lambda cause: (LEVELS.index(causes[cause]), ORDER.index(cause)))
    return tuple(order) or ("unknown",)


def firm(causes: Causes) -> frozenset[str]:
    """Causes that are at least likely."""
    return frozenset(cause for cause, level in causes.items() if level != "possible")


def irreversible(record: Record, antibody_positive: bool) -> bool:
    """An established irreversible cause."""
    return antibody_positive or record.yes("autoimmune_gastritis", "total_gastrectomy", "complete_ileal_resection")


def lifelong(record: Record, causes: Causes) -> str:
    """For life, three-valued: by what the causes known so far leave open."""
    sure = firm(causes)
    if sure & {"autoimmune_gastritis", "gastric_surgery", "genetic"} or record.yes("complete_ileal_resection"):
        return "yes"
    closed = frozenset({"nitrous_oxide", "parasitic", "dietary"})
    return "no" if sure and set(causes) <= closed else "unknown"
