"""A row of the substitutions as one readable line: what it stands in for, what it says, why, and the risk."""

from collections.abc import Iterable
from typing import Final

from b12calc.models.vocabulary import CLINIC_TESTS
from b12calc.models.wording import label, resource
from b12calc.rules.table import Row

_STEPS: Final = {
    "any_test": "any other test",
    "injection": "injections",
    "tablets_high": "high-dose tablets",
    "tablets_low": "dietary-dose tablets",
    "alternative": "the other choice of treatment",
    "folic_acid": "folic acid",
    "potassium_supplement": "potassium to give",
    "printer": "the printed record",
    "homocysteine_sample": "the sample for homocysteine",
    "dates_kept": "injection dates, each with a nurse day near enough",
    "dates_some": "injection dates, some without a nurse day near enough",
    "dates_none": "injection dates, none with a nurse day near enough",
    "dates_words": "injection dates that a regimen leaves to fill in",
}
_FILLED: Final = {
    "regimen": "(the regimen as this pack prints it.)",
    "criteria": "(reticulocytes, blood count and symptoms, as far as they can be measured)",
    "days": "(the nurse days)",
    "moved": "(dates)",
    "unkept": "(dates)",
}


def row_text(row: Row) -> str:
    """Return the sentence of a row; of a substitution all that it says."""
    if "for" not in row.more:
        return row.text
    steps = ", ".join(label("test", step) if step in CLINIC_TESTS else _STEPS[step] for step in row.more["for"])
    said, reason = (text.format(**_FILLED) for text in (row.text, row.more["reason"]))
    place = "elsewhere: " if row.more.get("where") == "elsewhere" else ""
    needs = _listed(row.more.get("needs", ()))
    whole = f"Instead of {steps}: {place}{said} Why: {reason} Risk: {row.more['risk']}"
    return f"{whole} Needs: {needs}." if needs else whole


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(map(resource, codes))
