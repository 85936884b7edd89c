"""Why a row held: the facts it read, in words, with the numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from b12calc.days import since_text
from b12calc.models import wording
from b12calc.models.assessment import Measurement
from b12calc.rules.fact_words import fact_title
from b12calc.rules.facts import GROUND_ANSWERS, GROUND_RESULTS, Read
from b12calc.rules.table import Hit

_QUIET = frozenset({"unknown", "missing", "none"})
_DECIDED = frozenset(
    {
        "start",
        "route",
        "route_change",
        "proposed",
        "emergency_kind",
        "cause_picture",
        "autoimmune_level",
        "diet_level",
        "drug_level",
        "cause_beyond_diet_and_drug",
        "other_cause",
        "on_treatment",
        "male",
        "any_measured",
        "risk_factor",
    }
)
_SAID = {
    "scope": {"under_16": "under 16 years"},
    "pregnant": {"yes": "pregnant"},
    "breastfeeding": {"yes": "breastfeeding"},
    "age_60": {"yes": "aged 60 or over"},
    "treated": {"yes": "B12 taken before the sample"},
    "injected": {"yes": "B12 injections before the sample"},
    "stacked": {"yes": "two or more risks together"},
    "unit_doubt": {"yes": "the unit is not confirmed by anything on the report"},
    "repeat_too_early": {"yes": "inside the laboratory's repeat interval"},
    "limits_conflict": {"yes": "printed range and guideline disagree"},
    "total_b12_near_limit": {"yes": "within 10 % of a limit"},
    "b12_discordant": {"yes": "total and active B12 lie in different bands"},
    "red_flags_answered": {"no": "red flags not all answered"},
    "result_out_of_date": {"yes": "a sample is older than 90 days or from before treatment"},
    "nitrous": {"yes": "nitrous oxide, recent or date unknown", "history": "nitrous oxide, earlier"},
}
_MOST_CODES = 5


class Grounds:
    """Turn facts into reason lines for one assessment; each line is made once."""

    def __init__(
        self, read: Read, measured: Sequence[Measurement], words: Mapping[str, str], titles: Mapping[str, Any]
    ) -> None:
        self._read, self._titles = read, titles
        self._texts = {one.analyte: one.text for one in measured}
        self._words = words
        self._lines: dict[str, tuple[str, ...]] = {}

    def of(self, hit: Hit, names: Sequence[str]) -> tuple[str, ...]:
        """Return what one row read, without repeats; facts that are merely absent are left out."""
        found: dict[str, None] = {}
        for place, mask in hit.box:
            fact = names[place]
            if fact in _DECIDED or (self._words[fact] in _QUIET and mask & (mask - 1)):
                continue
            found.update(dict.fromkeys(self._line(fact)))
        return tuple(found)

    def _line(self, fact: str) -> tuple[str, ...]:
        if fact not in self._lines:
            self._lines[fact] = tuple(self._make(fact))
        return self._lines[fact]

    def _make(self, fact: str) -> list[str]:
        word = self._words[fact]
        if fact in ("status", "urgency", "main_cause"):
            kind = "cause" if fact == "main_cause" else fact
            return [] if word in ("out_of_scope", "unknown") else [f"{fact.replace('_', ' ')}: {_lower(kind, word)}"]
        said = _SAID.get(fact, {}).get(word) and (self._read.notes.get(fact) or _SAID[fact][word])
        if fact in self._read.chart.answers:
            return [f"{_lower_short(fact)}: {word}{self._detail(fact)}"]
        lines = [self._texts[code] for code in GROUND_RESULTS.get(fact, ()) if code in self._texts]
        if word in ("yes", "history"):
            lines += self._yes(GROUND_ANSWERS.get(fact, ()))
        elif word == "no" and fact in GROUND_ANSWERS and not said and not lines:
            lines = [f"{fact_title(fact, self._titles)}: no"]
        if said:
            return [*lines, said]
        return lines or ([f"{fact_title(fact, self._titles)}: not known"] if word == "unknown" else [])

    def _yes(self, codes: Sequence[str]) -> list[str]:
        """Return the answers behind a yes, the first few by name."""
        found = [code for code in codes if self._read.chart.answers.get(code) == "yes"]
        lines = [f"{_lower_short(code)}: yes{self._detail(code)}" for code in found[:_MOST_CODES]]
        return lines + ([f"and {len(found) - _MOST_CODES} more"] if len(found) > _MOST_CODES else [])

    def _detail(self, code: str) -> str:
        detail = self._read.chart.details.get(code)
        if detail is None:
            return ""
        parts = [
            f"since {since_text(detail.since)}" if detail.since else "",
            detail.severity or "",
            detail.course or "",
        ]
        text = ", ".join(part for part in parts if part)
        return f" ({text})" if text else ""


def _lower(kind: str, word: str) -> str:
    text = wording.label(kind, word)
    return text[:1].lower() + text[1:]


def _lower_short(code: str) -> str:
    return wording.question(code).short
