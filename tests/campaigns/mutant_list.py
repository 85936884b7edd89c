# ruff: noqa: E501  (the texts to find stand whole)
"""Sixty-four ways to break the rules, one at a time: the tests must notice every one.

Each mutant names a file of the clinical folder, a text in it and what stands there instead.
"""

from typing import NamedTuple


class Mutant(NamedTuple):
    """One broken rule."""

    kind: str
    file: str
    old: str
    new: str


def _limit(file: str, old: str, new: str) -> Mutant:
    return Mutant("moved limit", file, old, new)


UK, SHARED = "uk/limits.toml", "shared/fallback_limits.toml"
LIMITS = (
    _limit(UK, '"ng/L" = { low = "180"', '"ng/L" = { low = "181"'),
    _limit(UK, '"ng/L" = { low = "180"', '"ng/L" = { low = "179"'),
    _limit(UK, '"ng/L" = { low = "180", high = "350"', '"ng/L" = { low = "180", high = "349"'),
    _limit(UK, '"pg/mL" = { low = "180", high = "350"', '"pg/mL" = { low = "180", high = "351"'),
    _limit(UK, '"pmol/L" = { low = "133"', '"pmol/L" = { low = "132"'),
    _limit(UK, 'high = "258"', 'high = "259"'),
    _limit(UK, '"pmol/L" = { low = "25"', '"pmol/L" = { low = "26"'),
    _limit(UK, 'high = "70"', 'high = "69"'),
    _limit(UK, 'very_high = "1000"', 'very_high = "1100"'),
    _limit(SHARED, 'raised = "280"', 'raised = "281"'),
    _limit(SHARED, 'raised = "0.28"', 'raised = "0.27"'),
    _limit(SHARED, 'markedly_raised = "750"', 'markedly_raised = "760"'),
    _limit(SHARED, 'raised = "15"', 'raised = "16"'),
    _limit(SHARED, 'markedly_raised = "50"', 'markedly_raised = "49"'),
    _limit(SHARED, 'normal = "60"', 'normal = "59"'),
    _limit(SHARED, 'female = { anaemia = "120"', 'female = { anaemia = "119"'),
    _limit(SHARED, 'male = { anaemia = "130", moderate = "110", severe = "80"', 'male = { anaemia = "130", moderate = "110", severe = "79"'),
    _limit(SHARED, "scope_age = 16", "scope_age = 17"),
    _limit(SHARED, "antibody_after_injection_days = 14", "antibody_after_injection_days = 13"),
)  # fmt: skip


def _row(kind: str, file: str, row: str) -> Mutant:
    return Mutant(kind, f"shared/{file}.toml", f'[[row]]\nid = "{row}"\n', "")


# A row is dropped by cutting it out whole; see mutants.py.
DROPPED = tuple(
    _row("dropped red flag", "urgency", row)
    for row in (
        "urgency-emergency-cord",
        "urgency-emergency-optic",
        "urgency-emergency-nitrous",
        "urgency-emergency-weakness",
        "urgency-emergency-bladder",
        "urgency-emergency-mind",
        "urgency-emergency-heart",
        "urgency-emergency-blood",
        "urgency-emergency-fever-bleeding",
        "urgency-urgent-neuro-status",
        "urgency-urgent-flags",
    )
) + tuple(
    _row("dropped caveat", "warnings", row)
    for row in (
        "warning-no_folate_alone",
        "warning-normal_b12_does_not_exclude",
        "warning-nitrous_oxide_stop",
        "warning-level_raised_by_supplement",
        "warning-neuro_do_not_delay",
        "warning-leber_avoid_cyanocobalamin",
        "warning-unanswered_red_flags",
        "warning-potassium_early",
        "warning-copper_mimic",
    )
)
ROWS = tuple(
    _row("dropped row", file, row)
    for file, row in (
        ("status", "status-1"),
        ("status", "status-6"),
        ("status", "status-8"),
        ("status", "status-11"),
        ("status", "status-9-strong"),
        ("status", "status-11b"),
        ("start", "start-1"),
        ("start", "start-8"),
        ("start", "start-12"),
        ("start", "start-14-bariatric-neuro"),
        ("lifelong", "lifelong-open"),
        ("route", "route-leber"),
        ("route", "route-bridge"),
    )
)
SWAPPED = tuple(
    Mutant(kind, f"shared/{file}.toml", old, new)
    for kind, file, old, new in (
        ("unknown read as no", "status", 'total_b12_band = "low", pregnant = "not yes"', 'total_b12_band = "low", pregnant = "no"'),
        ("unknown read as no", "status", 'mma_band = "raised, markedly_raised", mma_usable = "not no"', 'mma_band = "raised, markedly_raised", mma_usable = "yes"'),
        ("unknown read as no", "status", 'mma_band = "normal", neuro = "no"', 'mma_band = "normal", neuro = "not yes"'),
        ("unknown read as no", "start", 'status = "indeterminate", symptomatic = "not no"', 'status = "indeterminate", symptomatic = "yes"'),
        ("unknown read as no", "urgency", 'severe, missing, unresolved"', 'severe"'),
        ("unknown read as no", "status", '{ nitrous = "history", neuro = "not no" }', '{ nitrous = "history", neuro = "yes" }'),
        ("possible read as likely", "lifelong", 'main_cause = "dietary", diet_level = "likely, established"', 'main_cause = "dietary"'),
        ("swapped operator", "status", 'when = { nitrous = "yes", neuro = "yes" }', 'when = { nitrous = "yes", neuro = "no" }'),
        ("swapped operator", "start", 'emergency_kind = "neuro", status = "not unlikely"', 'emergency_kind = "neuro", status = "unlikely"'),
        ("swapped operator", "urgency", 'neuro = "yes", status = "deficient, functional_deficiency, probable"', 'neuro = "yes", status = "deficient, probable"'),
        ("wrong route", "start", 'then = { start = "now", route = "oral" }', 'then = { start = "now", route = "none" }'),
        ("wrong start", "start", 'then = { start = "specialist_first", route = "none" }', 'then = { start = "now", route = "im" }'),
    )
)  # fmt: skip
MUTANTS = (*LIMITS, *DROPPED, *ROWS, *SWAPPED)
