"""What tests of the command line share: a sample, its files, and how a refusal looks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from b12calc.assets import asset
from b12calc.cli import main

SAMPLE = asset("sample_case.json")
TODAY = ("--today", "2026-03-12")
Capture = pytest.CaptureFixture[str]


def files(case: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in case.parent.iterdir() if path != case}


def changed(case: Path, change: Callable[[dict[str, Any]], object]) -> None:
    raw = json.loads(case.read_text(encoding="utf-8"))
    change(raw)
    case.write_text(json.dumps(raw), encoding="utf-8")


def refused(capsys: Capture, *arguments: str) -> list[str]:
    """The lines of a refusal: exit code 2, nothing on standard output."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    lines = err.splitlines()
    assert lines
    assert all(line.startswith("b12calc: ") for line in lines), lines
    return lines
