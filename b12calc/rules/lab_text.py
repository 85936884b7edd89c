"""A laboratory profile as plain data and back: what a form fills, and the TOML file it is kept in."""

from collections.abc import Iterator, Mapping
from typing import Any

from b12calc.problems import Problem
from b12calc.rules.lab_check import B12, METABOLITES, TEXTS, faults
from b12calc.rules.lab_profile import read_laboratory
from b12calc.rules.profile_file import parsed


def laboratory_content(data: bytes, name: str) -> dict[str, Any]:
    """Return what a TOML file holds, once it is a usable profile. Raises ProblemsFound with every fault."""
    read_laboratory(data, name)
    return parsed(data, name, "laboratory")


def laboratory_faults(content: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return everything that must be mended, each with its place such as total_b12.limits.ng/L.low."""
    return tuple(faults(content))


def laboratory_text(content: Mapping[str, Any]) -> str:
    """Return the profile as TOML text that the strict reader reads back to the same content.

    ``content`` has no faults; what it leaves empty is left out.
    """
    return "\n".join((*_head(content), *_figures(content))) + "\n"


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    for key in TEXTS:
        if content.get(key, "").strip():
            yield f"{key} = {_quoted(content[key].strip())}"
    if content.get("statements"):
        yield f"statements = [{', '.join(map(_quoted, content['statements']))}]"
    if content.get("unit_inferred"):
        yield "unit_inferred = true"
    for unit, count in content.get("repeat", {}).items():
        yield f"repeat = {{ {unit} = {count} }}"
    if "uncertainty_percent" in content:
        yield f"uncertainty_percent = {content['uncertainty_percent']}"


def _figures(content: Mapping[str, Any]) -> Iterator[str]:
    for code in (*B12, *METABOLITES):
        for part, units in content.get(code, {}).items():
            yield ""
            yield f"[{code}.{part}]"
            for unit, ends in units.items():
                figures = ", ".join(f"{end} = {_quoted(str(value))}" for end, value in ends.items())
                yield f"{_quoted(unit)} = {{ {figures} }}"


def _quoted(text: str) -> str:
    """Write a printable text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
