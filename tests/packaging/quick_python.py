"""Plays the Python that install.sh finds: install.py as it is, but for the packages, which take a second to install.

``quick_python.py -I SCRIPT WORDS…``. QUICK_FAILS in the environment: the packages cannot be installed.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.packaging.scripts import load

install = load("wheelhouse/install.py")


def fill(folder: Path, here: Path, _log: Path) -> None:
    """Put a program there that answers with its version, or stop half way."""
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "venv" / "lib").mkdir()
    if os.environ.get("QUICK_FAILS"):
        raise install.Refused(install.FAILED, "The packages could not be installed.")
    program = folder / "venv" / "bin" / "b12calc"
    program.write_text(f"#!/bin/sh\necho b12calc {install.version(here)}\n")
    program.chmod(0o755)


if __name__ == "__main__":
    script = Path(sys.argv[2])
    if script.name == "suitable.py":
        sys.exit(0)
    vars(install).update(
        fill=fill, HERE=script.parent, works=lambda folder: (folder / "venv" / "bin" / "b12calc").exists()
    )
    sys.exit(install.main(sys.argv[3:]))
