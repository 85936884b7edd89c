"""The parts of a FHIR Observation: its codes, its value, its printed range."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from b12calc.exchange.fhir_blocks import ANALYTE_CODES, FINDING_WORDS
from b12calc.exchange.incoming.fhir_json import compact
from b12calc.exchange.incoming.fhir_tree import Node, many, names_of, one, text
from b12calc.exchange.incoming.found import Code, System
from b12calc.exchange.incoming.guard import visible
from b12calc.exchange.incoming.names import finding_named, is_unit
from b12calc.models.vocabulary import FINDINGS
from b12calc.units import COMPARATORS, normal_unit

_UCUM: Final = "http://unitsofmeasure.org"
_TRANSLATION: Final = "quantity-translation"
_QUIET: Final = ("quantity-precision",)  # says how many digits were measured, which the figure shows by itself
_WITH_UNIT: Final = re.compile(r"([<>=≤≥~]{0,2} ?[0-9][0-9.,]{0,20})(?: ?(?=[^0-9\s.,])| (?=10))(.{1,500})")
_POWERS: Final = 12  # an exponent beyond it is no figure of a laboratory
_SYSTEMS: Final[tuple[tuple[str, System], ...]] = (
    ("http://loinc.org", "loinc"),
    ("urn:oid:2.16.840.1.113883.6.1", "loinc"),
    ("http://snomed.info/sct", "snomed"),
    ("urn:oid:2.16.840.1.113883.6.96", "snomed"),
    ("http://read.info/", "read"),
    (ANALYTE_CODES, "b12calc"),
)
# SNOMED CT qualifiers, HL7 v3 interpretations and LOINC answers that say one of the findings.
_SAID: Final = {
    "10828004": "positive", "260385009": "negative", "260373001": "detected", "260415000": "not detected",
    "42425007": "equivocal", "LA6576-8": "positive", "LA6577-6": "negative",
}  # fmt: skip
_SAID_BY_LETTERS: Final = {
    "POS": "positive", "NEG": "negative", "DET": "detected", "ND": "not detected", "E": "equivocal",
}  # fmt: skip


@dataclass(slots=True)
class Value:
    """Gather the value of one observation and what was noticed about it."""

    value: str | None = None
    comparator: str | None = None
    finding: str | None = None
    unit: str | None = None
    unit_code: str | None = None
    low: str | None = None
    high: str | None = None
    range_text: str | None = None
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def code_of(coding: Node) -> Code | None:
    """Return one coding as a code of a known list, ``local`` where its system is not known."""
    code = text(coding, "code")
    if not code or not code.strip():
        return None
    system = (text(coding, "system") or "").strip().casefold()
    for begins, name in _SYSTEMS:
        if system == begins.rstrip("/") or system.startswith(begins.rstrip("/") + "/"):
            return Code(name, code.strip())
    return Code("local", code.strip())


def read_value(node: Node) -> Value:
    """Read the value[x] of an observation or component, whatever its type, with its range."""
    found = Value()
    sent = [key for key in node if key.startswith("value") and node[key] not in (None, {}, [])]
    if len(sent) > 1:
        found.doubts.append(f"{len(sent)} values stand in one result: {', '.join(map(visible, sent))}")
    if sent:
        _read_one(node, sent[0], found)
    for key in [key for key in node if key.startswith("_value")]:
        _beside(node, key, found)
    if absent := names_of(one(node, "dataAbsentReason")) or _codes(one(node, "dataAbsentReason")):
        found.notes.append(f"said of the value: {absent[0]}")
        if found.value is not None:
            found.doubts.append(f"a value stands there and a reason why it is absent: {absent[0]}")
    _range(node, found)
    return found


def _read_one(node: Node, key: str, found: Value) -> None:
    if key in ("valueQuantity", "valueSimpleQuantity"):
        _quantity(one(node, key), found)
    elif key in ("valueString", "valueInteger", "valueDecimal", "valueCode"):
        found.value = _plain_figure(text(node, key), found)
        _unit_behind(found)
    elif key == "valueCodeableConcept":
        _concept(one(node, key), found)
    elif key == "valueRatio":
        ratio = one(node, key)
        found.value = ":".join(text(one(ratio, part), "value") or "?" for part in ("numerator", "denominator"))
        found.doubts.append(f"the value is sent as a ratio, {visible(found.value)}")
    elif key == "valueRange":
        ends = one(node, key)
        found.value = " - ".join(text(one(ends, part), "value") or "?" for part in ("low", "high"))
        found.doubts.append(f"the value is sent as a range, {visible(found.value)}")
    else:
        found.notes.append(f"the value is sent as {visible(key)}, which is no figure and no finding")


def _quantity(quantity: Node, found: Value) -> None:
    found.value = _plain_figure(text(quantity, "value"), found)
    sign = (text(quantity, "comparator") or "").strip()
    if sign in COMPARATORS:
        found.comparator = sign
    elif sign:
        found.doubts.append(f"{visible(sign)} stands before the figure and is no comparator")
    found.unit, found.unit_code = _units(quantity)
    system = text(quantity, "system")
    if system and system.strip() != _UCUM and (code := text(quantity, "code")):
        found.notes.append(f"a unit code of another list than UCUM was not read: {visible(code)}")
    _beside(quantity, "_value", found)
    for extension in many(quantity, "extension"):
        if (text(extension, "url") or "").endswith(_TRANSLATION):
            also = one(extension, "valueQuantity")
            found.notes.append(f"sent also as {text(also, 'value') or '?'} {text(also, 'unit') or text(also, 'code')}")


def _units(quantity: Node) -> tuple[str | None, str | None]:
    """Return the unit as written and, where it says the unit a second time, its UCUM code."""
    written = (text(quantity, "unit") or "").strip() or None
    code = (text(quantity, "code") or "").strip() or None
    if (text(quantity, "system") or _UCUM).strip() != _UCUM:
        code = None
    return (written, code) if written else (code, None)


def _plain_figure(sent: str | None, found: Value) -> str | None:
    """Write a figure sent with an exponent out in full, with a doubt; leave every other text as sent."""
    if sent is None or not ("e" in sent or "E" in sent) or not sent[-1:].isdigit():
        return sent
    try:
        number = Decimal(sent) if len(sent) <= 2 * _POWERS else None
    except InvalidOperation:
        return sent
    if number is None or not number.is_finite() or not -_POWERS <= number.adjusted() <= _POWERS:
        return sent
    found.doubts.append(f"the figure was sent as {visible(sent)}")
    return f"{number:f}"


def _unit_behind(found: Value) -> None:
    """Part a figure in words from the unit behind it, where that is a unit: "< 150 ng/L"."""
    parts = _WITH_UNIT.fullmatch(found.value.strip()) if found.value else None
    if parts and (is_unit(parts[2]) or parts[1][0] == "~"):  # a figure about something can be sent in words only
        found.value, found.unit = parts[1], parts[2]


def _concept(concept: Node, found: Value) -> None:
    """Read a value in words; a coded finding that says another thing than the words is a doubt."""
    words = names_of(concept)
    coded = [word for coding in many(concept, "coding") if (word := _said(coding))]
    ours = [word for coding in many(concept, "coding") if (word := _our_word(coding))]
    found.finding = next(iter(ours), None)
    said = {finding for word in (*words, *coded) if (finding := finding_named(word))} | set(ours)
    found.value = next((word for word in words if finding_named(word)), None) or next(iter((*coded, *words)), None)
    if len(said) > 1:
        found.doubts.append(f"words and code say different things: {', '.join(sorted(said))}")


def _our_word(coding: Node) -> str | None:
    """Return a finding that this program wrote as its own code: "raised" and "low" are one there and nowhere else."""
    code = text(coding, "code")
    return code if code in FINDINGS and text(coding, "system") == FINDING_WORDS else None


def _said(coding: Node) -> str | None:
    code = text(coding, "code") or ""
    letters = (text(coding, "system") or "").endswith("ObservationInterpretation")
    return _SAID.get(code) or (_SAID_BY_LETTERS.get(code) if letters else None)


def _beside(node: Node, key: str, found: Value) -> None:
    """Tell of extensions beside a value; what they mean is not known here, so they are only shown."""
    for beside in many(node, key):
        for extension in many(beside, "extension"):
            if not (text(extension, "url") or "").endswith(_QUIET):
                found.notes.append(f"said beside the value: {extension_text(extension)}")


def extension_text(extension: Node) -> str:
    """Say what an extension holds: its own words, else the end of its address."""
    for key in extension:
        if key.startswith("value"):
            inner = {"text": extension[key]} if isinstance(extension[key], str) else one(extension, key)
            named = names_of(inner) or tuple(filter(None, (text(inner, "display"), text(inner, "code"))))
            if named:
                return visible(named[0])
    return visible((text(extension, "url") or "an unnamed statement").rsplit("/", 1)[-1])


def _range(node: Node, found: Value) -> None:
    """Choose the printed range only where there is one, for everybody; else show what is printed."""
    ranges = many(node, "referenceRange")
    if len(ranges) == 1 and not _for_some(ranges[0]):
        low, high = one(ranges[0], "low"), one(ranges[0], "high")
        found.low, found.high = text(low, "value"), text(high, "value")
        found.range_text = text(ranges[0], "text")
        for limit in (low, high):
            _limit(limit, found)
    elif ranges:
        kept = ("low", "high", "text", "appliesTo", "age", "type")
        printed = "; ".join(compact({key: one[key] for key in kept if key in one}) for one in ranges)
        found.notes.append(f"the printed range depends on more than the test; none was taken: {printed}")


def _for_some(node: Node) -> bool:
    """Tell whether a range holds for some people only, or is a target and no range of the healthy."""
    kinds = [text(coding, "code") for coding in many(one(node, "type"), "coding")]
    return bool(node.get("appliesTo") or node.get("age") or (kinds and "normal" not in kinds))


def _limit(limit: Node, found: Value) -> None:
    mine = {normal_unit(unit).casefold() for unit in (found.unit, found.unit_code) if unit}
    sent = {normal_unit(unit).casefold() for unit in _units(limit) if unit}
    if mine and sent and not mine & sent:
        found.doubts.append(f"the printed range is in {visible(' / '.join(sorted(sent)))}, the figure in {found.unit}")
    if sign := text(limit, "comparator"):
        found.doubts.append(f"{visible(sign)} stands before a limit of the printed range")


def _codes(concept: Node) -> tuple[str, ...]:
    return tuple(code for coding in many(concept, "coding") if (code := text(coding, "code")))
