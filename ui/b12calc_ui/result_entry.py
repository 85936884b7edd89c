"""What one row of the results table means: nothing, a result for the case, one still waiting, or something wrong."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from b12calc.analytes import Analyte, analytes, convert, zone
from b12calc.models.wording import label
from b12calc.units import NumberTrouble, Quantity, normal_unit, read_number, read_value, shown
from b12calc_ui.row_state import Reading, RowState
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import shown_unit, tr

_WITH_UNIT = r"([<>≤≥=~ ]*[0-9][0-9.,]*)\s*([^\s0-9.,].*)"


class _Stop(Exception):
    def __init__(self, reading: Reading) -> None:
        self.reading = reading


def split_unit(analyte: str, text: str) -> tuple[str, str] | None:
    """Split "142 ng/L" into figure and unit; letters that begin one unit of the analyte alone ("142n") are enough."""
    match = re.fullmatch(_WITH_UNIT, text.strip())
    if match is None:
        return None
    units, unit, letters = analytes()[analyte].units, normal_unit(match[2]), _bare(match[2])
    fits = [unit] if unit in units else [one for one in units if letters and _bare(one).startswith(letters)]
    return (match[1].strip(), fits[0]) if len(fits) == 1 else None


def _bare(unit: str) -> str:
    """Return the letters of a unit as they are typed quickly."""
    return re.sub(r"[^a-z0-9%]", "", unit.casefold().replace("µ", "u").replace("μ", "u"))


def read_row(state: RowState, today: date) -> Reading:
    """Read one row; nothing is guessed, and what cannot be used is never part of the case."""
    analyte = analytes()[state.analyte]
    if not (state.value or state.collected or state.low or state.high or state.words or state.comment):
        return Reading("empty")
    try:
        return _read(analyte, state, today)
    except _Stop as stop:
        return stop.reading


def _read(analyte: Analyte, state: RowState, today: date) -> Reading:
    entry: dict[str, Any] = {"analyte": analyte.code, **dict(state.carried)}
    day = _collected(state.collected, today)
    if day is not None:
        entry["collected"] = day.isoformat()
    if state.words:
        entry["findings"] = list(state.words)
    if state.comment:
        entry["comment"] = state.comment
    if not state.value and state.words:
        return Reading("ready", entry=entry)
    if not state.value:
        raise _Stop(Reading("waiting", tr("The value is missing; until it is there the row is not used."), "value"))
    finding = find_word(analyte, state.value)
    if finding:
        entry["finding"] = finding
        return Reading("ready", entry=entry, echo=tr("In words: {word}.", word=label("finding", finding)))
    quantity = _quantity(analyte, state)
    entry |= {"value": f"{quantity.value:f}", "comparator": quantity.comparator, "unit": quantity.unit}
    entry |= _limits(state)
    reading = _zoned(analyte, quantity, state)._replace(entry=entry)
    if state.checked != quantity.text():
        return reading
    echo = " · ".join(filter(None, (reading.echo, tr("unit checked on the report"))))
    return reading._replace(entry={**entry, "unit_confirmed": True}, echo=echo)


def find_word(analyte: Analyte, text: str) -> str:
    """Return the finding a word stands for; the first three letters are enough where they fit one word only."""
    bare = text.strip().casefold()
    if not bare or not bare[0].isalpha():
        return ""
    fits = [code for code in analyte.findings if code == bare or label("finding", code).casefold() == bare]
    if not fits and len(bare) >= 3:
        fits = [code for code in analyte.findings if label("finding", code).casefold().startswith(bare)]
    return fits[0] if len(fits) == 1 else ""


def _quantity(analyte: Analyte, state: RowState) -> Quantity:
    words = ", ".join(label("finding", code).lower() for code in analyte.findings)
    if analyte.kind == "study" or state.value[:1].isalpha():
        raise _Stop(Reading("wrong", tr("Expected one of these words: {words}.", words=words), "value"))
    try:
        comparator, value = read_value(state.value)
    except NumberTrouble as trouble:
        if trouble.readings:
            sentence = tr("Which number is meant by {text}?", text=state.value)
            choices = tuple(_plain(reading) for reading in trouble.readings)
            raise _Stop(Reading("waiting", sentence, "value", readings=choices)) from None
        raise _Stop(Reading("wrong", trouble.reason, "value")) from None
    if not state.unit:
        raise _Stop(Reading("waiting", tr("Choose the unit; until then the value is not used."), "unit"))
    if state.unit not in analyte.units and not analyte.any_unit:
        known = ", ".join(shown_unit(unit) for unit in analyte.units)
        sentence = tr("{unit} is not a unit of this result; expected {known}.", unit=state.unit, known=known)
        raise _Stop(Reading("wrong", sentence, "unit"))
    return Quantity(value, state.unit, comparator)


def _zoned(analyte: Analyte, quantity: Quantity, state: RowState) -> Reading:
    place = zone(analyte, quantity)
    unit = shown_unit(quantity.unit)
    if place == "impossible":
        sentence = tr("{value} {unit} is not possible; check number and unit.", value=state.value, unit=unit)
        raise _Stop(Reading("wrong", sentence, "value"))
    text = f"{quantity.text()}"
    if place == "unusual" and state.confirmed != text:
        sentence = tr("{value} {unit} is unusual; it is used once confirmed.", value=state.value, unit=unit)
        raise _Stop(Reading("waiting", sentence, "value", confirm=text, echo=echo(analyte, quantity)))
    return Reading("ready", echo=echo(analyte, quantity))


def echo(analyte: Analyte, quantity: Quantity) -> str:
    """Return the value in its other unit, or an empty text where there is no agreed factor."""
    for unit, rule in analyte.units.items():
        own = analyte.units.get(quantity.unit)
        if own is None or unit == quantity.unit or own.same_size_as(rule) or own.base != rule.base:
            continue
        other = convert(analyte, Quantity(quantity.value, quantity.unit), unit)
        sign = f"{quantity.comparator} " if quantity.comparator else ""
        return tr("= {sign}{value} {unit}", sign=sign, value=shown(other.value), unit=shown_unit(unit))
    return ""


def _limits(state: RowState) -> dict[str, str]:
    found: dict[str, Decimal] = {}
    for name, text in (("low", state.low), ("high", state.high)):
        if text:
            try:
                found[name] = read_number(text)
            except NumberTrouble as trouble:
                if trouble.readings:
                    choices = tuple(_plain(reading) for reading in trouble.readings)
                    sentence = tr("Which limit is meant by {text}?", text=text)
                    raise _Stop(Reading("waiting", sentence, name, readings=choices)) from None
                raise _Stop(Reading("wrong", trouble.reason, name)) from None
    if len(found) == 2 and found["low"] >= found["high"]:
        sentence = tr("The lower end of the laboratory's range must be below the upper end.")
        raise _Stop(Reading("wrong", sentence, "low"))
    return {f"reference_{name}": f"{number:f}" for name, number in found.items()}


def _collected(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = read_day(text)
    except DateTrouble as trouble:
        raise _Stop(Reading("wrong", str(trouble), "collected")) from None
    if day > today:
        sentence = tr("{day} is in the future; a result has a past date.", day=show_day(day))
        raise _Stop(Reading("wrong", sentence, "collected"))
    return day


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
