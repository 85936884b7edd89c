"""PySide reads no source of what the program imports, and the features it looks for are used nowhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import b12calc_ui

OURS = Path(b12calc_ui.__file__).parent
COUNT = """
import json, linecache, os, sys
import b12calc_ui.app, b12calc.models.reading
feature = sys.modules["shibokensupport.feature"]
ours = tuple(os.path.dirname(one.__file__) + os.sep for one in (b12calc, b12calc_ui))
print(json.dumps([len(feature.pyside_feature_dict), [one for one in linecache.cache if one.startswith(ours)]]))
"""


def test_no_source_of_ours_is_read_while_the_window_is_loaded() -> None:
    kept = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", COUNT], env=kept, capture_output=True, text=True, check=True)
    known, read = json.loads(done.stdout)
    assert known > 50 and read == []


def test_no_module_of_ours_switches_a_feature_of_pyside() -> None:
    assert not [one.name for one in OURS.glob("*.py") if "\nfrom __feature__" in one.read_text("utf-8")]
