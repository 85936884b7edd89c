"""The planted mistakes: a patch each; its head holds the hazard, what a person would notice and how it happens."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_HEAD = re.compile(r"Hazard: (H[0-9]{2}), (.+)\.\nSeen: (.+)\nWhy it happens: (.+)\n\ndiff --git ")
_FILE = re.compile(r"^\+\+\+ b/(.+)$", re.MULTILINE)
_HUNK = re.compile(r"^@@ -([0-9]+)(?:,[0-9]+)? \+[0-9,]+ @@")


@dataclass(frozen=True)
class Patch:
    """One mistake: ``files`` are those it changes, each with the lines that it takes out or stands behind."""

    path: Path
    hazard: str
    about: str
    seen: str
    why: str
    files: dict[str, list[int]]

    @property
    def name(self) -> str:
        """Return the name of the file without its ending."""
        return self.path.stem

    def changed(self) -> int:
        """Return how many lines it takes out and puts in."""
        body = self.path.read_text(encoding="utf-8").splitlines()
        return sum(line[:1] in ("+", "-") and line[:4] not in ("+++ ", "--- ") for line in body)


def read(path: Path) -> Patch:
    """Return a patch. Raises ValueError where its head is not whole."""
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None or head[1] != path.stem[:3]:
        raise ValueError(f"{path.name}: hazard, what is seen and why were expected at its head")
    return Patch(path, head[1], head[2], head[3], head[4], _lines(text))


def patches(names: list[str] | None = None) -> list[Patch]:
    """Return the patches in the order of their hazards, or those of some hazards alone."""
    every = [read(path) for path in sorted(HERE.glob("H*.patch"))]
    return [one for one in every if not names or one.hazard in names or one.name in names]


def _lines(text: str) -> dict[str, list[int]]:
    """Return for each file the lines, as they are before, at which something changes."""
    found: dict[str, list[int]] = {}
    lines: list[int] = []
    at = 0
    for line in text.splitlines():
        if told := _FILE.match(line):
            lines = found.setdefault(told[1], [])
        elif hunk := _HUNK.match(line):
            at = int(hunk[1])
        elif not line.startswith(("--- ", "diff ", "index ")) and at:
            if line.startswith(("-", "+")):
                lines.append(at if line.startswith("-") else max(1, at - 1))
            at += not line.startswith("+")
    return {file: sorted(set(places)) for file, places in found.items()}


def has_git() -> bool:
    """Tell whether there is a git to ask."""
    return shutil.which("git") is not None


def refused(patch: Patch, tree: Path = ROOT) -> str:
    """Return why a patch does not apply cleanly to the files of a tree, an empty text where it does."""
    # Asked outside of any repository: then git looks at the files and not at what it has kept.
    words = ["git", "-C", str(tree), "apply", "--check", str(patch.path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip() or "it does not apply"


def put_in(patch: Patch, tree: Path) -> None:
    """Change the files of a tree as the patch says."""
    subprocess.run(["git", "-C", str(tree), "apply", str(patch.path)], check=True, capture_output=True)


def take_out(tree: Path) -> None:
    """Put every file of a tree back as it was kept."""
    subprocess.run(["git", "-C", str(tree), "checkout", "-q", "."], check=True)
