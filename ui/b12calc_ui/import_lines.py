"""One result that came in, as it is reviewed: what is asked about it, what was answered, the row it would become."""

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from b12calc.analytes import analytes
from b12calc.models.wording import label
from b12calc_ui.result_entry import read_row
from b12calc_ui.row_state import Reading, RowState
from b12calc_ui.text_dates import DateTrouble, read_day, show_day
from b12calc_ui.texts import shown_unit, tr

if TYPE_CHECKING:
    from b12calc.exchange.incoming.imported import ImportedResult

Need = Literal["figure", "unit", "day"]
NEEDS: Final[tuple[Need, ...]] = ("figure", "unit", "day")
Verdict = Literal["accepted", "doubtful", "answered", "there", "differs", "kept"]

_UNIT: Final = re.compile(r"\bunits?\b", re.I)
_FIGURE: Final = re.compile(r"\bfigures?\b|\bnumbers?\b", re.I)
_DAY: Final = re.compile(r"\b(?:days?|dates?|dated|future|year)\b", re.I)
_NUMERIC_DAY: Final = re.compile(r"(?<![0-9])([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
_EITHER: Final = re.compile(r"\bday\b.*\bread\sas\s(\S+\s\S+\s[0-9]{4})\sor\s(\S+\s\S+\s[0-9]{4})$")
_FIELD: Final[dict[str, Need]] = {"value": "figure", "unit": "unit", "collected": "day"}
_ASKED_IN_FORM: Final = re.compile(r"\sis\sunusual\sfor\s")
_LOOK: Final = re.compile(r"\blook\sat\sthe\sfigure")
_COMMENT: Final = 300  # characters of the report's remarks that go into the comment


class Beside(NamedTuple):
    """Say how a result stands to the form: ``differs`` from the row at ``place``, which says ``text``."""

    how: Literal["new", "there", "differs"] = "new"
    place: int = -1
    text: str = ""


class Line:
    """Hold one result with the answers given to its doubts; nothing of it is in the form yet."""

    def __init__(self, result: "ImportedResult", today: date) -> None:
        self.result, self.today = result, today
        self.analyte = analytes()[result.analyte]
        self.answers: dict[Need, str] = dict.fromkeys(NEEDS, "")
        self.pick: Literal["", "form", "report"] = ""
        self.beside = Beside()
        self.needs = self._needs()
        self.ticked = False

    def state(self) -> RowState:
        """Return the row this result would become in the form; a range the form cannot use is left out."""
        one, day = self.result, self.result.collected
        given = self.answers
        sent = f"{one.comparator or ''}{one.value or ''}" or (label("finding", one.finding) if one.finding else "")
        state = RowState(
            self.analyte.code,
            value=given["figure"] or sent,
            unit="" if one.finding and not given["figure"] else given["unit"] or self._unit_sent(),
            collected=given["day"] or (show_day(day) if day else ""),
            low=one.reference_low or "", high=one.reference_high or "", comment=_comment(one),
        )  # fmt: skip
        if read_row(state, self.today).where in ("low", "high"):
            return state._replace(low="", high="")
        return state

    def reading(self) -> Reading:
        """Return how the form would read the row."""
        return read_row(self.state(), self.today)

    def asked(self) -> list[Need]:
        """Return what must be answered before this may be ticked, in the order of the fields."""
        open_ones = {need for need in self.needs if not self.answers[need]}
        reading = self.reading()
        if reading.standing != "ready" and not reading.confirm and (need := _FIELD.get(reading.where)):
            open_ones.add(need)
        return [need for need in NEEDS if need in open_ones]

    def fields(self) -> list[Need]:
        """Return the fields in which something is asked or was answered."""
        asked = {*self.asked(), *self.needs, *(need for need in NEEDS if self.answers[need])}
        if self.days():
            asked.add("day")
        return [need for need in NEEDS if need in asked]

    def verdict(self) -> Verdict:
        """Say in one word how this result stands."""
        if self.asked():
            return "doubtful"
        if self.beside.how == "there":
            return "there"
        if self.beside.how == "differs" and self.pick != "report":
            return "kept" if self.pick == "form" else "differs"
        return "answered" if self.needs or self.pick else "accepted"

    def may_be_ticked(self) -> bool:
        """Tell whether nothing about it is open and it is not in the form yet."""
        return self.verdict() in ("accepted", "answered")

    def value_text(self) -> str:
        """Return the value with comparator and unit, the unit as sent beside it where it is spelt otherwise."""
        state, sent = self.state(), self.result.unit_as_sent
        unit = shown_unit(state.unit) if state.unit else ""
        text = " ".join(filter(None, (state.value, unit)))
        if sent and unit and sent not in (state.unit, unit):
            return tr("{value} (sent as {unit})", value=text, unit=sent)
        return text

    def range_text(self) -> str:
        """Return the laboratory's range as printed."""
        low, high = self.result.reference_low, self.result.reference_high
        if low and high:
            return tr("{low} to {high}", low=low, high=high)
        return tr("from {low}", low=low) if low else tr("up to {high}", high=high) if high else ""

    def days(self) -> list[date]:
        """Return the two days a date in figures can mean, as they were told or the day first; nothing without doubt."""
        if self.result.collected is not None:
            return []
        if told := _EITHER.search(self._day_doubt()):
            with suppress(DateTrouble):
                return [day for day in map(read_day, told.groups()) if day <= self.today]
        return _both_ways(self.day_text(), self.today) if "day" in self.needs else []

    def day_text(self) -> str:
        """Return the date in figures as it was sent, where the source or a doubt shows one."""
        texts = (self._day_doubt(), *self.result.why, self.result.source.text)
        return next((match[0] for text in texts if (match := _NUMERIC_DAY.search(text))), "")

    def _day_doubt(self) -> str:
        """Return the sentence that leaves the day open; one that is no doubt is answered or left as one likes."""
        return next((one for one in (*self.result.why, *self.result.remarks) if _EITHER.search(one)), "")

    def answer(self, need: Need, text: str) -> str:
        """Take an answer; return one sentence where the form could not use it, and keep it out."""
        bare = text.strip()
        if need == "day" and bare:
            try:
                bare = show_day(read_day(bare))
            except DateTrouble as trouble:
                self.answers["day"] = ""
                return str(trouble)
        self.answers[need] = bare
        reading = self.reading()
        if bare and reading.standing != "ready" and not reading.confirm and _FIELD.get(reading.where) == need:
            self.answers[need] = ""
            return reading.sentence
        return ""

    def _unit_sent(self) -> str:
        unit = self.result.unit or ""
        return unit if self.analyte.any_unit or unit in self.analyte.units else ""

    def _needs(self) -> frozenset[Need]:
        """Say what answers the doubts: where none of them is of unit or day, the figure is typed again."""
        found: set[Need] = set()
        for why in self.result.why:
            if _UNIT.search(why):
                found.add("unit")
            elif _DAY.search(why) and not _FIGURE.search(why) and self.result.collected is None:
                found.add("day")
            else:
                found.add("figure")
            if _LOOK.search(why):
                found.add("figure")
        if self.result.verdict == "doubtful" and not found:
            found.add("figure")
        if self.result.value is None and found == {"unit"}:
            found = {"figure"}
        return frozenset(found)


def _both_ways(text: str, today: date) -> list[date]:
    """Return the days a date in figures means read from either side, each once and none in the future."""
    found: dict[date, bool] = {}
    for one, _sign, two, year in _NUMERIC_DAY.findall(text)[:1]:
        for day, month in ((int(one), int(two)), (int(two), int(one))):
            with suppress(ValueError):
                found[date(int(year), month, day)] = True
    return [day for day in found if day <= today]


def _comment(result: "ImportedResult") -> str:
    """Return what the report says beside the figure; the form asks about an unusual one itself."""
    said = [remark for remark in result.remarks if not _ASKED_IN_FORM.search(remark) and not _EITHER.search(remark)]
    if result.status == "corrected":
        said.insert(0, tr("corrected by the laboratory"))
    return "; ".join(said)[:_COMMENT].strip()
