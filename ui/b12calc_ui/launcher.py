"""The b12calc command: no argument or one file to open shows the window, all else goes to the headless command line."""

import sys
from pathlib import Path

_OPENED = (".json", ".pdf", ".txt")


def main() -> int:
    """Open the window, or hand the arguments to the command line without loading Qt."""
    file = Path(sys.argv[1]) if len(sys.argv) == 2 and sys.argv[1].lower().endswith(_OPENED) else None
    if len(sys.argv) > 1 and file is None:
        from b12calc.cli import main as command_line

        return int(command_line(sys.argv[1:]) or 0)
    from b12calc_ui.app import main as window

    return window() if file is None else window(file)
