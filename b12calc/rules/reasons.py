"""Why a row held: the facts it read, in words, with the numbers."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any, Final

from b12calc.analytes import analytes
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
_IF_TOLD: Final = "?"
_NOTHING: Final = ""
Parts = tuple[tuple[str, ...], ...]


class _Made(dict[str, tuple[str, ...]]):
    """Keep the lines of each fact, without repeats, made when they are first asked for.

    The key of a fact with ``_IF_TOLD`` behind it holds its lines unless the fact is merely absent.
    """

    def __init__(self, make: Callable[[str], Sequence[str]], words: Mapping[str, str]) -> None:
        self._make, self._words = make, words

    def __missing__(self, key: str) -> tuple[str, ...]:
        fact = key.removesuffix(_IF_TOLD)
        quiet = fact is not key and self._words[fact] in _QUIET
        lines = self[key] = () if quiet else _each_once(self._make(fact))
        return lines


class Grounds:
    """Turn facts into reason lines for one assessment; each line is made once.

    ``may_be_kept`` tells that no line holds a text that was typed freely: the unit of an antibody may be any.
    """

    def __init__(
        self, read: Read, measured: Sequence[Measurement], words: Mapping[str, str], titles: Mapping[str, Any]
    ) -> None:
        self._read, self._titles = read, titles
        self._texts = {one.analyte: one.text for one in measured}
        self._words = words
        self._lines = _Made(self._make, words)
        self._lines[_NOTHING] = ()
        self._answers: dict[str, str] = {}
        self.may_be_kept = not any(one.unit and analytes()[one.analyte].any_unit for one in measured)

    def of(self, hit: Hit) -> Parts:
        """Return what one row read, by fact; facts that are merely absent are left out."""
        return _reader(hit)(self._lines)

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
        found = self._answers.get(code)
        if found is None:
            chart = self._read.chart
            detail = chart.details.get(code)
            told = () if detail is None else (detail.since, detail.severity, detail.course)
            found = self._answers[code] = _answer(code, chart.answers[code], *told)
        return found


@lru_cache(maxsize=1024)
def _answer(
    code: str, word: str, since: str | None = None, severity: str | None = None, course: str | None = None
) -> str:
    """Return an answer with what is told beside it; dose and note stay out of it."""
    text = ", ".join(filter(None, (f"since {since_text(since)}" if since else "", severity, course)))
    return f"{wording.question(code).short}: {word}{f' ({text})' if text else ''}"


def joined(parts: Parts) -> tuple[str, ...]:
    """Return the lines of several facts as one reason, each line once."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def _each_once(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines) if len(lines) > 1 else lines)


@lru_cache(maxsize=4096)
def _reader(hit: Hit) -> Callable[[Mapping[str, tuple[str, ...]]], Parts]:
    """Return what takes the lines of all facts a row read, without those that the program itself decided."""
    keys = [fact + _IF_TOLD * several for fact, several in hit.reads if fact not in _DECIDED]
    # One key more than are read, since with a single one itemgetter would not give a tuple.
    return itemgetter(*keys, _NOTHING) if keys else lambda _made: ()


def _lower(kind: str, word: str) -> str:
    text = wording.label(kind, word)
    return text[:1].lower() + text[1:]
