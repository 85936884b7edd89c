"""Short ways to write a case by hand."""

from datetime import date
from typing import Any

from .answer import Answer
from .codes import MUST_ANSWER, SYMPTOMS
from .decide import decide

VISIT = "2026-03-12"
TODAY = date(2026, 3, 12)
Result = dict[str, Any]
NO_SYMPTOMS = dict.fromkeys(SYMPTOMS, "no")
NO_RED_FLAGS = dict.fromkeys(MUST_ANSWER, "no")
NO_NERVES = {code: "no" for code in SYMPTOMS[:12]}


def figure(analyte: str, value: str, unit: str, **more: str) -> Result:
    """A laboratory figure."""
    return {"analyte": analyte, "value": value, "unit": unit, **more}


def total(value: str, unit: str = "ng/L", **more: str) -> Result:
    """Total B12, with the printed range of its unit so that the unit stands."""
    low, high = ("133", "664") if unit == "pmol/L" else ("180", "900")
    return figure("total_b12", value, unit, **{"reference_low": low, "reference_high": high, **more})


def active(value: str) -> Result:
    """Active B12 in pmol/L."""
    return figure("active_b12", value, "pmol/L")


def mma(value: str) -> Result:
    """MMA in nmol/L."""
    return figure("mma", value, "nmol/L")


def homocysteine(value: str) -> Result:
    """Homocysteine in umol/L."""
    return figure("homocysteine", value, "umol/L")


def kidney(value: str) -> Result:
    """The reported eGFR."""
    return figure("egfr", value, "mL/min/1.73m2")


def haemoglobin(value: str) -> Result:
    """Haemoglobin in g/L."""
    return figure("haemoglobin", value, "g/L")


def mcv(value: str) -> Result:
    """Mean cell volume in fL."""
    return figure("mcv", value, "fL")


def word(analyte: str, finding: str, *findings: str, **more: str) -> Result:
    """A result in words."""
    return {"analyte": analyte, "finding": finding, **({"findings": list(findings)} if findings else {}), **more}


ANTIBODY = word("intrinsic_factor_antibody", "positive")
FOLATE = figure("folate", "8", "ug/L")
KIDNEY = kidney("88")
PANCYTOPENIA = (
    haemoglobin("95"),
    figure("white_cells", "2.1", "10*9/L", reference_low="4.0"),
    figure("platelets", "90", "10*9/L", reference_low="150"),
)


def case(*results: Result, yes: str = "", no: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """One visit of a woman of 40 who is not pregnant; `yes`: codes answered yes, separated by blanks.

    More may hold fields of the patient, or `course`, `since`, `last` (code to word or day), `before` and `treatment`.
    """
    visit: dict[str, Any] = {"date": VISIT, "results": list(results)}
    visit["answers"] = {**(no or {}), **dict.fromkeys(yes.split(), "yes")}
    visit["details"] = {code: {"course": word} for code, word in more.pop("course", {}).items()}
    for field in ("since", "last"):
        visit["details"] |= {code: {field: day} for code, day in more.pop(field, {}).items()}
    visit["b12_before_test"] = more.pop("before", {"kind": "none"})
    visit["treatment"] = more.pop("treatment", None)
    patient = {"age_years": 40, "sex": "female", "pregnancy": "not_pregnant", **more}
    return {"format": "b12calc-case/1", "patient": patient, "visits": [visit]}


def answer(*results: Result, **more: Any) -> Answer:
    """The answer to `case` with the same arguments."""
    return decide(case(*results, **more), TODAY)
