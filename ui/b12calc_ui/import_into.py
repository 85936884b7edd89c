"""How results that came in meet the form: what is there already, and the taking over as one edit."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from b12calc.analytes import analytes
from b12calc.units import NumberTrouble, normal_unit, read_value
from b12calc_ui.import_lines import Beside, Line
from b12calc_ui.result_entry import find_word
from b12calc_ui.row_state import RowState
from b12calc_ui.text_dates import DateTrouble, read_day
from b12calc_ui.texts import shown_unit, tr

if TYPE_CHECKING:
    from b12calc_ui.case_form import CaseForm


def compare(lines: Iterable[Line], rows: Sequence[RowState]) -> None:
    """Say beside each line how it stands to the rows of the form."""
    for line in lines:
        line.beside = beside(line.state(), rows)


def beside(state: RowState, rows: Sequence[RowState]) -> Beside:
    """Say whether the form holds this result already, or another figure of the same test and day.

    A figure without a day is the same as an equal one with a day; only two of the same day can differ.
    """
    found = Beside()
    for index, row in enumerate(rows):
        if row.analyte != state.analyte or not row.value:
            continue
        same_day = _day(row.collected) == _day(state.collected)
        if _says(row) == _says(state) and (same_day or not row.collected or not state.collected):
            return Beside("there", index, _text(row))
        if same_day and found.how == "new":
            found = Beside("differs", index, _text(row))
    return found


def clash(lines: Iterable[Line]) -> tuple[Line, Line] | None:
    """Return two ticked lines of one test and day that say different things, None where there are none."""
    seen: dict[tuple[str, str], Line] = {}
    for line in lines:
        if line.ticked:
            state = line.state()
            first = seen.setdefault((state.analyte, _day(state.collected)), line)
            if first is not line:
                return first, line
    return None


def take_over(form: "CaseForm", lines: Iterable[Line], who: dict[str, str] | None = None) -> int:
    """Write the ticked lines into the form as one edit, with the identity where that is wanted; return how many."""
    ticked = [line for line in lines if line.ticked and line.may_be_ticked()]
    form.questions.finish()
    form.stack.beginMacro(tr("results taken over"))
    if who:
        form.identity.restore({**form.identity.state(), **who})
        form.identity.edited.emit("")
    form.results.restore(with_lines(form.results.state(), ticked))
    form.results.edited.emit("")
    form.stack.endMacro()
    return len(ticked)


def with_lines(rows: Sequence[RowState], lines: Iterable[Line]) -> tuple[RowState, ...]:
    """Return the rows with these results: in an empty row of their test, in place of the one picked, or behind it."""
    made = list(rows)
    fresh = []
    for line in lines:
        if line.beside.how == "differs":
            made[line.beside.place] = line.state()
        else:
            fresh.append(line.state())
    for state in fresh:
        places = [index for index, row in enumerate(made) if row.analyte == state.analyte]
        empty = next((index for index in places if made[index] == RowState(state.analyte)), None)
        if empty is not None:
            made[empty] = state
        else:
            made.insert(places[-1] + 1 if places else len(made), state)
    return tuple(made)


def _says(row: RowState) -> tuple[str, ...]:
    """Return what a row says, alike for alike: figures without their last noughts, words by their code."""
    analyte = analytes()[row.analyte]
    if word := find_word(analyte, row.value):
        return (word,)
    try:
        comparator, number = read_value(row.value)
    except NumberTrouble:
        return (row.value, row.unit)
    unit = normal_unit(row.unit) if row.unit else ""
    rule = analyte.units.get(unit)
    alike = next((name for name, other in analyte.units.items() if rule is not None and rule.same_size_as(other)), unit)
    return (comparator or "", f"{number.normalize():f}", alike)


def _day(text: str) -> str:
    try:
        return read_day(text).isoformat() if text else ""
    except DateTrouble:
        return text


def _text(row: RowState) -> str:
    return " ".join(filter(None, (row.value, shown_unit(row.unit) if row.unit else "")))
