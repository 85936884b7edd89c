"""Tests see no screen, and Hypothesis tries the same examples each time."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt: with no screen Qt ends the process

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A campaign that breaks the rules on purpose runs these tests against its broken copy of the clinical files.
if broken := os.environ.get("B12CALC_BROKEN_RULES"):
    from b12calc.rules import knowledge

    knowledge.CLINICAL = Path(broken)

settings.register_profile("test", derandomize=True, database=None, deadline=None)
settings.register_profile(
    "campaign",
    max_examples=20_000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("B12CALC_HYPOTHESIS", "test"))


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample case in a folder of its own, which is also the current one."""
    from b12calc.assets import asset

    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    path = folder / "case.json"
    path.write_bytes(asset("sample_case.json").read_bytes())
    return path
