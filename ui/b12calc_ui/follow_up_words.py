"""What is said when a follow-up begins: what was told of the patient and may be otherwise by now."""

from typing import Any

from b12calc_ui.texts import tr


def begun_words(patient: dict[str, Any]) -> str:
    """Return one or two short sentences for what is told of the patient."""
    age = patient.get("age_years") is not None
    expecting = patient.get("pregnancy") in ("pregnant", "breastfeeding")
    if age and expecting:
        return tr("A follow-up of today has begun. Check age and pregnancy.")
    if expecting:
        return tr("A follow-up of today has begun. Check the pregnancy.")
    if age:
        return tr("A follow-up of today has begun. Check the age.")
    return tr("A follow-up of today has begun.")
