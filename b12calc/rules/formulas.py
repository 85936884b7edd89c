"""Formulas with a published source; each refuses what it was not made for."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from functools import lru_cache

from b12calc.units import Quantity

ADULT = 18


@lru_cache(maxsize=1024)
def ckd_epi_2021(creatinine_mg_dl: Decimal, age_years: int, sex: str) -> Decimal:
    """Return eGFR in mL/min/1.73 m2 from serum creatinine in mg/dL, race-free.

    ``sex`` is female or male, age 18 or more; anything else raises ValueError. Source: FRM-40 (Inker 2021).
    """
    if age_years < ADULT or sex not in ("female", "male") or creatinine_mg_dl <= 0:
        raise ValueError("CKD-EPI 2021 needs an adult, a sex and a creatinine above zero")
    kappa, alpha = (Decimal("0.7"), Decimal("-0.241")) if sex == "female" else (Decimal("0.9"), Decimal("-0.302"))
    with localcontext() as context:
        context.prec = 20
        ratio = creatinine_mg_dl / kappa
        low, high = min(ratio, Decimal(1)), max(ratio, Decimal(1))
        egfr = 142 * low**alpha * high ** Decimal("-1.200") * Decimal("0.9938") ** age_years
        return egfr * Decimal("1.012") if sex == "female" else egfr


def anaemia_degrees(grams_per_litre: Quantity, limits: Mapping[str, Decimal]) -> frozenset[str]:
    """Return every degree a haemoglobin in g/L may mean: none, mild, moderate, severe; one, unless it is censored.

    ``limits`` holds anaemia, moderate and severe: below each figure begins the next degree. Source: WHO-14 to WHO-18.
    """
    possible, degree = set(), "none"
    for name, word in (("anaemia", "mild"), ("moderate", "moderate"), ("severe", "severe")):
        below = grams_per_litre.definitely_below(limits[name])
        if below is not True:
            possible.add(degree)
        if below is False:
            return frozenset(possible)
        degree = word
    return frozenset((*possible, degree))
