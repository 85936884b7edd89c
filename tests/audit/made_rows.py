"""Made rows of a practice list with what is missing in each, told by the sentences of findings.toml alone.

Nothing here is read from the program: the truth is written out from the rows, figures far from every limit.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

DAY = date(2026, 3, 12)
LOW, MIDDLE, HIGH = "101", "252", "603"
Row = Mapping[str, str]
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "age_years": ("10", "25", "38", "52", "71", "83"),
    "sex": ("female", "male"),
    "total_b12": ("", LOW, MIDDLE, HIGH),
    "intrinsic_factor_antibody_finding": ("", "", "", "negative", "positive"),
    "ttg_iga_finding": ("", "", "negative"),
    "fatigue": ("", "yes", "no"),
    "vegan_diet": ("", "", "no", "yes"),
    "total_gastrectomy": ("", "", "no", "yes"),
    "autoimmune_gastritis": ("", "", "no", "yes"),
    "metformin": ("", "no", "yes"),
    "proton_pump_inhibitor": ("", "no", "yes", "yes"),
    "folic_acid_alone": ("", "no", "yes"),
    "b12_before_test": ("", "", "none", "oral", "injection", "unknown"),
    "treatment_route": ("", "", "im", "oral"),
    "treatment_dose_micrograms": ("", "10", "50", "100", "1000"),
    "treatment_every_days": ("", "30", "56", "84", "120", "182", "365"),
}


def _day(ago: int) -> str:
    return (DAY - timedelta(days=ago)).isoformat()


def made_rows(number: int, seed: int) -> list[dict[str, str]]:
    """Return rows with every column in each."""
    rng = Random(seed)
    rows = []
    for place in range(number):
        row = {"id": f"p{place}"} | {name: rng.choice(words) for name, words in _CHOICES.items()}
        row["total_b12_unit"] = "ng/L" if row["total_b12"] else ""
        row["total_b12_collected"] = rng.choice(("", _day(10), _day(80))) if row["total_b12"] else ""
        since = ("", _day(200), _day(500), "2024", "2026") if row["proton_pump_inhibitor"] == "yes" else ("",)
        row["proton_pump_inhibitor_since"] = rng.choice(since)
        row["no_reliable_b12_source"] = row["vegan_diet"]
        expecting = row["sex"] == "female" and row["age_years"] in ("25", "38") and rng.random() < 0.2
        row["pregnancy"] = "pregnant" if expecting else "not_pregnant"
        running = bool(row["treatment_route"])
        if not running:
            row["treatment_dose_micrograms"] = row["treatment_every_days"] = ""
        ago = rng.choice((20, 45, 95, 150, 400, 900))
        row["treatment_started"] = rng.choice(("", _day(ago), _day(ago))) if running else ""
        row["treatment_last_given"] = (
            rng.choice(("", _day(5), _day(min(ago, 110)), _day(min(ago, 300)))) if running else ""
        )
        row["treatment_last_review"] = rng.choice(("", "none", _day(30), _day(300), _day(500))) if running else ""
        rows.append(row)
    return rows


def missing(row: Row) -> tuple[str, ...]:
    """Return what is missing in one row, in the order of findings.toml."""
    if row["age_years"] == "10":
        return ()
    said = {
        "cause_not_looked_for": _cause(row),
        "review_overdue": _review(row),
        "dose_below_rule": _dose(row),
        "metformin_without_level": row["metformin"] == "yes" and _level_wanted(row),
        "acid_blocker_without_level": _acid(row) and _level_wanted(row),
        "folate_alone": _folate(row),
        "repeat_in_vain": _in_vain(row),
    }
    return tuple(code for code, holds in said.items() if holds)


def _taking(row: Row) -> bool:
    return bool(row["treatment_route"]) or row["b12_before_test"] in ("oral", "injection")


def _pregnant(row: Row) -> bool:
    return row["pregnancy"] == "pregnant"


def _deficient(row: Row) -> bool:
    """B12 below the lower limit; in pregnancy that alone is not enough."""
    return row["total_b12"] == LOW and not _pregnant(row)


def _probable(row: Row) -> bool:
    """A middle or missing B12 with a positive antibody, or a known lasting cause, and a symptom."""
    middle = row["total_b12"] in (MIDDLE, "") or (row["total_b12"] == LOW and _pregnant(row))
    return middle and row["intrinsic_factor_antibody_finding"] == "positive" and row["fatigue"] == "yes"


def _excluded(row: Row) -> bool:
    """B12 is above the upper limit, none was taken, and no antibody speaks against it."""
    return row["total_b12"] == HIGH and not _taking(row) and row["intrinsic_factor_antibody_finding"] != "positive"


def _known_for_good(row: Row) -> bool:
    lasting = row["total_gastrectomy"] == "yes" or row["autoimmune_gastritis"] == "yes"
    return lasting or row["intrinsic_factor_antibody_finding"] == "positive"


def _cause(row: Row) -> bool:
    """Deficient or treated, the rules ask for a cause, and no test for it stands in the row."""
    if row["intrinsic_factor_antibody_finding"] or row["ttg_iga_finding"] or _known_for_good(row):
        return False
    medicine = row["metformin"] == "yes" or row["proton_pump_inhibitor"] == "yes"
    if _deficient(row):
        return row["vegan_diet"] != "yes" or medicine
    # Treated and not deficient by the figures: at 60 and over without another cause the antibody is asked for.
    old = int(row["age_years"]) >= 60
    return bool(row["treatment_route"]) and old and row["vegan_diet"] != "yes"


def _review(row: Row) -> bool:
    """More than a week after 3 months (1 in pregnancy) from the start, or a year from the last review."""
    last, started = row["treatment_last_review"], row["treatment_started"]
    if not row["treatment_route"] or not last:
        return False
    if last == "none" or (started and last < started):
        return bool(started) and (DAY - date.fromisoformat(started)).days > (38 if _pregnant(row) else 99)
    return (DAY - date.fromisoformat(last)).days > 372


def _dose(row: Row) -> bool:
    """Less than 1 mg where absorption fails or deficiency has another cause than diet, else less than 50 micrograms."""
    lasting = _known_for_good(row)
    medicine = row["metformin"] == "yes" or row["proton_pump_inhibitor"] == "yes"
    diet = row["vegan_diet"] == "yes" and not medicine and not lasting
    strict = lasting or (_deficient(row) and not diet)
    dose = int(row["treatment_dose_micrograms"] or 0)
    if row["treatment_route"] == "oral":
        return 0 < dose < (1000 if strict else 50)
    if row["treatment_route"] != "im":
        return False
    longest = 100 if strict else 193  # 3 months, else 6, and a week
    gap = (DAY - date.fromisoformat(row["treatment_last_given"])).days if row["treatment_last_given"] else 0
    return 0 < dose < 1000 or int(row["treatment_every_days"] or 0) > longest or gap > longest


def _acid(row: Row) -> bool:
    since = row["proton_pump_inhibitor_since"]
    return row["proton_pump_inhibitor"] == "yes" and since in ("2024", _day(500))


def _level_wanted(row: Row) -> bool:
    """No level stands in the row and the rules ask for one: in pregnancy only beside a symptom or another result."""
    if row["total_b12"]:
        return False
    other = row["intrinsic_factor_antibody_finding"] or row["fatigue"] == "yes"
    return bool(other) if _pregnant(row) else True


def _folate(row: Row) -> bool:
    return row["folic_acid_alone"] == "yes" and not _excluded(row) and not _taking(row)


def _in_vain(row: Row) -> bool:
    """The sample is told to be younger than the first injection, or injections came before the test."""
    if not row["total_b12"]:
        return False
    if row["b12_before_test"] == "injection":
        return True
    started, taken = row["treatment_started"], row["total_b12_collected"]
    return row["treatment_route"] == "im" and bool(started) and bool(taken) and taken > started
