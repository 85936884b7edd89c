"""By what names, codes and units results come in: closed lists, matched whole, read once from names.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from b12calc.analytes import analytes
from b12calc.exchange.incoming.found import Code
from b12calc.exchange.incoming.not_spoilt import without_denials
from b12calc.units import normal_unit

_LOINC_PART: Final = re.compile(
    r"\[(?:mass|moles|entitic|#|number|volume|arbitrary|units|enzymatic|presence)[^\]]*\]", re.I
)
_WORD: Final = re.compile(r"[^\W_]+|%")
_DOTTED: Final = re.compile(r"(?<![^\W_])(?:[A-Z]\.){2,}[A-Z]\b")  # "V.G.M." is one word
_B12: Final = re.compile(r"\bb 12\b")
_MICRO: Final = re.compile("[µμ]|mc(?=g|mol|l$|u|i)")
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹×", "0123456789x")
_READ_AS_I: Final = re.compile(r"(?<=[/dmµμun])[I1]$|(?<=mo)[I1](?=/)|(?<=^f)I$")  # "g/dI", optically read
_TO_POWER: Final = re.compile(r"10(?=[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_LONGEST: Final = 120
_LONGEST_NOTE: Final = 2000
_MOST_NAMED: Final = 14  # words of a name said more than once
_UNITED: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ø": "o", "æ": "ae", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what a code stands for: an analyte, with the units it holds for (none: any), or another thing in words."""

    analyte: str | None
    units: tuple[str, ...]
    means: str
    source: str


@dataclass(frozen=True, slots=True)
class _Lists:
    names: Mapping[tuple[str, ...], str]
    harmless: frozenset[str]
    first: frozenset[str]
    phrases: tuple[str, ...]
    denied: frozenset[str]
    denied_specimens: frozenset[str]
    codes: Mapping[Code, Known]
    coded: frozenset[tuple[str, str]]
    units: Mapping[str, frozenset[str]]
    findings: Mapping[tuple[str, ...], str]
    spoilt: re.Pattern[str]


def analyte_named(name: str) -> str | None:
    """Return the code of the analyte a text names, None where it is no name of one or one of another thing's."""
    if len(name) > _LONGEST:
        return None
    return _named(name)


def denied(texts: Iterable[str], *, specimens: bool = False) -> str | None:
    """Return the first word that says another thing is meant (urine, clearance, ratio …), or None.

    ``specimens``: the texts are headings or specimens, of which only other materials than blood speak against.
    """
    words = _lists().denied_specimens if specimens else _lists().denied
    return next((word for text in texts for word in _words(text[:_LONGEST]) if word in words), None)


def known_code(code: Code) -> Known | None:
    """Return what a code stands for, None where the lists do not know it."""
    return _lists().codes.get(_spelt(code))


def codes_known_for(system: str, analyte: str) -> bool:
    """Tell whether the lists know any code of a system for an analyte: then an unknown one is worth a question."""
    return (system, analyte) in _lists().coded


def unit_of(analyte: str, text: str) -> str | None:
    """Return the unit of the analyte that a text spells, in the case format's spelling; None where it spells none.

    Only spellings of the same size are joined: no figure ever changes with its unit. ``G/L`` is the giga per litre of
    a count and the gram per litre of haemoglobin.
    """
    units = analytes()[analyte].units
    plain = normal_unit(_READ_AS_I.sub("l", text))
    if plain in units:
        return plain
    return next((unit for unit in units if unit in _spelt_units(text)), None)


def is_unit(text: str) -> bool:
    """Tell whether a text spells a unit of any analyte."""
    plain = normal_unit(_READ_AS_I.sub("l", text))
    return bool(_spelt_units(text)) or any(plain in analyte.units for analyte in analytes().values())


def finding_named(text: str) -> str | None:
    """Return the finding of the case format that a whole text says, None where it says none or something else."""
    return _lists().findings.get(_words(text[:_LONGEST]))


def is_spoilt(note: str) -> bool:
    """Tell whether a note says that something was wrong with the sample: haemolysed, clotted, mislabelled."""
    return _lists().spoilt.search(without_denials(folded(note[:_LONGEST_NOTE]))) is not None


@cache
def name_words() -> frozenset[str]:
    """Return every word that stands in a name of the lists or beside one without a difference."""
    lists = _lists()
    return frozenset(word for name in lists.names for word in name) | lists.harmless | lists.first


def folded(text: str) -> str:
    """Return a text in small letters without accents, its words parted by single spaces."""
    return " ".join(_words(text))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    if text.count(".") > 1:
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    small = text.casefold().translate(_UNITED)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign))
    spaced = " ".join(_WORD.findall(bare))
    return tuple(_B12.sub("b12", spaced.replace("%", "percent")).split())


