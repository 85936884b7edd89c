"""Read who a pasted report is about, from lines that say so by a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from b12calc.exchange.incoming.found import Identity
from b12calc.exchange.incoming.names import analyte_named
from b12calc.exchange.incoming.paste_days import Printed, day_at
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_words import fold, phrases

_LABEL: Final = re.compile(r"[^\W\d_][^\W\d]*(?:[ .'’/()°º#-]{1,2}[^\W\d_][^\W\d]*){0,4}[.)°º#]{0,3}")
_BETWEEN: Final = re.compile(r"[ \t|]*[:=]?[ \t|]*")
_NAME: Final = re.compile(r"[^\W\d_][^\d\t|:;()\[\]<>=]*")
_NUMBER: Final = re.compile(r"[A-Z]{0,4}[ -]?\d[\d /-]{1,24}[A-Z\d]?|[A-Z]{1,3}\d[\w-]{2,20}", re.I)
_PARTS: Final = re.compile(r" {2,}|[\t|;]|,(?= *[A-Z][^,]*:)")
_BORN: Final = re.compile(
    r"\b(?:n[ée]{1,2}(?:\(e\))? le|born|geb\.(?: am)?|geboren am|\*|DOB:?|D\.O\.B\.?:?|nacid[oa] el)\s*(?=\d)", re.I
)
_MOST_OF_A_NAME: Final = 6  # words
_BORN_BEFORE: Final = 2010
_NAME_AND_DAY: Final = re.compile(r"\s*([^\W\d_][^\W\d]+(?:[ ,.'’-]+[^\W\d_][^\W\d]*){1,4})[ ,;(*]+(?=\d)")
_CENTURY: Final = 2000
_COULD_BE_EITHER: Final = range(2000, 2030)


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what one line says of the patient; a birth date still in two readings."""

    name: str | None = None
    birth: Printed | None = None
    sex: Literal["female", "male"] | None = None
    identifier: str | None = None

    @property
    def told(self) -> bool:
        """Tell whether the line says who is meant; the sex alone does not."""
        return any((self.name, self.birth, self.identifier))


def of_whom(line: Line) -> Said:
    """Return what a line says of the patient; nothing where the name of a test stands in the place of theirs."""
    said = said_of(line)
    return Said() if said.name and analyte_named(said.name) else said


def said_of(line: Line) -> Said:
    """Return what a line says of the patient, all None where it says nothing."""
    said = Said()
    text = line.text
    if not any(sign in text for sign in (":", "\t", "|", "  ")) and not _hint(text):
        return _unlabelled(text)
    for start in _starts(text):
        said = _label(text, start, said)
    if said.birth is None and (born := _BORN.search(text)) and (day := day_at(text, born.end())):
        said = replace(said, birth=day)
        before = text[: born.start()].strip(" ,*(:")
        if said.name is None and before and len(before.split()) <= _MOST_OF_A_NAME and not re.search(r"[\d:]", before):
            said = replace(said, name=before)
    return said if said.told else _unlabelled(text)


def _unlabelled(text: str) -> Said:
    """Read a line of a name and an old day alone: "Jane Smith, 04/07/1959"."""
    match = _NAME_AND_DAY.match(text)
    day = day_at(text, match.end()) if match else None
    if not match or not day or text[day.end :].strip(" .,;)"):
        return Said()
    years = [reading.year for reading in (day.day_first, day.month_first) if reading]
    return Said(match[1], day) if max(years) < _BORN_BEFORE else Said()


def _hint(text: str) -> bool:
    return (
        bool(_BORN.search(text))
        or any(fold(text[: match.end()]) in phrases().who for match in [_LABEL.match(text)] if match)
        or bool(re.match(r"\s*(?:NHS|DOB|MRN|NHC|CHI|Name|Patient|Paciente)\b", text))
    )


def _starts(text: str) -> list[int]:
    places = {match.end() for match in _PARTS.finditer(text)} | {0}
    places |= {
        match.start()
        for match in re.finditer(
            r"(?<=[ ,])(?:NHS|DOB|D\.O\.B|Geb|MRN|Sex|Date of birth|Fecha de nac|NHC|Geschlecht|Sexe|Sexo|Hospital)\b",
            text,
        )
    }
    return sorted(places)


def _label(text: str, start: int, said: Said) -> Said:
    start += len(text[start:]) - len(text[start:].lstrip(" ,"))
    match = _LABEL.match(text, start)
    if not match:
        return said
    for end in _ends(text, match):
        kind = phrases().who.get(fold(text[start:end]))
        if kind:
            between = _BETWEEN.match(text, end)
            assert between is not None
            parted = between.end() > end and bool(between[0].strip(" ") or len(between[0]) > 1)
            return _take(kind, text, between.end(), parted, said)
    return said


def _ends(text: str, match: re.Match[str]) -> list[int]:
    """Return the ends of the label, longest first."""
    ends = [match.start() + part.end() for part in re.finditer(r"[^\W\d_]+(?:\(e\))?[.°º]*", match[0])]
    return [*reversed(ends)]


def _take(kind: str, text: str, place: int, parted: bool, said: Said) -> Said:
    if kind in {"name", "first"}:
        named = _NAME.match(text, place)
        value = (
            re.split(r" {2,}|\b(?:DOB|D\.O\.B|Geb\b|geb\b|NHS|born|née? le|Sex|MRN)", named[0])[0].strip(" ,.-(*")
            if named and parted
            else ""
        )
        if not value:
            return said
        return replace(said, name=f"{said.name} {value}" if said.name and kind == "first" else value)
    if kind == "birth":
        day = day_at(text, place)
        return replace(said, birth=day) if day else said
    if kind == "identifier":
        number = _NUMBER.match(text, place)
        return (
            replace(said, identifier=number[0].strip())
            if number and (parted or text[place : place + 1].isdigit())
            else said
        )
    word = re.match(r"[^\W\d_]+", text[place:])
    plain = fold(word[0]) if word else ""
    sex: Literal["female", "male"] | None = (
        "female" if plain in phrases().female else "male" if plain in phrases().male else None
    )
    return replace(said, sex=sex) if sex and parted else said


def birth_date(printed: Printed | None, day_first: bool | None) -> date | None:
    """Return a birth date; None where two days or two centuries are possible."""
    if printed is None:
        return None
    day = printed.settled(day_first)
    if day is None or not printed.short_year:
        return day
    century_ago = day.year - 100 if day.year >= _CENTURY else day.year
    return None if day.year in _COULD_BE_EITHER else day.replace(year=century_ago)


def another(known: Identity, new: Identity) -> bool:
    """Tell whether two statements cannot be about one person."""
    pairs = (
        (_name(known.name), _name(new.name)),
        (known.birth_date, new.birth_date),
        (_bare(known.identifier), _bare(new.identifier)),
    )
    return any(old and now and old != now for old, now in pairs)


def both(known: Identity, new: Identity) -> Identity:
    """Return what two statements about one person say together."""
    return Identity(
        name=known.name or new.name,
        birth_date=known.birth_date or new.birth_date,
        sex=known.sex or new.sex,
        identifier=known.identifier or new.identifier,
    )


def _name(name: str | None) -> frozenset[str]:
    titles = {
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "herr",
        "frau",
        "mme",
        "m",
        "mlle",
        "monsieur",
        "madame",
        "sr",
        "sra",
        "d",
        "don",
        "dona",
    }
    return frozenset(fold(name).split()) - titles if name else frozenset()


def _bare(number: str | None) -> str:
    return re.sub(r"[\W_]", "", number).casefold() if number else ""
