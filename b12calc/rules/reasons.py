"""Why a row held: the facts it read, in words, with the numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import attrgetter, itemgetter

from b12calc.analytes import analytes
from b12calc.days import since_text
from b12calc.models import wording
from b12calc.models.assessment import Measurement
from b12calc.rules.fact_words import fact_title
from b12calc.rules.facts import GROUND_ANSWERS, GROUND_RESULTS, Read
from b12calc.rules.knowledge import Pack
from b12calc.rules.told import IF_TOLD, NOTHING, Parts

_QUIET = frozenset({"unknown", "missing", "none"})
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
_STATED = {"status": "status", "urgency": "urgency", "main_cause": "cause"}
_YES = frozenset({"yes", "history"})
_MOST_CODES = 5
_TEXT_OF = attrgetter("analyte", "text")
_BESIDE = itemgetter("since", "severity", "course")


@dataclass(frozen=True, slots=True)
class _Source:
    """Hold what the lines of a derived fact are made of: results, answers with their places, what its words say."""

    results: tuple[str, ...]
    answers: Mapping[str, int]
    codes: frozenset[str]
    said: Mapping[str, str]


def _source(fact: str) -> _Source:
    answers = {code: place for place, code in reversed([*enumerate(GROUND_ANSWERS.get(fact, ()))])}
    return _Source(GROUND_RESULTS.get(fact, ()), answers, frozenset(answers), _SAID.get(fact, {}))


_SOURCES = {fact: _source(fact) for fact in {**GROUND_RESULTS, **GROUND_ANSWERS, **_SAID}}
_NO_SOURCE = _source("")


class _Made(dict[str, tuple[str, ...]]):
    """Keep the lines of each fact, made when they are first asked for; also by the name with ``IF_TOLD`` behind it."""

    def __init__(self, make: Callable[[str], tuple[str, ...]], words: Mapping[str, str]) -> None:
        self._make, self._words = make, words
        self[NOTHING] = ()

    def __missing__(self, name: str) -> tuple[str, ...]:
        fact = name.removesuffix(IF_TOLD)
        quiet = fact is not name and self._words[fact] in _QUIET
        lines = self[name] = () if quiet else self._make(fact)
        return lines


class Grounds:
    """Turn facts into reason lines for one assessment; each line is made once.

    ``lines`` holds those of each fact; facts that are merely absent have none where ``told.py`` asks so by the name.
    ``may_be_kept`` tells that no line holds a text that was typed freely: the unit of an antibody may be any.
    """

    def __init__(self, read: Read, measured: Sequence[Measurement], words: Mapping[str, str], pack: Pack) -> None:
        self._notes, self._pack, self._words = read.notes, pack, words
        self._asked, self._yes, self._details = read.chart.answers, read.chart.yes, read.chart.details
        self._texts = dict(map(_TEXT_OF, measured))
        self.lines = _Made(self._make, words)
        self.may_be_kept = _any_unit().isdisjoint(self._texts) or not any(
            one.unit for one in measured if one.analyte in _any_unit()
        )

    def _make(self, fact: str) -> tuple[str, ...]:
        asked = self._asked.get(fact)
        if asked is not None:
            detail = self._details.get(fact)
            return _answer(fact, asked) if detail is None else _answer(fact, asked, *_BESIDE(detail.__dict__))
        word = self._words[fact]
        if fact in _STATED:
            return _stated(fact, word)
        source, texts = _SOURCES.get(fact, _NO_SOURCE), self._texts
        said = source.said.get(word)
        lines = [texts[code] for code in source.results if code in texts] if source.results else []
        if source.answers and word in _YES:
            self._add_yes(source, lines)
        if said:
            lines.append(self._notes.get(fact) or said)
        elif not lines and (word == "unknown" or (word == "no" and source.answers)):
            return _in_a_word(self._pack, fact, word)
        return tuple(lines)

    def _add_yes(self, source: _Source, lines: list[str]) -> None:
        """Add the answers behind a yes, the first few by name."""
        found = sorted(self._yes & source.codes, key=source.answers.__getitem__)
        for code in found[:_MOST_CODES]:
            lines += self.lines[code]
        if len(found) > _MOST_CODES:
            lines.append(f"and {len(found) - _MOST_CODES} more")


@cache
def _any_unit() -> frozenset[str]:
    """Return the analytes that are given in any unit text."""
    return frozenset(code for code, analyte in analytes().items() if analyte.any_unit)


@lru_cache(maxsize=1024)
def _answer(
    code: str, word: str, since: str | None = None, severity: str | None = None, course: str | None = None
) -> tuple[str]:
    """Return the line of an answer with what is told beside it; dose and note stay out of it."""
    text = ", ".join(filter(None, (f"since {since_text(since)}" if since else "", severity, course)))
    return (f"{wording.question(code).short}: {word}{f' ({text})' if text else ''}",)


@lru_cache(maxsize=1024)
def _in_a_word(pack: Pack, fact: str, word: str) -> tuple[str]:
    """Return the line of a fact of which there is no more to say than no, or that it is not known."""
    return (f"{fact_title(fact, pack.titles)}: {'no' if word == 'no' else 'not known'}",)


@cache
def _stated(fact: str, word: str) -> tuple[str, ...]:
    """Return the line of what a table before this one decided; nothing where that says nothing."""
    if word in ("out_of_scope", "unknown"):
        return ()
    text = wording.label(_STATED[fact], word)
    return (f"{fact.replace('_', ' ')}: {text[:1].lower()}{text[1:]}",)


def joined(parts: Parts) -> tuple[str, ...]:
    """Return the lines of several facts as one reason, each line once."""
    return tuple(dict.fromkeys(chain.from_iterable(parts)))
