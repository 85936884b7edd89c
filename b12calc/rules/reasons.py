"""Why a row held: the facts it read, in words, with the numbers."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
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


class _Made(dict[str, tuple[str, ...]]):
    """Keep the lines of each fact, without repeats, made when they are first asked for."""

    def __init__(self, make: Callable[[str], Sequence[str]]) -> None:
        self._make = make

    def __missing__(self, fact: str) -> tuple[str, ...]:
        lines = self[fact] = _each_once(self._make(fact))
        return lines


class Grounds:
    """Turn facts into reason lines for one assessment; each line is made once."""

    def __init__(
        self, read: Read, measured: Sequence[Measurement], words: Mapping[str, str], titles: Mapping[str, Any]
    ) -> None:
        self._read, self._titles = read, titles
        self._texts = {one.analyte: one.text for one in measured}
        self._words = words
        self._lines = _Made(self._make)
        self._answers: dict[str, str] = {}
        self._rows: dict[Hit, tuple[str, ...]] = {}

    def of(self, hit: Hit) -> tuple[str, ...]:
        """Return what one row read, without repeats; facts that are merely absent are left out."""
        known = self._rows.get(hit)
        if known is not None:
            return known
        lines: tuple[str, ...] = ()
        words, made = self._words, self._lines
        for fact, several in _telling(hit):
            if not several or words[fact] not in _QUIET:
                lines = lines + made[fact] if lines else made[fact]
        lines = self._rows[hit] = _each_once(lines)
        return lines

    def _make(self, fact: str) -> list[str]:
        if fact in self._read.chart.answers:
            return [self._answer(fact)]
        word = self._words[fact]
        if fact in ("status", "urgency", "main_cause"):
            kind = "cause" if fact == "main_cause" else fact
            return [] if word in ("out_of_scope", "unknown") else [f"{fact.replace('_', ' ')}: {_lower(kind, word)}"]
        said = fact in _SAID and _SAID[fact].get(word) and (self._read.notes.get(fact) or _SAID[fact][word])
        texts = self._texts
        lines = [texts[code] for code in GROUND_RESULTS[fact] if code in texts] if fact in GROUND_RESULTS else []
        if word in ("yes", "history") and fact in GROUND_ANSWERS:
            lines += self._yes(GROUND_ANSWERS[fact])
        elif word == "no" and fact in GROUND_ANSWERS and not said and not lines:
            lines = [f"{fact_title(fact, self._titles)}: no"]
        if said:
            return [*lines, said]
        return lines or ([f"{fact_title(fact, self._titles)}: not known"] if word == "unknown" else [])

    def _yes(self, codes: Sequence[str]) -> list[str]:
        """Return the answers behind a yes, the first few by name."""
        found = self._read.chart.saying_yes(codes)
        lines = [self._answer(code) for code in found[:_MOST_CODES]]
        return lines + ([f"and {len(found) - _MOST_CODES} more"] if len(found) > _MOST_CODES else [])

    def _answer(self, code: str) -> str:
        """Return one answer with its details, written once."""
        if code not in self._answers:
            word = self._read.chart.answers[code]
            self._answers[code] = f"{wording.question(code).short}: {word}{self._detail(code)}"
        return self._answers[code]

    def _detail(self, code: str) -> str:
        detail = self._read.chart.details.get(code)
        if detail is None:
            return ""
        since = f"since {since_text(detail.since)}" if detail.since else ""
        text = ", ".join(filter(None, (since, detail.severity, detail.course)))
        return f" ({text})" if text else ""


def _each_once(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines) if len(lines) > 1 else lines)


@lru_cache(maxsize=4096)
def _telling(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """Return the facts a row read, without those that the program itself decided."""
    return tuple((fact, several) for fact, several in hit.reads if fact not in _DECIDED)


def _lower(kind: str, word: str) -> str:
    text = wording.label(kind, word)
    return text[:1].lower() + text[1:]
