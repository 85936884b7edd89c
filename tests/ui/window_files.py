"""Case files to open in a window: random valid ones, and the same ones broken in every way a file can be."""

import json
from pathlib import Path
from random import Random
from typing import Any

from b12calc.models.reading import read_case
from tests.oracle.generate import last_visit_day, random_case

from .window_stage import TODAY

BREAKS = ("cut short", "figure as number", "no number", "twice", "unknown field", "wrong word", "list", "other letters",
          "empty", "no visit", "no such day", "another format")  # fmt: skip


def valid(seed: int) -> dict[str, Any]:
    """Return a random case; most lie in the past of the stage, a few have a visit to come."""
    for number in range(40):
        case = random_case(Random(seed * 1000 + number))
        if last_visit_day(case) <= TODAY or (seed % 10 == 0 and number == 0):
            break
    read_case(json.dumps(case))
    for index, result in enumerate(case["visits"][-1]["results"]):
        if index % 3 == seed % 3:
            result["comment"] = f"Repeated; see letter {seed} <b>%s</b>"
    case["patient"] |= {"name": f"Nomen Nescio {seed}", "identifier": f"QX-{seed}-4409"}
    return case


def broken(seed: int, way: str) -> bytes:
    """Return a case file that must be refused."""
    case = valid(seed * 10 + 1)
    visit = case["visits"][0]
    if way == "figure as number":
        visit["results"] = [{"analyte": "total_b12", "value": 142, "unit": "ng/L"}]
    elif way == "unknown field":
        visit["opinion"] = "fine"
    elif way == "wrong word":
        visit["answers"] = {"falls": "maybe"}
    elif way == "no visit":
        case["visits"] = []
    elif way == "no such day":
        visit["date"] = "2026-02-30"
    elif way == "another format":
        case["format"] = "b12calc-case/9"
    text = json.dumps(case)
    changed = {
        "cut short": text[: len(text) * 2 // 3], "twice": text.replace('"format"', '"visits": [], "format"', 1),
        "no number": text.replace('"patient": {', '"patient": {"age_years": NaN, ', 1), "list": f"[{text}]",
        "empty": "",
    }.get(way, text)  # fmt: skip
    return changed.encode("utf-16" if way == "other letters" else "utf-8")


def write(folder: Path, data: bytes) -> Path:
    """Write a file under a name that says nothing."""
    path = folder / "case-to-open.json"
    path.write_bytes(data)
    return path
