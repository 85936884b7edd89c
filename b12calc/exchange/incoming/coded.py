"""Which list a code of a test belongs to, by the many names messages give a list."""

from __future__ import annotations

import re
from typing import Final

from b12calc.exchange.incoming.found import Code, System

_LISTS: Final[dict[str, System]] = {
    "ln": "loinc", "lnc": "loinc", "loinc": "loinc", "2.16.840.1.113883.6.1": "loinc", "http://loinc.org": "loinc",
    "sct": "snomed", "sct2": "snomed", "snomed": "snomed", "snomed-ct": "snomed", "snomed ct": "snomed",
    "921": "snomed", "2.16.840.1.113883.6.96": "snomed", "http://snomed.info/sct": "snomed",
    "rcv2": "read", "read": "read", "readv2": "read", "read v2": "read", "ctv3": "read", "rct": "read", "rc": "read",
    "readcode": "read", "read code": "read", "911": "read", "rcv3": "read", "readctv3": "read",
}  # fmt: skip
_LOINC: Final = re.compile(r"([0-9]{1,7})-([0-9])")
_TERMED: Final = re.compile(r"([0-9A-Za-z.]{5})[0-9]{2}")  # a Read code with the number of its wording behind


def listed(code: str, system: str) -> Code:
    """Return a code with its list; without one named, a code in LOINC's form with its check digit right is one."""
    named = _LISTS.get(system.strip().casefold())
    bare = code.strip()
    if named == "read":
        term = _TERMED.fullmatch(bare)
        return Code("read", term[1] if term else bare)
    if named is None and not system.strip() and _checks(bare):
        return Code("loinc", bare)
    return Code(named or "local", bare)


def _checks(code: str) -> bool:
    """Tell whether the last digit is right, counted by modulo 10 as LOINC does."""
    match = _LOINC.fullmatch(code)
    if match is None:
        return False
    digits = [int(sign) for sign in reversed(match[1])]
    total = sum(sum(divmod(2 * digit, 10)) if at % 2 == 0 else digit for at, digit in enumerate(digits))
    return (-total) % 10 == int(match[2])
