"""Which commit the tree stands at, as ``make test`` writes it into the record of a run."""

import subprocess
from pathlib import Path
from typing import Final

from tests.safety.records import ROOT

CHANGED: Final = "-dirty"


def commit(root: Path = ROOT) -> str:
    """Return the commit in full, with "-dirty" where a file that git keeps was changed; "unknown" without git."""
    command = ["git", "describe", "--always", "--abbrev=40", "--match=", f"--dirty={CHANGED}"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() if done.returncode == 0 else "unknown"


def told(commit_: str) -> str:
    """Return a commit as it is read: twelve signs, and whether files were changed."""
    changed = " with changes" if commit_.endswith(CHANGED) else ""
    return f"{commit_.removesuffix(CHANGED)[:12] or 'unknown'}{changed}"