@lru_cache(maxsize=4096)
def _named(name: str) -> str | None:
    lists = _lists()
    found = lists.names.get(_words(name)) or lists.names.get(_bare(name, lists)) or _said_twice(_bare(name, lists))
    if found is None:
        return None
    whole = frozenset(_words(name))
    asked = frozenset(word for alias, code in lists.names.items() if code == found for word in alias)
    return None if whole & lists.denied - asked else found


def _said_twice(words: tuple[str, ...]) -> str | None:
    """Return the analyte of which all words together are names and nothing else: "Folic acid (folate)"."""
    found = _parts_named(words) if len(words) <= _MOST_NAMED else frozenset()
    return next(iter(found)) if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _parts_named(words: tuple[str, ...]) -> frozenset[str]:
    """Return the analytes into whose names the words can be parted without a rest."""
    names = _lists().names
    found = {names[words]} if words in names else set()
    for end in range(1, len(words)):
        first = names.get(words[:end])
        if first is not None and first in _parts_named(words[end:]):
            found.add(first)
    return frozenset(found)


def _bare(name: str, lists: _Lists) -> tuple[str, ...]:
    """Return the words of a name without those that make no difference."""
    text = " ".join(_words(_LOINC_PART.sub(" ", name)))
    for phrase in lists.phrases:
        text = text.replace(phrase, " ")
    words = text.split()
    if words and words[0] in lists.first:
        words = words[1:]
    if words and words[-1] in lists.first:
        words = words[:-1]
    kept = tuple(word for word in words if word not in lists.harmless)
    return kept or tuple(words)


@lru_cache(maxsize=1024)
def _spelt_units(text: str) -> frozenset[str]:
    return _lists().units.get(_unit_key(text), frozenset())


def _unit_key(text: str) -> str:
    powered = _TO_POWER.sub("10^", text).translate(_RAISED)
    powered = _READ_AS_I.sub("l", powered)
    return _MICRO.sub("u", "".join(powered.lower().split()))


def _spelt(code: Code) -> Code:
    return Code(code.system, code.code.strip()) if code.system != "loinc" else Code("loinc", code.code.strip().upper())


@cache
def _lists() -> _Lists:
    with Path(__file__).with_name("names.toml").open("rb") as file:
        data = tomllib.load(file)
    codes = _codes(data)
    units: dict[str, set[str]] = {}
    for unit, spellings in data["units"].items():
        for spelling in (unit, *spellings):
            units.setdefault(_unit_key(spelling), set()).add(unit)
    lists = _Lists(
        names={},
        harmless=frozenset(data["harmless"]["words"]),
        first=frozenset(data["harmless"]["first"]),
        phrases=tuple(data["harmless"]["phrases"]),
        denied=frozenset(data["deny"]["words"]),
        denied_specimens=frozenset(data["deny"]["specimens"]),
        codes=codes,
        coded=frozenset((code.system, known.analyte) for code, known in codes.items() if known.analyte),
        units={key: frozenset(names) for key, names in units.items()},
        spoilt=re.compile(r"\b(?:" + "|".join(map(re.escape, data["spoilt"]["words"])) + ")"),
        findings={_words(word): finding for finding, words in data["findings"].items() for word in words},
    )
    return replace(lists, names=_names(lists, data["names"]))


def _names(lists: _Lists, rows: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    names: dict[tuple[str, ...], str] = {}
    for code, aliases in rows.items():
        for alias in (*aliases, analytes()[code].name, analytes()[code].short):
            for key in (_words(alias), _bare(alias, lists)):
                if names.setdefault(key, code) != code:
                    raise ValueError(f"names.toml: {alias!r} stands for {names[key]} and for {code}")
    return names


def _codes(data: Mapping[str, Any]) -> dict[Code, Known]:
    codes: dict[Code, Known] = {}
    for analyte in analytes().values():
        codes[Code("b12calc", analyte.code)] = Known(analyte.code, (), "", "case format")
        if analyte.loinc:
            codes[Code("loinc", analyte.loinc)] = Known(analyte.code, (), "", "analytes")
        for rule in analyte.units.values():
            if rule.loinc:
                units = tuple(other.unit for other in analyte.units.values() if other.loinc == rule.loinc)
                codes[Code("loinc", rule.loinc)] = Known(analyte.code, units, "", "analytes")
    for system, rows in data["codes"].items():
        for row in rows:
            codes[Code(system, row["code"])] = Known(row["analyte"], tuple(row.get("units", ())), "", row["source"])
    for system, rows in data["other_codes"].items():
        for row in rows:
            codes[Code(system, row["code"])] = Known(None, (), row["means"], row["source"])
    return codes
