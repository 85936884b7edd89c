"""Reports made by hand for the tests of the review: results, patients, and the text they were read from."""

from datetime import date
from typing import Any

from b12calc.exchange.incoming.imported import (
    Ignored,
    Import,
    ImportedIdentity,
    ImportedPatient,
    ImportedResult,
    Source,
)

NOBODY = ImportedIdentity(name=None, date_of_birth=None, sex=None, identifier=None)
ANNA = ImportedIdentity(name="BERG, Anna", date_of_birth=date(1959, 3, 12), sex="female", identifier="943 476 5919")
TEXT = (
    "Collected 03/02/2026\r\n"
    "Haemoglobin 118 g/L (130-170)\r\n"
    "Serum vitamin B12 142 ng/L (180-900) L\r\n"
    "Serum <b>folate</b> 3.1\r\n"
    "Ferritin 48 ug/L\r\n"
    "Urea 5.1 mmol/L\r\n"
)


def result(analyte: str, value: str | None, unit: str | None, **more: Any) -> ImportedResult:
    """Return one result, accepted unless a doubt is told."""
    where = more.pop("text", f"{analyte} {value} {unit or ''}")
    doubts = tuple(more.get("why", ()))
    start = TEXT.find(value) if value and more.pop("placed", False) else -1
    place = (start, start + len(value or "")) if start >= 0 else (None, None)
    told: dict[str, Any] = {
        "analyte": analyte, "name_as_sent": analyte, "value": value, "comparator": None, "unit": unit,
        "unit_as_sent": unit, "finding": None, "collected": date(2026, 2, 3), "reference_low": None,
        "reference_high": None, "flag": None, "status": "final", "why": doubts, "remarks": (),
        "verdict": "doubtful" if doubts else "accepted",
        "source": Source(text=where, where="line 2", start=place[0], end=place[1]),
    }  # fmt: skip
    return ImportedResult(**{**told, **more})


def patient(*results: ImportedResult, who: ImportedIdentity = NOBODY, left: int = 1) -> ImportedPatient:
    """Return the results of one patient, with as many pieces left out as are told."""
    pieces = [Ignored(why="not a result this program uses", source=Source(text="Urea 5.1 mmol/L", where="line 6"))]
    return ImportedPatient(identity=who, results=results, ignored=tuple(pieces * left))


def several(*patients: ImportedPatient) -> Import:
    """Return what a file of these patients gives."""
    return Import(read_as="text", patients=patients)


def usual(**more: Any) -> ImportedPatient:
    """Return three results that are accepted, and two that are asked about: a unit and a day."""
    return patient(
        result("haemoglobin", "118", "g/L", reference_low="130", reference_high="170", flag="L", placed=True),
        result("total_b12", "142", "ng/L", reference_low="180", reference_high="900", flag="L", placed=True),
        result("ferritin", "48", "ug/L", placed=True),
        result("folate", "3.1", None, why=("no unit is printed with the figure",), placed=True),
        result("mcv", "104", "fL", collected=None, text="MCV 104 fL 03/02/2026",
               why=("the day 03/02/2026 can be read as 3 February or 2 March",)),
        **more,
    )  # fmt: skip
