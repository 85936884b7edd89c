"""Give records to a checker of PDF/UA that had no part in writing them: ``python tests/campaigns/pdf_checkers.py``.

The checker is outloud (PyPI), installed outside the locked packages because it brings an AGPL library and 70 MB that
no other test needs; its program is found on the path or named by OUTLOUD. Records must pass, planted defects not.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def refused(program: str, folder: Path) -> dict[str, str]:
    """Return the files of a folder in which the checker finds an error, each with what it says."""
    found = {}
    for path in sorted(folder.glob("*.pdf")):
        command = [program, "--no-info", "--fail-on", "error", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            found[path.stem] = (done.stdout or done.stderr).strip()
    return found


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files under their names."""
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)


def main() -> int:
    """Check all, print what was found; 0 when every record passed and every defect was noticed."""
    program = os.environ.get("OUTLOUD") or shutil.which("outloud")
    if program is None:
        print("outloud was not found: pip install outloud in an environment of its own, and name it by OUTLOUD")
        return 2
    from tests.report.tag_faults import DEFECTS, planted
    from tests.report.test_tags import published, record

    good = {**published(), **{f"by hand {paper}": record(paper) for paper in ("A4", "Letter", "A5")}}
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        write(Path(first), good)
        wrong = refused(program, Path(first))
        write(Path(second), {name: planted(record(), name) for name in DEFECTS})
        noticed = refused(program, Path(second))
    print(f"records without an error: {len(good) - len(wrong)} of {len(good)}")
    print(f"planted defects noticed: {len(noticed)} of {len(DEFECTS)}")
    for name, said in wrong.items():
        print(f"{name}: {said}")
    print("".join(f"not noticed: {name}\n" for name in DEFECTS if name not in noticed), end="")
    return int(bool(wrong) or len(noticed) < len(DEFECTS))


if __name__ == "__main__":
    sys.exit(main())
