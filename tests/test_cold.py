"""What a start that writes one PDF loads, and what it leaves alone."""

import subprocess
import sys
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "resources" / "sample_case.json"
LOADED = "import sys; from b12calc.entry import main; main(sys.argv[1:]); print(*sys.modules, sep='\\n')"
NEEDLESS = ("PIL", "lxml", "pikepdf", "polars", "reportlab.platypus.paragraph", "reportlab.platypus.tables")


def loaded(folder: Path) -> set[str]:
    """Return the modules that one assessment with its PDF has loaded, in a process of its own."""
    command = ["assess", str(SAMPLE), "--today", "2026-03-12", "--pdf", str(folder / "out.pdf")]
    done = subprocess.run([sys.executable, "-c", LOADED, *command], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines())


def test_a_pdf_is_written_without_what_reads_pdfs_pictures_and_markup(tmp_path: Path) -> None:
    modules = loaded(tmp_path)
    assert "reportlab.pdfgen.canvas" in modules
    assert {name for name in modules for one in NEEDLESS if name == one or name.startswith(f"{one}.")} == set()


def test_pictures_can_be_read_by_others_after_reportlab_was_loaded_without_them() -> None:
    after = "import pikepdf; from PIL import Image; print(Image.new('L', (1, 1)).size)"
    script = f"from b12calc.report.quiet import load; load(); {after}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "(1, 1)\n"


def test_no_plugin_of_another_package_is_looked_for() -> None:
    script = "import b12calc.models.case, pydantic.plugin._loader as found; print(found._plugins, *found.get_plugins())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "{}\n"
