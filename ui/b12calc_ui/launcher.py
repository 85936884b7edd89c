"""The b12calc command: no argument opens the window, anything else goes to the headless command line."""

import sys


def main() -> int:
    """Open the window, or hand the arguments to the command line without loading Qt."""
    if len(sys.argv) > 1:
        from b12calc.cli import main as command_line

        return int(command_line(sys.argv[1:]) or 0)
    from b12calc_ui.app import main as window

    return window()
