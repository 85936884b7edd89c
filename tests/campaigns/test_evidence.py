"""Evidence says of which commit it is, and whether the tree was that commit."""

import json
import subprocess
from pathlib import Path

from tests.campaigns import evidence

FIELDS = ["name", "what", "command", "seed", "commit", "versions", "date", "counts", "goal", "held", "remarks"]


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_evidence_is_written_with_every_field(tmp_path: Path) -> None:
    path = evidence.write(
        "trial", what="w", command="make campaign trial", counts={"tried": 3}, goal="g", held=True, seed=7,
        folder=tmp_path,
    )  # fmt: skip
    found = json.loads(path.read_text(encoding="utf-8"))
    assert list(found) == FIELDS and path.name == "trial.json"
    assert found["counts"] == {"tried": 3} and found["seed"] == 7 and found["held"] is True
    assert found["commit"] == evidence.commit() and found["versions"]["python"]


def test_a_changed_tree_is_marked_but_for_the_evidence_itself(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / "a").write_text("one")
    git(tmp_path, "add", "a")
    git(tmp_path, "commit", "-m", "one")
    clean = evidence.commit(tmp_path)
    assert len(clean) == 12
    kept = tmp_path / "docs" / "safety" / "evidence"
    kept.mkdir(parents=True)
    (kept / "x.json").write_text("{}")
    assert evidence.commit(tmp_path) == clean
    (tmp_path / "a").write_text("two")
    assert evidence.commit(tmp_path) == f"{clean}+changes"
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("new")
    assert evidence.commit(tmp_path) == f"{clean}+changes"


def test_without_a_repository_the_commit_is_unknown(tmp_path: Path) -> None:
    assert evidence.commit(tmp_path) == "unknown"


def test_every_record_that_is_kept_has_the_same_fields() -> None:
    for path in evidence.FOLDER.glob("*.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        assert found["name"] == path.stem and found["commit"] and found["counts"], path.name
        assert "held" not in found or (set(FIELDS) <= set(found) and isinstance(found["held"], bool)), path.name
