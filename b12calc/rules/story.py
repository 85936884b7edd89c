"""Facts that come from answers: nerves, cord, eyes, red flags, risks, treatment so far.

Every function returns yes, no or unknown; no is only ever the sum of noes. Source: decisions, section 1.
"""

from datetime import date, timedelta
from functools import lru_cache

from b12calc.models.vocabulary import HISTORY_GROUPS, MUST_ANSWER_RED_FLAGS, SYMPTOM_GROUPS
from b12calc.plan.schedule import add_months
from b12calc.rules.chart import Chart
from b12calc.rules.limits import DecisionLimits, three

NERVE, BALANCE = SYMPTOM_GROUPS["nerve"], SYMPTOM_GROUPS["balance"]
# Alone these point to the nerves no more than to other things: unknown, with a question.
VAGUE = ("other_neurological", "dizziness", "falls")
SIGNS = tuple(code for code in SYMPTOM_GROUPS["examination"] if code != "jaundice")
OPTIC = ("visual_loss", "optic_atrophy")
NEURO_ITEMS = tuple(code for code in NERVE + BALANCE if code not in VAGUE) + SIGNS + ("visual_loss",)
CORD_SIGNS = ("extensor_plantar", "spasticity")
CORD_EXAMINED = ("reduced_position_sense", "romberg_positive")
# Gait change and limb ataxia are one feature of the five.
CORD_FEATURES = (
    ("lhermitte",),
    ("reduced_position_sense",),
    ("romberg_positive",),
    ("gait_change", "limb_ataxia"),
    ("leg_weakness",),
)
RED_FLAG_NEURO = (
    "rapid_deterioration",
    "frequent_falls",
    "new_weakness",
    "major_confusion",
    "personality_change",
    "hallucinations",
    "bladder_bowel_change",
    "visual_loss",
    "cannot_walk_unaided",
)
COMPLAINT_GROUPS = ("nerve", "balance", "mood", "cognition", "context")
COMPLAINTS = tuple(code for group in COMPLAINT_GROUPS for code in SYMPTOM_GROUPS[group])
CALM = ("improving", "stable", "improved", "unchanged")
MALABSORPTION = (
    "partial_gastrectomy",
    "bariatric_surgery",
    "partial_ileal_resection",
    "inflammatory_bowel_disease",
    "coeliac_disease",
    "pancreatic_insufficiency",
    "bacterial_overgrowth",
    "abdominal_radiotherapy",
)
ACID_OR_METFORMIN = ("metformin", "proton_pump_inhibitor", "h2_blocker")
TIREDNESS = ("fatigue", "low_stamina")
UPPER_GI = ("weight_loss", "nausea_vomiting", "abdominal_pain")
MECHANISMS = (
    HISTORY_GROUPS["diet"],
    ACID_OR_METFORMIN,
    ("autoimmune_gastritis", "total_gastrectomy", "partial_gastrectomy", "bariatric_surgery", "h_pylori_infection"),
    ("complete_ileal_resection", "partial_ileal_resection", "inflammatory_bowel_disease", "coeliac_disease",
     "pancreatic_insufficiency", "bacterial_overgrowth", "abdominal_radiotherapy"),
    # C5 of the article. HIV and zinc are asked with them, but no source makes them a way to lose B12 (M-055).
    ("nitrous_oxide", "heavy_alcohol", "fish_tapeworm", "genetic_b12_disorder"),
)  # fmt: skip
RISK_FACTORS = tuple(
    code for group in ("diet", "absorption", "family", "medicines", "exposures") for code in HISTORY_GROUPS[group]
    if code not in ("oral_contraceptive", "folic_acid_alone", "zinc_excess")
)  # fmt: skip
# The same groups as sets: a set is held against the answers by its smaller side, and most patients say yes to little.
_NERVE_OR_BALANCE = frozenset(NERVE + BALANCE)
_WORSENING = frozenset(NEURO_ITEMS + NERVE + BALANCE)
_CORD_CODES = frozenset(code for group in CORD_FEATURES for code in group)
_CORD = _CORD_CODES.union(CORD_SIGNS)
_COMPLAINTS_AND_SIGNS = frozenset(COMPLAINTS + SYMPTOM_GROUPS["examination"])
_ANY_SYMPTOM = _COMPLAINTS_AND_SIGNS.union(SYMPTOM_GROUPS["red_flags"])
_MIND = frozenset((*SYMPTOM_GROUPS["cognition"], "fatigue"))
_MOOD_OR_MIND = frozenset(SYMPTOM_GROUPS["mood"] + SYMPTOM_GROUPS["cognition"])
_MUST_ANSWER, _RED_FLAG_NEURO = frozenset(MUST_ANSWER_RED_FLAGS), frozenset(RED_FLAG_NEURO)
_WAYS = tuple(frozenset(codes) for codes in MECHANISMS)
_RISK_FACTORS, _MALABSORPTION, _SIGNS = frozenset(RISK_FACTORS), frozenset(MALABSORPTION), frozenset(SIGNS)


