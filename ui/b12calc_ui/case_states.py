"""From a case file to what stands in the form: only texts, so that nothing is rounded on the way."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from b12calc.models.answers import answer_told
from b12calc.models.wording import label
from b12calc.units import normal_unit
from b12calc_ui.results_table import READY_ROWS
from b12calc_ui.row_state import RowState
from b12calc_ui.text_dates import show_day, show_since
from b12calc_ui.texts import tr

Data = dict[str, Any]


def identity_state(patient: Data, visit: Data) -> Data:
    """Return the state of the identity strip for one patient and visit."""
    born, age = patient.get("date_of_birth"), patient.get("age_years")
    return {
        "name": patient.get("name") or "",
        "age": _day(born) or ("" if age is None else str(age)),
        "sex": _known(patient.get("sex")),
        "pregnancy": _known(patient.get("pregnancy")),
        "trimester": str(patient.get("trimester") or ""),
        "identifier": patient.get("identifier") or "",
        "altitude": "" if patient.get("altitude_metres") is None else str(patient["altitude_metres"]),
        "smoking": "adjust" if patient.get("adjust_haemoglobin_for_smoking") else "",
        "visit": _day(visit["date"]),
    }


def result_states(visit: Data, before: Iterable[str] = ()) -> tuple[RowState, ...]:
    """Return the rows of the results table: the ready ones first, then what else was measured, now or before."""
    rows = [_row(result) for result in visit.get("results", ())]
    found: list[RowState] = []
    for code in READY_ROWS:
        own = [row for row in rows if row.analyte == code]
        found += own or [RowState(code)]
    found += [row for row in rows if row.analyte not in READY_ROWS]
    have = {row.analyte for row in found}
    return (*found, *(RowState(code) for code in before if code not in have))


def answer_state(visit: Data, code: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the state of one question; the course of a symptom without an answer shows as the answer it is."""
    details = {name: text for name, text in (visit.get("details", {}).get(code) or {}).items() if text}
    if "since" in details:
        details["since"] = show_since(details["since"])
    answer = answer_told(code, visit.get("answers", {}).get(code), details.get("course"))
    return answer or "", tuple(sorted(details.items()))


def before_state(visit: Data) -> tuple[str, str, str]:
    """Return the state of the row on B12 before the test."""
    entry = visit.get("b12_before_test") or {}
    return entry.get("kind") or "", entry.get("dose_micrograms") or "", _day(entry.get("last_taken"))


def treatment_state(visit: Data) -> dict[str, str] | None:
    """Return what stands in the fields for the treatment told at a visit, None where none was told."""
    if not visit.get("treatment"):
        return None
    from b12calc_ui.follow_up_treatment import treatment_state as state_of

    return state_of(visit["treatment"])


def carried_words(data: Data) -> list[str]:
    """Say what the file holds that this form keeps but does not show."""
    lines = []
    if group := data["patient"].get("age_group"):
        lines.append(tr("Age group kept with this case: {group}.", group=group))
    return lines


def _row(result: Data) -> RowState:
    shown = {"analyte", "value", "comparator", "unit", "finding", "findings", "collected"}
    shown |= {"reference_low", "reference_high", "unit_confirmed", "comment"}
    carried = tuple((name, text) for name, text in result.items() if name not in shown and text)
    value = f"{result.get('comparator') or ''}{result.get('value') or ''}" or _finding(result.get("finding"))
    figure = _confirmed(result)
    return RowState(
        analyte=result["analyte"], value=value, unit=_unit(result.get("unit")), collected=_day(result.get("collected")),
        low=result.get("reference_low") or "", high=result.get("reference_high") or "",
        words=tuple(result.get("findings") or ()), carried=carried, confirmed=figure,
        checked=figure if result.get("unit_confirmed") else "", comment=result.get("comment") or "",
    )  # fmt: skip


def _finding(code: str | None) -> str:
    return label("finding", code) if code else ""


def _unit(text: str | None) -> str:
    return normal_unit(text) if text else ""


def _confirmed(result: Data) -> str:
    """Take an unusual value of a saved case as confirmed: it was, when the case was saved."""
    if not result.get("value"):
        return ""
    return " ".join(filter(None, (result.get("comparator"), result["value"], _unit(result.get("unit")))))


def _day(text: str | None) -> str:
    return show_day(date.fromisoformat(text)) if text else ""


def _known(word: str | None) -> str:
    return word if word and word != "unknown" else ""
