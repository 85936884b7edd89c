"""JSON text as plain values: figures keep their digits as sent, nothing nests too deep, no name stands twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import accumulate
from json.encoder import encode_basestring
from typing import Any, Final, NoReturn

from b12calc.exchange.incoming.guard import MAX_DEPTH, Watch, refuse, visible

MAX_PARTS: Final = 1_000_000  # objects and lists of a file; a report of one patient has some hundreds
_TEXTS: Final = re.compile(r'"[^"]*"?')
_NO_SIGNS: Final = re.compile(r"[^\[{\]}]+")
_DEEPER: Final = {"{": 1, "[": 1, "}": -1, "]": -1}
_WORDS: Final = {None: "null", True: "true", False: "false"}
_NAMED: Final = 5


class Digits(str):
    """Hold a JSON number as the text it was sent in, "12.50" as "12.50"."""

    __slots__ = ()


class NoJson(ValueError):
    """Say that a text is no JSON, and where it goes wrong."""

    def __init__(self, message: str, further: bool) -> None:
        super().__init__(message)
        self.further = further  # a whole value was read, and more text follows: lines of JSON


def parsed(text: str, watch: Watch) -> Any:
    """Return the values of a JSON text, numbers as Digits.

    Raises ProblemsFound for what nests too deep, names a member twice or is no number of JSON (NaN), and NoJson for
    what is no JSON.
    """
    _within_depth(text, watch)
    try:
        return json.loads(
            text, parse_float=Digits, parse_int=Digits, parse_constant=_no_constant, object_pairs_hook=_members
        )
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}, character {error.colno}: {error.msg}"
        raise NoJson(message, error.msg == "Extra data") from None


def compact(value: Any) -> str:
    """Write values as one line of JSON, figures with their digits as sent."""
    if type(value) is str:
        return encode_basestring(value)
    if isinstance(value, dict):
        members = [
            f"{encode_basestring(key)}:{encode_basestring(one) if type(one) is str else compact(one)}"
            for key, one in value.items()
        ]
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join([compact(one) for one in value]) + "]"
    return str(value) if isinstance(value, str) else _WORDS[value]


def _within_depth(text: str, watch: Watch) -> None:
    """Refuse before anything is parsed what would nest too deep or hold too many parts."""
    if text.count("{") + text.count("[") > MAX_PARTS:
        raise refuse(f"the file holds more than {MAX_PARTS:,} parts; a report of one patient has some hundreds")
    bare = text.replace("\\\\", "").replace('\\"', "")  # without escapes a quote begins or ends a text
    signs = _NO_SIGNS.sub("", _TEXTS.sub("", bare))
    watch.step()
    # What closes more than was opened is no JSON, and nothing behind it is parsed.
    if max(accumulate(map(_DEEPER.__getitem__, signs)), default=0) > MAX_DEPTH:
        raise refuse(f"the file nests more than {MAX_DEPTH} deep; it is not a usual report")


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
        named = ", ".join(visible(name)[:40] for name in twice[:_NAMED])
        raise refuse(f"the same name stands twice in one object ({named}); it cannot be told which one counts")
    return members


def _no_constant(name: str) -> NoReturn:
    raise refuse(f"{name} is no number of a report")
