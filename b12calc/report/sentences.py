"""The words of the patient sheet: kept once in leaflet.toml, each sentence with what it asks of the assessment."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.models.assessment import Assessment

FACTS: Final = (
    "status", "urgency", "start", "neuro", "lifelong", "plan", "choice", "flags", "warning", "advice", "here",
    "reviewed", "course",
)  # fmt: skip
_HERE: Final = Path(__file__).parent
_NOT: Final = "not "
Facts = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence, the section it stands in, what it asks, and its sources with their evidence tags.

    ``list`` names the list of which it is one line; empty, it is running text.
    """

    id: str
    section: str
    text: str
    when: Mapping[str, str]
    sources: Mapping[str, str]
    list: str = ""

    def holds(self, facts: Facts) -> bool:
        """Tell whether everything it asks is so."""
        return all(_holds(asked, facts[fact]) for fact, asked in self.when.items())


@dataclass(frozen=True, slots=True)
class Leaflet:
    """Hold everything the sheet and the card may say; ``words`` are plain words by kind and word of the plan."""

    review: str
    sections: Mapping[str, str]
    sentences: tuple[Sentence, ...]
    words: Mapping[str, Mapping[str, str]]

    def say(self, kind: str, word: str) -> str:
        """Return the plain words for a word of the plan, or the word itself."""
        return self.words[kind].get(word, word)


def leaflet() -> Leaflet:
    """Return the words of the patient sheet and the card, read once."""
    return wording("leaflet.toml")


@cache
def wording(name: str) -> Leaflet:
    """Return the words of one paper from the file of this name, read once."""
    data: dict[str, Any] = tomllib.loads((_HERE / name).read_text(encoding="utf-8"))
    review, sections, sentences = data.pop("review"), data.pop("section"), data.pop("sentence")
    return Leaflet(review, sections, tuple(Sentence(**one) for one in sentences), data)


def facts_of(assessment: Assessment) -> Facts:
    """Return what the sentences may ask about: words the assessment bears, nothing worked out anew."""
    advice = (line.code for line in assessment.recommendations if line.kind == "advice" and line.code)
    return {
        "status": frozenset((assessment.status,)),
        "urgency": frozenset((assessment.urgency,)),
        "start": frozenset(("running" if runs(assessment) else assessment.start,)),
        "course": frozenset((assessment.course.verdict if assessment.course else "none",)),
        "neuro": frozenset((assessment.neurological_involvement,)),
        "lifelong": frozenset((assessment.lifelong,)),
        "plan": frozenset(_plan(assessment)),
        "choice": frozenset(("yes" if has_choice(assessment) else "no",)),
        "flags": frozenset(("open" if assessment.unanswered_red_flags else "closed",)),
        "warning": frozenset(assessment.warnings),
        "advice": frozenset(advice),
        "here": frozenset(("yes" if assessment.here else "no",)),
        "reviewed": frozenset(("no" if leaflet().review.startswith("Not yet") else "yes",)),
    }


def runs(assessment: Assessment) -> bool:
    """Tell whether a treatment runs and goes on as its course says."""
    return assessment.course is not None and assessment.course.plan == "runs"


def has_choice(assessment: Assessment) -> bool:
    """Tell whether the plan leaves injections or tablets to the patient."""
    return assessment.route == "im_or_oral" and assessment.regimen is not None and bool(assessment.regimen.alternatives)


def _plan(assessment: Assessment) -> set[str]:
    if assessment.regimen is None:
        return {"none"}
    phases = assessment.regimen.phases
    found = {"injections" if phase.route == "im" else "tablets" for phase in phases}
    if any(phase.route == "im" and not (phase.dates or phase.latest) for phase in phases):
        found.add("undated")
    if any("weekends" in (phase.note or "") for phase in phases):
        found.add("moved")
    return found


def _holds(asked: str, found: frozenset[str]) -> bool:
    """Tell whether one of the words is found, or with "not" in front none of them."""
    words = frozenset(asked.removeprefix(_NOT).split(", "))
    return found.isdisjoint(words) if asked.startswith(_NOT) else not found.isdisjoint(words)
