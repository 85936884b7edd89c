"""A file of the practice's IT for tests, in the place of the one of the computer."""

from pathlib import Path

import pytest

from b12calc import installation


def put(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a file and let it be the one that counts."""
    path = folder / installation.NAME
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(installation, "places", lambda: (path,))
    return path
