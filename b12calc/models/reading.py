"""Read and write case files: bounded, strict, and with one clear sentence for each thing to mend."""

import difflib
import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from b12calc.models.case import Case
from b12calc.problems import Problem, ProblemsFound

MAX_BYTES = 20_000_000
MAX_DEPTH = 40
_PLACE = "$"
MOST_WORDS_NAMED = 12


def read_case(text: str | bytes) -> Case:
    """Return the case held in JSON text.

    Refuses duplicate keys, NaN, more than 20 MB or 40 levels, unknown fields and wrong words. Raises ProblemsFound with
    the path of each fault and what was expected. Source: case format, section 1.
    """
    if len(text) > MAX_BYTES:
        raise ProblemsFound((Problem(_PLACE, f"the file is larger than {MAX_BYTES // 1_000_000} MB"),))
    if isinstance(text, bytes):
        text = _decoded(text)
    _refuse_bad_json(text)
    try:
        case = Case.model_validate_json(text)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise ProblemsFound(tuple(_sentence(fault) for fault in faults if not _follows(fault, faults))) from None
    return case


def write_case(case: Case) -> str:
    """Return the case as JSON text, one line feed at the end; reading it back gives an equal case."""
    return json.dumps(case.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemsFound(
            (Problem(_PLACE, "the file is not UTF-8 text; a case file in JSON was expected"),)
        ) from None


def _refuse_bad_json(text: str) -> None:
    """Catch what pydantic's reader lets pass: a key given twice, NaN and Infinity, endless nesting."""
    depth = deepest = 0
    in_string = escaped = False
    for letter in text:
        if in_string:
            if escaped:
                escaped = False
            elif letter == "\\":
                escaped = True
            elif letter == '"':
                in_string = False
        elif letter == '"':
            in_string = True
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    if deepest > MAX_DEPTH:
        raise ProblemsFound((Problem(_PLACE, f"the file is nested deeper than {MAX_DEPTH} levels"),))
    try:
        json.loads(text, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        message = f"not readable as JSON (line {error.lineno}, column {error.colno}); a case file in JSON was expected"
        raise ProblemsFound((Problem(_PLACE, message),)) from None
    except ValueError as error:
        raise ProblemsFound((Problem(_PLACE, str(error)),)) from None


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:60]!r} is given twice; each field was expected once")
        found[key] = value
    return found


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not a number a case may hold")


def _follows(fault: Any, faults: Sequence[Any]) -> bool:
    """Tell whether a list is called too short only because an entry in it was refused."""
    place = fault["loc"]
    within = (other["loc"] for other in faults if other["loc"] != place)
    return fault["type"] == "too_short" and any(other[: len(place)] == place for other in within)


def _choices(expected: str, given: str) -> str:
    """Return the words that were expected; of a long list only those that look like what was given."""
    words = re.findall(r"'([^']*)'", expected)
    if len(words) <= MOST_WORDS_NAMED:
        return f"one of {', '.join(words)}"
    near = difflib.get_close_matches(given, words, n=3, cutoff=0.5)
    hint = f" (perhaps {' or '.join(near)})" if near else ""
    return f"one of the {len(words)} words of the case format{hint}"


def _path(place: tuple[int | str, ...]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{_one_line(step)}" for step in place if step != "[key]")
    return _PLACE + "".join(steps)


def _one_line(name: str) -> str:
    """Return a field name as it can be printed on one line, shortened."""
    return name[:60].encode("unicode_escape").decode() if not name.isprintable() else name[:60]


def _sentence(fault: Any) -> Problem:
    """Turn one validation fault into a sentence a clinician can act on."""
    kind, context = fault["type"], fault.get("ctx", {})
    given = fault.get("input")
    shown = "" if isinstance(given, dict | list) else f"; {str(given)[:60]!r} was given"
    expected = {
        "literal_error": f"expected {_choices(str(context.get('expected', '')), str(given))}{shown}",
        "extra_forbidden": "this field is not part of the case format; check its spelling",
        "missing": "this field is required and missing",
        "string_type": f"expected text in quotation marks{shown}",
        "value_error": f"{context.get('error', '')}{shown}",
        "string_pattern_mismatch": f"expected YYYY, YYYY-MM or YYYY-MM-DD{shown}",
        "string_too_long": f"expected at most {context.get('max_length')} characters",
        "too_short": "expected at least one entry",
    }.get(kind)
    return Problem(_path(fault["loc"]), expected or f"{fault['msg'][:1].lower()}{fault['msg'][1:]}{shown}")