def nerve_facts(chart: Chart) -> dict[str, str]:
    """Return nerve, cord and eye involvement."""
    optic = chart.any_of(OPTIC)
    found = chart.saying_yes(NEURO_ITEMS)
    denied = chart.any_of(_NERVE_OR_BALANCE) == "no" and not found
    neuro = "yes" if found else "no" if denied else "unknown"
    cord, alone = _cord(chart)
    return {
        "neuro": neuro,
        "neuro_new_or_worse": neuro if not found else three(not _calm(chart, found)),
        "cord": cord,
        "cord_feature_alone": alone,
        "optic": optic,
        "red_flag_neuro": chart.any_of(_RED_FLAG_NEURO),
        "red_flags_answered": three(chart.answers.keys() >= _MUST_ANSWER),
    }


def _calm(chart: Chart, found: tuple[str, ...]) -> bool:
    """Tell whether of everything that is there it is told that it does not get worse."""
    return all([chart.course(code) in CALM for code in found]) and not chart.worse(found)


def _cord(chart: Chart) -> tuple[str, str]:
    """Return the cord picture, and whether a single feature stands alone. Two features: DESIGN."""
    if not chart.any_yes(_CORD):
        answer = chart.any_of(_CORD)
        return answer, answer
    count = sum(chart.any_yes(group) for group in CORD_FEATURES)
    weighty = chart.any_yes(CORD_EXAMINED) or chart.worse(_CORD_CODES)
    return ("yes", "no") if chart.any_yes(CORD_SIGNS) or (count > 1 and weighty) else ("unknown", "yes")


def strength(chart: Chart, neuro: str, supported: bool) -> str:
    """Return whether nerve involvement is strong: worsening, with signs, or supported by blood, exposure or cause."""
    if neuro != "yes":
        return neuro
    worse = chart.worse(_WORSENING) or chart.answer("rapid_deterioration") == "yes"
    return "yes" if worse or supported or chart.any_yes(_SIGNS) else "unknown"


def complaint_facts(chart: Chart, neuro: str) -> dict[str, str]:
    """Return whether there are symptoms at all, and the telling pattern of nerve and mind together (B6)."""
    mind = chart.any_of(_MIND)
    both = (neuro, mind)
    return {
        "symptomatic": "yes" if chart.any_yes(_ANY_SYMPTOM) else chart.any_of(_COMPLAINTS_AND_SIGNS),
        "cognitive_or_mood": chart.any_of(_MOOD_OR_MIND),
        "telling_pattern": "no" if "no" in both else "yes" if both == ("yes", "yes") else "unknown",
        "upper_gi_symptoms": chart.any_of(UPPER_GI),
    }


def exposure_facts(chart: Chart, limits: DecisionLimits) -> dict[str, str]:
    """Return nitrous oxide exposure now or long ago, and treatment before the test."""
    nitrous = chart.answer("nitrous_oxide")
    detail = chart.details.get("nitrous_oxide")
    last = None if detail is None else detail.last
    if nitrous == "yes" and last and _long_ago(last, chart.day, limits.intervals["nitrous_oxide_recent_months"]):
        nitrous = "history"
    treated, injected = _treated(chart, limits)
    return {"nitrous": nitrous, "treated": treated, "injected": injected}


def no_gain(chart: Chart, limits: DecisionLimits) -> str:
    """Return yes when tiredness, or the nerves, are unchanged after the months of treatment in which they should gain.

    Only a course told as unchanged counts, and only where the day treatment began is known. Source: E5.
    """
    started = None if chart.treatment is None else chart.treatment.started
    if started is None:
        return "unknown"
    for codes, months in ((TIREDNESS, "tiredness_gain_months"), (NEURO_ITEMS, "nerves_gain_months")):
        unchanged = any(chart.course(code) == "unchanged" for code in chart.saying_yes(codes))
        allowed = limits.intervals.get(months)  # an edition of before this rule has none
        if unchanged and allowed is not None and add_months(started, allowed) <= chart.day:
            return "yes"
    return "unknown"


