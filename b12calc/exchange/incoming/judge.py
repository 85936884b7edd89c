"""Decide for every format alike: accepted, doubtful with reasons, or no result of this program.

A result is accepted only when name, code, unit, status, figure and plausibility agree. What is not known is never
filled in: a figure without a unit is doubtful, whatever the unit could be.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from b12calc.analytes import Analyte, analytes, zone
from b12calc.exchange.incoming.figures import Figure, flag_denied, read_figure, read_range
from b12calc.exchange.incoming.found import Found, Leftover, Report
from b12calc.exchange.incoming.guard import visible
from b12calc.exchange.incoming.imported import (
    Ignored,
    ImportedIdentity,
    ImportedPatient,
    ImportedResult,
    Source,
)
from b12calc.exchange.incoming.names import (
    analyte_named,
    codes_known_for,
    denied,
    is_spoilt,
    is_unit,
    known_code,
    unit_of,
)
from b12calc.exchange.incoming.range_guard import range_of_another_unit
from b12calc.exchange.incoming.repeats import settle_repeats
from b12calc.units import NumberTrouble, Quantity, read_number

_WITHDRAWN: Final = {
    "preliminary": "the laboratory calls it preliminary or pending; only final and corrected results are offered",
    "cancelled": "the laboratory has withdrawn or cancelled it",
}
_SYSTEMS: Final = {"loinc": "LOINC", "snomed": "SNOMED CT", "read": "Read", "local": "local", "b12calc": "b12calc"}


_Limits = tuple[str | None, str | None]
_SHORT: Final = 40  # characters of a value that are said again


@dataclass(slots=True)
class _Case:
    """Gather what speaks against a result while it is judged."""

    today: date
    why: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def judged(report: Report, today: date) -> ImportedPatient:
    """Judge what a reader found of one patient; ``today`` is the day after which no sample can have been taken."""
    results: list[ImportedResult] = []
    ignored = [_left(piece) for piece in report.left]
    for found in report.found:
        one = _judged(found, today)
        (results if isinstance(one, ImportedResult) else ignored).append(one)  # type: ignore[arg-type]
    kept, replaced = settle_repeats(results)
    who = report.identity
    identity = ImportedIdentity(
        name=visible(who.name or "") or None,
        date_of_birth=who.birth_date,
        sex=who.sex,
        identifier=visible(who.identifier or "") or None,
    )
    return ImportedPatient(identity=identity, results=kept, ignored=(*ignored, *replaced))


def _judged(found: Found, today: date) -> ImportedResult | Ignored:
    spoilt = (f"the report says of the sample: {visible(note)}" for note in found.notes if is_spoilt(note))
    case = _Case(today, why=[*(visible(doubt) for doubt in found.doubts), *spoilt])
    code = _which(found, case)
    if isinstance(code, Ignored):
        return code
    if found.status in _WITHDRAWN:
        return _ignored(found, _WITHDRAWN[found.status])
    analyte = analytes()[code]
    figure = Figure(finding=found.finding) if found.finding else read_figure(found.value or "", found.comparator)
    if figure.trouble:
        if figure.value is None:
            return _ignored(found, f"{analyte.name}: {_no_figure(found.value or '')}")
        case.why.append(figure.trouble)
    unit = _unit(analyte, found, figure, case)
    _finding(analyte, figure, case)
    low, high = _range(found, case)
    if unit and not figure.trouble and figure.value:
        _plausible(analyte, Quantity(read_number(figure.value), unit, figure.comparator), case)
        _flag(found, figure, (low, high), case)
        if range_of_another_unit(code, unit, high):
            case.why.append(f"the printed range, up to {high}, cannot be one of {analyte.name} in {unit}")
    if found.collected and found.collected > today:
        case.why.append(f"the day of the sample, {found.collected:%Y-%m-%d}, lies in the future")
    return _result(found, analyte, figure, unit, (low, high), case)


def _no_figure(value: str) -> str:
    if any(sign.isdecimal() for sign in value) and len(value) <= _SHORT:
        return f"{visible(value)!r} is no single figure and no finding"
    return "no figure and no finding is printed"


def _result(
    found: Found, analyte: Analyte, figure: Figure, unit: str | None, limits: _Limits, case: _Case
) -> ImportedResult:
    span = found.span
    return ImportedResult(
        analyte=analyte.code,
        name_as_sent=visible(found.names[0]) if found.names else "",
        value=figure.value,
        comparator=figure.comparator if figure.value else None,
        unit=unit or visible(found.unit or "") or None,
        unit_as_sent=visible(found.unit or "") or None,
        finding=figure.finding,
        collected=found.collected if found.collected and found.collected <= case.today else None,
        reference_low=limits[0],
        reference_high=limits[1],
        flag=visible(found.flag or "") or None,
        status=found.status,
        verdict="doubtful" if case.why else "accepted",
        why=tuple(dict.fromkeys(case.why)),
        remarks=tuple(dict.fromkeys((*case.remarks, *(visible(note) for note in found.notes)))),
        source=_source(found.text, found.where, (span.start, span.end) if span else (None, None)),
    )


def _which(found: Found, case: _Case) -> str | Ignored:
    """Say which analyte is meant: the names and the codes must lead to the same one."""
    foreign = denied((*found.headings, found.specimen or ""), specimens=True)
    named = list(dict.fromkeys(code for code in map(analyte_named, found.names) if code))
    coded = {code: known for code in found.codes if (known := known_code(code))}
    named = named or [code.code for code in coded if code.system == "b12calc"]  # written by this program itself
    meant = list(dict.fromkeys(known.analyte for known in coded.values() if known.analyte))
    word = None if named else denied(found.names)
    if foreign and (named or meant) and named != ["urine_mma_creatinine_ratio"]:
        return _ignored(found, f"{foreign!r} is said of the sample; only blood results are offered")
    if word or not (named or meant):
        return _ignored(found, f"{word!r} is said of the test" if word else "not a result this program uses")
    if len(named) > 1:
        case.why.append(f"the names given mean different tests: {', '.join(analytes()[code].name for code in named)}")
    analyte = named[0] if named else str(meant[0])
    if not named:
        case.why.append(f"only the code says {analytes()[analyte].name}; the printed name is not known")
    _codes_agree(found, analyte, case)
    return analyte


def _codes_agree(found: Found, analyte: str, case: _Case) -> None:
    for code in found.codes:
        known = known_code(code)
        label = f"the {_SYSTEMS[code.system]} code {visible(code.code)}"
        if known is None:
            if codes_known_for(code.system, analyte):
                case.why.append(f"{label} is not one known for {analytes()[analyte].name}")
        elif known.analyte != analyte:
            other = analytes()[known.analyte].name if known.analyte else known.means
            case.why.append(f"{label} means {other}, the name {analytes()[analyte].name}")
        elif known.units and found.unit and (unit := unit_of(analyte, found.unit)) and unit not in known.units:
            case.why.append(f"{label} is that of a figure in {' or '.join(known.units)}, the unit sent is {unit}")


def _unit(analyte: Analyte, found: Found, figure: Figure, case: _Case) -> str | None:
    """Return the unit in the case format's spelling; None with the reason kept where it is absent or another."""
    if figure.value is None:
        return None
    sent = (found.unit or "").strip()
    if not sent:
        if found.unit_code:
            sent = found.unit_code.strip()
        else:
            case.why.append("no unit is printed with the figure")
            return None
    if analyte.any_unit:
        return unit_of(analyte.code, sent) or visible(sent)
    unit = unit_of(analyte.code, sent)
    if unit is None:
        kind = "a unit of another kind than" if is_unit(sent) else "not a known unit of"
        case.why.append(f"{visible(sent)} is {kind} {analyte.name}")
        return None
    if found.unit_code and unit_of(analyte.code, found.unit_code) != unit:
        case.why.append(f"the unit is given twice and differently: {visible(sent)} and {visible(found.unit_code)}")
    return unit


