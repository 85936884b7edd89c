"""What the lines around a result say of it: material, state of the report, comments, days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from b12calc.exchange.incoming.found import NOT_TOLD, Status
from b12calc.exchange.incoming.names import denied, folded
from b12calc.exchange.incoming.paste_day_labels import asks_another_day, framed_day, heads_earlier, panel_day, said_last
from b12calc.exchange.incoming.paste_days import Printed
from b12calc.exchange.incoming.paste_rows import Setting
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import is_specimen_label, phrases

_FAR_IN: Final = 16  # signs; a day further in heads a column
_MOST_OF_A_HEADING, _MOST_OF_A_BARE_HEADING = 6, 4
_NEAR: Final = 366  # days; one further off is that of a birth or an old note
_OF_BLOOD: Final = ("hemat", "haemat", "hamat", "emat", "hemogr", "emocrom", "blutbild", "serie roja", "serie rouge")
_BRACKETS: Final = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
_TWO_SAMPLES: Final = "two samples with days of their own are named above; of which it is is not said"
Zone = Literal["", "comment", "rules"]


@dataclass(slots=True)
class Section:
    """Follow what holds for the next lines; made anew for each patient.

    ``zone`` is "comment" under a label that stands alone, "rules" behind one with words, until a blank line.
    """

    day_first: bool | None
    foreign: str = ""
    unsure: str = ""
    status: Status = NOT_TOLD
    panel_state: Status | None = None  # where the panels of the report have their own
    taken: Printed | None = None
    heading_day: Printed | None = None
    left_day: str = ""
    day_lines: list[Printed] = field(default_factory=list)
    undated: bool = False  # results stand before the first day
    read_below: bool = False  # the last day
    lone_days: int = 0  # since a result was read
    all_taken: list[Printed] = field(default_factory=list)
    strays: list[Printed] = field(default_factory=list)
    zone: Zone = ""
    zone_name: str = ""
    zone_begun: bool = False
    read_since: bool = False
    near_foreign: str = ""
    near_held: bool = False  # over one blank line: it begins with the material, as a heading does
    earlier_column: bool = False
    earlier_headed: bool = False
    day_of_else: bool = False  # the line before ends with a label of another day than the sample's: birth, report

    def reads(self) -> Setting:
        """Note that results are read here, and return what holds for them."""
        self.read_since, self.near_held = True, False
        self.lone_days = 0
        self.zone_begun = bool(self.zone)
        self.undated, self.read_below = self.undated or not (self.taken or self.heading_day), True
        return self.setting()

    def setting(self) -> Setting:
        """Return what holds for a piece that stands here."""
        printed = self.taken or self.heading_day
        day: date | None = printed.settled(self.day_first) if printed else None
        doubts = [f"it stands under {self.zone_name!r}"] if self.zone == "comment" else []
        if self.unsure:
            doubts.append(f"whether the section {self.unsure!r} has ended is not clear")
        return Setting(
            day=day,
            day_note=printed.question() if printed and day is None else "" if printed else self.left_day,
            status=self.panel_state or self.status,
            headings=(self.foreign,) if self.foreign else (),
            doubts=tuple(doubts),
            day_first=self.day_first,
            rules=self.zone == "rules",
            near_foreign=self.near_foreign,
            earlier_column=self.earlier_column,
            earlier_headed=self.earlier_headed,
        )

    def blank(self) -> None:
        """End a comment that has begun."""
        self.near_foreign = self.near_foreign if self.near_held else ""
        self.near_held = False
        if self.zone_begun:
            self.zone = ""

    def panel(self, state: Status, text: str) -> None:
        """Take the state of the panel that begins here; one of blood ends a section of another material."""
        self.panel_state = state
        words = folded(text).split()
        if denied((text,), specimens=True):
            self.foreign, self.unsure, self.read_since = text.strip(), "", False
        elif any(" ".join(words[:count]) in phrases().blood for count in range(1, len(words))):
            self.foreign = self.unsure = self.zone = self.near_foreign = ""

    def hears(self, tokens: Sequence[Token], text: str) -> str:
        """Take in a line without results; return what it is in words, empty where it says nothing of this."""
        if framed := framed_day(tokens, text):
            self.heading_day, self.taken, self.lone_days = framed, None, 0
        of_else, self.day_of_else = self.day_of_else, asks_another_day(tokens, text)
        if of_else and any(token.kind == "date" for token in tokens):
            return "a day that is not the sample's"
        if comment := self.comments(text):
            return comment
        self.zone_begun = bool(self.zone)
        if tokens and all(token.kind in {"not_now", "join", "stop"} for token in tokens):
            self.earlier_column = True
            if text.rstrip().endswith(":"):
                self.zone, self.zone_name, self.zone_begun = "comment", text.strip(), False
                return "a heading of earlier results"
        self.earlier_headed = self.earlier_headed or heads_earlier(tokens)
        if near := denied((text,), specimens=True):
            self.near_foreign = near
            self.near_held = bool(denied((" ".join(folded(text).split()[:3]),), specimens=True))
        if any(token.kind in {"unit", "range", "finding"} or token.text.strip("+") == "" for token in tokens):
            return self._days(tokens, labelled=True)
        numbers = [token for token in tokens if token.kind == "number"]
        if numbers and (not self.near_foreign or any(token.cell != tokens[0].cell for token in numbers)):
            return self._days(tokens, labelled=True)
        return self._heading(tokens, text) or self._states(tokens, text) or self._days(tokens)

    def comments(self, text: str) -> str:
        """Notice a label that begins a comment, alone in its line or with words behind it."""
        lead, parted, rest = text.partition(":")
        alone = folded(text) in phrases().comment
        if not alone and not (parted and folded(lead) in phrases().comment):
            return ""
        self.zone = "comment" if alone or not rest.strip() else "rules"
        self.zone_name = (text if alone else lead).strip()
        self.zone_begun = self.zone == "rules"
        return "a comment"

    def _heading(self, tokens: Sequence[Token], text: str) -> str:
        """Notice a heading that says of which material the following is."""
        words = folded(text).split()
        if not words or len(words) > _MOST_OF_A_HEADING:
            return ""
        bare = _without_label(tokens, text)
        if denied((text,), specimens=True) and (
            bare != text or denied((" ".join(words[:2]),), specimens=True) or len(words) < _MOST_OF_A_BARE_HEADING
        ):
            self.foreign, self.unsure, self.read_since = text.strip(), "", False
            return "a heading of another material than blood"
        plain, dated = folded(_BRACKETS.sub(" ", bare)), any(token.kind == "date" for token in tokens)
        if plain in phrases().blood or (plain.startswith(_OF_BLOOD) and "uri" not in plain and not dated):
            self.foreign = self.unsure = self.zone = self.near_foreign = ""
            return "a heading"
        if plain in phrases().department:
            if self.foreign and self.read_since:
                self.unsure, self.foreign = self.foreign, ""
            self.zone = ""
            return "a heading"
        return ""

    def _states(self, tokens: Sequence[Token], text: str) -> str:
        """Notice the state of a whole report."""
        told = [token.mean for token in tokens if token.kind == "status"]
        if not told or any(token.kind in {"name", "unknown"} for token in tokens):
            return ""
        whole = any(word in phrases().whole_report for word in folded(text).split())
        if not whole and told[0] not in {"preliminary", "cancelled"}:
            return ""
        self.status = told[0]  # type: ignore[assignment]
        return "the state of the report"

    def _days(self, tokens: Sequence[Token], *, labelled: bool = False) -> str:
        """Take the days of a line, each with the label before it."""
        label, found = "", False
        lone = len([token for token in tokens if token.kind not in {"join", "stop", "clock"}]) == 1
        self.dated_heading(tokens)
        self.stray(tokens)
        for token in tokens:
            if token.kind == "label":
                label = token.mean
            elif token.kind == "unknown":
                label = said_last(token.text) or "?"
            elif token.kind == "date" and token.day:
                found = True
                if label == "taken":
                    self._take(token.day)
                elif (label == "day" or (lone and token.start < _FAR_IN)) and not labelled:
                    self.lone_days += label != "day"
                    self.heading_day = token.day if self.lone_days <= 1 else None  # several are heads of columns
                    self._meet(token.day)
                elif label in {"", "?"} and tokens[-1].text == ":":
                    self._leave_day(token.day)
                label = "?"
        return "days" if found else ""

    def dated_heading(self, tokens: Sequence[Token]) -> None:
        """Notice a day in front of the name of a panel or test and nothing else: "12-Mar-2026 Full blood count"."""
        if day := panel_day(tokens):
            self.heading_day, self.lone_days = day, 0

    def _leave_day(self, day: Printed) -> None:
        """End the day of the sample where a heading names another: "From the hospital's letter dated 3 Jan:"."""
        if self.taken and self.taken.text != day.text:
            self.taken, self.heading_day = None, None
            self.left_day = f"the heading above them names another day, {day.text}"

    def _take(self, day: Printed) -> None:
        days = {one.settled(self.day_first) for one in (self.taken, day) if one} - {None}
        if len(days) > 1 and not self.read_below:
            self.taken, self.heading_day, self.left_day = None, None, _TWO_SAMPLES
        elif self.left_day != _TWO_SAMPLES or self.read_below:
            self.taken, self.left_day = day, ""
        self.all_taken.append(day)
        self._meet(day)

    def _meet(self, day: Printed) -> None:
        self.day_lines, self.read_below = [*self.day_lines[-99:], day], False

    def days_below(self) -> frozenset[date | None]:
        """Return the days that may be those of results above them: the first have none, the last day heads none."""
        days = frozenset(day.settled(self.day_first) for day in self.day_lines)
        return days if self.undated and not self.read_below and len(days) > 1 else frozenset()

    def stray(self, tokens: Sequence[Token]) -> None:
        """Keep a day that settles none: results read before a later label may be of it, not of the later day."""
        if not any(token.kind == "label" and token.mean != "taken" for token in tokens):
            self.strays += [token.day for token in tokens if token.day]

    def only_day(self) -> date | None:
        """Return the one day of the sample the whole part names, where it names one alone."""
        days = {day.settled(self.day_first) for day in self.all_taken}
        only = days.pop() if len(days) == 1 else None
        others = {day.settled(self.day_first) for day in self.strays} - {only, None}
        return None if any(only and abs((only - day).days) <= _NEAR for day in others if day) else only


def _without_label(tokens: Sequence[Token], text: str) -> str:
    first = next((token for token in tokens if token.kind not in {"join", "stop"}), None)
    if first and first.kind == "label" and first.mean == "specimen":
        return text[first.end :].strip(" :\t|-")
    lead, parted, rest = text.partition(":")
    if parted and rest.strip():
        return rest.strip() if is_specimen_label(lead) else text
    return lead.strip(" :*-=_#\t|")
