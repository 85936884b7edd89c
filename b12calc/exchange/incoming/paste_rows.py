"""Make of a piece a result, a doubt, or nothing: what is not explained is never passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from b12calc.exchange.incoming.found import NOT_TOLD, Found, Status
from b12calc.exchange.incoming.names import denied, folded, unit_of
from b12calc.exchange.incoming.paste_days import Printed
from b12calc.exchange.incoming.paste_figures import (
    in_own_cell,
    measured_first,
    off_scale,
    once,
    several_ranges,
    without_limits,
)
from b12calc.exchange.incoming.paste_leads import ELSEWHERE
from b12calc.exchange.incoming.paste_no_results import JUDGEMENTS, no_result
from b12calc.exchange.incoming.paste_pieces import Piece, ranged
from b12calc.exchange.incoming.paste_tokens import Token
from b12calc.exchange.incoming.paste_words import phrases

_RANK: Final[tuple[Status, ...]] = ("cancelled", "preliminary", "corrected", "final")


@dataclass(frozen=True, slots=True)
class Setting:
    """Hold what the text around a piece says: its day, state, headings and doubts of the section."""

    day: date | None = None
    day_note: str = ""
    status: Status = NOT_TOLD
    headings: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    day_first: bool | None = None
    rules: bool = False  # behind a comment: figures with a comparator may be rules
    near_foreign: str = ""  # the other material of which a line above, without a gap, speaks
    earlier_column: bool = False  # a line above heads a column of earlier results
    earlier_headed: bool = False  # earlier results are one of the heads of a line above


def resolved(piece: Piece, setting: Setting) -> Found | str:
    """Return what was found, or one sentence why the piece is no result."""
    tokens = ranged(piece.tokens)
    tokens = without_limits(once(tokens))
    numbers = [token for token in tokens if token.kind == "number"]
    numbers, tokens = _one_sided(numbers, tokens, piece)
    status = _status(tokens, setting)
    if piece.blocked and not numbers:
        return f"between the name and a figure stands {piece.blocked!r}"
    findings = _without_expected([token for token in tokens if token.kind == "finding"])
    if not numbers and not findings and status not in {"preliminary", "cancelled"}:
        return (
            "the figure is called an earlier one, a limit or a dose"
            if piece.earlier
            else "no figure stands with the name"
        )
    value = numbers[0] if numbers else None
    ruled = setting.rules and not (value and off_scale(value, tokens))
    worded = (piece.tail and not piece.tail_measured) or piece.before
    rule = ruled or bool(worded and not _has(tokens, "range"))
    if why := no_result(piece, tokens, value, findings, rule=rule):
        return why
    return _found(piece, tokens, value, findings, setting)


def _without_expected(findings: list[Token]) -> list[Token]:
    """Leave out a finding in brackets behind another: what is expected, "Positive [Negative]"."""
    if len(findings) > 1 and not findings[0].inside:
        return [token for token in findings if not token.inside]
    return findings


def _has(tokens: Sequence[Token], kind: str) -> bool:
    return any(token.kind == kind for token in tokens)


def _one_sided(numbers: list[Token], tokens: list[Token], piece: Piece) -> tuple[list[Token], list[Token]]:
    """Read a last figure with a comparator, behind a plain one, as a one-sided range."""
    plain = [bool(number.comparator) for number in numbers] in ([False, True], [True, True])
    if plain and numbers[0].comparator:
        plain = any(token.kind == "unit" and numbers[0].end <= token.start < numbers[1].start for token in tokens)
    if plain and not _has(tokens, "range") and (numbers[1].mean != "words" or in_own_cell(numbers[1], tokens)):
        limit = replace(numbers[1], kind="range")
        return numbers[:1], [limit if token is numbers[1] else token for token in tokens]
    if measured_first(tokens) and all(number.comparator and number.mean != "words" for number in numbers[1:]):
        limits = [replace(token, kind="range") if token in numbers[1:] else token for token in tokens]
        return numbers[:1], limits
    return numbers, tokens


def _found(piece: Piece, tokens: list[Token], value: Token | None, findings: list[Token], setting: Setting) -> Found:
    own = [*_doubts(piece, tokens, findings), *_around(piece, value, tokens, setting)]
    line = value.line if value and value.line else piece.lines[0]
    day, note = _day(piece, tokens, setting)
    ranges = [token for token in tokens if token.kind == "range"]
    foreign = next((text for text in (piece.tail, *piece.before) if text and denied((text,), specimens=True)), None)
    return Found(
        names=(piece.name.text,),
        value=line.text[slice(*value.figure)] if value else findings[0].text if findings else None,
        finding=findings[0].mean if findings and not value else None,
        comparator=value.comparator if value else None,
        text=" ".join(one.text for one in piece.lines),
        where=line.where,
        span=line.span(*value.figure) if value else None,
        codes=tuple(token.code for token in tokens if token.code),
        unit=next((unit.text for unit in _units(tokens)), None),
        low=piece.low,
        high=piece.high,
        range_text=_range_text(ranges[0]) if ranges and not several_ranges(tokens) else None,
        flag=next((token.text for token in tokens if token.kind == "flag"), None),
        status=_status(tokens, setting),
        collected=day,
        specimen=foreign,
        headings=tuple(one for one in setting.headings if not (_said_blood(piece.name.text) and _of_urine(one))),
        notes=tuple(text for text in (note, *_beside(piece, tokens)) if text),
        doubts=tuple(dict.fromkeys((*setting.doubts, *piece.doubts, *own))),
    )


def _beside(piece: Piece, tokens: Sequence[Token]) -> list[str]:
    """Return what is said beside a result without putting it in question."""
    several = "more than one range is printed with it; none was taken" if several_ranges(tokens) else ""
    return [piece.tail if piece.tail_apart else "", several]


def _around(piece: Piece, value: Token | None, tokens: Sequence[Token], setting: Setting) -> list[str]:
    """Return the doubts that what stands around a piece gives it."""
    doubts: list[str] = []
    if value and value.line and value.line.given(*value.figure) != value.line.text[slice(*value.figure)]:
        doubts.append("the figure is written with signs that are not seen, or with other digits than 0 to 9")
    elsewhere = piece.name.mean in ELSEWHERE or (setting.near_foreign and setting.near_foreign not in phrases().urine)
    if setting.near_foreign and elsewhere and not _said_blood(piece.name.text):
        doubts.append("the lines above speak of another material than blood")
    if setting.earlier_column and piece.wrapped:
        doubts.append("a column of earlier results is named above; the figure may be one of them")
    if value and value.mean == "apart" and value.comparator in {"<", ">"}:
        doubts.append(
            f"{value.comparator} stands apart from the figure: a sign for low or high, or a part of the result"
        )
    if value and value.comparator and not _has(tokens, "range") and _behind_unit(value, tokens):
        doubts.append("its unit stands before it; the figure may be the limit of a range")
    if value and len(piece.lines) > 1 and any(_in_another_line(token, value) for token in tokens):
        doubts.append("a finding and a figure stand in different lines")
    rated = any(token.kind == "finding" and token.mean in {"normal", "equivocal"} for token in tokens)
    if value and value.comparator and rated and not _has(tokens, "range"):
        doubts.append("a limit with a judgement reads like a rule")
    if value and not value.comparator and any(token.mean == "undetectable" for token in tokens):
        doubts.append("it is called undetectable; the figure may be a limit")
    if (
        value
        and not _has(tokens, "range")
        and any(token.text in {"+", "-"} and token.start == value.end for token in tokens)
    ):
        doubts.append("a sign behind the figure may mean more, or less, than it")  # "2000+ ng/L"
    return doubts


def _behind_unit(value: Token, tokens: Sequence[Token]) -> bool:
    """Tell whether the first thing behind the name is a unit outside brackets, in the line of the figure."""
    told = [token for token in tokens if token.kind in {"unit", "number"}]
    return told[0].kind == "unit" and not told[0].inside and told[0].line is value.line and told[0].end <= value.start


def _in_another_line(token: Token, value: Token) -> bool:
    return token.kind == "finding" and token.mean in {"positive", "negative"} and token.line is not value.line


def _of_urine(heading: str) -> bool:
    """Tell whether a heading speaks of urine or stool and of no other material or person."""
    return not denied([word for word in folded(heading).split() if word not in phrases().urine], specimens=True)


def _said_blood(name: str) -> bool:
    return any(word in phrases().blood for word in folded(name).split())


def _range_text(token: Token) -> str:
    if token.comparator and token.line:
        return f"{token.comparator}{token.line.text[slice(*token.figure)]}"
    return token.text


def _units(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.kind == "unit"]


def _doubts(piece: Piece, tokens: Sequence[Token], findings: Sequence[Token]) -> list[str]:
    doubts: list[str] = []
    numbers = [token.text.strip() for token in tokens if token.kind == "number"]
    if len(numbers) > 1:
        doubts.append(f"more than one figure could be the value: {', '.join(numbers[:4])}")
    if several_ranges(tokens) and not measured_first(tokens):
        doubts.append("more than one range is printed with it")
    units = {unit_of(piece.name.mean, token.text) or token.text.casefold() for token in _units(tokens)}
    if len(units) > 1:
        doubts.append(f"more than one unit is printed with it: {', '.join(sorted(units))}")
    judged = {token.mean for token in findings}
    if len(judged) > 1 and not (measured_first(tokens) and judged <= JUDGEMENTS):
        doubts.append("two findings are printed with it")
    odd = [token.text for token in tokens if token.kind == "odd" or (token.kind == "titre" and not findings)]
    if odd:
        doubts.append(f"a part of it was not understood: {' '.join(odd[:3])}")
    if piece.tail and not piece.tail_apart:
        doubts.append(f"words follow that are not known: {piece.tail}")
    if piece.blocked:
        doubts.append(f"words stand between name and figure: {piece.blocked}")
    if any(line.turned for line in piece.lines):
        doubts.append("the line holds marks that turn the order in which it is shown")
    if any(line.quote_unsure for line in piece.lines):
        doubts.append("a sign of quoted mail may stand for greater than")
    return doubts


def _status(tokens: Sequence[Token], setting: Setting) -> Status:
    said = {token.mean for token in tokens if token.kind == "status"}
    own = next((status for status in _RANK if status in said), None)
    if own in {None, "final"} and setting.status in {"preliminary", "cancelled"}:
        return setting.status if own is None else "final"
    return own or setting.status


def _day(piece: Piece, tokens: Sequence[Token], setting: Setting) -> tuple[date | None, str]:
    """Return the day of the sample and a note where it is not clear."""
    if piece.day:
        return _settled(piece.day, setting)
    label = ""
    taken: list[Printed] = []
    other: list[Printed] = []
    for token in tokens:
        if token.kind == "label" and token.mean in {"taken", "day", "other_day"}:
            label = token.mean
        elif token.kind == "status":
            label = "other_day"
        elif token.kind == "date" and token.day and label != "other_day":
            (taken if label == "taken" else other).append(token.day)
            label = ""
    days = taken or other
    if len({day.text for day in days}) > 1:
        return None, "two days stand with it; which is that of the sample is not said"
    return _settled(days[0], setting) if days else (setting.day, setting.day_note)


def _settled(printed: Printed, setting: Setting) -> tuple[date | None, str]:
    day = printed.settled(setting.day_first)
    return day, "" if day else printed.question()
