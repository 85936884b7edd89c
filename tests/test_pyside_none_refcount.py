"""PySide6 6.12.0 drops a reference to None on each call that returns nothing; on CPython 3.11 that ends the process."""

import os
import subprocess
import sys

import pytest

CALLS = 1_000
NOISE = 100

PROBE = f"""
import sys
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    label.setText("142 ng/L")
print(before - sys.getrefcount(None))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal: its references are not counted")
def test_a_call_that_returns_nothing_keeps_its_reference_to_none() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert probe.returncode == 0, probe.stderr
    assert int(probe.stdout) < NOISE
