"""An old assessment made again under the rules of its day: byte for byte the same, or line by line what is not."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from b12calc import __version__
from b12calc.models.assessment import Assessment
from b12calc.models.case import Case
from b12calc.models.comparison import Replay
from b12calc.models.vocabulary import ASSESSMENT_FORMAT, PACKS
from b12calc.problems import Problem, ProblemsFound
from b12calc.rules.assess import assess_by
from b12calc.rules.chart import read_chart
from b12calc.rules.combined_indicator import with_indicator
from b12calc.rules.editions import Edition, edition_of, editions, load_pack
from b12calc.rules.facts import read_facts
from b12calc.rules.knowledge import Pack
from b12calc.rules.lab_profile import Laboratory
from b12calc.rules.laboratory import laboratories

_NEEDED: Final = ("program", "edition", "pack", "stamp", "today", "why_not")
_DECISIONS: Final = (
    "status", "urgency", "start", "route", "neurological_involvement", "causes", "lifelong", "next_tests", "referrals",
    "warnings", "open_questions", "regimen", "follow_up",
)  # fmt: skip
# What every assessment has held from the first.
_ALWAYS: Final = (
    *_DECISIONS, "headline", "status_text", "reasons", "measurements", "recommendations", "citations", "problems",
)  # fmt: skip
# What a clinic's profile adds beside the plan is no part of the rules and is not made again.
_NOT_RULES: Final = ("clinic", "here")


class Made(NamedTuple):
    """Say under which rules, and on which day, a saved assessment was made."""

    pack: str
    edition: str
    stamp: str
    today: date


def made_under(saved: bytes) -> Made:
    """Return under what a saved assessment was made. Raises ProblemsFound when the file is no assessment."""
    old = _read(saved)
    return Made(old["pack"], old["edition"], old["stamp"], date.fromisoformat(old["today"]))


def decides_alike(saved: bytes, answer: Assessment) -> bool:
    """Tell whether an assessment decides as a saved one did, dates and doses included; wording and clinic apart.

    Fields that the format has gained since are left out. Raises ProblemsFound when the file is no assessment.
    """
    old = _read(saved)
    now = _in_form_of(old, answer.model_dump(mode="json"), "", {})
    return all(old.get(key) == now.get(key) for key in _DECISIONS)


def written(assessment: Assessment) -> str:
    """Return an assessment as its file holds it: JSON, one space deep, one line feed at the end."""
    return _text(assessment.model_dump(mode="json"))


def replay(saved: bytes, case: Case, laboratory: Laboratory | None = None) -> Replay:
    """Make a saved assessment again for its case, by the edition whose stamp it bears, and hold the two together.

    ``laboratory`` is needed only for a profile that is not a published one. Raises ProblemsFound when the file is no
    assessment or the case cannot be assessed.
    """
    old = _read(saved)
    edition = edition_of(old["pack"], old["stamp"])
    if edition is None:
        held = ", ".join(one.name for one in editions())
        named = f"edition {old['edition']} of the pack {old['pack']} with the stamp {old['stamp'][:19]}…"
        alike = any(one.name == old["edition"] for one in editions())
        why = f": the rules were still changed under the name {old['edition']} after that" if alike else ""
        return _unmade(f"{named} is not held{why}; held are {held}")
    profile = _profile(old.get("laboratory"), laboratory)
    if old.get("laboratory") is not None and profile is None:
        return _unmade(f"the limits of {old['laboratory']} are not held; give that profile with --lab", edition)
    pack = load_pack(old["pack"], edition)
    day = date.fromisoformat(old["today"])
    answer = assess_by(pack, case, today=day, laboratory=profile, explain=bool(old["why_not"]))
    if old.get("combined_indicator"):
        answer = with_indicator(answer, read_facts(read_chart(case), pack.limits), pack.citations)
    now = _beside_a_clinic(old, answer.model_dump(mode="json"), pack)
    return _held_together(saved.decode("utf-8"), old, now, edition)


def _beside_a_clinic(old: dict[str, Any], now: dict[str, Any], pack: Pack) -> dict[str, Any]:
    """Return what was made now with what a clinic's profile added then; the sources of that are the pack's own."""
    if old.get("clinic") is None or not isinstance(old["citations"], list):
        return now
    held = [one.model_dump(mode="json") for one in pack.citations.values()]
    more = [one for one in old["citations"] if one in held and one not in now["citations"]]
    return {**now, **{key: old[key] for key in _NOT_RULES if key in old}, "citations": [*now["citations"], *more]}


def _unmade(said: str, edition: Edition | None = None) -> Replay:
    return Replay(
        same=False,
        decisions_same=False,
        said=said,
        edition=None if edition is None else edition.name,
        program=__version__,
    )


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _read(saved: bytes) -> dict[str, Any]:
    """Return the parsed file. Raises ProblemsFound when it is no assessment."""
    try:
        old = json.loads(saved.decode("utf-8"))
        if old["format"] != ASSESSMENT_FORMAT or old["pack"] not in PACKS:
            raise ValueError
        old["today"] = date.fromisoformat(old["today"]).isoformat()
        if not all(key in old for key in (*_NEEDED, *_ALWAYS)) or not all(
            isinstance(old[key], str) for key in _NEEDED[:-1]
        ):
            raise ValueError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ProblemsFound((Problem("", f"an assessment file ({ASSESSMENT_FORMAT}) was expected"),)) from None
    found: dict[str, Any] = old
    return found


def _profile(name: str | None, given: Laboratory | None) -> Laboratory | None:
    """Return the profile of this name, dated as it was: the one given or a published one."""
    known = (*((given,) if given is not None else ()), *laboratories())
    return next((one for one in known if one.name == name), None)


def _held_together(saved: str, old: dict[str, Any], now: dict[str, Any], edition: Edition) -> Replay:
    """Return what becomes of a saved text beside the one made now, in the form the saved one had."""
    clinic = old.get("clinic")
    added: dict[str, None] = {}
    now = {**_in_form_of(old, now, "", added), "program": old["program"]}
    lines = tuple(_apart(old, now, ""))
    same = not lines and saved == _text(now)
    apart = f"; what can be done at {clinic} was not made again" if clinic else ""
    return Replay(
        same=same,
        decisions_same=all(old.get(key) == now.get(key) for key in _DECISIONS),
        said=_said(lines, old, now, edition, same) + apart + _gained(added),
        edition=edition.name,
        program=__version__,
        hash_saved=_hash(saved),
        hash_now=_hash(_text(now)),
        lines=lines,
        added=tuple(added),
    )


def _said(lines: tuple[str, ...], old: dict[str, Any], now: dict[str, Any], edition: Edition, same: bool) -> str:
    rules = f"edition {edition.name}, pack {old['pack']}, {old['today']}"
    version = old["program"]
    other = f"; it was made by program version {version}, this is {__version__}" if version != __version__ else ""
    if same:
        return f"byte for byte the same under the rules of its day ({rules}){other}"
    if not lines:
        return (
            f"the same in every value under the rules of its day ({rules}); only the spacing of the file differs{other}"
        )
    parted = [key.replace("_", " ") for key in _DECISIONS if old.get(key) != now.get(key)]
    what = f"in {', '.join(parted)} too" if parted else "though every decision, test, dose and date is the same"
    why = "the rules are those of its day, so the case, or the program that reads it, has changed"
    return f"not byte for byte the same, {what} ({rules}): {why}{other}"


def _gained(added: Mapping[str, None]) -> str:
    return f"; fields that the format has gained since are left out: {', '.join(added)}" if added else ""


def _hash(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _in_form_of(old: Any, now: Any, place: str, added: dict[str, None]) -> Any:
    """Return what was made now without the fields that the saved form did not have yet."""
    if isinstance(old, dict) and isinstance(now, dict):
        newer = [key for key in now if key not in old]
        added.update(dict.fromkeys(f"{place}{key}" for key in newer))
        return {
            key: _in_form_of(old.get(key), value, f"{place}{key}.", added)
            for key, value in now.items()
            if key not in newer
        }
    if isinstance(old, list) and isinstance(now, list) and len(old) == len(now):
        return [_in_form_of(one, two, place, added) for one, two in zip(old, now, strict=True)]
    return now


def _apart(old: Any, now: Any, place: str) -> Iterator[str]:
    """Yield every place where two parsed files differ: what stood there, and what stands there now."""
    if isinstance(old, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*old, *now)):
            yield from _apart(old.get(key), now.get(key), f"{place}.{key}" if place else key)
    elif isinstance(old, list) and isinstance(now, list) and len(old) == len(now):
        for number, (one, two) in enumerate(zip(old, now, strict=True)):
            yield from _apart(one, two, f"{place}[{number}]")
    elif old != now:
        yield f"{place}: {_short(old)} -> {_short(now)}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 160 else f"{text[:157]}..."  # noqa: PLR2004
