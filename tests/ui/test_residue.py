"""After a visit nothing about the patient lies anywhere but in the files that were asked for."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.campaigns import residue_session as session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its folders are named as on Linux")


def rooms(root: Path) -> dict[str, str]:
    """Make the folders of a user of its own; return the environment that names them, and nothing else of ours."""
    named = {"HOME": "home", "TMPDIR": "tmp", "XDG_RUNTIME_DIR": "run", "XDG_CACHE_HOME": "cache",
             "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_STATE_HOME": "state"}  # fmt: skip
    for folder in named.values():
        (root / folder).mkdir(mode=0o700)
    here = {name: str(root / folder) for name, folder in named.items()}
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, **here, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}


def spellings(text: str) -> set[bytes]:
    """Return a planted text as it may lie in a file."""
    return {text.encode(), text.encode("utf-16-le"), quote(text).encode(), json.dumps(text).strip('"').encode()}


def finds(data: bytes) -> list[str]:
    """Return the planted texts found in some bytes."""
    return [text for text in session.PLANTED if any(one in data for one in spellings(text))]


def test_a_visit_leaves_nothing_outside_the_files_that_were_chosen(tmp_path: Path) -> None:
    environment = rooms(tmp_path)
    chosen = tmp_path / session.FOLDER_NAME
    chosen.mkdir()
    command = [sys.executable, "-W", "error", str(Path(session.__file__)), str(chosen)]
    run = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False, cwd=tmp_path)
    assert run.returncode == 0, run.stderr.decode()
    said = json.loads(run.stdout.splitlines()[-1])
    assert said == {"exit": 0, "opened": []}
    left = [path for path in tmp_path.rglob("*") if path.is_file() and chosen not in path.parents]
    assert {path.name for path in left} <= {"window.ini"}, left
    for path in left:
        assert not finds(path.read_bytes()), path
    assert not finds(run.stderr) and not any(finds(str(path.relative_to(tmp_path)).encode()) for path in left)
    # The search itself works: the files that were asked for do hold what was planted.
    assert set(finds((chosen / session.SAVED).read_bytes())) >= {session.NAME, session.NOTE, session.B12, session.MMA}
    assert sorted(path.name for path in chosen.iterdir()) == [session.PRINTED, session.SAVED]
