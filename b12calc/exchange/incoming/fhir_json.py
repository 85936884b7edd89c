"""JSON text as plain values: figures keep their digits as sent, nothing nests too deep, no name stands twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, Final, NoReturn

from b12calc.exchange.incoming.guard import MAX_DEPTH, Watch, refuse, visible

MAX_PARTS: Final = 1_000_000  # objects and lists of a file; a report of one patient has some hundreds
_TOKEN: Final = re.compile(r'"[^"]*"?|[\[{]|[\]}]')
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
    if isinstance(value, dict):
        return (
            "{" + ",".join(f"{json.dumps(key, ensure_ascii=False)}:{compact(one)}" for key, one in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ",".join(compact(one) for one in value) + "]"
    return str(value) if isinstance(value, Digits) else json.dumps(value, ensure_ascii=False)


def _within_depth(text: str, watch: Watch) -> None:
    """Refuse before anything is parsed what would nest too deep or hold too many parts."""
    if text.count("{") + text.count("[") > MAX_PARTS:
        raise refuse(f"the file holds more than {MAX_PARTS:,} parts; a report of one patient has some hundreds")
    bare = text.replace("\\\\", "").replace('\\"', "")  # without escapes a quote begins or ends a text
    depth = 0
    for match in _TOKEN.finditer(bare):
        watch.step()
        sign = bare[match.start()]
        if sign in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise refuse(f"the file nests more than {MAX_DEPTH} deep; it is not a usual report")
        elif sign != '"':
            depth = max(0, depth - 1)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
        named = ", ".join(visible(name)[:40] for name in twice[:_NAMED])
        raise refuse(f"the same name stands twice in one object ({named}); it cannot be told which one counts")
    return members


def _no_constant(name: str) -> NoReturn:
    raise refuse(f"{name} is no number of a report")
