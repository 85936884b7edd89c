"""``python -m b12calc``: the headless door."""

import sys

from b12calc.scarce import spared


def main() -> int:
    """Run the command line."""
    from b12calc.entry import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(spared(main))
