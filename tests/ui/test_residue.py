"""After a visit nothing about the patient lies anywhere but in the files that were asked for."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
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


def visited(root: Path, mode: str = "", ended: int = 0) -> tuple[dict[str, Any], list[Path]]:
    """Make a visit in these folders; return what it said and the files it left outside the chosen folder."""
    environment, chosen = rooms(root), root / session.FOLDER_NAME
    chosen.mkdir()
    command = [sys.executable, "-W", "error", str(Path(session.__file__)), str(chosen), mode]
    run = subprocess.run(command, env=environment, capture_output=True, timeout=300, check=False, cwd=root)
    assert run.returncode == ended, run.stderr.decode()
    left = [path for path in root.rglob("*") if path.is_file() and chosen not in path.parents]
    for path in left:
        assert not finds(path.read_bytes()), path
    assert not finds(run.stderr) and not any(finds(str(path.relative_to(root)).encode()) for path in left)
    return json.loads(run.stdout.splitlines()[-1]), left


def test_a_visit_leaves_nothing_outside_the_files_that_were_chosen(tmp_path: Path) -> None:
    said, left = visited(tmp_path)
    assert said == {"exit": 0, "opened": []}
    assert {path.name for path in left} <= {"window.ini"}, left
    chosen = tmp_path / session.FOLDER_NAME
    # The search itself works: the files that were asked for do hold what was planted.
    assert set(finds((chosen / session.SAVED).read_bytes())) >= {session.NAME, session.NOTE, session.B12, session.MMA}
    assert sorted(path.name for path in chosen.iterdir()) == [session.PRINTED, session.SAVED]


def test_a_visit_with_the_draft_on_leaves_nothing_either(tmp_path: Path) -> None:
    said, left = visited(tmp_path, "draft")
    draft = tmp_path / "config" / "b12calc" / "draft"
    assert said["opened"] and {Path(path).parent for path, _mode in said["opened"]} <= {draft, draft.parent}
    assert {path.name for path in left} <= {"window.ini"} and not draft.exists()


def test_a_visit_ended_by_force_leaves_one_sealed_draft_and_no_word_of_it(tmp_path: Path) -> None:
    said, left = visited(tmp_path, "cut", -signal.SIGKILL)
    assert said["exit"] == 9
    assert {path.name for path in left} - {"window.ini"} == {"case.draft", "lock"}
    draft = next(path for path in left if path.name == "case.draft")
    assert draft.stat().st_size > 1000 and draft.stat().st_mode & 0o777 == 0o600
