"""Laboratory results and findings of a case as FHIR R4 Observations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from b12calc.analytes import Analyte, UnitRule, analytes
from b12calc.exchange.fhir_blocks import (
    ANALYTE_CODES,
    FINDING_WORDS,
    Node,
    concept,
    filled,
    note,
    plain,
    reference,
    resource,
)
from b12calc.models.case import LabResult
from b12calc.units import NumberTrouble, normal_unit, read_number

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
COMPARATORS: Final = ("<", "<=", ">", ">=")  # all that R4 has; "about" has no code there
UNCONFIRMED: Final = frozenset({"72160-5", "59260-0", "31443-5"})  # codes that no publisher's own text confirms
_CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"


def observation(result: LabResult, name: str, patient: Node) -> Node:
    """Return one result as it was printed; what the case does not say is absent.

    A figure "about" something is written as text, since R4 has no comparator for it: a reader must not take it for
    the plain figure. The LOINC code is that of the unit, and stands only where it is confirmed.
    """
    analyte = analytes()[result.analyte]
    rule = None if result.unit is None else analyte.units.get(normal_unit(result.unit))
    return resource(
        "Observation",
        name,
        status="final",
        category=[_category(analyte)],
        code=_code(analyte, rule),
        subject=reference(patient),
        effectiveDateTime=None if result.collected is None else result.collected.isoformat(),
        performer=[{"display": words}] if (words := plain(result.laboratory)) else [],
        **_value(result, rule),
        note=[
            *note(", ".join(word.replace("_", " ") for word in result.findings)),
            *note(result.comment),
            *note("The unit was checked against the report." if result.unit_confirmed else None),
        ],
        referenceRange=_range(result, rule),
    )


def _category(analyte: Analyte) -> Node:
    code, text = ("imaging", "Imaging") if analyte.code == "mri_spine" else ("laboratory", "Laboratory")
    return {"coding": [{"system": _CATEGORIES, "code": code, "display": text}]}


def _code(analyte: Analyte, rule: UnitRule | None) -> Node:
    loinc = (rule.loinc if rule else None) or analyte.loinc
    codings = [{"system": LOINC, "code": loinc}] if loinc and loinc not in UNCONFIRMED else []
    return concept(analyte.name, *codings, {"system": ANALYTE_CODES, "code": analyte.code}) or {}


def _value(result: LabResult, rule: UnitRule | None) -> Node:
    """Return the member that holds the value: a quantity, words, or the text as it was entered."""
    if result.value is None:
        coding = [{"system": FINDING_WORDS, "code": result.finding}] if result.finding else []
        return filled({"valueCodeableConcept": concept(result.finding, *coding)})
    figure = _number(result.value)
    if figure is None or result.comparator not in (None, *COMPARATORS):
        entered = f"{result.comparator or ''}{result.value} {result.unit or ''}"
        return filled({"valueString": plain(entered)})
    return {"valueQuantity": _quantity(figure, result, rule, result.comparator)}


def _quantity(figure: Decimal, result: LabResult, rule: UnitRule | None, comparator: str | None = None) -> Node:
    coded: dict[str, Any] = {"system": UCUM, "code": rule.ucum} if rule else {}
    return filled({"value": figure, "comparator": comparator, "unit": plain(result.unit)} | coded)


def _range(result: LabResult, rule: UnitRule | None) -> list[Node]:
    """Return the printed range: as figures where it is figures, else in words."""
    printed = {"low": result.reference_low, "high": result.reference_high}
    figures = {end: _number(text) for end, text in printed.items() if text}
    if not figures:
        return []
    if None in figures.values():
        return [{"text": " to ".join(plain(text) or "" for text in printed.values() if text)}]
    return [{end: _quantity(figure, result, rule) for end, figure in figures.items() if figure is not None}]


def _number(text: str) -> Decimal | None:
    try:
        return read_number(text)
    except NumberTrouble:
        return None
