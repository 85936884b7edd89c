"""The hazard log as a page."""

from collections.abc import Iterator

from tests.safety.records import Control, Hazard, read_hazards
from tests.safety.writing import by_file, cell, opening


def page() -> str:
    """Return the whole page."""
    hazards = read_hazards()
    lines = [opening("log"), "", *_overview(hazards)]
    for one in hazards:
        lines += ["", *_hazard(one)]
    return "\n".join(lines) + "\n"


def _overview(hazards: list[Hazard]) -> Iterator[str]:
    yield "| id | hazard | before | after | shortfall |"
    yield "|---|---|---|---|---|"
    for one in hazards:
        short = "yes" if one.shortfall else ""
        scores = f"{_score(one, 'before')} | {_score(one, 'after')}"
        yield f"| [{one.id}](#{one.id.lower()}) | {cell(one.hazard)} | {scores} | {short} |"


def _score(one: Hazard, when: str) -> str:
    return str(getattr(one, when) or "to be given")


def _hazard(one: Hazard) -> Iterator[str]:
    yield f"## {one.id}"
    yield f"**{one.hazard}.** Cause: {one.cause}. Effect: {one.effect}."
    asked = f" Requirements: {', '.join(one.requirements)}." if one.requirements else ""
    yield f"Before: {_score(one, 'before')}. After: {_score(one, 'after')}.{asked}"
    yield ""
    for control in one.controls:
        yield from _control(control)
    if one.shortfall:
        yield ""
        yield f"**Shortfall.** {one.shortfall}"
    if one.argument:
        yield ""
        yield f"**Why the rest is borne.** {one.argument}"


def _control(control: Control) -> Iterator[str]:
    yield f"* **{control.kind.capitalize()}.** {control.what}"
    yield from (f"  * {line}" for line in by_file(control.tests))
    if control.where_possible:
        yield from (f"  * where the tools are: {line}" for line in by_file(control.where_possible))
    if control.campaigns:
        yield f"  * campaigns: {', '.join(control.campaigns)}"
