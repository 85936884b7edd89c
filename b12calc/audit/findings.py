"""What is missing in the care of one patient of a practice list, by the rules' own words and what the row tells."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from b12calc.audit.beside import Beside
from b12calc.audit.finding_facts import facts
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case

_FILE: Final = Path(__file__).with_name("findings.toml")
_NOTHING: Final = Beside()
Words = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold one finding: what it says, by whose word, whom it can hold for and when it holds."""

    code: str
    title: str
    sentence: str
    sources: Mapping[str, str]
    of: Words
    when: Words


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the codes of what is missing, and of all that could be: those whose answer the row tells."""

    missing: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


@cache
def known_findings() -> Mapping[str, Finding]:
    """Return every finding by its code, in the order they are told."""
    made = (
        Finding(
            code=one["code"],
            title=one["title"],
            sentence=one["sentence"],
            sources=one["sources"],
            of={name: tuple(words) for name, words in one["of"].items()},
            when={name: tuple(words) for name, words in one["when"].items()},
        )
        for one in _content()["finding"]
    )
    return {one.code: one for one in made}


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def findings(case: Case, assessment: Assessment, today: date, beside: Beside = _NOTHING) -> tuple[str, ...]:
    """Return the codes of what is missing; what cannot be told is not."""
    return found(case, assessment, today, beside).missing


def found(case: Case, assessment: Assessment, today: date, beside: Beside = _NOTHING) -> Found:
    """Return what is missing, and whom each finding could hold for."""
    if assessment.status == "out_of_scope":
        return Found()
    told = facts(case, assessment, today, beside, _content())
    possible = [one for one in known_findings().values() if _holds(one.of, told)]
    return Found(tuple(one.code for one in possible if _holds(one.when, told)), tuple(one.code for one in possible))


def _holds(words: Words, told: Mapping[str, str]) -> bool:
    return all(told[name] in some for name, some in words.items())
