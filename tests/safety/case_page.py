"""The safety case on one page: claims, arguments, evidence, residual risks, open shortfalls."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from tests.safety.records import HIGH, SAFETY, Hazard, keys, read_hazards
from tests.safety.writing import cell, opening


def claims() -> list[dict[str, Any]]:
    """Return the claims that are kept, each with every key."""
    found: list[dict[str, Any]] = tomllib.loads((SAFETY / "claims.toml").read_text(encoding="utf-8"))["claim"]
    for one in found:
        keys(one, f"claims.toml, {one.get('claim')}", {"claim", "argument", "hazards", "campaigns", "see"}, set())
    return found


def page() -> str:
    """Return the whole page."""
    hazards = {one.id: one for one in read_hazards()}
    rows = [_claim(one, hazards) for one in claims()]
    return "\n".join((opening("case"), *rows, *_residual(hazards), *_short(hazards), opening("outside"))) + "\n"


def _claim(one: Mapping[str, Any], hazards: Mapping[str, Hazard]) -> str:
    about = [hazards[name] for name in one["hazards"]]
    tests = {test for hazard in about for test in hazard.tests()}
    count = f"{', '.join(one['hazards'])}: {sum(len(h.controls) for h in about)} controls, {len(tests)} tests"
    see = ", ".join(f"[{link.rpartition('/')[2].removesuffix('.md')}]({link})" for link in one["see"])
    return (
        f"| {cell(one['claim'])} | {cell(one['argument'])} | {count} | {', '.join(one['campaigns']) or '–'} | {see} |"
    )


def _residual(hazards: Mapping[str, Hazard]) -> Iterator[str]:
    yield "\n## Residual risks of 3\n"
    for one in hazards.values():
        if one.after and one.after.risk >= HIGH:
            yield f"* **{one.id} {one.hazard}** ({one.after}). {one.argument}"


def _short(hazards: Mapping[str, Hazard]) -> Iterator[str]:
    yield "\n## Open shortfalls\n"
    for one in hazards.values():
        if one.shortfall:
            yield f"* **{one.id} {one.hazard}.** {one.shortfall}"