def _finding(analyte: Analyte, figure: Figure, case: _Case) -> None:
    if figure.finding and figure.finding not in analyte.findings:
        case.why.append(f"{figure.finding!r} is no finding of {analyte.name}")
    if figure.value and analyte.kind == "study":
        case.why.append(f"{analyte.name} is reported in words, not as a figure")


def _range(found: Found, case: _Case) -> _Limits:
    """Return the printed limits that are figures, low before high; what is left out is said."""
    text = (found.range_text or "").strip()
    if found.low or found.high:
        low, high = found.low, found.high
    elif (read := read_range(text)) is not None:
        low, high = read
    else:
        if text.strip("[](){} -"):
            case.remarks.append(f"the printed range was not read: {visible(text)}")
        return None, None
    numbers: list[Decimal | None] = []
    for figure in (low, high):
        try:
            numbers.append(read_number(figure) if figure else None)
        except NumberTrouble:
            case.remarks.append(f"the printed range was not read: {visible(figure or '')}")
            return None, None
    if numbers[0] is not None and numbers[1] is not None and numbers[0] > numbers[1]:
        case.why.append(f"the printed range runs backwards: {low} to {high}")
        return None, None
    return low, high


def _plausible(analyte: Analyte, quantity: Quantity, case: _Case) -> None:
    if analyte.any_unit and quantity.unit not in analyte.units:
        return
    place = zone(analyte, quantity)
    if place == "impossible":
        case.why.append(f"{quantity.text()} cannot be a {analyte.name} result; look at the figure and its unit")
    elif place == "unusual":
        case.remarks.append(f"{quantity.text()} is unusual for {analyte.name}")


def _flag(found: Found, figure: Figure, limits: _Limits, case: _Case) -> None:
    """Doubt a figure whose flag says the opposite of its range: a column may have slipped."""
    if found.flag and figure.value and flag_denied(found.flag, figure.value, *limits, figure.comparator or None):
        case.why.append(f"the report flags it {visible(found.flag)}, which its printed range does not bear out")


def _source(text: str, where: str, span: tuple[int | None, int | None]) -> Source:
    return Source(text=visible(text), where=where, start=span[0], end=span[1])


def _ignored(found: Found, why: str) -> Ignored:
    span = found.span
    return Ignored(why=why, source=_source(found.text, found.where, (span.start, span.end) if span else (None, None)))


def _left(piece: Leftover) -> Ignored:
    return Ignored(why=piece.why, source=_source(piece.text, piece.where, (None, None)))
