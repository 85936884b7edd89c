"""What a column of a practice list may hold, in words, and which words may stand in its cells."""

from typing import Final

from b12calc.analytes import analytes
from b12calc.models import vocabulary
from b12calc.models.wording import label, questions
from b12calc_ui.texts import shown_unit, tr

_LISTED: Final = ("sex", "pregnancy", "age_group")


def fields() -> list[tuple[str, str]]:
    """Return what a column may hold beside a result and an answer, in the order in which it is offered."""
    return [
        ("id", tr("Patient: number")), ("age_years", tr("Patient: age in years")),
        ("date_of_birth", tr("Patient: date of birth")), ("sex", tr("Patient: sex")),
        ("pregnancy", tr("Patient: pregnancy")), ("trimester", tr("Patient: trimester")),
        ("age_group", tr("Patient: adult or child")), ("altitude_metres", tr("Patient: altitude in metres")),
        ("adjust_haemoglobin_for_smoking", tr("Adjust haemoglobin for smoking")),
        ("b12_before_test", tr("B12 before the test")),
        ("b12_before_test_last_taken", tr("B12 before the test: last taken")),
        ("treatment_route", tr("Treatment: how")), ("treatment_started", tr("Treatment: started")),
        ("treatment_last_given", tr("Treatment: last given")),
        ("treatment_missed_doses", tr("Treatment: missed doses")),
        ("treatment_limits_daily_life", tr("Treatment: daily life still limited")),
        ("collected", tr("Day of sample")), ("analyte", tr("Test name")), ("value", tr("Value")),
        ("unit", tr("Unit")), ("comparator", tr("Sign < or >")), ("reference_low", tr("Range: lower end")),
        ("reference_high", tr("Range: upper end")), ("finding", tr("Finding in words")),
        ("findings", tr("Findings of a film or image")), ("unit_confirmed", tr("Unit was checked")),
    ]  # fmt: skip


def entries() -> list[tuple[str, str]]:
    """Return what is offered for a column: fields, then tests, then questions."""
    tests = [(one.code, one.short) for one in analytes().values()]
    return [*fields(), *tests, *((code, one.label) for code, one in questions().items())]


def parts(code: str) -> list[tuple[str, str]]:
    """Return what else than its result or its answer a column may hold of a test or a question."""
    if code in analytes():
        return [("unit", tr("Unit")), ("comparator", tr("Sign < or >")), ("collected", tr("Day of sample")),
                ("reference_low", tr("Range: lower end")), ("reference_high", tr("Range: upper end")),
                ("finding", tr("Finding in words")), ("findings", tr("Findings of a film or image")),
                ("unit_confirmed", tr("Unit was checked"))]  # fmt: skip
    if code in vocabulary.ANSWER_CODES:
        return [("since", tr("since when")), ("last", tr("last time")), ("severity", tr("severity")),
                ("course", tr("course")), ("daily_dose", tr("daily dose"))]  # fmt: skip
    return []


def units(code: str) -> list[tuple[str, str]]:
    """Return the units of a test, as they are printed."""
    return [(unit, shown_unit(unit)) for unit in analytes()[code].units] if code in analytes() else []


def cell_words(code: str, part: str) -> list[tuple[str, str]]:
    """Return the words of the program that may stand in the cells of a column, none where it holds anything else."""
    if code in vocabulary.ANSWER_CODES and not part:
        return [("yes", tr("Yes")), ("no", tr("No"))]
    if code in _LISTED:
        lists = {"sex": vocabulary.SEXES, "pregnancy": vocabulary.PREGNANCY, "age_group": vocabulary.AGE_GROUPS}
        return [(word, label(code, word)) for word in lists[code] if word not in ("unknown", "other")]
    if code == "b12_before_test":
        return [(word, label("b12_before", word)) for word in vocabulary.B12_BEFORE if word != "unknown"]
    if code == "treatment_route":
        return [(word, label(code, word)) for word in vocabulary.TREATMENT_ROUTES]
    if code in analytes() and part == "finding":
        return [(word, label("finding", word)) for word in analytes()[code].findings]
    return []


def ways(code: str, part: str) -> list[tuple[str, str]]:
    """Return how days or figures of a column may be written, none where it holds neither."""
    from b12calc.audit.columns import known_columns
    from b12calc.audit.days import DAY_FORMS

    known = known_columns().get("_".join(filter(None, (code, part))))
    if known is None:
        return []
    if known.is_day:
        return [(form, form) for form in DAY_FORMS if form != "YYYY-MM-DD"]
    figures = known.kind == "value" or known.part in ("value", "reference_low", "reference_high")
    return [("decimal", tr("a point is that of decimals"))] if figures else []


def named(column: str) -> tuple[str, str]:
    """Return the field, test or question of a column of the audit table, and the part of it."""
    from b12calc.audit.columns import known_columns

    known = known_columns().get(column)
    if known is None or known.kind not in ("part", "detail"):
        return column, ""
    return known.code, known.part