def _treated(chart: Chart, limits: DecisionLimits) -> tuple[str, str]:
    """Return whether B12 was taken recently enough to change a level, and whether by injection.

    Oral counts for 3 months before the sample, an injection for 4; an unknown date or route counts (DESIGN).
    """
    treated, injected = _before(chart, limits)
    if chart.treatment is None:
        return treated, injected
    return "yes", "yes" if chart.treatment.route == "im" or injected == "yes" else "no"


def _before(chart: Chart, limits: DecisionLimits) -> tuple[str, str]:
    """Return the same for what was taken before the test."""
    before = chart.b12_before
    if before.kind in ("none", "unknown"):
        answer = "no" if before.kind == "none" else "unknown"
        return answer, answer
    months = limits.intervals["injection_counts_months" if before.kind == "injection" else "oral_counts_months"]
    sampled = max((chart.days[a] for a in ("total_b12", "active_b12") if a in chart.days), default=chart.day)
    dated = before.last_taken is not None and before.kind != "some"
    if before.last_taken is not None and dated and add_months(before.last_taken, months) < sampled:
        return "no", "no"
    return "yes", {"injection": "yes", "oral": "no"}.get(before.kind, "unknown")


def _long_ago(last: str, today: date, months: int) -> bool:
    """Tell whether a date, or the end of a month or year, lies more than some months back; never guess early."""
    year, month, day = ([int(part) for part in last.split("-")] + [0, 0])[:3]
    latest = date(year, month, day) if day else add_months(date(year, month or 12, 1), 1) - timedelta(days=1)
    return add_months(latest, months) < today


def risk_facts(chart: Chart, limits: DecisionLimits, age: int | None, antibody: str) -> dict[str, str]:
    """Return the risk factors as the cause and test tables read them; a trusted antibody is a way by the stomach."""
    yes = chart.yes | {"autoimmune_gastritis"} if antibody == "positive" else chart.yes
    mechanisms = len(_WAYS) - [yes.isdisjoint(codes) for codes in _WAYS].count(True)
    mechanisms += age is not None and age >= limits.intervals["stacked_age"]
    old = limits.intervals["possible_autoimmune_age"]
    return {
        "age_60": "unknown" if age is None else three(age >= old),
        "stacked": three(mechanisms > 1),
        "risk_factor": chart.any_of(_RISK_FACTORS),
        "malabsorption": chart.any_of(_MALABSORPTION),
        "unreliable_diet": _unreliable_diet(chart),
        "drug_long": _drug_long(chart, limits),
    }


def _unreliable_diet(chart: Chart) -> str:
    diet, source = chart.any_of(("vegan_diet", "low_animal_intake")), chart.answer("no_reliable_b12_source")
    if "no" in (diet, source):
        return "no"
    return "yes" if (diet, source) == ("yes", "yes") else "unknown"


def _drug_long(chart: Chart, limits: DecisionLimits) -> str:
    """Return yes when one of the three medicines was taken a year or more, or since an unknown date."""
    taken = chart.saying_yes(ACID_OR_METFORMIN)
    if not taken:
        return chart.any_of(ACID_OR_METFORMIN)
    return three(any([_taken_long(chart, code, limits) for code in taken]))


def _taken_long(chart: Chart, code: str, limits: DecisionLimits) -> bool:
    detail = chart.details.get(code)
    since = None if detail is None else detail.since
    return since is None or _months_after(since, limits.intervals["drug_long_months"]) <= chart.day


@lru_cache(maxsize=1024)
def _months_after(since: str, months: int) -> date:
    """Return the day some months after the first that a date, month or year may mean."""
    year, month, day = ([int(part) for part in since.split("-")] + [1, 1])[:3]
    return add_months(date(year, month, day), months)


def irreversible(chart: Chart, antibody: str) -> str:
    """Return whether a cause that does not go away is established."""
    if antibody == "positive":
        return "yes"
    return chart.any_of(("autoimmune_gastritis", "total_gastrectomy", "complete_ileal_resection"))
