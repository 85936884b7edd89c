"""Join a name that is broken over two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from b12calc.exchange.incoming.names import analyte_named
from b12calc.exchange.incoming.paste_lines import Line
from b12calc.exchange.incoming.paste_tokens import Token


def over_two_lines(line: Line, before: Sequence[Token], tokens: list[Token]) -> tuple[list[Token], bool]:
    """Join the words of a line to the first name of the next, where both together are a name.

    Returns the tokens of the next line, and whether the first line is part of the name. Where the next line bears a
    name by itself that the first line makes another one, it is left with a word that makes it doubtful.
    """
    first = tokens[0]
    if first.kind not in {"name", "unknown"}:
        return tokens, False
    lead = line.text[before[0].start : before[-1].end]
    whole = analyte_named(f"{lead} {first.text}")
    if whole is None or whole == first.mean:
        return tokens, False
    if first.kind == "unknown" or _closes(lead, tokens):
        return [replace(first, kind="name", mean=whole, text=f"{lead} {first.text}"), *tokens[1:]], True
    return [first, replace(first, kind="odd", text=lead, start=first.end), *tokens[1:]], False


def _closes(lead: str, tokens: Sequence[Token]) -> bool:
    """Tell whether a bracket that the first line leaves open is closed behind the first word of the next."""
    return lead.count("(") > lead.count(")") and len(tokens) > 1 and tokens[1].text == ")"
