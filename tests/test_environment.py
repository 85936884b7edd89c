"""The environment of a process changes nothing that is written, and leads nothing elsewhere."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from b12calc.assets import asset

ROOT = Path(__file__).resolve().parent.parent
SOURCES = [*(ROOT / "b12calc").rglob("*.py"), *(ROOT / "ui").rglob("*.py")]
ASKED = {"environ", "getenv", "expandvars", "expanduser", "qEnvironmentVariable", "gettempdir", "putenv"}
# What ReportLab would read is hidden from it; bus, seat and socket say where the screen is, not what to write.
MAY_ASK = {"b12calc/report/quiet.py", "ui/b12calc_ui/lock.py", "ui/b12calc_ui/handover.py"}
TRAP = "open('trap-was-sprung', 'w').close()\npageCompression = 0\nshowBoundary = 1\nuseA85 = 1\n"
HOSTILE = {
    "RL_pageCompression": "0", "RL_useA85": "1", "RL_invariant": "0", "RL_showBoundary": "1", "rl_verbose": "1",
    "RL_trustedSchemes": "http,file", "RL_trustedHosts": "localhost", "RL_canvas_basefontname": "Courier",
    "RL_defaultPageSize": "letter", "RL_T1SearchPath": "/tmp", "QT_QPA_PLATFORM": "nowhere", "QT_SCALE_FACTOR": "7",
    "QT_PLUGIN_PATH": "/tmp", "QT_LOGGING_RULES": "*=true", "QT_IM_MODULE": "qtvirtualkeyboard", "LANG": "tr_TR.UTF-8",
    "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "COLUMNS": "3", "PROGRAMDATA": "/tmp",
    "XDG_CONFIG_DIRS": "/tmp", "B12CALC": "/tmp", "PAPERSIZE": "letter", "SOURCE_DATE_EPOCH": "no number",
}  # fmt: skip


def written(folder: Path, environment: dict[str, str]) -> list[bytes]:
    """Assess the sample in a process of its own; return every file it wrote."""
    home = folder / "home"
    home.mkdir(parents=True)
    for name in (".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py"):
        (home / name).write_text(TRAP, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(("RL_", "QT_"))}
    paths = os.pathsep.join((str(ROOT), str(ROOT / "ui")))
    out = [folder / name for name in ("a.pdf", "a.txt", "a.json", "a.fhir.json")]
    named = ("--pdf", "--note", "--json", "--fhir")
    options = [word for pair in zip(named, map(str, out), strict=True) for word in pair]
    run = subprocess.run(
        [sys.executable, "-m", "b12calc", "assess", str(asset("sample_case.json")), "--today", "2026-03-12", *options],
        cwd=home, env={**kept, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(home), **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert not list(folder.rglob("trap-was-sprung"))
    return [path.read_bytes() for path in out]


def test_hostile_variables_and_settings_files_change_no_byte_of_what_is_written(tmp_path: Path) -> None:
    plain, hostile = written(tmp_path / "plain", {}), written(tmp_path / "hostile", HOSTILE)
    assert [len(one) > 500 for one in plain] == [True] * 4
    assert hostile == plain


def test_three_files_ask_the_environment_and_none_asks_it_where_to_write() -> None:
    asking = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            if name in ASKED:
                asking.add(path.relative_to(ROOT).as_posix())
    assert asking == MAY_ASK
