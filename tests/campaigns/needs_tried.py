"""What a single lacking condition of a "why not" asks for, entered into the raw case in every way it could be."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from tests.campaigns.single_changes import Case, in_last_visit, with_answers, with_result

Way = Callable[[Case], Case]
BOTH: Final = "B12 (total and active together)"
Ways = dict[tuple[str, str], tuple[Way, ...]]


def _yes(code: str) -> Way:
    return lambda raw: with_answers(raw, {code: "yes"})


def _result(analyte: str, **fields: str) -> Way:
    return partial(with_result, analyte=analyte, fields=fields)


def _figure(analyte: str, unit: str, value: str, comparator: str | None, fields: dict[str, str]) -> Way:
    fields = {"value": value, "unit": unit, **({"comparator": comparator} if comparator else {}), **fields}
    return partial(with_result, analyte=analyte, fields=fields)


def _b12(value: str, comparator: str | None = None, **fields: str) -> Way:
    return _figure("total_b12", "ng/L", value, comparator, fields)


def _active(value: str, comparator: str | None = None, **fields: str) -> Way:
    return _figure("active_b12", "pmol/L", value, comparator, fields)


def _nitrous_oxide(raw: Case) -> Case:
    visit = raw["visits"][-1]
    details = {**visit.get("details", {}), "nitrous_oxide": {"since": visit["date"]}}
    return with_answers(in_last_visit(raw, details=details), {"nitrous_oxide": "yes"})


def _child(raw: Case) -> Case:
    kept = {key: word for key, word in raw["patient"].items() if key not in ("age_years", "date_of_birth")}
    return {**raw, "patient": {**kept, "age_group": "child"}}


def _taken(kind: str) -> Way:
    return lambda raw: in_last_visit(raw, b12_before_test={"kind": kind, "last_taken": raw["visits"][0]["date"]})


# What is lacking, and the word it would have to be, as printed: each of the ways may be the one that leads there.
DIRECT: Final[Ways] = {
    ("age group", "under 16"): (_child,),
    ("active B12", "low"): (_result("active_b12", finding="low"),),
    ("methylmalonic acid", "raised"): (_result("mma", finding="raised"),),
    ("methylmalonic acid", "markedly raised"): (_result("mma", value="2000", unit="nmol/L"),),
    ("intrinsic factor antibody", "positive"): (_result("intrinsic_factor_antibody", finding="positive"),),
    (BOTH, "low"): (_b12("100"), _active("20"), _result("active_b12", finding="low")),
    (BOTH, "low/indeterminate (cannot tell which)"): (_b12("200", "<"), _active("40", "<")),
    (BOTH, "indeterminate"): (_b12("250"), _active("40")),
    (BOTH, "indeterminate/high (cannot tell which)"): (_b12("250", ">"), _active("40", ">")),
    (BOTH, "high"): (_b12("500", reference_low="180"), _active("100")),
    ("cobalamin allergy", "yes"): (_yes("cobalamin_allergy"),),
    ("nitrous oxide", "yes, recent or date unknown"): (_nitrous_oxide, _yes("nitrous_oxide")),
}
# Facts read from several inputs: the one tried may be read by other facts too.
DERIVED: Final[Ways] = {
    ("total gastrectomy", "yes"): (_yes("total_gastrectomy"),),
    ("any symptom or sign", "yes"): (_yes("fatigue"),),
    ("nerve involvement", "yes"): (_yes("paraesthesia"),),
    ("strong nerve involvement", "yes"): tuple(map(_yes, ("gait_change", "romberg_positive", "extensor_plantar"))),
    ("spinal cord picture", "yes"): tuple(map(_yes, ("extensor_plantar", "lhermitte", "spasticity", "gait_change"))),
    ("kind of emergency", "of the nerves"): (_yes("rapid_deterioration"),),
    ("lasting cause established", "yes"): tuple(map(_yes, ("bariatric_surgery", "autoimmune_gastritis"))),
    ("B12 taken before the sample, or treatment running", "yes"): tuple(map(_taken, ("injection", "oral", "some"))),
}


def ways(raw: Case, need: str, direct: bool) -> list[Case]:
    """Return the raw cases in which a lacking condition is met; none when it is not of the kind asked for."""
    match = re.fullmatch(r"(.+?): .+, would have to be (.+)", need)
    # A positive that is not trusted is one already: what lacks is another day of the sample.
    if match is None or "not to be trusted" in need:
        return []
    table = DIRECT if direct else DERIVED
    choices = dict.fromkeys((match[2], *match[2].split(" or ")))
    return [way(raw) for choice in choices for way in table.get((match[1], choice), ())]
